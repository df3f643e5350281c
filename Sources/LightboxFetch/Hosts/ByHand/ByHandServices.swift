import LightboxCatalogue

/// Hosts at which only a person can fetch: what they are called, and why.
enum ByHandServices {
    static let all = [
        byHand("OneDrive and SharePoint", "no address without a browser's session", .oneDrive),
        byHand("Baidu Pan", "an account and Baidu's own program", .baidu),
        byHand("LONI's Image and Data Archive", "no interface; links are bound to a browser's session", .ida),
        byHand("NIMH Data Archive", "keys for one hour, for named persons", .nda),
        byHand("Redivis", "an account, and an application for each table", .redivis),
        byHand("UK Biobank", "the data stay on its own platform", .ukBiobank),
        byHand("Grand Challenge", "joining a challenge in a browser", .grandChallenge),
        byHand("IEEE DataPort and CodaLab", "an account and a click in a browser", .ieeeDataPort, .codalab),
        byHand("By hand", "the card's own steps", .byHand),
    ]

    private static func byHand(_ name: String, _ why: String, _ kinds: HostKind...) -> HostService {
        HostService(kinds: kinds, name: name, mark: .never, proof: why, page: "ByHand", make: nil)
    }
}
