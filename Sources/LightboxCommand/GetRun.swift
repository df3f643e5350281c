import ArgumentParser
import FoundationEssentials
import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxFetch
import SystemPackage

/// One run of `lightbox get`.
final class GetRun: Sendable {
    private let get: Get
    private let card: Card
    private let selection: Selection
    private let release: Release?
    private let show: GetProgress
    private let link: String?

    init(_ get: Get, card: Card, selection: Selection) throws {
        (self.get, self.card, self.selection) = (get, card, selection)
        release =
            card.releases.first { $0.id == get.release } ?? card.releases.first { $0.isCurrent }
            ?? card.releases.first
        show = GetProgress(style: get.json ? .json : get.plain || !Terminal.isErrorTerminal ? .plain : .bar)
        link = get.link == "-" ? readLine() : get.link
    }

    func stopShowing() { show.stop() }

    func run() async throws {
        if !get.from.isEmpty { return try placeByHand() }
        let hosts = try usableHosts()
        guard !hosts.isEmpty else { return try sayWhatAPersonDoes() }
        let terms = get.dryRun ? nil : try TermsGate(card).pass(accepting: get.accept)
        if get.dryRun { for line in TermsSheet(card).lines { Terminal.say(line.withoutControlCharacters) } }
        // A look leaves no folder behind.
        let isElsewhere = get.dryRun && !FileManager.default.fileExists(atPath: target.string)
        let place = isElsewhere ? FilePath(Self.temporaryFolder()) : target
        defer { if isElsewhere { try? FileManager.default.removeItem(atPath: place.string) } }
        let session = try CopySession(at: place)
        let getting = try makeGetting(session)
        var failures: [(any Host, any Error)] = []
        for host in hosts {
            let task: Getting.Task
            do {
                Terminal.say("Asking \(host.name.withoutControlCharacters) what there is …")
                task = try await getting.plan(host, selection)
                for remark in host.remarks { Terminal.say(remark.withoutControlCharacters) }
            } catch let error where error is FetchError {
                failures.append((host, error))
                continue
            }
            try await carryOut(task, getting, terms)
            return
        }
        for (host, error) in failures { Terminal.say("\(host.kind.rawValue): \(error)") }
        throw NoHostAnswered(id: card.id)
    }

    private static func temporaryFolder() -> String {
        FileManager.default.temporaryDirectory.path + "/lightbox-look-" + UUID().uuidString
    }

    var target: FilePath { FilePath(get.into ?? card.id) }

    // MARK: Hosts

    /// The hosts that may be asked for what was selected, in the card's order.
    private func usableHosts() throws -> [any Host] {
        let environment: @Sendable (String) -> String? = { ProcessInfo.processInfo.environment[$0] }
        let home: FilePath? = environment("HOME").map { FilePath($0) }
        let canAsk = Terminal.isInputTerminal
        let ask: (@Sendable (Credentials.Question) -> String?)? = canAsk ? Terminal.ask : nil
        let credentials = Credentials(environment: environment, home: home, ask: ask)
        var found: [any Host] = []
        let lock = try get.locked.map { try readLock($0) }
        var facts = card.hosts.filter { fact in
            if let kind = get.host { return fact.kind == kind && fact.role != .former }
            if link != nil { return fact.kind == .userLink || fact.kind == .stanfordAIMI }
            return fact.role == .primary || fact.role == .mirror
        }
        if link != nil, facts.isEmpty { facts = card.hosts.filter { $0.role != .former } }
        for fact in facts where fits(fact) {
            let kind = link == nil ? fact.kind : .userLink
            guard let make = HostRegistry.standard.service(for: kind)?.make else { continue }
            let place = HostPlace(
                card: card, fact: fact, release: release, wantedRelease: get.release,
                credentials: credentials,
                link: link)
            do {
                let host = try make(place)
                found.append(lock.map { LockedHost(host, lock: $0) } ?? host)
            } catch let error as FetchError { Terminal.say("\(fact.kind.rawValue): \(error)") }
        }
        return found
    }

    private func fits(_ fact: HostFact) -> Bool {
        guard let wanted = get.release ?? release?.id, let served = fact.release else { return true }
        return served == wanted
    }

    private func readLock(_ path: String) throws -> CopyLock {
        let lock = try CopyLock(parsing: try FileBytes(path: FilePath(path)).all(), name: path)
        guard lock.dataset == card.id else {
            throw LockFault(name: path, problem: "it is of \(lock.dataset), not of \(card.id)")
        }
        return lock
    }

