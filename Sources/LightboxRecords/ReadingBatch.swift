import Synchronization

/// Changes that are handed on as one step, some of which files have yet to be read for.
final class ReadingBatch: Sendable {
    let jobs: [FolderComparison.Job]
    /// What was found out without opening a file.
    private let changes: [RecordChange]
    private struct Reading {
        /// How many jobs are not done.
        var left: Int
        /// What the jobs came to, some at a time, by the place of the first.
        var found: [(start: Int, changes: [RecordChange])] = []
    }
    private let reading: Mutex<Reading>

    init(_ changes: [RecordChange], reading jobs: [FolderComparison.Job]) {
        (self.jobs, self.changes) = (jobs, changes)
        reading = Mutex(Reading(left: jobs.count))
    }

    var isDone: Bool { reading.withLock { $0.left == 0 } }

    /// Takes what some jobs came to, and returns whether all are done.
    func take(_ found: [RecordChange], of range: Range<Int>) -> Bool {
        reading.withLock { reading in
            reading.found.append((range.lowerBound, found))
            reading.left -= range.count
            return reading.left == 0
        }
    }

    /// All changes in the order of the jobs, whoever did them, and how many of the files read are members and problems.
    func finish() -> (changes: [RecordChange], members: Int, unreadable: Int) {
        let found = reading.withLock { reading in
            defer { reading.found = [] }
            return reading.found
        }
        var all = changes
        all.reserveCapacity(changes.count + found.reduce(0) { $0 + $1.changes.count })
        var (members, unreadable) = (0, 0)
        for part in found.sorted(by: { $0.start < $1.start }) {
            for case .file(let record) in part.changes {
                if record.isMember { members += 1 }
                if record.problem != nil { unreadable += 1 }
            }
            all += part.changes
        }
        return (all, members, unreadable)
    }
}
