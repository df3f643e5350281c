import LightboxArchive
import LightboxCodecs
import LightboxCore
import Synchronization

/// A whole zlib stream, inflated when it is first read and kept; it cannot be entered in the middle.
final class ZlibBytes: ByteSource {
    private let stored: any ByteSource
    private let start: Int
    private let inflated = Mutex<[UInt8]?>(nil)
    let byteCountLimit: Int

    /// - Parameter byteCount: as many bytes as must come out.
    init(_ stored: any ByteSource, at start: Int, byteCount: Int) throws {
        (self.stored, self.start) = (stored, start)
        let there = max(0, stored.byteCountLimit - start)
        // Deflate makes at most 1032 bytes of one.
        let (most, overflow) = there.multipliedReportingOverflow(by: 1032)
        byteCountLimit = min(byteCount, overflow ? .max : most)
    }

    var knownByteCount: Int? { nil }
    func read(at offset: Int, count: Int) throws -> [UInt8] {
        let all = try inflated.withLock { kept in
            if let kept { return kept }
            let bytes = try stored.read(at: start, count: max(0, stored.byteCountLimit - start))
            let made = try Deflate.inflateHead(bytes, count: byteCountLimit)
            kept = made
            return made
        }
        guard offset >= 0, offset < all.count, count > 0 else { return [] }
        return Array(all[offset..<offset + min(count, all.count - offset)])
    }
}

/// The files beside a header that hold its samples.
struct DetachedPieces {
    let names: [String]
    /// The number of files there must be, where that is known.
    let count: Int?
    let file: OpenFile
    /// The size of all samples in bytes.
    let bytes: Int

    /// The most files that one header may name.
    private static let limit = 100_000

    /// All samples as one source.
    ///
    /// - Parameter skip: bytes that stand before the samples of each file; -1 for "as many as are too many".
    func source(skip: Int, compressed: Bool) throws -> (any ByteSource, start: Int) {
        guard !names.isEmpty, names.count <= Self.limit, count == nil || count == names.count else {
            throw FormatError(file.format, "the header names \(names.count) files for its samples")
        }
        let each = bytes / names.count
        var pieces: [any ByteSource] = []
        for name in names {
            guard let found = try file.folder.open(name) else {
                throw FormatError(
                    file.format,
                    "this is only the header: '\(name.withoutControlCharacters)', which holds the samples, is not beside it",
                    hint: "the copy or download may not have been finished")
            }
            if compressed {
                pieces.append(try ZlibBytes(found, at: max(0, skip), byteCount: each))
                continue
            }
            let size = found.knownByteCount ?? found.byteCountLimit
            let start = skip >= 0 ? skip : size - each
            guard start >= 0, each <= size - start else {
                throw FormatError(
                    file.format,
                    "'\(name.withoutControlCharacters)' is too small: the samples take \(each) bytes, but "
                        + "\(max(0, size - max(0, start))) are there",
                    hint: "the copy or download may not have been finished")
            }
            if names.count == 1 { return (found, start) }
            pieces.append(ByteSlice(found, start: start, count: each))
        }
        return (
            pieces.count == 1
                ? pieces[0] : ChainedBytes(pieces.map { ByteSlice($0, start: 0, count: each) }), 0
        )
    }
}

/// Names with a number in them, as C's `printf` writes it: `slice%03d.raw 1 20 1`.
struct NumberedNames {
    let all: [String]

    init(_ words: [String], format: FileFormat) throws(FormatError) {
        func refuse(_ problem: String) -> FormatError {
            FormatError(format, field: "the pattern of file names", problem)
        }
        guard words.count >= 3, let first = Int(words[1]), let last = Int(words[2]) else {
            throw refuse("does not say its first and last number")
        }
        let step = words.count > 3 ? Int(words[3]) ?? 1 : 1
        guard step > 0, last >= first, (last - first) / step < 100_000 else {
            throw refuse("has no sound first, last and step")
        }
        guard let percent = words[0].firstIndex(of: "%"),
            let end = words[0][percent...].firstIndex(where: { $0 == "d" || $0 == "i" || $0 == "u" })
        else { throw refuse("has no number of the form %d in it") }
        let flags = words[0][words[0].index(after: percent)..<end]
        guard flags.allSatisfy({ $0.isNumber || $0 == "." }),
            let width = flags.isEmpty ? 0 : Int(flags.filter(\.isNumber)),
            width <= 20
        else { throw refuse("is of a form that is not read") }
        let pad: Character = flags.hasPrefix("0") || flags.hasPrefix(".") ? "0" : " "
        let (before, after) = (words[0][..<percent], words[0][words[0].index(after: end)...])
        all = stride(from: first, through: last, by: step).map { number in
            let digits = String(number)
            return before + String(repeating: pad, count: max(0, width - digits.count)) + digits + after
        }
    }
}
