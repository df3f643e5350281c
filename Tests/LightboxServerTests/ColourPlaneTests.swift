import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@testable import LightboxServer

@Suite struct `A plane of coded colours` {
    private func file(_ interpretation: String, channels: UInt16, _ samples: [UInt8]) -> [UInt8] {
        var file = DICOMWriter(sopClassUID: DICOMWriter.mrImageStorage, sopInstanceUID: "2.25.8")
        file.set(.samplesPerPixel, short: channels)
        file.set(.photometricInterpretation, .CS, interpretation)
        file.set(.columns, short: 2)
        file.set(.rows, short: 1)
        file.set(.bitsAllocated, short: 8)
        file.set(.bitsStored, short: 8)
        file.set(.highBit, short: 7)
        file.set(.pixelRepresentation, short: 0)
        file.set(.pixelData, .OB, bytes: samples)
        for tag: LightboxDICOM.Tag in [
            .redPaletteColorLookupTableDescriptor, .greenPaletteColorLookupTableDescriptor,
            .bluePaletteColorLookupTableDescriptor,
        ] {
            file.set(tag, .US, bytes: [2, 0, 0, 0, 8, 0])
        }
        file.set(.redPaletteColorLookupTableData, .OW, bytes: [7, 200])
        file.set(.greenPaletteColorLookupTableData, .OW, bytes: [8, 100])
        file.set(.bluePaletteColorLookupTableData, .OW, bytes: [9, 50])
        return file.bytes
    }

    @Test(
        arguments: [
            ("PALETTE COLOR", [1, 0], [200, 100, 50, 7, 8, 9]),
            ("YBR_FULL", [76, 85, 255, 90, 128, 128], [254, 0, 0, 90, 90, 90]),
            ("MONOCHROME1", [0, 255], [0, 255]),
        ] as [(String, [UInt8], [UInt8])])
    func `is sent as RGB, and grey as it is stored with the word to invert it`(
        interpretation: String, samples: [UInt8], sent: [UInt8]
    ) async throws {
        let folder = try TemporaryFolder()
        let bytes = file(interpretation, channels: UInt16(samples.count / 2), samples)
        let path = FilePath(try folder.write(bytes, to: "a.dcm"))
        for asSeries in [false, true] {
            let item = ShelfItem(
                id: "1", title: "a", facts: [], modality: nil, folder: .init(name: "f", address: "/"),
                identity: "1"
            ) {
                ShelfItem.Opened(
                    source: asSeries ? try DICOMSeries([path]).volumes[0] : try FrontDoor.standard.open(path))
            }
            let desk = ImageDesk()
            let image = try await desk.open(item)
            let layout = try #require(image.plan.planes.first)
            let plane = try await desk.plane(image, layout, index: 0, time: 0)
            #expect(plane.bytes == sent && plane.type == .uint8)
            let json = ImageDescription(item: item, image: image).json
            #expect(json["channels"] == .integer(Int64(sent.count / 2)))
            #expect(json["sentType"] == .string("uint8"))
            #expect(json["isInverted"] == .bool(interpretation == "MONOCHROME1"))
        }
    }
}
