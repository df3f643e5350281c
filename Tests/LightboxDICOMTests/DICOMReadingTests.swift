import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `The DICOM reader` {
    private func image(_ bytes: [UInt8]) throws -> DICOMImage { try DICOMImage(MemoryBytes(bytes)) }

    private func samples(_ bytes: [UInt8]) throws -> SampleBlock {
        let image = try image(bytes)
        return try image.read(Region(image.header.shape.map { 0..<$0 }))
    }

    @Test(arguments: [
        DICOMBuilder.file(),
        DICOMBuilder.file(syntax: "1.2.840.10008.1.2", implicit: true),
        DICOMBuilder.file(preamble: false),
        DICOMBuilder.file(syntax: nil, preamble: false),
        DICOMBuilder.file(syntax: nil, preamble: false, implicit: true),
        // What the meta header says is not what is there.
        DICOMBuilder.file(implicit: true),
    ])
    func `reads header and pixels however the file is coded`(file: [UInt8]) throws {
        let image = try image(file)
        let identity = DICOMIdentity(image.dataSet)
        // Not the CT of the private sequence.
        #expect(identity.modality == "MR")
        #expect(identity.patientID == "P-1")
        #expect(image.header.shape == [3, 2])
        #expect(image.header.spacing == [0.25, 0.5])
        #expect(image.header.affine?.origin == Vector3(-10, -20, -30))
        #expect(image.header.affine?.axisCodes == [.left, .posterior, .superior])
        #expect(try samples(file).bytes == Array(0..<12))
        #expect(try image.read(Region([1..<3, 1..<2])).bytes == [8, 9, 10, 11])
    }

    @Test func `reads big endian samples`() throws {
        let file = DICOMBuilder.file(syntax: "1.2.840.10008.1.2.2", big: true)
        #expect(try samples(file).bytes == [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10])
        #expect(try image(file).read(Region([1..<2, 1..<2])).bytes == [9, 8])
    }

    @Test func `reads plain pixels though the transfer syntax names a codec`() throws {
        #expect(try samples(DICOMBuilder.file(syntax: "1.2.840.10008.1.2.4.90")).bytes == Array(0..<12))
    }

    @Test func `inflates a deflated data set`() throws {
        let plain = DICOMBuilder.file(preamble: false)
        // The meta header, then all else in one stored block of deflate.
        var meta = DICOMBuilder()
        meta.add(.transferSyntaxUID, "UI", "1.2.840.10008.1.2.1.99")
        let body = Array(plain.dropFirst(8 + 20))
        let size = DICOMBuilder.short(body.count)
        let file =
            [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + meta.bytes + [1] + size
            + size.map { ~$0 } + body
        #expect(try samples(file).bytes == Array(0..<12))
        let cut = #expect(throws: DICOMError.self) { try DICOMImage(MemoryBytes(Array(file.dropLast(40)))) }
        #expect(cut?.description.hasPrefix("The deflated data set at byte") == true)
    }

    @Test func `takes unused bits out and keeps the sign`() throws {
        let pixels: [UInt8] = [0xFF, 0xF7, 0x00, 0xF8, 0xFF, 0x0F, 0x01, 0xF0, 0, 0x08, 5, 0x40]
        let unsigned = try samples(DICOMBuilder.file(pixels: pixels, bitsStored: 12))
        #expect((0..<6).map { unsigned.value(at: $0) } == [2047, 2048, 4095, 1, 2048, 5])
        let signed = try samples(DICOMBuilder.file(pixels: pixels, bitsStored: 12, signed: true))
        #expect((0..<6).map { signed.value(at: $0) } == [2047, -2048, -1, 1, -2048, 5])
    }

    @Test func `takes no text for DICOM`() {
        let text = String(repeating: "a line of text\n", count: 40)
        #expect(DICOMHeader.dataSetOffset(in: Array(text.utf8).span, fileSize: text.utf8.count) == nil)
        var marked = Array(text.utf8)
        marked.replaceSubrange(128..<132, with: Array("DICM".utf8))
        #expect(DICOMHeader.dataSetOffset(in: marked.span, fileSize: marked.count) == nil)
        let short = Array(marked.prefix(132))
        #expect(DICOMHeader.dataSetOffset(in: short.span, fileSize: 132) == nil)
    }

    @Test func `never names what a value says in an error`() throws {
        var body = DICOMBuilder()
        body.add(.modality, "CS", "MR")
        body.add(Tag(0x0010, 0x0010), "PN", Array("Nobody^At All".utf8), length: 4000)
        let file = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + body.bytes
        let error = #expect(throws: DICOMError.self) { try DICOMHeader(MemoryBytes(file)) }
        #expect(error?.description.contains("(0010,0010)") == true)
        #expect(error?.description.contains("Nobody") == false)
        #expect(error?.offset == file.count - 13)
    }

    @Test func `reads texts in their character sets`() throws {
        func text(_ set: String, _ bytes: [UInt8]) throws -> String? {
            var body = DICOMBuilder()
            body.add(.specificCharacterSet, "CS", set)
            body.add(.modality, "CS", "MR")
            body.add(.seriesDescription, "LO", bytes)
            let file = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + body.bytes
            return try DICOMHeader(MemoryBytes(file)).text(.seriesDescription)
        }
        #expect(try text("ISO_IR 192", Array("Schädel".utf8)) == "Schädel")
        #expect(try text("ISO_IR 100", [0x53, 0xE4]) == "Sä")
        #expect(try text("ISO_IR 144", [0xBB, 0xEE]) == "Лю")
        #expect(try text("GB18030", [0xCD, 0xF5]) == "王")
        #expect(try text("\\ISO 2022 IR 149", [0x1B, 0x24, 0x29, 0x43, 0xB1, 0xE8]) == "김")
        #expect(try text("\\ISO 2022 IR 87", [0x1B, 0x24, 0x42, 0x3B, 0x33, 0x1B, 0x28, 0x42]) == "山")
        #expect(try text("ISO_IR 999", [0x53, 0xE4]) == "Sä")
    }

    @Test func `stops at each byte where a file may end, without a crash`() throws {
        let file = DICOMBuilder.file()
        #expect(throws: Never.self) { try samples(file) }
        for count in 0..<file.count {
            #expect(throws: (any Error).self, "\(count) bytes") { try samples(Array(file.prefix(count))) }
        }
    }

    @Test(arguments: ["2", "2147483647"])
    func `lays out no more frames in space than the file holds`(frames: String) throws {
        let source = MemoryBytes(DICOMBuilder.file { $0.add(.numberOfFrames, "IS", frames) })
        let header = try DICOMHeader(source)
        let error = try #require(throws: DICOMError.self) {
            try SeriesSlice.slices(of: header, file: 0, from: source)
        }
        #expect(error.problem == .truncatedPixels(frame: 1, needed: 12, available: 0))
    }

    @Test func `survives damage of every kind`() {
        var readable = 0
        let files = [
            DICOMBuilder.file(), DICOMBuilder.file(syntax: "1.2.840.10008.1.2", implicit: true),
            DICOMBuilder.file(syntax: "1.2.840.10008.1.2.2", big: true), DICOMBuilder.file(bitsStored: 12),
        ]
        for seed in 0..<3000 {
            let bytes = files[seed % files.count].damaged(seed: UInt64(seed))
            guard let image = try? image(bytes) else { continue }
            let shape = image.header.shape
            // Damaged sizes may be large; only what the file can hold is asked for.
            guard (image.header.byteCount ?? .max) < 1 << 20 else { continue }
            if (try? image.read(Region(shape.map { 0..<$0 }))) != nil { readable += 1 }
        }
        #expect(readable > 200)
    }
}
