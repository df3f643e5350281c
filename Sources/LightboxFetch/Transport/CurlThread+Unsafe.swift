import CLightboxCurl
import Glibc
import Synchronization

/// A thread that carries exchanges side by side; libcurl does the talking.
@safe final class CurlThread: Sendable {
    private struct Inbox {
        var starting: [Exchange] = []
        var cancelled: [Exchange] = []
        var isClosing = false
    }
    private let inbox = Mutex(Inbox())
    // SAFETY: only `wake` is called from other threads, which libcurl allows at any time (curl_multi_wakeup); the pool
    // is freed by the thread itself at its end, after which `isClosing` keeps everybody from waking it.
    private nonisolated(unsafe) let pool: OpaquePointer
    private let settings: TransportSettings
    /// Shared by all threads of the transport.
    private let speed: SpeedLimit

    init(_ settings: TransportSettings, speed: SpeedLimit) throws(FetchError) {
        guard let pool = unsafe lightbox_curl_pool_new(256) else {
            throw FetchError(.noLibrary(isTooOld: true), at: "libcurl")
        }
        unsafe self.pool = pool
        (self.settings, self.speed) = (settings, speed)
        let me = unsafe Unmanaged.passRetained(self)
        var thread = pthread_t()
        // SAFETY: the new thread takes over the reference that was retained for it.
        let failure = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<CurlThread>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, me.toOpaque())
        guard failure == 0 else {
            unsafe me.release()
            unsafe lightbox_curl_pool_free(pool)
            throw FetchError(.noConnection("the system starts no more threads"), at: "libcurl")
        }
        pthread_detach(thread)
    }

    func start(_ exchange: Exchange) {
        inbox.withLock {
            $0.starting.append(exchange)
            wakeUnlessClosing($0)
        }
    }

    func cancel(_ exchange: Exchange) {
        inbox.withLock {
            $0.cancelled.append(exchange)
            wakeUnlessClosing($0)
        }
    }

    /// Ends the thread; what is under way is cancelled.
    func close() {
        inbox.withLock {
            wakeUnlessClosing($0)
            $0.isClosing = true
        }
    }

    private func wakeUnlessClosing(_ inbox: Inbox) {
        if !inbox.isClosing { unsafe lightbox_curl_pool_wake(pool) }
    }

    // MARK: On the thread

    @safe private struct Running {
        let exchange: Exchange
        let handle: OpaquePointer
    }

    private func run() {
        var running: [ObjectIdentifier: Running] = [:]
        var isClosing = false
        while true {
            let news = inbox.withLock { inbox in
                let news = inbox
                (inbox.starting, inbox.cancelled) = ([], [])
                return news
            }
            isClosing = news.isClosing
            for exchange in news.starting where !isClosing { begin(exchange, &running) }
            if isClosing {
                for exchange in news.starting { exchange.finish(.cancelled) }
                for one in running.values { stop(one) }
                break
            }
            for exchange in news.cancelled {
                if let one = running.removeValue(forKey: ObjectIdentifier(exchange)) { stop(one) }
            }
            _ = unsafe lightbox_curl_pool_work(pool)
            var outcome = lightbox_curl_outcome()
            while let ended = unsafe lightbox_curl_pool_ended(pool, &outcome) {
                unsafe finish(ended, outcome, &running)
            }
            let hasNews = inbox.withLock { !$0.starting.isEmpty || !$0.cancelled.isEmpty || $0.isClosing }
            if !hasNews { unsafe lightbox_curl_pool_wait(pool, 500) }
        }
        unsafe lightbox_curl_pool_free(pool)
    }

    private func begin(_ exchange: Exchange, _ running: inout [ObjectIdentifier: Running]) {
        guard let handle = unsafe makeHandle(for: exchange) else {
            return exchange.finish(.failed(code: 3, words: "", received: 0, announced: nil, reply: 0))
        }
        guard unsafe lightbox_curl_pool_add(pool, handle) == 0 else {
            unsafe lightbox_curl_exchange_free(handle)
            return exchange.finish(
                .failed(
                    code: 2, words: "libcurl takes no more requests", received: 0, announced: nil, reply: 0))
        }
        running[ObjectIdentifier(exchange)] = unsafe Running(exchange: exchange, handle: handle)
    }

    private func stop(_ one: Running) {
        unsafe lightbox_curl_pool_remove(pool, one.handle)
        unsafe lightbox_curl_exchange_free(one.handle)
        one.exchange.finish(.cancelled)
    }

    private func finish(
        _ handle: OpaquePointer, _ outcome: lightbox_curl_outcome,
        _ running: inout [ObjectIdentifier: Running]
    ) {
        guard let context = unsafe lightbox_curl_exchange_context(handle) else { return }
        // SAFETY: `running` has kept the exchange alive since it was added.
        let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        running[ObjectIdentifier(exchange)] = nil
        let words = unsafe String(cString: lightbox_curl_exchange_words(handle))
        unsafe lightbox_curl_exchange_free(handle)
        let announced = outcome.announced < 0 ? nil : Int(outcome.announced)
        exchange.finish(
            outcome.code == 0
                ? .done(received: Int(outcome.received), httpVersion: Int(outcome.http))
                : .failed(
                    code: Int(outcome.code), words: words, received: Int(outcome.received),
                    announced: announced, reply: Int(outcome.status)))
    }

    private func makeHandle(for exchange: Exchange) -> OpaquePointer? {
        let request = exchange.request
        var texts = CTexts()
        defer { texts.free() }
        var lines = request.headers.map { "\($0.name): \($0.value)" }
        var asked = unsafe lightbox_curl_request()
        switch request.secret?.kind {
        case .password(let user, let password): unsafe asked.user = texts.add(user + ":" + password)
        case .header(let name, let value): lines.append("\(name): \(value)")
        case .aws(let key, let secret, let token, let region):
            unsafe asked.user = texts.add(key + ":" + secret)
            unsafe asked.aws = texts.add("aws:amz:\(region):s3")
            lines.append("x-amz-content-sha256: UNSIGNED-PAYLOAD")
            if let token { lines.append("x-amz-security-token: \(token)") }
        case nil: break
        }
        // A body that is packed on the way would be another than the one whose size and digest are published.
        lines.append("Accept-Encoding: identity")
        if request.body != nil { lines.append("Expect:") }
        // A line break in a value would begin another field.
        guard lines.allSatisfy({ !$0.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) }) else {
            return nil
        }
        unsafe asked.url = texts.add(exchange.address.text)
        if request.method != .get { unsafe asked.method = texts.add(request.method.rawValue) }
        unsafe asked.first = Int64(exchange.first ?? -1)
        unsafe asked.last = Int64(exchange.last ?? -1)
        unsafe asked.connect_seconds = settings.connectSeconds
        // Where the speed is limited, few bytes a second are what was wanted.
        unsafe asked.slow_bytes = speed.isSet ? 1 : settings.slowBytesASecond
        unsafe asked.slow_seconds = settings.slowSeconds
        if let file = settings.certificates { unsafe asked.certificates = texts.add(file) }
        if let folder = settings.certificateFolder { unsafe asked.certificate_folder = texts.add(folder) }
        // SAFETY: the exchange is kept in `running` for as long as the handle is in use.
        unsafe asked.context = Unmanaged.passUnretained(exchange).toOpaque()
        unsafe asked.head = receiveHead
        unsafe asked.body_part = receiveBody
        let headers = unsafe lines.map { unsafe texts.add($0) }
        // SAFETY: libcurl copies the lines and the body; both outlive the call.
        return unsafe headers.withUnsafeBufferPointer { list in
            unsafe asked.headers = list.baseAddress
            unsafe asked.header_count = list.count
            guard let body = request.body else { return unsafe lightbox_curl_exchange_new(&asked) }
            return unsafe body.withUnsafeBytes { bytes in
                var none: UInt8 = 0
                return unsafe withUnsafePointer(to: &none) { nothing in
                    // An empty body has no address, and would not be sent.
                    unsafe asked.body = bytes.baseAddress ?? UnsafeRawPointer(nothing)
                    unsafe asked.body_count = bytes.count
                    return unsafe lightbox_curl_exchange_new(&asked)
                }
            }
        }
    }
}

/// Texts for C, freed together.
@safe private struct CTexts {
    private var all = unsafe [UnsafeMutablePointer<CChar>]()

    mutating func add(_ text: String) -> UnsafePointer<CChar>? {
        guard let copy = unsafe strdup(text) else { return nil }
        unsafe all.append(copy)
        return unsafe UnsafePointer(copy)
    }
    func free() {
        for index in unsafe all.indices { unsafe Glibc.free(all[index]) }
    }
}

private func receiveHead(
    _ line: UnsafePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let line = unsafe line, let context = unsafe context else { return 0 }
    let total = size * count
    // SAFETY: libcurl gives `total` bytes, which are copied; the exchange lives as long as its handle.
    let text = unsafe String(
        decoding: UnsafeRawBufferPointer(start: line, count: total), as: UTF8.self)
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
    return exchange.headLine(text) ? total : total == 0 ? 1 : 0
}

private func receiveBody(
    _ bytes: UnsafePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let total = size * count
    // SAFETY: libcurl gives `total` bytes, and the span does not leave the call.
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: total)
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
    let span = unsafe Span<UInt8>(_unsafeBytes: buffer)
    return exchange.bodyPart(span) ? total : total == 0 ? 1 : 0
}
