import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

/// One slice of a made-up series of 3 × 2 pixels: pixel (i, j) holds `first + i + 10 * j`.
struct SliceFile {
    /// LPS+, as DICOM has it.
    var position: [Double]? = [0, 0, 0]
    var orientation: [Double] = [1, 0, 0, 0, 1, 0]
    /// Between rows, then between columns.
    var spacing: [Double]? = [2, 1.5]
    var thickness: Double? = 5
    var number: Int? = 1
    var first = 0
    var size = (columns: 3, rows: 2)
    var slope = 1.0
    var intercept = 0.0
    var uid: String?
    /// Whatever else the file is to say.
    var extra: (inout DICOMWriter) -> Void = { _ in }

    /// A slice `z` mm above the first, whose pixels start at 100 times its number.
    static func axial(_ z: Double, _ number: Int) -> SliceFile {
        SliceFile(position: [10, 20, z], number: number, first: 100 * number)
    }

    var values: [Double] {
        (0..<size.rows).flatMap { j in (0..<size.columns).map { Double(first + $0 + 10 * j) } }
    }

    func bytes(uid defaultUID: String) -> [UInt8] {
        var file = DICOMWriter(sopClassUID: DICOMWriter.mrImageStorage, sopInstanceUID: uid ?? defaultUID)
        file.set(.modality, .CS, "MR")
        file.set(.seriesInstanceUID, .UI, "2.25.77")
        if let number { file.set(.instanceNumber, integer: number) }
        if let position {
            file.set(.imagePositionPatient, position)
            file.set(.imageOrientationPatient, orientation)
        }
        if let spacing { file.set(.pixelSpacing, spacing) }
        if let thickness { file.set(.sliceThickness, [thickness]) }
        file.set(.samplesPerPixel, short: 1)
        file.set(.photometricInterpretation, .CS, "MONOCHROME2")
        file.set(.columns, short: UInt16(size.columns))
        file.set(.rows, short: UInt16(size.rows))
        file.set(.bitsAllocated, short: 16)
        file.set(.bitsStored, short: 16)
        file.set(.highBit, short: 15)
        file.set(.pixelRepresentation, short: 1)
        if slope != 1 || intercept != 0 {
            file.set(.rescaleSlope, [slope])
            file.set(.rescaleIntercept, [intercept])
        }
        let samples = values.flatMap { value in
            [UInt8(truncatingIfNeeded: Int(value)), UInt8(truncatingIfNeeded: Int(value) >> 8)]
        }
        file.set(.pixelData, .OW, bytes: samples)
        extra(&file)
        return file.bytes
    }
}

extension [SliceFile] {
    /// The values of one after another.
    var values: [Double] { flatMap(\.values) }
}

extension TemporaryFolder {
    /// Writes the slices as files, in this order, and puts them together.
    func series(_ slices: [SliceFile]) throws -> DICOMSeries {
        try series(of: slices.enumerated().map { $1.bytes(uid: "2.25.1\($0)") })
    }

    func series(of files: [[UInt8]]) throws -> DICOMSeries {
        try DICOMSeries(files.enumerated().map { FilePath(try write($1, to: "\($0).dcm")) })
    }
}

extension ImageSource {
    /// All samples, rescaled.
    func allValues() throws -> [Double] {
        let block = try readAll()
        let count = block.bytes.count / block.type.byteCount
        return (0..<count).map { header.rescale(block.value(at: $0)) }
    }
}

/// Expects an affine with these columns (RAS+), the origin last, to within what sixteen characters round.
func expectColumns(
    _ affine: Affine?, _ columns: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
) {
    guard let affine else {
        Issue.record("there is no affine", sourceLocation: sourceLocation)
        return
    }
    for (index, wanted) in columns.enumerated() {
        let off = affine.column(index) - Vector3(wanted[0], wanted[1], wanted[2])
        #expect(
            off.length < 1e-6, "column \(index) is \(affine.column(index)), not \(wanted)",
            sourceLocation: sourceLocation)
    }
}
