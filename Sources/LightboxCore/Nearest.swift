/// The words nearest to a misspelt one.
public enum Nearest {
    /// The candidate that is nearest to `word`, or `nil` where none is near.
    ///
    /// Near means at most a third of the letters wrong, swapped neighbours counted once.
    public static func word(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = fold(word)
        guard !wanted.isEmpty else { return nil }
        let limit = max(1, wanted.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let letters = fold(candidate)
            if letters == wanted { return candidate }
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let d = distance(wanted, letters)
            if d <= limit, d < best?.distance ?? .max { best = (candidate, d) }
        }
        return best?.word
    }

    private static func fold(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    /// The number of letters to insert, drop, change or swap with a neighbour (optimal string alignment).
    public static func distance(_ a: [Character], _ b: [Character]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    cost = min(cost, beforeLast[j - 2] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
