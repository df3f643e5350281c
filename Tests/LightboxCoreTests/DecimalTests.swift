import LightboxCore
import LightboxTesting
import Testing

@Suite struct `A number in decimal` {
    private func read(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return Double(decimal: bytes.span, in: 0..<bytes.count)
    }

    @Test(arguments: [
        "0", "-0", "1", "+1.5", "-1024", "0.703125", ".5", "5.", "1e3", "1E-3", "1.5e+10", "123456789012345",
        "1234567890123456789", "0.1", "2.2250738585072014e-308", "1e22", "1e23", "1e-22", "9007199254740993",
        "inf",
        "nan", "0x1p4", "179769313486231570000e300",
    ])
    func `is the one that Swift reads`(_ text: String) {
        #expect(read(text)?.bitPattern == Double(text)?.bitPattern)
    }

    @Test(arguments: ["", "-", ".", "1e", "1e+", "e5", "1 2", "1,5", "--1", "1.2.3", "abc", "1e5x", "\u{e9}"])
    func `is none where Swift reads none`(_ text: String) {
        #expect(read(text) == nil)
        #expect(Double(text) == nil)
    }

    @Test func `is the nearest one whatever its digits`() {
        var random = SeededGenerator(seed: 5)
        for round in 0..<20_000 {
            let digits = (0..<Int.random(in: 1...18, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }
            var text = digits.joined()
            if Bool.random(using: &random) {
                text.insert(
                    ".",
                    at: text.index(
                        text.startIndex, offsetBy: Int.random(in: 0...digits.count, using: &random)))
            }
            if Bool.random(using: &random) { text += "e\(Int.random(in: -30...30, using: &random))" }
            #expect(read(text)?.bitPattern == Double(text)?.bitPattern, "round \(round): \(text)")
        }
    }
}
