import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxTwin
import SystemPackage
import Testing

@Suite struct `The phantoms` {
    @Test func `make a folder that the front door and the series reader take`() throws {
        try withTemporaryFolder { folder in
            let files = try Phantoms.writeDemoFolder(into: FilePath(folder.path))
            // Closures inside #expect have been taken for others of the function: none are used there.
            func file(_ ending: String) throws -> FilePath {
                let found = files.filter { $0.string.hasSuffix(ending) }
                return try #require(found.first)
            }
            #expect(try FrontDoor.standard.report(file("/SYNTHETIC.txt")).format == .text)
            for file in files { #expect(FrontDoor.standard.report(file).problem == nil, "\(file)") }

            let slices = files.filter { $0.extension == "dcm" }
            #expect(slices.count >= 96)
            let header = try DICOMHeader(FileBytes(path: slices[0]))
            #expect(header.text(.patientID) == "SYNTHETIC-0001")
            #expect(header.text(.studyDescription)?.hasPrefix("SYNTHETIC") == true)
            let series = try DICOMSeries(slices)
            #expect(series.findings == [] && series.volumes.count == 1)
            let ct = series.volumes[0]
            #expect(ct.findings == [])
            #expect(ct.header.shape == [256, 256, 112])
            #expect(ct.header.affine?.axisCodes == [.left, .posterior, .superior])
            #expect(ct.header.rescale.unit == "HU")
            // The air beside the patient, and the blood of the aorta at the patient's left.
            #expect(abs(try value(in: ct, at: Vector3(170, 160, 0)) + 1000) < 90)
            #expect(try value(in: ct, at: Vector3(-24, -42, 0)) > 120)

            let head = try FrontDoor.standard.open(file("T1w.nii.gz"))
            #expect(head.header.affine?.axisCodes == [.right, .anterior, .superior])
            // The capsule is on the left and nowhere on the right.
            #expect(try value(in: head, at: Vector3(-82, 12, 18)) > 700)
            #expect(try value(in: head, at: Vector3(82, 12, 18)) < 200)

            let bold = try FrontDoor.standard.open(file("bold.nii.gz"))
            #expect(bold.header.shape == [56, 68, 36, 24])
            #expect(bold.header.timeStepSeconds == 2)
            let film = try FrontDoor.standard.open(file(".png"))
            #expect(film.header.shape == [1024, 1024] && film.header.storedType == .uint16)
        }
    }

    @Test func `are the same bytes for the same seed and others for another`() {
        let volume = OrientationPhantom.poses[0].volume
        let first = PhantomSeriesWriter(labels: .init(), seed: 5).files(of: volume).map(\.bytes)
        #expect(PhantomSeriesWriter(labels: .init(), seed: 5).files(of: volume).map(\.bytes) == first)
        #expect(PhantomSeriesWriter(labels: .init(), seed: 6).files(of: volume).map(\.bytes) != first)
        #expect(Phantoms.functionalMR().values == Phantoms.functionalMR().values)
        #expect(Phantoms.functionalMR().values != Phantoms.functionalMR(seed: 9).values)
    }

    /// The value of the voxel nearest to a patient position.
    private func value(in image: any ImageSource, at position: Vector3) throws -> Double {
        let voxel = try #require(image.header.affine?.inverse).position(ofVoxel: position)
        let place = [voxel.x, voxel.y, voxel.z].map { Int($0.rounded()) }
        let block = try image.read(Region(place.map { $0..<$0 + 1 }))
        return image.header.rescale(block.value(at: 0))
    }
}
