import LightboxArchive
import LightboxCore

/// One object of a bucket as a page of a listing tells it.
struct S3Object: Equatable {
    let key: String
    let byteCount: Int
    /// The entity tag without quotes.
    let tag: String
    var version: String?
    /// When it was put there, as S3 writes it: `2026-11-24T18:00:00.000Z`.
    var modified = ""

    /// What the tag proves: the MD5 of an object that was sent whole, or of the MD5 sums of the parts it was sent in.
    var check: Check? {
        if let digest = Digest(hex: tag), digest.algorithm == .md5 { return .digest(digest) }
        let halves = tag.split(separator: "-")
        guard halves.count == 2, let count = Int(halves[1]), (1...10_000).contains(count),
            let md5 = Digest(hex: halves[0]), md5.algorithm == .md5
        else { return nil }
        return .etagOfParts(md5: String(halves[0]).lowercased(), count: count)
    }
}

/// One page of what a bucket lists (ListObjectsV2, ListObjectVersions).
struct S3Page {
    var objects: [S3Object] = []
    /// What the next page is asked with, as it stands in the query; `nil` on the last.
    var next: String?

    /// - Throws: `FetchError` for an answer that is no such list.
    init(_ answer: Answer) throws(FetchError) {
        let root = try XMLPage(answer).root
        let place = answer.address.description
        guard ["ListBucketResult", "ListVersionsResult"].contains(root.name) else {
            let words = [root["Code"]?.text, root["Message"]?.text].compactMap { $0 }.joined(separator: ": ")
            throw FetchError(
                .unexpected("'\(words.isEmpty ? root.name : words)' in place of a list of objects"), at: place
            )
        }
        let isEncoded = root["EncodingType"]?.text == "url"
        func key(_ text: String) -> String {
            isEncoded ? WebAddress.decoded(text.replacing("+", with: "%20")) : text
        }
        for item in root.children where ["Contents", "Version", "DeleteMarker"].contains(item.name) {
            guard let name = item["Key"]?.text else {
                throw FetchError(.unexpected("an object without a key"), at: place)
            }
            let isGone = item.name == "DeleteMarker"
            guard let size = isGone ? -1 : item["Size"].flatMap({ Int($0.text) }) else {
                throw FetchError(.unexpected("an object without a size"), at: place)
            }
            objects.append(
                S3Object(
                    key: key(name), byteCount: size, tag: (item["ETag"]?.text ?? "").filter { $0 != "\"" },
                    version: item["VersionId"]?.text, modified: item["LastModified"]?.text ?? ""))
        }
        guard root["IsTruncated"]?.text == "true" else { return }
        if let token = root["NextContinuationToken"]?.text {
            next = "continuation-token=" + WebAddress.encodedPart(token)
        } else if let marker = root["NextKeyMarker"]?.text {
            next = "key-marker=" + WebAddress.encodedPart(key(marker))
            if let version = root["NextVersionIdMarker"]?.text {
                next? += "\u{0}version-id-marker=" + WebAddress.encodedPart(version)
            }
        } else {
            throw FetchError(.unexpected("no word of where the list goes on"), at: place)
        }
    }
}
