/// The part of a release that is wanted; all of it when nothing is set.
public struct Selection: Sendable, Hashable {
    /// The release, as the card or the host names it.
    public var release: String?
    /// Patterns of paths, of which one must fit: `sub-0*/anat/*_T1w.nii.gz`.
    public var only: [PathPattern] = []
    /// Only the first so many subjects, in the host's order.
    public var subjectCount: Int?
    /// Only these subjects, with or without `sub-`.
    public var subjects: Set<String> = []
    /// Only these series or files, by id, path or name.
    public var ids: Set<String> = []

    public init() {}
    public var isEverything: Bool {
        only.isEmpty && subjectCount == nil && subjects.isEmpty && ids.isEmpty
    }
}
