import LightboxCore

/// An element type as NumPy spells it: `<f8`, `>u2`, `|b1`.
struct NumPyType: Sendable, Hashable {
    /// As written.
    let name: String
    /// `i`, `u`, `f`, `c`, `b` (yes or no), or one that is no number: `S`, `U`, `V`, `O`, `M`, `m`.
    let kind: Character
    let byteCount: Int
    let byteOrder: ByteOrder
    /// How a sample is stored, or `nil` where an element is no number that Lightbox has a type for.
    let sampleType: SampleType?

    /// Reads a type, or returns `nil` where the text is none.
    init?(_ text: String) {
        name = text
        var rest = Substring(text)
        var order = ByteOrder.little
        if let first = rest.first, "<>|=".contains(first) {
            // What a file calls native was native to a machine that nobody knows; all of today's are little endian.
            if first == ">" { order = .big }
            rest.removeFirst()
        }
        guard let kind = rest.popFirst() else { return nil }
        // A date's unit stands behind its size, as in `<M8[ns]`.
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.count <= 9, let size = digits.isEmpty && "OV".contains(kind) ? 0 : Int(digits) else {
            return nil
        }
        (self.kind, byteOrder) = (kind, order)
        byteCount = kind == "U" ? size * 4 : kind == "O" ? 8 : size
        sampleType =
            switch (kind, size) {
            case ("b", 1), ("u", 1), ("?", _): .uint8
            case ("i", 1): .int8
            case ("u", 2): .uint16
            case ("i", 2): .int16
            case ("u", 4): .uint32
            case ("i", 4): .int32
            case ("u", 8): .uint64
            case ("i", 8): .int64
            case ("f", 2): .float16
            case ("f", 4): .float32
            case ("f", 8): .float64
            case ("c", 8): .complex64
            case ("c", 16): .complex128
            default: nil
            }
    }

    /// The kind in words, for elements that are no numbers.
    var words: String {
        switch kind {
        case "S", "a": "texts of \(byteCount) bytes"
        case "U": "texts of \(byteCount / 4) characters"
        case "M": "dates"
        case "m": "durations"
        case "O": "Python objects, which only Python can read (and which can run any program when it does)"
        case "V": "blocks of \(byteCount) bytes"
        case "f": "floating-point numbers of \(byteCount * 8) bits"
        case "c": "complex numbers of \(byteCount * 8) bits"
        default: "elements of type \(name)"
        }
    }
}
