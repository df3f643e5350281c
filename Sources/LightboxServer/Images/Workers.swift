import Foundation

/// A few threads for work that waits for the disk or computes long, so that the network is never kept waiting.
struct Workers: Sendable {
    private let queue: OperationQueue

    init(name: String, limit: Int) {
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = limit
    }

    /// Runs `work` when a thread is free; work whose caller has gone by then is not begun.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let gone = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.addOperation {
                    if gone.isRaised { return continuation.resume(throwing: CancellationError()) }
                    continuation.resume(with: Swift.Result { try work() })
                }
            }
        } onCancel: {
            gone.raise()
        }
    }
}
