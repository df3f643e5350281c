import Foundation
import Testing

@testable import LightboxCatalogue

/// The vocabularies as they lie in the repository.
enum ShippedVocabularies {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Vocabulary").standardizedFileURL

    /// The closed lists of terms; the other files of the folder say how questions are understood.
    static let ids = [
        "access", "anatomy", "annotation", "finding", "format", "host", "modality", "size", "species", "task",
        "technique", "trait",
    ]

    static func text(_ id: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(id).yaml"), encoding: .utf8)
    }

    /// All of them, and what is wrong with them.
    static func read() throws -> (vocabularies: Vocabularies, problems: [CardProblem]) {
        var vocabularies = Vocabularies()
        var problems: [CardProblem] = []
        for id in ids + ["intents", "keywords"] {
            problems += vocabularies.add(try text(id), file: "Vocabulary/\(id).yaml")
        }
        problems += vocabularies.crossCheck()
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

    @Test func `of hosts are the kinds of host`() throws {
        let hosts = try ShippedVocabularies.read().vocabularies["host"]
        #expect(hosts?.list.map(\.id) == HostKind.allCases.map(\.rawValue))
    }

    @Test func `agree with the intents and keywords that name their terms`() throws {
        let read = try ShippedVocabularies.read()
        #expect(read.problems == [])
        #expect(read.vocabularies.language?.intents.isEmpty == false)
    }

    @Test func `hold every keyword of the list, slips too`() throws {
        let vocabularies = try ShippedVocabularies.read().vocabularies
        for word in Self.keywords { #expect(vocabularies.meaning(ofKeyword: word) != nil, "\(word)") }
        #expect(vocabularies.keywords?.keywords.map(\.word).sorted() == Self.keywords.sorted())
    }

    /// The spellings of the list at github.com/adalca/medical-datasets.
    static let keywords = [
        "2D", "CT", "DBT", "EM", "FLAIR", "LGG", "MIMIC-CXR", "MR", "MRI", "WSI", "X-ray", "abdominal",
        "animals",
        "annotations", "brain", "breast", "breast cancer", "chest x-ray", "clinical",
        "clinical characteristics",
        "costly", "covid", "detection", "diffusion", "fMRI", "fetal", "fundus", "genetics", "high-resolution",
        "histology", "k-space", "labels", "large", "longitudinal", "manual-segmentation", "medium", "mri",
        "multi-modal", "pneumonia", "processed", "pulmonary edema", "radiology reports", "reconstruction",
        "retinal", "segmentation", "segmentations", "severity grades", "small", "tests", "tomosynthesis",
        "ultrasound", "vary-large", "very large", "very-large", "whole slide imaging", "whole-body", "x-ray",
    ]

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
