import LightboxCore
import LightboxFormats
import LightboxTesting
import Testing

@Suite struct `A table in memory` {
    func rows(_ text: [UInt8], name: String, dialect: TableDialect? = nil) throws -> [[String]] {
        var rows = try TableRows(MemoryBytes(text), name: name, dialect: dialect)
        var out = [rows.columns]
        while try rows.next() { out.append((0..<rows.cellCount).map { rows.text($0) }) }
        return out
    }
    func table(_ text: [UInt8], name: String, dialect: TableDialect? = nil) throws -> [[String]] {
        let table = try Table(MemoryBytes(text), name: name, dialect: dialect)
        return [table.columns]
            + (0..<table.rowCount).map { row in
                (0..<table.cellCount(row: row)).map { table.text(row: row, column: $0) }
            }
    }

    @Test(arguments: [
        "a,b\n1,2\n", "a,b\r\n1,2\r\n\r\n\r\n3,4", "a,b\r1,2\r3,4", "a,b\n\"x, y\",\"two\r\nlines\"\n", "",
        "\n", "\"\"\n",
        "a\n\"\"\n1\n", "a,b\n\"q\"tail,\n1,\"\"", "a,b\n5'10\" tall,x\"y\n", "a;b\n\"1;2\";3\n",
        "# c\na,b\n1,2,3\n4\n",
        "\u{FEFF}\"a\",b\n1,2\n", "1,2\n3,4\n", "a,b\n1,\"say \"\"no\"\"\"\n", "a,b\n1,2\n,", "a,b\n,\n",
        "a\n\n\n", "a,b\n1,\"x\"",
        String(repeating: "abcdefg,", count: 40) + "\"long, quoted\"\r\n" + String(repeating: "1,", count: 40)
            + "2",
    ])
    func `has the rows that reading row by row gives`(_ text: String) throws {
        let bytes = Array(text.utf8)
        #expect(try table(bytes, name: "a.csv") == rows(bytes, name: "a.csv"))
        // Wherever in a step of 64 bytes things happen, they are the same.
        for blanks in [1, 30, 61, 62, 63, 64, 65] {
            let bytes = Array((String(repeating: "z", count: blanks) + text).utf8)
            #expect(try table(bytes, name: "a.csv") == rows(bytes, name: "a.csv"), "behind \(blanks)")
        }
    }

    @Test func `made of random marks has the same rows, or the same error`() throws {
        var seed: UInt64 = 7
        func next(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        let marks = Array("aab1,,\"\n\r; ".utf8)
        for round in 0..<3_000 {
            let text = (0..<next(200)).map { _ in marks[next(marks.count)] }
            let dialect = TableDialect(hasHeader: next(2) == 0)
            let (one, other) = (
                Result { try rows(text, name: "a.csv", dialect: dialect) },
                Result { try table(text, name: "a.csv", dialect: dialect) }
            )
            switch (one, other) {
            case (.success(let a), .success(let b)): #expect(a == b, "round \(round)")
            case (.failure(let a), .failure(let b)): #expect("\(a)" == "\(b)", "round \(round)")
            default: Issue.record("round \(round): \(one) and \(other)")
            }
        }
    }

    @Test func `gives a column as numbers`() throws {
        let text = "a,b\n1,x\n-2.5e1,\n\" 7 \",3\nn/a,+4\n12345678901234567890,5\ninf,6\n"
        let table = try Table(MemoryBytes(Array(text.utf8)), name: "a.csv")
        let numbers = table.numbers(0)
        #expect(numbers.count == 6)
        #expect(Array(numbers.prefix(3)) == [1, -25, 7])
        #expect(numbers[3].isNaN && numbers[5].isNaN)
        #expect(numbers[4] == 1.2345678901234567e19)
        #expect(table.numbers(1)[3] == 4)
        let none = table.numbers(9).filter { !$0.isNaN }
        #expect(none.isEmpty)
        let comma = try Table(MemoryBytes(Array("a;b\n1,5;2\n".utf8)), name: "a.csv")
        #expect(comma.numbers(0) == [1.5])
    }
}

@Suite struct `A join of tables` {
    @Test func `pairs rows by key, and says which are alone`() throws {
        let text = "Path,Label\nb.png,1\n\"c.png\",2\n,3\nb.png,4\n\"d\"\"e\",5\n"
        let table = try Table(MemoryBytes(Array(text.utf8)), name: "a.csv")
        let join = try TableJoin(
            TableKeys(["a.png", "b.png", "", "d\"e", "c.png"]), TableKeys(table, column: "Path"))
        #expect(
            join.pairs == [
                .init(left: 1, right: 0), .init(left: 1, right: 3), .init(left: 3, right: 4),
                .init(left: 4, right: 1),
            ])
        #expect(join.leftAlone == [0, 2])
        #expect(join.rightAlone == [2])
        #expect(join.rightRepeated == [3])
    }

    @Test func `finds what a dictionary finds`() throws {
        let left = (0..<5_000).map { "patient\($0 * 7 % 6_000)/view\($0 % 3).jpg" }
        let right = (0..<5_000).map { "patient\($0)/view\($0 % 3).jpg" }
        let join = try TableJoin(TableKeys(left), TableKeys(right))
        var places: [String: [Int]] = [:]
        for (row, key) in right.enumerated() { places[key, default: []].append(row) }
        let expected = left.enumerated().flatMap { row, key in
            (places[key] ?? []).map { TableJoin.Pair(left: row, right: $0) }
        }
        #expect(!expected.isEmpty)
        #expect(join.pairs == expected)
        #expect(join.leftAlone.count + Set(expected.map(\.left)).count == left.count)
    }

    @Test(arguments: [
        (KeyRule.stem, "C:\\x\\Sub-1.nii.gz", "Sub-1"), (KeyRule(.lastParts(2)), "a/b/c.png", "b/c.png"),
        (KeyRule(.lastParts(9)), "a/b", "a/b"), (KeyRule(.trimmed, .caseFolded), " ÁB c ", "áb c"),
        (KeyRule(.withoutPrefix("NLST_"), .withoutLeadingZeros), "NLST_0070", "70"),
        (KeyRule(.withoutLeadingZeros), "000", "0"), (KeyRule(.withoutLeadingZeros), "0a", "0a"),
        (KeyRule(.withoutEnding), ".hidden", ".hidden"), (KeyRule(.withoutEnding), "a.b/c", "a.b/c"),
        (KeyRule.asWritten, " A ", " A "), (KeyRule.stem, "", ""),
    ])
    func `makes keys by a rule`(_ rule: KeyRule, _ key: String, _ made: String) throws {
        #expect(String(decoding: rule.apply(Array(key.utf8)[...]), as: UTF8.self) == made)
        #expect(try TableKeys([key], rule).text(0) == made)
    }

    @Test func `is refused where there is no such column, or where pairs multiply`() throws {
        let table = try Table(MemoryBytes(Array("a,b\n1,2\n".utf8)), name: "a.csv")
        let error = #expect(throws: TableJoinError.self) { try TableKeys(table, column: "Path") }
        #expect("\(error as Any)".contains("its columns are a, b"))
        let same = try TableKeys(Array(repeating: "x", count: 100))
        #expect(throws: TableJoinError.tooManyPairs(5_000)) { try TableJoin(same, same, pairLimit: 5_000) }
    }
}
