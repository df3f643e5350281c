import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

/// A coding of pixels: a file of 2 × 1 of them, and what a display should show.
struct Coding: Sendable, CustomTestStringConvertible {
    let name: String
    let channels: Int
    let samples: [UInt8]
    let shown: [UInt8]
    /// What a slice that is not there should show.
    let empty: [UInt8]
    var testDescription: String { name }

    static let all = [
        Coding(name: "MONOCHROME1", channels: 1, samples: [0, 255], shown: [255, 0], empty: [0, 0]),
        // Palette entry 12 is the darkest; numbers below 10 stand for the first.
        Coding(
            name: "PALETTE COLOR", channels: 1, samples: [11, 3], shown: [0, 255, 0, 200, 10, 20],
            empty: [1, 2, 3, 1, 2, 3]),
        // Pure red, and a grey.
        Coding(
            name: "YBR_FULL", channels: 3, samples: [76, 85, 255, 90, 128, 128],
            shown: [254, 0, 0, 90, 90, 90], empty: [0, 0, 0, 0, 0, 0]),
        Coding(
            name: "YBR_FULL_422", channels: 3, samples: [76, 90, 85, 255], shown: [254, 0, 0, 255, 14, 14],
            empty: [0, 0, 0, 0, 0, 0]),
        Coding(
            name: "RGB", channels: 3, samples: [1, 2, 3, 250, 0, 9], shown: [1, 2, 3, 250, 0, 9],
            empty: [0, 0, 0, 0, 0, 0]),
    ]

    func slice(_ z: Double, _ number: Int) -> SliceFile {
        var slice = SliceFile.axial(z, number)
        slice.size = (columns: 2, rows: 1)
        slice.extra = { file in
            file.set(.samplesPerPixel, short: UInt16(channels))
            file.set(.photometricInterpretation, .CS, name)
            file.set(.bitsAllocated, short: 8)
            file.set(.bitsStored, short: 8)
            file.set(.highBit, short: 7)
            file.set(.pixelRepresentation, short: 0)
            file.set(.windowCenter, [127.5])
            file.set(.windowWidth, [255])
            file.set(.pixelData, .OB, bytes: samples)
            guard name == "PALETTE COLOR" else { return }
            let tables: [(LightboxDICOM.Tag, LightboxDICOM.Tag, [UInt8])] = [
                (.redPaletteColorLookupTableDescriptor, .redPaletteColorLookupTableData, [200, 0, 1, 9]),
                (
                    .greenPaletteColorLookupTableDescriptor, .greenPaletteColorLookupTableData,
                    [10, 255, 2, 9]
                ),
                (.bluePaletteColorLookupTableDescriptor, .bluePaletteColorLookupTableData, [20, 0, 3, 9]),
            ]
            for (descriptor, data, entries) in tables {
                file.set(descriptor, .US, bytes: [4, 0, 10, 0, 8, 0])
                file.set(data, .OW, bytes: entries)
            }
        }
        return slice
    }
}

@Suite struct `The colours of a DICOM image` {
    private func shown(_ image: any ImageSource, slice: Int = 0) throws -> [UInt8] {
        let ranges = image.header.shape.enumerated().map { $0 == 2 ? slice..<slice + 1 : 0..<$1 }
        let block = try image.read(Region(ranges))
        let window = Rendering.window(for: block, of: image.header)
        return Rendering.render(block, of: image.header, window: window).bytes
    }

    @Test(arguments: Coding.all) func `are shown right, by file and as a slice of a series`(_ coding: Coding)
        throws
    {
        try withTemporaryFolder { folder in
            let path = try folder.write(coding.slice(0, 1).bytes(uid: "2.25.5"), to: "one.dcm")
            let image = try FrontDoor.standard.open(FilePath(path))
            #expect(try shown(image) == coding.shown)
            #expect(try Rendering.thumbnail(of: image).bytes == coding.shown)
            let volume = try folder.series([coding.slice(5, 2), coding.slice(0, 1)]).volumes[0]
            #expect(volume.findings == [])
            #expect(volume.header.colour == image.header.colour)
            #expect(try shown(volume, slice: 1) == coding.shown)
        }
    }

    @Test(arguments: Coding.all) func `stay right beside a gap, which is black`(_ coding: Coding) throws {
        try withTemporaryFolder { folder in
            let places = [0, 1, 2, 4].map { coding.slice(Double($0) * 5, $0 + 1) }
            let volume = try folder.series(places).volumes[0]
            #expect(volume.header.shape == [2, 1, 5])
            #expect(volume.findings.count == 1)
            #expect(volume.findings.first?.hasPrefix("1 slice is missing in 1 place") == true)
            #expect(try shown(volume, slice: 3) == coding.empty)
            #expect(try shown(volume, slice: 4) == coding.shown)
        }
    }

    @Test func `do not mix: RGB and YBR make volumes of their own`() throws {
        try withTemporaryFolder { folder in
            let series = try folder.series([
                Coding.all[2].slice(0, 1), Coding.all[2].slice(5, 2), Coding.all[4].slice(10, 3),
            ])
            #expect(
                series.findings == [
                    "The series is not one volume: its slices differ in kind of pixel and make 2 stacks (of 2, 1 "
                        + "slices)."
                ])
            try #require(series.volumes.count == 2)
            #expect(try shown(series.volumes[0]) == Coding.all[2].shown)
            #expect(try shown(series.volumes[1]) == Coding.all[4].shown)
        }
    }

    @Test func `of a damaged palette are grey, and the volume says so`() throws {
        try withTemporaryFolder { folder in
            var slice = Coding.all[1].slice(0, 1)
            let palette = slice.extra
            slice.extra = { file in
                palette(&file)
                // A length that no whole number can hold.
                file.set(.redPaletteColorLookupTableDescriptor, .DS, "1e300\\1e300\\8")
            }
            let volume = try folder.series([slice]).volumes[0]
            #expect(volume.header.colour == .grey)
            #expect(
                volume.findings == ["The colour palette cannot be read; the indices are shown as grey."])
        }
    }
}
