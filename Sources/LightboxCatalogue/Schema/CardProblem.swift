public import LightboxCore

/// Something wrong in a card or a vocabulary, and where.
public struct CardProblem: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable, Comparable {
        /// Worth a look; the file is used.
        case warning
        /// The file is not used.
        case error
        public static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .error }
    }
    public let file: String
    /// Counted from 1.
    public let line: Int
    public let column: Int
    /// The field, such as `access.kind` or `hosts[2].url`; empty for the file as a whole.
    public let field: String
    public let severity: Severity
    public let message: String
    /// What to do about it, where that can be said.
    public let hint: String?

    public init(
        file: String, line: Int, column: Int = 1, field: String = "", severity: Severity = .error,
        message: String, hint: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.severity = severity
        self.message = message
        self.hint = hint
    }

    /// `file:line:column: severity: field: message`, as compilers write it, so that editors can jump there.
    public var description: String {
        let place = "\(file):\(line):\(column): \(severity.rawValue): "
        return place + (field.isEmpty ? "" : field + ": ") + message + (hint.map { "\nhint: \($0)" } ?? "")
    }

    /// One object for `--json`.
    public var json: JSONValue {
        [
            "file": .string(file), "line": .integer(line), "column": .integer(column),
            "field": .string(field),
            "severity": .string(severity.rawValue), "message": .string(message), "hint": .string(hint),
        ]
    }
}
