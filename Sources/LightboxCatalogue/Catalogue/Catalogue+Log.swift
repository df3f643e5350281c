public import LightboxCore

/// A dataset that came to a list or to the catalogue on some day.
public struct Addition: Sendable, Hashable {
    public let date: CalendarDate
    /// The list that took it in, or `lightbox` for the catalogue itself.
    public let by: String
    public let id: String
    /// The name that it was taken in under.
    public let name: String

    public var json: JSONValue {
        [
            "date": .string(date.description), "by": .string(by), "id": .string(id), "name": .string(name),
        ]
    }
}

extension Catalogue {
    /// All additions that are dated, the newest first.
    public func log(since: CalendarDate? = nil) throws -> [Addition] {
        let all = try cards().flatMap { card -> [Addition] in
            let own = Addition(date: card.added, by: "lightbox", id: card.id, name: card.name)
            return [own]
                + card.listed.compactMap { entry in
                    entry.added.map { Addition(date: $0, by: entry.list, id: card.id, name: entry.name) }
                }
        }
        return all.filter { addition in since.map { addition.date >= $0 } ?? true }.sorted {
            ($1.date, $0.by, $0.id) < ($0.date, $1.by, $1.id)
        }
    }
}

extension CalendarDate {
    /// Today, by the system's clock, in UTC.
    public static var today: CalendarDate { CalendarDate(secondsSince1970: Clock.secondsSince1970) }
}
