import Dispatch
import Glibc

/// What happens when somebody presses Ctrl-C, or asks the program to end.
enum Interrupts {
    /// Waits for a task, and cancels it when the program is told to stop, so that it can put its things away.
    static func cancelling<T, Success, Failure>(
        _ task: Task<Success, Failure>, _ body: () async throws -> T
    ) async throws -> T {
        let signals = [SIGINT, SIGTERM, SIGHUP]
        let sources = signals.map { number in
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in signals { _ = signal(number, SIG_DFL) }
        }
        return try await body()
    }
}
