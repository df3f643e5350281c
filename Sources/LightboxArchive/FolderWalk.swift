import LightboxCore
public import SystemPackage

/// Walks a folder tree, one folder at a time, in the order of the names' bytes.
///
/// ```swift
/// let walk = try FolderWalk(FolderGuard("/data/scans"))
/// while let listing = walk.next() { print(listing.path.shown, listing.entries.count) }
/// ```
/// Links to folders are not followed, so no tree is endless. What cannot be listed has its reason in the
/// listing; nothing is opened. Cost: one `fstatat` for each file, about 2 µs.
public final class FolderWalk {
    public let folder: FolderGuard
    /// Names of folders that are not entered.
    public let skipped: Set<[UInt8]>
    private let root: FileDescriptor
    private var pending: [RelativePath]

    /// Names that no walk enters: what git keeps, and our own notes in copies that we made.
    public static let usuallySkipped: Set<[UInt8]> = [Array(".git".utf8), Array(".lightbox".utf8)]

    /// - Parameter start: the folder to begin with, below the guard's root.
    public init(
        _ folder: FolderGuard, from start: RelativePath = .root,
        skipping skipped: Set<[UInt8]> = FolderWalk.usuallySkipped
    ) throws(FileError) {
        self.folder = folder
        self.skipped = skipped
        do {
            root = try FileDescriptor.open(folder.root, .readOnly, options: [.directory, .closeOnExec])
        } catch {
            throw FileError(
                path: folder.root, attempt: "list", problem: .system(error as? Errno ?? .ioError))
        }
        pending = [start]
    }

    deinit { try? root.close() }

    private func name(of path: RelativePath) -> String {
        let last = path.bytes.split(separator: UInt8(ascii: "/")).last
        return last.map { String(decoding: $0, as: UTF8.self) } ?? folder.root.lastComponent?.string ?? ""
    }

    /// The next folder, or `nil` when all have been listed.
    ///
    /// Of a folder of chunks only the file that makes it one is listed, and nothing below it (`StoreMark`).
    public func next() -> FolderListing? {
        guard let path = pending.popLast() else { return nil }
        do {
            let folder = try root.openFolder(path)
            defer { try? folder.close() }
            var entries: [FolderListing.Entry] = []
            var folders: [RelativePath] = []
            let names = try FolderNames(of: folder)
            // Of a folder of chunks only the mark is looked at.
            let mark = StoreMark.names(in: name(of: path)).lazy.compactMap { names.firstIndex(of: $0) }
                .first { names.isFolder($0) != true }
            entries.reserveCapacity(names.indices.count)
            for index in mark.map({ $0..<$0 + 1 }) ?? names.indices {
                if names.isFolder(index) == true {
                    let name = names[index]
                    if !skipped.contains(name) { folders.append(path.appending(name)) }
                    continue
                }
                guard let entry = look(at: index, of: names, in: folder, path: path) else { continue }
                if entry.status?.kind == .folder, entry.link == nil {
                    if !skipped.contains(entry.name) { folders.append(path.appending(entry.name)) }
                } else {
                    entries.append(entry)
                }
            }
            pending.append(contentsOf: folders.reversed())
            return FolderListing(path: path, entries: entries, failure: nil)
        } catch {
            let failure = FileError(path: path.below(folder.root), attempt: "list", problem: .system(error))
            return FolderListing(path: path, entries: [], failure: failure)
        }
    }

    /// Asks about one name, or returns `nil` if it has gone meanwhile.
    private func look(
        at index: Int, of names: FolderNames, in open: FileDescriptor, path: RelativePath
    ) -> FolderListing.Entry? {
        let name = names[index]
        do {
            let status = try names.status(of: index, in: open)
            guard status.kind == .link else { return .init(name: name, status: status) }
            let full = path.appending(name)
            let target = (try? full.below(folder.root).linkTarget()) ?? ""
            return follow(name, full, target)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            let place = path.appending(name).below(folder.root)
            let failure = FileError(path: place, attempt: "open", problem: .system(error))
            return .init(name: name, status: nil, failure: failure)
        }
    }

    private func follow(_ name: [UInt8], _ path: RelativePath, _ target: FilePath) -> FolderListing.Entry {
        let inAnnex = target.string.contains(".git/annex/objects/")
        func link(_ fate: FolderListing.Link.Fate, _ status: FileStatus? = nil) -> FolderListing.Entry {
            .init(name: name, status: status, link: .init(target: target, fate: fate))
        }
        do {
            let real = try folder.resolve(path.filePath)
            guard let status = try? FileStatus(of: real, followingLinks: false) else { return link(.missing) }
            if status.kind == .folder { return link(.folder, status) }
            return link(inAnnex ? .annexed : .inside, status)
        } catch {
            return switch error.problem {
            case .leadsOut: link(.outside)
            case .special: link(.special)
            default: link(inAnnex ? .notYetAnnexed : .missing)
            }
        }
    }
}

/// What one folder holds, its folders apart.
public struct FolderListing: Sendable {
    /// The folder's path from the root of the walk.
    public let path: RelativePath
    /// The files, links and special files, in the order of their names.
    public let entries: [Entry]
    /// Why the folder could not be listed.
    public let failure: FileError?

    /// A name in a folder.
    public struct Entry: Sendable {
        public let name: [UInt8]
        /// Of the file, or of what the link leads to, if that lies inside; `nil` where it cannot be asked.
        public let status: FileStatus?
        public var link: Link? { oddity?.link }
        public var failure: FileError? { oddity?.failure }
        /// Kept apart, because hardly any entry has one and entries are copied about.
        private let oddity: Oddity?

        private final class Oddity: Sendable {
            let link: Link?
            let failure: FileError?
            init(_ link: Link?, _ failure: FileError?) { (self.link, self.failure) = (link, failure) }
        }

        init(name: [UInt8], status: FileStatus?, link: Link? = nil, failure: FileError? = nil) {
            (self.name, self.status) = (name, status)
            oddity = link == nil && failure == nil ? nil : Oddity(link, failure)
        }
    }

    /// A symbolic link and where it leads.
    public struct Link: Sendable, Hashable {
        public enum Fate: String, Sendable, Hashable {
            /// To a file that is listed at its own place.
            case inside
            /// To a folder that is listed at its own place.
            case folder
            /// To the content that git-annex keeps for this very name.
            case annexed
            /// To content that git-annex has not fetched.
            case notYetAnnexed = "not here yet (git-annex)"
            case missing
            case outside
            case special
        }
        public let target: FilePath
        public let fate: Fate
    }
}
