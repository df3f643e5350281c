import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@Suite struct `The orientation phantom` {
    @Test func `has 48 straight poses and two oblique ones, each of its own kind`() {
        let names = OrientationPhantom.poses.map(\.name)
        #expect(names.count == 50)
        #expect(Set(names).count == 50)
        #expect(names.contains("LPS") && names.contains("RAS") && names.contains("oblique-2"))
    }

    @Test(arguments: OrientationPhantom.poses) func `is read the right way round as NIfTI`(
        pose: OrientationPhantom.Pose
    ) throws {
        try withTemporaryFolder { folder in
            let path = try folder.write(NIfTIWriter().gzipped(pose.volume), to: "\(pose.name).nii.gz")
            let image = try FrontDoor.standard.open(FilePath(path))
            #expect(image.header.shape == pose.shape)
            try expectTruth(image, pose: pose)
            #expect(image.header.affine?.axisCodes == pose.affine.axisCodes)
        }
    }

    @Test(arguments: OrientationPhantom.poses) func `is read the right way round as shuffled DICOM`(
        pose: OrientationPhantom.Pose
    ) throws {
        try withTemporaryFolder { folder in
            var writer = PhantomSeriesWriter(labels: .init(), seed: 7)
            writer.isShuffled = true
            writer.labels.storedOffset = 1024
            let files = try writer.files(of: pose.volume).map {
                FilePath(try folder.write($0.bytes, to: $0.name))
            }
            let series = try DICOMSeries(files.shuffled())
            #expect(series.findings == [])
            #expect(series.volumes.count == 1)
            let volume = series.volumes[0]
            #expect(volume.header.shape == pose.shape)
            #expect(volume.findings == [])
            try expectTruth(volume, pose: pose)
            // DICOM states no direction for k: slices are sorted so that the axes are right-handed.
            var codes = pose.affine.axisCodes
            if pose.affine.determinant < 0 { codes[2] = codes[2].opposite }
            #expect(volume.header.affine?.axisCodes == codes)
        }
    }

    /// Every voxel must hold what the phantom states for the patient position that the image claims.
    private func expectTruth(_ image: any ImageSource, pose: OrientationPhantom.Pose) throws {
        let affine = try #require(image.header.affine)
        let block = try image.readAll()
        // Rounded numbers in the file move a position by less than this many values.
        let tolerance = pose.name.hasPrefix("oblique") ? 1.01 : 0.5
        var (index, wrong) = (0, 0)
        for k in 0..<image.header.shape[2] {
            for j in 0..<image.header.shape[1] {
                for i in 0..<image.header.shape[0] {
                    let position = affine.position(ofVoxel: Vector3(Double(i), Double(j), Double(k)))
                    let found = image.header.rescale(block.value(at: index))
                    if abs(found - OrientationPhantom.value(at: position)) > tolerance { wrong += 1 }
                    index += 1
                }
            }
        }
        #expect(wrong == 0, "\(pose.name): \(wrong) of \(index) voxels")
    }
}
