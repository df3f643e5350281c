import LightboxArchive

/// What a `.torrent` tells: the files, the digests of their pieces, and plain addresses that serve them too (BEP 3, 19).
struct Torrent: Sendable {
    struct File: Sendable, Hashable {
        /// The path below the torrent's name; for a torrent of one file, that name.
        let path: [String]
        let byteCount: Int
        /// Where its bytes begin in the row of all files.
        let offset: Int
    }
    let name: String
    let isSingle: Bool
    let files: [File]
    let pieceByteCount: Int
    /// The SHA-1 of each piece, one behind the other.
    let pieces: [UInt8]
    /// Addresses of servers that give the same bytes without a tracker.
    let seeds: [String]
    /// The SHA-1 of the part that says what the files are, in hexadecimal: the torrent's own name.
    let infoHash: String

    struct Fault: Error, Sendable, Hashable { let problem: String }

    /// - Throws: `Fault` for what is no torrent of version 1.
    init(_ text: [UInt8]) throws(Fault) {
        let whole: Bencode
        do { whole = try Bencode(parsing: text) } catch { throw Fault(problem: error.description) }
        guard let info = whole["info"] else { throw Fault(problem: "no 'info'") }
        guard let name = info["name"]?.text, !name.isEmpty else { throw Fault(problem: "no 'name'") }
        guard let size = info["piece length"]?.integer, size > 0, let pieces = info["pieces"]?.bytes,
            pieces.count % 20 == 0
        else { throw Fault(problem: "no pieces (a torrent of version 2 alone?)") }
        var files: [File] = []
        var end = 0
        func add(_ path: [String], _ count: Int) throws(Fault) {
            let (next, isTooBig) = end.addingReportingOverflow(count)
            guard count >= 0, !isTooBig else { throw Fault(problem: "sizes that cannot be") }
            files.append(File(path: path, byteCount: count, offset: end))
            end = next
        }
        if let count = info["length"]?.integer {
            try add([name], count)
        } else {
            for entry in info["files"]?.list ?? [] {
                guard let count = entry["length"]?.integer, let parts = entry["path"]?.list else {
                    throw Fault(problem: "a file without 'length' or 'path'")
                }
                let path = parts.compactMap(\.text)
                guard path.count == parts.count, !path.isEmpty else {
                    throw Fault(problem: "a path that is no text")
                }
                try add(path, count)
                // Filling between files (BEP 47) is nobody's data.
                if entry["attr"]?.text?.contains("p") == true || path.first == ".pad" { files.removeLast() }
            }
        }
        guard !files.isEmpty, end / size + (end % size == 0 ? 0 : 1) == pieces.count / 20 else {
            throw Fault(problem: "\(pieces.count / 20) pieces for \(end) bytes")
        }
        var seeds: [String] = []
        if let one = whole["url-list"]?.text { seeds = [one] }
        if let many = whole["url-list"]?.list { seeds = many.compactMap(\.text) }
        isSingle = info["length"] != nil
        (self.name, self.files, pieceByteCount, self.pieces) = (name, files, size, pieces)
        self.seeds = seeds.map(\.trimmedBlanks).filter { seed in
            ["http://", "https://", "ftp://"].contains { seed.lowercased().hasPrefix($0) }
        }
        var hasher = Digest.Hasher(.sha1)
        hasher.update(Array(text[info.place]))
        infoHash = hasher.finish().hex
    }

    /// The address of a file at a seed: of one file the seed itself, unless it is a folder (BEP 19).
    func address(of file: File, at seed: String) -> String {
        if isSingle { return seed.hasSuffix("/") ? seed + WebAddress.encodedPart(name) : seed }
        let parts = [name] + file.path
        return (seed.hasSuffix("/") ? seed : seed + "/")
            + parts.map { WebAddress.encodedPart($0) }.joined(separator: "/")
    }
}
