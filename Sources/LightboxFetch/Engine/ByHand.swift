import LightboxArchive
public import LightboxCatalogue
import LightboxCore
public import SystemPackage

/// Takes what a person fetched by hand: recognises it by the card, checks it, and puts it in its place.
public struct ByHand: Sendable {
    private let session: CopySession
    private let expected: [Expected]

    /// A file that the card names, or a series of them.
    private struct Expected: Sendable {
        let pattern: PathPattern
        let archive: ArchiveFile
    }

    /// What became of the files that were pointed at.
    public struct Report: Sendable {
        /// In their place, with what each was checked with.
        public internal(set) var placed: [(name: String, bytes: Int, check: String)] = []
        /// In their place already.
        public internal(set) var there: [String] = []
        /// Recognised by their name, and not what the card says.
        public internal(set) var wrong: [(name: String, error: any Error)] = []
        /// Of no name that the card knows.
        public internal(set) var unknown: [String] = []
        /// What the card names and is not there yet.
        public internal(set) var missing: [String] = []
    }

    /// - Throws: `NothingNamed` where the card names no files.
    public init(card: Card, release: String?, session: CopySession) throws {
        self.session = session
        var expected: [Expected] = []
        for fact in card.hosts where fact.role != .former {
            if let served = fact.release, let release, served != release { continue }
            for archive in fact.archives where archive.fits(release) {
                guard let pattern = try? PathPattern(archive.name) else { continue }
                expected.append(Expected(pattern: pattern, archive: archive))
            }
        }
        guard !expected.isEmpty else { throw NothingNamed(id: card.id) }
        self.expected = expected
    }

    /// Looks through files and folders, and places what it knows.
    public func place(_ paths: [FilePath], onEvent: (TransferEvent) -> Void) throws -> Report {
        var report = Report()
        for path in paths {
            let status = try FileStatus(of: path)
            if status.kind == .folder {
                try walk(DiskTree(path: path), below: "", depth: 0) { name in
                    try take(path.appending(name), named: name, &report, onEvent)
                }
            } else {
                try take(path, named: path.lastComponent?.string ?? "", &report, onEvent)
            }
        }
        let have = Set(try Journal.files(of: session.copy).map(\.name))
        for one in expected {
            let names = (try? PathPattern.expanding(one.archive.name)) ?? [one.archive.name]
            for name in names where !have.contains(name) {
                guard !have.contains(where: { one.pattern.matches($0) }) || names.count > 1 else { continue }
                report.missing.append(name)
            }
        }
        return report
    }

    private static let depthLimit = 64

    private func walk(
        _ tree: DiskTree, below folder: String, depth: Int, _ body: (String) throws -> Void
    ) throws {
        guard depth < Self.depthLimit else { return }
        for entry in try tree.entries(in: folder) {
            let name = folder.isEmpty ? entry.name : folder + "/" + entry.name
            if entry.isFolder { try walk(tree, below: name, depth: depth + 1, body) } else { try body(name) }
        }
    }

    private func take(
        _ path: FilePath, named name: String, _ report: inout Report, _ onEvent: (TransferEvent) -> Void
    ) throws {
        guard let (one, target) = recognise(name) else { return report.unknown.append(path.string) }
        var remote = RemoteFile(path: target, byteCount: one.archive.exactByteCount, address: "")
        remote.checks = one.archive.checks
        do {
            try CopyFolder.check(target)
            if try session.standing(of: remote) == .done { return report.there.append(target) }
            let done = try copy(path, remote, onEvent)
            report.placed.append((target, done.byteCount, done.check))
            onEvent(.done(target, bytes: done.byteCount, check: done.check))
        } catch let error as OutputError where error.isForAll {
            throw error
        } catch {
            report.wrong.append((path.string, error))
            onEvent(.failed(target, error))
        }
    }

    /// What the card calls a file, told by as much of the end of its path as the card names.
    private func recognise(_ name: String) -> (Expected, String)? {
        let parts = name.split(separator: "/")
        for start in parts.indices {
            let end = parts[start...].joined(separator: "/")
            for one in expected {
                // A browser that already has a file of that name adds a number to it.
                for candidate in [end, Self.withoutNumber(end)] {
                    let depth = one.archive.name.split(separator: "/").count
                    guard candidate.split(separator: "/").count == depth, one.pattern.matches(candidate)
                    else {
                        continue
                    }
                    return (one, candidate)
                }
            }
        }
        return nil
    }

    /// `images (1).zip` as `images.zip`.
    private static func withoutNumber(_ name: String) -> String {
        guard let open = name.lastIndex(of: "("), let close = name.lastIndex(of: ")"), open < close,
            name[name.index(after: open)..<close].allSatisfy(\.isNumber), open > name.startIndex,
            name[name.index(before: open)] == " "
        else { return name }
        return String(name[..<name.index(before: open)] + name[name.index(after: close)...])
    }

    private func copy(
        _ path: FilePath, _ remote: RemoteFile, _ onEvent: (TransferEvent) -> Void
    ) throws -> Journal.Done {
        let source = try FileBytes(path: path)
        if let size = remote.byteCount, size != source.byteCount {
            throw FetchError(
                .wrongSize(expected: size, found: source.byteCount), at: path.string,
                hint: "the download was perhaps not finished: fetch it again")
        }
        let state = PartFile.State(byteCount: source.byteCount, validator: nil, version: nil)
        var part = try session.parts.new(for: remote.path, state: state)
        do {
            var verification = Verification(remote.checks, byteCount: source.byteCount)
            var piece: [UInt8] = []
            while part.byteCount < source.byteCount {
                try source.read(at: part.byteCount, count: 1 << 20, into: &piece)
                guard !piece.isEmpty else { break }
                verification.update(piece.span)
                do { _ = try part.file.writeAll(toAbsoluteOffset: Int64(part.byteCount), piece) } catch {
                    throw OutputError(
                        .system(error as? Errno ?? .ioError), path: session.copy.path.appending(remote.path))
                }
                part.byteCount += piece.count
            }
            onEvent(.verifying(remote.path))
            let result = verification.finish()
            if let failure = result.failure {
                throw FetchError(
                    .wrongDigest(expected: failure.expected, found: failure.found), at: path.string,
                    hint: "the download is damaged, or another version: fetch it again")
            }
            let status = try FileStatus(of: part.file, path: session.copy.path.appending(remote.path))
            let done = Journal.Done(
                byteCount: part.byteCount, modifiedNanoseconds: status.modifiedNanoseconds,
                sha256: result.sha256,
                check: result.check?.text ?? (remote.byteCount == nil ? "none" : "size"))
            try session.journal.record(remote.path, done)
            try part.file.close()
            try session.copy.move(part.name, to: remote.path)
            return done
        } catch {
            session.parts.remove(part)
            throw error
        }
    }
}

/// A card that does not tell what its files are called.
public struct NothingNamed: Error, Sendable, CustomStringConvertible {
    public let id: String
    public var description: String {
        "The card of \(id) names no files, so nothing can be recognised."
            + "\nhint: `lightbox index FOLDER` reads what you have, wherever it lies"
    }
}
