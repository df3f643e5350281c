import LightboxCore
import LightboxFetch
import Synchronization

/// What `get` says while it works: a bar, a line a file, or events.
final class GetProgress: Sendable {
    enum Style: Sendable { case bar, plain, json }
    private struct State {
        var counts: TransferProgress?
        var ticker: Task<Void, Never>?
        /// Bytes received at some moments of the last seconds, for the rate.
        var samples: [(at: ContinuousClock.Instant, bytes: Int)] = []
        var note: (text: String, until: ContinuousClock.Instant)?
    }
    private let style: Style
    private let state = Mutex(State())
    private let line = Mutex(ProgressLine())

    init(style: Style) { self.style = style }

    /// Begins to show how far a run has come.
    func start(_ counts: TransferProgress, isNothing: Bool) {
        guard style == .bar, !isNothing else { return }
        let ticker = Task { [weak self] in
            while !Task.isCancelled {
                self?.showBar()
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        state.withLock { ($0.counts, $0.ticker) = (counts, ticker) }
    }

    func stop() {
        let ticker = state.withLock { state in
            defer { state.ticker = nil }
            return state.ticker
        }
        guard let ticker else { return }
        ticker.cancel()
        line.withLock { $0.clear() }
    }

    /// A wait before something is tried again.
    func wait(_ wait: Client.Wait) {
        let reason = wait.error.description.prefix { $0 != "\n" }
        let text = "\(reason) Trying again in \(Self.words(seconds: wait.seconds))."
        switch style {
        case .bar: state.withLock { $0.note = (text, .now + .seconds(max(2, wait.seconds))) }
        case .plain: Terminal.say(text)
        case .json:
            let object: JSONValue = [
                "event": "wait", "seconds": .number(wait.seconds), "reason": .string(String(reason)),
            ]
            Terminal.print(object.text)
        }
    }

    func event(_ event: TransferEvent) {
        switch style {
        case .bar: return
        case .plain:
            switch event {
            case .done(let path, let bytes, let check):
                let kind = String(check.prefix { $0 != ":" })
                let words = check == "none" || check == "size" ? "unverified" : kind
                Terminal.say("\(path.withoutControlCharacters)  \(ByteCount(Int64(bytes)))  \(words)")
            case .failed(let path, let error):
                Terminal.say("\(path.withoutControlCharacters)  failed: \(error)")
            case .retrying(let path, let error, _):
                Terminal.say("\(path.withoutControlCharacters)  again: \(error)")
            default: return
            }
        case .json: if let object = Self.json(event) { Terminal.print(object.text) }
        }
    }

    private static func json(_ event: TransferEvent) -> JSONValue? {
        switch event {
        case .fetching(let path, let from):
            ["event": "fetching", "path": .string(path), "from": .integer(Int64(from))]
        case .verifying(let path): ["event": "verifying", "path": .string(path)]
        case .recording, .naming: nil
        case .retrying(let path, let error, let seconds):
            [
                "event": "retrying", "path": .string(path), "error": .string("\(error)"),
                "seconds": .number(seconds),
            ]
        case .done(let path, let bytes, let check):
            [
                "event": "done", "path": .string(path), "bytes": .integer(Int64(bytes)),
                "check": .string(check),
            ]
        case .failed(let path, let error):
            ["event": "failed", "path": .string(path), "error": .string("\(error)")]
        }
    }

    // MARK: The bar

    private func showBar() {
        let now = ContinuousClock.now
        let (text, note) = state.withLock { state -> (String?, String?) in
            guard let counts = state.counts?.now else { return (nil, nil) }
            state.samples.append((now, counts.bytesReceived))
            state.samples.removeAll { now - $0.at > .seconds(10) }
            let first = state.samples.first ?? (now, counts.bytesReceived)
            let seconds = (now - first.at) / .seconds(1)
            let rate = seconds > 0.5 ? Double(counts.bytesReceived - first.bytes) / seconds : nil
            if let note = state.note, note.until < now { state.note = nil }
            return (Self.bar(counts, rate: rate), state.note?.text)
        }
        guard let text else { return }
        line.withLock { $0.show(note.map { text + "  " + $0 } ?? text) }
    }

    /// `[#######---] 1.2 of 3.4 GB · 45 of 1,799 files · 23 MB/s · 2 min left`.
    static func bar(_ counts: TransferProgress.Counts, rate: Double?) -> String {
        // Files of unknown size may make more bytes than were planned.
        let total = max(counts.bytes, counts.bytesDone)
        let share =
            total > 0
            ? Double(counts.bytesDone) / Double(total)
            : counts.files > 0 ? Double(counts.filesDone) / Double(counts.files) : 0
        let width = 20
        let filled = min(width, Int(share * Double(width)))
        var parts = [
            "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled) + "] "
                + "\(ByteCount(Int64(counts.bytesDone))) of \(ByteCount(Int64(total)))",
            "\(counts.filesDone.grouped) of \(counts.files.grouped) files",
        ]
        if counts.filesFailed > 0 { parts.append("\(counts.filesFailed.grouped) failed") }
        if let rate, rate >= 1 {
            parts.append("\(ByteCount(Int64(rate)))/s")
            let left = Double(total - counts.bytesDone) / rate
            if left > 0 { parts.append("\(words(seconds: left)) left") }
        }
        return parts.joined(separator: " · ")
    }

    /// `45 s`, `12 min`, `3.5 h`, `2 days`.
    static func words(seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "a very long time" }
        switch seconds {
        case ..<99: return "\(Int(seconds.rounded(.up))) s"
        case ..<5400: return "\(Int((seconds / 60).rounded())) min"
        case ..<172_800:
            let tenths = Int((seconds / 360).rounded())
            return tenths % 10 == 0 || tenths > 100 ? "\(tenths / 10) h" : "\(tenths / 10).\(tenths % 10) h"
        default: return "\(Int((seconds / 86_400).rounded())) days"
        }
    }
}
