import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@Suite struct `A mixed series` {
    @Test func `of copies keeps one of each and counts the others`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { k in
                var slice = SliceFile.axial(Double(k) * 5, k + 1)
                slice.uid = "2.25.9\(k)"
                return slice
            }
            let series = try folder.series(slices + slices.prefix(2))
            #expect(
                series.findings == [
                    "2 slices are copies of another (the same SOPInstanceUID) and left out."
                ])
            #expect(series.volumes.map(\.header.shape) == [[3, 2, 3]])
            #expect(series.volumes[0].findings == [])
            #expect(try series.volumes[0].allValues() == slices.values)
        }
    }

    @Test func `with one place taken twice shows the first and says so`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { SliceFile.axial(Double($0) * 5, $0 + 1) }
            let again = SliceFile.axial(5, 40)
            let volume = try folder.series([again] + slices).volumes[0]
            #expect(volume.header.shape == [3, 2, 3])
            #expect(
                volume.findings == [
                    "1 slice lies where another lies, but not everywhere alike: the first of each place is shown, "
                        + "the others are left out."
                ])
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test func `of time points becomes a fourth axis, in their order`() throws {
        try withTemporaryFolder { folder in
            var slices: [SliceFile] = []
            for time in 0..<2 {
                for k in 0..<3 {
                    // InstanceNumber falls with time, so that only TemporalPositionIdentifier tells.
                    var slice = SliceFile.axial(Double(k) * 5, 100 - 10 * time + k)
                    slice.first = 1000 * time + 100 * k
                    slice.extra = {
                        $0.set(.temporalPositionIdentifier, integer: time + 1)
                        $0.set(.temporalResolution, [1500])
                    }
                    slices.append(slice)
                }
            }
            let volume = try folder.series([3, 0, 4, 1, 5, 2].map { slices[$0] }).volumes[0]
            #expect(volume.header.shape == [3, 2, 3, 2] && volume.header.timeStepSeconds == 1.5)
            expectColumns(volume.header.affine, [[-1.5, 0, 0], [0, -2, 0], [0, 0, 5], [-10, -20, 0]])
            #expect(
                volume.findings == [
                    "Every place is taken 2 times (time points or repeats); they make a fourth axis."
                ])
            #expect(try volume.allValues() == slices.values)
            let last = try volume.read(Region([2..<3, 1..<2, 2..<3, 1..<2]))
            #expect(last.value(at: 0) == 1212)
        }
    }

    @Test(arguments: [
        "orientation", "size", "pixel spacing", "kind of pixel", "whether they say where they lie",
    ])
    func `makes a volume of each kind and says in what they differ`(_ kind: String) throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { SliceFile.axial(Double($0) * 5, $0 + 1) }
            var other = SliceFile.axial(2.5, 9)
            switch kind {
            case "orientation": other.orientation = [0, 1, 0, 0, 0, -1]
            case "size": other.size = (columns: 2, rows: 3)
            case "pixel spacing": other.spacing = [2, 1.6]
            case "kind of pixel": other.extra = { $0.set(.photometricInterpretation, .CS, "MONOCHROME1") }
            default: other.position = nil
            }
            let series = try folder.series([other] + slices)
            #expect(
                series.findings == [
                    "The series is not one volume: its slices differ in \(kind) and make 2 stacks (of 3, 1 slices)."
                ])
            try #require(series.volumes.count == 2)
            #expect(series.volumes[0].header.shape == [3, 2, 3] && series.volumes[0].findings == [])
            #expect(try series.volumes[0].allValues() == slices.values)
            #expect(series.volumes[1].header.shape == [other.size.columns, other.size.rows])
            #expect(series.volumes[1].header.isInverted == (kind == "kind of pixel"))
            #expect(try series.volumes[1].allValues() == other.values)
        }
    }

    @Test func `of rescales, as PET has them, holds rescaled values`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { k in
                var slice = SliceFile.axial(Double(k) * 5, k + 1)
                (slice.slope, slice.intercept) = (0.25 * Double(k + 1), Double(-k))
                slice.extra = {
                    $0.set(.modality, .CS, "PT")
                    $0.set(.units, .CS, "BQML")
                }
                return slice
            }
            let volume = try folder.series(slices.reversed()).volumes[0]
            #expect(volume.header.storedType == .float32)
            #expect(volume.header.rescale == Rescale(unit: "BQML"))
            #expect(
                volume.findings == [
                    "The slices have rescales of their own; the volume holds rescaled values as float32."
                ])
            let wanted = slices.flatMap { slice in slice.values.map { $0 * slice.slope + slice.intercept } }
            #expect(try volume.allValues() == wanted)
            let cut = try volume.read(Region([1..<2, 1..<2, 1..<3]))
            #expect(cut.value(at: 0) == 211 * 0.5 - 1 && cut.value(at: 1) == 311 * 0.75 - 2)
        }
    }
}
