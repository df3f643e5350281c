import LightboxArchive
import LightboxContainers
import LightboxCore
import SystemPackage

/// Brings what a host packs on the fly: a zip without a length, to be unpacked into a folder.
///
/// Such an archive cannot be resumed, and nothing is published of it as a whole. It is whole when its directory is
/// there, every member has its checksum, there are as many as were announced, and those that the host digested fit.
struct UnitFetcher: Sendable {
    let files: FileFetcher

    /// Brings and unpacks one archive, and gives the names of its files with what was checked.
    func fetch(_ remote: RemoteFile) async throws -> (bytes: Int, check: String) {
        guard case .zipStream(let expected, let digestName) = remote.delivery else { return (0, "none") }
        return try await files.client.retrying { _ in
            // What is announced is the size of the files in it; the zip's own nobody knows.
            var zip = remote
            zip.byteCount = nil
            let receiver = FileReceiver(
                zip, parts: files.parts, progress: files.progress, board: files.board)
            if let (part, _) = try files.parts.left(of: remote.path) { files.parts.remove(part) }
            let request = try await files.host.request(for: remote, asking: files.client)
            files.onEvent(.fetching(remote.path, from: 0))
            do {
                _ = try await files.client.send(request, receiver: receiver)
                try receiver.flush()
            } catch {
                receiver.startOver()
                if let error = error as? FetchError, !error.isPassing {
                    throw files.host.explain(error, about: remote)
                }
                throw error
            }
            guard let part = receiver.part else {
                throw FetchError(.cutOff(received: 0, of: nil), at: remote.path)
            }
            files.onEvent(.verifying(remote.path))
            defer { files.parts.remove(part) }
            return try unpack(part, of: remote, expected: expected, digestName: digestName)
        }
    }

    private func unpack(
        _ part: PartFile, of remote: RemoteFile, expected: Int?, digestName: String?
    ) throws -> (bytes: Int, check: String) {
        let path = files.copy.path.appending(part.name)
        let zip: ZipArchive
        do { zip = try ZipArchive(try FileBytes(path: path), path: path) } catch let error as ArchiveError {
            // Its directory is what is sent last.
            throw FetchError(
                .cutOff(received: part.byteCount, of: nil), at: remote.path, hint: error.description)
        }
        guard zip.unsafeNameCount == 0 else {
            throw PathRefusal(.climbs, name: remote.path + ": a member")
        }
        let names = zip.fileNames
        let digests = try digestName.flatMap { name -> [String: Digest]? in
            guard let list = names.first(where: { $0 == name || $0.hasSuffix("/" + name) }) else {
                throw FetchError(.unexpected("no \(name) in the archive"), at: remote.path)
            }
            return try digestTable(list, in: zip)
        }
        // The list of digests and the licence come on top of what was announced.
        let extra = names.filter { name in
            let last = name.split(separator: "/").last.map(String.init) ?? name
            return last == digestName || last == "LICENSE"
        }
        if let expected, names.count - extra.count != expected {
            throw FetchError(
                .unexpected("\(names.count - extra.count) files in the archive, not \(expected)"),
                at: remote.path)
        }
        var written: [String] = []
        var bytes = 0
        for name in names {
            let target = remote.path + "/" + name
            try CopyFolder.check(target)
            let last = name.split(separator: "/").last.map(String.init) ?? name
            let digest = digests?[last]
            if digests != nil, digest == nil, !extra.contains(name) {
                throw FetchError(.unexpected("no digest of \(last) in \(digestName ?? "")"), at: remote.path)
            }
            bytes += try unpack(name, to: target, of: zip, digest: digest)
            written.append(target)
        }
        try files.journal.recordUnit(remote.path, files: written)
        return (bytes, digests == nil ? "crc32" : "md5")
    }

    private func unpack(_ name: String, to target: String, of zip: ZipArchive, digest: Digest?) throws -> Int
    {
        let state = PartFile.State(byteCount: nil, validator: nil, version: nil)
        var part = try files.parts.new(for: target, state: state)
        do {
            var verification = Verification(digest.map { [.digest($0)] } ?? [], byteCount: nil)
            try zip.extract(name) { piece in
                verification.update(piece.span)
                do { _ = try part.file.writeAll(toAbsoluteOffset: Int64(part.byteCount), piece) } catch {
                    throw OutputError(
                        .system(error as? Errno ?? .ioError), path: files.copy.path.appending(target))
                }
                part.byteCount += piece.count
            }
            let result = verification.finish()
            if let failure = result.failure {
                throw FetchError(.wrongDigest(expected: failure.expected, found: failure.found), at: target)
            }
            let status = try FileStatus(of: part.file, path: files.copy.path.appending(target))
            try files.journal.record(
                target,
                Journal.Done(
                    byteCount: part.byteCount, modifiedNanoseconds: status.modifiedNanoseconds,
                    sha256: result.sha256, check: result.check?.text ?? "crc32"))
            try part.file.close()
            try files.copy.move(part.name, to: target)
            return part.byteCount
        } catch {
            files.parts.remove(part)
            throw error
        }
    }

    /// Names and digests of a table of two columns, the name first (TCIA's `md5hashes.csv`).
    private func digestTable(_ name: String, in zip: ZipArchive) throws -> [String: Digest] {
        var bytes: [UInt8] = []
        try zip.extract(name) { piece in
            guard bytes.count + piece.count <= 64 << 20 else {
                throw FetchError(.answerTooLong(limit: 64 << 20), at: name)
            }
            bytes += piece
        }
        var table: [String: Digest] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: ",").map { String($0).trimmedBlanks.filter { $0 != "\"" } }
            guard cells.count >= 2, let digest = Digest(hex: cells[1]) else { continue }
            table[cells[0].split(separator: "/").last.map(String.init) ?? cells[0]] = digest
        }
        return table
    }
}

extension CopySession {
    /// How what was unpacked from an archive made on the fly stands.
    func unitStanding(of remote: RemoteFile, isStrict: Bool) throws -> Standing {
        guard let names = journal.unit(remote.path) else { return .missing }
        for name in names {
            guard journal.done(name) != nil else { return .missing }
            let standing = try standing(of: RemoteFile(path: name, address: ""), isStrict: isStrict)
            if standing != .done { return standing }
        }
        return .done
    }
}
