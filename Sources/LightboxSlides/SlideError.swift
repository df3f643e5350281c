/// A slide that OpenSlide cannot open or read.
public struct SlideError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, a sentence without its full stop.
    public let problem: String
    public let hint: String?
    init(_ problem: String, hint: String? = nil) { (self.problem, self.hint) = (problem, hint) }

    public var description: String {
        problem.prefix(1).uppercased() + problem.dropFirst() + "." + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
