import LightboxCore
import Testing

@Suite struct `Windows` {
    @Test func `of DICOM's LINEAR end one short of those of LINEAR_EXACT`() {
        // PS3.3 §C.11.2.1.2.1, its example: centre 2048, width 4096 is 0 to 4095.
        let linear = Window(center: 2048, width: 4096, function: .linear)
        #expect([-1, 0, 2047.5, 4095, 4096].map(linear.grey) == [0, 0, 128, 255, 255])
        let exact = Window(center: 2048, width: 4096)
        #expect(exact.ends == (0, 4096))
        #expect(exact.grey(4080) == 254)
        #expect(linear.grey(4080) == 254)
    }

    @Test func `without width are a threshold`() {
        let window = Window(center: 100, width: 1, function: .linear)
        #expect([99, 99.5, 99.6, 100].map(window.grey) == [0, 0, 255, 255])
    }

    @Test func `of SIGMOID follow its curve`() {
        let window = Window(center: 40, width: 100, function: .sigmoid)
        // 255 / (1 + e^(-4 (x - c) / w)): e^-1 is 0.3679, e^-4 is 0.0183.
        #expect([40, 65, 140, 15, -1e9, 1e9].map(window.grey) == [128, 186, 250, 69, 0, 255])
    }

    @Test func `that are tables hold their ends`() {
        let window = Window(table: [9, 20, 30], first: -1)
        #expect([-7, -1, -0.6, -0.4, 0, 1, 70, .infinity].map(window.grey) == [9, 9, 9, 20, 20, 30, 30, 30])
        #expect(window.grey(.nan) == 0)
    }
}
