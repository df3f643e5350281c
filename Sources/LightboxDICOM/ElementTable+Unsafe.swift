extension Array<UInt8> {
    /// Appends the bytes of a span.
    mutating func append(copying bytes: Span<UInt8>) {
        // SAFETY: the buffer is used only within the closure, for which the span keeps it alive.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
