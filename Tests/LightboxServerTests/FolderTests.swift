import Foundation
import LightboxCore
import LightboxIndex
import LightboxTesting
import LightboxTwin
import LightboxWriters
import SystemPackage
import Testing

@testable import LightboxServer

@Suite struct `A folder that is shown` {
    /// An index of `folder`, and a site that shows the folders named, from its root.
    private func site(_ folder: TemporaryFolder, showing shown: [String] = ["scans"]) throws -> Site {
        let index = try ImageIndex(inMemory: ())
        try index.update(FilePath(folder.path("scans")))
        let given = try shown.enumerated().map {
            try IndexShelf.GivenFolder(id: String($0 + 1), path: FilePath(folder.path($1)))
        }
        return try TestSite.make(
            shelf: GivenShelf(files: FileShelf([]), indexed: IndexShelf(index: index, folders: given)))
    }

    private func phantom() -> [UInt8] {
        NIfTIWriter().bytes(
            of: PhantomVolume(shape: [4, 5, 6], affine: .identity) { $0.x + 10 * $0.y + 100 * $0.z })
    }

    private func links(_ page: WebResponse) -> [String] {
        page.text.matches(of: /href="\/view\/([^"]+)"/).map { String($0.1) }
    }

    @Test func `has a gallery, and each image a viewer and slices`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(phantom(), to: "scans/sub/a.nii")
        let site = try site(folder)
        #expect(await site.get("/folders").text.contains("1 image or series"))
        let id = try #require(links(await site.get("/folders/1")).first)
        let viewer = await site.get("/view/\(id)")
        #expect(viewer.status == 200)
        #expect(viewer.text.contains("<noscript>"))

        // Right on the screen is the patient's left, down is the back: x falls, y falls.
        let plane = await site.get("/image/\(id)/plane?plane=axial&index=2")
        #expect(plane.status == 200)
        let samples = try #require(
            SampleBlock(shape: [4, 5], channels: 1, type: .int16, bytes: plane.body))
        #expect(samples.value(at: 0) == 3 + 40 + 200)
        #expect(samples.value(at: 19) == 200)
        #expect(plane["x-lightbox-window"] != nil)

        let picture = await site.get("/image/\(id)/plane.png?plane=sagittal&index=1&center=100&width=50")
        #expect(picture.status == 200 && picture.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let thumbnail = await site.get("/image/\(id)/thumbnail")
        #expect(thumbnail.status == 200 && thumbnail.body.starts(with: [0xFF, 0xD8]))
        let tag = try #require(thumbnail["etag"])
        #expect(await site.get("/image/\(id)/thumbnail", ["if-none-match": tag]).status == 304)
    }

    @Test func `lists what is no image by itself, and shows how tables and texts begin`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(phantom(), to: "scans/a.nii")
        try folder.write(Array("id,age\ns1,<60>\ns2,71\n".utf8), to: "scans/sub/people.csv")
        try folder.write(Array("{\"RepetitionTime\": 2}".utf8), to: "scans/task.json")
        let site = try site(folder)
        #expect(await site.get("/folders/1").text.contains("2 other files"))
        let others = await site.get("/folders/1?show=others")
        let ids = links(others)
        #expect(ids.count == 2 && ids.allSatisfy { $0.hasPrefix("f") })
        #expect(others.text.contains("people.csv") && !others.text.contains("a.nii"))
        #expect(links(await site.get("/folders/1?show=others&find=people")).count == 1)
        let pages = await [site.get("/view/\(ids[0])"), site.get("/view/\(ids[1])")]
        #expect(pages.allSatisfy { $0.status == 200 })
        let table = try #require(pages.first { $0.text.contains("people.csv") })
        #expect(table.text.contains("<th scope=\"col\">age</th>"))
        #expect(table.text.contains("<td>&lt;60&gt;</td>"))
        #expect(
            pages.contains {
                $0.text.contains("&quot;RepetitionTime&quot;: 2}")
                    || $0.text.contains("\"RepetitionTime\": 2}")
            })
        // A part that is not there, and a file of another number.
        #expect(await site.get("/view/\(ids[0])-p1").status == 404)
        #expect(await site.get("/view/f999").status == 404)
    }

    @Test func `shows no file that lies outside of it`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("a,b\n1,2\n".utf8), to: "scans/in/shown.csv")
        try folder.write(Array("a,b\n1,2\n".utf8), to: "scans/out/hidden.csv")
        let site = try site(folder, showing: ["scans/in"])
        #expect(links(await site.get("/folders/1?show=others")).count == 1)
        var statuses: [Int] = []
        for number in 1...2 { statuses.append(await site.get("/view/f\(number)").status) }
        #expect(statuses.sorted() == [200, 404])
    }

    @Test(arguments: [
        "plane?plane=axial&index=6", "plane?plane=axial&index=-1", "plane?plane=axial&t=1",
        "plane?plane=axial&index=99999999999999999999999", "nothing",
    ])
    func `has no slices outside of an image`(_ what: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(phantom(), to: "scans/a.nii")
        let site = try site(folder)
        let id = try #require(links(await site.get("/folders/1")).first)
        let reply = await site.get("/image/\(id)/\(what)")
        // A number that is none is as good as not there: the middle is shown.
        #expect(reply.status == (what.contains("9999") ? 200 : 404))
        #expect(await site.get("/image/\(id)/plane?plane=oblique").status == 400)
    }

    @Test func `shows markup in names and headers as text`() async throws {
        let folder = try TemporaryFolder()
        let nasty = "<img src=x onerror=alert(1)>.nii"
        try folder.write(phantom(), to: "scans/" + nasty)
        try folder.write(Array("no image".utf8), to: "scans/<script>alert(2)<\u{2044}script>.nii.gz")
        var labels = PhantomSeriesWriter.Labels()
        labels.seriesDescription = "<script>alert(3)</script>"
        labels.bodyPartExamined = "\"><B>X"
        let volume = PhantomVolume(shape: [4, 4, 3], affine: .identity) { $0.x }
        for file in PhantomSeriesWriter(labels: labels).files(of: volume) {
            try folder.write(file.bytes, to: "scans/dicom/" + file.name)
        }
        let site = try site(folder)
        var pages = [
            await site.get("/folders"), await site.get("/folders/1"),
            await site.get("/folders/1?show=problems"),
        ]
        for id in links(pages[1]) { pages.append(await site.get("/view/\(id)")) }
        #expect(pages.count > 3)
        pages.append(await site.get("/folders/1?find=%3Cscript%3Ealert(4)%3C/script%3E"))
        pages.append(await site.get("/view/%3Cscript%3Ealert(5)"))
        for page in pages {
            #expect(
                !page.text.contains("<script>") && !page.text.contains("<img src=x")
                    && !page.text.contains("<B>"))
        }
        #expect(pages[1].text.contains("&lt;img src=x onerror=alert(1)&gt;.nii"))
    }

    @Test func `is all that is shown of a larger one that was indexed`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(phantom(), to: "scans/mine/a.nii")
        try folder.write(phantom(), to: "scans/mine-too/b.nii")
        try folder.write(phantom(), to: "scans/secret/c.nii")
        let all = links(await (try site(folder)).get("/folders/1"))
        #expect(all.count == 3)
        let site = try site(folder, showing: ["scans/mine"])
        let page = await site.get("/folders/1")
        #expect(links(page).count == 1)
        #expect(!page.text.contains("c.nii") && !page.text.contains("b.nii"))
        var shown = 0
        for id in all where await site.get("/view/\(id)").status == 200 { shown += 1 }
        #expect(shown == 1)
    }

    @Test func `is not left through a link, even one made after it was read`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(phantom(), to: "scans/a.nii")
        try folder.write(phantom(), to: "secret/s.nii")
        try folder.link("scans/linked.nii", to: folder.path("secret/s.nii"))
        try folder.link("scans/folder", to: folder.path("secret"))
        let site = try site(folder)
        let ids = links(await site.get("/folders/1"))
        #expect(ids.count == 1)
        let id = try #require(ids.first)
        try FileManager.default.removeItem(atPath: folder.path("scans/a.nii"))
        try folder.link("scans/a.nii", to: folder.path("secret/s.nii"))
        for what in ["plane", "plane.png", "info"] {
            let reply = await site.get("/image/\(id)/\(what)")
            #expect(reply.status >= 400, "\(what)")
        }
        #expect(await site.get("/image/\(id)/thumbnail")["content-type"] == "image/svg+xml")
        #expect(await site.get("/view/\(id)").status == 422)
    }

    @Test func `says why a file cannot be read`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(phantom().prefix(400)), to: "scans/cut.nii")
        let site = try site(folder)
        let page = await site.get("/folders/1?show=problems")
        #expect(page.text.contains("cut.nii") && page.text.contains("ends too early"))
    }

    @Test func `is looked through page by page and by words`() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<70 { try folder.write(phantom(), to: "scans/n\(number)-.nii") }
        let site = try site(folder)
        #expect(links(await site.get("/folders/1")).count == 60)
        #expect(links(await site.get("/folders/1?page=2")).count == 10)
        #expect(links(await site.get("/folders/1?page=3")).isEmpty)
        #expect(links(await site.get("/folders/1?page=-1")).count == 60)
        #expect(links(await site.get("/folders/1?page=9223372036854775807")).isEmpty)
        #expect(links(await site.get("/folders/1?find=n42-")).count == 1)
        #expect(links(await site.get("/folders/1?find=%25")).isEmpty)
    }
}

@Suite struct `A bounded cache` {
    @Test func `makes once what many ask for, and lets go of what was used least`() async throws {
        let cache = BoundedCache<Int, [UInt8]>(limit: 100)
        let made = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    _ = try await cache.value(1) {
                        $0.count
                    } make: {
                        await made.add()
                        return [UInt8](repeating: 0, count: 40)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await made.count == 1)
        for key in [2, 1, 3] {
            _ = try await cache.value(key) {
                $0.count
            } make: {
                [UInt8](repeating: 0, count: 40)
            }
        }
        #expect(await cache.existing(2) == nil)
        #expect(await cache.existing(1) != nil)
        #expect(await cache.totalCost == 80)
        await #expect(throws: PageError.self) {
            _ = try await cache.value(9) {
                $0.count
            } make: {
                throw PageError.notFound("")
            }
        }
        #expect(await cache.count == 2)
    }

    private actor Counter {
        var count = 0
        func add() { count += 1 }
    }
}
