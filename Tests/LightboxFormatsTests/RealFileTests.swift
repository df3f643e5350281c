import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `The collection of real files` {
    @Test func `is named, described and read without a crash`() throws {
        guard let root = TestData.root, let inventory = TestData.inventory() else {
            print("no test data: the collection was not read")
            return
        }
        var kinds: [String: Int] = [:]
        var problems: [String] = []
        for name in inventory.sorted() {
            let found = FrontDoor.standard.report(FilePath(root + "/" + name))
            kinds[found.format.rawValue, default: 0] += 1
            #expect(found.problem == nil || found.header == nil, "\(name)")
            if let problem = found.problem { problems.append("\(name): \(problem)") }
            guard found.header != nil, (found.byteCount ?? 0) < 20_000_000 else { continue }
            // Only decoding tells that these are broken: a header that claims four billion tiles.
            guard !name.hasSuffix("JPEG2000-embedded-sequence-delimiter.dcm") else {
                #expect(throws: (any Error).self) { try FrontDoor.standard.open(found.path).readAll() }
                continue
            }
            if name == "wsi/openslide/unreadable.svs" {
                // Its headers are sound and its tiles are not.
                #expect(throws: FormatError.self) { try FrontDoor.standard.open(found.path).readAll() }
                continue
            }
            let block = try FrontDoor.standard.open(found.path).readAll()
            #expect(block.bytes.count == found.header?.byteCount, "\(name)")
        }
        print(kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
        print("\(problems.count) cannot be read")
    }

    @Test func `has the DICOM pixels that pydicom finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("dicom") else { return }
        var compared = 0
        for (name, values) in expected {
            // Lossy codings are compared within a tolerance where the decoders are tested.
            guard let pixels = values["pixels"] as? [String: Any], pixels["lossy"] as? Bool != true,
                let hash = pixels["sha256_stored"] as? String
            else { continue }
            let path = FilePath(root + "/" + name)
            guard FrontDoor.standard.report(path).header != nil else { continue }
            #expect(Digest.sha256(try FrontDoor.standard.open(path).readAll().bytes) == hash, "\(name)")
            compared += 1
        }
        print("DICOM through the door: \(compared) agree")
        #expect(compared > 150)
    }
}
