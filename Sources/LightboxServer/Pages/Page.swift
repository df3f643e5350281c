/// What all pages share: head, navigation, the main part and the foot.
struct Page {
    /// A page of text is light; one of images is a dark room.
    enum Room: String { case text, images }

    let title: String
    let room: Room
    /// Which entry of the navigation is here.
    let place: Place?
    /// Scripts of ours, by name.
    let scripts: [String]
    let main: [HTML]

    init(
        title: String, room: Room = .text, place: Place? = nil, scripts: [String] = [],
        @HTMLBuilder main: () -> [HTML]
    ) {
        (self.title, self.room, self.place, self.scripts) = (title, room, place, scripts)
        self.main = main()
    }

    enum Place: String, CaseIterable {
        case search, folders, lists, log

        var address: String { self == .search ? "/" : "/" + rawValue }
        var name: String {
            switch self {
            case .search: "Datasets"
            case .folders: "Your folders"
            case .lists: "Lists"
            case .log: "Log"
            }
        }
    }

    func html(_ assets: Assets) -> HTML {
        tag(.html, .named("lang", "en"), .class("room-\(room.rawValue)")) {
            tag(.head) {
                tag(.meta, .named("charset", "utf-8"))
                tag(
                    .meta, .named("name", "viewport"),
                    .named("content", "width=device-width, initial-scale=1"))
                tag(
                    .meta, .named("name", "color-scheme"), .named("content", room == .text ? "light" : "dark")
                )
                tag(.title) { title == "Lightbox" ? title : title + " · Lightbox" }
                tag(.link, .named("rel", "icon"), .href(assets.address("icon.svg")))
                tag(.link, .named("rel", "stylesheet"), .href(assets.address("lightbox.css")))
                for script in scripts {
                    tag(.script, .named("type", "module"), .src(assets.address(script)))
                }
            }
            tag(.body) {
                tag(.a, .class("skip"), .href("#main")) { "Skip to the content" }
                header
                tag(.main, .id("main"), .named("tabindex", -1)) {
                    main
                }
                tag(.footer, .class("foot")) {
                    tag(.p) { "Lightbox is for research. It is no medical device: do not diagnose with it." }
                }
            }
        }
    }

    private var header: HTML {
        tag(.header, .class("site-head")) {
            tag(.a, .class("brand"), .href("/")) {
                tag(.span, .class("brand-mark"), .aria("hidden", "true"))
                "Lightbox"
            }
            tag(.nav, .aria("label", "Main")) {
                tag(.ul) {
                    for entry in Place.allCases {
                        tag(.li) {
                            if entry == place {
                                tag(.a, .href(entry.address), .aria("current", "page")) { entry.name }
                            } else {
                                tag(.a, .href(entry.address)) { entry.name }
                            }
                        }
                    }
                }
            }
        }
    }
}
