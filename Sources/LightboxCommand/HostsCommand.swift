import ArgumentParser
import LightboxCatalogue
import LightboxCore
import LightboxFetch

/// `lightbox hosts`: where `get` fetches from, and how far that is proved.
struct HostsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts",
        abstract: "List the kinds of hosts that `get` knows, and how each was proved.",
        discussion: """
            real: proved against the software that such hosts run. replica: against a replica with which the \
            host's own client works as well. never: no program can fetch there; `get` prints what a person does.
            """)
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
        for service in HostRegistry.standard.services {
            let kinds = service.kinds.map(\.rawValue)
            if json {
                let object: JSONValue = [
                    "name": .string(service.name), "kinds": .array(kinds.map { .string($0) }),
                    "mark": .string(service.mark.rawValue), "proof": .string(service.proof),
                    "page": .string("Documentation/Hosts/\(service.page).md"),
                ]
                Terminal.print(object.text)
            } else {
                let mark = Wrapping.pad(service.mark.rawValue, to: 8)
                Terminal.print("\(mark) \(service.name) (\(kinds.joined(separator: ", "))): \(service.proof)")
            }
        }
    }
}
