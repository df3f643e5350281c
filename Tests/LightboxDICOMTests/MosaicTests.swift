import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `Siemens mosaics` {
    /// A mosaic of 3 slices of 2 × 2 pixels, each 2 × 3 mm: slice k holds 10 k and what follows.
    static func file(
        count: Int? = 3, normal: [Double]? = [0, 0, 1], columns: Int = 4, isFirstVersion: Bool = false,
        hasOtherCount: Bool = false
    ) -> [UInt8] {
        let pixels = [0, 1, 10, 11, 2, 3, 12, 13, 20, 21, 0, 0, 22, 23, 0, 0]
        return DICOMBuilder.object(
            columns: columns, rows: 4,
            pixels: DICOMBuilder.words(pixels + Array(repeating: 0, count: 4 * (columns - 4)))
        ) { body in
            body.add(.imageType, "CS", "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC")
            body.add(.imagePositionPatient, ds: [10, 20, 30])
            body.add(.imageOrientationPatient, ds: [1, 0, 0, 0, 1, 0])
            body.add(.pixelSpacing, ds: [3, 2])
            body.add(.spacingBetweenSlices, ds: [5])
            if hasOtherCount {
                body.add(Tag(0x0019, 0x0010), "LO", "SIEMENS MR HEADER")
                body.add(Tag(0x0019, 0x100A), us: 3)
            }
            var values: [(String, [String])] = [("EchoLinePosition", ["2"])]
            if let count { values.append(("NumberOfImagesInMosaic", ["\(count)"])) }
            if let normal { values.append(("SliceNormalVector", normal.map { "\($0)" })) }
            body.add(Tag(0x0029, 0x0011), "LO", "SIEMENS CSA HEADER")
            body.add(Tag(0x0029, 0x1110), "OB", csa(values, isFirst: isFirstVersion))
        }
    }

    /// A private header of either version.
    static func csa(_ values: [(String, [String])], isFirst: Bool) -> [UInt8] {
        var out = isFirst ? [] : Array("SV10".utf8) + [4, 3, 2, 1]
        out += DICOMBuilder.long(values.count) + DICOMBuilder.long(77)
        let excess = isFirst ? values[0].1.count : 0
        for (name, texts) in values {
            out += Array(name.utf8) + [UInt8](repeating: 0, count: 64 - name.utf8.count)
            out += DICOMBuilder.long(texts.count) + Array("FD".utf8) + [0, 0]
            out += DICOMBuilder.long(6) + DICOMBuilder.long(texts.count) + DICOMBuilder.long(77)
            for text in texts {
                let bytes = Array(text.utf8) + [0]
                let length = bytes.count + excess
                out += DICOMBuilder.long(length) + DICOMBuilder.long(isFirst ? 0 : length)
                out += DICOMBuilder.long(77) + DICOMBuilder.long(0)
                out += bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
            }
        }
        return out
    }

    @Test(arguments: [false, true])
    func `become the volume that they hold`(isFirstVersion: Bool) throws {
        let object = try OpenObject(Self.file(isFirstVersion: isFirstVersion))
        let mosaic = try #require(object.volume("mosaic"))
        #expect(object.volumes.main == "mosaic")
        #expect(mosaic.header.shape == [2, 2, 3])
        #expect(try object.values("mosaic") == [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23])
        // The corner of the mosaic is (4 - 2) / 2 pixels of 2 and 3 mm out: 12, 23, 30 in LPS+.
        let affine = Affine(rows: [[-2, 0, 0, -12], [0, -3, 0, -23], [0, 0, 5, 30]])
        #expect(mosaic.header.affine == affine)
        #expect(mosaic.header.spacing == [2, 3, 5])
        #expect(mosaic.notes.isEmpty)
        // As stored it is one picture.
        #expect(object.image.header.shape == [4, 4])
    }

    @Test func `follow the slice normal that the scanner wrote`() throws {
        let object = try OpenObject(Self.file(normal: [0, 0, -1]))
        #expect(object.volume("mosaic")?.header.affine?.column(2) == Vector3(0, 0, -5))
        let none = try OpenObject(Self.file(normal: nil))
        #expect(none.volume("mosaic")?.header.affine?.column(2) == Vector3(0, 0, 5))
        #expect(none.volume("mosaic")?.notes.first?.contains("no slice normal") == true)
    }

    @Test func `take the number of slices from the other private group where the long header lacks it`()
        throws
    {
        let object = try OpenObject(Self.file(count: nil, hasOtherCount: true))
        #expect(object.volume("mosaic")?.header.shape == [2, 2, 3])
    }

    @Test func `say what keeps them from being cut`() throws {
        let missing = try OpenObject(Self.file(count: nil))
        #expect(missing.volumes.all.isEmpty)
        #expect(missing.volumes.notes.first?.contains("NumberOfImagesInMosaic") == true)
        let odd = try OpenObject(Self.file(columns: 5))
        #expect(odd.volumes.notes.first?.contains("5 × 4 pixels cannot be cut into 3 slices") == true)
        let huge = try OpenObject(Self.file(count: 2_000_000_000))
        #expect(huge.volumes.all.isEmpty)
    }

    @Test func `are cut or refused, however damaged`() throws {
        let sound = Self.file()
        var cut = 0
        for seed in 0..<2000 {
            guard let object = try? OpenObject(sound.damaged(seed: UInt64(seed))) else { continue }
            for volume in object.volumes.all {
                cut += 1
                _ = try? volume.read(Region(volume.header.shape.map { 0..<min($0, 4) }), from: object.image)
            }
        }
        #expect(cut > 200)
    }
}
