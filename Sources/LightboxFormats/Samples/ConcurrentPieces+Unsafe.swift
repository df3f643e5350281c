import Dispatch
import Synchronization

/// An array that is filled in pieces of one size, several at once.
enum ConcurrentPieces {
    /// Makes an array of `pieces` pieces of `size` elements each.
    ///
    /// - Parameter fill: appends exactly `size` elements for the piece of that number; called on several threads.
    /// - Throws: the error of the first piece that failed, in their order as far as they were tried; cancellation.
    static func make<Element: BitwiseCopyable>(
        _: Element.Type, pieces: Int, size: Int,
        fill: @Sendable (Int, inout OutputSpan<Element>) throws -> Void
    ) throws -> [Element] {
        let (count, overflow) = pieces.multipliedReportingOverflow(by: size)
        guard pieces > 0, size > 0, !overflow else { return [] }
        return try unsafe [Element](unsafeUninitializedCapacity: count) { target, initialized in
            unsafe target.adviseHugePages()
            guard let base = target.baseAddress else { return }
            let failure = Mutex<(piece: Int, error: any Error)?>(nil)
            // SAFETY: each piece gets a part of the buffer of its own, and all are done before this closure ends.
            let start = unsafe Address(pointer: base)
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                if failure.withLock({ $0 != nil }) { return }
                do {
                    // Only the thread that called knows of the task.
                    try Task.checkCancellation()
                    let part = unsafe UnsafeMutableBufferPointer(
                        start: start.pointer + piece * size, count: size)
                    var output = unsafe OutputSpan(buffer: part, initializedCount: 0)
                    try fill(piece, &output)
                    let filled = unsafe output.finalize(for: part)
                    guard filled == size else { throw ShortPiece(piece: piece) }
                } catch {
                    failure.withLock { if piece < $0?.piece ?? .max { $0 = (piece, error) } }
                }
            }
            if let failure = failure.withLock({ $0 }) { throw failure.error }
            initialized = count
        }
    }

    /// A piece of which some elements are missing, which is a mistake of whoever filled it.
    struct ShortPiece: Error, CustomStringConvertible {
        let piece: Int
        var description: String { "Piece \(piece) of the image was not filled." }
    }

    // `@unchecked`: the pieces that threads write through it do not overlap.
    @safe private struct Address<Element>: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<Element>
    }
}
