import LightboxTesting
import Testing

@testable import LightboxCatalogue

@Suite struct `Reading other people's lists` {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// `name | address, address | remark; remark | keyword, keyword | section > section`.
        let entries: [String]

        init(_ testDescription: String, _ text: String, _ entries: [String]) {
            (self.testDescription, self.text, self.entries) = (testDescription, text, entries)
        }
    }

    static let samples: [Sample] = [
        Sample(
            "linked headings with prose and misspelt keywords",
            """
            # My list
            A word before.

            ## Imaging
            ### [One](http://one.org/) ##
            1000 scans  
            [paper](https://doi.org/10.1000/182)
            **Keyworks**: large, CT

            ### [Two (second)](<http://two.org>)
            nothing known <br />
            """,
            [
                "One | http://one.org/, https://doi.org/10.1000/182 | 1000 scans; [paper](https://doi.org/10.1000/182) "
                    + "| large, CT | Imaging",
                "Two (second) | http://two.org | nothing known |  | Imaging",
            ]),
        Sample(
            "bullets of every mark",
            """
            ## CT
            * Alpha set http://alpha.org/data, http://mirror.org/a
            + Beta set: https://beta.org.
            - [Gamma](https://gamma.org) - 20 heads
            1. **Delta** – whole bodies [data](https://delta.org)
            2) <a href="https://eps.org/x">Epsilon</a> with masks
            • Zeta see www.zeta.org
            user guide: http://zeta.org/guide.pdf
            """,
            [
                "Alpha set | http://alpha.org/data, http://mirror.org/a |  |  | CT",
                "Beta set | https://beta.org |  |  | CT",
                "Gamma | https://gamma.org | 20 heads |  | CT",
                "Delta | https://delta.org | whole bodies [data](https://delta.org) |  | CT",
                "Epsilon | https://eps.org/x | with masks |  | CT",
                "Zeta see | http://www.zeta.org, http://zeta.org/guide.pdf | user guide: http://zeta.org/guide.pdf |  | CT",
            ]),
        Sample(
            "bold names with prose and labelled links",
            """
            Brains
            ======
            __Head set__  
            Forty heads. __Requires registration__.  
            Access: http://head.org/get
            ***
            __Knee set__
            * with masks

            Paper: https://arxiv.org/abs/1234.5678
            """,
            [
                "Head set | http://head.org/get | Forty heads. __Requires registration__.; Access: http://head.org/get |  "
                    + "| Brains",
                "Knee set | https://arxiv.org/abs/1234.5678 | with masks; Paper: https://arxiv.org/abs/1234.5678 |  "
                    + "| Brains",
            ]),
        Sample(
            "a table",
            """
            ## MR
            | Dataset | Size | Link | Tags |
            |:--|--:|---|---|
            | [Alpha](http://a.org) | 3 \\| 4 | [paper](http://p.org) | brain, T1 |
            | Beta | 7 | http://b.org | |
            | [Gamma](./gamma.md) | 9 | [a](http://g.org), [b](http://h.org) | |
            """,
            [
                "Alpha | http://a.org, http://p.org | 3 \\| 4 | brain, T1 | MR",
                "Beta | http://b.org | 7 |  | MR",
                "Gamma | http://g.org, http://h.org | 9; [a](http://g.org), [b](http://h.org) |  | MR",
            ]),
        Sample(
            "nested sections that carry a keyword",
            """
            - CT
              - Chest
                - [Lungs](http://lungs.org)
                - Ribs http://ribs.org
              - [Whole](http://whole.org) all of it
                - [paper](http://whole.org/paper)
            - MR:
              - [Head](http://head.org)
            """,
            [
                "Lungs | http://lungs.org |  |  | CT > Chest",
                "Ribs | http://ribs.org |  |  | CT > Chest",
                "Whole | http://whole.org, http://whole.org/paper | all of it; [paper](http://whole.org/paper) |  | CT",
                "Head | http://head.org |  |  | MR",
            ]),
        Sample(
            "headings without links over items that describe them",
            """
            # T
            ### ADX
            * A Disease Initiative
            * http://adx.org
            \t* N=12
            * Doe et al. (2005) J [[10.1000/1](https://dx.doi.org/10.1000/1)]

            ### BDX
            * http://bdx.org

            ## Download
            ### Script
            Run it.
            """,
            [
                "ADX | http://adx.org, https://dx.doi.org/10.1000/1 | A Disease Initiative; N=12; "
                    + "Doe et al. (2005) J [[10.1000/1](https://dx.doi.org/10.1000/1)] |  | ",
                "BDX | http://bdx.org |  |  | ",
            ]),
        Sample(
            "references, redirects and contents",
            """
            # Awesome [![badge](https://b.org/b.svg)](https://b.org)
            ## Contents
            - [Sets](#sets)
            ## Sets
            - [One][1] - first
            - [Two] second
            - [Three](https://www.google.com/url?q=https%3A%2F%2Fthree.org%2Fa&sa=D)
            ## License
            - [MIT](https://mit.org/licence)

            [1]: http://one.org
            [two]: <http://two.org>
            """,
            [
                "One | http://one.org | first |  | Sets",
                "Two | http://two.org | second |  | Sets",
                "Three | https://three.org/a |  |  | Sets",
            ]),
        Sample(
            "plain lines",
            "First set http://first.org\nSecond set http://second.org\n",
            ["First set | http://first.org |  |  | ", "Second set | http://second.org |  |  | "]),
        Sample(
            "a CSV file",
            "added,name,url,note\r\n2020-01-02,\"One, \"\"two\"\"\",http://one.org,\"said \"\"so\"\"\"\r\n,Three,http://3.org,\r\n",
            ["One, \"two\" | http://one.org | said \"so\" |  | ", "Three | http://3.org |  |  | "]),
    ]

    static func line(_ entry: ListEntry) -> String {
        [
            entry.name, entry.urls.joined(separator: ", "), entry.remarks.joined(separator: "; "),
            entry.keywords.joined(separator: ", "), entry.section.joined(separator: " > "),
        ].joined(separator: " | ")
    }

    @Test(arguments: samples)
    func `keeps every entry of`(_ sample: Sample) throws {
        let bytes = Array(sample.text.utf8)
        let list = try ListReader.read(bytes, name: "list")
        #expect(list.entries.map(Self.line) == sample.entries)
        #expect(try list.bytes() == bytes)
    }

    @Test func `gives a clear answer to what is no list`() throws {
        let cases: [(String, [UInt8], ListError.Problem)] = [
            ("empty", Array(" \n\n".utf8), .empty),
            ("binary", [0x89, 0x50, 0x4E, 0x47, 0, 1], .binary(offset: 4)),
            ("page", Array("\n<!DOCTYPE html><html><a href='http://x.org'>x</a></html>".utf8), .page),
            ("UTF-16", [0xFF, 0xFE, 0x41, 0], .utf16),
            (
                "prose", Array("One day a man went out.\nHe saw http://x.org and was glad of it.\n".utf8),
                .noEntries(lines: 2)
            ),
            (
                "code", Array("# Tool\n## Install\n```\n- a http://x.org\n- b http://y.org\n```\n".utf8),
                .noEntries(lines: 6)
            ),
        ]
        for (name, bytes, problem) in cases {
            let error = #expect(throws: ListError.self) { try ListReader.read(bytes, name: name) }
            #expect(error?.problem == problem, "\(name)")
            #expect(error?.description.hasPrefix(name) == true)
        }
    }

    @Test func `reads bytes that are no UTF-8 as Latin-1 and writes them back`() throws {
        let bytes = Array("- Sch".utf8) + [0xE4] + Array("del http://s.org\n- B http://b.org\n".utf8)
        let list = try ListReader.read(bytes, name: "list")
        #expect(list.encoding == .latin1)
        #expect(list.entries.first?.name == "Schädel")
        #expect(try list.bytes() == bytes)
    }

    @Test func `keeps byte order marks, odd line ends and a missing last one`() throws {
        let entry = "### [A](http://a.org)\r\nremark \u{301}x  \r\n\r### [B](http://b.org)\n"
        for text in ["\u{FEFF}" + entry, entry + "  ", entry + "last", String(entry.dropLast())] {
            let list = try ListReader.read(Array(text.utf8), name: "list")
            #expect(list.entries.count == 2)
            #expect(try list.bytes() == Array(text.utf8))
        }
    }
}
