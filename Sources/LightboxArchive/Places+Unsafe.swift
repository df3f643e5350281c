internal import Glibc

extension Places {
    /// The places of the user who runs this process.
    public static func current() throws(PlacesError) -> Places {
        try Places(environment: { environmentVariable($0) }, userFolder: { homeOfCurrentUser() })
    }

    private static func environmentVariable(_ name: String) -> String? {
        // SAFETY: the value is copied at once; nothing in Lightbox changes the environment while it runs.
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    private static func homeOfCurrentUser() -> String? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        // SAFETY: `entry` and what it points to live in `buffer`, which outlives the copy into a String.
        return unsafe buffer.withUnsafeMutableBufferPointer { space in
            guard let start = space.baseAddress,
                unsafe getpwuid_r(getuid(), &entry, start, space.count, &found) == 0,
                unsafe found != nil, let home = unsafe entry.pw_dir
            else { return nil }
            return unsafe String(cString: home)
        }
    }
}
