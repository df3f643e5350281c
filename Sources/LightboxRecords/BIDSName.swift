public import LightboxArchive

/// What the names on a path say, read as BIDS writes them: `sub-01/ses-2/anat/sub-01_ses-2_T1w.nii.gz`.
///
/// Only names are read, cheaply; whether the folder is a valid BIDS dataset is not asked. Source: BIDS 1.10,
/// "Filesystem structure" and "Filenames".
public struct BIDSName: Sendable, Hashable {
    public let subject: String?
    public let session: String?
    public let task: String?
    public let acquisition: String?
    public let run: String?
    /// What the file holds: `T1w`, `bold`, `dwi`.
    public let suffix: String?
    /// The folder that says the kind of data: `anat`, `func`.
    public let dataType: String?

    /// Reads the names on a path from a dataset's root.
    public init(_ path: RelativePath) {
        var names = path.bytes.split(separator: UInt8(ascii: "/"))
        let last = names.popLast().map { String(decoding: $0, as: UTF8.self) } ?? ""
        let folders = names.map { String(decoding: $0, as: UTF8.self) }
        var entities: [String: String] = [:]
        func take(_ text: Substring) -> Bool {
            guard let dash = text.firstIndex(of: "-"), dash != text.startIndex else { return false }
            let (key, value) = (String(text[..<dash]), text[text.index(after: dash)...])
            guard Self.isWord(Substring(key)), Self.isLabel(value) else { return false }
            if entities[key] == nil { entities[key] = String(value) }
            return true
        }
        // Names of files are read as BIDS only where they begin as BIDS does.
        var suffix: String?
        if last.hasPrefix("sub-") {
            let stem = last.prefix { $0 != "." }
            let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
            let named = parts.dropLast().filter { take($0) }
            if named.count == parts.count - 1, let word = parts.last, Self.isWord(word) {
                suffix = String(word)
            }
        }
        for folder in folders where folder.hasPrefix("sub-") || folder.hasPrefix("ses-") {
            _ = take(Substring(folder))
        }
        subject = entities["sub"]
        session = entities["ses"]
        task = entities["task"]
        acquisition = entities["acq"]
        run = entities["run"]
        self.suffix = suffix
        dataType = entities["sub"] == nil ? nil : folders.last { Self.modalities[$0] != nil }
    }

    /// The DICOM modality that the kind of data implies.
    public var modality: String? { dataType.flatMap { Self.modalities[$0] ?? nil } }

    private static let modalities: [String: String?] = [
        "anat": "MR", "func": "MR", "dwi": "MR", "fmap": "MR", "perf": "MR", "pet": "PT", "micr": "SM",
        "meg": nil, "eeg": nil, "ieeg": nil, "nirs": nil, "beh": nil, "motion": nil, "mrs": "MR",
    ]

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || isLetter($0) }
    }
    /// BIDS allows letters and digits; `+` came later, and real labels hold `.` and `-` too.
    private static func isLabel(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || isLetter($0) || [0x2B, 0x2D, 0x2E].contains($0)
            }
    }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
