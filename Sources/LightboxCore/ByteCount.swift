/// A number of bytes that people can read.
public struct ByteCount: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let bytes: Int64

    public init(_ bytes: Int64) { self.bytes = bytes }
    public static func < (a: ByteCount, b: ByteCount) -> Bool { a.bytes < b.bytes }

    /// Decimal units, three significant digits: `20.1 GB`, `613 kB`, `12 bytes`.
    public var description: String {
        let units = ["kB", "MB", "GB", "TB", "PB"]
        guard bytes >= 1000 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
        var value = Double(bytes) / 1000
        var unit = 0
        // 999.5 would be written as 1000 of the smaller unit.
        while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        let decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let whole = Int64((value * scale).rounded())
        guard decimals > 0 else { return "\(whole) \(units[unit])" }
        var fraction = String(whole % Int64(scale))
        fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let head = String(whole / Int64(scale))
        return (fraction.isEmpty ? head : head + "." + fraction) + " " + units[unit]
    }
}
