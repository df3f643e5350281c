import LightboxCore

/// A DICOMDIR (PS3.3 Annex F): patients, studies, series and files as a tree.
public struct DICOMDirectory: Sendable {
    public struct Record: Sendable {
        /// `PATIENT`, `STUDY`, `SERIES`, `IMAGE` and others.
        public let type: String
        /// The file it stands for, its parts joined by slashes; `nil` for records of no file.
        public let file: String?
        public let sopInstanceUID: String?
        public let item: DICOMDataSet
        public internal(set) var children: [Record]
    }
    public let records: [Record]
    /// Records that no chain of offsets reaches.
    public let orphans: Int

    private static let deepest = 16

    /// Takes a DICOMDIR, or returns `nil` where the data set is none.
    public init?(_ set: DICOMDataSet) {
        guard let sequence = set[Tag(0x0004, 0x1220)], case .items(let items) = sequence.value else {
            return nil
        }
        // Records name each other by where their items start in the file.
        var places: [Int: Int] = [:]
        for (index, item) in items.enumerated() {
            if let first = item.elements.first { places[first.headerOffset(isItem: true)] = index }
        }
        var seen = Set<Int>()
        func chain(_ start: Int, depth: Int) -> [Record] {
            var records: [Record] = []
            var next = start
            while next > 0, let index = places[next], depth < Self.deepest,
                seen.insert(index).inserted
            {
                let item = items[index]
                records.append(
                    Self.record(
                        item,
                        children: chain(
                            item.integer("OffsetOfReferencedLowerLevelDirectoryEntity") ?? 0, depth: depth + 1
                        )))
                next = item.integer("OffsetOfTheNextDirectoryRecord") ?? 0
            }
            return records
        }
        let root = chain(
            set.integer("OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity") ?? 0, depth: 0)
        if root.isEmpty, !items.isEmpty {
            records = Self.tree(items)
            orphans = 0
        } else {
            records = root
            orphans = items.count - seen.count
        }
    }

    private static func record(_ item: DICOMDataSet, children: [Record] = []) -> Record {
        let file = item.texts("ReferencedFileID").joined(separator: "/")
        return Record(
            type: item.text("DirectoryRecordType") ?? "", file: file.isEmpty ? nil : file,
            sopInstanceUID: item.text("ReferencedSOPInstanceUIDInFile"), item: item, children: children)
    }

    /// The tree as the order of the records tells it, for files whose offsets lead nowhere.
    private static func tree(_ items: [DICOMDataSet]) -> [Record] {
        let levels = ["PATIENT": 0, "STUDY": 1, "SERIES": 2]
        var stack: [(level: Int, record: Record)] = []
        var roots: [Record] = []
        func close(_ level: Int) {
            while let last = stack.last, last.level >= level {
                stack.removeLast()
                if stack.isEmpty {
                    roots.append(last.record)
                } else {
                    stack[stack.count - 1].record.children.append(last.record)
                }
            }
        }
        for item in items {
            let record = record(item)
            let level = levels[record.type] ?? 3
            close(level)
            stack.append((level, record))
        }
        close(0)
        return roots
    }

    /// All records, each before those below it.
    public var all: [Record] {
        func flat(_ records: [Record]) -> [Record] { records.flatMap { [$0] + flat($0.children) } }
        return flat(records)
    }
}

extension DICOMElement {
    /// Where the header of the element starts, or of the item that it is the first element of.
    func headerOffset(isItem: Bool) -> Int {
        // DICOMDIR is Explicit VR Little Endian by the standard; others are found by their short headers.
        let header = vr.lengthForm == .long ? 12 : 8
        return offset - header - (isItem ? 8 : 0)
    }
}
