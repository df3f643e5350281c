/// A value as SQLite keeps it.
public enum StoreValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension StoreValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(nilLiteral: ()) { self = .null }
}

extension StoreValue {
    /// The text, or NULL for `nil`.
    public static func text(_ value: String?) -> StoreValue { value.map { .text($0) } ?? .null }
    /// The integer, or NULL for `nil`.
    public static func integer(_ value: Int?) -> StoreValue { value.map { .integer(Int64($0)) } ?? .null }
    /// The integer, or NULL for `nil`.
    public static func integer(_ value: Int64?) -> StoreValue { value.map { .integer($0) } ?? .null }
    /// The number, or NULL for `nil`; SQLite keeps NaN as NULL too.
    public static func real(_ value: Double?) -> StoreValue { value.map { .real($0) } ?? .null }
    /// 1 or 0, which is how SQLite spells true and false.
    public static func bool(_ value: Bool) -> StoreValue { .integer(value ? 1 : 0) }
    /// The bytes, or NULL for `nil`.
    public static func blob(_ value: [UInt8]?) -> StoreValue { value.map { .blob($0) } ?? .null }
}
