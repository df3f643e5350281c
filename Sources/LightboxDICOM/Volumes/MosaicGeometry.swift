public import LightboxCore

/// How the slices of a Siemens mosaic lie in its one picture, and in the patient.
///
/// The scanner puts the slices of a volume side by side in a square, row by row. The position in the header is that of
/// the corner of a picture as large as the mosaic, around the same centre as each slice; so the first pixel of a
/// slice lies half the difference of the sizes further in.
public struct MosaicGeometry: Sendable, Hashable {
    /// The number of slices.
    public let count: Int
    /// The number of slices side by side, and of such rows.
    public let tilesAcross: Int
    /// The size of one slice.
    public let columns: Int
    public let rows: Int
    /// The map from (i, j, slice) to the patient, or `nil` where the header does not say.
    public let affine: Affine?
    /// Between pixels and slices in millimetres; empty where they are not stated.
    public let spacing: [Double]
    /// What a careful user should know, a sentence each.
    public let notes: [String]

    /// Reads how a mosaic is made, or returns `nil` where the object is none.
    ///
    /// - Throws: `MosaicProblem` where it is one and its slices cannot be told; what the source throws.
    public init?(_ header: DICOMHeader, from source: any ByteSource) throws {
        guard header.texts(.imageType).contains("MOSAIC"), header.frameCount == 1 else { return nil }
        try self.init(header, DICOMFile(source))
    }

    /// The same where all elements were read before.
    init(_ header: DICOMHeader, _ file: DICOMFile) throws {
        let set = file.dataSet
        var siemens: SiemensHeader?
        for creator in ["SIEMENS CSA HEADER", "SIEMENS MEDCOM HEADER"] where siemens == nil {
            guard let element = set.privateElement(0x0029, 0x10, of: creator),
                let bytes = try file.bytes(of: element)
            else { continue }
            let read = SiemensHeader(bytes)
            if !read["NumberOfImagesInMosaic"].isEmpty { siemens = read }
        }
        let stated =
            siemens?.numbers("NumberOfImagesInMosaic").first
            ?? set.privateElement(0x0019, 0x0A, of: "SIEMENS MR HEADER").flatMap { element -> Double? in
                guard element.vr == .UN, case .bytes(let bytes) = element.value else {
                    return set.numbers(of: element).first
                }
                // Without a VR, as Implicit VR has it: the scanner writes US.
                return bytes.numbers(.uint16, element.order).first
            }
        guard let stated, let count = Int(exactly: stated), count > 0 else {
            throw MosaicProblem.countMissing
        }
        let (columns, rows) = (header.integer(.columns) ?? 0, header.integer(.rows) ?? 0)
        let across = Int(Double(count).squareRoot().rounded(.up))
        guard count <= 1 << 20, columns > 0, rows > 0, columns % across == 0, rows % across == 0 else {
            throw MosaicProblem.indivisible(count: count, columns: columns, rows: rows)
        }
        (self.count, tilesAcross) = (count, across)
        (self.columns, self.rows) = (columns / across, rows / across)

        var notes: [String] = []
        guard let plane = header.plane(), let pixels = header.pixelSpacing() else {
            (affine, spacing) = (nil, [])
            self.notes = ["The mosaic does not say where it lies in the patient."]
            return
        }
        var step = header.statedSliceSpacing()
        if step == nil {
            step = 1
            notes.append("The distance between the slices is not stated; 1 mm is assumed.")
        } else if header.number(.spacingBetweenSlices) == nil {
            notes.append(
                "SpacingBetweenSlices is missing; the slices are taken to lie as far apart as they are thick."
            )
        }
        // The slices follow each other along the normal that the scanner wrote, which may point either way.
        var normal = plane.normal
        if let own = siemens?.numbers("SliceNormalVector"), own.count == 3 {
            let ras = Vector3(-own[0], -own[1], own[2])
            if ras.dot(normal) < 0 { normal = normal * -1 }
            if abs(ras.dot(normal)) < 0.99 {
                notes.append(
                    "The slice normal of the private header is not that of the image's orientation, which is used."
                )
            }
        } else {
            notes.append(
                "The private header has no slice normal; the slices are taken to follow the normal of the image's orientation."
            )
        }
        let (right, down) = (plane.right * pixels.i, plane.down * pixels.j)
        affine = Affine(
            i: right, j: down, k: normal * (step ?? 1),
            origin: plane.position + right * (Double(columns - self.columns) / 2)
                + down * (Double(rows - self.rows) / 2))
        spacing = [pixels.i, pixels.j, step ?? 1]
        self.notes = notes
    }

    /// Where a slice lies in the picture.
    public func tile(_ slice: Int) -> (columns: Range<Int>, rows: Range<Int>) {
        let (row, column) = slice.quotientAndRemainder(dividingBy: tilesAcross)
        return (
            column * columns..<(column + 1) * columns,
            row * rows..<(row + 1) * rows
        )
    }
}

/// Why the slices of a mosaic cannot be told.
public enum MosaicProblem: Error, Sendable, Hashable, CustomStringConvertible {
    case countMissing
    case indivisible(count: Int, columns: Int, rows: Int)

    public var description: String {
        switch self {
        case .countMissing:
            "This is a Siemens mosaic, but how many slices it holds is not stated (NumberOfImagesInMosaic): it is shown "
                + "as the one picture that it is stored as."
        case .indivisible(let count, let columns, let rows):
            "This is a Siemens mosaic, but \(columns) × \(rows) pixels cannot be cut into \(count) slices of one size: it "
                + "is shown as the one picture that it is stored as."
        }
    }
}
