import LightboxCore

extension Card {
    /// The number of subjects of the current release, or the largest that any release states.
    public var subjectCount: Cited<Int>? { largest(.subjects) }
    /// The number of images, or else of series, volumes, slides, videos or slices.
    public var imageCount: (kind: CountOf, count: Cited<Int>)? {
        for kind in [CountOf.images, .series, .volumes, .slides, .videos, .slices, .runs] {
            if let count = largest(kind) { return (kind, count) }
        }
        return nil
    }
    /// The size of the current release, or the largest that any release states.
    public var byteCount: Cited<Int>? {
        if let bytes = currentRelease?.bytes { return bytes }
        return releases.compactMap(\.bytes).max { $0.value < $1.value } ?? bytesHeld
    }

    private func largest(_ kind: CountOf) -> Cited<Int>? {
        if let count = currentRelease?.count(kind) { return count }
        return releases.compactMap { $0.count(kind) }.max { $0.value < $1.value }
            ?? holds.first { $0.name == kind.rawValue }?.value
    }
}

extension Cited<Int> {
    /// The number with what limits it: `about 1,000`, `at least 200`, `91 (unconfirmed)`.
    public var words: String { words(as: value.grouped) }
    /// The number of bytes with what limits it.
    public var bytesWords: String { words(as: ByteCount(Int64(value)).description) }

    private func words(as number: String) -> String {
        let limit =
            switch qualifier {
            case .exactly: ""
            case .about: "about "
            case .atLeast: "at least "
            case .atMost: "at most "
            }
        return limit + number + (isUnconfirmed ? " (unconfirmed)" : "")
    }
}
