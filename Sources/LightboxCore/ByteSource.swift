/// Bytes that can be read from any place: an open file, or what comes out of a compressed one.
///
/// Readers of formats take one of these, so that they need not know whether a file is gzipped.
public protocol ByteSource: Sendable {
    /// The number of bytes, or `nil` where only reading to the end would tell (gzip).
    var knownByteCount: Int? { get }

    /// No more bytes than these can come out, so that a length which a file claims can be checked before
    /// anything is allocated for it.
    var byteCountLimit: Int { get }

    /// The bytes from `offset` on: `count` of them, or fewer where the source ends before.
    ///
    /// An offset past the end gives no bytes and is no error.
    func read(at offset: Int, count: Int) throws -> [UInt8]
}

/// Bytes in memory.
public struct MemoryBytes: ByteSource {
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var knownByteCount: Int? { bytes.count }
    public var byteCountLimit: Int { bytes.count }
    public func read(at offset: Int, count: Int) -> [UInt8] {
        guard offset >= 0, offset < bytes.count, count > 0 else { return [] }
        return Array(bytes[offset..<offset + min(count, bytes.count - offset)])
    }
}
