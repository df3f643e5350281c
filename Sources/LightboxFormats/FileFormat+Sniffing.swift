import LightboxArchive
import LightboxCore
import LightboxDICOM
import SystemPackage

extension FileFormat {
    /// Tells the kind of a file by its first bytes; the name decides only between kinds of text and between
    /// uses of one container.
    ///
    /// - Parameters:
    ///   - head: at least the first 512 bytes, or all where there are fewer.
    ///   - byteCount: the size of the whole, or the most that it can be.
    static func sniff(_ head: Span<UInt8>, name: String, byteCount: Int) -> FileFormat {
        if head.isEmpty { return .empty }
        // A DICOM preamble may hold what looks like another format (whole-slide files are TIFF as well).
        if head.has("DICM", at: 128), isDICOM(head, byteCount) { return .dicom }
        if let format = nifti(head, name: name) ?? freeSurfer(head, name: name, byteCount)
            ?? signature(head, name: name)
        {
            return format
        }
        // Behind "DICM" may be damage, such as the zeros of an unfinished copy; the reader says so.
        if isDICOM(head, byteCount) || head.has("DICM", at: 128) && head.has([0], at: 0) { return .dicom }
        return text(head, name: name) ?? byName(name) ?? .unknown
    }

    /// Tells a folder that is one image from one that merely holds files.
    static func sniff(folder: some FileTree) -> FileFormat? {
        if folder.has("zarr.json") || folder.has(".zgroup") || folder.has(".zarray") { return .zarr }
        return folder.has("attributes.json") ? .n5 : nil
    }

    private static func isDICOM(_ head: Span<UInt8>, _ byteCount: Int) -> Bool {
        DICOMHeader.dataSetOffset(in: head, fileSize: byteCount) != nil
    }

    /// Whether a file of that name, were it sound, would hold an image.
    static func promisesImage(_ path: FilePath) -> Bool {
        let name = (path.lastComponent?.string ?? "").lowercased()
        let endings = [
            ".nii", ".nii.gz", ".dcm", ".dicom", ".ima", ".png", ".jpg", ".jpeg", ".hdr", ".img", ".nrrd",
            ".mha",
            ".mgh", ".mgz", ".tif", ".tiff", ".mnc", ".gii", ".bmp", ".gif", ".svs", ".jp2",
            ".j2k", ".j2c", ".jpx", ".jph", ".jls",
            ".ndpi", ".mrxs", ".scn", ".bif", ".ome.zarr",
        ]
        return endings.contains { name.hasSuffix($0) }
    }

    /// What a gzipped file is called whose content is `inner`.
    static func gzipped(_ inner: FileFormat) -> FileFormat {
        switch inner {
        case .nifti1: .nifti1Gzipped
        case .nifti1Pair: .nifti1PairGzipped
        case .nifti2: .nifti2Gzipped
        case .analyze: .analyzeGzipped
        case .dicom: .dicomGzipped
        case .mgh: .mghGzipped
        case .gifti: .giftiGzipped
        case .minc1: .minc1Gzipped
        case .tar: .tarGzipped
        case .csv: .csvGzipped
        case .tsv: .tsvGzipped
        default: .gzip
        }
    }

    private static func nifti(_ head: Span<UInt8>, name: String) -> FileFormat? {
        guard let size: UInt32 = head.integer(at: 0, .little) else {
            return name.lowercased().hasSuffix(".nii") ? .nifti1 : nil
        }
        if size == 348 || size.byteSwapped == 348 {
            if head.has("n+1\0", at: 344) { return .nifti1 }
            if head.has("ni1\0", at: 344) { return .nifti1Pair }
            // Analyze has no magic; its header is as long, and says so at byte 38.
            if head.count >= 348, head.has("r", at: 38) || name.lowercased().hasSuffix(".hdr") {
                return .analyze
            }
            // A header cut short, or one whose magic is damaged: its reader says so.
            if name.lowercased().hasSuffix(".nii") { return .nifti1 }
        }
        if size == 540 || size.byteSwapped == 540 {
            if head.has("n+2\0", at: 4) || head.has("ni2\0", at: 4) { return .nifti2 }
        }
        return nil
    }

