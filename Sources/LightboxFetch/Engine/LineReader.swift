import LightboxArchive
import SystemPackage

/// Reads files of lines piece by piece.
enum LineReader {
    private static let pieceByteCount = 1 << 18

    /// Hands on each line without its end, from the beginning of the file; `isWhole` is false for a last line without one.
    static func forEachLine(
        of file: FileDescriptor, _ body: (_ line: [UInt8], _ isWhole: Bool) throws -> Void
    ) throws {
        var rest: [UInt8] = []
        var offset = 0
        var piece: [UInt8] = []
        while true {
            try file.fill(&piece, from: offset, count: pieceByteCount)
            if piece.isEmpty { break }
            offset += piece.count
            var start = piece.startIndex
            while let end = piece[start...].firstIndex(of: 10) {
                try body(rest + piece[start..<end], true)
                rest = []
                start = end + 1
            }
            rest += piece[start...]
        }
        if !rest.isEmpty { try body(rest, false) }
    }
}

extension FileDescriptor {
    /// The beginning of a small file, as text.
    func readText(limit: Int) throws -> String {
        var bytes: [UInt8] = []
        try fill(&bytes, from: 0, count: limit)
        return String(decoding: bytes, as: UTF8.self)
    }
}
