import Foundation
import Testing

@testable import LightboxCatalogue

/// The vocabularies as they lie in the repository.
enum ShippedVocabularies {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Vocabulary").standardizedFileURL

    /// The closed lists of terms; the other files of the folder say how questions are understood.
    static let ids = [
        "access", "anatomy", "annotation", "finding", "format", "modality", "size", "species", "task",
        "technique", "trait",
    ]

    static func text(_ id: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(id).yaml"), encoding: .utf8)
    }

    /// All of them, and what is wrong with them.
    static func read() throws -> (vocabularies: Vocabularies, problems: [CardProblem]) {
        var vocabularies = Vocabularies()
        var problems: [CardProblem] = []
        for id in ids { problems += vocabularies.add(try text(id), file: "Vocabulary/\(id).yaml") }
        return (vocabularies, problems)
    }
}

@Suite struct `The vocabularies` {
    @Test(arguments: ShippedVocabularies.ids) func `are read without complaint`(_ id: String) throws {
        var vocabularies = Vocabularies()
        let problems = vocabularies.add(try ShippedVocabularies.text(id), file: "Vocabulary/\(id).yaml")
        #expect(problems == [])
        #expect(vocabularies[id]?.list.isEmpty == false)
    }

    @Test func `of access are the kinds of access`() throws {
        let access = try ShippedVocabularies.read().vocabularies["access"]
        #expect(access?.list.map(\.id) == AccessKind.allCases.map(\.rawValue))
    }

    @Test func `of modalities hold every code of DICOM that cards know, and groups of them`() throws {
        let terms = try ShippedVocabularies.read().vocabularies["modality"]?.list.map(\.id) ?? []
        let codes = Set(terms.filter { $0.uppercased() == $0 })
        #expect(codes == Set(DICOMModality.codes))
    }

    @Test func `of techniques name modalities that there are`() throws {
        for term in try ShippedVocabularies.read().vocabularies["technique"]?.list ?? [] {
            for code in term.modalities { #expect(DICOMModality.codes.contains(code), "\(term.id)") }
        }
    }

    @Test func `of sizes leave no number of subjects out and give none two sizes`() throws {
        let sizes = try ShippedVocabularies.read().vocabularies["size"]?.list ?? []
        #expect(sizes.first?.from ?? 0 == 0)
        for (size, next) in zip(sizes, sizes.dropFirst()) {
            #expect(size.below == next.from && next.from != nil)
        }
        #expect(sizes.last?.below == nil)
    }

    @Test func `have no term that is broader than itself`() throws {
        for vocabulary in try ShippedVocabularies.read().vocabularies.all {
            for term in vocabulary.list {
                var above = Set(term.broader)
                var queue = term.broader
                while let next = queue.popLast() {
                    let more = (vocabulary.terms[next]?.broader ?? []).filter { above.insert($0).inserted }
                    queue += more
                }
                #expect(!above.contains(term.id), "\(vocabulary.id): \(term.id)")
            }
        }
    }
}
