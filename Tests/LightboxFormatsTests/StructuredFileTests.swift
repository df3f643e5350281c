import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A file of structured data` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func report(_ bytes: [UInt8], _ name: String) throws -> FileReport {
        FrontDoor.standard.thorough.report(FilePath(try folder.write(bytes, to: name)))
    }
    func fact(_ report: FileReport, _ key: String) -> JSONValue? {
        report.facts.first { $0.key == key }?.value
    }

    static let sheet = """
        <worksheet xmlns="urn:m"><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>age</t></is></c>\
        <c r="D1" t="s"><v>1</v></c></row>
        <row r="3"><c r="A3" s="1"><v>45000.5</v></c><c r="B3"><v>36</v></c>\
        <c r="D3" t="str"><v>x</v></c></row>
        </sheetData></worksheet>
        """
    static let workbook = ZipBuilder(
        [
            (
                "xl/workbook.xml",
                #"<workbook xmlns="urn:m" xmlns:r="urn:r"><sheets><sheet name="People" r:id="r7"/></sheets></workbook>"#
            ),
            (
                "xl/_rels/workbook.xml.rels",
                #"<Relationships><Relationship Id="r7" Target="worksheets/s.xml"/></Relationships>"#
            ),
            (
                "xl/sharedStrings.xml",
                "<sst><si><t>when</t><rPh><t>no</t></rPh></si><si><r><t>no</t></r><r><t>te</t></r></si></sst>"
            ),
            ("xl/styles.xml", #"<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>"#),
            ("xl/worksheets/s.xml", sheet),
        ].map { .deflated($0.0, Array($0.1.utf8)) })

    @Test func `of Excel has its sheets as parts`() throws {
        let report = try report(Self.workbook.bytes, "a.xlsx")
        #expect(report.problem == nil)
        #expect(report.parts.map(\.name) == ["People"])
        let facts = report.parts.first?.facts ?? []
        #expect(facts.first { $0.key == "columns" }?.value == ["when", "age", "", "note"])
        #expect(facts.first { $0.key == "rows" }?.value == 1)
        #expect(facts.first { $0.key == "columnTypes" }?.value == ["text", "number", "number", "text"])
    }

    @Test func `of Excel that is cut or damaged is told as such, and never crashes`() throws {
        let bytes = Self.workbook.bytes
        for count in stride(from: 4, to: bytes.count, by: 37) {
            #expect(try report(Array(bytes[..<count]), "a.xlsx").problem != nil)
        }
        for seed in 0..<200 { _ = try report(bytes.damaged(seed: UInt64(seed)), "a.xlsx") }
    }

    @Test func `in XML says its root, namespaces and counts`() throws {
        let text = #"<?xml version="1.0"?><r xmlns="urn:x"><a/><a><b k="1">t</b></a></r>"#
        let whole = try report(Array(text.utf8), "a.xml")
        #expect(fact(whole, "root") == "{urn:x}r")
        #expect(fact(whole, "elements")?["{urn:x}a"] == 2)
        #expect(fact(whole, "depth") == 3)
        let cut = try report(Array(text.utf8.dropLast(3)), "a.xml")
        #expect(cut.problem?.contains("Line 1") == true)
        #expect(cut.problem?.contains("at byte") == true)
    }

    @Test func `in XML cannot make a bomb of entities`() throws {
        var text = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e0 \"aaaaaaaaaa\">"
        for i in 1..<12 {
            text += "<!ENTITY e\(i) \"" + String(repeating: "&e\(i - 1);", count: 10) + "\">"
        }
        #expect(try report(Array((text + "]><r>&e11;</r>").utf8), "a.xml").problem != nil)
    }

    @Test func `in JSON says its keys, and one of lines its rows`() throws {
        #expect(fact(try report(Array(#"{"b": 1, "a": [2]}"#.utf8), "a.json"), "keys") == ["b", "a"])
        let lines = try report(Array("{\"a\": 1}\n{\"b\": 2, \"a\": 3}\n".utf8), "a.jsonl")
        #expect(fact(lines, "rows") == 2)
        #expect(fact(lines, "columns") == ["a", "b"])
        #expect(try report(Array(#"{"b": 1, "a""#.utf8), "a.json").problem?.contains("at byte 12") == true)
    }

    @Test(.enabled(if: TestData.root != nil)) func `in SQLite has its tables as parts`() throws {
        let name = "datasets/MITOS_WSI_CMC/TUPAC.sqlite"
        guard let root = TestData.root, let wanted = TestData.expected("tables")?[name] else { return }
        let report = FrontDoor.standard.thorough.report(FilePath(root + "/" + name))
        #expect(report.parts.count >= wanted.count)
        for (table, item) in wanted {
            let facts = report.parts.first { $0.name == table }?.facts ?? []
            let rows = ((item as? [String: Any])?["rows"] as? Int).map { JSONValue.integer(Int64($0)) }
            #expect(facts.first { $0.key == "rows" }?.value == rows, "\(table)")
        }
    }
}
