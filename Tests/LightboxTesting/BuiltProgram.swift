public import Foundation

/// The program as it was built beside the tests: arguments in; output, talk and exit code out.
public struct BuiltProgram: Sendable {
    public let path: String
    /// Variables set for each run, on top of the tests' own.
    public var environment: [String: String] = [:]

    /// - Throws: if the program was not built.
    public init() throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var folder = URL(filePath: tests).deletingLastPathComponent()
        // The tests may be a program of their own or run inside one of the toolchain's.
        if let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) {
            folder = URL(filePath: bundle).deletingLastPathComponent()
        }
        path = folder.appending(path: "lightbox").path()
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: path])
        }
    }

    /// What one run did.
    public struct Run: Sendable {
        public let output: String
        public let talk: String
        /// The exit code, or minus the number of the signal that ended it.
        public let code: Int32
        /// Each line of the output, read as JSON.
        public var json: [[String: Any]] {
            output.split(separator: "\n").compactMap {
                try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
        }
    }

    /// Starts the program; what it writes goes to files, so that no full pipe can stop it.
    public func start(_ arguments: [String], in folder: TemporaryFolder, name: String = "run") throws
        -> Running
    {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (out, err) = (folder.path(name + ".out"), folder.path(name + ".err"))
        for path in [out, err] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: out)
        process.standardError = FileHandle(forWritingAtPath: err)
        try process.run()
        return Running(process: process, out: out, err: err)
    }

    /// Runs the program to its end.
    public func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
        try start(arguments, in: folder).wait()
    }

    /// A run that has not ended.
    public struct Running {
        public let process: Process
        let out: String
        let err: String

        public func wait() -> Run {
            process.waitUntilExit()
            func text(_ path: String) -> String {
                String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            }
            let code = process.terminationStatus
            return Run(
                output: text(out), talk: text(err),
                code: process.terminationReason == .uncaughtSignal ? -code : code)
        }
    }
}
