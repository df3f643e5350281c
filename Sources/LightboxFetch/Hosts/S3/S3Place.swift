import LightboxCore

/// A bucket, and where in it: `s3://openneuro.org/ds001168`, or an address of S3 or of a server that speaks its words.
struct S3Place: Equatable, Sendable {
    let bucket: String
    /// The key, or the beginning of keys; without `/` before it.
    var key: String
    /// The region, where the address names it.
    var region: String?
    /// The server, where it is not Amazon's: `https://uk1s3.embassy.ebi.ac.uk`.
    var server: String?
    /// The state of the object, where the address names it.
    var version: String?

    /// `nil` for what names no bucket.
    init?(_ text: String) {
        if text.hasPrefix("s3://") {
            let rest = text.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let bucket = rest.first, !bucket.isEmpty else { return nil }
            (self.bucket, key) = (String(bucket), rest.count > 1 ? String(rest[1]) : "")
            return
        }
        guard let address = try? WebAddress(text.contains("://") ? text : "https://" + text), address.isWeb
        else {
            return nil
        }
        version = address.query?.split(separator: "&").first { $0.hasPrefix("versionId=") }
            .map { WebAddress.decoded($0.dropFirst("versionId=".count)) }
        let path = WebAddress.decoded(address.path.drop { $0 == "/" })
        let labels = address.host.split(separator: ".").map(String.init)
        guard address.host.hasSuffix(".amazonaws.com"), let mark = labels.lastIndex(where: Self.isService)
        else {
            guard text.contains("://") else { return nil }
            server = address.origin
            let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, !first.isEmpty else { return nil }
            (bucket, key) = (String(first), parts.count > 1 ? String(parts[1]) : "")
            return
        }
        // `s3.eu-west-1`, `s3-eu-west-1` (older), and `s3.dualstack.eu-west-1`.
        let dashed = labels[mark].dropFirst(3)
        let dotted = labels[(mark + 1)...].dropLast(2).filter { $0 != "dualstack" }
        region = dashed.isEmpty ? dotted.first : String(dashed)
        if mark > 0 {
            (bucket, key) = (labels[..<mark].joined(separator: "."), path)
        } else {
            let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, !first.isEmpty else { return nil }
            (bucket, key) = (String(first), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    private static func isService(_ label: String) -> Bool { label == "s3" || label.hasPrefix("s3-") }

    /// The address of the bucket, by path, as buckets with dots in their names need it.
    func bucketAddress(region: String?) -> String {
        let host =
            server
            ?? (region.map {
                $0 == "us-east-1" ? "https://s3.amazonaws.com" : "https://s3.\($0).amazonaws.com"
            }
                ?? "https://s3.amazonaws.com")
        return host + "/" + WebAddress.encodedPart(bucket)
    }
}
