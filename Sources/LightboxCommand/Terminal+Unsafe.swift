import Foundation
import LightboxFetch

/// What goes to the user: data to standard output, talk to standard error.
enum Terminal {
    /// Writes a line of data.
    static func print(_ line: String) { write(line + "\n", to: FileHandle.standardOutput) }
    /// Writes data as it is, without a line end.
    static func printRaw(_ text: String) { write(text, to: FileHandle.standardOutput) }
    /// Writes data byte for byte.
    static func printBytes(_ bytes: [UInt8]) { write(Data(bytes), to: FileHandle.standardOutput) }
    /// Writes a line of talk.
    static func say(_ line: String) { write(line + "\n", to: FileHandle.standardError) }

    /// Writes talk as it is, without a line end.
    static func sayRaw(_ text: String) { write(text, to: FileHandle.standardError) }

    private static func write(_ text: String, to handle: FileHandle) { write(Data(text.utf8), to: handle) }

    private static func write(_ data: Data, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: data)
        } catch {
            // Nobody reads any more (`lightbox list | head`): there is nothing left to do, and nothing to say.
            exit(0)
        }
    }

    static var isInputTerminal: Bool { isatty(0) == 1 }
    static var isOutputTerminal: Bool { isatty(1) == 1 }
    static var isErrorTerminal: Bool { isatty(2) == 1 }
    /// Whether standard output is a terminal that wants colours: one that is not told otherwise by `NO_COLOR`.
    static var wantsColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isOutputTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
    /// The terminal's width in columns; 100 where there is none.
    static var width: Int {
        if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text), columns > 20 {
            return columns
        }
        var size = winsize()
        guard isOutputTerminal, unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else {
            return 100
        }
        return Int(size.ws_col)
    }
}

/// Text in a terminal's colours, or plain.
struct Style: Sendable {
    let isOn: Bool

    private func wrap(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func good(_ text: String) -> String { wrap(text, "32") }
    func warn(_ text: String) -> String { wrap(text, "33") }
    func bad(_ text: String) -> String { wrap(text, "31") }
    func link(_ text: String) -> String { wrap(text, "36") }
}

/// The exit codes that the documentation publishes.
enum Exit {
    /// Some items failed or were found wanting.
    static let wanting: Int32 = 1
    /// What was asked could not be done.
    static let notDone: Int32 = 2
}

extension Terminal {
    /// Asks the user a question on standard error; what is typed in answer to a hidden one is not seen.
    @Sendable static func ask(_ question: Credentials.Question) -> String? {
        sayRaw(question.text + ": ")
        guard question.isHidden else { return readLine() }
        var before = termios()
        // SAFETY: the calls fill and read the structure that they are given.
        guard unsafe tcgetattr(0, &before) == 0 else { return readLine() }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        _ = unsafe tcsetattr(0, TCSANOW, &hidden)
        defer {
            _ = unsafe tcsetattr(0, TCSANOW, &before)
            sayRaw("\n")
        }
        return readLine()
    }
}
