import LightboxCatalogue
import LightboxTesting
import Testing

@Suite struct `The settings` {
    @Test(arguments: ["cards: /my/cards\n", "cards: [/my/cards]\n"])
    func `take one folder of cards or a list of them`(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "config.yaml")
        #expect(try Settings(at: path).cards == ["/my/cards"])
    }

    @Test func `need not be there`() throws {
        #expect(try Settings(at: "/nowhere/config.yaml").cards == [])
    }

    @Test func `name the line that is wrong`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("\ncrads: x\n".utf8), to: "config.yaml")
        let problem = #expect(throws: CardProblem.self) { _ = try Settings(at: path) }
        #expect(problem?.line == 2)
        #expect(problem?.hint == "did you mean 'cards'?")
    }
}
