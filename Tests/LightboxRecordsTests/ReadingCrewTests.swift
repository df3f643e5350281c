import Glibc
import LightboxArchive
import LightboxTesting
import Synchronization
import SystemPackage
import Testing

@testable import LightboxRecords

/// Notes what it is handed, and does as it is told with each batch.
private final class Listener: RecordSink {
    private(set) var names: [String] = []
    private(set) var batches = 0
    private let onBatch: (Int) throws -> Void

    init(_ onBatch: @escaping (Int) throws -> Void = { _ in }) { self.onBatch = onBatch }

    func known(in folder: RelativePath) -> KnownFiles { KnownFiles() }
    func known(inode: UInt64) -> [(file: KnownFile, folder: RelativePath)] { [] }
    func take(_ changes: [RecordChange]) throws {
        batches += 1
        try onBatch(batches)
        for case .file(let record) in changes { names.append(record.folder.appending(record.name).shown) }
    }
    func finish(
        from start: RelativePath, seen: Set<RelativePath>, gone: Set<Int64>, unlisted: [RelativePath]
    ) {}
}

private final class Opened: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func note() { number.withLock { $0 += 1 } }
}

private struct Refusal: Error {}

@Suite struct `Threads that read a folder` {
    /// Some large folders and many small ones.
    private static let sizes =
        Array(repeating: 1, count: 20) + [70, 3, 0, 20, 1, 17] + Array(repeating: 2, count: 10)

    private func withTree(_ body: (FolderGuard) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (number, size) in Self.sizes.enumerated() {
                for file in 0..<size { try folder.write([1], to: "\(100 + number)/\(100 + file).txt") }
            }
            // Files that were only just written would be waited for, one after another.
            usleep(50_000)
            try body(FolderGuard(FilePath(folder.path)))
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func `find the same in the same order, however many they are`(workers: Int) throws {
        try withTree { folder in
            var walked: [String] = []
            let walk = try FolderWalk(folder)
            while let listing = walk.next() {
                walked += listing.entries.map { listing.path.appending($0.name).shown }
            }
            for batchSize in [7, 1024] {
                var reader = FolderReader()
                (reader.workers, reader.batchSize) = (workers, batchSize)
                let listener = Listener()
                let progress = try reader.read(folder, into: listener)
                #expect(listener.names == walked)
                #expect(progress.filesOpened == walked.count && progress.files == walked.count)
            }
        }
    }

    @Test func `read on while a batch is written`() throws {
        try withTree { folder in
            let opened = Opened()
            var reader = FolderReader()
            (reader.workers, reader.batchSize) = (2, 50)
            reader.willOpen = { opened.note() }
            var hasGoneOn = false
            try reader.read(
                folder,
                into: Listener { batch in
                    guard batch == 1 else { return }
                    // More than the batches that came so far hold: what is read ahead has its limit, so that
                    // the other thread may have stopped for it by now.
                    let handedOn = 2 * 50
                    for _ in 0..<5000 where opened.count <= handedOn { usleep(1000) }
                    hasGoneOn = opened.count > handedOn
                })
            #expect(hasGoneOn)
        }
    }

    @Test(arguments: [1, 2, 4])
    func `open nothing more once a batch was refused`(workers: Int) throws {
        try withTree { folder in
            let opened = Opened()
            var reader = FolderReader()
            (reader.workers, reader.batchSize) = (workers, 20)
            reader.willOpen = { opened.note() }
            #expect(throws: Refusal.self) {
                try reader.read(folder, into: Listener { if $0 == 2 { throw Refusal() } })
            }
            let count = opened.count
            usleep(20_000)
            #expect(opened.count == count && count < Self.sizes.reduce(0, +))
        }
    }
}

@Suite struct `Files that a sink knows` {
    @Test func `are gone through in the order of their names' bytes`() {
        let names =
            ["b", "", "aaaaaaaab", "a", "aaaaaaaa", "é", "aaaaaaaa.b", "z"].map { Array($0.utf8) } + [
                [0xFF], [0x80],
            ]
        var known = KnownFiles()
        for (id, name) in names.enumerated() {
            known.add(id: Int64(id), stamp: nil, isStale: false, linkTarget: id == 3 ? "there" : nil) {
                $0 += name
            }
        }
        known.sort()
        let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(known.rows.map { names[Int($0.id)] } == sorted)
        for (row, name) in zip(known.rows, sorted) {
            for other in names {
                let expected = name == other ? 0 : name.lexicographicallyPrecedes(other) ? -1 : 1
                #expect(known.order(of: row, to: other).signum() == expected)
            }
            #expect(known.linkTarget(of: row) == (row.id == 3 ? "there" : nil))
        }
    }
}
