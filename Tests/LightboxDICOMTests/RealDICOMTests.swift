import Foundation
import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

/// What became of the files of one transfer syntax.
private struct Tally {
    var (files, agree, within, alone, refused, withoutPixels) = (0, 0, 0, 0, 0, 0)
}

/// Where we differ on purpose.
private let differences = [
    "dicom/wg04/compsamples_jpeg/IMAGES/JPLY/RG3_JPLY":
        "The DCT overshoots 10 bits by one; GDCM cuts the bits above (1024 becomes 0), which PS3.5 §8.1.1 does not ask for."
]

@Suite struct `DICOM files of the field` {
    /// Decode every DICOM file: bit for bit where lossless, else within two grey levels.
    @Test func `give the samples that other readers give, or a reason`() throws {
        guard let expected = TestData.expected("dicom") else {
            print("skipped: no real test data beside the checkout (see LIGHTBOX_TEST_DATA)")
            return
        }
        let takesLong = ProcessInfo.processInfo.environment["LIGHTBOX_LONG"] != nil
        var matrix: [String: Tally] = [:]
        for (name, values) in expected.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".gz") {
            let bytes = try #require(TestData.bytes(name))
            // Unoptimised code takes a minute for all of them.
            guard takesLong || bytes.count < 60_000 else { continue }
            let pixels = values["pixels"] as? [String: Any]
            let hash = pixels?["sha256_stored"] as? String
            let hashes = Set((pixels?["decoders"] as? [String: String] ?? [:]).values)
            let syntax = values["transfer_syntax"] as? String ?? "none"
            matrix[syntax, default: Tally()].files += 1
            do {
                let image = try DICOMImage(MemoryBytes(bytes))
                let block = try image.read(Region(image.header.shape.map { 0..<$0 }))
                let ours = sha256(block.bytes)
                guard let hash else {
                    matrix[syntax]?.alone += 1
                    continue
                }
                if ours == hash || hashes.contains(ours) {
                    matrix[syntax]?.agree += 1
                } else if pixels?["lossy"] as? Bool == true {
                    let range = block.range
                    let isNear = zip([range.min, range.max, range.mean], ["min", "max", "mean"]).allSatisfy {
                        ours, key in
                        (pixels?[key] as? Double).map { abs(ours - $0) <= (key == "mean" ? 0.1 : 2) } ?? false
                    }
                    #expect(isNear || differences[name] != nil, "\(name): \(range)")
                    matrix[syntax]?.within += 1
                } else {
                    Issue.record("\(name): other samples than its peers give")
                }
            } catch let error as DICOMError {
                switch error.problem {
                case .noPixels: matrix[syntax]?.withoutPixels += 1
                default: matrix[syntax]?.refused += 1
                }
                // What a peer decodes must not be refused.
                #expect(hash == nil, "\(name): \(error)")
            }
        }
        print("transfer syntax · files · bit for bit · near · read by us alone · refused by all · no pixels")
        for (syntax, tally) in matrix.sorted(by: { $0.key < $1.key }) {
            print(
                syntax, tally.files, tally.agree, tally.within, tally.alone, tally.refused,
                tally.withoutPixels, separator: " · ")
        }
    }

    @Test func `have the identifiers that other readers find`() throws {
        guard let expected = TestData.expected("dicom") else { return }
        var compared = 0
        for (name, values) in expected.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".gz") {
            guard let bytes = TestData.bytes(name), let tags = values["tags"] as? [String: Any],
                let header = try? DICOMHeader(MemoryBytes(bytes))
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

extension SampleBlock {
    /// The smallest, the largest and the mean stored value.
    fileprivate var range: (min: Double, max: Double, mean: Double) {
        var (low, high, sum) = (Double.infinity, -Double.infinity, 0.0)
        let count = bytes.count / type.byteCount
        for index in 0..<count {
            let value = value(at: index)
            (low, high, sum) = (min(low, value), max(high, value), sum + value)
        }
        return (low, high, sum / Double(max(1, count)))
    }
}
