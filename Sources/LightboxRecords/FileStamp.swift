public import LightboxArchive

/// What the file system says of a file; if it is the same as last time, so is the content.
///
/// The change time is set by the kernel alone: a file that was rewritten and given its old date back still
/// differs. The device is left out, because it changes when a disk is mounted again.
public struct FileStamp: Sendable, Hashable {
    public let byteCount: Int
    public let modifiedNanoseconds: Int64
    public let changedNanoseconds: Int64
    public let inode: UInt64

    public init(byteCount: Int, modifiedNanoseconds: Int64, changedNanoseconds: Int64, inode: UInt64) {
        self.byteCount = byteCount
        self.modifiedNanoseconds = modifiedNanoseconds
        self.changedNanoseconds = changedNanoseconds
        self.inode = inode
    }

    public init(_ status: FileStatus) {
        self.init(
            byteCount: status.byteCount, modifiedNanoseconds: status.modifiedNanoseconds,
            changedNanoseconds: status.changedNanoseconds, inode: status.inode)
    }

    /// How long a change can go unseen in the stamp, because the file system's clock ticks that coarsely.
    ///
    /// Linux stamps files by a clock that ticks every 1 to 10 ms; FAT and some servers keep whole seconds, or
    /// every second one, which shows in stamps without a fraction.
    var tickNanoseconds: Int64 {
        let hasFraction = changedNanoseconds % 1_000_000_000 != 0 || modifiedNanoseconds % 1_000_000_000 != 0
        return hasFraction ? 20_000_000 : 2_100_000_000
    }

    /// How long to wait until a later change is sure to show, and 0 if that time has passed.
    ///
    /// A change time in the future, from a clock that was set back, gives more than a tick.
    func settlingNanoseconds(now: Int64) -> Int64 {
        let latest = changedNanoseconds != 0 ? changedNanoseconds : modifiedNanoseconds
        let (age, overflow) = now.subtractingReportingOverflow(latest)
        return overflow ? .max : max(0, tickNanoseconds &- age)
    }
}
