public import LightboxCore

/// How a data set and its pixels are coded (PS3.5 §10), named by its UID.
public struct TransferSyntax: Sendable, Hashable {
    public let uid: String

    public init(uid: String) { self.uid = uid }

    public static let implicitVRLittleEndian = TransferSyntax(uid: "1.2.840.10008.1.2")
    public static let explicitVRLittleEndian = TransferSyntax(uid: "1.2.840.10008.1.2.1")
    public static let deflatedExplicitVRLittleEndian = TransferSyntax(uid: "1.2.840.10008.1.2.1.99")
    public static let rleLossless = TransferSyntax(uid: "1.2.840.10008.1.2.5")
    public static let deflatedImageFrameCompression = TransferSyntax(uid: "1.2.840.10008.1.2.8.1")
    public static let encapsulatedUncompressed = TransferSyntax(uid: "1.2.840.10008.1.2.1.98")
    public static let explicitVRBigEndian = TransferSyntax(uid: "1.2.840.10008.1.2.2")

    /// The standard's name, or `Transfer syntax` for one that we do not know.
    public var name: String { Self.names[uid] ?? "An unknown transfer syntax" }
    /// Whether the header states VRs; false only for Implicit VR Little Endian.
    public var isExplicit: Bool { self != .implicitVRLittleEndian }
    /// The byte order of the pixels; GE's private syntax has them the other way than the data set.
    var pixelByteOrder: ByteOrder { uid == "1.2.840.113619.5.2" ? .big : byteOrder }
    public var byteOrder: ByteOrder { self == .explicitVRBigEndian ? .big : .little }
    /// Whether the whole data set is deflated.
    public var isDeflated: Bool { self == .deflatedExplicitVRLittleEndian }
    /// Whether the pixels lie in the file as plain numbers, and the data set is not deflated.
    public var isPlain: Bool {
        self == .implicitVRLittleEndian || self == .explicitVRLittleEndian || self == .explicitVRBigEndian
    }
    /// Whether the pixels are coded frame by frame, or packed in fragments (PS3.5 §A.4).
    public var isEncapsulated: Bool {
        self == .rleLossless || self == .deflatedImageFrameCompression || self == .encapsulatedUncompressed
            || uid.hasPrefix("1.2.840.10008.1.2.4.")
    }
    /// Whether each frame is a JPEG, JPEG-LS, JPEG 2000 or HTJ2K stream.
    var isJPEG: Bool { uid.hasPrefix("1.2.840.10008.1.2.4.") && !isVideo && !isJPEGXL && !isReferenced }
    /// Whether all frames together are a film: MPEG-2, H.264 or HEVC.
    public var isVideo: Bool { number.map { (100...108).contains($0) } ?? false }
    /// JPEG XL, which no library that we use decodes.
    var isJPEGXL: Bool { number.map { (110...112).contains($0) } ?? false }
    /// Whether the pixels are elsewhere, at an address.
    var isReferenced: Bool { number == 94 || number == 95 || uid == "1.2.840.10008.1.2.4.204" }
    /// The last part of the UID of a syntax of the JPEG and MPEG family.
    private var number: Int? {
        let prefix = "1.2.840.10008.1.2.4."
        guard uid.hasPrefix(prefix) else { return nil }
        return uid.dropFirst(prefix.count).split(separator: ".").first.flatMap { Int($0) }
    }

    /// PS3.6, table A-1.
    private static let names = [
        "1.2.840.10008.1.2": "Implicit VR Little Endian",
        "1.2.840.10008.1.2.1": "Explicit VR Little Endian",
        "1.2.840.10008.1.2.1.98": "Encapsulated Uncompressed Explicit VR Little Endian",
        "1.2.840.10008.1.2.1.99": "Deflated Explicit VR Little Endian",
        "1.2.840.10008.1.2.2": "Explicit VR Big Endian",
        "1.2.840.10008.1.2.4.50": "JPEG Baseline (Process 1)",
        "1.2.840.10008.1.2.4.51": "JPEG Extended (Process 2 and 4)",
        "1.2.840.10008.1.2.4.52": "JPEG Extended (Process 3 and 5)",
        "1.2.840.10008.1.2.4.53": "JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)",
        "1.2.840.10008.1.2.4.55": "JPEG Full Progression, Non-Hierarchical (Process 10 and 12)",
        "1.2.840.10008.1.2.4.57": "JPEG Lossless, Non-Hierarchical (Process 14)",
        "1.2.840.10008.1.2.4.70": "JPEG Lossless, First-Order Prediction (Process 14, Selection Value 1)",
        "1.2.840.10008.1.2.4.80": "JPEG-LS Lossless",
        "1.2.840.10008.1.2.4.81": "JPEG-LS Near-Lossless",
        "1.2.840.10008.1.2.4.90": "JPEG 2000 Lossless",
        "1.2.840.10008.1.2.4.91": "JPEG 2000",
        "1.2.840.10008.1.2.4.92": "JPEG 2000 Part 2 Multi-component Lossless",
        "1.2.840.10008.1.2.4.93": "JPEG 2000 Part 2 Multi-component",
        "1.2.840.10008.1.2.4.94": "JPIP Referenced",
        "1.2.840.10008.1.2.4.95": "JPIP Referenced Deflate",
        "1.2.840.10008.1.2.4.100": "MPEG2 Main Profile at Main Level",
        "1.2.840.10008.1.2.4.101": "MPEG2 Main Profile at High Level",
        "1.2.840.10008.1.2.4.102": "MPEG-4 AVC/H.264 High Profile at Level 4.1",
        "1.2.840.10008.1.2.4.103": "MPEG-4 AVC/H.264 BD-compatible High Profile at Level 4.1",
        "1.2.840.10008.1.2.4.104": "MPEG-4 AVC/H.264 High Profile at Level 4.2 for 2D Video",
        "1.2.840.10008.1.2.4.105": "MPEG-4 AVC/H.264 High Profile at Level 4.2 for 3D Video",
        "1.2.840.10008.1.2.4.106": "MPEG-4 AVC/H.264 Stereo High Profile at Level 4.2",
        "1.2.840.10008.1.2.4.107": "HEVC/H.265 Main Profile at Level 5.1",
        "1.2.840.10008.1.2.4.108": "HEVC/H.265 Main 10 Profile at Level 5.1",
        "1.2.840.10008.1.2.4.110": "JPEG XL Lossless",
        "1.2.840.10008.1.2.4.111": "JPEG XL JPEG Recompression",
        "1.2.840.10008.1.2.4.112": "JPEG XL",
        "1.2.840.10008.1.2.4.201": "High-Throughput JPEG 2000 Lossless",
        "1.2.840.10008.1.2.4.202": "High-Throughput JPEG 2000 with RPCL Options Lossless",
        "1.2.840.10008.1.2.4.203": "High-Throughput JPEG 2000",
        "1.2.840.10008.1.2.5": "RLE Lossless",
        "1.2.840.10008.1.2.8.1": "Deflated Image Frame Compression",
        "1.2.840.10008.1.20": "Papyrus 3 Implicit VR Little Endian",
    ]
}
