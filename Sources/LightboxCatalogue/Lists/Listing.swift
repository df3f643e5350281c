/// An entry of an imported list as the catalogue keeps it, and the dataset that it is about.
public struct Listing: Sendable, Hashable {
    public struct Join: Sendable, Hashable {
        /// A card's id, or `list/entry`.
        public let target: String
        public let isCard: Bool
        /// What they have in common.
        public let why: String
    }

    /// The name of the list.
    public let list: String
    /// The entry's name within its list, as a command takes it: `mitos-wsi-cmc`.
    public let slug: String
    public let entry: ListEntry
    /// The day of the import that first had the entry.
    public let added: String
    /// The day of the import that last changed it.
    public let changed: String?
    /// The day of the last change made here.
    public let edited: String?
    /// The day of the import that no longer had it.
    public let removed: String?
    public let joins: [Join]
    /// What it may be about, for people to decide.
    public let doubtful: [Join]

    let row: Int64

    /// The listing's name among all lists: `adalca/chexpert`.
    public var id: String { list + "/" + slug }
}

/// What became of an entry when its list was imported again.
public enum ListingStatus: Sendable, Hashable {
    case added, unchanged, removed
    /// The fields that differ: `name`, `urls`, `remarks`, `keywords`, `date`, `section`, `form`.
    case changed([String])

    public var word: String {
        switch self {
        case .added: "added"
        case .unchanged: "unchanged"
        case .removed: "removed"
        case .changed: "changed"
        }
    }
}

/// What an import found.
public struct ImportReport: Sendable {
    public let list: String
    /// Whether the list was not known before.
    public let isNew: Bool
    /// The entries in the order of the list, and after them those that it no longer has.
    public let entries: [(listing: Listing, status: ListingStatus)]
    public let sections: Int

    public func count(_ word: String) -> Int { entries.count { $0.status.word == word } }
}

/// One imported list.
public struct ListSummary: Sendable, Hashable {
    public let name: String
    public let title: String?
    /// The file that it was read from.
    public let source: String
    public let format: ImportedList.Format
    public let encoding: ImportedList.Encoding
    /// The day it was last imported.
    public let imported: String
    public let entries: Int

    let row: Int64
}
