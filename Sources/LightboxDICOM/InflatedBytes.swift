import LightboxCodecs
import LightboxCore

/// A file whose data set is deflated (PS3.5 §A.5), with that inflated behind the meta header.
struct InflatedBytes: ByteSource {
    private let content: MemoryBytes

    /// The most bytes that a data set may inflate to.
    private static let limit = 1 << 32

    /// Inflates all that follows `offset`; bytes that are no deflate stream are taken as they are.
    init(_ source: some ByteSource, from offset: Int) throws {
        let size = source.knownByteCount ?? source.byteCountLimit
        let head = try source.read(at: 0, count: offset)
        let rest = try source.read(at: offset, count: max(0, size - offset))
        // The first element of a data set that was not deflated after all is of group 2 to 8.
        if rest.count > 1, rest[0] <= 8, rest[1] == 0, rest[0] % 2 == 0, rest[0] > 0 {
            content = MemoryBytes(head + rest)
        } else {
            do {
                content = try MemoryBytes(
                    head
                        + Deflate.inflate(
                            rest, limit: min(Self.limit, rest.count * 1032 + 1024), isBare: true))
            } catch { throw DICOMError(.inflation(error), offset: offset) }
        }
    }

    var knownByteCount: Int? { content.bytes.count }
    var byteCountLimit: Int { content.bytes.count }
    func read(at offset: Int, count: Int) -> [UInt8] { content.read(at: offset, count: count) }
}
