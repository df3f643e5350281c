import LightboxArchive

extension Check {
    /// A digest as a host publishes it, function and digits; `nil` for a function that is not known, or where the number
    /// of digits does not fit it.
    static func published(_ function: String, _ digits: String) -> Check? {
        let name = function.lowercased().filter { $0 != "-" && $0 != "_" }
        guard let digest = Digest(hex: digits), digest.algorithm.rawValue == name else { return nil }
        return .digest(digest)
    }

    /// A digest written `md5:d41d…`.
    static func published(_ text: String) -> Check? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return published(String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
}

extension String {
    /// The number behind the last of some marks: a record's in `https://zenodo.org/records/3723295`.
    func number(after marks: String...) -> String? {
        for mark in marks {
            guard let range = self.ranges(of: mark).last else { continue }
            let digits = self[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
            if !digits.isEmpty { return String(digits) }
        }
        return nil
    }
    /// Whether it is a plain number, as hosts give them to records.
    var isNumber: Bool { !isEmpty && allSatisfy { $0.isASCII && $0.isNumber } }
}
