import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

/// What became of the files of the collection.
private struct Tally: CustomStringConvertible {
    var equal = 0
    var refused: [String: Int] = [:]
    var withoutPixels = 0
    var notDICOM = 0
    var broken: [String] = []
    var description: String {
        let refusals = refused.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return "\(equal) bit for bit, \(withoutPixels) without pixels, \(notDICOM) no DICOM; refused: "
            + refusals.joined(separator: ", ") + "; broken: " + broken.joined(separator: ", ")
    }
}

@Suite struct `DICOM files of the field` {
    @Test func `give the samples that other readers give, or a reason`() throws {
        guard let expected = TestData.expected("dicom") else {
            print("skipped: no real test data beside the checkout (see LIGHTBOX_TEST_DATA)")
            return
        }
        var tally = Tally()
        for (name, values) in expected.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".gz") {
            let bytes = try #require(TestData.bytes(name))
            let pixels = values["pixels"] as? [String: Any]
            let hash = pixels?["sha256_stored"] as? String
            do {
                let header = try DICOMHeader(MemoryBytes(bytes))
                let image = try DICOMImage(header, source: MemoryBytes(bytes))
                let block = try image.read(Region(image.header.shape.map { 0..<$0 }))
                #expect(hash == nil || sha256(block.bytes) == hash, "\(name)")
                if hash == nil {
                    tally.broken.append("\(name): read, though its peers cannot")
                } else {
                    tally.equal += 1
                }
            } catch let error as DICOMError {
                switch error.problem {
                case .unsupportedTransferSyntax(let syntax): tally.refused[syntax.name, default: 0] += 1
                case .deflatedHeader: tally.refused["deflated", default: 0] += 1
                case .noPixels: tally.withoutPixels += 1
                case .notDICOM: tally.notDICOM += 1
                default: tally.broken.append("\(name): \(error)")
                }
                let isPlain = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1"].contains(
                    values["transfer_syntax"] as? String)
                #expect(hash == nil || !isPlain, "\(name): \(error)")
                if case .noPixels = error.problem { #expect(pixels == nil, "\(name)") }
            }
        }
        print(tally)
    }

    @Test func `have the identifiers that other readers find`() throws {
        guard let expected = TestData.expected("dicom") else { return }
        var compared = 0
        for (name, values) in expected.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".gz") {
            guard let bytes = TestData.bytes(name), let tags = values["tags"] as? [String: Any],
                let header = try? DICOMHeader(MemoryBytes(bytes)), !header.transferSyntax.isDeflated
            else { continue }
            let identity = DICOMIdentity(header)
            func same(_ keyword: String, _ ours: String?) {
                let theirs = (tags[keyword] as? String).flatMap { $0.isEmpty ? nil : $0 }
                #expect(ours == theirs, "\(name): \(keyword)")
                compared += 1
            }
            if header.contains(.sopInstanceUID) { same("SOPInstanceUID", identity.sopInstanceUID) }
            same("SeriesInstanceUID", identity.seriesInstanceUID)
            same("StudyInstanceUID", identity.studyInstanceUID)
            same("PatientID", identity.patientID)
            same("PatientSex", identity.patientSex)
            same("PatientAge", identity.patientAge)
            same("Modality", identity.modality)
            same("BodyPartExamined", identity.bodyPartExamined)
            same("Manufacturer", identity.manufacturer)
            #expect(identity.rows == tags["Rows"] as? Int, "\(name)")
            #expect(identity.columns == tags["Columns"] as? Int, "\(name)")
            #expect(identity.instanceNumber == tags["InstanceNumber"] as? Int, "\(name)")
            if let position = tags["ImagePositionPatient"] as? [Double] {
                #expect(identity.imagePosition == position, "\(name)")
            }
            if let spacing = tags["PixelSpacing"] as? [Double] {
                #expect(identity.pixelSpacing == spacing, "\(name)")
            }
            if let slope = tags["RescaleSlope"] as? Double, slope != 0 {
                #expect(identity.rescale.slope == slope, "\(name)")
            }
        }
        print("\(compared) identifiers compared")
    }
}
