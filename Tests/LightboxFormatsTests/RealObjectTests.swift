import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// What real objects say, against values that pydicom reads from the same files.
@Suite struct `Facts of real DICOM objects` {
    private func facts(_ name: String) -> [String: JSONValue]? {
        guard let report = report(name) else { return nil }
        return Dictionary(report.facts.map { ($0.key, $0.value) }) { first, _ in first }
    }

    private func report(_ name: String) -> FileReport? {
        guard let root = TestData.root else {
            print("SKIPPED: \(name) is not there.")
            return nil
        }
        return FrontDoor.standard.thorough.report(FilePath(root + "/dicom/" + name))
    }

    private func items(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let items)? = value { items } else { [] }
    }

    @Test func `of a segmentation are its segments`() throws {
        guard let facts = facts("dcmqi/segmentations/partial_overlaps.dcm") else { return }
        #expect(facts["segmentationType"] == "BINARY")
        let segments = items(facts["segments"])
        #expect(segments.map { $0["label"] } == ["GREEN", "ORANGE", "PURPLE", "LIGHT_BLUE", "DARK_BLUE"])
        #expect(
            segments[safe: 3]?["type"]
                == ["value": "79654002", "scheme": "SCT", "meaning": "Edema"])
        #expect(
            segments[safe: 3]?["category"]
                == ["value": "49755003", "scheme": "SCT", "meaning": "Morphologically Altered Structure"])
        #expect(segments[safe: 3]?["algorithmType"] == "MANUAL")
        #expect(segments[safe: 0]?["cieLab"] == [43803, 26565, 37722])
    }

    @Test func `of a structure set are its regions and their corners`() throws {
        guard let facts = facts("dicompyler/rtss.dcm") else { return }
        let regions = items(facts["regions"])
        #expect(regions.count == 10)
        let body = try #require(regions.first)
        #expect(body["name"] == "BODY")
        #expect(body["contours"] == 141)
        #expect(body["points"] == 51846)
        #expect(body["colour"] == [154, 155, 100])
        // pydicom's corners are in LPS+: -229.49 to 244.68, -419.45 to -109.04, -122.44 to 168.56.
        #expect(body["lower"] == [.number(-244.68), .number(109.04), .number(-122.44)])
        #expect(body["upper"] == [.number(229.49), .number(419.45), .number(168.56)])
        #expect(regions[safe: 1]?["contours"] == 0)
    }

    @Test func `of a plan are its beams and fractions`() throws {
        guard let facts = facts("dicompyler/rtplan.dcm") else { return }
        let beams = items(facts["beams"])
        #expect(beams.map { $0["name"] } == ["3 RAO", "4 AP", "5 LAO", "6 LPO"])
        #expect(beams.map { $0["controlPoints"] } == [92, 94, 103, 95])
        #expect(beams.first?["radiation"] == "PHOTON")
        #expect(beams.first?["machine"] == "txmachine")
        #expect(facts["fractionGroups"] == [["number": 1, "fractions": 7, "beams": 4]])
    }

    @Test func `of a dose are its unit and kind`() throws {
        guard let facts = facts("pydicom/test_files/rtdose.dcm") else { return }
        #expect(
            facts["dose"]
                == ["unit": "RELATIVE", "type": "PHYSICAL", "of": "BEAM", "gridScaling": .number(1e-6)])
    }

    @Test(arguments: [
        ("pydicom/test_files/test-SR.dcm", 2, "Diameter", 3.0, "cm"),
        ("highdicom/sr_document.dcm", 1, "Area of defined region", 1.7, "cm2"),
    ])
    func `of a report are its measurements`(
        _ name: String, _ count: Int, _ quantity: String, _ value: Double, _ unit: String
    ) throws {
        guard let facts = facts(name) else { return }
        let measurements = items(facts["measurements"])
        #expect(measurements.count == count)
        #expect(measurements.first?["name"] == .string(quantity))
        #expect(measurements.first?["value"] == .number(value))
        #expect(measurements.first?["unit"] == .string(unit))
    }

    @Test func `of a directory are its records`() throws {
        guard let facts = facts("pydicom/test_files/dicomdirtests/DICOMDIR") else { return }
        let patients = items(facts["records"])
        #expect(patients.map { $0["patientID"] } == ["77654033", "98890234"])
        func count(_ records: [JSONValue], _ type: String) -> Int {
            records.reduce(0) { sum, record in
                sum + (record["type"] == .string(type) ? 1 : 0) + count(items(record["records"]), type)
            }
        }
        #expect(["PATIENT", "STUDY", "SERIES", "IMAGE"].map { count(patients, $0) } == [2, 6, 13, 31])
    }

    @Test func `of a waveform are its channels, and their values in their unit`() throws {
        guard let report = report("pydicom/test_files/waveform_ecg.dcm") else { return }
        let channels = report.facts.first { $0.key == "channels" }.map { items($0.value) } ?? []
        #expect(channels.count == 24)
        #expect(channels.first?["source"]?["meaning"] == "Lead I (Einthoven)")
        #expect(channels.first?["sensitivity"] == .number(1.25))
        #expect(channels.first?["samplingFrequencyHz"] == .number(1000))
        #expect(report.parts.map(\.name) == ["waveform 1", "waveform 2"])
        #expect(report.mainHeader?.shape == [10_000])
        #expect(report.mainHeader?.channels == 12)
        #expect(report.mainHeader?.rescale.unit == "uV")
        let first = try FrontDoor.standard.open(report.path, part: "waveform 1")
        let start = try first.read(Region([0..<3]))
        #expect((0..<3).map { start.value(at: 12 * $0) } == [100, 81.25, 62.5])
        #expect((0..<3).map { start.value(at: 12 * $0 + 1) } == [112.5, 106.25, 100])
        #expect(try first.read(Region([9999..<10_000])).value(at: 11) == -112.5)
        #expect(
            try FrontDoor.standard.open(report.path, part: "waveform 2").read(Region([5..<6])).value(at: 2)
                == 68.75)
    }

    @Test func `of objects made of frames are parts that open by name, with a place in the patient`() throws {
        guard let root = TestData.root else {
            print("SKIPPED: the real files are not there.")
            return
        }
        let cases: [(String, String, [Int])] = [
            ("dicom/dcmqi/segmentations/23x38x3/seg/label.seg", "segment 1", [23, 38, 3]),
            ("dicom/pydicom/test_files/rtdose.dcm", "dose", [10, 10, 15]),
            ("dcm2niix/dcm_qa_ts/In/1.dcm", "mosaic", [64, 64, 35]),
            ("dicom/highdicom/seg_image_sm_control_labelmap.dcm", "label map", [50, 50]),
            ("dicom/pydicom-data/parametric_map_float.dcm", "stack, real world values", [128, 128, 1]),
        ]
        for (name, part, shape) in cases {
            let path = FilePath(root + "/" + name)
            let report = FrontDoor.standard.report(path)
            #expect(report.mainPart?.name == part, "\(name)")
            #expect(report.mainHeader?.shape == shape, "\(name)")
            let image = try FrontDoor.standard.openMain(path)
            #expect(image.header == report.mainHeader, "\(name)")
            #expect(try image.readAll().shape == shape, "\(name)")
        }
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
