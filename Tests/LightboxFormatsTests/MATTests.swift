import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Builds MATLAB files of version 5.
struct MATBuilder {
    var order = ByteOrder.little
    var isCompressed = false
    private(set) var elements: [UInt8] = []

    init(order: ByteOrder = .little, isCompressed: Bool = false) {
        (self.order, self.isCompressed) = (order, isCompressed)
    }

    func number(_ value: Int, _ size: Int) -> [UInt8] {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return order == .little ? bytes : bytes.reversed()
    }
    func element(_ type: Int, _ data: [UInt8]) -> [UInt8] {
        number(type, 4) + number(data.count, 4) + data
            + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
    }
    /// - Parameter parts: of numbers, each with its type.
    mutating func add(
        _ name: String, kind: Int, flags: Int = 0, shape: [Int], parts: [(type: Int, data: [UInt8])]
    ) {
        var body = element(6, number(kind | flags << 8, 4) + number(0, 4))
        body += element(5, shape.flatMap { number($0, 4) })
        body += element(1, Array(name.utf8))
        for part in parts { body += element(part.type, part.data) }
        let matrix = element(14, body)
        let coded = isCompressed ? (try? Gzip.compress(matrix)) ?? [] : []
        elements += isCompressed ? number(15, 4) + number(coded.count, 4) + coded : matrix
    }
    var bytes: [UInt8] {
        var head = Array("MATLAB 5.0 MAT-file, made by a test".utf8)
        head += [UInt8](repeating: 0x20, count: 116 - head.count) + [UInt8](repeating: 0, count: 8)
        return head + number(0x0100, 2) + (order == .little ? [0x49, 0x4D] : [0x4D, 0x49]) + elements
    }
}

@Suite struct `A MATLAB file` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func report(_ bytes: [UInt8]) throws -> FileReport {
        FrontDoor.standard.report(FilePath(try folder.write(bytes, to: "a.mat")))
    }
    func values(_ report: FileReport, part: String? = nil) throws -> [Double] {
        let block = try FrontDoor.standard.open(report.path, part: part).readAll()
        return (0..<block.bytes.count / block.type.byteCount).map(block.value)
    }

    func file(_ order: ByteOrder, isCompressed: Bool) -> MATBuilder {
        var file = MATBuilder(order: order, isCompressed: isCompressed)
        file.add("a", kind: 10, shape: [3, 2], parts: [(3, (0..<6).flatMap { file.number($0 - 1, 2) })])
        // A double array whose numbers fit into bytes is stored as bytes.
        file.add("z", kind: 6, flags: 8, shape: [1, 2], parts: [(2, [3, 0]), (2, [4, 1])])
        file.add("s", kind: 4, shape: [1, 2], parts: [(16, Array("hi".utf8))])
        return file
    }

    @Test(arguments: [ByteOrder.little, .big], [false, true])
    func `has a part for each variable, its first axis ours`(_ order: ByteOrder, _ isCompressed: Bool) throws
    {
        let report = try report(file(order, isCompressed: isCompressed).bytes)
        #expect(report.format == .matlab && report.problem == nil)
        #expect(report.parts.map(\.name) == ["a", "z", "s"])
        #expect(report.header?.shape == [3, 2])
        #expect(try values(report) == [-1, 0, 1, 2, 3, 4])
        #expect(report.parts[1].header?.storedType == .complex128)
        #expect(try values(report, part: "z") == [5, 1])
        #expect(report.parts[2].facts.contains { $0.key == "value" && $0.value == "hi" })
        #expect(throws: FormatError.self) { try values(report, part: "s") }
        let cut = try FrontDoor.standard.open(report.path).read(Region([1..<3, 1..<2]))
        #expect((0..<2).map(cut.value) == [3, 4])
    }

    @Test func `that claims more than it holds is refused`() throws {
        var file = MATBuilder()
        file.add("a", kind: 10, shape: [30_000, 2_000_000_000], parts: [(3, [0, 0])])
        #expect(try report(file.bytes).problem?.contains("holds only 1") == true)
    }

    @Test func `cut off or damaged never does harm`() throws {
        for isCompressed in [false, true] {
            let sound = file(.little, isCompressed: isCompressed).bytes
            for count in stride(from: 8, to: sound.count, by: 3) { _ = try report(Array(sound[..<count])) }
            var read = 0
            for seed: UInt64 in 0..<200 {
                let report = try report(sound.damaged(seed: seed))
                for part in report.parts where part.header != nil {
                    let image = try? FrontDoor.standard.open(report.path, part: part.name)
                    if let image, (try? image.readAll()) != nil { read += 1 }
                }
            }
            #expect(read > 40)
        }
    }
}
