import ArgumentParser
import LightboxArchive

/// The command `lightbox`: one verb for each step that data takes.
@main
struct Lightbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lightbox",
        abstract: "Find, fetch, index and look at public medical imaging datasets.",
        version: "0.1.0",
        subcommands: [
            Search.self, List.self, Log.self, Show.self, Info.self, Convert.self, Serve.self, Demo.self,
            Get.self, AccessCommand.self, HostsCommand.self, Cite.self, Import.self, ListingCommand.self,
            Index.self, Query.self, Where.self, Clean.self,
            LintCommand.self, PackCommand.self, PhantomsCommand.self,
        ])

    /// Runs the command line; what goes wrong in a command ends with the code for "not done".
    static func main() async {
        ProcessMemory.keepForNext()
        var command: any ParsableCommand
        do { command = try parseAsRoot() } catch { exit(withError: error) }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error where error is ExitCode || exitCode(for: error) != .failure {
            // Help, a version, bad usage: the parser's own, which it prints.
            exit(withError: error)
        } catch {
            Terminal.say("error: \(error)")
            exit(withError: ExitCode(Exit.notDone))
        }
    }
}
