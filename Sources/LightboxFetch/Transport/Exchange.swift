/// One request under way: what the transport's thread keeps of it.
final class Exchange: @unchecked Sendable {
    // Made by one task, then touched by the one thread that carries it until `finish` has been called, once.
    let request: Request
    let address: WebAddress
    let first: Int?
    let last: Int?
    let receiver: any Receiver
    private let speed: SpeedLimit
    private let continuation: CheckedContinuation<ExchangeOutcome, any Error>

    private var head = ResponseHead(status: 0)
    private var hasBegun = false
    /// What a receiver threw.
    private(set) var failure: (any Error)?

    init(
        _ request: Request, at address: WebAddress, first: Int?, last: Int?, receiver: any Receiver,
        speed: SpeedLimit, continuation: CheckedContinuation<ExchangeOutcome, any Error>
    ) {
        (self.request, self.address, self.first, self.last) = (request, address, first, last)
        (self.receiver, self.speed, self.continuation) = (receiver, speed, continuation)
    }

    /// One line of the head; `false` ends the exchange.
    func headLine(_ line: String) -> Bool {
        guard address.isWeb, !hasBegun else { return true }
        let text = line.trimmedBlanks
        if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            head = ResponseHead(status: words.count > 1 ? Int(words[1]) ?? 0 : 0)
        } else if text.isEmpty {
            return head.status < 200 || attempt { try begin() }
        } else if let colon = text.firstIndex(of: ":") {
            let value = String(text[text.index(after: colon)...]).trimmedBlanks
            head.headers.append(Header(String(text[..<colon]), value))
        }
        return true
    }

    func bodyPart(_ bytes: Span<UInt8>) -> Bool {
        do {
            if !hasBegun { try begin() }
            try receiver.receive(bytes)
            speed.take(bytes.count)
            return true
        } catch {
            failure = failure ?? error
            return false
        }
    }

    private func begin() throws {
        hasBegun = true
        if !address.isWeb {
            // FTP has no head. A server that cannot begin in the middle has refused by now.
            let start = first ?? 0
            head = ResponseHead(status: start > 0 ? 206 : 200)
            if start > 0 { head.headers.append(Header("Content-Range", "bytes \(start)-/*")) }
        }
        try receiver.begin(head)
    }

    private func attempt(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return true
        } catch {
            failure = failure ?? error
            return false
        }
    }

    func finish(_ ending: ExchangeEnding) {
        if case .done = ending, !hasBegun { _ = attempt { try begin() } }
        if let failure { return continuation.resume(throwing: failure) }
        switch ending {
        case .done(let received, let version):
            continuation.resume(
                returning: ExchangeOutcome(head: head, received: received, httpVersion: version))
        case .failed(let code, let words, let received, let announced, let reply):
            continuation.resume(
                throwing: error(
                    code: code, words: words, received: received, announced: announced, reply: reply))
        case .cancelled: continuation.resume(throwing: CancellationError())
        }
    }

    /// What the library's codes mean to a user (curl/curl.h, CURLcode).
    private func error(
        code: Int, words: String, received: Int, announced: Int?, reply: Int
    ) -> FetchError {
        let place = request.address.description
        switch code {
        // A folder that is not there is refused like one that may not be entered.
        case 9 where reply == 550: return FetchError(.notThere(status: 550), at: place)
        case 9, 67: return FetchError(.notAllowed(status: head.status == 0 ? 530 : head.status), at: place)
        case 78: return FetchError(.notThere(status: 550), at: place)
        // What FTP refuses with 5yz it refuses for good, with 4yz for now (RFC 959 §4.2.1).
        case 19 where reply == 550: return FetchError(.notThere(status: 550), at: place)
        case 19 where reply >= 500, 21 where reply >= 500:
            return FetchError(.unexpected("no, by code \(reply)"), at: place)
        // HTTP/2 streams that were reset, and answers that ended early.
        case 16, 18, 52, 55, 56, 92: return FetchError(.cutOff(received: received, of: announced), at: place)
        case 28 where hasBegun: return FetchError(.stalled, at: place)
        case 31, 33, 36: return FetchError(.wrongRange, at: place)
        case 51, 53, 54, 58, 60, 77, 83, 90, 91: return FetchError(.untrusted(words), at: place)
        case 1, 3: return FetchError(.badAddress, at: place)
        default: return FetchError(.noConnection(words), at: place)
        }
    }
}

/// How an exchange came to its end.
enum ExchangeEnding {
    case done(received: Int, httpVersion: Int)
    /// `reply` is the last code of FTP.
    case failed(code: Int, words: String, received: Int, announced: Int?, reply: Int)
    case cancelled
}

/// An exchange that went well.
public struct ExchangeOutcome: Sendable {
    public let head: ResponseHead
    /// How many bytes the body had.
    public let received: Int
    /// 10, 11, 20 or 30; 0 for FTP.
    public let httpVersion: Int
}
