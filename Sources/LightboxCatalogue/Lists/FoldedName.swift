import LightboxCore

/// A name of a dataset, folded so that ways of writing it fall together.
struct FoldedName: Sendable, Hashable {
    /// The words without case, accents, punctuation and words such as *dataset*.
    let words: [String]
    /// How the name was written.
    let original: String

    static func == (a: FoldedName, b: FoldedName) -> Bool { a.words == b.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words) }

    private static let dropped: Set<String> = [
        "a", "an", "and", "challenge", "collection", "data", "database", "databases", "databse", "dataset",
        "datasets", "for", "in", "of", "on", "project", "set", "study", "the", "to",
    ]

    init(_ name: String) {
        original = name
        let all = Self.split(name)
        let kept = all.filter { !Self.dropped.contains($0) }
        words = kept.isEmpty ? all : kept
    }

    private static func split(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in name.lowercased().decomposedLetters {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.unicodeScalars.append(scalar)
            } else if scalar.properties.generalCategory == .nonspacingMark || scalar == "'" || scalar == "’" {
                continue
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    var key: String { words.joined(separator: " ") }

    /// Whether the name alone tells the dataset: two words or more, or an acronym of five letters or more.
    var isDistinctive: Bool {
        if words.count >= 2 { return key.utf8.count >= 8 }
        guard let word = words.first, word.utf8.count >= 5 else { return false }
        let capitals = original.unicodeScalars.count { $0.properties.isUppercase }
        return capitals >= 2 || word.utf8.contains(where: \.isDigitByte)
    }

    /// The share of words that two names have in common, 0 to 1.
    func likeness(to other: FoldedName) -> Double {
        let (a, b) = (Set(words), Set(other.words))
        let all = a.union(b).count
        return all == 0 ? 0 : Double(a.intersection(b).count) / Double(all)
    }

    /// Whether few letters differ: `ChestXpert` and `CheXpert`.
    func isMisspelling(of other: FoldedName) -> Bool {
        let (a, b) = (Array(key), Array(other.key))
        let limit = max(a.count, b.count) / 5
        guard min(a.count, b.count) >= 6, abs(a.count - b.count) <= limit, a.count <= 80, b.count <= 80 else {
            return false
        }
        return Nearest.distance(a, b) <= limit
    }

    /// The name, and the names that it holds: `A: B`, `A / B`, `A (B)`.
    static func all(in name: String) -> [FoldedName] {
        var names = [name]
        if let colon = name.firstRange(of: ": ") {
            names += [String(name[..<colon.lowerBound]), String(name[colon.upperBound...])]
        }
        if let slash = name.firstRange(of: " / ") { names.append(String(name[slash.upperBound...])) }
        if let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") {
            names += [String(name[..<open]), String(name[name.index(after: open)..<close])]
        }
        var folded: [FoldedName] = []
        for name in names.map(FoldedName.init) where !name.words.isEmpty && !folded.contains(name) {
            folded.append(name)
        }
        return folded
    }
}

extension String {
    /// The scalars with the accents of Latin letters left out.
    fileprivate var decomposedLetters: [Unicode.Scalar] {
        unicodeScalars.map { scalar in
            guard scalar.value >= 0xC0, scalar.value < 0x180 else { return scalar }
            let plain: [(ClosedRange<UInt32>, Unicode.Scalar)] = [
                (0xE0...0xE5, "a"), (0xE7...0xE7, "c"), (0xE8...0xEB, "e"), (0xEC...0xEF, "i"),
                (0xF1...0xF1, "n"),
                (0xF2...0xF6, "o"), (0xF8...0xF8, "o"), (0xF9...0xFC, "u"), (0xFD...0xFF, "y"),
            ]
            return plain.first { $0.0.contains(scalar.value) }?.1 ?? scalar
        }
    }
}
