import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxFetch
import SystemPackage

/// Shows a dataset's terms before its first byte, and notes that the user agreed.
struct TermsGate {
    let sheet: TermsSheet
    let agreements: Agreements

    init(_ card: Card) throws {
        sheet = TermsSheet(card)
        agreements = try Agreements(in: FilePath(try Places.current().data))
    }

    /// Shows the terms, asks once, and gives what was agreed to.
    ///
    /// - Throws: `NotAgreed` where nobody agrees, or nobody can be asked.
    func pass(accepting: Bool) throws -> Agreements.Entry {
        for line in sheet.lines { Terminal.say(line.withoutControlCharacters) }
        if let earlier = agreements.entry(for: sheet.card.id, version: sheet.version) {
            Terminal.say("You agreed to these terms on \(earlier.date).")
            return earlier
        }
        if !accepting {
            guard Terminal.isInputTerminal else { throw NotAgreed(id: sheet.card.id, couldAsk: false) }
            Terminal.sayRaw("Do you agree to keep to them? [y/N] ")
            let answer = (readLine() ?? "").lowercased()
            guard answer == "y" || answer == "yes" else { throw NotAgreed(id: sheet.card.id, couldAsk: true) }
        }
        let entry = Agreements.Entry(
            dataset: sheet.card.id, version: sheet.version, date: CalendarDate.today.description,
            terms: sheet.lines)
        try agreements.note(entry)
        return entry
    }
}

/// Nobody agreed to the terms, so nothing is fetched.
struct NotAgreed: Error, CustomStringConvertible {
    let id: String
    let couldAsk: Bool
    var description: String {
        couldAsk
            ? "Nothing was fetched, because the terms were not agreed to."
            : "Nothing was fetched, because nobody can be asked to agree to the terms."
                + "\nhint: read them, then add --accept; `lightbox access \(id)` shows them again"
    }
}
