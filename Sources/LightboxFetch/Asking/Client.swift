import LightboxArchive
public import LightboxCore

/// Asks servers: follows redirects, judges the status, tries again what may pass, and keeps to the hosts' pace.
///
/// Hosts ask through it for listings; the engine fetches files through it.
public struct Client: Sendable {
    public let transport: Transport
    public var policy: RetryPolicy
    private let pace = Pace()
    /// Told of each wait, before it begins.
    public var onWait: @Sendable (Wait) -> Void = { _ in }

    /// A wait before something is tried again.
    public struct Wait: Sendable {
        public let error: FetchError
        public let seconds: Double
    }

    public init(_ transport: Transport, policy: RetryPolicy = RetryPolicy()) {
        (self.transport, self.policy) = (transport, policy)
    }

    /// Sends a request once and hands the body of a success to `receiver`.
    ///
    /// Redirects are followed, ten at most. A secret is sent to the origin that it was meant for, and never on to
    /// another; nothing that began encrypted goes on in the clear.
    package func send(
        _ request: Request, first: Int? = nil, last: Int? = nil, receiver: any Receiver
    ) async throws -> ExchangeOutcome {
        var request = request
        let start = request.address
        for _ in 0...10 {
            try await pace.turn(for: request.address.origin)
            if policy.isOver() { throw DeadlinePassed() }
            let gate = AnswerGate(receiver)
            var outcome: ExchangeOutcome?
            do {
                outcome = try await transport.exchange(request, first: first, last: last, receiver: gate)
            } catch is AnswerGate.RefusalRead {}
            if let outcome, gate.isSuccess {
                holdWhereUsedUp(outcome.head, at: request.address.origin)
                return outcome
            }
            guard gate.isRedirect else { throw refusal(gate, of: start, asked: request.address) }
            guard let place = gate.head["Location"] else {
                throw FetchError(.redirectWithoutAddress, at: start.description)
            }
            let next = try request.address.following(place)
            guard next.isWeb else { throw FetchError(.badAddress, at: next.description) }
            guard next.isEncrypted || !request.address.isEncrypted else {
                throw FetchError(.redirectToPlain(next.description), at: start.description)
            }
            if next.origin != request.address.origin { request.secret = nil }
            if request.method == .post, gate.head.status <= 303 {
                (request.method, request.body, request.headers) = (.get, nil, [])
            }
            request.address = next
        }
        throw FetchError(.tooManyRedirects, at: start.description)
    }

    /// The last request of a budget went well: the next waits until there is a new one, unless that takes very long.
    private func holdWhereUsedUp(_ head: ResponseHead, at origin: String) {
        guard let seconds = RateLimit.secondsUntilReset(head), .seconds(seconds) <= policy.longestAskedWait
        else {
            return
        }
        pace.hold(origin, for: .seconds(seconds))
    }

    private func refusal(_ gate: AnswerGate, of start: WebAddress, asked: WebAddress) -> FetchError {
        let place = start.description
        let wait = RateLimit.secondsToWait(gate.head)
        switch gate.head.status {
        // Some hosts refuse with 403 who has asked too often (GitHub), and say until when.
        case 401,
            403 where wait == nil:
            return FetchError(.notAllowed(status: gate.head.status), at: place)
        case 404, 410: return FetchError(.notThere(status: gate.head.status), at: place)
        case 403, 429, 503:
            if let seconds = wait {
                pace.hold(asked.origin, for: min(.seconds(seconds), policy.longestAskedWait))
            }
            return FetchError(.busy(status: gate.head.status, seconds: wait), at: place)
        default: return FetchError(.status(gate.head.status, words: gate.firstWords), at: place)
        }
    }

    /// Does `body` again and again until it succeeds, fails for good, or has failed too often in a row.
    ///
    /// - Parameter body: is told how many failures came before, and may report progress, which forgets them.
    package func retrying<T>(_ body: (_ progress: RetryProgress) async throws -> T) async throws -> T {
        let progress = RetryProgress()
        while true {
            do { return try await body(progress) } catch let error as FetchError where error.isPassing {
                try Task.checkCancellation()
                progress.failures += 1
                guard progress.failures < policy.attempts else { throw error }
                var asked: Int?
                if case .busy(_, let seconds?) = error.problem { asked = seconds }
                if let asked, .seconds(asked) > policy.longestAskedWait { throw error }
                let wait = policy.wait(after: progress.failures, asked: asked)
                if policy.isOver(after: wait) { throw DeadlinePassed() }
                onWait(Wait(error: error, seconds: wait / .seconds(1)))
                try await Task.sleep(for: wait)
            }
        }
    }

    /// The whole answer to a request, in memory.
    public func answer(to request: Request, limit: Int = 256 << 20) async throws -> Answer {
        try await retrying { _ in
            let receiver = MemoryReceiver(limit: limit)
            do {
                let outcome = try await send(request, receiver: receiver)
                return Answer(head: outcome.head, bytes: receiver.bytes, address: request.address)
            } catch let error as AnswerTooLong {
                throw FetchError(.answerTooLong(limit: error.limit), at: request.address.description)
            }
        }
    }

    /// The answer read as JSON.
    public func json(_ request: Request) async throws -> JSONValue {
        let answer = try await answer(to: request)
        do { return try JSONValue(parsing: answer.bytes) } catch {
            let text = String(decoding: answer.bytes.prefix(4000), as: UTF8.self)
            if HTMLText.isPage(answer.bytes) {
                throw FetchError(.webPage(title: HTMLText.title(of: text)), at: request.address.description)
            }
            throw FetchError(.unexpected("no JSON (byte \(error.offset))"), at: request.address.description)
        }
    }
}

/// How often something failed in a row.
package final class RetryProgress {
    package internal(set) var failures = 0
    /// Something new came: earlier failures count no more.
    package func hasAdvanced() { failures = 0 }
}

/// A whole answer.
public struct Answer: Sendable {
    public let head: ResponseHead
    public let bytes: [UInt8]
    /// What was asked.
    public let address: WebAddress

    /// The body as text.
    ///
    /// - Throws: `FetchError` where it is no UTF-8.
    public func text() throws(FetchError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FetchError(.unexpected("no UTF-8 text"), at: address.description)
        }
        return text
    }
}

/// The dates of HTTP.
enum HTTPDate {
    /// The seconds that a `Retry-After` asks for: a number, or a date (RFC 9110 §10.2.3).
    static func secondsToWait(_ text: String) -> Int? {
        let text = text.trimmedBlanks
        if let seconds = Int(text) { return max(0, seconds) }
        guard let date = CurlLibrary.seconds(ofDate: text) else { return nil }
        return max(0, date - Int(WallClock.nanoseconds / 1_000_000_000))
    }
}
