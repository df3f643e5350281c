import Foundation
import Logging

@testable import LightboxServer

/// A real server on a free port of this machine, and the plainest of clients.
struct Loopback {
    let port: Int
    private let task: Task<Void, any Error>

    /// Starts a server for `site` and waits until it listens.
    static func start(_ site: Site) async throws -> Loopback {
        let (ports, report) = AsyncStream<Int>.makeStream()
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        let server = WebServer(site: site, address: "127.0.0.1", port: 0, logger: quiet)
        let task = Task { try await server.run { report.yield($0) } }
        for await port in ports { return Loopback(port: port, task: task) }
        throw CancellationError()
    }

    func stop() { task.cancel() }

    struct Reply: Sendable {
        let status: Int
        /// By lower-case name.
        let headers: [String: String]
        let body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Sends a request as written, and reads until the server hangs up.
    func send(_ target: String, method: String = "GET", _ headers: [String: String] = [:]) async throws
        -> Reply
    {
        var lines = ["\(method) \(target) HTTP/1.1", "Connection: close"]
        if headers["Host"] == nil { lines.append("Host: localhost:\(port)") }
        lines += headers.map { "\($0): \($1)" }
        let request = lines.joined(separator: "\r\n") + "\r\n\r\n"
        let port = port
        // On a thread of its own: waiting on one of the few that run tasks could starve the server.
        let bytes = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.exchange(Array(request.utf8), port: port) })
            }
        }
        return Self.parse(bytes)
    }

    private static func exchange(_ request: [UInt8], port: Int) throws -> [UInt8] {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw CocoaError(.fileReadUnknown) }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        // SAFETY: the pointer is to a whole `sockaddr_in`, whose size is given, and does not outlive the call.
        let connected = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw CocoaError(.fileReadUnknown) }
        // SAFETY: both calls are given the size of the array that the pointer is into.
        _ = unsafe request.withUnsafeBytes { unsafe Foundation.send(socket, $0.baseAddress, $0.count, 0) }
        var reply: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(socket, $0.baseAddress, $0.count, 0)
            }
            guard count > 0 else { return reply }
            reply += buffer[..<count]
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Reply {
        let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        let lines = String(decoding: bytes[..<(end?.lowerBound ?? bytes.count)], as: UTF8.self)
            .components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 {
                headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Reply(
            status: status, headers: headers, body: Array(bytes[(end?.upperBound ?? bytes.count)...]))
    }
}
