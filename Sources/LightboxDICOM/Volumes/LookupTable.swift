import LightboxCore

/// A table of numbers that stand for a range of input values (PS3.3 §C.11.1, §C.11.2).
public struct LookupTable: Sendable, Hashable {
    /// The input value that the first entry is for; what is below takes it too, what is above the last the last.
    public let first: Int
    public let entries: [Double]
    /// The number of bits of an entry; 64 for entries that are real numbers.
    public let bits: Int
    /// What the results are, for people.
    public let explanation: String?
    /// The unit of a Modality LUT's results (`OD`, `HU`), where the table says it.
    public let unit: String?

    public init(first: Int, entries: [Double], bits: Int, explanation: String? = nil, unit: String? = nil) {
        (self.first, self.entries, self.bits) = (first, entries, bits)
        (self.explanation, self.unit) = (explanation, unit)
    }

    /// The entry for an input value; NaN for NaN, and where the table is empty.
    public func callAsFunction(_ value: Double) -> Double {
        guard value == value, let last = entries.last else { return .nan }
        let place = value.rounded() - Double(first)
        if place <= 0 { return entries[0] }
        return place < Double(entries.count) ? entries[Int(place)] : last
    }

    /// The type that holds every entry.
    var type: SampleType { bits > 16 ? .float32 : bits > 8 ? .uint16 : .uint8 }

    func append(_ value: Double, as type: SampleType, to out: inout [UInt8]) {
        let found = self(value)
        let result = found.isFinite ? found : 0
        switch type {
        case .uint8: out.append(UInt8(clamping: Int(result)))
        case .uint16:
            let word = UInt16(clamping: Int(result))
            out.append(UInt8(truncatingIfNeeded: word))
            out.append(UInt8(truncatingIfNeeded: word >> 8))
        default: out.append(littleEndian: Float(found))
        }
    }
}
