import Foundation
import LightboxCatalogue
import LightboxTesting
import Testing

@Suite struct `The command import` {
    /// A pack of one card, so that nothing depends on what lies beside the program.
    private func program(data: String, in folder: TemporaryFolder) throws -> BuiltProgram {
        let pack = CardPack.text(of: [CardFile(kind: .card, file: "Cards/none.yaml", text: "id: none\n")])
        var program = try BuiltProgram()
        program.environment = [
            "LIGHTBOX_PACK": try folder.write(Array(pack.utf8), to: "lightbox.cards"),
            "LIGHTBOX_DATA": data, "LIGHTBOX_CONFIG": folder.path("config"), "LIGHTBOX_CARDS": "",
        ]
        return program
    }

    private let list = Array("# A list\n* [One](https://one.org) and more\n* [Two](https://two.org)\n".utf8)

    @Test func `keeps a list and writes it back`() throws {
        try withTemporaryFolder { folder in
            let file = try folder.write(list, to: "mine.md")
            let program = try program(data: folder.path("data"), in: folder)
            let imported = try program.run("import", file, in: folder)
            #expect(imported.code == 0, "\(imported.talk)")
            let written = try program.run("list", "--format", "markdown", "--like", "mine", in: folder)
            #expect(Array(written.output.utf8) == list)
        }
    }

    @Test func `refuses where nothing would last`() throws {
        try withTemporaryFolder { folder in
            let file = try folder.write(list, to: "mine.md")
            // Nobody, not even root, makes a folder below a file.
            let program = try program(data: file + "/data", in: folder)
            let run = try program.run("import", file, in: folder)
            #expect(run.code == 2)
            #expect(run.talk.contains("nothing would be kept"))
            #expect(run.talk.contains("LIGHTBOX_DATA"))
        }
    }
}