    private func makeGetting(_ session: CopySession) throws -> Getting {
        var settings = try TransportSettings(environment: { ProcessInfo.processInfo.environment[$0] })
        settings.bytesASecond = try get.pace.bytesASecond()
        var policy = RetryPolicy()
        policy.attempts = get.pace.retries
        policy.firstWait = .seconds(get.pace.retryWait)
        if let seconds = try get.pace.seconds() { policy.deadline = .now + .seconds(seconds) }
        var client = Client(try Transport(settings), policy: policy)
        let show = show
        client.onWait = { show.wait($0) }
        var getting = Getting(session: session, client: client)
        getting.jobs = get.pace.jobs
        getting.isRepairing = get.repair
        getting.onEvent = { show.event($0) }
        return getting
    }

    // MARK: The work

    private func carryOut(
        _ task: Getting.Task, _ getting: Getting, _ terms: Agreements.Entry?
    ) async throws {
        let free = getting.session.copy.freeByteCount
        if get.dryRun { return tell(task, free: free) }
        if let free, task.bytesToFetch > free {
            throw TooLittleSpace(needed: task.bytesToFetch, free: free, path: target)
        }
        show.start(getting.progress, isNothing: task.filesToFetch == 0)
        let start = ContinuousClock.now
        let report: Getting.Report
        do { report = try await getting.run(task) } catch {
            show.stop()
            throw error
        }
        show.stop()
        let received = getting.progress.now.bytesReceived
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Rates.note(received, in: seconds, for: task.host.kind)
        try writeLock(task, getting.session, terms, report)
        tell(report, task, received: received, seconds: seconds)
        if !report.failures.isEmpty { throw ExitCode(Exit.wanting) }
    }

    private func writeLock(
        _ task: Getting.Task, _ session: CopySession, _ terms: Agreements.Entry?, _ report: Getting.Report
    ) throws {
        var lock = CopyLock(dataset: card.id, release: get.release ?? release?.id)
        lock.hosts = [task.host.name]
        lock.date = CalendarDate.today.description
        lock.tool = "lightbox " + Lightbox.configuration.version
        lock.terms = terms?.json ?? .null
        lock.isWhole = selection.isEverything && report.failures.isEmpty
        try lock.write(for: session)
    }

    private func tell(_ task: Getting.Task, free: Int?) {
        let rate = Rates.last(for: task.host.kind)
        let seconds = rate.map { Double(task.bytesToFetch) / Double(max(1, $0)) }
        if get.json {
            let object: JSONValue = [
                "event": "plan", "dataset": .string(card.id), "host": .string(task.host.name),
                "folder": .string(target.string), "files": .integer(Int64(task.files)),
                "bytes": .integer(Int64(task.bytes)), "filesThere": .integer(Int64(task.filesThere)),
                "bytesThere": .integer(Int64(task.bytesThere + task.bytesInParts)),
                "filesToFetch": .integer(Int64(task.filesToFetch)),
                "bytesToFetch": .integer(Int64(task.bytesToFetch)),
                "filesWithoutSize": .integer(Int64(task.filesWithoutSize)),
                "filesWithoutCheck": .integer(Int64(task.filesWithoutCheck)),
                "free": free.map { .integer(Int64($0)) } ?? .null,
                "seconds": seconds.map { .number($0) } ?? .null,
                "terms": .array(TermsSheet(card).lines.map { .string($0) }),
            ]
            return Terminal.print(object.text)
        }
        func words(_ bytes: Int) -> String { ByteCount(Int64(bytes)).description }
        Terminal.print("host      \(task.host.name.withoutControlCharacters)")
        Terminal.print("folder    \(target.string.withoutControlCharacters)")
        Terminal.print(
            "files     \(task.files.grouped), \(words(task.bytes))"
                + (task.filesWithoutSize > 0
                    ? "; of \(task.filesWithoutSize.grouped) the size is not told" : ""))
        Terminal.print("there     \(task.filesThere.grouped), \(words(task.bytesThere + task.bytesInParts))")
        Terminal.print("to fetch  \(task.filesToFetch.grouped), \(words(task.bytesToFetch))")
        if let free { Terminal.print("free      \(words(free)) on that disk") }
        if task.filesWithoutCheck > 0 {
            Terminal.print(
                "unchecked \(task.filesWithoutCheck.grouped): nothing is published to check them with")
        }
        if let seconds {
            Terminal.print("time      about \(GetProgress.words(seconds: seconds)) at the last rate")
        }
        for name in task.foreign.prefix(10) { Terminal.print("in the way: \(name.withoutControlCharacters)") }
    }

