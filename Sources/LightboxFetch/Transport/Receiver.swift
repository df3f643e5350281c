/// Takes in one answer, on the transport's thread.
///
/// What a method throws ends the exchange, and comes out of `Transport.exchange`.
package protocol Receiver: AnyObject, Sendable {
    /// The head has come; never called for an interim answer (1xx).
    func begin(_ head: ResponseHead) throws
    func receive(_ bytes: Span<UInt8>) throws
}

/// Keeps an answer in memory, up to a limit.
package final class MemoryReceiver: Receiver, @unchecked Sendable {
    // The transport calls one method at a time and is done before the exchange returns; nobody else looks meanwhile.
    private(set) var head = ResponseHead(status: 0)
    private(set) var bytes: [UInt8] = []
    private let limit: Int

    package init(limit: Int) { self.limit = limit }

    package func begin(_ head: ResponseHead) throws {
        self.head = head
        bytes = []
    }
    package func receive(_ piece: Span<UInt8>) throws {
        guard piece.count <= limit - bytes.count else { throw AnswerTooLong(limit: limit) }
        for i in piece.indices { bytes.append(piece[i]) }
    }
}

/// An answer that is longer than what is kept in memory.
package struct AnswerTooLong: Error, CustomStringConvertible {
    package let limit: Int
    package var description: String { "The answer is longer than \(limit) bytes." }
}
