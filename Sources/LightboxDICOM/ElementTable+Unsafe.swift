extension Array<UInt8> {
    init(copying bytes: Span<UInt8>) {
        self = []
        append(copying: bytes)
    }

    /// Appends the bytes of a span.
    mutating func append(copying bytes: Span<UInt8>) {
        // SAFETY: the buffer is used only within the closure, for which the span keeps it alive.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

extension String {
    /// The text of which each byte is one character.
    init(latin1 bytes: Span<UInt8>) {
        for index in bytes.indices where bytes[index] >= 0x80 {
            var scalars = String.UnicodeScalarView()
            for index in bytes.indices { scalars.append(Unicode.Scalar(bytes[index])) }
            self = String(scalars)
            return
        }
        // SAFETY: the closure keeps the bytes alive while they are copied; all are ASCII.
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
