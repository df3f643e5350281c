/// The order in which the bytes of a number are stored.
public enum ByteOrder: String, Sendable, Hashable, CaseIterable {
    case little, big
}
