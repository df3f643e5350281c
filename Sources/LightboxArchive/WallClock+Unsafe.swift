internal import Glibc

/// The clock that file systems stamp files with.
public enum WallClock {
    /// Nanoseconds since 1970.
    public static var nanoseconds: Int64 {
        var time = timespec()
        // SAFETY: the call fills the structure that it is given.
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
