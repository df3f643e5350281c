import Glibc

/// What a run asks of the system: limits that end it, and a note of where it was.
enum Watch {
    /// No more memory than this may be taken, and no mutant may take longer.
    static func limit(bytes: UInt64) {
        var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
        // SAFETY: the structure lives through the call.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    }

    /// Ends the process by SIGALRM unless it is called again within `seconds`.
    static func restart(seconds: UInt32) { _ = alarm(seconds) }

    /// The most memory that this process has held so far, in KiB.
    static var peakKiB: Int {
        var usage = rusage()
        // SAFETY: the structure lives through the call.
        return unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 ? usage.ru_maxrss : 0
    }
}
