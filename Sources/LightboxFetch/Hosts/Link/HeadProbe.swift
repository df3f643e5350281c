import LightboxCore

/// How an answer begins, for whom the rest of it is not needed.
final class HeadProbe: Receiver, @unchecked Sendable {
    // The transport calls it, and is done before anybody looks.
    private(set) var head = ResponseHead(status: 0)
    private(set) var start: [UInt8] = []

    /// Enough has been seen.
    private struct Seen: Error {}

    func begin(_ head: ResponseHead) throws {
        self.head = head
        // The first bytes tell a page to log in on from a file.
        if head.contentType != "text/html" { throw Seen() }
    }
    func receive(_ bytes: Span<UInt8>) throws {
        for i in bytes.indices where start.count < 4000 { start.append(bytes[i]) }
        if start.count >= 4000 { throw Seen() }
    }

    /// Asks for a file and hears how the answer begins; addresses that are signed for fetching refuse HEAD.
    static func ask(_ request: Request, _ client: Client) async throws -> HeadProbe {
        try await client.retrying { _ in
            let probe = HeadProbe()
            do {
                // One byte, so that a server that can give parts of a file sends no more.
                _ = try await client.send(request, first: 0, last: 0, receiver: probe)
            } catch is Seen {}
            return probe
        }
    }

    /// The size of the whole file, where the server tells.
    var byteCount: Int? {
        head.status == 206 ? head.contentRange?.size : head.byteCount
    }

    /// The name that the server gives to the file.
    var fileName: String? { head["Content-Disposition"].flatMap(ContentDisposition.fileName) }
}
