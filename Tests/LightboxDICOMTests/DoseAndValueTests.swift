import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `Values beyond the stored ones` {
    /// Three frames of 2 × 1 pixels of dose.
    static func dose(
        _ offsets: [Double], orientation: [Double] = [1, 0, 0, 0, 1, 0], unit: String = "GY"
    ) -> [UInt8] {
        DICOMBuilder.object(
            columns: 2, rows: 1, frames: 3, pixels: DICOMBuilder.words([1, 2, 3, 4, 5, 6])
        ) { body in
            body.add(.modality, "CS", "RTDOSE")
            body.add(.imagePositionPatient, ds: [1, 2, 3])
            body.add(.imageOrientationPatient, ds: orientation)
            body.add(.pixelSpacing, ds: [4, 5])
            body.add(Tag(0x3004, 0x0002), "CS", unit)
            body.add(Tag(0x3004, 0x000C), ds: offsets)
            body.add(.doseGridScaling, ds: [0.5])
        }
    }

    @Test func `a dose is a grid in Gy, its frames at relative or absolute places`() throws {
        let relative = try OpenObject(Self.dose([0, 2.5, 5]))
        #expect(relative.volumes.main == "dose")
        #expect(try relative.values("dose") == [0.5, 1, 1.5, 2, 2.5, 3])
        let header = try #require(relative.volume("dose")?.header)
        #expect(header.rescale == Rescale(slope: 0.5, intercept: 0, unit: "Gy"))
        #expect(header.affine == Affine(rows: [[-5, 0, 0, -1], [0, -4, 0, -2], [0, 0, 2.5, 3]]))
        let absolute = try OpenObject(Self.dose([3, 5.5, 8]))
        #expect(absolute.volume("dose")?.header.affine == header.affine)
        #expect(absolute.volume("dose")?.notes == [])
        let elsewhere = try OpenObject(Self.dose([-7, -9.5, -12]))
        #expect(elsewhere.volume("dose")?.header.affine?.column(2) == Vector3(0, 0, -2.5))
        #expect(elsewhere.volume("dose")?.header.affine?.origin == Vector3(-1, -2, -7))
        #expect(elsewhere.volume("dose")?.notes.first?.contains("the vector is followed") == true)
    }

    @Test func `a dose that faces down or is oblique counts along its normal`() throws {
        // Columns run to the front, so the normal points to the feet.
        let down = try OpenObject(Self.dose([0, 2, 4], orientation: [1, 0, 0, 0, -1, 0]))
        #expect(down.volume("dose")?.header.affine?.column(2) == Vector3(0, 0, -2))
        let coronal = try OpenObject(Self.dose([0, 2, 4], orientation: [1, 0, 0, 0, 0, -1]))
        #expect(coronal.volume("dose")?.header.affine?.column(2) == Vector3(0, -2, 0))
    }

    @Test func `a dose without even places has none, and says so`() throws {
        for offsets in [[0, 1, 5], [0, 1], [0, .nan, 2], [0, 0, 0]] as [[Double]] {
            let object = try OpenObject(Self.dose(offsets))
            #expect(object.volume("dose")?.header.affine == nil, "\(offsets)")
            #expect(object.volume("dose")?.notes.count == 1, "\(offsets)")
        }
    }

    @Test func `a Real World Value Mapping is a part with its unit`() throws {
        let object = try OpenObject(
            DICOMBuilder.object(columns: 2, rows: 1, pixels: DICOMBuilder.words([0, 10])) { body in
                body.add(Tag(0x0040, 0x9096), items: [mapping(0.5, 3, "mm2/s"), mapping(2, 0, "1")])
            })
        #expect(object.volumes.all.map(\.name) == ["real world values 1", "real world values 2"])
        #expect(try object.values("real world values 1") == [3, 8])
        #expect(object.volume("real world values 1")?.header.rescale.unit == "mm2/s")
        #expect(try object.values("real world values 2") == [0, 20])
        #expect(object.image.header.rescale == .identity)
    }

    private func mapping(_ slope: Double, _ intercept: Double, _ unit: String) -> (inout DICOMBuilder) -> Void
    {
        { item in
            item.add(Tag(0x0040, 0x08EA), code: unit, "UCUM", unit)
            item.add(Tag(0x0040, 0x9224), fd: [intercept])
            item.add(Tag(0x0040, 0x9225), fd: [slope])
        }
    }

    @Test func `a Real World Value table maps what it is for`() throws {
        let object = try OpenObject(
            DICOMBuilder.object(columns: 4, rows: 1, pixels: DICOMBuilder.words([1, 2, 3, 9])) { body in
                body.add(Tag(0x0040, 0x9096)) { item in
                    item.add(Tag(0x0040, 0x9216), us: 1)
                    item.add(Tag(0x0040, 0x9211), us: 3)
                    item.add(Tag(0x0040, 0x9212), fd: [0.25, 7, -2])
                }
            })
        #expect(try object.values("real world values") == [0.25, 7, -2, -2])
        #expect(
            object.volume("real world values")?.notes == ["The mapping is for stored values from 1.0 to 3.0."]
        )
    }
}

