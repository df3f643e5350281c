import LightboxCore
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@testable import LightboxServer

@Suite struct `A plane of a volume` {
    /// Every pixel of every plane, by the letters and the layout alone, must be where the patient has it.
    @Test(arguments: OrientationPhantom.poses)
    func `is the right way round in pose`(_ pose: OrientationPhantom.Pose) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(NIfTIWriter().bytes(of: pose.volume), to: "phantom.nii")
        let source = try FrontDoor.standard.open(FilePath(path))
        let plan = DisplayPlan(source.header)
        #expect(plan.kind == .volume)
        #expect(plan.planes.map(\.name) == ["axial", "coronal", "sagittal"])
        let affine = try #require(source.header.affine)
        let expected: [String: [AnatomicalDirection]] = [
            "axial": [.right, .left, .anterior, .posterior],
            "coronal": [.right, .left, .superior, .inferior],
            "sagittal": [.anterior, .posterior, .superior, .inferior],
        ]
        for layout in plan.planes {
            let letters = try #require(layout.letters)
            #expect([letters.left, letters.right, letters.top, letters.bottom] == expected[layout.name])
            let axis = try #require(layout.sliceAxis)
            for index in [0, source.header.shape[axis] / 3, source.header.shape[axis] - 1] {
                let block = try source.read(
                    Plane.region(layout, index: index, time: 0, header: source.header))
                let plane = try #require(Plane(block, layout, index: 0))
                let whole = try #require(Plane(source.readAll(), layout, index: index))
                #expect(whole.bytes == plane.bytes)
                let samples = try #require(
                    SampleBlock(
                        shape: [plane.width, plane.height], channels: 1, type: plane.type, bytes: plane.bytes)
                )
                var positions: [[Vector3]] = []
                for row in 0..<plane.height {
                    positions.append(
                        (0..<plane.width).map { column in
                            var voxel = [0, 0, 0]
                            voxel[axis] = index
                            let (across, down) = (layout.columns, layout.rows)
                            voxel[across.axis] = across.isFlipped ? across.count - 1 - column : column
                            voxel[down.axis] = down.isFlipped ? down.count - 1 - row : row
                            return affine.position(
                                ofVoxel: Vector3(Double(voxel[0]), Double(voxel[1]), Double(voxel[2])))
                        })
                    for column in 0..<plane.width {
                        let truth = OrientationPhantom.value(at: positions[row][column]).rounded()
                        let value = source.header.rescale(samples.value(at: row * plane.width + column))
                        #expect(value == truth, "\(layout.name) \(index) at \(column), \(row)")
                    }
                }
                // Going towards a letter goes that way in the patient.
                let (last, first) = (positions[0][plane.width - 1], positions[0][0])
                #expect(Self.leads(last - first, letters.right))
                #expect(Self.leads(positions[plane.height - 1][0] - first, letters.bottom))
            }
        }
    }

    private static func leads(_ step: Vector3, _ direction: AnatomicalDirection) -> Bool {
        let along = [step.x, step.y, step.z][direction.patientAxis]
        return direction.isPositive ? along > 0 : along < 0
    }

    @Test func `claims no letters where the file states no orientation`() {
        let header = ImageHeader(shape: [4, 5, 6], storedType: .int16, spacing: [1, 1, 1])
        let plan = DisplayPlan(header)
        #expect(plan.kind == .volume)
        #expect(plan.planes.allSatisfy { $0.letters == nil })
        #expect(plan.planes.map(\.name) == ["k", "j", "i"])
        #expect(DisplayPlan(ImageHeader(shape: [4, 5, 6], storedType: .uint8)).kind == .stack)
        #expect(DisplayPlan(ImageHeader(shape: [4, 5], storedType: .uint8)).kind == .picture)
    }

    @Test func `counts further axes as one`() {
        let header = ImageHeader(shape: [2, 2, 2, 3, 4], storedType: .uint8, spacing: [1, 1, 1])
        #expect(DisplayPlan(header).timeCount == 12)
        let region = Plane.volume(time: 7, header: header)
        #expect(region.ranges == [0..<2, 0..<2, 0..<2, 1..<2, 2..<3])
    }

    @Test func `sends 64-bit integers as numbers a browser has`() throws {
        let bytes: [UInt8] = [0xFE, 255, 255, 255, 255, 255, 255, 255] + [3, 0, 0, 0, 0, 0, 0, 0]
        let block = try #require(SampleBlock(shape: [2, 1], channels: 1, type: .int64, bytes: bytes))
        let layout = try #require(DisplayPlan(ImageHeader(shape: [2, 1], storedType: .int64)).planes.first)
        let sent = try #require(Plane(block, layout, index: 0)).browserBytes
        let read = try #require(SampleBlock(shape: [2], channels: 1, type: sent.type, bytes: sent.bytes))
        #expect(sent.type == .float64)
        #expect(read.value(at: 0) == -2 && read.value(at: 1) == 3)
    }

    @Test func `of a picture too large to send is thinned`() throws {
        #expect(Plane.step(width: 4_000, height: 5_000) == 1)
        #expect(Plane.step(width: 10_000, height: 10_000) == 3)
        let block = try #require(
            SampleBlock(shape: [5, 3], channels: 1, type: .uint8, bytes: Array(0..<15)))
        let layout = try #require(DisplayPlan(ImageHeader(shape: [5, 3], storedType: .uint8)).planes.first)
        #expect(try #require(Plane(block, layout, index: 0, step: 2)).bytes == [0, 2, 4, 10, 12, 14])
    }
}
