import LightboxCore
public import SystemPackage

/// A path below some folder, byte for byte as the file system has it; the folder itself is the empty path.
///
/// Linux takes any bytes for a name, and old disks hold names that are no UTF-8, so a `String` will not do.
public struct RelativePath: Sendable, Hashable, Comparable {
    /// The names, with `/` between them and none at either end.
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) { bytes = Array(text.utf8) }
    /// The bytes of a path for the system, which need not be relative.
    public init(_ path: FilePath) { bytes = path.bytes }
    /// The folder itself.
    public static let root = RelativePath(bytes: [])

    public static func < (a: Self, b: Self) -> Bool { a.bytes.precedes(b.bytes) }

    public func appending(_ name: [UInt8]) -> RelativePath {
        RelativePath(bytes: bytes.isEmpty ? name : bytes + [UInt8(ascii: "/")] + name)
    }
    public func appending(_ path: RelativePath) -> RelativePath {
        path.bytes.isEmpty ? self : appending(path.bytes)
    }

    /// Whether this is one of some paths, or lies below one.
    public func isOrIsBelow(oneOf paths: Set<RelativePath>) -> Bool {
        if paths.contains(self) { return true }
        for (at, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            if paths.contains(RelativePath(bytes: Array(bytes[..<at]))) { return true }
        }
        return false
    }

    /// The path for the system, below `root`.
    public func below(_ root: FilePath) -> FilePath {
        bytes.isEmpty ? root : root.appending(filePath.components)
    }

    /// The path as text, or `nil` where it is no UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The path to show: the text, with `\x` and two digits for each byte that is no UTF-8.
    public var shown: String {
        if let text { return text }
        let digits = Array("0123456789abcdef")
        var out = ""
        var rest = bytes[...]
        while let first = rest.first {
            let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            if let piece = String(validating: rest.prefix(width), as: UTF8.self) {
                out += piece
                rest = rest.dropFirst(width)
            } else {
                out += "\\x\(digits[Int(first >> 4)])\(digits[Int(first & 15)])"
                rest = rest.dropFirst()
            }
        }
        return out
    }
}
