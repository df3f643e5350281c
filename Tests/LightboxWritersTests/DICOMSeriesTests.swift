import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxWriters
import SystemPackage
import Testing

@Suite struct `A DICOM series that was written` {
    private func files(in folder: FilePath) throws -> [FilePath] {
        try DiskTree(path: folder).entries(in: "").map { folder.appending($0.name) }
    }

    @Test func `is the same volume in the same place`() throws {
        try withTemporaryFolder { folder in
            for seed in 0..<25 {
                var images = RandomImages(seed: UInt64(seed))
                (images.types, images.ranks) = ([.uint8, .int16, .uint16], 3...4)
                (images.hasRescale, images.hasShear) = (true, false)
                var image = images.next()
                let affine = images.affine()
                let old = image.header
                let header = ImageHeader(
                    shape: old.shape, storedType: old.storedType, spacing: affine.spacing, affine: affine,
                    timeStepSeconds: old.timeStepSeconds, rescale: old.rescale)
                let bytes = image.bytes
                image = TestImage(header)
                image.bytes = bytes
                let path = FilePath(folder.path("\(seed)"))
                var writer = DICOMSeriesWriter()
                writer.modality = ["CT", "MR", "OT"][seed % 3]
                try writer.write(image, to: path)
                let series = try DICOMSeries(files(in: path))
                #expect(
                    series.volumes.count == 1 && series.findings.isEmpty, "seed \(seed): \(series.findings)")
                // The slices come back along the normal of their planes: perhaps from the other end.
                let back = series.volumes[0]
                let isTurned = affine.determinant < 0
                let flipped = ReorderedImage(image, flipped: [false, false, isTurned && header.shape[2] > 1])
                let expected: any ImageSource = header.shape[2] > 1 ? flipped : image
                #expect(try back.readAll().bytes == expected.readAll().bytes, "seed \(seed)")
                #expect(
                    (difference(back.header.affine, expected.header.affine) ?? 9) < 1e-4
                        || header.shape[2] == 1)
                #expect(abs(back.header.rescale.slope - header.rescale.slope) < 1e-12, "seed \(seed)")
                #expect(abs(back.header.rescale.intercept - header.rescale.intercept) < 1e-8, "seed \(seed)")
                if header.shape.count > 3, header.shape[3] > 1 { #expect(back.header.timeStepSeconds == 2.5) }
            }
        }
    }

    @Test func `names no patient, and each file its own`() throws {
        try withTemporaryFolder { folder in
            let path = FilePath(folder.path("rgb"))
            try DICOMSeriesWriter().write(
                TestImage(ImageHeader(shape: [3, 2, 4], channels: 3, storedType: .uint8)), to: path)
            let headers = try files(in: path).map { try DICOMHeader(FileBytes(path: $0)) }
            #expect(headers.count == 4)
            #expect(Set(headers.map { $0.text(.sopInstanceUID) }).count == 4)
            #expect(Set(headers.map { $0.text(.seriesInstanceUID) }).count == 1)
            for header in headers {
                #expect(header.text(.patientID) == "ANONYMOUS")
                #expect(header.text(.sopClassUID) == DICOMWriter.secondaryCaptureImageStorage)
                #expect(header.text(.sopInstanceUID)?.utf8.count ?? 99 <= 64)
            }
        }
    }

    @Test func `is one file where the name ends in .dcm`() throws {
        try withTemporaryFolder { folder in
            let image = TestImage(ImageHeader(shape: [3, 2], storedType: .uint16))
            let path = FilePath(folder.path("one.dcm"))
            try DICOMSeriesWriter().write(image, to: path)
            #expect(try FrontDoor.standard.open(path).readAll().bytes == image.bytes)
            let volume = TestImage(ImageHeader(shape: [3, 2, 2], storedType: .uint16))
            #expect(throws: WriteError.self) {
                try DICOMSeriesWriter().write(volume, to: FilePath(folder.path("two.dcm")))
            }
        }
    }

    @Test(arguments: [
        (0.1, "0.1"), (-1024, "-1024"), (1.0 / 3, "0.33333333333333"), (1e-20, "0"), (-2.5e-17, "0"),
        (123_456.789_012_345_678, "123456.789012346"), (1.234_567_890_123_45e-7, "1234567890123e-19"),
        (6.103_608_758_678_57e-5, "610360875868e-16"),
    ])
    func `writes decimals in 16 characters as exactly as they allow`(number: Double, text: String) {
        let written = DICOMWriter.decimalString(number)
        #expect(written.utf8.count <= 16)
        #expect(abs((Double(written) ?? .nan) - number) <= abs(number) * 1e-11 || abs(number) < 1e-12)
        if number == 0.1 || number == -1024 { #expect(written == text) }
    }
}
