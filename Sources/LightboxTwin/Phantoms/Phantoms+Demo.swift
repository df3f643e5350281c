import FoundationEssentials
import LightboxCodecs
import LightboxCore
import LightboxWriters
public import SystemPackage

extension Phantoms {
    /// Fills a folder with a small tree of phantoms, each marked SYNTHETIC.
    ///
    /// A CT series, a head, a functional series, two chest films; the same bytes each time.
    ///
    /// - Returns: the files written, in order.
    /// - Throws: where the folder cannot be written; files that are there already are written anew.
    @discardableResult
    public static func writeDemoFolder(into folder: FilePath) throws -> [FilePath] {
        var tree = try PhantomTree(folder)
        var ct = PhantomSeriesWriter(labels: .init(), seed: 20_261_123)
        ct.labels.seriesDescription = "SYNTHETIC chest 3.0 venous"
        ct.labels.studyDescription = "SYNTHETIC chest CT"
        ct.labels.bodyPartExamined = "CHEST"
        ct.labels.window = Window(center: 40, width: 400)
        ct.labels.unit = "HU"
        ct.labels.storedOffset = 1024
        for file in ct.files(of: chestCT()) { try tree.write(file.bytes, to: "ct-chest", file.name) }
        var head = NIfTIWriter()
        head.description = "SYNTHETIC T1-weighted head, Lightbox phantom"
        try tree.write(head.gzipped(headT1()), to: "mr-head", "sub-01_T1w.nii.gz")
        head.description = "SYNTHETIC BOLD series, Lightbox phantom"
        try tree.write(head.gzipped(functionalMR()), to: "mr-head", "sub-01_task-checkerboard_bold.nii.gz")
        if let film = chestFilm().block {
            let words = [
                (keyword: "Title", text: "SYNTHETIC chest film"),
                (keyword: "Source", text: "SYNTHETIC, computed by Lightbox: no person"),
            ]
            try tree.write(PNG.encode(film, texts: words), to: "films", "chest-pa.png")
        }
        // JPEG has no 16 bits, and our writer no comments: the name says what it is.
        let effusion = chestFilm(hasEffusion: true, seed: 5)
        let bytes = effusion.values.map { UInt8($0 >> 8) }
        let shape = [effusion.width, effusion.height]
        if let picture = SampleBlock(shape: shape, channels: 1, type: .uint8, bytes: bytes) {
            try tree.write(JPEG.encode(picture, quality: 92), to: "films", "chest-pa-effusion-SYNTHETIC.jpg")
        }
        return tree.files
    }

    /// Fills a folder with the orientation phantom in all its poses, as NIfTI and as shuffled DICOM series.
    ///
    /// `nifti/LPS.nii.gz` is the file and `dicom/LPS/` the series of pose `LPS`.
    @discardableResult
    public static func writeOrientations(into folder: FilePath) throws -> [FilePath] {
        var tree = try PhantomTree(folder)
        for (index, pose) in OrientationPhantom.poses.enumerated() {
            let volume = pose.volume
            var writer = NIfTIWriter()
            writer.description = "SYNTHETIC orientation phantom, \(pose.name)"
            try tree.write(writer.gzipped(volume), to: "nifti", "\(pose.name).nii.gz")
            var series = PhantomSeriesWriter(labels: .init(), seed: 1000 + UInt64(index))
            series.isShuffled = true
            series.labels.seriesNumber = index + 1
            series.labels.seriesDescription = "SYNTHETIC orientation \(pose.name)"
            series.labels.storedOffset = 1024
            for file in series.files(of: volume) {
                try tree.write(file.bytes, to: "dicom/\(pose.name)", file.name)
            }
        }
        return tree.files
    }
}

/// A folder that is being filled.
private struct PhantomTree {
    let root: FilePath
    private(set) var files: [FilePath] = []

    init(_ root: FilePath) throws {
        self.root = root
        let words = """
            SYNTHETIC

            The images in this folder were computed by Lightbox. They show no person and are no medical data;
            nothing may be concluded from them.

            """
        try write(Array(words.utf8), to: "", "SYNTHETIC.txt")
    }

    mutating func write(_ bytes: [UInt8], to folder: String, _ name: String) throws {
        let place = folder.isEmpty ? root : root.appending(folder)
        try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
        let path = place.appending(name)
        try Data(bytes).write(to: URL(filePath: path.string), options: .atomic)
        files.append(path)
    }
}
