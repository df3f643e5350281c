import Glibc
import LightboxArchive

/// What a sink remembers of the files in one folder, in the order of their names' bytes.
///
/// A folder that has not changed is gone through once: there is no object for each of its files.
public struct KnownFiles: Sendable {
    /// What is remembered of one file.
    struct Row {
        let id: Int64
        let stamp: FileStamp?
        let isStale: Bool
        fileprivate let name: Range<Int>
    }
    private(set) var rows: [Row] = []
    /// The names, one after the other.
    private var names: [UInt8] = []
    /// Where those lead that are links, by their numbers.
    private var linkTargets: [Int64: String] = [:]
    private var isSorted = true

    public init() {}

    /// Adds a file; those in the order of their names' bytes are quickest.
    ///
    /// - Parameter addName: appends the file's name.
    public mutating func add(
        id: Int64, stamp: FileStamp?, isStale: Bool, linkTarget: String?,
        name addName: (inout [UInt8]) -> Void
    ) {
        let start = names.count
        addName(&names)
        // Whatever was done to it, no name begins before the end of the one before.
        let row = Row(id: id, stamp: stamp, isStale: isStale, name: min(start, names.count)..<names.count)
        if let linkTarget { linkTargets[id] = linkTarget }
        if isSorted, let last = rows.last { isSorted = order(of: last, to: row) < 0 }
        rows.append(row)
    }

    /// Puts the files in the order of their names' bytes, in which sinks mostly give them.
    mutating func sort() {
        if isSorted { return }
        rows = rows.sorted { order(of: $0, to: $1) < 0 }
        isSorted = true
    }

    /// Where a file leads that is a link.
    func linkTarget(of row: Row) -> String? { linkTargets.isEmpty ? nil : linkTargets[row.id] }

    /// Below 0 where the name of a row comes before `name`, above it where it comes behind, and 0 where it is the same.
    func order(of row: Row, to name: [UInt8]) -> Int {
        unsafe name.withUnsafeBytes { unsafe order(of: row, to: $0) }
    }

    private func order(of row: Row, to other: Row) -> Int {
        // SAFETY: a row's range lies in `names`, which only grows.
        unsafe names.withUnsafeBytes {
            unsafe order(of: row, to: UnsafeRawBufferPointer(rebasing: $0[other.name]))
        }
    }

    private func order(of row: Row, to name: UnsafeRawBufferPointer) -> Int {
        // SAFETY: a row's range lies in `names`, and no more is compared than both names have.
        let order = unsafe names.withUnsafeBytes { memory in
            guard let mine = memory.baseAddress, let other = name.baseAddress else { return Int32(0) }
            return unsafe memcmp(mine + row.name.lowerBound, other, min(row.name.count, name.count))
        }
        return order == 0 ? row.name.count - name.count : Int(order)
    }
}
