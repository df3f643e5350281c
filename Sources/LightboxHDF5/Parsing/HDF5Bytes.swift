import LightboxCore

/// The bytes of a file as its own addresses count them, and the sizes of those addresses.
struct HDF5Bytes: Sendable {
    let source: any ByteSource
    /// Where address 0 lies, in bytes from the start of the file.
    let base: Int
    /// The size of an address in bytes.
    let offsetSize: Int
    /// The size of a length in bytes.
    let lengthSize: Int

    /// No address: what was never written.
    var undefined: UInt64 { offsetSize >= 8 ? .max : (1 << UInt64(8 * offsetSize)) - 1 }

    /// The `count` bytes at `address`, all of them.
    func read(at address: UInt64, count: Int) throws(HDF5Error) -> [UInt8] {
        guard let place = Int(exactly: address), count >= 0 else { throw past(address, count) }
        let (start, overflow) = place.addingReportingOverflow(base)
        let limit = source.byteCountLimit
        guard !overflow, start >= 0, start <= limit, count <= limit - start else {
            throw past(address, count)
        }
        let bytes: [UInt8]
        do { bytes = try source.read(at: start, count: count) } catch {
            throw HDF5Error(at: start, "the file's bytes cannot be read: \(error)")
        }
        guard bytes.count == count else { throw past(address, count) }
        return bytes
    }

    private func past(_ address: UInt64, _ count: Int) -> HDF5Error {
        HDF5Error(
            "the file refers to \(count) bytes at address \(address), but it ends before",
            hint: "the copy or download may not have been finished")
    }

    /// A cursor over the `count` bytes at `address`.
    func cursor(at address: UInt64, count: Int) throws(HDF5Error) -> HDF5Cursor {
        HDF5Cursor(bytes: try read(at: address, count: count), address: address, file: self)
    }

    /// A cursor over at most `count` bytes at `address`, fewer where the file ends before.
    func cursor(at address: UInt64, upTo count: Int) throws(HDF5Error) -> HDF5Cursor {
        guard let place = Int(exactly: address), place <= source.byteCountLimit - base else {
            throw past(address, count)
        }
        return try cursor(at: address, count: min(count, source.byteCountLimit - base - place))
    }
}

/// Reads one number after another; every one that is not all there is an error which names the place.
struct HDF5Cursor {
    let bytes: [UInt8]
    /// The address of the first byte.
    let address: UInt64
    let file: HDF5Bytes
    var at = 0

    init(bytes: [UInt8], address: UInt64, file: HDF5Bytes) {
        (self.bytes, self.address, self.file) = (bytes, address, file)
    }

    var rest: Int { bytes.count - at }

    func fault(_ problem: String) -> HDF5Error {
        HDF5Error(at: file.base &+ Int(clamping: address) &+ at, problem)
    }

    mutating func unsigned(_ size: Int) throws(HDF5Error) -> UInt64 {
        guard size >= 0, size <= 8, size <= rest else { throw fault("a structure ends too early") }
        var value: UInt64 = 0
        for i in 0..<size { value |= UInt64(bytes[at + i]) << UInt64(8 * i) }
        at += size
        return value
    }
    mutating func int(_ size: Int) throws(HDF5Error) -> Int {
        let value = try unsigned(size)
        guard let int = Int(exactly: value) else { throw fault("a number is too large: \(value)") }
        return int
    }
    mutating func offset() throws(HDF5Error) -> UInt64 { try unsigned(file.offsetSize) }
    mutating func length() throws(HDF5Error) -> Int { try int(file.lengthSize) }

    mutating func skip(_ count: Int) throws(HDF5Error) {
        guard count >= 0, count <= rest else { throw fault("a structure ends too early") }
        at += count
    }
    mutating func take(_ count: Int) throws(HDF5Error) -> [UInt8] {
        let start = at
        try skip(count)
        return Array(bytes[start..<at])
    }
    /// A cursor of its own over the next `count` bytes.
    mutating func part(_ count: Int) throws(HDF5Error) -> HDF5Cursor {
        let start = at
        return HDF5Cursor(bytes: try take(count), address: address &+ UInt64(start), file: file)
    }
    mutating func expect(_ signature: String) throws(HDF5Error) {
        let found = try take(signature.utf8.count)
        guard found == Array(signature.utf8) else {
            at -= found.count
            throw fault("'\(signature)' was expected")
        }
    }
    /// A text that ends in NUL; with `padding`, it and the NUL take a multiple of so many bytes.
    mutating func text(padding: Int = 1) throws(HDF5Error) -> String {
        let start = at
        while at < bytes.count, bytes[at] != 0 { at += 1 }
        guard at < bytes.count else { throw fault("a name does not end") }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        at += 1
        let odd = (at - start) % padding
        if odd > 0 { try skip(padding - odd) }
        return text
    }
}