    /// FreeSurfer's files begin with three bytes that prove little; their sizes must fit what they claim.
    private static func freeSurfer(_ head: Span<UInt8>, name: String, _ byteCount: Int) -> FileFormat? {
        func int24(_ place: Int) -> Int {
            place + 2 < head.count
                ? Int(head[place]) << 16 | Int(head[place + 1]) << 8 | Int(head[place + 2]) : 0
        }
        func size(_ vertex: Int, _ face: Int) -> Int { 9 + int24(3) * vertex + int24(6) * face }
        if head.has("BZh", at: 0), name.lowercased().hasSuffix(".gii.bz2") { return .giftiBzipped }
        if head.has("#!ascii", at: 0), head.has("label", at: 8) { return .freeSurferLabel }
        if name.lowercased().hasSuffix(".annot"), head.count >= 8 { return .freeSurferAnnotation }
        if head.has([0xFF, 0xFF, 0xFD], at: 0), size(12, 12) == byteCount { return .freeSurferSurface }
        guard head.has([0xFF, 0xFF, 0xFF], at: 0) else { return nil }
        if size(6, 12) == byteCount { return .freeSurferSurface }
        guard let vertices: UInt32 = head.integer(at: 3, .big),
            let values: UInt32 = head.integer(at: 11, .big),
            values == 1, 15 + 4 * Int(vertices) == byteCount
        else { return nil }
        return .freeSurferCurvature
    }

    private static func signature(_ head: Span<UInt8>, name: String) -> FileFormat? {
        let name = name.lowercased()
        if let slide = slide(head, name: name) { return slide }
        for (text, format) in signatures where head.has(text, at: 0) { return format }
        if head.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) { return .png }
        if head.has([0xFF, 0xD8, 0xFF], at: 0) { return isJPEGLS(head) ? .jpegLS : .jpeg }
        if head.has([0x1F, 0x8B, 0x08], at: 0) { return .gzip }
        if head.has([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
            return name.hasSuffix(".mnc") ? .minc2 : .hdf5
        }
        // HDF5 may follow a block of the user's own, 512 bytes or a larger power of two (MATLAB 7.3 does it).
        if head.has([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], at: 512) {
            return head.has("MATLAB", at: 0) ? .matlab : .hdf5
        }
        if head.has("MATLAB 5.0", at: 0) { return .matlab }
        if head.has("CDF\u{1}", at: 0) || head.has("CDF\u{2}", at: 0) {
            return name.hasSuffix(".mnc") ? .minc1 : .netCDF
        }
        if head.has("PK\u{3}\u{4}", at: 0) || head.has("PK\u{5}\u{6}", at: 0) {
            return name.hasSuffix(".npz")
                ? .npz : name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm") ? .xlsx : .zip
        }
        if head.has([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], at: 0) {
            // Old Word and Outlook files begin alike; the stream's name is in the directory, often near the start.
            let stream = Array("Workbook".utf8.flatMap { [$0, 0 as UInt8] })
            let isNamed = [".xls", ".xlt"].contains { name.hasSuffix($0) }
            return isNamed || head.contains(stream) ? .xls : nil
        }
        if head.has([0x93], at: 0), head.has("NUMPY", at: 1) { return .npy }
        if head.has([0xFD], at: 0), head.has("7zXZ\0", at: 1) { return .xz }
        if head.has([0x28, 0xB5, 0x2F, 0xFD], at: 0) { return .zstandard }
        if head.has([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], at: 0) { return .sevenZip }
        if head.has([0x49, 0x49, 0x2A, 0], at: 0) || head.has([0x4D, 0x4D, 0, 0x2A], at: 0) { return .tiff }
        if head.has([0x49, 0x49, 0x2B, 0], at: 0) || head.has([0x4D, 0x4D, 0, 0x2B], at: 0) { return .tiff }
        if head.has([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20], at: 0) { return .jpeg2000 }
        if head.has([0xFF, 0x4F, 0xFF, 0x51], at: 0) { return .jpeg2000 }
        if head.has([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20], at: 0) { return .jpegXL }
        if head.has([0xFF, 0xFE, 0xFF], at: 0), name.contains("_") == false, name.hasSuffix(".pial") {
            return .freeSurferSurface
        }
        if head.has([0xFF, 0xFF, 0xFE], at: 0), !name.hasSuffix(".txt") { return .freeSurferSurface }
        if head.has("RIFF", at: 0) {
            if head.has("WEBP", at: 8) { return .webP }
            if head.has("AVI ", at: 8) { return .avi }
            if head.has("WAVE", at: 8) { return .wav }
        }
        if head.has([0x1A, 0x45, 0xDF, 0xA3], at: 0) { return .matroska }
        if head.has([0, 0, 1, 0xBA], at: 0) || head.has([0, 0, 1, 0xB3], at: 0) { return .mpeg }
        if head.has("ID3", at: 0) || name.hasSuffix(".mp3") && head.has([0xFF], at: 0) { return .mp3 }
        if head.has("ftyp", at: 4) {
            if head.has("qt  ", at: 8) { return .mov }
            if head.has("M4A ", at: 8) { return .m4a }
            return ["heic", "heix", "mif1", "avif"].contains { head.has($0, at: 8) } ? .heif : .mp4
        }
        if head.has("ustar", at: 257) { return .tar }
        if isMetaImage(head) { return .metaImage }
        // MGH: version 1, then four sizes and a type code of which only these five exist.
        if head.has([0, 0, 0, 1], at: 0), let type: UInt32 = head.integer(at: 20, .big),
            [0, 1, 3, 4, 10].contains(type), name.hasSuffix(".mgh") || name.hasSuffix(".mgz")
        {
            return .mgh
        }
        if head.has("BM", at: 0), head.count >= 26, isBMP(head) { return .bmp }
        return nil
    }

