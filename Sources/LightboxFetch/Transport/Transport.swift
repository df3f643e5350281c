import Synchronization

/// The one place that opens sockets: carries requests to servers and answers to receivers.
///
/// It follows no redirect, tries nothing twice and judges no status: `Client` does.
public final class Transport: Sendable {
    public let settings: TransportSettings
    private let speed: SpeedLimit
    private let threads: [CurlThread]
    private let turn = Atomic<Int>(0)

    /// - Throws: `FetchError` where libcurl is missing.
    public init(_ settings: TransportSettings = TransportSettings()) throws(FetchError) {
        try CurlLibrary.load()
        let speed = SpeedLimit(bytesASecond: settings.bytesASecond)
        (self.settings, self.speed) = (settings, speed)
        var threads: [CurlThread] = []
        for _ in 0..<max(1, settings.threads) {
            threads.append(try CurlThread(settings, speed: speed))
        }
        self.threads = threads
    }

    deinit { for thread in threads { thread.close() } }

    /// The version of the library that does the talking.
    public static var libraryVersion: String? { CurlLibrary.version }

    /// Sends one request and hands the answer to `receiver` as it comes.
    ///
    /// - Parameters:
    ///   - first: the first byte wanted, where not all are.
    ///   - last: the last byte wanted; with none, all from `first` on.
    /// - Throws: what the receiver throws, `FetchError`, or `CancellationError`. A status such as 404 is no error here.
    package func exchange(
        _ request: Request, first: Int? = nil, last: Int? = nil, receiver: any Receiver
    ) async throws -> ExchangeOutcome {
        let place = try settings.place(of: request.address)
        let thread = threads[turn.wrappingAdd(1, ordering: .relaxed).oldValue % threads.count]
        let cancellation = Mutex<(exchange: Exchange?, isCancelled: Bool)>((nil, false))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let exchange = Exchange(
                    request, at: place, first: first, last: last, receiver: receiver, speed: speed,
                    continuation: continuation)
                let isCancelled = cancellation.withLock { state in
                    state.exchange = exchange
                    return state.isCancelled
                }
                if isCancelled { return exchange.finish(.cancelled) }
                thread.start(exchange)
            }
        } onCancel: {
            let exchange = cancellation.withLock { state in
                state.isCancelled = true
                return state.exchange
            }
            if let exchange { thread.cancel(exchange) }
        }
    }
}
