import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats

/// Reads the slices of DICOM series that are like slices read before: one look at the first bytes of each.
///
/// Where a file differs in more than a slice does it reads nothing, and the file is taken apart as any other.
struct SliceReader {
    /// A slice that was read, and what it said.
    private struct Known {
        let pattern: HeaderPattern
        let record: FileRecord
        let image: ImageRecord
    }
    /// Of the folder that is being read, the one found last first.
    private var known: [Known] = []
    private var folder: (path: RelativePath, open: OpenFolder)?
    private var buffer = StartBuffer(capacity: 1)

    /// Series whose slices lie mixed in one folder: so many are told apart.
    private static let mostKnown = 8
    /// The most that is read to make a pattern of a file.
    private static let longestHeader = 64 * 1024

    /// The record of a file that is like one of those read before, or `nil`.
    mutating func read(_ job: FolderComparison.Job, isUnsettled: Bool) -> FileRecord? {
        guard let folder, folder.path == job.folder, job.linkTarget == nil, !known.isEmpty,
            let born = job.bornNanoseconds, !Self.mayBeBIDS(job.name)
        else { return nil }
        guard let size = folder.open.start(of: job.name, into: &buffer) else { return nil }
        for index in known.indices {
            guard
                let own = known[index].pattern.match(
                    buffer.bytes.span.extracting(0..<buffer.count), fileSize: size)
            else { continue }
            if index > 0 { known.swapAt(0, index) }
            var image = known[0].image
            image.sopInstanceUID = own.sopInstanceUID
            image.instanceNumber = own.instanceNumber
            if let position = own.position { image.affine = image.affine?.moved(to: position) }
            let like = known[0].record
            return FileRecord(
                folder: job.folder, name: job.name, stamp: job.stamp, birthNanoseconds: born,
                isUnsettled: isUnsettled, kind: like.kind, notes: like.notes, image: image)
        }
        return nil
    }

    /// Hears of a file that was taken apart, so that others like it need not be.
    mutating func learn(
        _ job: FolderComparison.Job, _ report: FileReport, _ record: FileRecord, in root: FolderGuard
    ) {
        if folder?.path != job.folder { forget() }
        guard report.format == .dicom, report.problem == nil, report.hint == nil, let header = report.header,
            report.dicom?.frames == 1, header.shape.count == 2, let image = record.image,
            job.linkTarget == nil, job.bornNanoseconds != nil, !Self.mayBeBIDS(job.name)
        else { return }
        if folder == nil {
            guard let open = try? OpenFolder(job.folder.below(root.root)) else { return }
            folder = (job.folder, open)
        }
        var start = StartBuffer(capacity: Self.longestHeader)
        guard let open = folder?.open, let size = open.start(of: job.name, into: &start),
            let pattern = HeaderPattern(start.bytes.span.extracting(0..<start.count), fileSize: size)
        else { return }
        // A place that could not be told from a position might be told from another.
        guard image.affine != nil || !pattern.hasPosition else { return }
        known.insert(Known(pattern: pattern, record: record, image: image), at: 0)
        if known.count > Self.mostKnown { known.removeLast() }
        let longest = known.reduce(0) { max($0, $1.pattern.byteCount) }
        // Values of other slices may be longer by some digits.
        let wanted = (longest + 512 + 1023) / 1024 * 1024
        if buffer.capacity != wanted { buffer = StartBuffer(capacity: wanted) }
    }

    private mutating func forget() {
        known.removeAll(keepingCapacity: true)
        folder = nil
    }

    /// Whether the name of the file itself says something that the record holds.
    private static func mayBeBIDS(_ name: [UInt8]) -> Bool { name.starts(with: "sub-".utf8) }
}
