import LightboxCore

/// Which rows of two tables belong together, by their keys, and which are alone.
///
/// ```swift
/// let labels = try Table(FileBytes(path: "train.csv"), name: "train.csv")
/// let join = try TableJoin(
///     TableKeys(paths, .stem), TableKeys(labels, column: "Path", .stem))
/// for pair in join.pairs { print(paths[pair.left], labels.text(row: pair.right, column: 1)) }
/// print(join.leftAlone.count, "files without a label,", join.rightAlone.count, "labels without a file")
/// ```
/// Every row of the left is set beside every row of the right with the same key, in the order of the left. An empty
/// key belongs to nobody. Takes time in proportion to the keys and the pairs.
public struct TableJoin: Sendable {
    public struct Pair: Sendable, Hashable {
        public let left: Int
        public let right: Int
        public init(left: Int, right: Int) { (self.left, self.right) = (left, right) }
    }
    public let pairs: [Pair]
    /// Rows of the left that nothing on the right belongs to.
    public let leftAlone: [Int]
    /// Rows of the right that nothing on the left belongs to.
    public let rightAlone: [Int]
    /// Rows of the right whose key an earlier row of the right has, too.
    public let rightRepeated: [Int]

    /// - Parameter pairLimit: how many pairs there may be. Keys that are repeated on both sides multiply.
    /// - Throws: `TableJoinError` where there are more.
    public init(
        _ left: TableKeys, _ right: TableKeys, pairLimit: Int = 100_000_000
    ) throws(TableJoinError) {
        let table = KeyTable(right)
        var pairs: [Pair] = []
        pairs.reserveCapacity(left.count)
        var leftAlone: [Int] = []
        var isMatched = [Bool](repeating: false, count: right.count)
        for (row, first) in table.firstRows(left).enumerated() {
            guard first != 0 else {
                leftAlone.append(row)
                continue
            }
            var match = Int(first) - 1
            while true {
                guard pairs.count < pairLimit else { throw .tooManyPairs(pairLimit) }
                pairs.append(Pair(left: row, right: match))
                isMatched[match] = true
                guard let next = table.next(match) else { break }
                match = next
            }
        }
        (self.pairs, self.leftAlone) = (pairs, leftAlone)
        rightAlone = isMatched.indices.filter { !isMatched[$0] }
        rightRepeated = table.repeated
    }
}

/// Why tables cannot be joined.
public enum TableJoinError: Error, Sendable, Hashable, CustomStringConvertible {
    case noColumn(String, of: [String])
    case keysTooLarge
    case tooManyPairs(Int)

    public var description: String {
        switch self {
        case .noColumn(let name, let columns):
            let all = columns.prefix(30).map { $0.withoutControlCharacters }.joined(separator: ", ")
            return "The table has no column '\(name.withoutControlCharacters)'.\nhint: its columns are \(all)"
        case .keysTooLarge: return "The keys have more than \(Table.byteLimit) bytes."
        case .tooManyPairs(let limit):
            return "More than \(limit) pairs of rows belong together.\n"
                + "hint: the same keys stand in many rows of both tables; join by a column that tells rows apart"
        }
    }
}
