import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCore
import LightboxIndex
import LightboxRecords
import LightboxStore
import Synchronization
import SystemPackage

/// `lightbox index`: reads folders into the index.
struct Index: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read folders of images into the index.",
        discussion: """
            Notes what every file is and, for images, their shape, spacing, modality, patient and series. The \
            folders are only read, never written. Run it again after something has changed: only new and \
            changed files are opened, also after it was interrupted.

            Exit code 0: done; 1: done, but some files cannot be read (their reasons are in the view `files`); \
            2: a folder could not be indexed.

            Examples:
              lightbox index ~/scans
              lightbox index /data/ds000113 /data/lidc --db study.sqlite
              lightbox index --forget ~/scans
              lightbox query "SELECT path, problem FROM files WHERE problem IS NOT NULL"
            """)

    @Argument(help: "The folders to read.") var folders: [String]
    @OptionGroup var options: IndexOptions
    @Flag(help: "Drop the folders from the index; their files stay as they are.") var forget = false
    @Flag(help: "One object a line for each folder, as JSON.") var json = false

    func validate() throws {
        guard !folders.isEmpty else { throw ValidationError("Name a folder to index.") }
    }

    func run() throws {
        let index = try ImageIndex(try options.pathForWriting(), access: .readWrite)
        var code: Int32 = 0
        for folder in folders {
            do {
                if forget {
                    try drop(folder, from: index)
                } else {
                    let summary = try read(folder, into: index)
                    let isWhole = summary.unreadable == 0 && summary.unlisted.isEmpty
                    if !isWhole { code = max(code, Exit.wanting) }
                }
            } catch let error as StoreError {
                throw error
            } catch {
                if json {
                    Terminal.print(
                        JSONValue.object([
                            .init("path", .string(folder)), .init("error", .string("\(error)")),
                        ]).text)
                }
                Terminal.say("error: \(error)")
                code = Exit.notDone
            }
        }
        if code != 0 { throw ExitCode(code) }
    }

    private func drop(_ folder: String, from index: ImageIndex) throws {
        let files = try index.forget(FilePath(folder))
        if json {
            Terminal.print((["forgotten": .string(folder), "files": .integer(files)] as JSONValue).text)
        } else {
            Terminal.say(
                "Forgot \(folder.withoutControlCharacters) (\(files) files); nothing on disk was touched.")
        }
    }

    private func read(_ folder: String, into index: ImageIndex) throws -> IndexSummary {
        var reader = FolderReader()
        if let text = ProcessInfo.processInfo.environment["LIGHTBOX_TEST_KILL_AT_OPEN"], let limit = Int(text)
        {
            // Tests of what survives a kill: this process dies as it is about to open that file.
            reader.willOpen = Self.killing(at: limit)
        }
        let line = ProgressLine()
        let summary = try index.update(FilePath(folder), reader: reader) { progress in
            line.show(
                "\(progress.files) files in \(progress.folders) folders, \(progress.filesOpened) opened "
                    + progress.folder.shown.withoutControlCharacters)
        }
        line.clear()
        if json { Terminal.print(summary.json.text) } else { summary.say() }
        return summary
    }

    private static func killing(at limit: Int) -> @Sendable () -> Void {
        let counter = Counter()
        return { if counter.next() >= limit { kill(getpid(), SIGKILL) } }
    }
}

/// Counts from 1, on any thread.
private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

extension IndexSummary {
    var json: JSONValue {
        [
            "path": .string(part.isEmpty ? root : root + "/" + part), "copy": .string(root),
            "absorbed": .strings(absorbed), "files": .integer(files),
            "filesOpened": .integer(progress.filesOpened),
            "filesMoved": .integer(progress.filesMoved), "filesGone": .integer(progress.filesGone),
            "images": .integer(images), "series": .integer(series), "unreadable": .integer(unreadable),
            "notFetched": .integer(notFetched),
            "reasons": .array(
                reasons.map {
                    [
                        "kind": .string($0.kind), "problem": .string($0.problem), "count": .integer($0.count),
                        "example": .string($0.example),
                    ]
                }),
            "unlisted": .array(
                unlisted.map { ["path": .string($0.path), "problem": .string($0.problem)] }),
            "seconds": .number((seconds * 1000).rounded() / 1000),
        ]
    }

    /// Says the same to a person.
    func say() {
        let place = (part.isEmpty ? root : root + "/" + part).withoutControlCharacters
        Terminal.say("\(place): \(files) files, \(images) images in \(series) series.")
        if !part.isEmpty {
            Terminal.say("  It is a part of \(root.withoutControlCharacters), which was indexed before.")
        }
        for inner in absorbed {
            Terminal.say("  \(inner.withoutControlCharacters), indexed before, is now a part of it.")
        }
        let moved = progress.filesMoved > 0 ? ", \(progress.filesMoved) moved" : ""
        let gone = progress.filesGone > 0 ? ", \(progress.filesGone) gone" : ""
        let time = "\((seconds * 10).rounded() / 10) s"
        Terminal.say("  \(progress.filesOpened) opened\(moved)\(gone) in \(time).")
        if notFetched > 0 {
            Terminal.say(
                "  \(notFetched) are not here yet (git-annex); `datalad get` or `git annex get` fetches them."
            )
        }
        if unreadable > 0 {
            Terminal.say("  \(unreadable) cannot be read:")
            for reason in reasons {
                Terminal.say(
                    "    \(reason.count) × \(reason.kind): \(reason.problem.withoutControlCharacters) "
                        + "(\(reason.example.withoutControlCharacters))")
            }
            let rest = unreadable - reasons.reduce(0) { $0 + $1.count }
            if rest > 0 {
                Terminal.say(
                    "    … and \(rest) more; all of them: lightbox query "
                        + "\"SELECT path, problem FROM files WHERE problem IS NOT NULL\"")
            }
        }
        for folder in unlisted.prefix(8) {
            let name = (folder.path.isEmpty ? root : folder.path).withoutControlCharacters
            Terminal.say("  The folder '\(name)' is left out: \(folder.problem.withoutControlCharacters)")
        }
        if unlisted.count > 8 {
            Terminal.say("  … and \(unlisted.count - 8) more folders; '--json' lists them.")
        }
    }
}
