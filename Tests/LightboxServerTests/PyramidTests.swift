import Foundation
import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxServer

/// A grey picture of three sizes, each half of the one before, whose samples tell their level.
private struct Steps: PyramidSource {
    let levels: [ImageHeader]
    init(side: Int) {
        levels = (0..<3).map {
            ImageHeader(shape: [side >> $0, side >> $0], storedType: .uint8, window: .whole(of: .uint8))
        }
    }
    var header: ImageHeader { levels[0] }
    func read(_ region: Region, level: Int) throws -> SampleBlock {
        let count = region.shape.reduce(1, *)
        guard region.lies(within: levels[level].shape),
            let block = SampleBlock(
                shape: region.shape, channels: 1, type: .uint8,
                bytes: [UInt8](repeating: UInt8(level * 80), count: count))
        else { throw PageError.badRequest("outside") }
        return block
    }
}

private struct OneItem: Shelf {
    let source: any ImageSource
    func folders() -> [ShelfFolder] { [] }
    func page(
        _ view: ShelfView, of folder: String, matching filter: String?, from offset: Int, limit: Int
    ) -> ShelfPage { ShelfPage(entries: [], total: 0) }
    func item(_ id: String) -> ShelfItem? {
        guard id == "x" else { return nil }
        let source = source
        return ShelfItem(
            id: id, title: "slide", facts: [], modality: nil, folder: .init(name: "f", address: "/folders/f"),
            identity: "1"
        ) { ShelfItem.Opened(source: source) }
    }
}

@Suite struct `A picture of many sizes` {
    @Test func `is sent at the first size that a page can hold, and says so`() async throws {
        let site = try TestSite.make(shelf: OneItem(source: Steps(side: 10_000)))
        let info = await site.get("/image/x/info").text
        #expect(info.contains("\"shape\":[2500,2500]"))
        #expect(info.contains("\"levels\":[[10000,10000],[5000,5000],[2500,2500]]"))
        #expect(info.contains("\"overview\":2"))
    }

    @Test func `is shown whole where it is small`() async throws {
        let site = try TestSite.make(shelf: OneItem(source: Steps(side: 512)))
        #expect(await site.get("/image/x/info").text.contains("\"levels\":null"))
    }

    @Test func `gives pieces of the level that was asked for, cut at the edge`() async throws {
        let site = try TestSite.make(shelf: OneItem(source: Steps(side: 10_000)))
        let piece = await site.get(
            "/image/x/piece?level=1&x=4900&y=10&width=300&height=50&center=127.5&span=255")
        #expect(piece.status == 200)
        let block = try JPEG.decode(piece.body)
        #expect(block.shape == [100, 50])
        #expect(abs(block.value(at: 0) - 80) < 3)
    }

    @Test(arguments: [
        "level=3&x=0&y=0&width=9&height=9", "level=0&x=0&y=0&width=9999&height=9999",
        "level=0&x=10000&y=0&width=9&height=9",
        "level=0&x=-1&y=0&width=9&height=9", "level=0&x=0&y=0&width=0&height=9", "level=0",
        "level=0&x=0&y=0&width=9223372036854775807&height=2",
    ])
    func `refuses pieces that it does not have`(_ query: String) async throws {
        let site = try TestSite.make(shelf: OneItem(source: Steps(side: 10_000)))
        let status = await site.get("/image/x/piece?" + query).status
        #expect(status == 400 || status == 404)
    }
}

@Suite struct `A signal` {
    private struct Wave: ImageSource {
        let header = ImageHeader(shape: [5000, 1, 1], channels: 2, storedType: .uint8)
        func read(_ region: Region) throws -> SampleBlock {
            let values = region.ranges[0].flatMap { [UInt8($0 == 2500 ? 200 : 100), UInt8(50)] }
            guard let block = SampleBlock(shape: region.shape, channels: 2, type: .uint8, bytes: values)
            else {
                throw PageError.badRequest("outside")
            }
            return block
        }
    }

    @Test func `is drawn with its single peak`() async throws {
        let site = try TestSite.make(shelf: OneItem(source: Wave()))
        #expect(await site.get("/view/x").text.contains("/image/x/plot"))
        let svg = await site.get("/image/x/plot").text
        #expect(svg.components(separatedBy: "<polygon").count == 3)
        #expect(svg.contains(">200<"))
        #expect(svg.contains(">50<"))
        // The peak reaches the top of its strip; nothing else does.
        #expect(svg.components(separatedBy: ",10.0 ").count == 2)
    }
}

@Suite struct `A file that is no image` {
    @Test func `has a page with its facts and is found in the gallery`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("a,b\n1,2\n".utf8), to: "labels.csv")
        let site = try TestSite.make(shelf: GivenShelf(files: FileShelf([FilePath(path)]), indexed: nil))
        #expect(await site.get("/folders/files").text.contains("/view/file-0"))
        let page = await site.get("/view/file-0")
        #expect(page.status == 200)
        #expect(page.text.contains("CSV"))
        for id in ["file-1", "file-0-p1", "file-0-x", "file-", "file-0-p1-p2"] {
            #expect(await site.get("/view/\(id)").status == 404)
        }
    }
}
