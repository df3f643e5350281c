/// A pattern for paths, as shells and cards write them.
///
/// ```swift
/// let pattern = try PathPattern("sub-{01..20}/**/*_{T1w,T2w}.nii.gz")
/// pattern.matches("sub-07/ses-1/anat/sub-07_T1w.nii.gz")   // true
/// ```
/// `*` stands for any characters within a name, `**` for any number of folders, `?` for one character, `[abc]` and
/// `[a-z]` for one of a set, `{a,b}` for alternatives and `{01..20}` for numbers. A pattern without `/` fits names at
/// any depth; one that fits a folder takes all that lies in it.
public struct PathPattern: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    private let alternatives: [[Part]]

    private enum Part: Sendable, Hashable {
        case anyFolders
        case name([Piece])
    }
    private enum Piece: Sendable, Hashable {
        case one(Character)
        case any
        case anyOne
        case set([ClosedRange<Character>], isNegated: Bool)
    }
    /// A pattern that no path could fit, or that stands for too many.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        public let text: String
        public let problem: String
        public var description: String {
            "'\(text)' is no pattern of paths: \(problem).\nhint: write it like 'sub-*/anat/*_T1w.nii.gz', in quotes"
        }
    }
    private static let alternativeLimit = 100_000

    public init(_ text: String) throws(Fault) {
        self.text = text
        guard !text.isEmpty else { throw Fault(text: text, problem: "it is empty") }
        var all: [[Part]] = []
        for plain in try Self.expanding(text) {
            let names = plain.split(separator: "/", omittingEmptySubsequences: true)
            guard !names.isEmpty else { throw Fault(text: text, problem: "it names nothing") }
            var parts: [Part] = names.count == 1 && !plain.hasPrefix("/") ? [.anyFolders] : []
            for name in names where name != "." {
                parts.append(name == "**" ? .anyFolders : .name(try Self.pieces(name, of: text)))
            }
            all.append(parts)
        }
        alternatives = all
    }

    public var description: String { text }

    public func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/", omittingEmptySubsequences: true)
        return alternatives.contains { Self.matches($0[...], names[...]) }
    }

    /// Whether something below a folder, or inside an archive, could fit.
    public func mayMatch(below folder: String) -> Bool {
        let names = folder.split(separator: "/", omittingEmptySubsequences: true)
        return alternatives.contains { Self.mayReach($0[...], names[...]) }
    }

    /// All texts that the braces of a pattern stand for: `{a,b}c` is `ac` and `bc`.
    public static func expanding(_ text: String) throws(Fault) -> [String] {
        guard let open = text.firstIndex(of: "{") else { return [text] }
        var depth = 0
        var commas: [String.Index] = []
        var close: String.Index?
        for at in text[open...].indices {
            switch text[at] {
            case "{": depth += 1
            case "}":
                depth -= 1
                if depth == 0 { close = at }
            case "," where depth == 1: commas.append(at)
            default: break
            }
            if close != nil { break }
        }
        guard let close else { throw Fault(text: text, problem: "a brace is not closed") }
        let inside = text[text.index(after: open)..<close]
        var choices: [String] = []
        if commas.isEmpty, let range = try numbers(inside, of: text) {
            choices = range
        } else {
            var start = text.index(after: open)
            for comma in commas + [close] {
                choices.append(String(text[start..<comma]))
                start = text.index(after: comma)
            }
        }
        let rest = String(text[text.index(after: close)...])
        var out: [String] = []
        for choice in choices {
            for tail in try expanding(choice + rest) {
                out.append(text[..<open] + tail)
                guard out.count <= alternativeLimit else {
                    throw Fault(text: text, problem: "it stands for more than \(alternativeLimit) names")
                }
            }
        }
        return out
    }

    /// The numbers of `01..20`, with leading zeros where the first has them.
    private static func numbers(_ inside: Substring, of text: String) throws(Fault) -> [String]? {
        let ends = inside.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count == 2, let low = Int(ends[0]), let high = Int(ends[1]), low >= 0 else { return nil }
        guard low <= high, high - low < alternativeLimit else {
            throw Fault(text: text, problem: "'\(inside)' is no range of numbers")
        }
        let width = ends[0].hasPrefix("0") ? ends[0].count : 0
        return (low...high).map { number in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }

    private static func pieces(_ name: Substring, of text: String) throws(Fault) -> [Piece] {
        var out: [Piece] = []
        var rest = name[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": if out.last != .any { out.append(.any) }
            case "?": out.append(.anyOne)
            case "[":
                guard let close = rest.dropFirst().firstIndex(of: "]") else {
                    throw Fault(text: text, problem: "a bracket is not closed")
                }
                var set = rest[..<close]
                rest = rest[rest.index(after: close)...]
                let isNegated = set.first == "!" || set.first == "^"
                if isNegated { set.removeFirst() }
                var ranges: [ClosedRange<Character>] = []
                while let low = set.popFirst() {
                    if set.first == "-", let high = set.dropFirst().first, low <= high {
                        ranges.append(low...high)
                        set = set.dropFirst(2)
                    } else {
                        ranges.append(low...low)
                    }
                }
                out.append(.set(ranges, isNegated: isNegated))
            default: out.append(.one(character))
            }
        }
        return out
    }

    private static func matches(_ parts: ArraySlice<Part>, _ names: ArraySlice<Substring>) -> Bool {
        // A pattern that is used up has fitted a folder, and what lies in it with that.
        guard let part = parts.first else { return true }
        switch part {
        case .anyFolders:
            let rest = parts.dropFirst()
            if rest.isEmpty { return true }
            for start in names.indices where matches(rest, names[start...]) { return true }
            return false
        case .name(let pieces):
            guard let name = names.first, fits(pieces[...], name[...]) else { return false }
            return matches(parts.dropFirst(), names.dropFirst())
        }
    }

    private static func mayReach(_ parts: ArraySlice<Part>, _ names: ArraySlice<Substring>) -> Bool {
        guard let part = parts.first, let name = names.first else { return true }
        guard case .name(let pieces) = part else { return true }
        return fits(pieces[...], name[...]) && mayReach(parts.dropFirst(), names.dropFirst())
    }

    private static func fits(_ pieces: ArraySlice<Piece>, _ name: Substring) -> Bool {
        // Only the last `*` need be gone back to: what an earlier one takes in more, it could as well.
        var (pieces, name) = (pieces, name)
        var fallback: (pieces: ArraySlice<Piece>, name: Substring)?
        while true {
            if pieces.first == .any {
                pieces = pieces.dropFirst()
                fallback = (pieces, name)
                continue
            }
            if pieces.isEmpty && name.isEmpty { return true }
            if let piece = pieces.first, let character = name.first, fits(piece, character) {
                (pieces, name) = (pieces.dropFirst(), name.dropFirst())
                continue
            }
            guard let last = fallback, !last.name.isEmpty else { return false }
            fallback = (last.pieces, last.name.dropFirst())
            (pieces, name) = (last.pieces, last.name.dropFirst())
        }
    }

    private static func fits(_ piece: Piece, _ character: Character) -> Bool {
        switch piece {
        case .one(let wanted): wanted == character
        case .anyOne: true
        case .any: false
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }
}
