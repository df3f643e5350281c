import LightboxCore

/// Numbers and ids as they stand in sentences.
enum Words {
    /// With commas: `12,345`.
    static func number(_ value: Int) -> String {
        var text = String(value.magnitude)
        var at = text.endIndex
        while let next = text.index(at, offsetBy: -3, limitedBy: text.startIndex), next > text.startIndex {
            text.insert(",", at: next)
            at = next
        }
        return (value < 0 ? "-" : "") + text
    }

    static func count(_ value: Int, _ one: String, _ many: String) -> String {
        "\(number(value)) \(value == 1 ? one : many)"
    }

    /// An id as people read it: `openly-available` becomes `openly available`.
    static func plain(_ id: String) -> String { id.replacing("-", with: " ") }

    /// The same, beginning with a capital.
    static func sentence(_ id: String) -> String {
        let text = plain(id)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// A number as it is used in text: without a fraction where it is whole.
    static func decimal(_ value: Double) -> String {
        guard value.isFinite else { return String(value) }
        if value == value.rounded(), abs(value) < 1e15 { return number(Int(value)) }
        let rounded = (value * 1000).rounded() / 1000
        return "\(rounded)"
    }

    /// The sides of an image: `512 × 512 × 90`.
    static func shape(_ header: ImageHeader) -> String {
        let channels = header.channels > 1 ? ", \(header.channels) channels" : ""
        return header.shape.map { String($0) }.joined(separator: " × ") + channels
    }
}
