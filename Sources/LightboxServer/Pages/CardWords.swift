import LightboxCatalogue

/// What the words of a card mean, in sentences.
enum CardWords {
    static func access(_ kind: AccessKind) -> String {
        switch kind {
        case .open: "Anybody may fetch the files; nothing need be signed."
        case .registration: "An account, a form or a click comes first."
        case .agreement: "A person signs terms, which nobody reviews."
        case .application: "A committee or the owner decides on a request."
        case .credentialed: "Training or identity must be proven besides the agreement."
        case .paid: "It costs money."
        case .gone: "It is not offered any more."
        }
    }

    /// The class that colours an access chip.
    static func mood(_ card: Card) -> String { mood(card.access.kind) }
    static func mood(_ kind: AccessKind) -> String {
        switch kind {
        case .open: "open"
        case .gone: "gone"
        default: "terms"
        }
    }

    static func days(_ time: LeadTime) -> String {
        switch (time.minimumDays, time.maximumDays) {
        case (let low?, let high?) where low == high: Words.count(low, "day", "days")
        case (let low?, let high?): "\(low) to \(Words.count(high, "day", "days"))"
        case (let low?, nil): "at least " + Words.count(low, "day", "days")
        case (nil, let high?): "up to " + Words.count(high, "day", "days")
        case (nil, nil): "some time"
        }
    }

    static func cost(_ cost: Cost) -> String {
        guard let amount = cost.amount else { return "something" }
        return Words.decimal(amount) + (cost.currency.map { " " + $0 } ?? "")
    }

    static func bytesOpen(_ permission: Permission) -> String {
        switch permission {
        case .yes: "can be fetched by anybody, although terms apply"
        case .no: "are given out only after the steps above"
        case .ask: "are given out on request"
        case .unstated: "nobody states whether they are open"
        }
    }

    static func ages(_ ages: Ages) -> String {
        let unit = ages.unit.rawValue + "s"
        var parts: [String] = []
        switch (ages.minimum, ages.maximum) {
        case (let low?, let high?):
            parts.append("\(Words.decimal(low.value)) to \(Words.decimal(high.value)) \(unit)")
        case (let low?, nil): parts.append("from \(Words.decimal(low.value)) \(unit)")
        case (nil, let high?): parts.append("up to \(Words.decimal(high.value)) \(unit)")
        case (nil, nil): break
        }
        if let mean = ages.mean { parts.append("mean \(Words.decimal(mean.value))") }
        if let median = ages.median { parts.append("median \(Words.decimal(median.value))") }
        return parts.isEmpty ? "not stated" : parts.joined(separator: ", ")
    }
}
