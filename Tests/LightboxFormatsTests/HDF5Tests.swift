#if HDF5
    import Foundation
    import LightboxCodecs
    import LightboxCore
    import LightboxFormats
    import LightboxTesting
    import SystemPackage
    import Testing

    @Suite struct `An HDF5 file` {
        let folder: TemporaryFolder
        init() throws { folder = try TemporaryFolder() }

        func report(_ bytes: [UInt8], as name: String = "a.h5") throws -> FileReport {
            FrontDoor.standard.report(FilePath(try folder.write(bytes, to: name)))
        }
        func values(_ report: FileReport, part: String? = nil) throws -> [Double] {
            let block = try FrontDoor.standard.open(report.path, part: part).readAll()
            return (0..<block.bytes.count / block.type.byteCount).map(block.value)
        }

        static let plain = HDF5Builder.Dataset(
            "plain", HDF5Builder.integer(2, big: true), [2, 3], (0..<6).flatMap { [0, UInt8($0)] },
            elementByteCount: 2,
            attributes: [
                ("unit", HDF5Builder.text(4), [], Array("mm\0\0".utf8)),
                ("step", HDF5Builder.integer(1), [3], [1, 2, 255]),
            ])

        /// Three by five bytes in chunks of two by two, shuffled (to no effect) and deflated.
        static func chunked() throws -> HDF5Builder.Dataset {
            var pieces: [[UInt8]] = []
            for row in [0, 2] {
                for column in [0, 2, 4] {
                    let chunk = (0..<4).map { index -> UInt8 in
                        let (i, j) = (row + index / 2, column + index % 2)
                        return i < 3 && j < 5 ? UInt8(10 * i + j) : 99
                    }
                    pieces.append(try Gzip.compress(chunk))
                }
            }
            return HDF5Builder.Dataset(
                "chunked", HDF5Builder.integer(1), [3, 5], [], elementByteCount: 1,
                chunk: ([2, 2], [[2, 1], [1, 6]], pieces))
        }

        static func file() throws -> [UInt8] { HDF5Builder(datasets: [plain, try chunked()]).bytes }

        /// Chunks as libhdf5 and libaec wrote them, of numbers of our own.
        static func coded() -> [UInt8] {
            func bytes(_ size: Int) -> [UInt8] { HDF5Builder.integer(size) }
            let scale = [10, 0, 0, 0, 8, 5] + [UInt8](repeating: 0, count: 15)
            let szip: [UInt8] = [
                64, 0, 0, 0, 0, 0, 85, 252, 65, 192, 16, 87, 136, 236, 32, 140, 31, 237, 85, 81, 106, 55, 36,
                25, 161,
                253, 113, 176, 84,
            ]
            return HDF5Builder(datasets: [
                .init(
                    "scaled", bytes(4), [8], [], elementByteCount: 4,
                    chunk: (
                        [8], [[6, 2, 0, 8, 0, 4, 1, 0, 1] + Array(repeating: 0, count: 12)],
                        [scale + [0, 0, 32, 3, 227, 0, 64, 0, 28, 4]]
                    )),
                .init(
                    "szip", bytes(2), [32], [], elementByteCount: 2,
                    chunk: ([32], [[4, 169, 8, 16, 32]], [szip])),
            ]).bytes
        }

        @Test func `undoes szip and scaleoffset by itself`() throws {
            let report = try report(Self.coded())
            #expect(report.parts.map(\.error) == [nil, nil])
            #expect(
                try values(report, part: "/scaled") == [5, 7, 5, 1000, 6, 5, 12, 9])
            #expect(
                try values(report, part: "/szip") == [
                    10, 10, 10, 10, 10, 10, 10, 10, 10, 12, 9, 30, 200, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8,
                    100, 3, 77,
                    9, 250, 1, 88, 13,
                ])
            // Whatever is in a chunk, it does no harm.
            let sound = Self.coded()
            for seed in 0..<60 {
                let damaged = try self.report(sound.damaged(seed: UInt64(seed)))
                for part in damaged.parts {
                    _ = try? FrontDoor.standard.open(damaged.path, part: part.name).readAll()
                }
            }
        }

        @Test func `has a part for each dataset, its last axis our first`() throws {
            let report = try report(Self.file())
            #expect(report.format == .hdf5 && report.problem == nil)
            #expect(report.parts.map(\.name) == ["/chunked", "/plain"])
            #expect(report.parts.map { $0.header?.shape } == [[5, 3], [3, 2]])
            #expect(try values(report, part: "/plain") == [0, 1, 2, 3, 4, 5])
            #expect(
                try values(report, part: "/chunked") == [
                    0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24,
                ])
            #expect(throws: FormatError.self) { try FrontDoor.standard.open(report.path) }
            #expect(throws: FormatError.self) { try values(report, part: "/other") }
        }

        @Test func `is cut as it is read whole`() throws {
            let report = try report(Self.file())
            let image = try FrontDoor.standard.open(report.path, part: "/chunked")
            let block = try image.read(Region([1..<4, 1..<3]))
            #expect((0..<6).map(block.value) == [11, 12, 13, 21, 22, 23])
            #expect(throws: FormatError.self) { try image.read(Region([0..<6, 0..<1])) }
        }

        @Test func `tells its attributes`() throws {
            let facts = try report(Self.file()).parts[1].facts
            let attributes = try #require(facts.first { $0.key == "attributes" }?.value)
            #expect(attributes["unit"] == "mm")
            #expect(attributes["step"] == [1, 2, -1])
        }

        @Test func `with one image opens as that`() throws {
            let report = try report(HDF5Builder(datasets: [Self.plain]).bytes)
            #expect(report.header?.shape == [3, 2])
            #expect(try values(report) == [0, 1, 2, 3, 4, 5])
        }

        @Test func `of complex numbers is read as such`() throws {
            let one = HDF5Builder.Dataset(
                "c", HDF5Builder.complex64, [1, 1], [0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40], elementByteCount: 8)
            let report = try report(HDF5Builder(datasets: [one]).bytes)
            #expect(report.header?.storedType == .complex64)
            #expect(try values(report) == [5])
        }

        @Test func `behind a block of somebody's own is found`() throws {
            let report = try report([UInt8](repeating: 7, count: 512) + Self.file())
            #expect(try values(report, part: "/plain") == [0, 1, 2, 3, 4, 5])
        }

        @Test func `that claims more than it can hold is refused before anything is allocated`() throws {
            var dataset = Self.plain
            dataset.shape = [1 << 40, 3]
            let report = try report(HDF5Builder(datasets: [dataset]).bytes)
            #expect(report.parts[0].header == nil && report.parts[0].error?.contains("claims") == true)
            var chunked = try Self.chunked()
            chunked.shape = [1 << 20, 1 << 20]
            #expect(try self.report(HDF5Builder(datasets: [chunked]).bytes).parts[0].error != nil)
        }

        @Test func `cut off anywhere is refused`() throws {
            let sound = try Self.file()
            for count in stride(from: 8, to: sound.count, by: 7) {
                #expect(try report(Array(sound[..<count])).problem != nil, "cut at \(count)")
            }
        }

        @Test func `that is damaged never does harm`() throws {
            let sound = try Self.file()
            var read = 0
            for seed: UInt64 in 0..<600 {
                let report = try report(sound.damaged(seed: seed))
                for part in report.parts where part.header != nil {
                    let image = try? FrontDoor.standard.open(report.path, part: part.name)
                    if let image, (try? image.readAll()) != nil { read += 1 }
                }
            }
            print("damaged HDF5 files: \(read) of 1200 datasets could still be read")
            #expect(read > 300)
        }

        @Test func `of raw MR data in fastMRI's way gives the image it was made from`() throws {
            // Two coils of one slice: a point in the middle of k-space is an even image, wherever it stands.
            let (rows, columns) = (8, 5)
            var space = [UInt8](repeating: 0, count: 2 * rows * columns * 8)
            func set(_ coil: Int, _ row: Int, _ column: Int, _ value: Float) {
                let at = ((coil * rows + row) * columns + column) * 8
                for i in 0..<4 {
                    space[at + i] = UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * i))
                }
            }
            set(0, 4, 2, 3)
            set(1, 4, 2, 4)
            let xml = Array(
                """
                <?xml version="1.0"?><ismrmrdHeader><encoding><reconSpace><matrixSize><x>4</x><y>5</y><z>1</z></matrixSize>\
                <fieldOfView_mm><x>8</x><y>15</y><z>4</z></fieldOfView_mm></reconSpace>\
                <trajectory>cartesian</trajectory></encoding></ismrmrdHeader>
                """.utf8)
            let file = HDF5Builder(datasets: [
                .init("kspace", HDF5Builder.complex64, [1, 2, rows, columns], space, elementByteCount: 8),
                .init("ismrmrd_header", HDF5Builder.text(xml.count), [], xml, elementByteCount: xml.count),
            ])
            let report = try report(file.bytes)
            #expect(report.header?.shape == [5, 4, 1])
            #expect(report.header?.spacing.prefix(2) == [3, 2])
            #expect(report.parts.last?.name == "rss")
            let wanted = 5 / Double(rows * columns).squareRoot()
            for value in try values(report, part: "rss") { #expect(abs(value - wanted) < 1e-6) }
        }

        @Test func `of raw MR data gives back the phantom whose transform it holds`() throws {
            // Of neither side a power of two: 12 readout samples, of which the middle 6 are kept, by 10.
            let (rows, columns) = (12, 10)
            var random = SeededGenerator(seed: 7)
            let phantom = (0..<rows * columns).map { _ in Double.random(in: 0...1, using: &random) }
            var space: [UInt8] = []
            for u in 0..<rows {
                for v in 0..<columns {
                    var (re, im) = (0.0, 0.0)
                    for i in 0..<rows {
                        for j in 0..<columns {
                            let turn =
                                Double((u - rows / 2) * (i - rows / 2)) / Double(rows)
                                + Double((v - columns / 2) * (j - columns / 2)) / Double(columns)
                            re += phantom[i * columns + j] * cos(2 * .pi * turn)
                            im -= phantom[i * columns + j] * sin(2 * .pi * turn)
                        }
                    }
                    for part in [re, im] {
                        let bits = Float(part / Double(rows * columns).squareRoot()).bitPattern
                        space += (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
                    }
                }
            }
            let xml = Array(
                "<h><encoding><reconSpace><matrixSize><x>6</x><y>10</y><z>1</z></matrixSize></reconSpace></encoding></h>"
                    .utf8)
            let file = HDF5Builder(datasets: [
                .init("kspace", HDF5Builder.complex64, [1, rows, columns], space, elementByteCount: 8),
                .init("ismrmrd_header", HDF5Builder.text(xml.count), [], xml, elementByteCount: xml.count),
            ])
            let report = try report(file.bytes)
            #expect(report.header?.shape == [10, 6, 1])
            let found = try values(report)
            for i in 0..<6 {
                for j in 0..<10 {
                    #expect(abs(found[i * 10 + j] - phantom[(i + 3) * columns + j]) < 1e-6)
                }
            }
        }
    }
#endif
