import LightboxStore

/// The tables of imported lists within the catalogue's database.
enum ListSchema {
    static let migrations: [StoreSchema.Migration] = [
        .init(
            "imported lists",
            sql: """
                CREATE TABLE list (
                    id INTEGER PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    title TEXT,
                    source TEXT NOT NULL,
                    format TEXT NOT NULL,
                    encoding TEXT NOT NULL,
                    imported TEXT NOT NULL
                );
                -- What stands between the listings: text and headings.
                CREATE TABLE list_part (
                    list INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
                    position INTEGER NOT NULL,
                    kind TEXT NOT NULL,
                    title TEXT,
                    path TEXT,
                    urls TEXT,
                    text TEXT NOT NULL,
                    PRIMARY KEY (list, position)
                ) WITHOUT ROWID;
                -- One entry of a list. It is written where `position` says, in the way `template` says; an entry
                -- that a newer version of the list dropped has no position, but the day it was missed.
                CREATE TABLE listing (
                    id INTEGER PRIMARY KEY,
                    list INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
                    slug TEXT NOT NULL,
                    position INTEGER,
                    form TEXT NOT NULL,
                    name TEXT NOT NULL,
                    title TEXT NOT NULL,
                    date TEXT,
                    section TEXT NOT NULL,
                    section_keywords TEXT NOT NULL,
                    first_line INTEGER NOT NULL,
                    last_line INTEGER NOT NULL,
                    template TEXT NOT NULL,
                    added TEXT NOT NULL,
                    changed TEXT,
                    edited TEXT,
                    removed TEXT,
                    UNIQUE (list, slug)
                );
                CREATE TABLE listing_address (
                    listing INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
                    ordinal INTEGER NOT NULL,
                    address TEXT NOT NULL,
                    label TEXT,
                    elsewhere INTEGER NOT NULL DEFAULT 0,
                    PRIMARY KEY (listing, elsewhere, ordinal)
                ) WITHOUT ROWID;
                CREATE TABLE listing_remark (
                    listing INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
                    ordinal INTEGER NOT NULL,
                    text TEXT NOT NULL,
                    PRIMARY KEY (listing, ordinal)
                ) WITHOUT ROWID;
                CREATE TABLE listing_keyword (
                    listing INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
                    ordinal INTEGER NOT NULL,
                    word TEXT NOT NULL,
                    PRIMARY KEY (listing, ordinal)
                ) WITHOUT ROWID;
                -- Every link of a listing, those within its remarks too; made from the listing.
                CREATE TABLE listing_link (
                    listing INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
                    ordinal INTEGER NOT NULL,
                    url TEXT NOT NULL,
                    words TEXT,
                    PRIMARY KEY (listing, ordinal)
                ) WITHOUT ROWID;
                -- The card, or the listing of another list (`list/entry`), of the same dataset.
                CREATE TABLE listing_join (
                    listing INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
                    target TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    certain INTEGER NOT NULL,
                    why TEXT NOT NULL,
                    PRIMARY KEY (listing, target)
                ) WITHOUT ROWID;
                CREATE INDEX listing_join_target ON listing_join (target);
                """)
    ]
}
