import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@Suite struct `A diffusion series` {
    private typealias Tag = LightboxDICOM.Tag

    /// How a scanner states b-value and direction (LPS+).
    enum Vendor: String, CaseIterable, CustomTestStringConvertible {
        case standard, philips, siemens, siemensPrivateHeader, none
        var testDescription: String { rawValue }

        func write(_ bValue: Double, _ direction: [Double]?, to file: inout DICOMWriter) {
            func bits<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
                (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> T($0 * 8)) }
            }
            func single(_ value: Double) -> [UInt8] { bits(Float(value).bitPattern) }
            func double(_ values: [Double]) -> [UInt8] { values.flatMap { bits($0.bitPattern) } }
            switch self {
            case .none: break
            case .standard:
                file.set(.diffusionBValue, .FD, bytes: double([bValue]))
                if let direction { file.set(.diffusionGradientOrientation, .FD, bytes: double(direction)) }
            case .philips:
                file.set(Tag(0x2001, 0x0010), .LO, "Philips Imaging DD 001")
                file.set(Tag(0x2001, 0x1003), .FL, bytes: single(bValue))
                file.set(Tag(0x2005, 0x0011), .LO, "Philips MR Imaging DD 001")
                for (index, part) in (direction ?? []).enumerated() {
                    // As UN, which some archives make of what they do not know.
                    file.set(Tag(0x2005, UInt16(0x11B0 + index)), .UN, bytes: single(part))
                }
            case .siemens:
                file.set(Tag(0x0019, 0x0010), .LO, "SIEMENS MR HEADER")
                file.set(Tag(0x0019, 0x100C), .IS, "\(Int(bValue))")
                if let direction { file.set(Tag(0x0019, 0x100E), .FD, bytes: double(direction)) }
            case .siemensPrivateHeader:
                var header = Array("SV10".utf8) + [4, 3, 2, 1] + bits(Int32(2)) + bits(Int32(77))
                for (name, values) in [
                    ("B_value", [bValue]), ("DiffusionGradientDirection", direction ?? []),
                ] {
                    header += Array(name.utf8) + [UInt8](repeating: 0, count: 64 - name.utf8.count)
                    header += bits(Int32(values.count)) + Array("FD".utf8) + [0, 0] + bits(Int32(6))
                    header += bits(Int32(values.count)) + bits(Int32(77))
                    for value in values {
                        let text = Array("\(value)".utf8)
                        header +=
                            bits(Int32(text.count)) + bits(Int32(text.count)) + bits(Int32(77))
                            + bits(Int32(0))
                        header += text + [UInt8](repeating: 0, count: (4 - text.count % 4) % 4)
                    }
                }
                file.set(Tag(0x0029, 0x0010), .LO, "SIEMENS CSA HEADER")
                file.set(Tag(0x0029, 0x1010), .OB, bytes: header)
            }
        }
    }

    private let gradients: [(bValue: Double, direction: [Double]?)] = [
        (0, nil), (1000, [0.6, 0.8, 0]), (700, [0, 0.6, -0.8]),
    ]

    /// Three volumes of two axial slices.
    private func slices(
        _ extra: @escaping (inout DICOMWriter, _ time: Int, _ k: Int) -> Void
    ) -> [SliceFile] {
        (0..<3).flatMap { time in
            (0..<2).map { k in
                var slice = SliceFile.axial(Double(k) * 5, 2 * time + k + 1)
                slice.extra = { extra(&$0, time, k) }
                return slice
            }
        }
    }

    private func convert(
        _ slices: [SliceFile], _ folder: borrowing TemporaryFolder, to name: String = "out.nii.gz",
        _ choices: ConversionChoices = ConversionChoices()
    ) throws -> (bValues: String?, directions: String?, notes: [String]) {
        for (index, slice) in slices.enumerated() {
            try folder.write(slice.bytes(uid: "2.25.1\(index)"), to: "in/\(index).dcm")
        }
        let source = try ConversionSource([FilePath(folder.path("in"))], choices)
        let conversion = try Conversion(source, to: FilePath(folder.path(name)), choices)
        let files = try conversion.write()
        func text(_ ending: String) throws -> String? {
            try files.first { $0.string.hasSuffix("out.\(ending)") }.map {
                let bytes = try FileBytes(path: $0)
                return try String(decoding: bytes.read(at: 0, count: bytes.byteCountLimit), as: UTF8.self)
            }
        }
        return (try text("bval"), try text("bvec"), conversion.notes)
    }

    @Test(arguments: Vendor.allCases)
    func `has its b-values and directions beside the image, as FSL wants them, from`(_ vendor: Vendor) throws
    {
        try withTemporaryFolder { folder in
            let out = try convert(
                slices { file, time, _ in
                    vendor.write(gradients[time].bValue, gradients[time].direction, to: &file)
                }, folder)
            guard vendor != .none else {
                #expect(out.bValues == nil && out.directions == nil)
                return
            }
            #expect(out.bValues == "0\t1000\t700\n")
            // Rows run from the bottom up, against y of LPS+.
            #expect(out.directions == "0\t0.6\t0\n0\t-0.8\t-0.6\n0\t0\t-0.8\n")
        }
    }

    @Test(arguments: [
        ("ROW", [1.0, 0, 0, 0, 1, 0], 1.0, "-0.8\n-0.6\n0\n"),
        ("COL", [1, 0, 0, 0, 1, 0], 1, "-0.6\n0.8\n0\n"),
        ("ROW", [1, 0, 0, 0, 0, -1], 1, "-0.8\n0.6\n0\n"),
        ("COL", [1, 0, 0, 0, 0, -1], 1, "-0.6\n-0.8\n0\n"),
        ("ROW", [0, 1, 0, 0, 0, -1], 1, "0.8\n0.6\n0\n"), ("COL", [0, 1, 0, 0, 0, -1], 1, "0.6\n-0.8\n0\n"),
        ("COL", [1, 0, 0, 0, 1, 0], 0.7, "-0.6\n0.8\n0\n"),
    ])
    func `of GE has directions by the axes of the scan, and b-values by their length`(
        _ phase: String, _ orientation: [Double], _ length: Double, _ expected: String
    ) throws {
        try withTemporaryFolder { folder in
            let normal = [
                orientation[1] * orientation[5] - orientation[2] * orientation[4],
                orientation[2] * orientation[3] - orientation[0] * orientation[5],
                orientation[0] * orientation[4] - orientation[1] * orientation[3],
            ]
            let slices = (0..<4).map { index in
                var slice = SliceFile.axial(0, index + 1)
                (slice.orientation, slice.position) = (orientation, normal.map { $0 * Double(index % 2) * 5 })
                slice.extra = { file in
                    file.set(Tag(0x0018, 0x1312), .CS, phase)
                    file.set(Tag(0x0019, 0x0010), .LO, "GEMS_ACQU_01")
                    let own = index < 2 ? [0, 0, 0] : [0.6 * length, 0.8 * length, 0]
                    for (part, value) in own.enumerated() {
                        file.set(Tag(0x0019, UInt16(0x10BB + part)), .DS, "\(value)")
                    }
                    file.set(Tag(0x0043, 0x0010), .LO, "GEMS_PARM_01")
                    file.set(Tag(0x0043, 0x1039), .IS, index < 2 ? "0\\8\\0" : "1000001000\\8\\0")
                }
                return slice
            }
            let out = try convert(slices, folder)
            #expect(out.bValues == (length == 1 ? "0\t1000\n" : "0\t490\n"))
            #expect(out.directions == expected.split(separator: "\n").map { "0\t\($0)\n" }.joined())
        }
    }

    @Test func `whose slices disagree, or of which a volume says nothing, gets no table and a note`() throws {
        for isMissing in [true, false] {
            try withTemporaryFolder { folder in
                let out = try convert(
                    slices { file, time, k in
                        if isMissing, time == 2 { return }
                        let isOdd = !isMissing && time == 1 && k == 1
                        Vendor.standard.write(
                            gradients[time].bValue, isOdd ? [0.8, 0.6, 0] : gradients[time].direction,
                            to: &file)
                    }, folder)
                #expect(out.bValues == nil && out.directions == nil)
                let word =
                    isMissing ? "1 of 3 volumes state no b-value" : "The slices of volume 1 have several"
                #expect(out.notes.contains { $0.hasPrefix(word) })
            }
        }
    }

    @Test func `says which volumes have no direction, and has none for one volume or another kind`() throws {
        try withTemporaryFolder { folder in
            let series = slices { file, time, _ in
                Vendor.standard.write(
                    gradients[time].bValue, time == 2 ? nil : gradients[time].direction, to: &file)
            }
            let out = try convert(series, folder)
            #expect(out.directions == "0\t0.6\t0\n0\t-0.8\t0\n0\t0\t0\n")
            #expect(out.notes.contains { $0.hasPrefix("1 volume has a b-value and no direction") })
            var choices = ConversionChoices()
            choices.isReplacing = true
            #expect(try convert(series, folder, to: "out.nrrd", choices).bValues == nil)
            choices.volume = 1
            #expect(try convert(series, folder, choices).bValues == nil)
        }
    }

    @Test func `replaces neither image nor table unasked, and writes none of them then`() throws {
        try withTemporaryFolder { folder in
            let series = slices { file, time, _ in
                Vendor.standard.write(gradients[time].bValue, gradients[time].direction, to: &file)
            }
            try folder.write([65], to: "out.bvec")
            #expect(throws: OutputError.self) { _ = try convert(series, folder) }
            #expect((try? FileStatus(of: FilePath(folder.path("out.nii.gz")))) == nil)
            #expect((try? FileStatus(of: FilePath(folder.path("out.bval")))) == nil)
            #expect((try FileStatus(of: FilePath(folder.path("out.bvec")))).byteCount == 1)
        }
    }

    @Test func `has the first component backwards where the axes are right-handed`() throws {
        let affine = try #require(Affine(rows: [[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0]]))
        let mirrored = try #require(Affine(rows: [[-2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0]]))
        try withTemporaryFolder { folder in
            // LPS+ (0.6, 0.8, 0) is RAS+ (-0.6, -0.8, 0).
            let series = try folder.series(
                slices { file, time, _ in
                    Vendor.standard.write(gradients[time].bValue, gradients[time].direction, to: &file)
                })
            guard case .table(let table)? = try series.volumes[0].gradients() else {
                Issue.record("no gradients")
                return
            }
            #expect(GradientTable([table[1]], affine).directions == "0.6\n-0.8\n0\n")
            #expect(GradientTable([table[1]], mirrored).directions == "0.6\n-0.8\n0\n")
            #expect(GradientTable([table[2]], affine).directions == "0\n-0.6\n-0.8\n")
        }
    }
}
