import LightboxArchive
import LightboxCore
import SystemPackage

/// Writes what comes of one file to its part, and digests it on the way.
final class FileReceiver: Receiver, @unchecked Sendable {
    // One exchange at a time, on the transport's thread; the fetcher looks only between exchanges.
    private let remote: RemoteFile
    private let parts: PartFolder
    private(set) var part: PartFile?
    private(set) var state: PartFile.State?
    private var verification: Verification?
    private var buffer: [UInt8] = []
    private let progress: TransferProgress
    /// Where large files are offered to idle connections.
    private let board: SplitBoard
    private(set) var running: SplitBoard.Running?
    /// Whether the server has not yet shown that it begins at the start alone.
    private var canSplit = true
    /// The first byte that was asked for.
    var first = 0
    /// What the server says of the file at the head of the answer.
    private(set) var head: ResponseHead?
    /// How many bytes came in this run.
    private(set) var received = 0
    private var isFirstPiece = true
    /// As much is written at once.
    private static let writeByteCount = 1 << 18

    init(_ remote: RemoteFile, parts: PartFolder, progress: TransferProgress, board: SplitBoard) {
        (self.remote, self.parts, self.progress, self.board) = (remote, parts, progress, board)
    }

    /// What follows is fetched by another connection.
    struct ReachedTail: Error {}

    /// Takes over what an earlier run left, and digests it.
    func resume(_ part: PartFile, state: PartFile.State) throws {
        var part = part
        if let size = remote.byteCount, part.byteCount > size || (state.byteCount ?? size) != size {
            return parts.remove(part)
        }
        if let version = remote.version, version != state.version { return parts.remove(part) }
        var verification = Verification(remote.checks, byteCount: remote.byteCount ?? state.byteCount)
        var piece: [UInt8] = []
        var offset = 0
        while offset < part.byteCount {
            try part.file.fill(&piece, from: offset, count: min(1 << 20, part.byteCount - offset))
            if piece.isEmpty { break }
            verification.update(piece.span)
            offset += piece.count
        }
        part.byteCount = offset
        self.verification = consume verification
        (self.part, self.state) = (part, state)
        progress.found(offset)
        let starts = try parts.leftTails(of: remote.path, part: part)
        for start in starts {
            let tail = try parts.tail(of: part.name, start: start)
            progress.found(tail.byteCount)
            try tail.file.close()
        }
        offer(left: starts)
    }

    /// How many bytes of the file lie on the disk.
    var byteCount: Int { part?.byteCount ?? 0 }

    func begin(_ head: ResponseHead) throws {
        self.head = head
        isFirstPiece = true
        let isPart = head.status == 206
        var size = head.byteCount
        if isPart {
            guard let range = head.contentRange, range.first == first else { throw error(.wrongRange) }
            size = range.size ?? size.map { $0 + first }
        }
        if let size, let expected = remote.byteCount, size != expected {
            if isWebPage(head) { throw error(.webPage(title: "")) }
            throw error(.wrongSize(expected: expected, found: size))
        }
        let new = PartFile.State(
            byteCount: remote.byteCount ?? size, validator: head.validator, version: remote.version)
        if isPart, first > 0 {
            // The server would have sent the whole of a file that has changed, were it to heed If-Range.
            guard let state, state.validator == new.validator, size == nil || state.byteCount == size else {
                startOver()
                throw error(.changed)
            }
            return
        }
        // A server that sends all where a part was asked for would have to begin anew after every tail.
        if first > 0 { canSplit = false }
        startOver()
        part = try parts.new(for: remote.path, state: new)
        state = new
        verification = Verification(remote.checks, byteCount: new.byteCount)
        offer()
    }

