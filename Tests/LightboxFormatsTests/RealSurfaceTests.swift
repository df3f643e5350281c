import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Compares with what nibabel found in the same files.
@Suite struct `Real surfaces and MINC 1 files` {
    @Test func `of GIFTI have the arrays that nibabel finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("gifti") else {
            print("no test data: real GIFTI files were not read")
            return
        }
        var (agreeing, files) = (0, 0)
        for (name, truth) in expected.sorted(by: { $0.key < $1.key }) {
            // Debug builds decode slowly.
            guard let arrays = truth["arrays"] as? [[String: Any]],
                let size = TestData.bytes(name)?.count, size < 400_000
            else { continue }
            let path = FilePath(root + "/" + name)
            let report = FrontDoor.standard.report(path)
            #expect(report.parts.count == arrays.count, "\(name): \(report.problem ?? "")")
            files += 1
            for (part, array) in zip(report.parts, arrays).prefix(2) {
                guard let hash = array["sha256"] as? String else { continue }
                let block = try FrontDoor.standard.open(path, part: part.name).readAll()
                #expect(Digest.sha256(block.bytes) == hash, "\(name) \(part.name)")
                agreeing += 1
            }
        }
        print("GIFTI: \(agreeing) arrays of \(files) files agree")
        #expect(agreeing >= 10)
    }

    @Test func `of MINC 1 have the real values that nibabel finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("minc") else {
            print("no test data: real MINC 1 files were not read")
            return
        }
        var agreeing = 0
        for (name, truth) in expected.sorted(by: { $0.key < $1.key })
        where truth["cls"] as? String == "Minc1Image" {
            let path = FilePath(root + "/" + name)
            let header = try #require(FrontDoor.standard.report(path).header, "\(name)")
            let shape = try #require(truth["shape"] as? [Int])
            #expect(header.shape == shape.reversed(), "\(name)")
            let block = try FrontDoor.standard.open(path).readAll()
            #expect(Digest.sha256(block.bytes) == truth["sha256_f64_C"] as? String, "\(name)")
            if let affine = header.affine, let rows = truth["affine"] as? [[Double]], shape.count == 3 {
                for (ours, theirs) in zip(affine.rows, rows) {
                    // nibabel has the axes in the file's order, the slowest first.
                    for (a, b) in zip(ours, [theirs[2], theirs[1], theirs[0], theirs[3]]) {
                        #expect(abs(a - b) < 1e-4 * max(1, abs(b)), "\(name)")
                    }
                }
            }
            agreeing += 1
        }
        print("MINC 1: \(agreeing) files agree")
        #expect(agreeing >= 2)
    }
}
