import LightboxCatalogue

/// A card as small as one may be, and vocabularies to go with it.
enum SmallCard {
    static func text(
        id: String = "small", replacing sound: String = "", with other: String = ""
    ) -> String {
        let whole = """
            id: \(id)
            kind: dataset
            name: Small
            status: available
            species: []
            about: Twelve scans.
            modalities: [CT]
            anatomy: [chest]
            homepage: https://a.org
            releases:
              - id: "1"
                source: page
                counts: {subjects: 12}
                bytes: {is: 1000000, qualifier: about, unconfirmed: true, note: from memory}
            access: {kind: open}
            licences: [{name: none stated, commercial-use: no, redistribution: unstated}]
            added: 2026-11-24
            checked: 2026-11-23
            sources: {page: A page}

            """
        guard !sound.isEmpty, let range = whole.firstRange(of: sound) else { return whole }
        return whole.replacingCharacters(in: range, with: other)
    }

    static let anatomy = """
        id: anatomy
        about: Parts of the body.
        terms:
          - {id: chest, name: Chest, synonyms: [thorax]}
          - {id: brain, name: Brain}

        """

    static var vocabularies: Vocabularies {
        Lint([CardFile(kind: .vocabulary, file: "Vocabulary/anatomy.yaml", text: anatomy)]).vocabularies
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
