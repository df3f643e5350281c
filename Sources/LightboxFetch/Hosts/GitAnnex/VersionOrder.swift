/// The order of versions: runs of digits by their number, all else by its letters.
enum VersionOrder {
    static func isOlder(_ one: String, _ other: String) -> Bool {
        let (a, b) = (parts(one), parts(other))
        for (left, right) in zip(a, b) where left != right {
            if let x = Int(left), let y = Int(right), x != y { return x < y }
            return left < right
        }
        return a.count != b.count ? a.count < b.count : one < other
    }

    private static func parts(_ text: String) -> [String] {
        var out: [String] = []
        var isNumber = false
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if out.isEmpty || isDigit != isNumber { out.append("") }
            out[out.count - 1].append(character)
            isNumber = isDigit
        }
        return out
    }
}
