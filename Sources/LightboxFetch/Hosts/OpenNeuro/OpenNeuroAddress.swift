/// The address of a file among those that a snapshot gives.
struct OpenNeuroAddress {
    let address: String
    /// The version that S3 has it in.
    let version: String?

    /// The address that stays right when a newer snapshot is published: one with a version, before any other.
    ///
    /// Addresses that are signed, as those of datasets that are not public, are left out: they are secrets, and expire.
    static func best(of urls: [String]) -> OpenNeuroAddress? {
        var other: OpenNeuroAddress?
        for url in urls {
            guard let address = try? WebAddress(url), address.isWeb, !isSigned(address) else { continue }
            let version = value("versionId", in: address)
            let choice = OpenNeuroAddress(address: url, version: version)
            if version != nil { return choice }
            other = other ?? choice
        }
        return other
    }

    private static func isSigned(_ address: WebAddress) -> Bool {
        ["Signature", "X-Amz-Signature", "X-Amz-Credential", "AWSAccessKeyId"].contains {
            value($0, in: address) != nil
        }
    }

    private static func value(_ name: String, in address: WebAddress) -> String? {
        for field in (address.query ?? "").split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0] == name { return String(parts[1]) }
        }
        return nil
    }
}
