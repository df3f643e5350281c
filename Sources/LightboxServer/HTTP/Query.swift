/// The part of an address after `?`: names and values, in order.
struct Query: Sendable, Hashable {
    struct Item: Sendable, Hashable {
        var name: String
        var value: String
    }
    var items: [Item] = []

    init(_ items: [Item] = []) { self.items = items }

    /// Reads what a browser sends: `+` is a space, and whatever is no UTF-8 is repaired.
    init(text: some StringProtocol) {
        items = text.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map { Self.decode($0, plusIsSpace: true) } ?? ""
            return Item(name: name, value: parts.count > 1 ? Self.decode(parts[1], plusIsSpace: true) : "")
        }
    }

    /// The first value of `name`, or `nil` where there is none or it is empty.
    subscript(name: String) -> String? { items.first { $0.name == name && !$0.value.isEmpty }?.value }
    func all(_ name: String) -> [String] {
        items.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }
    func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
    /// A finite number.
    func number(_ name: String) -> Double? {
        self[name].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    }

    /// The query with `name` set to `value` alone, or without it.
    func setting(_ name: String, _ value: String?) -> Query {
        var rest = Query(items.filter { $0.name != name })
        if let value { rest.items.append(Item(name: name, value: value)) }
        return rest
    }
    /// The query with one value of `name` added, or taken away where it was there.
    func toggling(_ name: String, _ value: String) -> Query {
        let item = Item(name: name, value: value)
        return items.contains(item) ? Query(items.filter { $0 != item }) : Query(items + [item])
    }

    /// The query as it is written in an address, with its `?`, or nothing.
    var text: String {
        let pairs = items.filter { !$0.value.isEmpty }.map {
            Self.encode($0.name) + "=" + Self.encode($0.value)
        }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }

    /// Undoes percent coding.
    static func decode(_ text: some Sequence<UInt8>, plusIsSpace: Bool) -> String {
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
            default: nil
            }
        }
        let bytes = Array(text)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = digit(bytes[at + 1]),
                let low = digit(bytes[at + 2])
            {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(bytes[at] == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Percent-codes everything that is not plain in every part of an address.
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."),
                UInt8(ascii: "~"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
            }
        }
        return out
    }
}
