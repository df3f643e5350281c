public import LightboxCatalogue

/// One host of one card, and what a `Host` is made from.
public struct HostPlace: Sendable {
    public let card: Card
    public let fact: HostFact
    /// The release that is wanted, where the card has one; `fact.release` tells which of them the host serves.
    public let release: Release?
    /// The release as the user wrote it, which the card need not know.
    public let wantedRelease: String?
    public let credentials: Credentials
    /// A link that the user brought, for hosts of kind `user-link`: it is written nowhere.
    public let link: String?

    public init(
        card: Card, fact: HostFact, release: Release?, wantedRelease: String? = nil, credentials: Credentials,
        link: String? = nil
    ) {
        (self.card, self.fact, self.release, self.wantedRelease) = (card, fact, release, wantedRelease)
        (self.credentials, self.link) = (credentials, link)
    }

    /// The same place for whom the link is none of their business.
    var withoutLink: HostPlace {
        HostPlace(
            card: card, fact: fact, release: release, wantedRelease: wantedRelease, credentials: credentials)
    }

    /// Whether anybody may fetch there without showing who he is.
    public var isOpen: Bool {
        (fact.access ?? card.access.kind) == .open || card.access.areBytesOpen == .yes
    }
}

/// A kind of host that Lightbox fetches from, or knows that it cannot.
public struct HostService: Sendable {
    /// How far it is proved that fetching works.
    public enum Mark: String, Sendable, Hashable {
        /// Against the software that hosts of this kind run, on this machine's loopback.
        case real
        /// Against a replica with which the host's own client works as well.
        case replica
        /// No program can do it: the card's steps are printed.
        case never
    }
    public let kinds: [HostKind]
    public let name: String
    public let mark: Mark
    /// What it was proved with, in a few words.
    public let proof: String
    /// Its page in `Documentation/Hosts`, without `.md`.
    public let page: String
    /// Makes the host for a card's fact; `nil` where no program can fetch there.
    ///
    /// It throws a `FetchError` where the card does not say enough.
    public let make: (@Sendable (HostPlace) throws -> any Host)?

    public init(
        kinds: [HostKind], name: String, mark: Mark, proof: String, page: String,
        make: (@Sendable (HostPlace) throws -> any Host)?
    ) {
        (self.kinds, self.name, self.mark, self.proof) = (kinds, name, mark, proof)
        (self.page, self.make) = (page, make)
    }
}
