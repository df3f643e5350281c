import ArgumentParser

extension Exit {
    /// Runs a command's work; what it throws is said to the user, and the exit code is 2.
    static func reporting(_ work: () throws -> Void) throws {
        do { try work() } catch let error as ExitCode {
            throw error
        } catch let error as ValidationError {
            throw error
        } catch {
            Terminal.say("lightbox: \(error)")
            throw ExitCode(notDone)
        }
    }
}
