import LightboxCore

/// The XML header of raw MR data: what was encoded, and what image it is to give.
///
/// Source: ISMRMRD, schema/ismrmrd.xsd.
struct MRDHeader: Sendable {
    /// The texts of elements by their path without the root: `encoding/trajectory`.
    private let texts: [String: String]

    init(_ xml: [UInt8]) { texts = Self.flatten(xml) }

    subscript(path: String) -> String? { texts[path] }
    func number(_ path: String) -> Double? { texts[path].flatMap { Double($0) } }
    private func size(_ path: String) -> [Int]? {
        let sizes = ["x", "y", "z"].compactMap { number(path + "/" + $0) }
        guard sizes.count == 3, sizes.allSatisfy({ $0 >= 1 && $0 <= 65_536 && $0 == $0.rounded() }) else {
            return nil
        }
        return sizes.map { Int($0) }
    }

    var encodedMatrix: [Int]? { size("encoding/encodedSpace/matrixSize") }
    var reconMatrix: [Int]? { size("encoding/reconSpace/matrixSize") }
    /// In mm.
    var reconView: [Double]? {
        let view = ["x", "y", "z"].compactMap { number("encoding/reconSpace/fieldOfView_mm/" + $0) }
        return view.count == 3 && view.allSatisfy { $0.isFinite && $0 > 0 } ? view : nil
    }
    var trajectory: String? { texts["encoding/trajectory"]?.lowercased() }
    var isCartesian: Bool { trajectory == nil || trajectory == "cartesian" || trajectory == "epi" }
    /// The step at which k-space has its middle.
    func centre(_ axis: Int) -> Int? {
        number("encoding/encodingLimits/kspace_encoding_step_\(axis)/center").flatMap { Int(exactly: $0) }
    }

    var facts: [FileFact] {
        var facts: [FileFact] = []
        func add(_ key: String, _ path: String, _ label: String, _ unit: String = "") {
            guard let text = texts[path], !text.isEmpty else { return }
            let value: JSONValue = Double(text).map { .number($0) } ?? .string(text)
            facts.append(FileFact(key, value, label: label, text: text + unit))
        }
        add("trajectory", "encoding/trajectory", "trajectory")
        func sizes(_ key: String, _ sizes: [Int]?, _ label: String) {
            guard let sizes else { return }
            facts.append(
                FileFact(
                    key, .array(sizes.map { .integer(Int64($0)) }), label: label,
                    text: sizes.map(String.init).joined(separator: " × ")))
        }
        sizes("encodedMatrix", encodedMatrix, "encoded")
        sizes("reconMatrix", reconMatrix, "image")
        if let view = reconView {
            facts.append(
                FileFact(
                    "fieldOfView", .array(view.map { .number($0) }), label: "view",
                    text: view.map { JSONValue.number($0).text }.joined(separator: " × ") + " mm"))
        }
        add("receiverChannels", "acquisitionSystemInformation/receiverChannels", "coils")
        add("systemVendor", "acquisitionSystemInformation/systemVendor", "vendor")
        add("systemModel", "acquisitionSystemInformation/systemModel", "scanner")
        add("fieldStrengthTesla", "acquisitionSystemInformation/systemFieldStrength_T", "field", " T")
        add("protocolName", "measurementInformation/protocolName", "protocol")
        add("repetitionTimeMilliseconds", "sequenceParameters/TR", "TR", " ms")
        add("echoTimeMilliseconds", "sequenceParameters/TE", "TE", " ms")
        add("inversionTimeMilliseconds", "sequenceParameters/TI", "TI", " ms")
        add("flipAngleDegrees", "sequenceParameters/flipAngle_deg", "flip angle", "°")
        return facts
    }

    /// The texts of all elements, of several with one path the first; enough of XML for headers that programs write.
    private static func flatten(_ xml: [UInt8]) -> [String: String] {
        var (texts, path) = ([String: String](), [String]())
        var (at, textStart) = (0, 0)
        func find(_ byte: Character, from start: Int) -> Int? {
            xml[start...].firstIndex(of: byte.asciiValue ?? 0)
        }
        while at < xml.count, let open = find("<", from: at), let close = find(">", from: open) {
            let tag = xml[(open + 1)..<close]
            defer {
                at = close + 1
                textStart = at
            }
            if tag.first == UInt8(ascii: "?") || tag.first == UInt8(ascii: "!") { continue }
            if tag.first == UInt8(ascii: "/") {
                let key = path.dropFirst().joined(separator: "/")
                let text = String(decoding: xml[min(textStart, open)..<open], as: UTF8.self)
                if !text.allSatisfy(\.isWhitespace), texts[key] == nil { texts[key] = plain(text) }
                _ = path.popLast()
                continue
            }
            let word = String(decoding: tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }, as: UTF8.self)
            guard tag.last != UInt8(ascii: "/"), path.count < 64 else { continue }
            path.append(word.split(separator: ":").last.map(String.init) ?? word)
        }
        return texts
    }

    private static func plain(_ text: String) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        guard text.contains("&") else { return text }
        var (result, rest) = ("", Substring(text))
        let entities = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&apos;": "'", "&amp;": "&"]
        while let first = rest.first {
            if first == "&", let (name, value) = entities.first(where: { rest.hasPrefix($0.key) }) {
                result += value
                rest = rest.dropFirst(name.count)
            } else {
                result.append(first)
                rest.removeFirst()
            }
        }
        return result
    }
}
