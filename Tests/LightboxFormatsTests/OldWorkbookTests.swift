import Foundation
import LightboxArchive
import LightboxCore
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxFormats

/// Makes the files of old Excel, record by record.
enum OldWorkbookBuilder {
    static func u16(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    static func u32(_ value: Int) -> [UInt8] { u16(value & 0xFFFF) + u16(value >> 16) }
    static func f64(_ value: Double) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
    }
    static func record(_ kind: Int, _ data: [UInt8]) -> [UInt8] { u16(kind) + u16(data.count) + data }
    static func cell(_ row: Int, _ column: Int, _ style: Int = 0) -> [UInt8] {
        u16(row) + u16(column) + u16(style)
    }
    static func wide(_ text: String) -> [UInt8] { Array(text.utf16.flatMap { u16(Int($0)) }) }

    /// One sheet, with a cell of every kind.
    static func stream(isUnicode: Bool = true, codePage: Int = 1200, extra: [UInt8] = []) -> [UInt8] {
        let name = isUnicode ? [4, 1] + wide("Jörg") : [4] + [0x4A, 0xF6, 0x72, 0x67]
        func globals(_ start: Int) -> [UInt8] {
            var out = record(
                0x809, u16(isUnicode ? 0x600 : 0x500) + u16(5) + [UInt8](repeating: 0, count: 12))
            out += record(0x42, u16(codePage)) + record(0x22, u16(0)) + extra
            out += record(0xE0, [UInt8](repeating: 0, count: 20))
            out += record(0xE0, u16(0) + u16(14) + [UInt8](repeating: 0, count: 16))
            out += record(0x85, u32(start) + [0, 0] + name)
            if isUnicode {
                // The second string goes on in another record, and is wide from there on; the third has a format run.
                out += record(
                    0xFC,
                    u32(3) + u32(3) + u16(4) + [0] + Array("name".utf8) + u16(5) + [0] + Array("ab".utf8))
                out += record(
                    0x3C, [1] + wide("日本語") + u16(1) + [8] + u16(1) + Array("x".utf8) + [0, 0, 0, 0])
            }
            return out + record(0x0A, [])
        }
        let sheetStart = globals(0).count
        var out = globals(sheetStart)
        out += record(0x809, u16(isUnicode ? 0x600 : 0x500) + u16(0x10) + [UInt8](repeating: 0, count: 12))
        if isUnicode {
            out +=
                record(0xFD, cell(0, 0) + u32(0)) + record(0xFD, cell(0, 1) + u32(1))
                + record(0xFD, cell(0, 2) + u32(2))
        } else {
            out += record(0x204, cell(0, 0) + u16(2) + [0xEF, 0xF0])
        }
        out += record(0x203, cell(1, 0) + f64(1.5)) + record(0x203, cell(1, 1, 1) + f64(43_832.5))
        // 12.34 in hundredths, and a whole number.
        out += record(
            0xBD,
            u16(1) + u16(2) + u16(0) + u32(1234 << 2 | 3) + u16(0) + u32((-7 << 2 | 2) & 0xFFFF_FFFF) + u16(3)
        )
        out += record(0x205, cell(2, 0) + [1, 0]) + record(0x205, cell(2, 1) + [0x2A, 1])
        out += record(0x06, cell(2, 2) + f64(99) + [UInt8](repeating: 0, count: 8))
        out += record(0x06, cell(2, 3) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8))
        out += record(0x207, isUnicode ? u16(2) + [0] + Array("ok".utf8) : u16(2) + Array("ok".utf8))
        out += record(0x06, cell(3, 0) + [1, 0, 1, 0, 0, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8))
        // A chart within the sheet has records of its own.
        out += record(0x809, u16(0x600) + u16(0x20)) + record(0x203, cell(9, 9) + f64(5)) + record(0x0A, [])
        return out + record(0x27E, cell(4, 1) + u32(0x3FF0_0000)) + record(0x0A, [])
    }

    /// A compound file with one stream, in small sectors or large ones.
    static func file(_ stream: [UInt8], named name: String = "Workbook") -> [UInt8] {
        let isSmall = stream.count < 4096
        func padded(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
            bytes + [UInt8](repeating: 0, count: (size - bytes.count % size) % size)
        }
        let body = padded(stream, 512)
        let sectors = body.count / 512
        let end = 0xFFFF_FFFE
        func entry(_ name: String, _ kind: UInt8, _ start: Int, _ count: Int) -> [UInt8] {
            let letters = wide(name)
            var out = letters + [UInt8](repeating: 0, count: 64 - letters.count) + u16(letters.count + 2)
            out += [kind, 0] + [UInt8](repeating: 0, count: 48) + u32(start) + u32(count) + u32(0)
            return out
        }
        // Sectors: 0 is the table, 1 the directory, 2 the table of small sectors, then the stream.
        var table = [0xFFFF_FFFD, end, end]
        for i in 0..<sectors { table.append(i + 1 < sectors ? 4 + i : end) }
        while table.count < 128 { table.append(0xFFFF_FFFF) }
        let small = (stream.count + 63) / 64
        var smallTable = (0..<128).map { $0 + 1 < small ? $0 + 1 : $0 + 1 == small ? end : 0xFFFF_FFFF }
        if !isSmall { smallTable = Array(repeating: 0xFFFF_FFFF, count: 128) }
        var header: [UInt8] =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        header += u16(0x3E) + u16(3) + u16(0xFFFE) + u16(9) + u16(6) + [UInt8](repeating: 0, count: 10)
        header += u32(1) + u32(1) + u32(0) + u32(4096) + u32(2) + u32(1) + u32(end) + u32(0) + u32(0)
        while header.count < 512 { header.append(0xFF) }
        let root = entry("Root Entry", 5, isSmall ? 3 : end, isSmall ? body.count : 0)
        let directory =
            root + entry(name, 2, isSmall ? 0 : 3, stream.count) + [UInt8](repeating: 0, count: 256)
        return header + table.flatMap { u32($0) } + directory + smallTable.flatMap { u32($0) } + body
    }
}

