import LightboxArchive
import LightboxCore
import SystemPackage

/// Brings a release, or a part of it, into a copy.
public struct Getting: Sendable {
    public let session: CopySession
    public let client: Client
    public var jobs = 8
    /// Whether everything that is there is digested, and what is not right is fetched again.
    public var isRepairing = false
    /// When idle connections take a part of a large file.
    var splitting = SplitBoard.Limits()
    public var onEvent: @Sendable (TransferEvent) -> Void = { _ in }
    public let progress = TransferProgress()

    public init(session: CopySession, client: Client) {
        (self.session, self.client) = (session, client)
    }

    /// What a run has to do.
    public struct Task: Sendable {
        public let host: any Host
        let plan: Plan
        /// All files of the plan.
        public var files: Int { plan.counts.files }
        public var bytes: Int { plan.counts.bytes }
        public var filesWithoutSize: Int { plan.counts.withoutSize }
        public var filesWithoutCheck: Int { plan.counts.withoutCheck }
        /// Files that are there and whole.
        public internal(set) var filesThere = 0
        public internal(set) var bytesThere = 0
        /// Bytes of files that are not whole yet.
        public internal(set) var bytesInParts = 0
        /// Files in whose place something else stands.
        public internal(set) var foreign: [String] = []
        public var bytesToFetch: Int { max(0, bytes - bytesThere - bytesInParts) }
        public var filesToFetch: Int { files - filesThere - foreign.count }
    }

    /// Asks the host what there is, and the disk what of it is there.
    ///
    /// - Throws: `NothingSelected` where no file fits the selection.
    public func plan(_ host: any Host, _ selection: Selection) async throws -> Task {
        var writer = try PlanWriter(session.copy, selection: selection)
        try await host.list(selection, asking: client) { remote in
            try writer.add(remote)
        }
        let plan = try writer.finish()
        guard plan.counts.files > 0 else {
            throw NothingSelected(host: host.name, listed: plan.counts.listed)
        }
        var task = Task(host: host, plan: plan)
        try plan.forEach { remote in
            switch try session.standing(of: remote, isStrict: isRepairing) {
            case .done:
                task.filesThere += 1
                task.bytesThere += remote.byteCount ?? 0
            case .foreign where !isRepairing: task.foreign.append(remote.path)
            case .missing, .outdated, .foreign: break
            }
        }
        task.bytesInParts = session.parts.byteCount
        return task
    }

    /// Fetches what is missing.
    ///
    /// One file that fails does not stop the others; a full disk, a deadline or a cancellation does, and nothing that
    /// was fetched is lost.
    public func run(_ task: Task) async throws -> Report {
        progress.plan(files: task.files, bytes: task.bytes)
        progress.found(task.bytesThere)
        var report = Report()
        for name in task.foreign { report.failures.append((name, InTheWay(name: name))) }
        let fetcher = FileFetcher(
            copy: session.copy, host: task.host, client: client, parts: session.parts,
            journal: session.journal, progress: progress, board: SplitBoard(splitting), onEvent: onEvent)
        let feed = PlanFeed(task.plan)
        let limit = max(1, min(jobs, task.host.connectionLimit))
        do {
            try await withThrowingTaskGroup(of: Outcome?.self) { group in
                func begin() { group.addTask { try await one(feed, fetcher) } }
                for _ in 0..<limit { begin() }
                while let outcome = try await group.next() {
                    guard let outcome else { continue }
                    report.take(outcome)
                    begin()
                }
            }
        } catch {
            try? session.journal.synchronize()
            throw error
        }
        try session.journal.synchronize()
        return report
    }

    /// What became of one file.
    enum Outcome: Sendable {
        case there(String)
        case fetched(String, bytes: Int, check: String)
        case failed(String, any Error)
    }

    /// Sees to the next file of the plan; `nil` when there is none.
    private func one(_ feed: PlanFeed, _ fetcher: FileFetcher) async throws -> Outcome? {
        guard let remote = try await feed.next() else { return try await help(fetcher) }
        fetcher.board.begin()
        defer { fetcher.board.end() }
        do {
            switch try session.standing(of: remote) {
            case .done:
                progress.finishedFile()
                return .there(remote.path)
            case .foreign where !isRepairing: return .there(remote.path)
            case .missing, .outdated, .foreign: break
            }
            if case .zipStream = remote.delivery {
                let unit = try await UnitFetcher(files: fetcher).fetch(remote)
                progress.finishedFile()
                onEvent(.done(remote.path, bytes: unit.bytes, check: unit.check))
                return .fetched(remote.path, bytes: unit.bytes, check: unit.check)
            }
            let done = try await fetcher.fetch(remote)
            progress.finishedFile()
            onEvent(.done(remote.path, bytes: done.byteCount, check: done.check))
            return .fetched(remote.path, bytes: done.byteCount, check: done.check)
        } catch let error as OutputError where error.isForAll {
            throw error
        } catch let error where error is CancellationError || error is DeadlinePassed {
            throw error
        } catch {
            progress.finishedFile(failed: true)
            onEvent(.failed(remote.path, error))
            return .failed(remote.path, error)
        }
    }

    /// Takes ends of large files in hand, until none is under way.
    private func help(_ fetcher: FileFetcher) async throws -> Outcome? {
        while fetcher.board.isBusy {
            if let (file, tail) = fetcher.board.take() {
                try await TailFetcher(files: fetcher).fetch(tail, of: file)
            } else {
                try await _Concurrency.Task.sleep(for: .milliseconds(100))
            }
        }
        return nil
    }

    /// What a run did.
    public struct Report: Sendable {
        public internal(set) var there = 0
        public internal(set) var fetched = 0
        public internal(set) var bytesFetched = 0
        /// Files that came whole, and for which nothing is published to check them with.
        public internal(set) var unverified = 0
        public internal(set) var failures: [(name: String, error: any Error)] = []

        mutating func take(_ outcome: Outcome) {
            switch outcome {
            case .there: there += 1
            case .fetched(_, let bytes, let check):
                fetched += 1
                bytesFetched += bytes
                if check == "size" || check == "none" { unverified += 1 }
            case .failed(let name, let error): failures.append((name, error))
            }
        }
    }
}

extension OutputError {
    /// Whether every other file would fail as well.
    var isForAll: Bool {
        guard case .system(let errno) = problem else { return false }
        return [.noSpace, .diskQuotaExceeded, .readOnlyFileSystem, .ioError].contains(errno)
    }
}

/// No file fits what was selected.
public struct NothingSelected: Error, Sendable, CustomStringConvertible {
    public let host: String
    public let listed: Int
    public var description: String {
        listed == 0
            ? "\(host) lists no files."
            : "None of the \(listed) files of \(host) fits the selection."
                + "\nhint: `--dry-run` without the selection tells what there is"
    }
}

/// Something stands in the place of a file.
public struct InTheWay: Error, Sendable, CustomStringConvertible {
    public let name: String
    public var description: String {
        "'\(name.withoutControlCharacters)' is not the file of the release: it was changed, or is another."
            + "\nhint: move it away, or run the same command with --repair, which replaces it"
    }
}

/// Hands out the files of a plan, one after the other.
private actor PlanFeed {
    private let plan: Plan
    private var reader: PlanReader?

    init(_ plan: Plan) { self.plan = plan }

    func next() throws -> RemoteFile? {
        let reader = try self.reader ?? PlanReader(plan)
        self.reader = reader
        return try reader.next()
    }
}
