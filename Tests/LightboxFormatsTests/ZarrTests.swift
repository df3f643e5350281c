import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A Zarr folder` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func write(_ text: String, _ name: String) throws { try folder.write(Array(text.utf8), to: name) }
    func report(_ name: String) -> FileReport { FrontDoor.standard.report(FilePath(folder.path(name))) }
    func values(_ report: FileReport, part: String? = nil) throws -> [Double] {
        let block = try FrontDoor.standard.open(report.path, part: part).readAll()
        return (0..<block.bytes.count / block.type.byteCount).map(block.value)
    }

    /// Three by five numbers in chunks of two by two; the last was never written.
    func chunk(_ row: Int, _ column: Int, fortran: Bool = false) -> [UInt8] {
        (0..<4).flatMap { index -> [UInt8] in
            let (i, j) = fortran ? (index % 2, index / 2) : (index / 2, index % 2)
            return [0, UInt8(10 * (2 * row + i) + 2 * column + j)]
        }
    }
    let wanted: [Double] = [0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 7]

    @Test(arguments: ["C", "F"]) func `of version 2 is read in either order`(_ order: String) throws {
        try write(
            """
            {"zarr_format": 2, "shape": [3, 5], "chunks": [2, 2], "dtype": ">i2", "fill_value": 7, "order": "\(order)",
             "filters": null, "compressor": {"id": "zlib", "level": 1}}
            """, "a/.zarray")
        for row in 0..<2 {
            for column in 0..<3 where row + column < 3 {
                try folder.write(
                    Gzip.compress(chunk(row, column, fortran: order == "F")), to: "a/\(row).\(column)")
            }
        }
        let report = report("a")
        #expect(report.format == .zarr && report.problem == nil)
        #expect(report.header?.shape == [5, 3])
        #expect(try values(report) == wanted)
        let cut = try FrontDoor.standard.open(report.path).read(Region([1..<3, 1..<3]))
        #expect((0..<4).map(cut.value) == [11, 12, 21, 22])
        // The file that makes the folder an array stands for it.
        #expect(try values(self.report("a/.zarray")) == wanted)
    }

    @Test func `of version 3 is read, in shards too`() throws {
        func metadata(_ codecs: String) -> String {
            """
            {"zarr_format": 3, "node_type": "array", "shape": [3, 5], "data_type": "int16", "fill_value": 7,
             "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4, 6]}},
             "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}}, "codecs": [\(codecs)]}
            """
        }
        let bytes = "{\"name\": \"bytes\", \"configuration\": {\"endian\": \"big\"}}"
        try write(
            metadata(
                """
                {"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 2], "codecs": [\(bytes)],
                 "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}}], "index_location": "end"}}
                """), "s/zarr.json")
        var (shard, index) = ([UInt8](), [UInt8]())
        func number(_ value: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        for row in 0..<2 {
            for column in 0..<3 {
                guard row + column < 3 else {
                    index += [UInt8](repeating: 0xFF, count: 16)
                    continue
                }
                index += number(shard.count) + number(8)
                shard += chunk(row, column)
            }
        }
        try folder.write(shard + index, to: "s/c/0/0")
        #expect(try values(report("s")) == wanted)
        try folder.write(Array((shard + index).dropLast(30)), to: "s/c/0/0")
        #expect(throws: (any Error).self) { try values(report("s")) }
    }

    @Test func `of N5 is read, whose blocks end with the array`() throws {
        try write(
            """
            {"dimensions": [5, 3], "blockSize": [2, 2], "dataType": "int16", "compression": {"type": "gzip"}}
            """, "a.n5/attributes.json")
        for row in 0..<2 {
            for column in 0..<3 where row + column < 3 {
                let (height, width) = (row == 1 ? 1 : 2, column == 2 ? 1 : 2)
                var block: [UInt8] = []
                for i in 0..<height {
                    for j in 0..<width { block += [0, UInt8(10 * (2 * row + i) + 2 * column + j)] }
                }
                let head: [UInt8] = [0, 0, 0, 2, 0, 0, 0, UInt8(width), 0, 0, 0, UInt8(height)]
                try folder.write(head + Gzip.compress(block), to: "a.n5/\(column)/\(row)")
            }
        }
        // By its folder, and by the file that stands for it in an index.
        for name in ["a.n5", "a.n5/attributes.json"] {
            let report = report(name)
            #expect(report.format == .n5)
            #expect(try values(report) == wanted.dropLast() + [0])
        }
    }

    @Test func `of several scales is one image with levels`() throws {
        try write("{\"zarr_format\": 2}", "p/.zgroup")
        try write(
            """
            {"multiscales": [{"version": "0.4", "axes": [{"name": "y", "type": "space", "unit": "micrometer"},
             {"name": "x", "type": "space", "unit": "micrometer"}], "datasets": [
             {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [500, 250]}]},
             {"path": "1", "coordinateTransformations": [{"type": "scale", "scale": [1000, 500]}]}]}]}
            """, "p/.zattrs")
        for (level, size) in [(0, 4), (1, 2)] {
            try write(
                """
                {"zarr_format": 2, "shape": [\(size), \(size)], "chunks": [4, 4], "dtype": "|u1", "fill_value": 0,
                 "order": "C", "filters": null, "compressor": null, "dimension_separator": "/"}
                """, "p/\(level)/.zarray")
            try folder.write((0..<16).map { UInt8($0 + 100 * level) }, to: "p/\(level)/0/0")
        }
        let report = report("p")
        #expect(report.parts.map(\.name) == ["0", "1"])
        #expect(report.header?.spacing == [0.25, 0.5])
        let image = try #require(FrontDoor.standard.open(report.path) as? any PyramidSource)
        #expect(image.levels.map(\.shape) == [[4, 4], [2, 2]])
        let small = try image.read(Region([0..<2, 1..<2]), level: 1)
        #expect((0..<2).map(small.value) == [104, 105])
    }

    @Test(arguments: [
        ("\"shape\": [3, 5]", "\"shape\": [3, 5, 1]"), ("\"shape\": [3, 5]", "\"shape\": [-3, 5]"),
        ("\"shape\": [3, 5]", "\"shape\": [3, 4000000000000]"), ("[2, 2]", "[0, 2]"),
        ("[2, 2]", "[2000000000, 2000000000]"), ("\"|i1\"", "\"<U3\""), ("\"|i1\"", "[[\"x\", \"<i2\"]]"),
        ("null}", "{\"id\": \"pcodec\"}}"), ("\"fill_value\": 0", "\"fill_value\": \"x\""), ("2}", "2"),
        ("{", "["),
    ])
    func `that makes no sense is refused`(_ old: String, _ new: String) throws {
        let sound = """
            {"shape": [3, 5], "chunks": [2, 2], "dtype": "|i1", "fill_value": 0, "order": "C", "filters": null,
             "compressor": null}
            """
        let odd = sound.split(separator: old, maxSplits: 1).joined(separator: new)
        try #require(odd != sound || old == "2}")
        try write(old == "2}" ? String(sound.dropLast()) : odd, "b/.zarray")
        let report = report("b")
        #expect(report.problem != nil && report.header == nil)
        #expect(throws: (any Error).self) { try FrontDoor.standard.open(report.path) }
    }

    @Test func `with a chunk that is too short is named with the chunk`() throws {
        try write(
            """
            {"shape": [4], "chunks": [4], "dtype": "<i2", "fill_value": 0, "order": "C", "filters": null,
             "compressor": null}
            """, "c/.zarray")
        try folder.write([1, 2, 3], to: "c/0")
        let image = try FrontDoor.standard.open(report("c").path)
        do {
            _ = try image.readAll()
            Issue.record("a chunk of 3 bytes was read as 8")
        } catch { #expect("\(error)".contains("Chunk '0'")) }
    }
}