@Suite struct `An old Excel workbook` {
    typealias Builder = OldWorkbookBuilder

    func rows(_ bytes: [UInt8]) throws -> [[String?]] {
        let book = try OldWorkbook(MemoryBytes(bytes))
        var out: [[String?]] = []
        for index in book.sheetNames.indices { try book.readRows(ofSheet: index) { out.append($0) } }
        return out
    }
    static let expected: [[String?]] = [
        ["name", "ab日本語", "x"], ["1.5", "2020-01-02T12:00:00", "12.34", "-7"], ["true", "#N/A", "99", "ok"],
        ["true"], [nil, "1"],
    ]

    @Test func `gives cells of every kind, from small sectors and large ones`() throws {
        #expect(try rows(Builder.file(Builder.stream())) == Self.expected)
        let padding = Builder.record(0x5C, [UInt8](repeating: 0x20, count: 5000))
        #expect(try rows(Builder.file(Builder.stream(extra: padding))) == Self.expected)
        #expect(try OldWorkbook(MemoryBytes(Builder.file(Builder.stream()))).sheetNames == ["Jörg"])
    }

    @Test func `of Excel 5 is in the code page that it names`() throws {
        let bytes = Builder.file(Builder.stream(isUnicode: false, codePage: 1251), named: "Book")
        let book = try OldWorkbook(MemoryBytes(bytes))
        #expect(book.sheetNames == ["Jцrg"])
        #expect(try rows(bytes)[0] == ["пр"])
        let western = Builder.file(Builder.stream(isUnicode: false, codePage: 1252), named: "Book")
        #expect(try rows(western)[0] == ["ïð"])
    }