    /// Whether the frame header of a JPEG file, if it lies in the head, is that of JPEG-LS.
    private static func isJPEGLS(_ head: Span<UInt8>) -> Bool {
        var offset = 2
        while offset + 4 <= head.count, head[offset] == 0xFF {
            switch head[offset + 1] {
            case 0xF7: return true
            case 0xFF: offset += 1
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, 0xDA: return false
            default: offset += 2 + (Int(head[offset + 2]) << 8 | Int(head[offset + 3]))
            }
        }
        return false
    }

    /// MetaImage begins with lines `Key = value`, the first of them one of these; binary samples may follow.
    private static func isMetaImage(_ head: Span<UInt8>) -> Bool {
        let firsts = ["ObjectType", "NDims", "Comment", "ObjectSubType", "TransformType", "Name"]
        guard firsts.contains(where: { head.has($0, at: 0) }) else { return false }
        var start = 0
        while start < min(head.count, 8192) {
            if head.has("DimSize", at: start) || head.has("ElementType", at: start) { return true }
            while start < head.count, head[start] != UInt8(ascii: "\n") { start += 1 }
            start += 1
        }
        return false
    }

    /// Whole slides are TIFF files with a vendor's mark, or a small file beside a folder of data.
    private static func slide(_ head: Span<UInt8>, name: String) -> FileFormat? {
        if name.hasSuffix(".mrxs"), head.has([0xFF, 0xD8, 0xFF], at: 0) { return .mrxs }
        if head.has("[Virtual Microscope Specimen]", at: 0) { return .vms }
        if head.has("[Uncompressed Virtual Microscope Specimen]", at: 0) { return .vmu }
        if name.hasSuffix(".svslide"), head.has("SQLite format 3\0", at: 0) { return .svslide }
        guard head.has("II", at: 0) || head.has("MM", at: 0),
            head.has([42], at: 2) || head.has([42], at: 3)
                || head.has([43], at: 2) || head.has([43], at: 3)
        else { return nil }
        let endings: [(String, FileFormat)] = [
            (".svs", .svs), (".ndpi", .ndpi), (".scn", .scn), (".bif", .bif),
        ]
        if let found = endings.first(where: { name.hasSuffix($0.0) }) { return found.1 }
        // Aperio's description mostly stands behind the first tiles, but in small files before them.
        var offset = 0
        while offset + 20 <= head.count {
            if head[offset] == 0x41, head.has("Aperio Image Library", at: offset) { return .svs }
            offset += 1
        }
        return nil
    }

    /// "BM" begins many a text; the size of the second header tells.
    private static func isBMP(_ head: Span<UInt8>) -> Bool {
        guard let size: UInt32 = head.integer(at: 14, .little) else { return false }
        return [12, 40, 52, 56, 64, 108, 124].contains(size)
    }

    private static let signatures: [(String, FileFormat)] = [
        ("NRRD00", .nrrd), ("%PDF-", .pdf), ("SQLite format 3\0", .sqlite), ("GIF87a", .gif),
        ("GIF89a", .gif),
        ("fLaC", .flac), ("OggS", .ogg), ("PAR1", .parquet), ("# vtk DataFile", .vtk), ("Rar!", .rar),
        ("BZh", .bzip2), ("0       ", .edf),
    ]

    /// Names that say what bytes without any mark are.
    private static func byName(_ name: String) -> FileFormat? {
        name.lowercased().hasSuffix(".img") ? .niftiPairSamples : nil
    }
}

extension Span<UInt8> {
    /// Whether `bytes` stand somewhere in it.
    func contains(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, count >= bytes.count else { return false }
        for at in 0...(count - bytes.count) where self[at] == first && has(bytes, at: at) { return true }
        return false
    }

    /// Whether the bytes at `offset` are `text`, each character below U+0080 a byte.
    func has(_ text: String, at offset: Int) -> Bool {
        guard offset >= 0, text.utf8.count <= count - offset else { return false }
        var place = offset
        for byte in text.utf8 {
            guard self[place] == byte else { return false }
            place += 1
        }
        return true
    }

    /// Whether the bytes at `offset` are `bytes`.
    func has(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, bytes.count <= count - offset else { return false }
        for (index, byte) in bytes.enumerated() where self[offset + index] != byte { return false }
        return true
    }
}
