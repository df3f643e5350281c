internal import GRDBSQLite

/// Takes the values of a statement, one after another.
@safe public struct StoreBinder: ~Copyable {
    private let pointer: OpaquePointer
    /// How many values were given.
    private(set) var count = 0
    /// What SQLite said of the first that it did not take.
    private(set) var code = SQLITE_OK

    // SAFETY: tells SQLite to copy text and bytes before the call returns, so they need not outlive it.
    private static var copied: sqlite3_destructor_type {
        unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    private mutating func next() -> Int32 {
        count += 1
        return Int32(count)
    }
    private mutating func note(_ code: Int32) {
        if self.code == SQLITE_OK { self.code = code }
    }

    public mutating func addNull() { note(unsafe sqlite3_bind_null(pointer, next())) }

    /// The integer, or NULL for `nil`.
    public mutating func add(_ value: Int64?) {
        guard let value else { return addNull() }
        note(unsafe sqlite3_bind_int64(pointer, next(), value))
    }
    /// The integer, or NULL for `nil`.
    public mutating func add(_ value: Int?) { add(value.map { Int64($0) }) }

    /// The number, or NULL for `nil`; SQLite keeps NaN as NULL too.
    public mutating func add(_ value: Double?) {
        guard let value else { return addNull() }
        note(unsafe sqlite3_bind_double(pointer, next(), value))
    }

    /// The text, or NULL for `nil`.
    public mutating func add(_ value: String?) {
        guard var value else { return addNull() }
        let place = next()
        // SAFETY: the buffer is read within the closure, and its length is passed along.
        let code = value.withUTF8 { unsafe Self.bindText($0, pointer, place) }
        note(code)
    }

    /// The bytes as text, which the caller knows to be UTF-8.
    public mutating func add(text bytes: [UInt8]) {
        let place = next()
        // SAFETY: as above.
        note(unsafe bytes.withUnsafeBufferPointer { unsafe Self.bindText($0, pointer, place) })
    }

    private static func bindText(
        _ text: UnsafeBufferPointer<UInt8>, _ pointer: OpaquePointer, _ place: Int32
    ) -> Int32 {
        unsafe text.withMemoryRebound(to: CChar.self) {
            unsafe sqlite3_bind_text64(
                pointer, place, $0.baseAddress ?? UnsafePointer(bitPattern: 1), UInt64($0.count), copied,
                UInt8(SQLITE_UTF8))
        }
    }

    public mutating func add(blob bytes: [UInt8]) {
        let place = next()
        // SAFETY: as above; an empty blob is made by its own call, since a nil pointer means NULL.
        note(
            bytes.isEmpty
                ? unsafe sqlite3_bind_zeroblob(pointer, place, 0)
                : unsafe bytes.withUnsafeBytes {
                    unsafe sqlite3_bind_blob64(
                        pointer, place, $0.baseAddress, UInt64($0.count), Self.copied)
                })
    }

    public mutating func add(_ value: StoreValue) {
        switch value {
        case .null: addNull()
        case .integer(let value): add(value)
        case .real(let value): add(value)
        case .text(let value): add(value)
        case .blob(let value): add(blob: value)
        }
    }
}
