import Glibc
import Synchronization

/// A server on this machine that answers as a test tells it, well or badly.
///
///     let server = try LoopbackServer { asked in .ok(bytes) }
///     server.address + "/file.bin"
///
/// One thread a connection, one request a connection. It stops when it is let go.
public final class LoopbackServer: Sendable {
    /// What a client asked.
    public struct Asked: Sendable {
        public let method: String
        /// The path and the query, as they were sent.
        public let target: String
        /// Names in lower case.
        public let headers: [String: String]
        public let body: [UInt8]
        /// How many requests for the same target came before.
        public let earlier: Int

        public var path: String { String(target.prefix { $0 != "?" }) }
        /// The first and the last byte of a range that was asked for.
        public var range: (first: Int, last: Int?)? {
            guard let value = headers["range"], value.hasPrefix("bytes=") else { return nil }
            let ends = value.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let first = Int(ends[0]) else { return nil }
            return (first, Int(ends[1]))
        }
    }

    /// What the server does on a connection, one after the other; then it closes it.
    public enum Step: Sendable {
        case send([UInt8])
        case wait(Double)
        /// Ends the connection so that the client is told of it as an error.
        case reset
    }

    public let port: UInt16
    private let listener: Int32
    private let log = Mutex<[Asked]>([])
    private let answer: @Sendable (Asked) -> [Step]

    public var address: String { "http://127.0.0.1:\(port)" }
    /// All that was asked so far.
    public var asked: [Asked] { log.withLock { $0 } }

    public init(_ answer: @escaping @Sendable (Asked) -> [Step]) throws {
        self.answer = answer
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = listener
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { any in
                unsafe bind(socket, any, size) == 0 && listen(socket, 64) == 0
                    && getsockname(socket, any, &size) == 0
            }
        }
        guard isBound else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
        Self.onThread { [weak self] in
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0, let me = self else { return }
                Self.onThread { me.serve(connection) }
            }
        }
    }

    public struct Failure: Error {}

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let asked = read(connection) else { return }
        let numbered = log.withLock { log in
            let earlier = log.count { $0.target == asked.target }
            let numbered = Asked(
                method: asked.method, target: asked.target, headers: asked.headers, body: asked.body,
                earlier: earlier)
            log.append(numbered)
            return numbered
        }
        for step in answer(numbered) {
            switch step {
            case .send(let bytes):
                var sent = 0
                while sent < bytes.count {
                    let count = unsafe bytes.withUnsafeBytes { buffer in
                        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                        return unsafe send(connection, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { return }
                    sent += count
                }
            case .wait(let seconds): usleep(UInt32(seconds * 1_000_000))
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                _ = unsafe setsockopt(
                    connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
                return
            }
        }
        shutdown(connection, Int32(SHUT_WR))
        // What the client has still to say is taken in, so that closing does not reset what it has not read yet.
        var rest = [UInt8](repeating: 0, count: 4096)
        while unsafe recv(connection, &rest, rest.count, 0) > 0 {}
    }

    private func read(_ connection: Int32) -> Asked? {
        var got: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        func more() -> Bool {
            let count = unsafe recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return false }
            got += piece[0..<count]
            return true
        }
        var end: Int?
        while end == nil {
            guard more() else { return nil }
            end = got.indices.first { got[$0...].starts(with: [13, 10, 13, 10]) }
        }
        let lines = String(decoding: got[..<(end ?? 0)], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(
                line[line.index(after: colon)...].drop { $0 == " " })
        }
        let bodyStart = (end ?? 0) + 4
        let length = headers["content-length"].flatMap(Int.init) ?? 0
        while got.count < bodyStart + length { guard more() else { return nil } }
        return Asked(
            method: String(words[0]), target: String(words[1]), headers: headers,
            body: Array(got[bodyStart..<(bodyStart + length)]), earlier: 0)
    }

    private static func onThread(_ body: @escaping @Sendable () -> Void) {
        final class Box: Sendable {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(Box(body))
        _ = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }
}

extension [LoopbackServer.Step] {
    /// A head with a status and fields.
    public static func head(_ status: Int, _ headers: [(String, String)] = []) -> [UInt8] {
        var text = "HTTP/1.1 \(status) Words\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return [UInt8]((text + "\r\n").utf8)
    }
    public static func answer(
        _ status: Int, _ headers: [(String, String)] = [], _ body: [UInt8] = []
    ) -> [LoopbackServer.Step] {
        [.send(head(status, headers + [("Content-Length", "\(body.count)")]) + body)]
    }
    public static func ok(_ body: [UInt8], _ headers: [(String, String)] = []) -> [LoopbackServer.Step] {
        answer(200, headers, body)
    }
    public static func text(_ body: String, status: Int = 200) -> [LoopbackServer.Step] {
        answer(status, [("Content-Type", "text/plain")], [UInt8](body.utf8))
    }
    public static func redirect(_ status: Int, to place: String) -> [LoopbackServer.Step] {
        answer(status, [("Location", place)])
    }
    /// A file as a good server serves it: whole, or the range that was asked for.
    public static func file(
        _ bytes: [UInt8], asked: LoopbackServer.Asked, tag: String? = "\"1\""
    ) -> [LoopbackServer.Step] {
        let fields = tag.map { [("ETag", $0)] } ?? []
        let isCurrent = asked.headers["if-range"].map { $0 == tag } ?? true
        guard isCurrent, let range = asked.range else {
            return ok(bytes, fields + [("Accept-Ranges", "bytes")])
        }
        guard range.first < bytes.count else {
            return answer(416, fields + [("Content-Range", "bytes */\(bytes.count)")])
        }
        let last = Swift.min(range.last ?? bytes.count - 1, bytes.count - 1)
        return answer(
            206, fields + [("Content-Range", "bytes \(range.first)-\(last)/\(bytes.count)")],
            Array<UInt8>(bytes[range.first...last]))
    }
}
