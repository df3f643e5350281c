/// The kind of a file, told by its content and, where text looks like text, by its name.
///
/// Others invent formats, so this is an open list: `rawValue` is the word that `--json` prints.
public struct FileFormat: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    private init(_ rawValue: String) { self.rawValue = rawValue }

    /// The format as people write it: `NIfTI-1, gzipped`.
    public var name: String { Self.names[self] ?? rawValue }
    public var description: String { rawValue }

    // Images that Lightbox reads.
    public static let dicom = Self("dicom")
    public static let nifti1 = Self("nifti-1")
    public static let nifti1Gzipped = Self("nifti-1-gz")
    public static let nifti1Pair = Self("nifti-1-pair")
    public static let png = Self("png")
    public static let jpeg = Self("jpeg")
    public static let tiff = Self("tiff")
    public static let gif = Self("gif")
    public static let bmp = Self("bmp")

    public static let svs = Self("svs")
    public static let ndpi = Self("ndpi")
    public static let mrxs = Self("mrxs")
    public static let scn = Self("scn")
    public static let bif = Self("bif")
    public static let vms = Self("vms")
    public static let vmu = Self("vmu")
    public static let svslide = Self("svslide")

    /// Kinds of whole slides.
    public static let slides: Set<FileFormat> = [.svs, .ndpi, .mrxs, .scn, .bif, .vms, .vmu, .svslide]
    /// Those of them that are TIFF files as well.
    static let tiffSlides: Set<FileFormat> = [.svs, .ndpi, .scn, .bif]

    // Images that it names.
    public static let nifti1PairGzipped = Self("nifti-1-pair-gz")
    public static let niftiPairSamples = Self("nifti-pair-samples")
    public static let analyze = Self("analyze-7.5")
    public static let analyzeGzipped = Self("analyze-7.5-gz")
    public static let nifti2 = Self("nifti-2")
    public static let nifti2Gzipped = Self("nifti-2-gz")
    public static let dicomGzipped = Self("dicom-gz")
    public static let nrrd = Self("nrrd")
    public static let metaImage = Self("metaimage")
    public static let mgh = Self("mgh")
    public static let mghGzipped = Self("mgz")
    public static let minc1 = Self("minc-1")
    public static let minc2 = Self("minc-2")
    public static let gifti = Self("gifti")
    public static let giftiGzipped = Self("gifti-gz")
    public static let giftiBzipped = Self("gifti-bz2")
    public static let minc1Gzipped = Self("minc-1-gz")
    public static let freeSurferCurvature = Self("freesurfer-curvature")
    public static let freeSurferAnnotation = Self("freesurfer-annotation")
    public static let freeSurferLabel = Self("freesurfer-label")
    public static let freeSurferSurface = Self("freesurfer-surface")
    public static let jpeg2000 = Self("jpeg-2000")
    public static let jpegLS = Self("jpeg-ls")
    public static let jpegXL = Self("jpeg-xl")
    public static let webP = Self("webp")
    public static let heif = Self("heif")
    public static let svg = Self("svg")
    public static let vtk = Self("vtk")

    // Arrays, signals, tables and texts.
    public static let hdf5 = Self("hdf5")
    public static let zarr = Self("zarr")
    public static let n5 = Self("n5")
    public static let netCDF = Self("netcdf")
    public static let npy = Self("npy")
    public static let npz = Self("npz")
    public static let matlab = Self("matlab")
    public static let parquet = Self("parquet")
    public static let edf = Self("edf")
    public static let sqlite = Self("sqlite")
    public static let csv = Self("csv")
    public static let tsv = Self("tsv")
    public static let xlsx = Self("xlsx")
    public static let xls = Self("xls")
    public static let bval = Self("bval")
    public static let bvec = Self("bvec")
    public static let csvGzipped = Self("csv-gz")
    public static let tsvGzipped = Self("tsv-gz")
    public static let json = Self("json")
    public static let dicomJSON = Self("dicom-json")
    public static let yaml = Self("yaml")
    public static let xml = Self("xml")
    public static let html = Self("html")
    public static let markdown = Self("markdown")
    public static let text = Self("text")
    public static let pdf = Self("pdf")
    public static let mp4 = Self("mp4")
    public static let avi = Self("avi")
    public static let mov = Self("mov")
    public static let matroska = Self("matroska")
    public static let mpeg = Self("mpeg")
    public static let wav = Self("wav")
    public static let mp3 = Self("mp3")
    public static let flac = Self("flac")
    public static let ogg = Self("ogg")
    public static let m4a = Self("m4a")

    /// Kinds whose frames ffmpeg reads.
    public static let video: Set<FileFormat> = [.mp4, .avi, .mov, .matroska, .mpeg]
    /// Kinds of sound that ffmpeg describes.
    public static let sound: Set<FileFormat> = [.mp3, .flac, .ogg, .m4a]

    // Archives and compressed files.
    public static let zip = Self("zip")
    public static let gzip = Self("gzip")
    public static let tar = Self("tar")
    public static let tarGzipped = Self("tar-gz")
    public static let sevenZip = Self("7z")
    public static let xz = Self("xz")
    public static let bzip2 = Self("bzip2")
    public static let zstandard = Self("zstd")
    public static let rar = Self("rar")

    // What is there, though no format.
    public static let empty = Self("empty")
    public static let folder = Self("folder")
    public static let special = Self("special-file")
    public static let brokenLink = Self("broken-link")
    public static let unreadable = Self("unreadable")
    public static let unknown = Self("unknown")

    private static let names: [FileFormat: String] = [
        .dicom: "DICOM", .nifti1: "NIfTI-1", .nifti1Gzipped: "NIfTI-1, gzipped",
        .nifti1Pair: "NIfTI-1 header of a pair", .png: "PNG", .jpeg: "JPEG",
        .nifti1PairGzipped: "NIfTI-1 header of a pair, gzipped",
        .niftiPairSamples: "samples of an image pair",
        .analyze: "Analyze 7.5", .analyzeGzipped: "Analyze 7.5, gzipped", .nifti2: "NIfTI-2",
        .nifti2Gzipped: "NIfTI-2, gzipped",
        .dicomGzipped: "DICOM, gzipped", .nrrd: "NRRD", .metaImage: "MetaImage", .mgh: "MGH",
        .mghGzipped: "MGH, gzipped", .minc1: "MINC 1", .minc2: "MINC 2", .gifti: "GIFTI",
        .giftiGzipped: "GIFTI, gzipped", .giftiBzipped: "GIFTI, bzipped", .minc1Gzipped: "MINC 1, gzipped",
        .freeSurferCurvature: "FreeSurfer values on a surface",
        .freeSurferAnnotation: "FreeSurfer annotation", .freeSurferLabel: "FreeSurfer label",

        .freeSurferSurface: "FreeSurfer surface", .tiff: "TIFF", .jpeg2000: "JPEG 2000", .jpegLS: "JPEG-LS",
        .jpegXL: "JPEG XL", .bmp: "BMP", .gif: "GIF", .webP: "WebP", .heif: "HEIF", .svg: "SVG", .vtk: "VTK",
        .svs: "Aperio slide", .ndpi: "Hamamatsu slide", .mrxs: "MIRAX slide", .scn: "Leica slide",
        .bif: "Ventana slide", .vms: "Hamamatsu slide of several files",
        .vmu: "Hamamatsu slide, uncompressed", .svslide: "Sakura slide",
        .hdf5: "HDF5", .zarr: "Zarr", .n5: "N5", .netCDF: "netCDF", .npy: "NumPy array",
        .npz: "NumPy archive", .matlab: "MATLAB",
        .parquet: "Parquet", .edf: "EDF", .sqlite: "SQLite", .csv: "CSV", .tsv: "TSV",
        .xlsx: "Excel workbook", .xls: "Excel workbook of before 2007",
        .bval: "diffusion weights", .bvec: "diffusion directions",
        .csvGzipped: "CSV, gzipped", .tsvGzipped: "TSV, gzipped", .json: "JSON",
        .dicomJSON: "DICOM JSON",
        .yaml: "YAML", .xml: "XML", .html: "HTML", .markdown: "Markdown", .text: "text", .pdf: "PDF",
        .mp4: "MP4", .avi: "AVI", .wav: "WAV", .mov: "QuickTime", .matroska: "Matroska",
        .mpeg: "MPEG", .mp3: "MP3", .flac: "FLAC", .ogg: "Ogg", .m4a: "M4A", .zip: "ZIP", .gzip: "gzip",
        .tar: "tar",
        .tarGzipped: "tar, gzipped", .sevenZip: "7-Zip", .xz: "xz", .bzip2: "bzip2", .zstandard: "Zstandard",
        .rar: "RAR", .empty: "empty file", .folder: "folder", .special: "no regular file",
        .brokenLink: "broken link", .unreadable: "unreadable file", .unknown: "unknown",
    ]
}
