public import LightboxArchive
import LightboxCore

/// One file of a release as a host lists it.
///
/// It is written into the plan on disk, so it holds no secret: a host that needs one to reach the file finds it again
/// in `Host.request(for:)`.
public struct RemoteFile: Sendable, Hashable {
    /// Where it goes in the copy, with `/` between the parts; never trusted before `PathGuard` has seen it.
    public var path: String
    /// Its size in bytes, where the host tells; of a zip made while it is sent, the size of the files in it.
    public var byteCount: Int?
    /// What the host publishes to tell whether it is whole, the strongest first.
    public var checks: [Check] = []
    /// How the host reaches it: mostly an address.
    public var address: String
    /// The host's name for this state of the file: a version in S3, a commit.
    public var version: String?
    /// The subject that it belongs to, where the listing tells.
    public var subject: String?
    /// What it is fetched by besides its path: a `SeriesInstanceUID`.
    public var id: String?
    /// What comes: the file itself, or an archive made on the fly whose members are the files.
    public var delivery = Delivery.file

    public init(path: String, byteCount: Int? = nil, address: String) {
        (self.path, self.byteCount, self.address) = (path, byteCount, address)
    }

    /// In what form a file comes.
    public enum Delivery: Sendable, Hashable {
        case file
        /// A zip made while it is sent, without a length, to be unpacked into the folder `path`: it holds so many
        /// files besides the named ones, of which `digests` lists names and MD5 sums.
        case zipStream(files: Int?, digests: String?)
    }
}

/// Something published that a whole file fulfils.
public enum Check: Sendable, Hashable {
    case digest(Digest)
    /// The name that git gives to the content (SHA-1 of `blob`, its size, a NUL and the bytes).
    case gitBlob(String)
    /// Castagnoli's CRC, as Google Cloud Storage publishes it.
    case crc32c(UInt32)
    /// The entity tag of an object that S3 took in parts: the MD5 of the parts' MD5 sums, and how many there were.
    case etagOfParts(md5: String, count: Int)

    /// A word for what was checked, kept in the lock: `sha256`, `git-blob`.
    public var name: String {
        switch self {
        case .digest(let digest): digest.algorithm.rawValue
        case .gitBlob: "git-blob"
        case .crc32c: "crc32c"
        case .etagOfParts: "etag"
        }
    }
}
