/// Where new UIDs come from: the root for UUIDs, followed by a random number (PS3.5 §B.2).
public struct UIDs: Sendable {
    /// Makes UIDs that no one has made before.
    public init() {}

    public func next() -> String { "2.25.\(UInt128.random(in: 1...UInt128.max))" }
}
