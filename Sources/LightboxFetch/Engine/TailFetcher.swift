import LightboxArchive
import LightboxCore
import SystemPackage

/// Brings the end of a large file over a connection of its own.
struct TailFetcher: Sendable {
    let files: FileFetcher

    /// Brings what it can; whoever fetches the file takes it from there.
    func fetch(_ tail: SplitBoard.Tail, of file: SplitBoard.Running) async throws {
        var state = SplitBoard.Tail.State.failed
        defer { tail.finish(state) }
        do {
            let part = try files.parts.tail(of: file.partName, start: tail.start)
            let receiver = TailReceiver(part, tail: tail, state: file.state, files: files)
            let request = try await files.host.request(for: file.remote, asking: files.client)
            try await files.client.retrying { retries in
                let before = receiver.part.byteCount
                do {
                    guard before < tail.end - tail.start else { return }
                    _ = try await files.client.send(
                        request, first: tail.start + before, last: tail.end - 1, receiver: receiver)
                    try receiver.flush()
                } catch {
                    try receiver.flush()
                    if receiver.part.byteCount > before { retries.hasAdvanced() }
                    throw error
                }
            }
            try part.file.close()
            if receiver.part.byteCount == tail.end - tail.start { state = .done }
        } catch let error as FetchError {
            // The one who fetches the file meets the same error, or none, and deals with it.
            if error.problem == .wrongRange { file.refuseSplitting(tail) }
        }
    }
}

/// Writes the end of a file to its own part.
private final class TailReceiver: Receiver, @unchecked Sendable {
    // One exchange at a time, on the transport's thread; the fetcher looks only between exchanges.
    private(set) var part: PartFile
    private let tail: SplitBoard.Tail
    private let state: PartFile.State
    private let files: FileFetcher
    private var buffer: [UInt8] = []

    init(_ part: PartFile, tail: SplitBoard.Tail, state: PartFile.State, files: FileFetcher) {
        (self.part, self.tail, self.state, self.files) = (part, tail, state, files)
    }

    func begin(_ head: ResponseHead) throws {
        guard head.status == 206, head.contentRange?.first == tail.start + part.byteCount,
            head.validator == state.validator
        else { throw FetchError(.wrongRange, at: part.name) }
    }

    func receive(_ bytes: Span<UInt8>) throws {
        let room = tail.end - tail.start - part.byteCount - buffer.count
        guard bytes.count <= room else { throw FetchError(.wrongRange, at: part.name) }
        buffer.append(addingCapacity: bytes.count) { output in
            for i in bytes.indices { output.append(bytes[i]) }
        }
        files.progress.received(bytes.count)
        if buffer.count >= 1 << 18 { try flush() }
    }

    func flush() throws {
        guard !buffer.isEmpty else { return }
        do { _ = try part.file.writeAll(toAbsoluteOffset: Int64(part.byteCount), buffer) } catch {
            throw OutputError(
                .system(error as? Errno ?? .ioError), path: files.copy.path.appending(part.name))
        }
        part.byteCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
