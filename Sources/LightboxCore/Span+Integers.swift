extension Span<UInt8> {
    /// The unsigned integer at `offset`, or `nil` if it does not lie wholly in the span.
    @inlinable
    public func integer<T: FixedWidthInteger & UnsignedInteger>(
        _: T.Type = T.self, at offset: Int, _ order: ByteOrder
    ) -> T? {
        let size = T.bitWidth / 8
        guard offset >= 0, size <= count - offset else { return nil }
        var value: T = 0
        for i in 0..<size { value = value << 8 | T(self[offset + (order == .big ? i : size - 1 - i)]) }
        return value
    }

    /// The IEEE 754 single at `offset`, or `nil` if it does not lie wholly in the span.
    @inlinable
    public func float32(at offset: Int, _ order: ByteOrder) -> Float? {
        integer(UInt32.self, at: offset, order).map(Float.init(bitPattern:))
    }

    /// The IEEE 754 double at `offset`, or `nil` if it does not lie wholly in the span.
    @inlinable
    public func float64(at offset: Int, _ order: ByteOrder) -> Double? {
        integer(UInt64.self, at: offset, order).map(Double.init(bitPattern:))
    }
}
