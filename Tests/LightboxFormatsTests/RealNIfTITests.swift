import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Compares with what nibabel found in the same files.
@Suite struct `Real NIfTI files` {
    @Test func `have the voxels, sizes and places that nibabel finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("nifti") else {
            print("no test data: real NIfTI files were not read")
            return
        }
        var (compared, refused) = (0, [String]())
        for (name, truth) in expected.sorted(by: { $0.key < $1.key }) {
            let path = FilePath(root + "/" + name)
            let report = FrontDoor.standard.report(path)
            guard let hash = truth["sha256_stored"] as? String, let header = report.header else {
                refused.append("\(name): \(report.format.name), \(report.problem ?? "not read")")
                continue
            }
            compared += 1
            let block = try FrontDoor.standard.open(path).readAll()
            #expect(Digest.sha256(block.bytes) == hash, "\(name)")
            let shape = try #require(truth["shape"] as? [Int])
            #expect(header.shape.reduce(1, *) == shape.reduce(1, *), "\(name)")
            if shape.count <= 4, shape.count > 1 { #expect(header.shape == shape, "\(name)") }
            let codes = [truth["sform_code"], truth["qform_code"]].compactMap { $0 as? Double }
            if codes.contains(where: { $0 > 0 }), let rows = truth["affine"] as? [[Double]] {
                let affine = try #require(header.affine, "\(name)")
                let unit = (Int(truth["xyzt_units"] as? Double ?? 2) & 7) == 3 ? 0.001 : 1
                for (row, others) in zip(affine.rows, rows) {
                    for (a, b) in zip(row, others) {
                        #expect(abs(a - b * unit) < 1e-4 * max(1, abs(b)), "\(name)")
                    }
                }
            } else {
                #expect(header.affine == nil, "\(name)")
            }
        }
        print(
            "real NIfTI files: \(compared) agree; not read:", refused.joined(separator: "\n  "),
            separator: "\n  ")
        #expect(compared >= 60)
    }

    @Test func `are cut as they are read whole`() throws {
        guard let root = TestData.root else { return }
        for name in ["nifti/dipy/small_101D.nii.gz", "nifti/nibabel/nibabel/tests/data/functional.nii"] {
            let image = try FrontDoor.standard.open(FilePath(root + "/" + name))
            let shape = image.header.shape
            let whole = try image.readAll()
            for axis in 0..<3 {
                var ranges = shape.map { 0..<$0 }
                ranges[axis] = shape[axis] / 2..<shape[axis] / 2 + 1
                let cut = try image.read(Region(ranges))
                var index = 0
                for t in ranges[3] {
                    for k in ranges[2] {
                        for j in ranges[1] {
                            for i in ranges[0] {
                                let place = i + shape[0] * (j + shape[1] * (k + shape[2] * t))
                                try #require(
                                    cut.value(at: index) == whole.value(at: place), "\(name) axis \(axis)")
                                index += 1
                            }
                        }
                    }
                }
            }
        }
    }
}
