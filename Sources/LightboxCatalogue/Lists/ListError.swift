/// Why a list could not be read, found or changed.
public struct ListError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        case empty
        /// Holds bytes that no text has, such as a NUL.
        case binary(offset: Int)
        case utf16
        case page
        /// Text, but nothing in it that reads as an entry.
        /// A file of keys and values, such as YAML.
        case data
        case noEntries(lines: Int)
        case tooLarge(bytes: Int, limit: Int)
        case unreadable(String)
        /// An address; fetching is another verb's work.
        case remote
        case unknownList(known: [String])
        case unknownEntry(String, near: [String])
        case noSuchRemark(Int, count: Int)
        case noSuchAddress(Int, count: Int)
        /// A table's row or a CSV record has no place for one more value.
        case noRoom
        case manyLines
        case emptyName
        case badName
        case unknownSection(String, near: [String])
        case notInEncoding(character: String)
        case damaged(String)
        /// The catalogue's database cannot be written.
        case cannotKeep
    }
    public let problem: Problem
    /// The file, or the name of the list.
    public let list: String?

    public init(_ problem: Problem, list: String?) {
        (self.problem, self.list) = (problem, list)
    }

    /// The same error, said of a named file or list.
    func of(_ list: String) -> ListError { ListError(problem, list: self.list ?? list) }

    public var description: String {
        let name = list ?? "the list"
        return switch problem {
        case .empty: "\(name) is empty, so there is nothing to import."
        case .binary(let offset):
            "\(name) is not a text: byte \(offset) is none that text has.\n"
                + "hint: lists are read from Markdown, plain text and CSV"
        case .utf16: "\(name) is written in UTF-16.\nhint: save it as UTF-8 and import it again"
        case .page:
            "\(name) is an HTML page, not a list in Markdown, plain text or CSV.\n"
                + "hint: many lists keep their source beside the page, such as README.md on GitHub; save that"
        case .data:
            "\(name) is a file of keys and values (YAML or the like), not a list.\n"
                + "hint: a card of your own joins by --cards FOLDER; see CONTRIBUTING.md"
        case .noEntries(let lines):
            "\(name) is a text of \(lines) \(lines == 1 ? "line" : "lines"), but none reads as an entry of a "
                + "list.\nhint: entries are headings or items with links, bold names, table rows, or records of "
                + "a CSV file with the columns name and url; see Documentation/Lists.md"
        case .tooLarge(let bytes, let limit):
            "\(name) has \(bytes) bytes, and lists of up to \(limit) are read.\nhint: is it a list?"
        case .unreadable(let why): "\(name) cannot be read: \(why)."
        case .remote:
            "\(name) is an address, and import reads files: fetching comes with `lightbox get`.\n"
                + "hint: save the list's source to a file and import that; --as names the list"
        case .unknownList(let known):
            "There is no imported list called '\(name)'.\nhint: "
                + (known.isEmpty
                    ? "import one with `lightbox import FILE`"
                    : "imported are: " + known.joined(separator: ", "))
        case .unknownEntry(let entry, let near):
            "The list '\(name)' has no entry '\(entry)'."
                + (near.isEmpty ? "" : "\nhint: near it are: " + near.joined(separator: ", "))
        case .noSuchRemark(let number, let count):
            "The entry has \(count) \(count == 1 ? "remark" : "remarks"), so there is no remark \(number)."
        case .noSuchAddress(let number, let count):
            "The entry has \(count) \(count == 1 ? "address" : "addresses") by "
                + "\(count == 1 ? "itself" : "themselves"), so there is no address \(number).\n"
                + "hint: an address within a remark is changed with the remark"
        case .noRoom: "The entry is a row of a table, which has no column for that."
        case .manyLines: "A remark, name, address or keyword is written on one line; this one has several."
        case .emptyName: "An entry needs a name."
        case .badName:
            "'\(name)' cannot name a list: use letters, digits, '-', '_' and '.', such as `--as my-list`."
        case .unknownSection(let section, let near):
            "The list '\(name)' has no section '\(section)'."
                + (near.isEmpty ? "" : "\nhint: its sections are: " + near.joined(separator: ", "))
        case .notInEncoding(let character):
            "The list \(name) is written in Latin-1, which has no '\(character)'.\n"
                + "hint: convert the file to UTF-8 and import it again"
        case .cannotKeep:
            "The catalogue's database cannot be written, so no list can be kept.\n"
                + "hint: `lightbox where` tells its place; LIGHTBOX_DATA names another"
        case .damaged(let what): "The stored list '\(name)' is damaged: \(what).\nhint: import it again"
        }
    }
}
