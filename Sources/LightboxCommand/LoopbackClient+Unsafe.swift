import Foundation

/// A browser's least: one GET to this machine, for the check of the demo.
///
/// URLSession would bring libcurl and its friends into the program for this alone.
struct LoopbackClient {
    struct Answer {
        let status: Int
        let contentType: String
        let body: [UInt8]
    }
    struct Failure: Error, CustomStringConvertible { let description: String }
    let port: UInt16

    func get(_ path: String) throws -> Answer {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failure(description: "No socket could be opened.") }
        defer { close(socket) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        // SAFETY: the pointers are to local values of the sizes given, and last for the calls.
        unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(description: "Nothing answers at port \(port).") }
        let request = "GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n"
        let sent = unsafe Array(request.utf8).withUnsafeBytes {
            unsafe send(socket, $0.baseAddress, $0.count, 0)
        }
        guard sent == request.utf8.count else { throw Failure(description: "The request could not be sent.") }
        return try Self.parse(readAll(socket), path: path)
    }

    private func readAll(_ socket: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // SAFETY: recv writes at most the buffer's own size.
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(socket, $0.baseAddress, $0.count, 0)
            }
            guard count >= 0 else { throw Failure(description: "The answer broke off.") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count < 1 << 28 else { throw Failure(description: "The answer does not end.") }
        }
    }

    private static func parse(_ bytes: [UInt8], path: String) throws -> Answer {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
            throw Failure(description: "The answer to \(path) is no HTTP.")
        }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let fields = head.dropFirst().map { line -> (String, String) in
            let parts = line.split(separator: ":", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            return (parts.first?.lowercased() ?? "", parts.count > 1 ? parts[1] : "")
        }
        func field(_ name: String) -> String { fields.first { $0.0 == name }?.1 ?? "" }
        let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var body = Array(bytes[end.upperBound...])
        if field("transfer-encoding").lowercased() == "chunked" { body = try unchunk(body, path: path) }
        return Answer(status: status, contentType: field("content-type"), body: body)
    }

    /// Puts a chunked body together (RFC 9112, 7.1).
    private static func unchunk(_ bytes: [UInt8], path: String) throws -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes[...]
        while let end = rest.firstRange(of: Array("\r\n".utf8)) {
            let line = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16),
                size <= rest.distance(from: end.upperBound, to: rest.endIndex)
            else { break }
            if size == 0 { return out }
            out += rest[end.upperBound..<end.upperBound + size]
            rest = rest[(end.upperBound + size)...].dropFirst(2)
        }
        throw Failure(description: "The answer to \(path) is cut short.")
    }
}
