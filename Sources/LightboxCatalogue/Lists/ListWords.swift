/// The few words that lists use about themselves, whatever they are lists of.
enum ListWords {
    private static let access: Set<String> = [
        "access", "archived files", "available", "benchmark", "challenge", "collection", "data",
        "data access", "data catalog", "data download", "data link", "data portal", "data request",
        "database", "dataset", "datasets", "download", "download link", "downloads", "explorer", "github",
        "google drive", "here", "home", "home page", "homepage", "info", "information",
        "information and data", "kaggle", "landing page", "link", "links", "main page", "more",
        "more info", "official", "official page", "overview", "page", "preprocessed version", "project",
        "project page", "repo", "repository", "search tool", "site", "source", "url", "web", "webpage",
        "website", "zenodo",
    ]
    private static let paper: Set<String> = [
        "article", "arxiv", "biorxiv", "citation", "cite", "doi", "manuscript", "medrxiv", "paper",
        "paper link", "paper pdf", "papers", "pdf", "preprint", "publication", "publications", "pubmed",
        "reference", "references", "refernce",
    ]
    private static let other: Set<String> = [
        "blog", "code", "colab", "demo", "discussion", "docs", "documentation", "embeddings",
        "embeddings and code", "forum", "ground truth", "instructions", "interactive", "interactive tool",
        "labels", "leaderboard", "license", "licence", "loader", "model", "more resources", "news",
        "news article", "notebook", "slides", "supplement", "tool", "tutorial", "user guide", "video",
        "wiki",
    ]
    private static let neverEntries = [
        "acknowledg", "code of conduct", "contact", "content", "contribut", "licence", "license",
        "star history",
        "table of content",
    ]
    private static let ownHeadings = [
        "about", "acknowledg", "author", "changelog", "citation", "citing", "code of conduct", "contact",
        "content", "contribut", "disclaimer", "download", "faq", "getting started", "how to", "index",
        "install", "introduction", "licence", "license", "news", "note", "overview", "prerequisit",
        "quick start", "references", "requirement", "star history", "support", "table of content", "thanks",
        "todo", "update", "usage", "warning",
    ]

    /// Whether the words of a link or label name no dataset: `paper`, `Access`, `[10.1016/…]`, `2017`.
    static func isGeneric(_ words: String) -> Bool {
        let words = key(words)
        if words.isEmpty || !words.utf8.contains(where: { $0.isLetterByte || $0 >= 0x80 }) { return true }
        return access.contains(words) || paper.contains(words) || other.contains(words)
    }

    static func saysAccess(_ words: String) -> Bool { access.contains(key(words)) }

    static func saysPaper(_ words: String) -> Bool {
        let words = key(words)
        return paper.contains(words) || words.hasSuffix(" paper") || words.hasSuffix(" article")
            || words.hasSuffix(" et al")
    }

    /// Whether a line is about a publication: `Mueller et al. (2005) …`, `…, 2017`.
    static func isCitation(_ text: String) -> Bool {
        if text.contains("et al") { return true }
        let bytes = Array(text.utf8)
        for (at, byte) in bytes.enumerated() where byte == UInt8(ascii: "(") {
            let year = bytes[(at + 1)...].prefix(4)
            if year.count == 4, year.allSatisfy(\.isDigitByte),
                year.starts(with: Array("19".utf8))
                    || year.starts(with: Array("20".utf8))
            {
                return true
            }
        }
        return false
    }

    /// Whether a heading is about the list itself: `Contributing`, `Licence`, `Contents`.
    static func isAboutTheList(_ heading: String) -> Bool {
        let words = key(heading)
        return ownHeadings.contains { words.hasPrefix($0) }
    }

    /// Whether what stands below such a heading is never a dataset, whatever it looks like.
    static func isNeverOverEntries(_ heading: String) -> Bool {
        let words = key(heading)
        return neverEntries.contains { words.hasPrefix($0) }
    }

    /// Whether a label starts a line of keywords, misspelt or not: `Keywords`, `Keyworks`, `Tags`.
    static func saysKeywords(_ label: String) -> Bool {
        let words = key(label)
        return words.hasPrefix("keywo") && words.count <= 10
            || ["key words", "tags", "topics"].contains(words)
    }

    private static func key(_ words: String) -> String {
        let marks = Set("*_`:;,.!?()[]<>\"'|#- ".utf8)
        let bytes = Array(words.lowercased().utf8)
        var (low, high) = (0, bytes.count)
        while low < high, marks.contains(bytes[low]) { low += 1 }
        while high > low, marks.contains(bytes[high - 1]) { high -= 1 }
        return bytes[low..<high].string
    }
}
