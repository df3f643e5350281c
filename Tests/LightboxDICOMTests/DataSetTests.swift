import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `A whole data set` {
    private static let sequence = Tag(0x0040, 0xA730)
    private static let item = Tag(0xFFFE, 0xE000)

    /// A file with items of stated and open lengths, and an element behind the pixels.
    private static func file(implicit: Bool = false, big: Bool = false) -> [UInt8] {
        let syntax = big ? "1.2.840.10008.1.2.2" : implicit ? "1.2.840.10008.1.2" : "1.2.840.10008.1.2.1"
        var bytes = DICOMBuilder.file(syntax: syntax, implicit: implicit, big: big) { body in
            var inner = DICOMBuilder(isExplicit: !implicit, isBigEndian: big)
            inner.add(Tag(0x0040, 0xA160), "UT", "Ü")
            body.add(sequence, "SQ", [], length: 0xFFFF_FFFF)
            body.add(item, "", inner.bytes)
            body.add(item, "", [], length: 0xFFFF_FFFF)
            body.add(.rows, us: 7)
            body.add(Tag(0xFFFE, 0xE00D), "", [])
            body.add(Tag(0xFFFE, 0xE0DD), "", [])
        }
        var tail = DICOMBuilder(isExplicit: !implicit, isBigEndian: big)
        tail.add(Tag(0xFFFC, 0xFFFC), "OB", [1, 2])
        bytes += tail.bytes
        return bytes
    }

    @Test(arguments: [(false, false), (true, false), (false, true)])
    func `has every element, those in items and behind the pixels as well`(coding: (Bool, Bool)) throws {
        let file = try DICOMFile(MemoryBytes(Self.file(implicit: coding.0, big: coding.1)))
        #expect(file.problem == nil)
        #expect(file.isExplicit == !coding.0)
        let items = file.dataSet.items(Self.sequence)
        #expect(items.map(\.elements.count) == [1, 1])
        #expect(items.first?.text("TextValue") == "Ü")
        #expect(items.last?.integer("Rows") == 7)
        #expect(file.dataSet.numbers(.pixelSpacing) == [0.5, 0.25])
        let attributes = file.dataSet.attributes
        #expect(attributes["Modality"] == "MR")
        #expect(attributes["ImagePositionPatient"] == [10, 20, -30].asNumbers)
        #expect(attributes["ContentSequence"] == [["TextValue": "Ü"], ["Rows": .number(7)]])
        #expect(attributes["PixelData"] == ["bytes": 12])
        #expect(attributes["DataSetTrailingPadding"] == ["bytes": 2])
        #expect(attributes["00090010"] == "PRIVATE")
    }

    @Test func `comes out of the JSON model as it went in`() throws {
        let file = try DICOMFile(MemoryBytes(Self.file()))
        let model = try file.jsonModel(name: "a.dcm")
        #expect(model["00280030"] == ["vr": "DS", "Value": [.number(0.5), .number(0.25)]])
        let again = try DICOMFile(jsonModel: JSONValue(parsing: Array(model.text.utf8)))
        #expect(again.dataSet.attributes == file.dataSet.attributes)
        #expect(try again.jsonModel(name: "a.dcm") == model)
    }

    @Test func `keeps letters of JSON in texts that have no character set of their own`() throws {
        let text =
            #"{"00100010":{"vr":"PN","Value":[{"Alphabetic":"Äneas"}]},"00100040":{"vr":"CS","Value":["ÄÐ"]}}"#
        let file = try DICOMFile(jsonModel: JSONValue(parsing: Array(text.utf8)))
        #expect(
            file.dataSet.attributes["PatientSex"] == "ÄÐ" && file.dataSet.attributes["PatientName"] == "Äneas"
        )
    }

    @Test(arguments: [
        (#"{"0028001": {"vr": "US", "Value": [1]}}"#, "0028001"),
        (#"{"00280010": {"vr": "US", "Value": [70000]}}"#, "00280010"),
        (#"{"00280010": {"vr": "US", "Value": 7}}"#, "00280010"),
        (#"{"00091001": {}}"#, "00091001"),
        (#"{"7FE00010": {"vr": "OW", "InlineBinary": "!"}}"#, "7FE00010"),
    ])
    func `refuses a JSON model that breaks its rules, naming the element`(text: String, tag: String) throws {
        let value = try JSONValue(parsing: Array(text.utf8))
        let error = try #require(throws: DICOMJSONError.self) { try DICOMFile(jsonModel: value) }
        #expect(error.tag == tag)
    }

    @Test func `is read as far as it goes where the file is cut off`() throws {
        let whole = Self.file()
        let count = try DICOMFile(MemoryBytes(whole)).dataSet.elements.count
        var last = 0
        for size in 0...whole.count {
            guard let file = try? DICOMFile(MemoryBytes(Array(whole[..<size]))) else { continue }
            #expect(file.dataSet.elements.count >= last, "at \(size)")
            #expect(file.dataSet.elements.count <= count)
            last = file.dataSet.elements.count
        }
        #expect(last == count)
    }

    @Test func `never reads outside a damaged file, nor without end`() {
        let whole = Self.file()
        var read = 0
        for seed in 0..<2000 {
            guard let file = try? DICOMFile(MemoryBytes(whole.damaged(seed: UInt64(seed)))) else { continue }
            read += file.dataSet.elements.count > 8 ? 1 : 0
            _ = file.dataSet.attributes.text
            _ = try? file.jsonModel(name: "a").text
            _ = StructuredReport(file.dataSet)?.measurements
            _ = DICOMDirectory(file.dataSet)
        }
        #expect(read > 1000)
    }
}

extension [Int] {
    fileprivate var asNumbers: JSONValue { .array(map { .number(Double($0)) }) }
}
