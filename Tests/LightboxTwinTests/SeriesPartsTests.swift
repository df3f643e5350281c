import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@Suite struct `A series of several parts` {
    @Test(arguments: ["complex component", "echo", "segment", "SeriesNumber"])
    func `makes a stack of each`(_ kind: String) throws {
        try withTemporaryFolder { folder in
            var slices: [SliceFile] = []
            for part in 0..<2 {
                for k in 0..<3 {
                    var slice = SliceFile.axial(Double(k) * 5, 10 * part + k)
                    slice.extra = {
                        switch kind {
                        case "complex component":
                            $0.set(.imageType, .CS, "ORIGINAL\\PRIMARY\\" + ["M", "P"][part])
                        case "echo": $0.set(.echoTime, [[4.92, 7.38][part]])
                        case "segment": $0.set(.referencedSegmentNumber, short: UInt16(part + 1))
                        default: $0.set(.seriesNumber, integer: part + 4)
                        }
                    }
                    slices.append(slice)
                }
            }
            // What comes first among the files means nothing.
            let series = try folder.series([4, 1, 3, 0, 5, 2].map { slices[$0] })
            try #require(series.volumes.count == 2)
            #expect(
                series.findings == [
                    "The series is not one volume: its slices differ in \(kind) and make 2 stacks (of 3, 3 slices)."
                ])
            #expect(try series.volumes[0].allValues() == slices[..<3].flatMap(\.values))
            #expect(try series.volumes[1].allValues() == slices[3...].flatMap(\.values))
            #expect(series.volumes.allSatisfy { $0.header.shape == [3, 2, 3] && $0.findings.isEmpty })
        }
    }

    @Test func `takes copies for such only within one SeriesNumber`() throws {
        try withTemporaryFolder { folder in
            let slices = [4, 4, 5].map { number in
                var slice = SliceFile.axial(0, number)
                slice.uid = "2.25.8"
                slice.extra = { $0.set(.seriesNumber, integer: number) }
                return slice
            }
            let series = try folder.series(slices)
            #expect(series.volumes.count == 2)
            #expect(
                series.findings.first
                    == "1 slice is a copy of another (the same SOPInstanceUID) and left out.")
        }
    }

    /// A gzip stream of stored blocks (RFC 1952).
    private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
        func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + ZipBuilder.storedBlocks(bytes)
            + word(ZipBuilder.crc32(bytes)) + word(UInt32(bytes.count))
    }

    @Test func `may be gzipped files, or members of an archive`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { SliceFile.axial(Double($0) * 5, $0 + 1) }
            let files = slices.enumerated().map { $1.bytes(uid: "2.25.1\($0)") }
            let volume = try folder.series(of: files.map(gzipped)).volumes[0]
            #expect(volume.header.shape == [3, 2, 3])
            #expect(try volume.allValues() == slices.values)

            let zip = ZipBuilder(
                files.enumerated().map { .init("scans/\(2 - $0)/slice.dcm", $1) } + [
                    .init("scans/notes.txt", [65])
                ])
            let path = try folder.write(zip.bytes, to: "all.zip")
            for inner in ["", "/scans"] {
                let source = try ConversionSource([FilePath(path + inner)], ConversionChoices())
                #expect(source.image.header.shape == [3, 2, 3])
                #expect(try source.image.allValues() == slices.values)
            }
        }
    }

    @Test func `is written to NIfTI from the bottom up although it has no place`() throws {
        try withTemporaryFolder { folder in
            var slice = SliceFile.axial(0, 1)
            slice.position = nil
            let path = try folder.write(slice.bytes(uid: "2.25.1"), to: "a.dcm")
            let out = FilePath(folder.path("a.nii"))
            let source = try ConversionSource([FilePath(path)], ConversionChoices())
            _ = try Conversion(source, to: out, ConversionChoices()).write()
            let back = try FrontDoor.standard.open(out)
            #expect(try back.allValues() == [110, 111, 112, 100, 101, 102])
            #expect(back.header.affine == nil && back.header.spacing.prefix(2) == [1.5, 2])
        }
    }

    @Test func `may be mosaics, each the slices of one time point`() throws {
        try withTemporaryFolder { folder in
            let mosaics = (0..<2).map { time in
                var mosaic = SliceFile.axial(7, time + 1)
                (mosaic.size, mosaic.first) = ((columns: 4, rows: 4), 100 * time)
                mosaic.extra = {
                    $0.set(.imageType, .CS, "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC")
                    $0.set(.repetitionTime, [2500])
                    $0.set(Tag(0x0019, 0x0010), .LO, "SIEMENS MR HEADER")
                    $0.set(Tag(0x0019, 0x100A), short: 3)
                }
                return mosaic
            }
            let series = try folder.series(mosaics.reversed())
            let volume = series.volumes[0]
            #expect(series.volumes.count == 1 && volume.header.shape == [2, 2, 3, 2])
            // The position is that of a picture as large as the mosaic, around the same centre as a slice.
            expectColumns(volume.header.affine, [[-1.5, 0, 0], [0, -2, 0], [0, 0, 5], [-11.5, -22, 7]])
            let tiles: [Double] = [0, 1, 10, 11, 2, 3, 12, 13, 20, 21, 30, 31]
            #expect(try volume.allValues() == tiles + tiles.map { $0 + 100 })
            let part = try volume.read(Region([1..<2, 0..<2, 2..<3, 1..<2]))
            #expect((0..<2).map { part.value(at: $0) } == [121, 131])
        }
    }

    @Test func `lies where a dose grid says, plane by plane`() throws {
        try withTemporaryFolder { folder in
            var dose = SliceFile.axial(7, 1)
            dose.extra = { file in
                file.set(.modality, .CS, "RTDOSE")
                file.set(.numberOfFrames, integer: 3)
                file.set(.gridFrameOffsetVector, [0, 2.5, 5])
                file.set(.pixelData, .OW, bytes: (0..<18).flatMap { [UInt8($0), 0] })
            }
            let volume = try folder.series([dose]).volumes[0]
            expectColumns(volume.header.affine, [[-1.5, 0, 0], [0, -2, 0], [0, 0, 2.5], [-10, -20, 7]])
            #expect(try volume.allValues() == (0..<18).map { Double($0) })
        }
    }
}
