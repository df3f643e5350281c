public import LightboxCore
import Synchronization

/// What comes out of a gzip file, readable at any place without keeping it all.
///
/// ```swift
/// let content = try GzipBytes(FileBytes(path: "bold.nii.gz"))
/// let header = try content.read(at: 0, count: 352)     // inflates 352 bytes
/// ```
/// On the way to a place, checkpoints are kept: every 2 MiB or so of output the last 32 KiB and the position in the
/// compressed bytes. Later reads start at the nearest one, so that going back costs some milliseconds. Where a
/// file is so long that there would be more than 512 of them (16 MiB of memory), they are spread out.
///
/// Each member's CRC-32 and length are checked when a read comes to its end. Reads by several tasks wait for
/// one another.
public final class GzipBytes: ByteSource {
    private let cursor: Mutex<GzipCursor>
    /// How many places were known when they were last handed out to be kept.
    private let kept: Mutex<Int>
    private let keep: (@Sendable (GzipIndex) -> Void)?
    public let byteCountLimit: Int

    /// - Parameters:
    ///   - checkpointSpacing: the bytes of output between two checkpoints.
    ///   - index: the checkpoints of an earlier reading of the same, unchanged file.
    ///   - keep: gets the index once there is more in it than there was, after the file was read to its end or when
    ///     nobody wants to read on.
    /// - Throws: `CodecError` where the bytes do not begin as gzip does.
    public init(
        _ source: any ByteSource, checkpointSpacing: Int = 2 << 20, index: GzipIndex? = nil,
        keep: (@Sendable (GzipIndex) -> Void)? = nil
    ) throws {
        byteCountLimit = source.inflatedByteCountLimit
        self.keep = keep
        kept = Mutex(index?.count ?? 0)
        let start = try source.read(at: 0, count: 3)
        guard start == [0x1F, 0x8B, 8] else {
            throw CodecError("gzip", at: 0, "the data does not begin as gzip does, with 1F 8B 08")
        }
        cursor = Mutex(GzipCursor(source, spacing: checkpointSpacing, index: index))
    }

    deinit { handOut() }

    /// Hands the index out if it has grown.
    private func handOut() {
        guard let keep else { return }
        let index = cursor.withLock { $0.index }
        let hasGrown = kept.withLock { known in
            defer { known = max(known, index.count) }
            return index.count > known
        }
        if hasGrown { keep(index) }
    }

    /// The number of bytes, known once some read has come to the end.
    public var knownByteCount: Int? { cursor.withLock { $0.end } }

    public func read(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        let (bytes, isAtEnd) = try cursor.withLock { cursor in
            let wasKnown = cursor.end != nil
            let bytes = try cursor.read(at: offset, count: count)
            return (bytes, !wasKnown && cursor.end != nil)
        }
        if isAtEnd { handOut() }
        return bytes
    }

    /// How many bytes have been inflated so far, wanted or on the way to those that were.
    public var inflatedByteCount: Int { cursor.withLock { $0.inflated } }

    /// How many checkpoints are kept.
    public var checkpointCount: Int { cursor.withLock { $0.places.all.count } }
}

extension ByteSource {
    /// The most that can come out of these bytes: deflate never makes more than 1032 bytes of one.
    var inflatedByteCountLimit: Int {
        let (limit, overflow) = byteCountLimit.multipliedReportingOverflow(by: 1032)
        return overflow ? .max : limit
    }
}
