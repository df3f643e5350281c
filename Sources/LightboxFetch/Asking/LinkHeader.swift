/// The next page of a list, as `Link` tells it (RFC 8288).
enum LinkHeader {
    /// - Throws: `FetchError` where it lies at another host than the page that names it: secrets are not for that one.
    static func next(in answer: Answer, of request: Request) throws -> WebAddress? {
        guard let value = answer.head["Link"] else { return nil }
        for link in value.split(separator: ",") {
            let parts = link.split(separator: ";").map { String($0).trimmedBlanks }
            guard let target = parts.first, target.hasPrefix("<"), target.hasSuffix(">"),
                parts.dropFirst().contains(where: { $0 == "rel=\"next\"" || $0 == "rel=next" })
            else { continue }
            let next = try request.address.following(String(target.dropFirst().dropLast()))
            guard next.origin == request.address.origin else {
                throw FetchError(
                    .unexpected("the next page at another host"), at: request.address.description)
            }
            return next
        }
        return nil
    }
}
