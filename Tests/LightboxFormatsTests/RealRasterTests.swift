import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Compares with what Pillow (and imagecodecs for 16 bits of colour) found in the same files.
@Suite struct `Real PNG and JPEG files` {
    @Test func `have the samples that other readers find`() throws {
        guard let root = TestData.root, let expected = TestData.expected("raster") else {
            print("no test data: real PNG and JPEG files were not read")
            return
        }
        var (exact, near, equalJPEG) = (0, 0, 0)
        for (name, truth) in expected where ["PNG", "JPEG"].contains(truth["format"] as? String) {
            let report = FrontDoor.standard.report(FilePath(root + "/" + name))
            let header = try #require(report.header, "\(name): \(report.problem ?? "")")
            let shape = try #require((truth["shape_16"] ?? truth["shape"]) as? [Int])
            #expect([header.shape[1], header.shape[0]] == Array(shape.prefix(2)), "\(name)")
            #expect(header.channels == (shape.count > 2 ? shape[2] : 1), "\(name)")
            let block = try FrontDoor.standard.open(report.path).readAll()
            let hash = try #require((truth["sha256_pixels_16"] ?? truth["sha256_pixels"]) as? String)
            let isEqual = Digest.sha256(block.bytes) == hash
            if truth["lossy"] as? Bool == true {
                let mean = Double(block.bytes.reduce(0) { $0 + Int($1) }) / Double(block.bytes.count)
                #expect(abs(mean - (try #require(truth["mean"] as? Double))) < 0.05, "\(name)")
                near += 1
                if isEqual { equalJPEG += 1 }
            } else {
                #expect(isEqual, "\(name)")
                exact += 1
            }
        }
        print("PNG: \(exact) equal; JPEG: \(near) alike, \(equalJPEG) of them equal to the last bit")
        #expect(exact >= 20 && near >= 15)
    }
}
