public import LightboxArchive
import LightboxCore
public import SystemPackage

/// A copy that a run works on: no other run does meanwhile.
public final class CopySession: Sendable {
    public let copy: CopyFolder
    let journal: SharedJournal
    let parts: PartFolder
    private let busy: FileDescriptor

    /// Opens the copy at `path`, made where it is missing.
    ///
    /// - Throws: `CopyBusy` where another run is at work there; `OutputError` where it cannot be written.
    public init(at path: FilePath) throws {
        copy = try CopyFolder(at: path, creating: true)
        try copy.makeFolder(CopyFolder.ownFolder)
        guard let busy = try copy.lock(CopyFolder.ownFolder + "/busy") else { throw CopyBusy(path: path) }
        self.busy = busy
        journal = SharedJournal(try Journal(copy))
        let isTrusted = journal.doubtful.isEmpty
        parts = try PartFolder(copy)
        // Parts that perhaps lost their last blocks when the machine went down would be found out at their end only.
        if !isTrusted { try parts.removeAll() }
        try checkDoubtful()
    }

    deinit { try? busy.close() }

    /// Makes sure that all that is written down lies on the disk.
    public func synchronize() throws { try journal.synchronize() }

    /// Digests again what was perhaps not on the disk yet when the machine went down.
    private func checkDoubtful() throws {
        for name in journal.doubtful {
            guard let done = journal.done(name) else { continue }
            guard try copy.status(of: name) != nil, try digest(of: name) == done.sha256 else {
                try journal.forget(name)
                try copy.removeFile(name)
                continue
            }
        }
    }

    /// The SHA-256 of a file in the copy.
    func digest(of name: String) throws -> [UInt8] {
        try verified(RemoteFile(path: name, address: "")).sha256
    }

    /// Digests a file in the copy with all functions that its checks need.
    func verified(_ remote: RemoteFile) throws -> Verification.Result {
        let file = try copy.openFile(remote.path)
        defer { try? file.close() }
        let status = try FileStatus(of: file, path: copy.path.appending(remote.path))
        var verification = Verification(remote.checks, byteCount: status.byteCount)
        var piece: [UInt8] = []
        var offset = 0
        while true {
            try file.fill(&piece, from: offset, count: 1 << 20)
            if piece.isEmpty { return verification.finish() }
            verification.update(piece.span)
            offset += piece.count
        }
    }

    /// How a file of the plan stands in the copy.
    enum Standing: Sendable, Hashable {
        /// Whole, as it was fetched.
        case done
        case missing
        /// Another state of it is there, which an earlier run fetched.
        case outdated
        /// Something is there that is not the file: changed since, or somebody else's.
        case foreign
    }

    /// Looks at the disk and the journal; digests only what was touched since it was fetched.
    ///
    /// - Parameter isStrict: whether everything is digested.
    func standing(of remote: RemoteFile, isStrict: Bool = false) throws -> Standing {
        if case .zipStream = remote.delivery { return try unitStanding(of: remote, isStrict: isStrict) }
        guard let status = try copy.status(of: remote.path) else {
            return try finishNaming(remote) ? .done : .missing
        }
        guard status.kind == .regular else {
            if status.kind == .link { throw PathRefusal(.link(remote.path), name: remote.path) }
            throw PathRefusal(.notAFolder(remote.path), name: remote.path)
        }
        if let done = journal.done(remote.path) {
            let isUntouched =
                status.byteCount == done.byteCount && status.modifiedNanoseconds == done.modifiedNanoseconds
            if !isUntouched || isStrict {
                guard status.byteCount == done.byteCount, try digest(of: remote.path) == done.sha256 else {
                    return .foreign
                }
                if !isUntouched {
                    var newer = done
                    newer.modifiedNanoseconds = status.modifiedNanoseconds
                    try journal.record(remote.path, newer)
                }
            }
            return done.fits(remote) ? .done : .outdated
        }
        // Not fetched by us, or the program ended between two steps: its digest tells.
        guard remote.byteCount == nil || remote.byteCount == status.byteCount else { return .foreign }
        let result = try verified(remote)
        guard result.failure == nil, result.check != nil || remote.byteCount != nil else { return .foreign }
        try journal.record(
            remote.path,
            Journal.Done(
                byteCount: status.byteCount, modifiedNanoseconds: status.modifiedNanoseconds,
                sha256: result.sha256, check: result.check?.text ?? "size", version: remote.version))
        return .done
    }

    /// Gives a file its name that was written down as done before the program ended.
    private func finishNaming(_ remote: RemoteFile) throws -> Bool {
        guard let done = journal.done(remote.path) else { return false }
        if let (part, _) = try parts.left(of: remote.path) {
            defer { try? part.file.close() }
            let status = try FileStatus(of: part.file, path: copy.path.appending(remote.path))
            if status.byteCount == done.byteCount, status.modifiedNanoseconds == done.modifiedNanoseconds {
                try copy.move(part.name, to: remote.path)
                return done.fits(remote)
            }
        }
        try journal.forget(remote.path)
        return false
    }
}

extension Journal.Done {
    /// Whether what was fetched is what the host lists now.
    func fits(_ remote: RemoteFile) -> Bool {
        if let size = remote.byteCount, size != byteCount { return false }
        if case .digest(let digest)? = remote.checks.first(where: { $0.name == "sha256" }) {
            return digest.bytes == sha256
        }
        // A digest of the same kind tells; one of another kind was not made, and the version must do.
        if let made = Check(check), let now = remote.checks.first(where: { $0.name == made.name }) {
            return made == now
        }
        return version == nil || remote.version == nil || version == remote.version
    }
}

/// Another run is at work on a copy.
public struct CopyBusy: Error, Sendable, CustomStringConvertible {
    public let path: FilePath
    public var description: String {
        "Another `lightbox get` is at work in '\(path.string.withoutControlCharacters)'."
            + "\nhint: wait until it is done, or get into another folder (--into)"
    }
}
