import LightboxCodecs
import LightboxCore

extension ZipArchive {
    /// Hands on the content of a member piece by piece, and checks it against the checksum in the directory.
    ///
    /// - Throws: `ArchiveError` where there is no such member, or its content is not what the directory says; what was
    ///   handed on is then not to be used.
    public func extract(_ name: String, to body: ([UInt8]) throws -> Void) throws {
        guard let record = find(name), !record.isFolder(in: directory) else {
            throw ArchiveError("ZIP", member: name, "there is no such member")
        }
        let source = try open(record)
        var checksum: UInt32 = 0
        var offset = 0
        while offset < record.byteCount {
            let piece = try source.read(at: offset, count: min(1 << 20, record.byteCount - offset))
            guard !piece.isEmpty else { break }
            checksum = CRC32.update(checksum, piece)
            try body(piece)
            offset += piece.count
        }
        guard offset == record.byteCount, checksum == record.crc32 else {
            throw ArchiveError(
                "ZIP", member: name, at: record.localOffset,
                "the member is damaged: its content does not have the checksum that the directory gives",
                hint: "fetch the archive again")
        }
    }
}