    private func tell(_ report: Getting.Report, _ task: Getting.Task, received: Int, seconds: Double) {
        if get.json {
            let object: JSONValue = [
                "event": "end", "fetched": .integer(Int64(report.fetched)),
                "there": .integer(Int64(report.there)),
                "failed": .integer(Int64(report.failures.count)),
                "unverified": .integer(Int64(report.unverified)),
                "bytesReceived": .integer(Int64(received)), "seconds": .number(seconds),
            ]
            return Terminal.print(object.text)
        }
        for (name, error) in report.failures.prefix(20) {
            Terminal.say("not there: \(name.withoutControlCharacters): \(error)")
        }
        if report.failures.count > 20 { Terminal.say("and \((report.failures.count - 20).grouped) more") }
        if report.fetched == 0, report.failures.isEmpty {
            return Terminal.say("\(Self.files(task.files)) there and whole; nothing was fetched.")
        }
        let bytes = ByteCount(Int64(report.bytesFetched))
        var line =
            "Fetched \(Self.files(report.fetched)), \(bytes), into \(target.string.withoutControlCharacters)"
        if report.there > 0 { line += "; \(report.there.grouped) were there" }
        if report.unverified > 0 {
            line +=
                "; for \(report.unverified.grouped) nothing but the size is published, so they are unverified"
        }
        Terminal.say(line + ".")
        if !report.failures.isEmpty {
            Terminal.say(
                "\(Self.files(report.failures.count)) failed.\nhint: run the same command again: it fetches only these"
            )
        }
    }

    private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count.grouped) files" }

    // MARK: What no program does

    private func sayWhatAPersonDoes() throws {
        let sheet = TermsSheet(card)
        for line in sheet.lines { Terminal.say(line.withoutControlCharacters) }
        Terminal.say("")
        Terminal.say("No program can fetch it. What to do:")
        for (index, step) in sheet.steps.enumerated() {
            Terminal.say("  \(index + 1). \(step.withoutControlCharacters)")
        }
        var names: [String] = []
        for fact in card.hosts where fact.role != .former { names += fact.archives.map(\.name) }
        if !names.isEmpty {
            Terminal.say("What you are then given:")
            for name in names.prefix(12) { Terminal.say("  \(name.withoutControlCharacters)") }
            if names.count > 12 { Terminal.say("  and \(names.count - 12) more") }
        }
        Terminal.say(
            "Then: lightbox get \(card.id) --from FOLDER   (checks what you fetched, and puts it in its place)"
        )
        Terminal.say("  or: lightbox get \(card.id) --link -        (for a link that you were given)")
        throw ExitCode(Exit.notDone)
    }

    /// Takes what the user fetched by hand.
    private func placeByHand() throws {
        let terms = try TermsGate(card).pass(accepting: get.accept)
        let session = try CopySession(at: target)
        let hand = try ByHand(card: card, release: get.release, session: session)
        let show = show
        let report = try hand.place(get.from.map { FilePath($0) }) { show.event($0) }
        try session.synchronize()
        for (name, error) in report.wrong {
            Terminal.say("not taken: \(name.withoutControlCharacters): \(error)")
        }
        for name in report.unknown.prefix(10) {
            Terminal.say("not known: \(name.withoutControlCharacters)")
        }
        if report.unknown.count > 10 { Terminal.say("and \((report.unknown.count - 10).grouped) more") }
        let unverified = report.placed.count { $0.check == "size" || $0.check == "none" }
        Terminal.say(
            "\(Self.files(report.placed.count)) placed in \(target.string.withoutControlCharacters)"
                + (report.there.isEmpty ? "" : ", \(report.there.count.grouped) were there")
                + (unverified == 0
                    ? "." : "; for \(unverified.grouped) the card has no digest, so they are unverified."))
        if !report.missing.isEmpty {
            let names = report.missing.prefix(8).joined(separator: ", ").withoutControlCharacters
            Terminal.say(
                "Still missing: \(names)"
                    + (report.missing.count > 8 ? " and \((report.missing.count - 8).grouped) more" : "")
                    + ".")
        }
        if !report.placed.isEmpty || !report.there.isEmpty {
            var lock = CopyLock(dataset: card.id, release: get.release ?? release?.id)
            lock.hosts = ["by hand"]
            lock.date = CalendarDate.today.description
            lock.tool = "lightbox " + Lightbox.configuration.version
            lock.terms = terms.json
            lock.isWhole = report.missing.isEmpty
            try lock.write(for: session)
        }
        if report.placed.isEmpty && report.there.isEmpty { throw ExitCode(Exit.notDone) }
        if !report.wrong.isEmpty { throw ExitCode(Exit.wanting) }
    }
}

/// None of a dataset's hosts could be asked.
struct NoHostAnswered: Error, CustomStringConvertible {
    let id: String
    var description: String {
        "None of the hosts of \(id) answered as it should.\nhint: `lightbox show \(id)` lists them; --host chooses one"
    }
}

/// The disk is too small for what is to come.
struct TooLittleSpace: Error, CustomStringConvertible {
    let needed: Int
    let free: Int
    let path: FilePath
    var description: String {
        "\(ByteCount(Int64(needed))) are to be fetched, and the disk of '\(path.string.withoutControlCharacters)' has"
            + " \(ByteCount(Int64(free))) left.\nhint: get a part (--only, --subjects), or into another disk (--into)"
    }
}
