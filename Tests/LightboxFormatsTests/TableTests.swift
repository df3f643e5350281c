import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A table of text` {
    func cells(_ text: [UInt8], name: String = "a.csv", chunk: Int = 1 << 20) throws -> [[String]] {
        var rows = try TableRows(MemoryBytes(text), name: name, chunkByteCount: chunk)
        var out = [rows.columns]
        while try rows.next() { out.append((0..<rows.cellCount).map { rows.text($0) }) }
        return out
    }
    func cells(_ text: String, name: String = "a.csv") throws -> [[String]] {
        let whole = try cells(Array(text.utf8), name: name)
        // However the bytes come, the rows are the same.
        for chunk in [1, 2, 3, 7] { #expect(try cells(Array(text.utf8), name: name, chunk: chunk) == whole) }
        return whole
    }

    @Test func `has quotes, line ends and doubled quotes inside its cells`() throws {
        #expect(
            try cells("a,b\r\n\"x, y\",\"two\r\nlines\"\r\n\"say \"\"no\"\"\",\"\"\"\"\n\"q\"tail,\r\n\n1,2")
                == [
                    ["a", "b"], ["x, y", "two\r\nlines"], ["say \"no\"", "\""], ["qtail", ""], ["1", "2"],
                ])
    }

    @Test(arguments: [
        ("a;b\n1,5;2\n3,25;4\n", "a.csv", ["a", "b"]), ("a|b\n1|2\n", "a.psv", ["a", "b"]),
        ("a\tb\n\"1\t2\n", "a.tsv", ["a", "b"]), ("a\tb\n1\t2\n", "a.csv", ["a", "b"]),
        ("x\n1\n2\n", "a.csv", ["x"]), ("0000,1\n0001,0\n", "a.csv", ["column 1", "column 2"]),
        ("# made by us\n# in 2020\na,b\n1,2\n", "a.csv", ["a", "b"]),
        ("\u{FEFF}a,b\n1,2", "a.csv", ["a", "b"]),
        ("", "a.csv", []),
    ])
    func `tells its dialect`(_ text: String, _ name: String, _ columns: [String]) throws {
        #expect(try cells(text, name: name).first == columns)
    }

    @Test func `has numbers with a comma where its cells are parted by something else`() throws {
        var rows = try TableRows(MemoryBytes(Array("a;b\n1,5;2\n".utf8)), name: "a.csv")
        #expect(rows.dialect.usesDecimalComma)
        #expect(try rows.next())
        #expect(rows.number(0) == 1.5)
        #expect(rows.integer(1) == 2)
        #expect(rows.number(7) == nil)
        #expect(rows.offset(1) == 8)
    }

    @Test func `may be in UTF-16 or an 8-bit code`() throws {
        let text = "név,ő\nÁda,1\n"
        let units = Array(text.utf16)
        var (little, big): ([UInt8], [UInt8]) = ([0xFF, 0xFE], [0xFE, 0xFF])
        for unit in units {
            little += [UInt8(unit & 255), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(unit & 255)]
        }
        #expect(try cells(little) == [["név", "ő"], ["Áda", "1"]])
        #expect(try cells(big) == [["név", "ő"], ["Áda", "1"]])
        #expect(try cells([0x61, 0x0A, 0xE9, 0x80, 0x0A]) == [["a"], ["é€"]])
    }

    @Test func `with a quote that is never closed names the place`() throws {
        var rows = try TableRows(MemoryBytes(Array("a,b\n1,2\n3,\"4\n5,6\n".utf8)), name: "a.csv")
        #expect(try rows.next())
        let error = #expect(throws: FormatError.self) { try rows.next() }
        #expect(error?.field == "Row 3, column 2")
        #expect(error?.offset == 10)
    }

    @Test func `is told to people by info`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("id,age,note\n1,3.5,x\n2,n/a\n3,,y\n".utf8), to: "t.csv")
        let report = FrontDoor.standard.thorough.report(FilePath(path))
        func fact(_ key: String) -> JSONValue? { report.facts.first { $0.key == key }?.value }
        #expect(fact("rowsIncludingHeader") == 4)
        #expect(fact("columnTypes") == ["integer", "number", "text"])
        #expect(fact("emptyCells") == [0, 2, 1])
        #expect(fact("raggedRows") == 1)
        #expect(fact("encoding") == "utf-8")
    }

    @Test func `cut at any byte, or damaged, is an error or reads on`() throws {
        let text = Array("a,b\r\n\"x, y\",\"two\nlines\"\r\n\"say \"\"no\"\"\",1.5e3\n".utf8)
        for count in 0..<text.count { _ = try? cells(Array(text[..<count])) }
        for seed in 0..<2_000 { _ = try? cells(text.damaged(seed: UInt64(seed))) }
    }

    @Test func `of BIDS physiology is a signal`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("1\t2\n3\t4\n".utf8), to: "sub-1_physio.tsv")
        let sidecar = #"{"SamplingFrequency": 50, "StartTime": -1.5, "Columns": ["cardiac", "trigger"]}"#
        _ = try folder.write(Array(sidecar.utf8), to: "sub-1_physio.json")
        let report = FrontDoor.standard.thorough.report(FilePath(path))
        #expect(report.facts.first { $0.key == "columns" }?.value == ["cardiac", "trigger"])
        #expect(report.facts.first { $0.key == "durationSeconds" }?.value == .number(0.04))
    }

    @Test(.enabled(if: TestData.root != nil))
    func `of the real ones has the rows and columns that Python finds`()
        throws
    {
        guard let root = TestData.root, let expected = TestData.expected("tables") else { return }
        var checked = 0
        for (name, wanted) in expected where wanted["rows_including_header"] != nil {
            let bytes = TestData.bytes(name)?.count ?? .max
            guard bytes < 200_000 else { continue }
            let report = FrontDoor.standard.thorough.report(FilePath(root + "/" + name))
            func fact(_ key: String) -> JSONValue? { report.facts.first { $0.key == key }?.value }
            #expect(report.problem == nil, "\(name)")
            #expect(
                fact("rowsIncludingHeader")
                    == (wanted["rows_including_header"] as? Int).map { .integer(Int64($0)) }, "\(name)")
            #expect(
                fact("raggedRows") == (wanted["ragged_rows"] as? Int).map { .integer(Int64($0)) }, "\(name)")
            if case .array(let columns) = fact("columns") ?? .null {
                #expect(columns.count == wanted["columns"] as? Int, "\(name)")
            }
            checked += 1
        }
        #expect(checked > 20)
    }

    @Test func `is read only for those who ask about the file, not for an index`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Array("{\"a\": ".utf8), to: "broken.json")
        #expect(FrontDoor.standard.report(FilePath(file)).problem == nil)
        #expect(FrontDoor.standard.thorough.report(FilePath(file)).problem != nil)
    }
}
