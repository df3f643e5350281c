import LightboxArchive
import LightboxCore

/// What is in a Zarr or N5 folder: arrays, in groups perhaps.
struct ZarrStore {
    struct Item {
        /// Below the store's folder; empty for the folder itself.
        let path: String
        let array: Result<ZarrArray, ArrayFault>
    }
    private(set) var arrays: [Item] = []
    /// The attributes of the outermost group or array.
    private(set) var attributes: JSONValue?
    private(set) var version = 2
    private(set) var isCut = false
    private let tree: any FileTree

    /// More arrays and groups than these are not listed.
    private static let limit = 10_000
    /// Metadata larger than this are damage.
    private static let metadataLimit = 64 << 20

    init(_ tree: any FileTree) throws {
        self.tree = tree
        var visited = 0
        try visit("", depth: 0, &visited)
    }

    private func json(_ name: String) throws -> JSONValue? {
        guard let source = try tree.open(name) else { return nil }
        guard source.byteCountLimit <= Self.metadataLimit else {
            throw ArrayFault("'\(name)' is too large to be metadata")
        }
        do { return try JSONValue(parsing: source.read(at: 0, count: source.byteCountLimit)) } catch let error
            as JSONFault
        {
            throw ArrayFault("'\(name)' is no JSON: \(error.problem) (at byte \(error.offset))")
        }
    }

    private mutating func visit(_ path: String, depth: Int, _ visited: inout Int) throws {
        visited += 1
        guard visited <= Self.limit, depth < 32 else {
            isCut = true
            return
        }
        let folder = path.isEmpty ? "" : path + "/"
        func append(_ make: () throws -> ZarrArray) {
            do { arrays.append(Item(path: path, array: .success(try make()))) } catch {
                arrays.append(
                    Item(path: path, array: .failure(error as? ArrayFault ?? ArrayFault("\(error)"))))
            }
        }
        do {
            if let metadata = try json(folder + ".zarray") {
                if path.isEmpty { attributes = try? json(".zattrs") }
                let own = try? json(folder + ".zattrs")
                append {
                    var array = try ZarrArray(v2: metadata)
                    if case .array(let names)? = own?["_ARRAY_DIMENSIONS"] {
                        array.axisNames = names.map { if case .string(let name) = $0 { name } else { "" } }
                    }
                    array.attributes = own
                    return array
                }
                return
            }
            if let metadata = try json(folder + "zarr.json") {
                if path.isEmpty { (attributes, version) = (metadata["attributes"], 3) }
                if metadata["node_type"] == .string("array") {
                    append { try ZarrArray(v3: metadata) }
                    return
                }
            } else if let metadata = try json(folder + "attributes.json") {
                if path.isEmpty { (attributes, version) = (metadata, 5) }
                if metadata["dimensions"] != nil, metadata["dataType"] != nil {
                    append { try ZarrArray(n5: metadata) }
                    return
                }
            } else if path.isEmpty {
                attributes = try json(".zattrs")
            }
        } catch let error as ArrayFault {
            if path.isEmpty { throw error }
            arrays.append(Item(path: path, array: .failure(error)))
            return
        }
        for entry in try tree.entries(in: path) where entry.isFolder && !entry.name.hasPrefix(".") {
            try visit(folder + entry.name, depth: depth + 1, &visited)
        }
    }

    func array(_ path: String) throws -> ZarrArray? {
        try arrays.first { $0.path == path }?.array.get()
    }

    func image(_ path: String, header: ImageHeader? = nil) throws -> ZarrImage? {
        try array(path).map { try ZarrImage($0, in: tree, at: path, header: header) }
    }
}
