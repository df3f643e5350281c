import LightboxStore
import Testing

@testable import LightboxCatalogue

@Suite struct `Joining listings` {
    private let lists: Lists

    init() throws { lists = Lists(store: try Store(inMemory: `Keeping imported lists`.schema)) }

    static let cards: [JoinKeys] = [
        JoinKeys(
            id: "lidc-idri", names: ["LIDC-IDRI", "Lung Image Database Consortium"],
            urls: ["https://wiki.cancerimagingarchive.net/display/Public/LIDC-IDRI"],
            hostIDs: ["tcia:lidc-idri"]),
        JoinKeys(id: "ds1", names: ["Reading in children"], hostIDs: ["openneuro:ds002236"]),
        JoinKeys(id: "chexpert", names: ["CheXpert"], urls: ["https://a.org/competitions/chexpert/"]),
        JoinKeys(id: "uk-biobank", names: ["UK Biobank"], dois: ["10.1038/nn.4393"]),
        JoinKeys(
            id: "tcia", names: ["The Cancer Imaging Archive", "TCIA"],
            urls: ["https://www.cancerimagingarchive.net/"],
            isPortal: true),
        JoinKeys(id: "ixi", names: ["IXI"], urls: ["http://brain-development.org/ixi-dataset/"]),
        JoinKeys(id: "fire", names: ["FIRE"], urls: ["https://fire.org"]),
        JoinKeys(id: "one", names: ["Portal set one"], urls: ["http://portal.org/all"]),
        JoinKeys(id: "two", names: ["Portal set two"], urls: ["http://portal.org/all"]),
        JoinKeys(id: "cancer", names: ["Breast Cancer MRI Dataset"], urls: ["https://duke.org/mri"]),
    ]

    private func joins(_ text: String) throws -> [String] {
        let list = try ListReader.read(Array(text.utf8), name: "list.md")
        let report = try lists.take(list, as: "mine", source: "x", day: "d", cards: Self.cards)
        return report.entries.map { entry in
            let certain = entry.listing.joins.map(\.target),
                doubtful = entry.listing.doubtful.map { $0.target + "?" }
            return (certain + doubtful).joined(separator: " ")
        }
    }

    @Test(arguments: [
        (
            "an address, however it is spelt", "http://www.a.org/competitions/chexpert?utm_source=x#data",
            "Stanford set", "chexpert"
        ),
        ("an id at a host", "http://openneuro.org/datasets/ds002236/versions/1.1.0", "Lexical", "ds1"),
        ("an id in an old place", "https://openfmri.org/dataset/ds002236/", "Lexical", "ds1"),
        ("an id in a DOI", "https://doi.org/10.18112/openneuro.ds002236.v1.1.1", "Lexical", "ds1"),
        (
            "a collection in the new place", "https://www.cancerimagingarchive.net/collection/lidc-idri/",
            "Lungs", "lidc-idri"
        ),
        ("a name", "http://elsewhere.org", "Lung image database consortium (LIDC)", "lidc-idri"),
        (
            "a misspelt name at an address that is not its own", "http://portal.org/all", "Portal set won",
            "one?|two?"
        ),
        ("a name where the address is shared", "http://portal.org/all", "Portal set: two", "two"),
        ("no name that is a place", "http://x.org", "Colon set (Cancer Imaging Archive)", ""),
        ("a short name only with doubt", "http://x.org", "The IXI set", "ixi?"),
        ("a word that is a name only with doubt", "http://x.org", "FIRE", "fire?"),
        ("no name of common words", "http://uci.edu", "Breast Cancer Data Set", "cancer?"),
        ("nothing", "http://none.org", "None such", ""),
    ])
    func `goes by`(_ what: String, _ url: String, _ name: String, _ expected: String) throws {
        let found = try joins("- [\(name)](\(url))\n- [Unrelated](http://unrelated.org)\n")
        #expect(found[0] == expected.replacing("|", with: " "), "\(what)")
        #expect(found[1] == "")
    }

