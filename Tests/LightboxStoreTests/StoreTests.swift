import Dispatch
import Foundation
import LightboxTesting
import Synchronization
import Testing

@testable import LightboxStore

private let schema = StoreSchema(
    title: "a test's database", applicationID: 0x4C42_5431,
    migrations: [
        .init("the table", sql: "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, extra)")
    ])

private let longerSchema = StoreSchema(
    title: schema.title, applicationID: schema.applicationID,
    migrations: schema.migrations + [
        .init("one more column", sql: "ALTER TABLE thing ADD COLUMN age INTEGER; UPDATE thing SET age = 7")
    ])

@Suite struct `A store` {
    @Test func `gives back each kind of value as it was`() throws {
        let store = try Store(inMemory: schema)
        let values: [StoreValue] = [
            .null, .integer(.min), .real(0.1), .text("a\u{0}ö"), .text(""), .blob([0, 255]), .blob([]),
        ]
        try store.write { session in
            for value in values { try session.run("INSERT INTO thing (extra) VALUES (?)", [value]) }
        }
        let back = try store.read { try $0.all("SELECT extra FROM thing ORDER BY id") { $0.value(0) } }
        #expect(back == values)
        #expect(try store.read { try $0.first("SELECT 1") { $0.integer(9) } } == .some(nil))
    }

    @Test func `is made by many at once, and each waits for the others`() throws {
        try withTemporaryFolder { folder in
            let failures = Mutex<[String]>([])
            for round in 0..<40 {
                let path = folder.path("\(round).sqlite")
                DispatchQueue.concurrentPerform(iterations: 8) { _ in
                    do {
                        let store = try Store(path, schema: schema)
                        try store.write { try $0.run("INSERT INTO thing (extra) VALUES (1)") }
                    } catch { failures.withLock { $0.append("\(error)") } }
                }
                let count = try Store(path, access: .readOnly).read {
                    try $0.first("SELECT count(*) FROM thing") { $0.int(0) }
                }
                #expect(count == 8)
            }
            #expect(failures.withLock { $0 } == [])
        }
    }

    @Test func `keeps nothing of a step that throws`() throws {
        struct Stop: Error {}
        let store = try Store(inMemory: schema)
        #expect(throws: Stop.self) {
            try store.write { session in
                try session.run("INSERT INTO thing (name) VALUES ('a')")
                throw Stop()
            }
        }
        #expect(try store.read { try $0.first("SELECT count(*) FROM thing") { $0.int(0) } } == 0)
    }

    @Test func `says which rule a row breaks`() throws {
        let store = try Store(inMemory: schema)
        let error = try #require(throws: StoreError.self) {
            try store.write { session in
                for _ in 0..<2 { try session.run("INSERT INTO thing (name) VALUES (?)", ["a"]) }
            }
        }
        #expect(error.problem == .constraint)
        #expect(error.words == "UNIQUE constraint failed: thing.name")
    }

    @Test func `names the statement that SQLite does not take`() throws {
        let store = try Store(inMemory: schema)
        let error = try #require(throws: StoreError.self) {
            try store.read { try $0.rows("SELECT nam FROM thing") { _ in } }
        }
        #expect(error.description == "The statement failed: no such column: nam in: SELECT nam FROM thing.")
        let count = try #require(throws: StoreError.self) { try store.read { try $0.run("SELECT ?") } }
        #expect(count.words == "it takes 1 values and was given 0")
    }

    @Test func `searches full text`() throws {
        let store = try Store(inMemory: nil)
        try store.write { session in
            try session.script("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61')")
            try session.run("INSERT INTO words VALUES (?)", ["Lungs and their nodules"])
        }
        let hits = try store.read {
            try $0.all("SELECT text FROM words WHERE words MATCH ?", ["lung"]) { $0.text(0) }
        }
        #expect(hits == ["Lungs and their nodules"])
    }

    @Test func `is brought up to date without losing a row`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path("a ?#%.sqlite")
            try Store(path, schema: schema).write { try $0.run("INSERT INTO thing (name) VALUES ('a')") }
            let older = try #require(throws: StoreError.self) {
                try Store(path, schema: longerSchema, access: .readOnly)
            }
            #expect(older.problem == .older(version: 1, known: 2))
            let store = try Store(path, schema: longerSchema)
            #expect(try store.read { try $0.first("SELECT age FROM thing") { $0.int(0) } } == 7)
            let newer = try #require(throws: StoreError.self) { try Store(path, schema: schema) }
            #expect(newer.problem == .newer(version: 2, known: 1))
        }
    }

    @Test func `leaves the database of another program untouched`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path("theirs.sqlite")
            try Store(path).write { try $0.run("CREATE TABLE theirs (x)") }
            let error = try #require(throws: StoreError.self) { try Store(path, schema: schema) }
            #expect(error.problem == .foreign(expected: "a test's database"))
            let tables = try Store(path).read { try $0.all("SELECT name FROM sqlite_master") { $0.text(0) } }
            #expect(tables == ["theirs"])
        }
    }

    @Test func `says that there is no file, no folder, no database`() throws {
        try withTemporaryFolder { folder in
            let missing = try #require(throws: StoreError.self) {
                try Store(folder.path("none"), access: .readOnly)
            }
            #expect(missing.problem == .missing)
            let homeless = try #require(throws: StoreError.self) { try Store(folder.path("no/such/folder")) }
            #expect(homeless.problem == .cannotOpen)
            let text = try folder.write(Array(repeating: 65, count: 5000), to: "text")
            let error = try #require(throws: StoreError.self) { try Store(text, schema: schema) }
            #expect(error.problem == .notADatabase)
        }
    }

    @Test func `does not write when it was opened to read`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path("read.sqlite")
            try Store(path, schema: schema).close()
            let store = try Store(path, schema: schema, access: .readOnly)
            let error = try #require(throws: StoreError.self) {
                try store.write { try $0.run("DELETE FROM thing") }
            }
            #expect(error.problem == .readOnly)
        }
    }

    @Test func `waits for another's lock, then says so`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path("busy.sqlite")
            let first = try Store(path, schema: schema)
            let second = try Store(path, schema: schema, patience: 0.05)
            try first.write { session in
                try session.run("INSERT INTO thing (name) VALUES ('a')")
                let error = try #require(throws: StoreError.self) { try second.write { _ in } }
                #expect(error.problem == .locked)
                // Reading goes on: it sees the state before the step.
                #expect(try second.read { try $0.first("SELECT count(*) FROM thing") { $0.int(0) } } == 0)
            }
        }
    }

    @Test func `takes a name that looks like a URI for a name`() throws {
        try withTemporaryFolder { folder in
            let here = FileManager.default.currentDirectoryPath
            let path =
                String(repeating: "../", count: here.split(separator: "/").count) + folder.path.dropFirst()
            try Store(path + "/file:x?mode=memory", schema: schema).close()
            #expect(FileManager.default.fileExists(atPath: folder.path("file:x?mode=memory")))
        }
    }

    @Test func `shares no memory with other machines on a network file system`() {
        let mounts = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            31 22 0:51 / /data rw,relatime shared:7 master:2 - nfs4 server:/data rw
            32 22 0:52 / /home rw - fuse.sshfs host: rw
            """
        #expect(!Store.isNetworkMount(device: "8:1", mounts: mounts))
        #expect(Store.isNetworkMount(device: "0:51", mounts: mounts))
        #expect(Store.isNetworkMount(device: "0:52", mounts: mounts))
        #expect(!Store.isNetworkMount(device: "0:99", mounts: mounts))
    }
}
