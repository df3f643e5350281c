import ArgumentParser
import LightboxCatalogue

/// Runs `body`; where it throws, says why and ends the command with the code for "not done".
func orNotDone<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch {
        if error is ExitCode || error is ValidationError || error is CleanExit { throw error }
        Terminal.say("error: \(error)")
        throw ExitCode(Exit.notDone)
    }
}
