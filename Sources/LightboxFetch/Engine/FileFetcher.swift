import LightboxArchive
import LightboxCore
import SystemPackage

/// Brings one file: asks, resumes, verifies, writes down, names.
struct FileFetcher: Sendable {
    let copy: CopyFolder
    let host: any Host
    let client: Client
    let parts: PartFolder
    let journal: SharedJournal
    let progress: TransferProgress
    let board: SplitBoard
    /// Told of each step, for those who watch or who end the program in the midst of one.
    let onEvent: @Sendable (TransferEvent) -> Void

    /// Brings the file, and says what it was checked with.
    ///
    /// - Throws: `FetchError`, `OutputError` or `PathRefusal`; nothing half-done has the file's name then.
    func fetch(_ remote: RemoteFile) async throws -> Journal.Done {
        let receiver = FileReceiver(remote, parts: parts, progress: progress, board: board)
        defer { receiver.close() }
        if let (part, state) = try parts.left(of: remote.path) { try receiver.resume(part, state: state) }
        var mismatches = 0
        while true {
            try await receive(remote, into: receiver)
            onEvent(.verifying(remote.path))
            do { return try finish(remote, receiver) } catch let error as FetchError {
                // A bit may flip on the way; a second time the host itself has other bytes than it publishes.
                guard case .wrongDigest = error.problem, mismatches == 0 else {
                    throw host.explain(error, about: remote)
                }
                mismatches += 1
                receiver.startOver()
                onEvent(.retrying(remote.path, error, seconds: 0))
            }
        }
    }

    private func receive(_ remote: RemoteFile, into receiver: FileReceiver) async throws {
        if let size = remote.byteCount ?? receiver.state?.byteCount, receiver.part != nil,
            receiver.byteCount == size
        {
            return
        }
        if try takeGiven(remote, into: receiver) { return }
        var hasRefreshed = false
        var changes = 0
        var request = try await host.request(for: remote, asking: client)
        try await client.retrying { retries in
            while true {
                let before = receiver.received
                do {
                    if let running = receiver.running, receiver.byteCount >= running.limit {
                        guard let tail = running.firstTail else { return }
                        try await append(tail, of: running, to: receiver)
                        continue
                    }
                    onEvent(.fetching(remote.path, from: receiver.byteCount))
                    return try await ask(request, receiver)
                } catch is FileReceiver.ReachedTail {
                    continue
                } catch let error as FetchError {
                    if receiver.received > before { retries.hasAdvanced() }
                    switch error.problem {
                    case .changed where changes < 3, .wrongRange where changes < 3 && receiver.byteCount > 0:
                        // The next request asks for the whole of the new state.
                        changes += 1
                        receiver.startOver()
                    case .status(416, _) where receiver.byteCount > 0 && changes < 3:
                        changes += 1
                        receiver.startOver()
                    case .notAllowed where !hasRefreshed:
                        // A signed address may have expired since it was made.
                        hasRefreshed = true
                        let fresh = try await host.request(for: remote, asking: client)
                        guard fresh != request else { throw host.explain(error, about: remote) }
                        request = fresh
                    default:
                        throw error.isPassing ? error : host.explain(error, about: remote)
                    }
                }
            }
        }
    }

    /// Takes the bytes of a file that the host has on this machine already.
    private func takeGiven(_ remote: RemoteFile, into receiver: FileReceiver) throws -> Bool {
        var hasBegun = false
        func begin() throws {
            guard !hasBegun else { return }
            hasBegun = true
            try receiver.begin(ResponseHead(status: 200))
            // No other connection could help with it.
            receiver.close()
        }
        let isGiven = try host.give(remote) { bytes in
            try begin()
            try receiver.receive(bytes)
        }
        guard isGiven else { return false }
        try begin()
        try receiver.flush()
        return true
    }

    /// Waits until another connection has brought the end of the file, or given up, and appends what there is of it.
    private func append(
        _ tail: SplitBoard.Tail, of running: SplitBoard.Running, to receiver: FileReceiver
    ) async throws {
        while tail.now == .running { try await Task.sleep(for: .milliseconds(20)) }
        try receiver.append(tail)
        running.dropFirstTail()
    }

    private func ask(_ request: Request, _ receiver: FileReceiver) async throws {
        var request = request
        receiver.first = receiver.byteCount
        let isResuming = receiver.byteCount > 0
        if isResuming, let validator = receiver.state?.validator, request.address.isWeb {
            request.headers.append(Header("If-Range", validator))
        }
        do {
            _ = try await client.send(request, first: isResuming ? receiver.first : nil, receiver: receiver)
        } catch {
            // What has come is kept, whatever went wrong after it.
            if !(error is OutputError), !(error is FileReceiver.ReachedTail) { try receiver.flush() }
            throw error
        }
        try receiver.flush()
        if let size = receiver.state?.byteCount, receiver.byteCount < size {
            throw FetchError(.cutOff(received: receiver.byteCount, of: size), at: request.address.description)
        }
    }

    private func finish(_ remote: RemoteFile, _ receiver: FileReceiver) throws -> Journal.Done {
        if receiver.part == nil {
            // An empty file: there was nothing to write.
            try receiver.begin(ResponseHead(status: 200))
        }
        let result = try receiver.verify()
        guard let part = receiver.part else { throw FetchError(.unexpected("nothing"), at: remote.path) }
        if let expected = remote.byteCount, part.byteCount != expected {
            throw FetchError(.wrongSize(expected: expected, found: part.byteCount), at: remote.path)
        }
        if let failure = result.failure {
            throw FetchError(
                .wrongDigest(expected: failure.expected, found: failure.found), at: remote.path)
        }
        var check = result.check?.text
        if check == nil, let tag = result.partTags.first, try fits(tag, part) {
            check = Check.etagOfParts(md5: tag.md5, count: tag.count).text
        }
        let status = try FileStatus(of: part.file, path: copy.path.appending(remote.path))
        let done = Journal.Done(
            byteCount: part.byteCount, modifiedNanoseconds: status.modifiedNanoseconds, sha256: result.sha256,
            check: check ?? (remote.byteCount == nil ? "none" : "size"), version: remote.version)
        onEvent(.recording(remote.path))
        try journal.record(remote.path, done)
        onEvent(.naming(remote.path))
        try part.file.close()
        try copy.move(part.name, to: remote.path)
        return done
    }

    /// Whether an S3 tag of parts is the file's, for a size of parts that clients use.
    ///
    /// Where none fits nothing is proved: nobody publishes the size of the parts.
    private func fits(_ tag: (md5: String, count: Int), _ part: PartFile) throws -> Bool {
        for size in PartTag.partSizes(byteCount: part.byteCount, count: tag.count) {
            let found = try PartTag.md5(byteCount: part.byteCount, partSize: size) { start, count in
                var piece: [UInt8] = []
                try part.file.fill(&piece, from: start, count: count)
                return piece
            }
            if found == tag.md5 { return true }
        }
        return false
    }
}

/// One step of a run.
public enum TransferEvent: Sendable {
    case fetching(String, from: Int)
    case verifying(String)
    case recording(String)
    case naming(String)
    case retrying(String, FetchError, seconds: Double)
    case done(String, bytes: Int, check: String)
    case failed(String, any Error)
}