@Suite struct `What a display is told` {
    static func lut(_ first: Int, _ entries: [Int], bits: Int, type: String? = nil) -> (inout DICOMBuilder) ->
        Void
    {
        { item in
            item.add(Tag(0x0028, 0x3002), "US", DICOMBuilder.words([entries.count, first & 0xFFFF, bits]))
            if let type { item.add(Tag(0x0028, 0x3004), "LO", type) }
            item.add(Tag(0x0028, 0x3006), "OW", DICOMBuilder.words(entries))
        }
    }

    static func image(
        signed: Bool = false, photometric: String = "MONOCHROME2", _ extra: (inout DICOMBuilder) -> Void
    ) throws -> OpenObject {
        try OpenObject(
            DICOMBuilder.object(
                columns: 4, rows: 1, signed: signed, photometric: photometric,
                pixels: DICOMBuilder.words([-2, -1, 0, 5]), extra: extra))
    }

    @Test func `a Modality LUT gives values, and goes before the window`() throws {
        let object = try Self.image(signed: true) { body in
            body.add(.windowCenter, ds: [150])
            body.add(.windowWidth, ds: [101])
            body.add(.modalityLUTSequence, item: Self.lut(-2, [100, 150, 200], bits: 12, type: "OD"))
        }
        #expect(try object.values("modality LUT") == [100, 150, 200, 200])
        let part = try #require(object.volume("modality LUT")?.header)
        #expect(part.rescale.unit == "OD")
        #expect(part.window == Window(center: 150, width: 101, function: .linear))
        // As stored: the table and the window in one.
        let window = try #require(object.image.header.window)
        #expect([-9, -2, -1, 0, 9].map(window.grey) == [1, 1, 129, 255, 255])
    }

    @Test func `a VOI LUT stands before a window`() throws {
        let object = try Self.image(signed: true) { body in
            body.add(.windowCenter, ds: [0])
            body.add(.windowWidth, ds: [10])
            body.add(.voilutSequence, item: Self.lut(-2, [0, 1023, 512], bits: 10))
        }
        let window = try #require(object.image.header.window)
        #expect([-5, -2, -1, 0, 5].map(window.grey) == [0, 0, 255, 128, 128])
    }

    @Test(arguments: [
        ("", Window.Function.linear), ("LINEAR", .linear), ("LINEAR_EXACT", .linearExact),
        ("SIGMOID", .sigmoid),
    ])
    func `windows have the function that the file names`(name: String, function: Window.Function) throws {
        let object = try Self.image { body in
            body.add(.windowCenter, ds: [40])
            body.add(.windowWidth, ds: [400])
            if !name.isEmpty { body.add(.voilutFunction, "CS", name) }
        }
        #expect(object.image.header.window == Window(center: 40, width: 400, function: function))
    }

    @Test func `the shape decides whether small values are white, else the photometric interpretation`()
        throws
    {
        func isInverted(_ photometric: String, _ shape: String?) throws -> Bool {
            try Self.image(photometric: photometric) { body in
                if let shape { body.add(.presentationLUTShape, "CS", shape) }
            }.image.header.isInverted
        }
        #expect(try isInverted("MONOCHROME1", nil))
        #expect(try !isInverted("MONOCHROME2", nil))
        #expect(try isInverted("MONOCHROME1", "INVERSE"))
        #expect(try isInverted("MONOCHROME2", "INVERSE"))
        #expect(try !isInverted("MONOCHROME1", "IDENTITY"))
        let odd = try Self.image(photometric: "MONOCHROME1") {
            $0.add(.presentationLUTShape, "CS", "IDENTITY")
        }
        #expect(odd.image.notes.contains { $0.contains("the shape is followed") })
    }

    @Test func `padding is a value or a range of them`() throws {
        let range = try Self.image(signed: true) { body in
            body.add(.pixelPaddingValue, us: 0xFFF0)
            body.add(.pixelPaddingRangeLimit, us: 0xFFFE)
        }
        #expect(range.image.header.padding == -16...(-2))
        let one = try Self.image { $0.add(.pixelPaddingValue, us: 7) }
        #expect(one.image.header.padding == 7...7)
    }
}
