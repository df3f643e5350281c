import Glibc
import LightboxArchive
import LightboxCore
import LightboxFormats
import SystemPackage

// One input of a coverage-guided run (libFuzzer, which brings `main`): bytes that are to be read as a file of the name
// that LIGHTBOX_FUZZ_NAME gives, with nothing beside it.
//
// SAFETY: libFuzzer hands a pointer to `count` bytes that stay during the call; they are copied at once.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let name = unsafe getenv("LIGHTBOX_FUZZ_NAME").map { unsafe String(cString: $0) } ?? "file"
    let folder = DiskTree(path: "/nowhere")
    let (door, source, path) = (FrontDoor.standard, MemoryBytes(bytes), FilePath("/nowhere/" + name))
    let report = door.report(source, at: path, in: folder)
    let parts: [(String?, ImageHeader?)] =
        [(nil, report.header)] + report.parts.prefix(4).map { ($0.name, $0.header) }
    for (part, header) in parts {
        guard let header, let size = header.byteCount, size <= 4 << 20 else { continue }
        _ = try? door.open(source, at: path, in: folder, part: part).readAll()
    }
    return 0
}
