extension Double {
    /// The number that `text[range]` spells in decimal, as `Double(String)` reads it; `nil` if it spells none.
    ///
    /// No string is made of numbers of up to 15 digits with small exponents, which is what headers hold: these are
    /// exact products or quotients of two exact numbers, so that the result is the nearest one.
    public init?(decimal text: Span<UInt8>, in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
        guard let value = Self.short(text, range) else {
            // Long numbers, `inf`, `nan` and whatever else is rare.
            var spelt = ""
            for index in range {
                guard text[index] < 0x80 else { return nil }
                spelt.unicodeScalars.append(Unicode.Scalar(text[index]))
            }
            guard let value = Double(spelt) else { return nil }
            self = value
            return
        }
        self = value
    }

    /// The same for numbers of up to 15 digits with small exponents, and `nil` for all else: no string is made.
    public init?(plainDecimal text: Span<UInt8>, in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
        guard let value = Self.short(text, range) else { return nil }
        self = value
    }

    private static func short(_ text: Span<UInt8>, _ range: Range<Int>) -> Double? {
        var at = range.lowerBound
        let end = range.upperBound
        guard at < end else { return nil }
        let isNegative = text[at] == UInt8(ascii: "-")
        if isNegative || text[at] == UInt8(ascii: "+") { at += 1 }
        var (mantissa, digits, scale) = (0, 0, 0)
        var hasPoint = false
        while at < end {
            let byte = text[at]
            if byte &- 0x30 < 10 {
                mantissa = mantissa &* 10 &+ Int(byte &- 0x30)
                digits += 1
                if hasPoint { scale -= 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            at += 1
        }
        guard digits > 0, digits <= 15 else { return nil }
        if at < end {
            guard text[at] | 0x20 == UInt8(ascii: "e"), end - at >= 2, end - at <= 5 else { return nil }
            at += 1
            let isDown = text[at] == UInt8(ascii: "-")
            if isDown || text[at] == UInt8(ascii: "+") { at += 1 }
            guard at < end else { return nil }
            var exponent = 0
            while at < end {
                let byte = text[at]
                guard byte &- 0x30 < 10 else { return nil }
                exponent = exponent * 10 + Int(byte &- 0x30)
                at += 1
            }
            scale += isDown ? -exponent : exponent
        }
        guard scale >= -22, scale <= 22 else { return nil }
        let whole = Double(mantissa)
        let value = scale < 0 ? whole / powersOfTen[-scale] : whole * powersOfTen[scale]
        return isNegative ? -value : value
    }

    /// Those that are exact.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19,
        1e20, 1e21, 1e22,
    ]
}
