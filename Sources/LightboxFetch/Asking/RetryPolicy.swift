/// How often something is tried again, and after how long.
public struct RetryPolicy: Sendable, Hashable {
    /// How many times in a row something may fail without a single new byte.
    public var attempts = 6
    /// The wait after the first failure, doubled after each further one.
    public var firstWait: Duration = .milliseconds(500)
    public var longestWait: Duration = .seconds(60)
    /// The longest wait that a host may ask for; where it asks for more, the run ends and says so.
    public var longestAskedWait: Duration = .seconds(600)
    /// When nothing is begun or tried any more.
    public var deadline: ContinuousClock.Instant?

    public init() {}

    /// How long to wait after the `failures`th failure in a row; at random up to twice as long, so that many clients
    /// that failed together do not come back together.
    func wait(after failures: Int, asked seconds: Int?) -> Duration {
        if let seconds { return .seconds(max(0, seconds)) + firstWait * Double.random(in: 0...1) }
        let doubled = firstWait * Double(1 << min(max(0, failures - 1), 20))
        return min(doubled, longestWait) * Double.random(in: 0.5...1)
    }

    /// Whether the deadline has passed, or would while one waits.
    func isOver(after wait: Duration = .zero) -> Bool {
        deadline.map { ContinuousClock.now + wait >= $0 } ?? false
    }
}

/// The time that was given is used up.
public struct DeadlinePassed: Error, Sendable, CustomStringConvertible {
    public init() {}
    public var description: String {
        "The time that was given is over.\nhint: run the same command again: it goes on where it stopped"
    }
}
