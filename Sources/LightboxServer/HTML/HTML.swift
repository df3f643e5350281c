/// A piece of a page: text, an element, or several of these in a row.
///
/// ```swift
/// let item = tag(.li) { tag(.a, .href("/dataset/ixi")) { "IXI" } }
/// item.text  // <li><a href="/dataset/ixi">IXI</a></li>
/// ```
/// There is no way to put markup in: text is always escaped, and element names are those of `TagName`. So
/// whatever a file, a card or an address brings is shown, never run.
enum HTML: Sendable {
    case text(String)
    indirect case element(TagName, [Attribute], [HTML])
    case row([HTML])

    /// The piece as it is sent.
    var text: String {
        var out = ""
        write(to: &out)
        return out
    }

    func write(to out: inout String) {
        switch self {
        case .text(let text): Self.escape(text, to: &out)
        case .row(let pieces): for piece in pieces { piece.write(to: &out) }
        case .element(let name, let attributes, let content):
            out += "<" + name.rawValue
            for attribute in attributes { attribute.write(to: &out) }
            out += ">"
            guard !name.isVoid else { return }
            for piece in content { piece.write(to: &out) }
            out += "</" + name.rawValue + ">"
        }
    }

    /// Writes `text` so that it means itself in content and in quoted attributes.
    ///
    /// Characters that HTML forbids, and those that turn the reading direction of what follows, are shown as
    /// the replacement character: a file name cannot make the page around it read differently.
    static func escape(_ text: String, to out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}

/// Makes an element.
func tag(_ name: TagName, _ attributes: Attribute..., @HTMLBuilder content: () -> [HTML] = { [] }) -> HTML {
    .element(name, attributes, content())
}

/// The elements that the pages are built of.
enum TagName: String, Sendable {
    case a, article, aside, body, br, button, canvas, caption, code, dd, details, dialog, div, dl, dt
    case fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, head, header, hr, html, img, input, kbd
    case label, legend, li, link, main, mark, meta, nav, noscript, ol, option, output, p, pre, script
    case search, section, select, small, span, strong, summary, sup, table, tbody, td, th, thead, time
    case title, tr, ul

    /// Whether the element has no content and no closing tag.
    var isVoid: Bool {
        switch self {
        case .br, .hr, .img, .input, .link, .meta: true
        default: false
        }
    }
}

/// Collects what stands in the braces of `tag`: strings, pieces, loops and conditions.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ text: String) -> [HTML] { [.text(text)] }
    static func buildExpression(_ piece: HTML) -> [HTML] { [piece] }
    static func buildExpression(_ pieces: [HTML]) -> [HTML] { pieces }
    static func buildBlock(_ parts: [HTML]...) -> [HTML] { parts.flatMap(\.self) }
    static func buildOptional(_ part: [HTML]?) -> [HTML] { part ?? [] }
    static func buildEither(first: [HTML]) -> [HTML] { first }
    static func buildEither(second: [HTML]) -> [HTML] { second }
    static func buildArray(_ parts: [[HTML]]) -> [HTML] { parts.flatMap(\.self) }
}
