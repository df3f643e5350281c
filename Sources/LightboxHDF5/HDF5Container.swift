public import LightboxCore

/// An open HDF5 file, whoever reads it.
public protocol HDF5Container: Sendable {
    /// All objects, groups before what they hold, by the names of the links that lead to them, each object once.
    ///
    /// Links into other files are not followed, nor are soft ones: both are named in the listing.
    func listing() throws(HDF5Error) -> HDF5Listing
    /// The attributes of the object at `path`, in the order of their names; those of the file at `/`.
    func attributes(of path: String) throws(HDF5Error) -> [HDF5Attribute]
    /// Opens a dataset for reading.
    func dataset(_ path: String) throws(HDF5Error) -> any HDF5Dataset
}

/// A dataset, open for reading.
public protocol HDF5Dataset: Sendable {
    var info: HDF5DatasetInfo { get }
    /// The elements of a box, in C's order, as they are stored; a single value has no axes.
    ///
    /// Only what the box needs is read. For types whose elements are all there (`hasBlobs` is `false`).
    func read(start: [Int], count: [Int]) throws(HDF5Error) -> [UInt8]
    /// The elements of a box and all that they refer to.
    func values(start: [Int], count: [Int]) throws(HDF5Error) -> HDF5Values
}

/// What is known of a dataset before it is read.
public struct HDF5DatasetInfo: Sendable, Hashable {
    public let path: String
    public let type: HDF5Datatype
    /// The slowest axis first, as HDF5 has it; empty for a single value.
    public let shape: [Int]
    /// Whether the dataset holds nothing at all, not even one value.
    public let isEmpty: Bool
    /// The shape of its chunks, where it is stored in such.
    public let chunk: [Int]?
    /// The names of what each chunk went through when it was written, in that order: `deflate`, `shuffle`.
    public let filters: [String]
    /// Why it cannot be read, where that is known beforehand.
    public let problem: String?

    public init(
        path: String, type: HDF5Datatype, shape: [Int], isEmpty: Bool, chunk: [Int]?, filters: [String],
        problem: String?
    ) {
        (self.path, self.type, self.shape, self.isEmpty) = (path, type, shape, isEmpty)
        (self.chunk, self.filters, self.problem) = (chunk, filters, problem)
    }

    /// The number of bytes of a box, or `nil` where it leaves the dataset or exceeds `Int`.
    public func byteCount(start: [Int], count: [Int]) -> Int? {
        guard start.count == shape.count, count.count == shape.count else { return nil }
        var bytes = type.byteCount
        for axis in shape.indices {
            guard start[axis] >= 0, count[axis] >= 0, count[axis] <= shape[axis],
                start[axis] <= shape[axis] - count[axis]
            else { return nil }
            let (product, overflow) = bytes.multipliedReportingOverflow(by: count[axis])
            if overflow { return nil }
            bytes = product
        }
        return bytes
    }
}

/// What is in a file.
public struct HDF5Listing: Sendable {
    public var groups: [String] = []
    public var datasets: [HDF5DatasetInfo] = []
    /// Objects that cannot be looked at, and why.
    public var faults: [HDF5Error] = []
    /// Soft links and links into other files, which are not followed.
    public var unfollowed: [String] = []
    /// Whether there are more objects than were listed.
    public var isCut = false
    public init() {}

    /// More objects than this are not listed.
    public static let limit = 20_000
}

/// A named value that belongs to an object.
public struct HDF5Attribute: Sendable, Hashable {
    public let name: String
    /// The slowest axis first; empty for a single value.
    public let shape: [Int]
    /// The value, an array of values where there is an axis (flat, in C's order), or `nil` where it is too long.
    public let value: JSONValue?
    public let type: HDF5Datatype

    public init(name: String, shape: [Int], value: JSONValue?, type: HDF5Datatype) {
        (self.name, self.shape, self.value, self.type) = (name, shape, value, type)
    }

    /// Longer values are not kept.
    public static let countLimit = 4096

    /// From the elements that were read.
    public init(name: String, shape: [Int], isEmpty: Bool, values: HDF5Values) {
        let value: JSONValue =
            isEmpty
            ? .null
            : shape.isEmpty ? values.json(at: 0) : .array((0..<values.count).map { values.json(at: $0) })
        self.init(name: name, shape: shape, value: value, type: values.type)
    }
}
