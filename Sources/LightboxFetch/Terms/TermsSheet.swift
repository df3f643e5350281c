import LightboxArchive
public import LightboxCatalogue
import LightboxCore

/// What a person must know, do and keep to before a dataset is fetched, from its card.
public struct TermsSheet: Sendable {
    public let card: Card

    public init(_ card: Card) { self.card = card }

    /// The terms in lines for people; what `version` stands for.
    public var lines: [String] {
        var out = ["\(card.name): \(Self.words(card.access.kind))."]
        for licence in card.licences {
            let name = licence.spdx ?? licence.name ?? "none stated"
            let covers = licence.covers.map { " (\($0))" } ?? ""
            out.append("Licence: \(name)\(covers)." + (licence.url.map { " \($0)" } ?? ""))
            out.append(
                "  Commercial use: \(Self.words(licence.commercialUse)); passing on: \(Self.words(licence.redistribution))."
            )
        }
        if !card.access.forbids.isEmpty {
            let words = card.access.forbids.map { $0.rawValue.replacing("-", with: " ") }
            out.append("Forbidden: " + words.joined(separator: ", ") + ".")
        }
        if !card.access.requires.isEmpty {
            let words = card.access.requires.map { $0.rawValue.replacing("-", with: " ") }
            out.append("Asked for: " + words.joined(separator: ", ") + ".")
        }
        if let cost = card.access.cost, let amount = cost.amount {
            out.append("Cost: \(JSONValue.number(amount).text) \(cost.currency ?? "").")
        }
        for page in card.access.pages where page.purpose == .terms || page.purpose == .sign {
            out.append("The terms in full: \(page.url)")
        }
        return out
    }

    /// What tells these terms from later ones: the beginning of the SHA-256 of their lines.
    public var version: String { String(Digest.sha256(Array(lines.joined(separator: "\n").utf8)).prefix(12)) }

    /// What to do, in order, for what no program can do.
    public var steps: [String] {
        var out = card.access.steps
        for page in card.access.pages where page.purpose != .terms {
            out.append("\(Self.words(page.purpose)): \(page.url)")
        }
        if let time = card.access.leadTime {
            switch (time.minimumDays, time.maximumDays) {
            case (let low?, let high?) where low != high: out.append("It takes \(low) to \(high) days.")
            case (let days?, _), (nil, let days?):
                out.append(days == 0 ? "It takes no time." : "It takes about \(days) days.")
            case (nil, nil): break
            }
        }
        return out
    }

    static func words(_ kind: AccessKind) -> String {
        switch kind {
        case .open: "open to anybody"
        case .registration: "an account, a form or a click is needed"
        case .agreement: "an agreement must be signed"
        case .application: "one must apply, and somebody decides"
        case .credentialed: "proof of training or identity is needed, and an agreement"
        case .paid: "it costs money"
        case .gone: "it is not offered any more"
        }
    }
    private static func words(_ permission: Permission) -> String {
        switch permission {
        case .yes: "yes"
        case .no: "no"
        case .ask: "ask first"
        case .unstated: "not stated"
        }
    }
    private static func words(_ purpose: PagePurpose) -> String {
        switch purpose {
        case .read: "Read"
        case .register: "Register"
        case .sign: "Sign"
        case .apply: "Apply"
        case .download: "Download"
        case .pay: "Pay"
        case .contact: "Write to"
        case .challenge: "Join the challenge"
        case .terms: "Terms"
        case .documentation: "Documentation"
        }
    }
}
