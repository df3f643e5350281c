import LightboxArchive
import LightboxCore

/// A container of Azure's blob storage that a shared access signature opens, as Stanford AIMI gives it.
///
/// It is asked with `restype=container&comp=list`, page by page.
struct AzureContainer: Sendable {
    private let address: WebAddress
    private let signature: String

    struct Blob {
        let name: String
        let address: WebAddress
        var byteCount: Int?
        var checks: [Check] = []
    }

    /// `nil` for an address that opens no whole container (`sr=c`) and the folders below it.
    init?(_ address: WebAddress) {
        let fields = (address.query ?? "").split(separator: "&")
        guard fields.contains("sr=c"), fields.contains(where: { $0.hasPrefix("sig=") }),
            fields.contains(where: { $0.hasPrefix("sp=") && $0.contains("l") }),
            address.path.split(separator: "/").count == 1
        else { return nil }
        (self.address, signature) = (address, address.query ?? "")
    }

    /// All blobs, in the order of their names.
    func blobs(asking client: Client) async throws -> [Blob] {
        let base = address.origin + "/" + (address.path.split(separator: "/").first ?? "")
        var out: [Blob] = []
        var marker = ""
        repeat {
            var text = base + "?restype=container&comp=list&" + signature
            if !marker.isEmpty { text += "&marker=" + WebAddress.encodedPart(marker) }
            let asked = try WebAddress(text)
            let answer = try await client.answer(to: Request(asked))
            let page = try XMLPage(answer)
            guard page.root.name == "EnumerationResults" else {
                throw FetchError(
                    .unexpected("'\(page.root.name)' in place of a list of blobs"), at: asked.description)
            }
            for item in page.root["Blobs"]?.all("Blob") ?? [] {
                guard let name = item["Name"]?.text, !name.isEmpty, !name.hasSuffix("/") else { continue }
                let properties = item["Properties"]
                // Folders of accounts with a hierarchy are listed as blobs without content.
                if properties?["ResourceType"]?.text == "directory" { continue }
                var blob = Blob(
                    name: name,
                    address: try WebAddress(base + "/" + WebAddress.encodedPath(name) + "?" + signature))
                blob.byteCount = properties?["Content-Length"].flatMap { Int($0.text) }
                if let md5 = properties?["Content-MD5"].flatMap({ Digest(.md5, base64: $0.text) }) {
                    blob.checks = [.digest(md5)]
                }
                out.append(blob)
            }
            let next = page.root["NextMarker"]?.text ?? ""
            guard next.isEmpty || next != marker else {
                throw FetchError(.unexpected("the same page again"), at: asked.description)
            }
            marker = next
        } while !marker.isEmpty
        return out
    }
}
