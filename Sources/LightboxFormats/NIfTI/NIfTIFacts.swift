import LightboxCore

/// What a NIfTI header says beyond the image itself.
struct NIfTIFacts {
    let header: NIfTIHeader
    let extensions: [NIfTIExtension]

    init(_ header: NIfTIHeader, _ file: OpenFile) throws {
        self.header = header
        extensions = header.isSingleFile ? try NIfTIExtension.all(of: header, in: file) : []
    }

    var facts: [FileFact] {
        let words = [0: "unknown", 1: "scanner", 2: "aligned", 3: "Talairach", 4: "MNI-152", 5: "template"]
        func code(_ key: String, _ value: Int) -> FileFact {
            FileFact(
                key, .integer(Int64(value)), label: value > 0 ? key : nil,
                text: "\(value) (\(words[value] ?? "unknown"))")
        }
        var facts: [FileFact] = []
        if header.version != .analyze {
            facts += [code("qformCode", header.qformCode), code("sformCode", header.sformCode)]
        }
        if header.intentCode != 0 {
            let name = header.intentName.isEmpty ? "" : " \(header.intentName)"
            facts.append(
                FileFact(
                    "intentCode", .integer(Int64(header.intentCode)), label: "intent",
                    text: "\(header.intentCode)\(name)"))
            facts.append(FileFact("intentName", .string(header.intentName)))
        }
        if !header.descriptionText.isEmpty {
            facts.append(FileFact("descrip", .string(header.descriptionText), label: "descrip"))
        }
        if !extensions.isEmpty {
            let list = extensions.map { extension_ -> JSONValue in
                ["code": .integer(Int64(extension_.code)), "bytes": .integer(Int64(extension_.byteCount))]
            }
            let text = extensions.map { "\($0.name) (\(ByteCount(Int64($0.byteCount))))" }.joined(
                separator: ", ")
            facts.append(FileFact("extensions", .array(list), label: "extensions", text: text))
        }
        if let xml = extensions.first(where: { $0.code == 32 })?.xml {
            facts += CIFTIMatrix(xml: xml)?.facts ?? []
        }
        return facts
    }
}

/// A block that stands between the header and the samples.
struct NIfTIExtension: Sendable, Hashable {
    let code: Int
    let byteCount: Int
    /// The content of extension 32 (CIFTI).
    let xml: [UInt8]?

    var name: String {
        [0: "unknown", 2: "DICOM", 4: "AFNI", 6: "comment", 32: "CIFTI", 44: "MIND", 46: "XML"][code]
            ?? "code \(code)"
    }

    private static let xmlLimit = 32 << 20
    private static let countLimit = 1000

    /// Every extension of a file; damaged ones end the list.
    static func all(of header: NIfTIHeader, in file: OpenFile) throws -> [NIfTIExtension] {
        var place = header.version.byteCount
        let flag = try file.content.read(at: place, count: 4)
        guard flag.count == 4, flag[0] != 0 else { return [] }
        place += 4
        var found: [NIfTIExtension] = []
        while place + 8 <= header.voxelOffset, found.count < countLimit {
            let start = try file.content.read(at: place, count: 8)
            guard let size = start.span.integer(UInt32.self, at: 0, header.byteOrder),
                let code = start.span.integer(UInt32.self, at: 4, header.byteOrder), size >= 8,
                Int(size) <= header.voxelOffset - place
            else { return found }
            var xml: [UInt8]?
            if code == 32, size <= xmlLimit {
                let content = try file.content.read(at: place + 8, count: Int(size) - 8)
                xml = Array(content.prefix { $0 != 0 })
            }
            found.append(
                NIfTIExtension(code: Int(Int32(bitPattern: code)), byteCount: Int(size) - 8, xml: xml))
            place += Int(size)
        }
        return found
    }
}
