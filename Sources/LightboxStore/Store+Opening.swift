internal import GRDB
import Glibc

extension Store {
    /// Opens the file in the way that its file system allows.
    static func open(_ path: String, access: Access, patience: Double) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.readonly = access != .readWrite
        // SQLite takes a name that starts with `file:` for a URI.
        let plain = path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
        switch access {
        case .readWrite:
            let mayShareMemory = !isOnNetwork(folder(of: plain))
            configuration.prepareDatabase { database in
                // WAL lets readers go on while we write, but needs memory that all processes share, which
                // network file systems do not give. SQLite answers with the mode that it could set.
                let mode = mayShareMemory ? "WAL" : "DELETE"
                do {
                    try database.execute(sql: "PRAGMA journal_mode = \(mode)")
                } catch let error as DatabaseError
                    where error.resultCode == .SQLITE_IOERR || error.resultCode == .SQLITE_CANTOPEN
                {
                    try database.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                // Enough in WAL mode: after a power cut the newest steps may be missing, none is torn.
                let synchronous = mayShareMemory ? "NORMAL" : "FULL"
                // The log is brought into the file every 16 MiB, and not every 4: each time the disk is waited for.
                try database.execute(
                    sql: """
                        PRAGMA synchronous = \(synchronous); PRAGMA secure_delete = OFF;
                        PRAGMA wal_autocheckpoint = 4096
                        """)
            }
            return try waiting(patience) { try DatabaseQueue(path: plain, configuration: configuration) }
        case .readOnly, .guarded:
            guard exists(plain) else { throw StoreError(.missing, path: path) }
            do {
                return try DatabaseQueue(path: plain, configuration: configuration)
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
            {
                // A WAL database in a folder that we may not write: nobody else can be writing it either,
                // unless a log lies beside it.
                guard !exists(plain + "-wal") else { throw error }
                return try DatabaseQueue(path: immutableURI(plain), configuration: configuration)
            }
        }
    }

    /// Tries again for as long as another process is in the way.
    ///
    /// SQLite waits for a lock by itself, but not where two processes turn a new file into WAL mode at once: each holds
    /// it to read and would wait for the other, so that one is told at once that the file is busy.
    private static func waiting<T>(_ patience: Double, _ body: () throws -> T) throws -> T {
        let end = ContinuousClock.now + .seconds(patience)
        while true {
            do { return try body() } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end
            { usleep(10_000) }
        }
    }

    /// Whether the folder lies on a file system that another machine may write too.
    static func isOnNetwork(_ folder: String) -> Bool {
        guard let device = device(of: folder), let mounts = contents(of: "/proc/self/mountinfo") else {
            return false
        }
        return isNetworkMount(
            device:
                "\((device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)):\((device & 0xFF) | (device >> 12 & ~0xFF))",
            mounts: String(decoding: mounts, as: UTF8.self))
    }

    /// Looks the device (`8:1`) up in the table of mounts as proc(5) describes it.
    static func isNetworkMount(device: String, mounts: String) -> Bool {
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == device,
                let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
            else { continue }
            let kind = fields[dash + 1]
            return kind.hasPrefix("nfs") || kind.hasPrefix("smb") || kind.hasPrefix("fuse")
                || ["cifs", "9p", "afs", "ceph", "lustre", "gpfs", "beegfs", "ncpfs", "vboxsf"].contains(kind)
        }
        return false
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func immutableURI(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var uri = "file:"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default: uri += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return uri + "?immutable=1"
    }
}
