import LightboxArchive
import Testing

@Suite struct `Our own places` {
    private func places(_ variables: [String: String], user: String? = nil) throws -> Places {
        try Places(environment: { variables[$0] }, userFolder: { user })
    }

    @Test func `follow the defaults of XDG`() throws {
        let places = try places(["HOME": "/home/a/"])
        #expect(places.index == "/home/a/.local/share/lightbox/index.sqlite")
        #expect(places.thumbnails == "/home/a/.cache/lightbox/thumbnails")
        #expect(places.cards == "/home/a/.config/lightbox/cards")
    }

    @Test func `follow XDG's variables, and our own before them`() throws {
        let places = try places([
            "HOME": "/home/a", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c", "LIGHTBOX_CACHE": "/mine/",
        ])
        #expect(places.data == "/d/lightbox")
        #expect(places.cache == "/mine")
        #expect(places.config == "/home/a/.config/lightbox")
    }

    @Test(arguments: ["", "relative/path", "~/x"])
    func `ignore what is no absolute path in XDG's variables`(_ value: String) throws {
        let places = try places(["HOME": "/home/a", "XDG_DATA_HOME": value])
        #expect(places.data == "/home/a/.local/share/lightbox")
    }

    @Test func `do without HOME where the system knows the user`() throws {
        #expect(try places([:], user: "/home/b").cache == "/home/b/.cache/lightbox")
        #expect(try places(["HOME": "odd"], user: "/").cache == "/.cache/lightbox")
    }

    @Test func `say which variable to set where nothing helps`() throws {
        let error = try #require(throws: PlacesError.self) { try places(["XDG_DATA_HOME": "/d"]) }
        #expect(error.description.hasPrefix("The environment variable HOME is not set, so"))
        let own = try #require(throws: PlacesError.self) { try places(["HOME": "/h", "LIGHTBOX_DATA": "x"]) }
        #expect(own.variable == "LIGHTBOX_DATA")
    }
}
