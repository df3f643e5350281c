/// The fingerprint of some bytes: equal bytes have equal ones.
///
/// ```swift
/// var hasher = try Digest.Hasher(.sha256)
/// hasher.update([1, 2, 3])
/// print(hasher.finish().hex)
/// ```
public struct Digest: Sendable, Hashable, CustomStringConvertible {
    /// The functions that publishers of datasets use.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        case md5, sha1, sha256, sha512
    }
    public let algorithm: Algorithm
    public let bytes: [UInt8]

    public init(algorithm: Algorithm, bytes: [UInt8]) { (self.algorithm, self.bytes) = (algorithm, bytes) }

    /// The bytes in lower-case hexadecimal, as publishers write them.
    public var hex: String {
        bytes.map { (byte: UInt8) in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
    public var description: String { "\(algorithm.rawValue):\(hex)" }

    /// The SHA-256 of bytes in memory, in hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        var hasher = Hasher(.sha256)
        hasher.update(bytes)
        return hasher.finish().hex
    }
}
