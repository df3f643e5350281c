import LightboxTesting
import Testing

@Suite struct `Help` {
    @Test(arguments: [["--help"], ["help"], ["help", "index"], ["search", "--help"], ["query", "-h"]])
    func `is printed where it is asked for`(arguments: [String]) throws {
        try withTemporaryFolder { folder in
            let run = try BuiltProgram().start(arguments, in: folder).wait()
            #expect(run.code == 0)
            #expect(run.output.hasPrefix("OVERVIEW: "))
            #expect(run.output.contains("USAGE: lightbox"))
            #expect(run.talk.isEmpty)
        }
    }

    @Test func `bad usage has a code of its own`() throws {
        try withTemporaryFolder { folder in
            let run = try BuiltProgram().run("search", "--no-such-option", in: folder)
            #expect(run.code == 64)
            #expect(run.talk.contains("--no-such-option"))
        }
    }
}
