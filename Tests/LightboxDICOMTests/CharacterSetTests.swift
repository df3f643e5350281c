import LightboxCore
import LightboxDICOM
import Testing

@Suite struct `Texts in the character sets of DICOM` {
    struct Case: CustomTestStringConvertible {
        let names: String
        let bytes: [UInt8]
        let text: String
        init(_ names: String, _ bytes: [UInt8], _ text: String) {
            (self.names, self.bytes, self.text) = (names, bytes, text)
        }
        var testDescription: String { "\(names.isEmpty ? "none" : names): \(text)" }
    }

    /// The examples of PS3.5, annexes H to K, and one for each single-byte set.
    @Test(arguments: [
        Case("", Array("Adams^John".utf8), "Adams^John"),
        Case("ISO_IR 100", Array("Buc^J".utf8) + [0xE9, 0x72, 0xF4, 0x6D, 0x65], "Buc^Jérôme"),
        Case("ISO_IR 101", [0xA3], "Ł"), Case("ISO_IR 109", [0xA6], "Ĥ"), Case("ISO_IR 110", [0xA3], "Ŗ"),
        Case("ISO_IR 144", [0xBB, 0xEE, 0xDA], "Люк"), Case("ISO_IR 127", [0xE2, 0xC8], "قب"),
        Case("ISO_IR 126", [0xC4, 0xE9], "Δι"), Case("ISO_IR 138", [0xF9, 0xF8], "שר"),
        Case("ISO_IR 148", [0xC7, 0x61], "Ça"), Case("ISO_IR 166", [0xA1, 0xD2], "กา"),
        Case("ISO_IR 13", [0xD4, 0xCF, 0xC0, 0xDE, 0x5E, 0xC0, 0xDB, 0xB3], "ﾔﾏﾀﾞ^ﾀﾛｳ"),
        Case("ISO_IR 192", Array("Wang^XiaoDong=王^小東".utf8), "Wang^XiaoDong=王^小東"),
        Case("GB18030", [0xCD, 0xF5, 0x5E, 0xD0, 0xA1, 0xB6, 0xAB], "王^小东"),
        Case("GBK", [0xCD, 0xF5], "王"),
        Case(
            "\\ISO 2022 IR 87",
            Array("Yamada^Tarou=".utf8) + [0x1B, 0x24, 0x42, 0x3B, 0x33, 0x45, 0x44, 0x1B, 0x28, 0x42, 0x5E]
                + [0x1B, 0x24, 0x42, 0x42, 0x40, 0x4F, 0x3A, 0x1B, 0x28, 0x42],
            "Yamada^Tarou=山田^太郎"),
        Case(
            "\\ISO 2022 IR 149",
            Array("Hong^Gildong=".utf8) + [0x1B, 0x24, 0x29, 0x43, 0xFB, 0xF3, 0x5E]
                + [0x1B, 0x24, 0x29, 0x43, 0xD1, 0xCE, 0xD4, 0xD7],
            "Hong^Gildong=洪^吉洞"),
        Case(
            "\\ISO 2022 IR 58",
            Array("Zhang^XiaoDong=".utf8) + [0x1B, 0x24, 0x29, 0x41, 0xD5, 0xC5, 0x5E]
                + [0x1B, 0x24, 0x29, 0x41, 0xD0, 0xA1, 0xB6, 0xAB],
            "Zhang^XiaoDong=张^小东"),
        Case(
            "ISO 2022 IR 100\\ISO 2022 IR 144", [0xE9, 0x5E, 0x1B, 0x2D, 0x4C, 0xBB, 0xEE, 0xDA], "é^Люк"),
    ])
    func `become Unicode`(_ example: Case) throws {
        var body = DICOMBuilder()
        body.add(.specificCharacterSet, "CS", example.names)
        body.add(.sopInstanceUID, "UI", "1.2")
        body.add(.modality, "CS", "MR")
        body.add(Tag(0x0010, 0x0010), "PN", example.bytes + (example.bytes.count % 2 == 0 ? [] : [0x20]))
        let file = try DICOMFile(MemoryBytes(body.bytes))
        #expect(file.dataSet.text("PatientName") == example.text)
    }

    @Test func `are shown as Latin-1 where the set is unknown or the bytes do not fit it`() throws {
        for names in ["ISO_IR 999", "ISO_IR 192"] {
            var body = DICOMBuilder()
            body.add(.specificCharacterSet, "CS", names)
            body.add(.sopInstanceUID, "UI", "1.2")
            body.add(.modality, "CS", "MR")
            body.add(.patientID, "LO", [0x41, 0xE9])
            #expect(try DICOMFile(MemoryBytes(body.bytes)).dataSet.text(.patientID) == "Aé")
        }
    }
}
