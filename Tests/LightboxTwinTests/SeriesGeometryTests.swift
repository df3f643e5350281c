import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@Suite struct `The slices of a series` {
    private static let columns: [[Double]] = [[-1.5, 0, 0], [0, -2, 0], [0, 0, 5], [-10, -20, 0]]

    @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
    func `lie by position, whatever the order of files and numbers`(_ order: [Int]) throws {
        try withTemporaryFolder { folder in
            let slices = (0..<4).map { SliceFile.axial(Double($0) * 5, 9 - $0) }
            let series = try folder.series(order.map { slices[$0] })
            let volume = series.volumes[0]
            #expect(series.volumes.count == 1 && series.findings == [] && volume.findings == [])
            #expect(volume.header.shape == [3, 2, 4] && volume.header.storedType == .int16)
            #expect(volume.header.spacing == [1.5, 2, 5])
            expectColumns(volume.header.affine, Self.columns)
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test func `run along the normal where rows run to the left, and steps are small and uneven numbers`()
        throws
    {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { k in
                var slice = SliceFile.axial(-0.7 * Double(k), k + 1)
                slice.orientation = [-1, 0, 0, 0, 1, 0]
                slice.spacing = [0.45, 0.3]
                // The positions decide, not what the header states; a negative step is what some writers mean by down.
                slice.thickness = 5
                slice.extra = { $0.set(.spacingBetweenSlices, [-3]) }
                return slice
            }
            let volume = try folder.series(slices.reversed()).volumes[0]
            #expect(volume.findings == [])
            expectColumns(
                volume.header.affine, [[0.3, 0, 0], [0, -0.45, 0], [0, 0, -0.7], [-10, -20, 0]])
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test(arguments: [[-2, 1.5], [2, 0], [2]])
    func `are in order but have no places without a pixel spacing above 0`(_ spacing: [Double]) throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { k in
                var slice = SliceFile.axial(Double(k) * 5, 9 - k)
                slice.spacing = spacing
                return slice
            }
            let volume = try folder.series(slices).volumes[0]
            #expect(
                volume.findings == [
                    "The distance between pixels is not stated: the slices are in order, but no patient positions "
                        + "are given."
                ])
            #expect(volume.header.affine == nil && volume.header.spacing == [])
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test(arguments: [[0, 1, 3], [0, 2, 3], [0, 1, 3, 4], [0, 1, 2, 5, 6]])
    func `that are missing leave gaps, which are reported`(_ present: [Int]) throws {
        try withTemporaryFolder { folder in
            let depth = (present.last ?? 0) + 1
            let volume = try folder.series(present.map { SliceFile.axial(Double($0) * 5, $0 + 1) }).volumes[0]
            #expect(volume.header.shape == [3, 2, depth] && volume.header.storedType == .float32)
            expectColumns(volume.header.affine, Self.columns)
            let missing = depth - present.count
            let words = missing == 1 ? "1 slice is missing" : "\(missing) slices are missing"
            #expect(volume.findings.count == 1)
            #expect(volume.findings.first?.hasPrefix("\(words) in 1 place: slices lie 5 mm apart") == true)
            let values = try volume.allValues()
            try #require(values.count == 6 * depth)
            for k in 0..<depth {
                let slice = Array(values[k * 6..<k * 6 + 6])
                if present.contains(k) {
                    #expect(slice == SliceFile.axial(0, k + 1).values)
                } else {
                    let isEmpty = slice.allSatisfy(\.isNaN)
                    #expect(isEmpty)
                }
                let origin = volume.origin(ofSlice: k)
                #expect((origin != nil) == present.contains(k))
            }
        }
    }

    @Test func `at uneven distances get no places`() throws {
        try withTemporaryFolder { folder in
            let slices = [0, 5, 12, 17, 24].map { SliceFile.axial($0, 1) }
            let volume = try folder.series(slices).volumes[0]
            #expect(volume.header.shape == [3, 2, 5] && volume.header.affine == nil)
            #expect(volume.header.spacing == [])
            #expect(
                volume.findings == [
                    "The slices are unevenly spaced, from 5 mm to 7 mm (median 5 mm); no patient positions are given."
                ])
        }
    }

    @Test func `of a tilted gantry are placed along the tilt`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { k in
                var slice = SliceFile.axial(Double(k) * 5, k + 1)
                slice.position = [10, 20 + 2 * Double(k), Double(k) * 5]
                return slice
            }
            let volume = try folder.series(slices).volumes[0]
            expectColumns(volume.header.affine, [[-1.5, 0, 0], [0, -2, 0], [0, -2, 5], [-10, -20, 0]])
            #expect(
                volume.findings == [
                    "The stack is tilted: the slices are shifted against each other by 4 mm over 10 mm. Patient "
                        + "positions take this into account."
                ])
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test func `of a tilted phantom hold what lies at each place, even with one of them lost`() throws {
        try withTemporaryFolder { folder in
            let affine = Affine(
                i: Vector3(-1.5, 0, 0), j: Vector3(0, -1.25, 0), k: Vector3(0, 1, 2.5),
                origin: Vector3(9, 12, -6))
            func truth(_ p: Vector3) -> Double { 400 + 20 * p.x - 8 * p.y + 30 * p.z }
            let phantom = PhantomVolume(shape: [5, 6, 7], affine: affine, value: truth)
            var files = PhantomSeriesWriter(labels: .init(), seed: 3).files(of: phantom).map(\.bytes)
            files.remove(at: 4)
            let volume = try folder.series(of: files.reversed()).volumes[0]
            #expect(volume.header.shape == [5, 6, 7])
            #expect(volume.findings.count == 2)
            #expect(volume.findings.first?.hasPrefix("The stack is tilted") == true)
            #expect(volume.findings.last?.hasPrefix("1 slice is missing in 1 place") == true)
            let (map, values) = (try #require(volume.header.affine), try volume.allValues())
            try #require(values.count == 5 * 6 * 7)
            for k in 0..<7 {
                for j in 0..<6 {
                    for i in 0..<5 {
                        let place = map.position(ofVoxel: Vector3(Double(i), Double(j), Double(k)))
                        let value = values[(k * 6 + j) * 5 + i]
                        if k == 4 {
                            #expect(value.isNaN)
                        } else {
                            #expect(abs(value - truth(place)) <= 0.501)
                        }
                    }
                }
            }
        }
    }

    @Test func `that are shifted sideways get no places`() throws {
        try withTemporaryFolder { folder in
            var slices = (0..<4).map { SliceFile.axial(Double($0) * 5, $0 + 1) }
            slices[2].position = [17, 20, 10]
            let volume = try folder.series(slices).volumes[0]
            #expect(volume.header.affine == nil && volume.header.spacing == [])
            #expect(
                volume.findings == [
                    "The slices are shifted sideways against each other, by up to 7 mm from one line; no patient "
                        + "positions are given."
                ])
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test func `beside each other at one depth are not taken for one place`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<4).map { n in
                var slice = SliceFile.axial(Double(n / 2) * 5, n + 1)
                if n % 2 == 1 { slice.position?[0] = 60 }
                return slice
            }
            let volume = try folder.series(slices).volumes[0]
            #expect(volume.header.affine == nil)
            #expect(
                volume.findings.contains(
                    "Slices of one depth lie beside each other, up to 50 mm apart; no patient positions are given."
                ))
        }
    }

    @Test func `without places are stacked by number, and left and right are not claimed`() throws {
        try withTemporaryFolder { folder in
            let slices = (0..<3).map { SliceFile(position: nil, number: $0 + 1, first: 100 * $0) }
            let volume = try folder.series(slices.reversed()).volumes[0]
            #expect(volume.header.shape == [3, 2, 3] && volume.header.affine == nil)
            #expect(volume.header.spacing == [1.5, 2, 5])
            #expect(
                volume.findings == [
                    "The slices do not say where they lie in the patient: they are stacked by InstanceNumber, and "
                        + "left and right are not known."
                ])
            #expect(try volume.allValues() == slices.values)
        }
    }

    @Test(arguments: [[1, 1, 2], [nil, 1, 2]])
    func `without places or numbers of their own say so`(_ numbers: [Int?]) throws {
        try withTemporaryFolder { folder in
            let volume = try folder.series(numbers.map { SliceFile(position: nil, number: $0) }).volumes[0]
            #expect(volume.findings.count == 2)
            #expect(
                volume.findings.last
                    == "Not every slice has an InstanceNumber of its own; the others keep the order of their files."
            )
        }
    }

    @Test func `that are single make a picture with a place`() throws {
        try withTemporaryFolder { folder in
            let slice = SliceFile.axial(30, 1)
            let series = try folder.series([slice])
            let volume = series.volumes[0]
            #expect(series.findings == [] && volume.findings == [])
            #expect(volume.header.shape == [3, 2] && volume.header.spacing == [1.5, 2])
            expectColumns(volume.header.affine, [[-1.5, 0, 0], [0, -2, 0], [0, 0, 5], [-10, -20, 30]])
            #expect(try volume.allValues() == slice.values)

            var thin = slice
            thin.thickness = nil
            let assumed = try folder.series([thin]).volumes[0].findings
            #expect(assumed == ["The thickness of the slice is not stated; 1 mm is assumed."])
        }
    }
}
