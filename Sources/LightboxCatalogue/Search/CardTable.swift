import LightboxCore
import LightboxStore

/// What the search knows of each card, read once per question.
struct CardTable {
    struct Row {
        let number: Int64
        let id: String
        let name: String
        let shortName: String
        let kind: String
        let status: String
        let notice: String?
        let access: String
        let commercial: String
        let licences: [Substring]
        let bytes: Int?
        let youngest: Double?
        let oldest: Double?
        let meanAge: Double?
        let year: Int?
        let day: Int?
        let prior: Double
    }

    let rows: [Row]
    let byNumber: [Int64: Row]
    private let counts: [Int64: [String: Int]]

    init(_ session: StoreSession) throws {
        rows = try session.all(
            """
            SELECT number, id, name, short, kind, status, notice, access, commercial, licences, bytes, youngest,
                oldest, mean, year, day, prior FROM search_card ORDER BY id
            """
        ) { row in
            Row(
                number: row.integer(0) ?? 0, id: row.text(1) ?? "", name: row.text(2) ?? "",
                shortName: row.text(3) ?? "", kind: row.text(4) ?? "", status: row.text(5) ?? "",
                notice: row.text(6), access: row.text(7) ?? "", commercial: row.text(8) ?? "",
                licences: (row.text(9) ?? "").split(separator: " "), bytes: row.int(10),
                youngest: row.real(11),
                oldest: row.real(12), meanAge: row.real(13), year: row.int(14), day: row.int(15),
                prior: row.real(16) ?? 0)
        }
        byNumber = Dictionary(rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var counts: [Int64: [String: Int]] = [:]
        try session.rows("SELECT card, kind, value FROM search_count") { row in
            counts[row.integer(0) ?? 0, default: [:]][row.text(1) ?? ""] = row.int(2) ?? 0
        }
        self.counts = counts
    }

    func count(_ kind: CountOf, of card: Int64) -> Int? { counts[card]?[kind.rawValue] }
    /// The first of these counts that is known.
    func count(_ kinds: [CountOf], of card: Int64) -> (kind: CountOf, value: Int)? {
        kinds.lazy.compactMap { kind in self.count(kind, of: card).map { (kind, $0) } }.first
    }
    /// How large a card is, for an order by size.
    func size(of card: Int64) -> Int {
        count([.subjects, .studies, .images, .slides, .videos, .volumes, .series], of: card)?.value ?? 0
    }
}

/// Numbers for people.
enum Numbers {
    /// `8.0` as `8`, `8.25` as `8.3`.
    static func short(_ number: Double) -> String {
        let tenths = (number * 10).rounded() / 10
        return tenths == tenths.rounded() && tenths.magnitude < 1e15 ? String(Int64(tenths)) : "\(tenths)"
    }
}
