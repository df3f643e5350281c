/// One line on standard error that is written over as work goes on; nothing where that is no terminal.
final class ProgressLine {
    private let isShown = Terminal.isErrorTerminal
    private var last = ContinuousClock.now - .seconds(1)

    /// Shows the text, ten times a second at most.
    func show(_ text: String) {
        guard isShown, ContinuousClock.now - last > .milliseconds(100) else { return }
        last = .now
        Terminal.sayRaw("\r\u{1B}[K" + Wrapping.cut(text, to: max(20, Terminal.width - 1)))
    }

    func clear() { if isShown { Terminal.sayRaw("\r\u{1B}[K") } }
}
