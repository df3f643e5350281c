import ArgumentParser
import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxFetch
import SystemPackage

/// `lightbox cite`: what to cite for a copy, and under which licence it stands.
struct Cite: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what to cite for a copy that `get` made, and its licences.",
        discussion: """
            Reads `lightbox.lock` in the folder, so that it speaks of exactly what is there.

            Examples:
              lightbox cite openneuro-ds001486
              lightbox cite /data/nih --json
            """)

    @Argument(help: "The folder of the copy.") var folder: String
    @Flag(help: "One JSON object.") var json = false
    @OptionGroup var options: CatalogueOptions

    func run() throws {
        let path = FilePath(folder).appending(CopyFolder.lockName)
        let lock = try CopyLock(parsing: try FileBytes(path: path).all(), name: path.string)
        let card = try options.open().required(lock.dataset)
        let release = card.releases.first { $0.id == lock.release }
        let bytes = lock.files.reduce(0) { $0 + $1.byteCount }
        if json {
            let object: JSONValue = [
                "dataset": .string(card.id), "name": .string(card.name),
                "release": lock.release.map { .string($0) } ?? .null,
                "releaseDOI": release?.doi.map { .string($0) } ?? .null,
                "files": .integer(Int64(lock.files.count)), "bytes": .integer(Int64(bytes)),
                "whole": .bool(lock.isWhole), "fetched": .string(lock.date),
                "hosts": .array(lock.hosts.map { .string($0) }), "terms": lock.terms,
                "licences": .array(card.licences.map { .string($0.spdx ?? $0.name ?? "none stated") }),
                "citations": .array(card.citations.map(Self.json)),
            ]
            return Terminal.print(object.text)
        }
        var what = card.name + (lock.release.map { ", release \($0)" } ?? "")
        if let doi = release?.doi { what += ", https://doi.org/\(doi)" }
        Terminal.print(what.withoutControlCharacters)
        Terminal.print(
            "\(lock.files.count.grouped) \(lock.files.count == 1 ? "file" : "files"), \(ByteCount(Int64(bytes)))"
                + (lock.isWhole ? ", all of it" : ", a part of it") + "; fetched \(lock.date) from "
                + lock.hosts.joined(separator: ", ").withoutControlCharacters)
        for licence in card.licences {
            Terminal.print(
                "Licence: \(licence.spdx ?? licence.name ?? "none stated")"
                    + (licence.covers.map { " for \($0)" } ?? "") + (licence.url.map { " <\($0)>" } ?? ""))
        }
        for citation in card.citations {
            let parts = [
                citation.title, citation.year.map(String.init), citation.doi.map { "https://doi.org/\($0)" },
                citation.doi == nil ? citation.url : nil,
            ]
            let of = citation.of.map { " (\($0.rawValue))" } ?? ""
            Terminal.print("Cite\(of): " + parts.compactMap { $0 }.joined(separator: ". "))
        }
    }

    private static func json(_ citation: Citation) -> JSONValue {
        [
            "of": citation.of.map { .string($0.rawValue) } ?? .null,
            "title": citation.title.map { .string($0) } ?? .null,
            "doi": citation.doi.map { .string($0) } ?? .null,
            "url": citation.url.map { .string($0) } ?? .null,
            "year": citation.year.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}
