import LightboxCore
import Testing

@Suite struct `A JSON text` {
    @Test(arguments: [
        "null", "true", "[1,-2,3.5,1e+30]", "{\"a\":[],\"b\":{\"c\":\"d\"}}", "\"\"", "[9223372036854775807]",
    ])
    func `is read as it is written`(_ text: String) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)).text == text)
    }

    @Test func `may hold every kind of character, space and number`() throws {
        let text =
            "\u{FEFF} { \"k\\u00e4se\" : \"\\n\\\\\\ud83d\\ude00\\ud83d\" , \"x\":[NaN , -Infinity] }\r\n"
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value["käse"] == .string("\n\\😀\u{FFFD}"))
        guard case .array(let numbers)? = value["x"], case .number(let first) = numbers[0] else {
            Issue.record("no list of numbers")
            return
        }
        #expect(first.isNaN && numbers[1] == .number(-.infinity))
    }

    @Test(arguments: [
        "", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "\"a", "\"\\u12\"", "nul", "1 2", "[1 2]",
        "--1", "0x10",
        String(repeating: "[", count: 100_000),
    ])
    func `that is none is refused`(_ text: String) {
        #expect(throws: JSONFault.self) { try JSONValue(parsing: Array(text.utf8)) }
    }
}

@Suite struct `A box of elements` {
    @Test func `is turned and cut on its way`() {
        // Two rows of three become three rows of two.
        var target = [UInt8](repeating: 0, count: 6)
        let turn = BoxCopy(
            shape: [2, 3], elementByteCount: 1, sourceStrides: [3, 1], targetStrides: [1, 2])
        #expect(turn.copy(from: [1, 2, 3, 4, 5, 6], into: &target))
        #expect(target == [1, 4, 2, 5, 3, 6])
        for size in [1, 2, 3, 4, 8, 16] {
            let source = (0..<4).flatMap { [UInt8](repeating: $0, count: size) }
            var target = [UInt8](repeating: 9, count: 2 * size)
            let cut = BoxCopy(
                shape: [2], elementByteCount: size, sourceStart: 3, sourceStrides: [-2], targetStrides: [1])
            #expect(cut.copy(from: source, into: &target))
            #expect(target == [UInt8](repeating: 3, count: size) + [UInt8](repeating: 1, count: size))
        }
    }

    @Test(arguments: [
        BoxCopy(shape: [4], elementByteCount: 1, sourceStrides: [1], targetStrides: [2]),
        BoxCopy(shape: [4], elementByteCount: 2, sourceStrides: [1], targetStrides: [1]),
        BoxCopy(shape: [2], elementByteCount: 1, sourceStrides: [-1], targetStrides: [1]),
        BoxCopy(shape: [2], elementByteCount: 1, sourceStart: 3, sourceStrides: [1], targetStrides: [1]),
        BoxCopy(shape: [.max, .max], elementByteCount: 1, sourceStrides: [1, .max], targetStrides: [1, 1]),
        BoxCopy(shape: [2], elementByteCount: 0, sourceStrides: [1], targetStrides: [1]),
        BoxCopy(shape: [2], elementByteCount: 1, sourceStrides: [], targetStrides: [1]),
    ])
    func `that leaves its array is not copied`(_ box: BoxCopy) {
        var target: [UInt8] = [0, 0, 0, 0]
        #expect(!box.copy(from: [1, 2, 3, 4], into: &target))
        #expect(target == [0, 0, 0, 0])
    }
}
