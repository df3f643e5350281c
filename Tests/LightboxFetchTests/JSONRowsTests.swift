import LightboxCore
import Testing

@testable import LightboxFetch

@Suite struct `Rows of a long answer` {
    private func answer(_ text: String) throws -> Answer {
        Answer(
            head: ResponseHead(status: 200), bytes: Array(text.utf8),
            address: try WebAddress("https://a.org/x"))
    }
    private func rows(_ name: String?, _ text: String) throws -> (rest: JSONValue, rows: [JSONValue]) {
        let rows = try JSONRows(of: name, in: answer(text))
        var all: [JSONValue] = []
        try rows.forEach { all.append($0) }
        return (rows.rest, all)
    }

    @Test func `come one by one, whatever stands in their texts`() throws {
        let text = #"{"data": {"note": "\"files\": [9]", "files" : [ {"a": [1, 2]}, "],\"", 3 ], "last": 4}}"#
        let found = try rows("files", text)
        #expect(found.rows.map(\.text) == [#"{"a":[1,2]}"#, #""],\"""#, "3"])
        #expect(found.rest["data"]?["files"] == .array([]))
        #expect(found.rest["data"]?["last"] == .integer(4))
    }

    @Test func `are those of the answer itself where it is an array`() throws {
        #expect(try rows(nil, " [1,\n2]").rows == [.integer(1), .integer(2)])
        #expect(try rows(nil, "[]").rows.isEmpty)
        #expect(try rows(nil, #"{"a": [1]}"#).rows.isEmpty)
    }

    @Test(arguments: ["{\"files\": [1, 2", "<html><title>Log in</title>", "", "{\"files\": [1,]]}"])
    func `are refused where the answer is cut or none`(_ text: String) throws {
        #expect(throws: FetchError.self) { try rows("files", text) }
    }

    @Test func `name the row that is broken`() throws {
        let error = #expect(throws: FetchError.self) { try rows("files", #"{"files": [1, {"a" 2}]}"#) }
        #expect(error?.place == "https://a.org/x")
    }
}
