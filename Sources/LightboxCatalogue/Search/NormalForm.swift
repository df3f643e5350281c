/// Brings words of cards and of questions to one form, so that `Tumours` meets `tumor`.
///
/// What endings, spellings and irregular words become is data (`Vocabulary/intents.yaml`).
struct NormalForm: Sendable {
    private let endings: [(letters: [Character], becomes: String, least: Int)]
    private let irregular: [String: String]
    private let spellings: [(part: String, becomes: String)]

    init(endings: [WordEnding], irregular: [WordChange], spellings: [SpellingChange]) {
        self.endings = endings.map { (Array($0.ending), $0.becomes, $0.least) }
        self.irregular = Dictionary(
            irregular.map { ($0.word, $0.becomes) }, uniquingKeysWith: { first, _ in first })
        self.spellings = spellings.map { ($0.part, $0.becomes) }
    }

    init(_ language: SearchLanguage) {
        self.init(endings: language.endings, irregular: language.irregular, spellings: language.spellings)
    }

    /// The form of one word that is in lower case.
    func word(_ word: String) -> String {
        if let changed = irregular[word] { return changed }
        var result = word
        for (letters, becomes, least) in endings
        where result.count >= least && result.hasSuffix(String(letters)) {
            result = result.dropLast(letters.count) + becomes
            break
        }
        if let changed = irregular[result] { result = changed }
        for (part, becomes) in spellings where result.contains(part) {
            result = Self.replacing(part, by: becomes, in: result)
        }
        return result
    }

    private static func replacing(_ part: String, by becomes: String, in word: String) -> String {
        guard !part.isEmpty, let range = word.firstRange(of: part) else { return word }
        return word[..<range.lowerBound] + becomes + word[range.upperBound...]
    }

    /// The words of a text in their normal form, one blank between two.
    func text(_ text: String) -> String {
        Self.pieces(of: text, keepingSigns: false).map { word($0.text) }.joined(separator: " ")
    }

    /// Letters and digits alone: `MIMIC-CXR` and `mimic cxr` have the same.
    static func squashed(_ text: String) -> String {
        pieces(of: text, keepingSigns: false).map(\.text).joined()
    }

    /// A word as it stands in a text.
    struct Piece: Sendable, Hashable {
        /// In lower case, without accents.
        var text: String
        /// As written.
        var said: String
        /// Whether it holds capitals only.
        var isInCapitals: Bool
        /// What stands between the word before and this one: a blank, a hyphen, nothing.
        var gap = " "
    }

    /// The words of a text: runs of letters and digits.
    ///
    /// An apostrophe inside a word is passed over, a comma between
    /// thousands and a point between digits stay with their number.
    static func pieces(of text: String, keepingSigns: Bool) -> [Piece] {
        var pieces: [Piece] = []
        var current: [Unicode.Scalar] = []
        var gap = ""
        let scalars = Array(text.unicodeScalars)
        func finish() {
            guard !current.isEmpty else { return }
            var said = String.UnicodeScalarView()
            said.append(contentsOf: current)
            let word = String(said)
            let folded = fold(word.lowercased())
            if !folded.isEmpty {
                pieces.append(
                    Piece(
                        text: folded, said: word,
                        isInCapitals: word == word.uppercased() && word != word.lowercased(),
                        gap: gap == "-" || gap == "/" ? gap : " "))
            }
            (current, gap) = ([], "")
        }
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                current.append(scalar)
            } else if scalar == "'" || scalar == "\u{2019}", !current.isEmpty, next.properties.isAlphabetic {
                continue
            } else if scalar == ",", areDigits(current), scalars.count - index > 3,
                (1...3).allSatisfy({ isDigit(scalars[index + $0]) }),
                index + 4 >= scalars.count || !isDigit(scalars[index + 4])
            {
                continue
            } else if scalar == ".", areDigits(current), isDigit(next) {
                current.append(scalar)
            } else {
                finish()
                gap.unicodeScalars.append(scalar)
                if keepingSigns, scalar == "<" || scalar == ">" || scalar == "=" || scalar == "+" {
                    pieces.append(Piece(text: String(scalar), said: String(scalar), isInCapitals: false))
                } else if keepingSigns, scalar == "\u{2265}" || scalar == "\u{2264}" {
                    let sign = scalar == "\u{2265}" ? ">" : "<"
                    pieces.append(Piece(text: sign, said: sign, isInCapitals: false))
                    pieces.append(Piece(text: "=", said: "=", isInCapitals: false))
                }
            }
        }
        finish()
        return pieces
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private static func areDigits(_ scalars: [Unicode.Scalar]) -> Bool {
        !scalars.isEmpty && scalars.allSatisfy { isDigit($0) || $0 == "." }
    }

    /// Without accents, as far as they occur in the names of datasets and diseases.
    private static func fold(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
        var out = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\u{E0}"..."\u{E5}": out += "a"
            case "\u{E6}": out += "ae"
            case "\u{E7}": out += "c"
            case "\u{E8}"..."\u{EB}": out += "e"
            case "\u{EC}"..."\u{EF}": out += "i"
            case "\u{F1}": out += "n"
            case "\u{F2}"..."\u{F6}", "\u{F8}": out += "o"
            case "\u{F9}"..."\u{FC}": out += "u"
            case "\u{FD}", "\u{FF}": out += "y"
            case "\u{DF}": out += "ss"
            case "\u{153}": out += "oe"
            case "\u{300}"..."\u{36F}": break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
