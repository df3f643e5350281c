import Testing

@testable import LightboxServer

@Suite struct `A page's markup` {
    @Test func `shows text and never runs it`() {
        let nasty = "<img src=x onerror=\"alert('1')\"> & co"
        let html = tag(.p, .class(nasty), .data("x", nasty)) { nasty }.text
        #expect(!html.contains("<img"))
        #expect(!html.contains("\"alert"))
        #expect(html.contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co"))
    }

    @Test func `shows characters that HTML forbids or that turn the text around`() {
        #expect(tag(.p) { "a\u{0}b\u{1B}c\u{202E}d\r" }.text == "<p>a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}</p>")
    }

    @Test(arguments: [
        ("https://example.org/?a=1&b=2", true), ("/dataset/x", true), ("#sources", true),
        ("mailto:a@b.c", true),
        ("javascript:alert(1)", false), (" javascript:alert(1)", false), ("JaVaScRiPt:alert(1)", false),
        ("data:text/html,x", false), ("//evil.example", false), ("/\\evil.example", false),
        ("vbscript:x", false),
    ])
    func `links only to what cannot run`(_ target: String, _ isKept: Bool) {
        #expect(tag(.a, .href(target)) { "x" }.text.contains("href") == isKept)
    }

    @Test func `closes what must be closed`() {
        #expect(tag(.br).text == "<br>")
        #expect(
            tag(.input, .flag("hidden"), .named("value", "a\"b")).text == "<input hidden value=\"a&quot;b\">")
        #expect(tag(.p).text == "<p></p>")
    }
}

@Suite struct `A picture of a reason` {
    @Test func `holds any text as text`() {
        let picture = ReasonPicture(reason: "<script>alert(1)</script> " + String(repeating: "x", count: 400))
        #expect(!picture.svg.contains("<script>"))
        #expect(picture.lines.count == 10)
        #expect(picture.lines.allSatisfy { $0.count <= 29 })
        #expect(ReasonPicture(reason: "").lines.isEmpty)
    }
}

@Suite struct `An address` {
    @Test func `is read as browsers write it`() {
        let query = Query(text: "q=chest+CT%26&modality=CT&modality=MR&empty=&%zz=1&x=%E2%82%AC%FF")
        #expect(query["q"] == "chest CT&")
        #expect(query.all("modality") == ["CT", "MR"])
        #expect(query["empty"] == nil)
        #expect(query["%zz"] == "1")
        #expect(query["x"] == "€\u{FFFD}")
        #expect(query.integer("q") == nil)
    }

    @Test func `is written so that it reads back`() {
        for seed in 0..<200 {
            let value = String(
                String.UnicodeScalarView((0..<12).compactMap { Unicode.Scalar(UInt32(seed * 31 + $0 * 7)) }))
            let query = Query([.init(name: "q", value: value), .init(name: "a b", value: "&=?#+%")])
            #expect(Query(text: query.text.dropFirst()) == query, "seed \(seed)")
        }
    }

    @Test func `toggles one value of many`() {
        let query = Query(text: "m=CT&m=MR")
        #expect(query.toggling("m", "CT").text == "?m=MR")
        #expect(query.toggling("m", "US").text == "?m=CT&m=MR&m=US")
        #expect(query.setting("m", nil).text == "")
    }
}
