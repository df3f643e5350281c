import Foundation
import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Compares with what NumPy, h5py and nibabel found in the same files.
@Suite struct `Real arrays` {
    @Test func `of NumPy have the samples that NumPy finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("npy") else {
            print("no test data: real NumPy arrays were not read")
            return
        }
        var compared = 0
        for (name, truth) in expected.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".npy") {
            let report = FrontDoor.standard.report(FilePath(root + "/" + name))
            #expect(report.problem == nil, "\(name)")
            let header = try #require(report.header, "\(name)")
            #expect(header.shape == (truth["shape"] as? [Int])?.reversed(), "\(name)")
            let image = try FrontDoor.standard.open(report.path)
            #expect(Digest.sha256(try image.readAll().bytes) == truth["sha256_C"] as? String, "\(name)")
            #expect(try PixelFacts(of: image).digest == truth["sha256_C"] as? String, "\(name)")
            compared += 1
        }
        for (name, truth) in expected where name.hasSuffix(".npz") {
            let report = FrontDoor.standard.report(FilePath(root + "/" + name))
            #expect(report.problem == nil && report.parts.count == truth.count, "\(name)")
            for (member, facts) in truth {
                let facts = try #require(facts as? [String: Any], "\(name) \(member)")
                let part = try #require(report.parts.first { $0.name == member }, "\(name) \(member)")
                #expect(part.header?.shape == (facts["shape"] as? [Int])?.reversed(), "\(name) \(member)")
                // A volume of 55 MB takes a debug build long.
                let isLong = ProcessInfo.processInfo.environment["LIGHTBOX_LONG"] != nil
                if (part.header?.byteCount ?? 0) > 4 << 20, !isLong { continue }
                let image = try FrontDoor.standard.open(report.path, part: member)
                let hash = facts["sha256_C"] as? String
                #expect(Digest.sha256(try image.readAll().bytes) == hash, "\(name) \(member)")
                compared += 1
            }
        }
        print("real NumPy arrays: \(compared) agree")
        #expect(compared >= 9)
    }

    @Test func `of Zarr have the samples that zarr-python finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("zarr") else {
            print("no test data: real Zarr folders were not read")
            return
        }
        var compared = 0
        for (name, truth) in expected.sorted(by: { $0.key < $1.key }) {
            let report = FrontDoor.standard.report(FilePath(root + "/" + name))
            #expect(report.problem == nil, "\(name)")
            let image = try FrontDoor.standard.open(report.path)
            guard let hash = truth["sha256_C"] as? String else {
                // zarr-python refuses one type, a byte with a byte order; its bytes can be read all the same.
                #expect(try image.readAll().bytes.count == 64 * 64, "\(name)")
                continue
            }
            #expect(report.header?.shape == (truth["shape"] as? [Int])?.reversed(), "\(name)")
            #expect(Digest.sha256(try image.readAll().bytes) == hash, "\(name)")
            #expect(try PixelFacts(of: image).digest == hash, "\(name)")
            compared += 1
        }
        let group = FrontDoor.standard.report(FilePath(root + "/zarr/zarr.zr"))
        #expect(group.parts.map(\.name) == ["blosc", "zlib"])
        let zipped = FilePath(root + "/raster/large_image/sample_float32_8bit_range.zarr.zip")
        #expect(try FrontDoor.standard.open(zipped).readAll().bytes.count > 0)
        print("real Zarr arrays: \(compared) agree")
        #expect(compared >= 2)
    }

    @Test func `of NRRD have the samples that other readers find`() throws {
        guard let root = TestData.root, let expected = TestData.expected("nrrd") else {
            print("no test data: real NRRD files were not read")
            return
        }
        var (compared, refused) = (0, 0)
        for (name, truth) in expected.sorted(by: { $0.key < $1.key }) {
            let report = FrontDoor.standard.report(FilePath(root + "/" + name))
            guard let hash = truth["sha256_stored"] as? String else {
                #expect(report.problem != nil, "\(name)")
                refused += 1
                continue
            }
            #expect(report.problem == nil, "\(name)")
            guard report.header?.byteCount ?? .max < 4 << 20 else { continue }
            #expect(
                Digest.sha256(try FrontDoor.standard.open(report.path).readAll().bytes) == hash, "\(name)")
            compared += 1
        }
        print("real NRRD files: \(compared) agree, \(refused) are refused as they must be")
        #expect(compared >= 10)
    }

    #if HDF5
        @Test func `of HDF5 have the samples that h5py finds`() throws {
            guard let root = TestData.root, let expected = TestData.expected("hdf5") else {
                print("no test data: real HDF5 files were not read")
                return
            }
            var (compared, named) = (0, 0)
            for (name, truth) in expected.sorted(by: { $0.key < $1.key }) {
                let report = FrontDoor.standard.report(FilePath(root + "/" + name))
                #expect(report.problem == nil, "\(name)")
                let items = try #require(truth["items"] as? [String: [String: Any]], "\(name)")
                for (item, facts) in items where facts["group"] == nil {
                    let part = try #require(report.parts.first { $0.name == "/" + item }, "\(name) \(item)")
                    guard let hash = facts["sha256_C"] as? String else {
                        #expect(part.header == nil, "\(name) \(item)")
                        named += 1
                        continue
                    }
                    #expect(part.header?.shape == (facts["shape"] as? [Int])?.reversed(), "\(name) \(item)")
                    let image = try FrontDoor.standard.open(report.path, part: part.name)
                    #expect(Digest.sha256(try image.readAll().bytes) == hash, "\(name) \(item)")
                    compared += 1
                }
            }
            print("real HDF5 files: \(compared) arrays agree, \(named) are no numbers and named so")
            #expect(compared >= 18)
        }

        @Test func `of MINC 2 have the values and places that nibabel finds`() throws {
            guard let root = TestData.root, let expected = TestData.expected("minc") else {
                print("no test data: real MINC 2 files were not read")
                return
            }
            var compared = 0
            for (name, truth) in expected.sorted(by: { $0.key < $1.key }) {
                guard truth["cls"] as? String == "Minc2Image" else { continue }
                let report = FrontDoor.standard.report(FilePath(root + "/" + name))
                #expect(report.problem == nil, "\(name)")
                let header = try #require(report.header, "\(name)")
                #expect(header.shape == (truth["shape"] as? [Int])?.reversed(), "\(name)")
                let image = try FrontDoor.standard.open(report.path)
                #expect(try PixelFacts(of: image).digest == truth["sha256_f64_C"] as? String, "\(name)")
                let rows = try #require(truth["affine"] as? [[Double]], "\(name)")
                let affine = try #require(header.affine, "\(name)")
                for (row, others) in zip(affine.rows, rows) {
                    // nibabel counts the slowest axis first.
                    for (a, b) in zip(row, [others[2], others[1], others[0], others[3]]) {
                        #expect(abs(a - b) < 1e-4, "\(name)")
                    }
                }
                compared += 1
            }
            print("real MINC 2 files: \(compared) agree")
            #expect(compared >= 7)
        }
    #endif
}
