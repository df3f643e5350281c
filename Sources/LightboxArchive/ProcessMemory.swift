import CLightboxLinux

/// How the process deals with memory that it is done with.
public enum ProcessMemory {
    /// Keeps large pieces for the next picture of their size, up to 64 MiB.
    ///
    /// By itself the C library gives each back, and the kernel then clears every page anew for the next: decoding small
    /// frames one after another takes half as long without. For programs to call as they start, not for libraries.
    public static func keepForNext() {
        lightbox_keep_memory(32 << 20, 64 << 20)
    }
}