    @Test func `takes a paper for the dataset, but not what a remark mentions`() throws {
        let found = try joins(
            """
            ### [Big study](http://big.org)
            Miller et al. (2016) [[10.1038/nn.4393](https://dx.doi.org/10.1038/nn.4393)]

            ### [Small study](http://small.org)
            Also part of [the CheXpert challenge](https://a.org/competitions/chexpert/)
            """)
        #expect(found == ["uk-biobank", ""])
    }

    @Test func `lets two entries of a list join one card`() throws {
        let found = try joins(
            "- [A](https://openneuro.org/datasets/ds002236)\n- [A](https://openneuro.org/datasets/ds002236/versions/1.1.0)\n"
        )
        #expect(found == ["ds1", "ds1"])
    }

    @Test func `doubts an address that differently named entries of the list share`() throws {
        let found = try joins(
            "- [Fire](https://fire.org)\n- [Other eyes](https://fire.org)\n- [Third](http://third.org)\n")
        #expect(found == ["fire", "fire?", ""])
    }

    @Test func `joins the listings of other lists where there is no card, and follows them to one`() throws {
        let other = try ListReader.read(
            Array("- [Brain Xyz](http://brainx.org/)\n- [Lungs](http://lungs.org), LIDC-IDRI\n".utf8),
            name: "other.md")
        _ = try lists.take(other, as: "other", source: "o", day: "d", cards: Self.cards)
        #expect(
            try joins("- [BX](https://www.brainx.org)\n- [Y](http://y.org)\n") == ["other/brain-xyz", ""])
        // A card that comes later takes both.
        try lists.join(Self.cards + [JoinKeys(id: "bx", names: ["Brain Xyz"], urls: [])])
        let now = try lists.listings(of: "mine").first
        #expect(now?.joins.map(\.target) == ["bx"])
        #expect(try lists.listings(joining: "bx").map(\.id) == ["mine/bx", "other/brain-xyz"])
    }

    @Test func `knows what two addresses have in common`() {
        let same = [
            ("HTTPS://WWW.Example.org:443/a/index.html#x", "http://example.org/a"),
            ("https://web.archive.org/web/2019/http://example.org/a/", "example.org/a"),
            ("https://openneuro.org/datasets/ds000001/versions/1.0.0", "openneuro.org/datasets/ds000001"),
        ]
        for (a, b) in same { #expect(AddressKeys.normalised(a) == AddressKeys.normalised(b)) }
        #expect(AddressKeys.normalised("http://a.org/#/one") != AddressKeys.normalised("http://a.org/#/two"))
        #expect(AddressKeys.dois("https://www.nature.com/articles/sdata201811") == ["10.1038/sdata.2018.11"])
        #expect(
            AddressKeys.dois("https://www.nature.com/articles/s41597-019-0338-5") == [
                "10.1038/s41597-019-0338-5"
            ])
        #expect(AddressKeys.dois("https://www.biorxiv.org/content/10.1101/687681v1") == ["10.1101/687681"])
        #expect(
            AddressKeys.dois("http://datadryad.org/resource/doi:10.5061/dryad.jp917") == [
                "10.5061/dryad.jp917"
            ])
        #expect(AddressKeys.hostIDs("https://www.kaggle.com/datasets/o/s?x=1") == ["kaggle:o/s"])
        #expect(AddressKeys.hostIDs("https://drive.grand-challenge.org/") == ["grand-challenge:drive"])
        #expect(
            AddressKeys.hostIDs("https://physionet.org/physiobank/database/mimiccxr/") == [
                "physionet:mimiccxr"
            ])
        #expect(
            AddressKeys.hostIDs("https://physionet.org/content/mimic-cxr/2.0.0/") == ["physionet:mimiccxr"])
        #expect(AddressKeys.hostIDs("https://github.com/o/r/blob/main/x.md") == [])
    }
}
