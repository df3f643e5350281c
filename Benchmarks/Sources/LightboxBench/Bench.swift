import Glibc
import LightboxArchive
import LightboxCore
import SystemPackage

/// Does one piece of work, measures it from within and prints one line of JSON.
///
///     lightbox-bench nifti head.nii.gz
///     {"s": 0.071, "cpu": 0.069, "bytes": 33554784, "files": 1, ...}
///
/// `s` are seconds of wall time, `cpu` those of all threads (user and system). Start-up is not in them.
@main struct Bench {
    static let jobs: [Job] =
        NIfTIJobs.all + BareJobs.all + FolderJobs.all + SeriesJobs.all + PictureJobs.all + TableJobs.all
        + ContainerJobs.all

    static func main() {
        // As `lightbox` itself does.
        ProcessMemory.keepForNext()
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let name = arguments.first, let job = jobs.first(where: { $0.name == name }) else {
            say(
                "usage: lightbox-bench JOB …\n"
                    + jobs.map { "  \($0.name) \($0.usage)" }.joined(separator: "\n"))
            exit(64)
        }
        do {
            print(try job.run(Array(arguments.dropFirst())).line)
        } catch {
            say("\(name): \(error)")
            exit(2)
        }
    }

    private static func say(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    }
}

/// A piece of work that can be asked for by name.
struct Job: Sendable {
    let name: String
    /// What it takes and does.
    let usage: String
    let run: @Sendable ([String]) throws -> Report

    init(_ name: String, _ usage: String, _ run: @escaping @Sendable ([String]) throws -> Report) {
        (self.name, self.usage, self.run) = (name, usage, run)
    }
}

/// What a piece of work took.
struct Report {
    var seconds = 0.0
    var cpuSeconds = 0.0
    var bytes = 0
    var files = 0
    var more: [(String, JSONValue)] = []

    /// Times `body`, which says how many bytes and files it dealt with and what else is to be told.
    static func timing(
        _ body: () throws -> (bytes: Int, files: Int, more: [(String, JSONValue)])
    ) rethrows -> Report {
        let (wall, cpu) = (Clock.wall, Clock.cpu)
        let done = try body()
        return Report(
            seconds: Clock.wall - wall, cpuSeconds: Clock.cpu - cpu, bytes: done.bytes, files: done.files,
            more: done.more)
    }

    var line: String {
        JSONValue.object(
            [
                .init("s", .number(seconds)), .init("cpu", .number(cpuSeconds)),
                .init("bytes", .integer(bytes)),
                .init("files", .integer(files)), .init("peakKB", .integer(Clock.peakKilobytes)),
            ] + more.map { .init($0.0, $0.1) }
        ).text
    }
}

enum Clock {
    static var wall: Double { read(CLOCK_MONOTONIC) }
    static var cpu: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// The most memory that the process held at once, in KiB.
    ///
    /// The kernel's own record; what getrusage(2) says begins with the memory of the process that started this one.
    static var peakKilobytes: Int? {
        guard let file = try? FileDescriptor.open(FilePath("/proc/self/status"), .readOnly) else {
            return nil
        }
        defer { try? file.close() }
        var status = [UInt8](repeating: 0, count: 8192)
        let count = (try? unsafe status.withUnsafeMutableBytes { try unsafe file.read(into: $0) }) ?? 0
        let line = String(decoding: status.prefix(count), as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("VmHWM:")
        }
        return line.flatMap { Int($0.filter { $0.isNumber }) }
    }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A mistake in how a job was called.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension [String] {
    func required(_ index: Int, _ what: String) throws -> String {
        guard indices.contains(index) else { throw UsageError("give \(what)") }
        return self[index]
    }
    func number(_ index: Int) throws -> Int {
        guard indices.contains(index), let number = Int(self[index]) else {
            throw UsageError("give a number as argument \(index + 1)")
        }
        return number
    }
    func option(_ name: String) -> String? {
        firstIndex(of: name).flatMap { indices.contains($0 + 1) ? self[$0 + 1] : nil }
    }
}
