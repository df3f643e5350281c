import LightboxArchive
public import LightboxCatalogue

/// A host of which only the files of a lock are taken, checked with the lock's SHA-256.
public struct LockedHost: Host {
    private let inner: any Host
    private let files: [String: CopyLock.File]

    public init(_ inner: any Host, lock: CopyLock) {
        self.inner = inner
        files = Dictionary(lock.files.map { ($0.path, $0) }) { first, _ in first }
    }

    public var kind: HostKind { inner.kind }
    public var name: String { inner.name }
    public var connectionLimit: Int { inner.connectionLimit }

    public func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        var missing = Set(files.keys)
        try await inner.list(selection, asking: client) { remote in
            guard let locked = files[remote.path] else { return }
            missing.remove(remote.path)
            if let size = remote.byteCount, size != locked.byteCount {
                throw FetchError(
                    .wrongSize(expected: locked.byteCount, found: size), at: remote.path,
                    hint: "the host has another state of it than the lock")
            }
            var remote = remote
            remote.byteCount = locked.byteCount
            if let digest = Digest(hex: locked.sha256) { remote.checks.insert(.digest(digest), at: 0) }
            try found(remote)
        }
        if let first = missing.min() {
            throw FetchError(
                .unexpected("\(missing.count) files of the lock are not there any more, such as '\(first)'"),
                at: name)
        }
    }

    public func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try await inner.request(for: file, asking: client)
    }
    public func give(_ file: RemoteFile, to take: (Span<UInt8>) throws -> Void) throws -> Bool {
        try inner.give(file, to: take)
    }
    public var remarks: [String] { inner.remarks }
    public func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        inner.explain(error, about: file)
    }
}
