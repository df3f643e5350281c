import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxWriters

@Suite struct `An image of more than four axes` {
    private static let shape = [3, 2, 2, 2, 3, 2]

    /// Numbers as they stand in the file.
    private static func samples(_ numbers: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in numbers { bytes += [UInt8(number), 0] }
        return bytes
    }

    /// A NIfTI file of six axes, whose samples count up, with an intent.
    private func file(_ folder: borrowing TemporaryFolder, intent: Int16) throws -> FilePath {
        let count = Self.shape.reduce(1, *)
        let header = ImageHeader(shape: Self.shape, storedType: .int16, affine: .identity)
        var writer = NIfTIWriter()
        writer.intentCode = intent
        let path = FilePath(folder.path("in.nii"))
        try writer.write(TestImage(header, values: (0..<count).map { Double($0) }), to: path)
        return path
    }

    private func convert(
        _ path: FilePath, to name: String, _ folder: borrowing TemporaryFolder, volume: Int? = nil
    )
        throws -> (bytes: [UInt8], notes: [String])
    {
        var choices = ConversionChoices()
        choices.volume = volume
        let out = FilePath(folder.path(name))
        let conversion = try Conversion(ConversionSource([path], choices), to: out, choices)
        _ = try conversion.write()
        let file = try FileBytes(path: out)
        return (try file.read(at: 0, count: file.byteCountLimit), conversion.notes)
    }

    @Test func `keeps them all, and its intent, in NIfTI and NPY`() throws {
        try withTemporaryFolder { folder in
            let path = try file(folder, intent: 1007)
            let whole = try convert(path, to: "out.nii", folder)
            let samples = Self.samples(0..<Self.shape.reduce(1, *))
            #expect(Array(whole.bytes.suffix(samples.count)) == samples)
            // dim and intent_code (nifti1.h).
            let axes: [UInt8] = (0..<7).map { whole.bytes[40 + 2 * $0] }
            #expect(axes == [6, 3, 2, 2, 2, 3, 2])
            #expect(Int(whole.bytes[68]) | Int(whole.bytes[69]) << 8 == 1007)
            #expect(whole.notes.allSatisfy { !$0.hasPrefix("Axes 4") })
            let array = try convert(path, to: "out.npy", folder)
            #expect(String(decoding: array.bytes.prefix(128), as: UTF8.self).contains("(2, 3, 2, 2, 2, 3)"))
            #expect(Array(array.bytes.suffix(samples.count)) == samples)
        }
    }

    @Test func `has one fourth axis elsewhere, and where a volume is chosen, and says so`() throws {
        try withTemporaryFolder { folder in
            let path = try file(folder, intent: 1007)
            let nrrd = try convert(path, to: "out.nrrd", folder)
            #expect(nrrd.notes.contains("Axes 4 to 6 (2 × 3 × 2) are read as one axis of 12."))
            let volume = try convert(path, to: "one.nii", folder, volume: 7)
            #expect(Array(volume.bytes.suffix(24)) == Self.samples(84..<96))
            #expect(volume.bytes[68] == 0 && volume.bytes[40] == 3)
        }
    }

    @Test func `leaves out an intent that has parameters`() throws {
        try withTemporaryFolder { folder in
            let out = try convert(try file(folder, intent: 1005), to: "out.nii", folder)
            #expect(out.bytes[68] == 0 && out.bytes[69] == 0)
        }
    }

    @Test func `gives any box of it`() throws {
        try withTemporaryFolder { folder in
            let folded = try FrontDoor.standard.open(try file(folder, intent: 0))
            let image = try #require(UnfoldedImage(folded))
            #expect(image.header.shape == Self.shape)
            let block = try image.read(Region([1..<2, 0..<1, 1..<2, 1..<2, 1..<3, 0..<2]))
            // 1 + 6 k + 12 t, where t is 1 + 2 u + 6 v.
            #expect((0..<4).map { block.value(at: $0) } == [3, 5, 9, 11].map { 7 + 12 * Double($0) })
            #expect(throws: WriteError.self) { try image.read(Region([1..<2])) }
        }
    }
}
