/// A number that a question compares with what a card states: `more than 1000 subjects`, `under 10 GB`.
struct Measure: Sendable, Hashable {
    /// What is counted.
    enum Unit: Sendable, Hashable {
        /// Counts of a release; the first that is known holds.
        case counts([CountOf])
        /// The size, in units of so many bytes.
        case bytes(Int)
        case years

        init(_ words: UnitWords) {
            if let bytes = words.bytes {
                self = .bytes(bytes)
            } else if words.isYears {
                self = .years
            } else {
                self = .counts(words.counts)
            }
        }

        /// As the tables keep it.
        var text: String {
            switch self {
            case .counts(let kinds): "counts:" + kinds.map(\.rawValue).joined(separator: ",")
            case .bytes(let size): "bytes:\(size)"
            case .years: "years:"
            }
        }

        init?(text: String) {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            switch parts[0] {
            case "counts":
                self = .counts(parts[1].split(separator: ",").compactMap { CountOf(rawValue: String($0)) })
            case "bytes":
                guard let size = Int(parts[1]) else { return nil }
                self = .bytes(size)
            case "years": self = .years
            default: return nil
            }
        }
    }

    let comparison: Comparison
    let bound: Double
    let unit: Unit

    init(_ comparison: Comparison, _ bound: Double, _ unit: Unit) {
        (self.comparison, self.bound, self.unit) = (comparison, bound, unit)
    }
}