    @Test func `is told to people by info`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.xls", "a.bin"] {
            let path = FilePath(try folder.write(Builder.file(Builder.stream()), to: name))
            let report = FrontDoor.standard.report(path)
            #expect(report.format == .xls && report.problem == nil)
            let facts = report.parts.first?.facts ?? []
            #expect(report.parts.map(\.name) == ["Jörg"])
            #expect(facts.first { $0.key == "rowsIncludingHeader" }?.value == 5)
            #expect(facts.first { $0.key == "columns" }?.value == ["name", "ab日本語", "x"])
        }
        let word = Builder.file(Builder.stream(), named: "WordDocument")
        #expect(FrontDoor.standard.report(FilePath(try folder.write(word, to: "a.doc"))).format != .xls)
        let report = FrontDoor.standard.report(FilePath(try folder.write(word, to: "b.xls")))
        #expect(report.problem?.contains("holds no workbook") == true)
    }

    @Test func `that is encrypted is refused`() throws {
        let bytes = Builder.file(Builder.stream(extra: Builder.record(0x2F, [0, 0])))
        let error = #expect(throws: FormatError.self) { try rows(bytes) }
        #expect(error?.problem == "the workbook is encrypted")
    }

    @Test func `cut at any byte, or damaged, does no harm`() throws {
        let file = Builder.file(Builder.stream())
        for count in stride(from: 0, to: file.count, by: 7) { _ = try? rows(Array(file[..<count])) }
        for seed in 0..<1_000 { _ = try? rows(file.damaged(seed: UInt64(seed))) }
        let stream = Builder.stream()
        for count in 0..<stream.count { _ = try? rows(Builder.file(Array(stream[..<count]))) }
        for seed in 0..<2_000 { _ = try? rows(Builder.file(stream.damaged(seed: UInt64(seed)))) }
    }
}

@Suite struct `A table of gradients` {
    @Test func `has rows and columns`() throws {
        let folder = try TemporaryFolder()
        func facts(_ text: String, _ name: String) throws -> FileReport {
            FrontDoor.standard.report(FilePath(try folder.write(Array(text.utf8), to: name)))
        }
        let weights = try facts("0 1000  2000\t3000 \n", "dwi.bval")
        #expect(weights.format == .bval && weights.notes.isEmpty)
        #expect(weights.facts.first { $0.key == "rows" }?.value == 1)
        #expect(weights.facts.first { $0.key == "columnCount" }?.value == 4)
        let turned = try facts("0 0 1\r\n0 1 0\r\n1e-3 -0.5 nan\r\n\r\n0 0 1", "a.bvec")
        #expect(turned.format == .bvec && turned.notes.isEmpty)
        #expect(turned.facts.first { $0.key == "rows" }?.value == 4)
        let odd = try facts("1 2\n3\n", "b.bvec")
        #expect(odd.notes.count == 2)
        #expect(odd.facts.first { $0.key == "raggedRows" }?.value == 1)
        let wrong = try facts("0 1000 x\n", "c.bval")
        #expect(wrong.problem?.contains("Row 1, column 3 (at byte 7) is no number") == true)
    }
}

/// For `Tests/Conformance/workbooks.py`, which compares the rows with those that xlrd reads.
@Suite struct `Workbooks made elsewhere` {
    private static let folder = ProcessInfo.processInfo.environment["LIGHTBOX_WORKBOOKS"]

    @Test(.enabled(if: folder != nil, "LIGHTBOX_WORKBOOKS names no folder"))
    func `have their rows written beside them`() throws {
        let folder = try #require(Self.folder)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".xls") {
            let path = "\(folder)/\(name)"
            var lines: [String] = []
            do {
                let book = try OldWorkbook(FileBytes(path: FilePath(path)))
                for (index, sheet) in book.sheetNames.enumerated() {
                    var rows: [JSONValue] = []
                    try book.readRows(ofSheet: index) { row in
                        rows.append(.array(row.map { $0.map { .string($0) } ?? .null }))
                    }
                    let line: JSONValue = ["sheet": .string(sheet), "rows": .array(rows)]
                    lines.append(line.text)
                }
            } catch { lines.append((["error": .string("\(error)")] as JSONValue).text) }
            try Data((lines.joined(separator: "\n") + "\n").utf8)
                .write(to: URL(fileURLWithPath: path + ".json"))
        }
    }
}