    /// Lets idle connections take the end of the file, where it is large enough.
    private func offer(left starts: [Int] = []) {
        guard canSplit, let state, let size = state.byteCount, case .file = remote.delivery, let part,
            size - part.byteCount >= 2 * board.limits.leastBytes || !starts.isEmpty
        else { return }
        let running = SplitBoard.Running(
            remote, partName: part.name, position: part.byteCount, size: size, state: state)
        running.add(left: starts)
        self.running = running
        board.add(running)
    }

    /// Offers the file no more.
    func close() {
        if let running {
            board.remove(running)
            canSplit = canSplit && running.canSplit
        }
        running = nil
    }

    /// Lets go of what there is: it belongs to another state of the file.
    func startOver() {
        if let part, let running {
            for start in running.tailStarts {
                if let tail = try? parts.tail(of: part.name, start: start) { parts.remove(tail) }
            }
        }
        close()
        if let part {
            progress.lost(part.byteCount)
            parts.remove(part)
        }
        (part, state) = (nil, nil)
        verification = nil
        buffer.removeAll(keepingCapacity: true)
        first = 0
    }

    func receive(_ bytes: Span<UInt8>) throws {
        if isFirstPiece {
            isFirstPiece = false
            if first == 0 { try checkStart(bytes) }
        }
        // What comes after the beginning of a tail is another connection's.
        let count = running?.take(bytes.count) ?? bytes.count
        buffer.append(addingCapacity: count) { output in
            for i in 0..<count { output.append(bytes[i]) }
        }
        received += count
        progress.received(count)
        if count < bytes.count {
            try flush()
            throw ReachedTail()
        }
        if buffer.count >= Self.writeByteCount { try flush() }
        if running == nil, let size = state?.byteCount, byteCount + buffer.count > size {
            throw error(.wrongSize(expected: size, found: byteCount + buffer.count))
        }
    }

    /// Writes what has come.
    func flush() throws {
        guard !buffer.isEmpty, var part else { return }
        verification?.update(buffer.span)
        do {
            _ = try part.file.writeAll(toAbsoluteOffset: Int64(part.byteCount), buffer)
        } catch {
            let errno = error as? Errno ?? .ioError
            throw OutputError(.system(errno), path: parts.copy.path.appending(remote.path))
        }
        part.byteCount += buffer.count
        self.part = part
        buffer.removeAll(keepingCapacity: true)
    }

    /// Appends what another connection brought of the file.
    func append(_ tail: SplitBoard.Tail) throws {
        guard let part else { return }
        let source = try parts.tail(of: part.name, start: tail.start)
        var piece: [UInt8] = []
        var offset = 0
        let count = min(source.byteCount, tail.end - tail.start)
        while offset < count {
            try source.file.fill(&piece, from: offset, count: min(1 << 20, count - offset))
            if piece.isEmpty { break }
            buffer = piece
            try flush()
            offset += piece.count
        }
        running?.advance(to: byteCount)
        parts.remove(source)
    }

    /// The digests of the whole file.
    func verify() throws -> Verification.Result {
        guard let verification = verification.take() else {
            return Verification(remote.checks, byteCount: 0).finish()
        }
        return verification.finish()
    }

    /// A page for people in place of a file: mostly one to log in.
    private func checkStart(_ bytes: Span<UInt8>) throws {
        guard !Self.pageEndings.contains(where: { remote.path.lowercased().hasSuffix($0) }) else { return }
        var start: [UInt8] = []
        for i in 0..<min(bytes.count, 4096) { start.append(bytes[i]) }
        guard HTMLText.isPage(start) else { return }
        let title = HTMLText.title(of: String(decoding: start, as: UTF8.self))
        startOver()
        throw error(.webPage(title: title))
    }
    private static let pageEndings = [".html", ".htm", ".xhtml", ".svg", ".xml"]

    private func isWebPage(_ head: ResponseHead) -> Bool {
        head.contentType == "text/html"
            && !Self.pageEndings.contains { remote.path.lowercased().hasSuffix($0) }
    }

    private func error(_ problem: FetchError.Problem) -> FetchError { FetchError(problem, at: remote.path) }
}
