import Glibc
import Synchronization

/// What a program that was run left behind.
struct ProgramResult: Sendable {
    let output: [UInt8]
    /// What it wrote to its standard error, at most 16 KiB.
    let complaint: String
    /// 0 where it ended as it should.
    let code: Int32
}

/// A program that could not be run, or was stopped.
struct ProgramError: Error, Sendable, CustomStringConvertible {
    let description: String
    let isMissing: Bool
}

/// Runs an installed program with explicit arguments and no shell; its standard input is closed.
enum Program {
    /// - Parameters:
    ///   - limit: the most bytes of output; more end the program, and are an error.
    ///   - seconds: the longest that it may run.
    static func run(
        _ name: String, _ arguments: [String], limit: Int, seconds: Int
    ) throws(ProgramError) -> ProgramResult {
        let started = gate.withLock { _ in start(name, arguments) }
        let (process, out, complaint) = try started.get()
        defer {
            close(out)
            close(complaint)
        }
        var (bytes, words): ([UInt8], [UInt8]) = ([], [])
        var trouble: String?
        var isOpen = [true, true]
        let end = now() + seconds * 1000
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while isOpen[0] || isOpen[1] {
            let left = end - now()
            guard left > 0 else {
                trouble = "'\(name)' was stopped after \(seconds) seconds"
                break
            }
            var polls = [
                pollfd(fd: isOpen[0] ? out : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOpen[1] ? complaint : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard unsafe poll(&polls, 2, Int32(min(left, 1000))) >= 0 || errno == EINTR else { break }
            for (index, poll) in polls.enumerated() where poll.revents != 0 {
                let got = unsafe Glibc.read(poll.fd, &buffer, buffer.count)
                if got <= 0 {
                    if got < 0, errno == EINTR { continue }
                    isOpen[index] = false
                } else if index == 0 {
                    bytes += buffer[..<got]
                } else if words.count < complaintLimit {
                    words += buffer[..<min(got, complaintLimit - words.count)]
                }
            }
            if bytes.count > limit {
                trouble = "'\(name)' gave more than the \(limit) bytes that were asked for"
                break
            }
        }
        if trouble != nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        if let trouble { throw ProgramError(description: trouble, isMissing: false) }
        let exit = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
        return ProgramResult(output: bytes, complaint: String(decoding: words, as: UTF8.self), code: exit)
    }

    private static let complaintLimit = 16_384

    /// One program is started at a time, so that none inherits the pipes of another.
    private static let gate = Mutex(())

    /// The program's number, and where its output and its complaints come out.
    private static func start(
        _ name: String, _ arguments: [String]
    ) -> Result<(pid_t, Int32, Int32), ProgramError> {
        var (out, complaint): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard unsafe pipe(&out) == 0 else { return .failure(failed(name, errno)) }
        guard unsafe pipe(&complaint) == 0 else {
            let code = errno
            for end in out { close(end) }
            return .failure(failed(name, code))
        }
        for end in out + complaint { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, out[1], 1)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, complaint[1], 2)
        var process: pid_t = 0
        // SAFETY: the list ends in nil, each text in 0, and all live until the call returns.
        var texts = unsafe ([name] + arguments).map { unsafe strdup($0) } + [nil]
        let code = unsafe posix_spawnp(&process, name, &actions, nil, &texts, environ)
        unsafe texts.forEach { unsafe free($0) }
        close(out[1])
        close(complaint[1])
        guard code == 0 else {
            close(out[0])
            close(complaint[0])
            return .failure(failed(name, code))
        }
        return .success((process, out[0], complaint[0]))
    }

    private static func failed(_ name: String, _ code: Int32) -> ProgramError {
        let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return ProgramError(description: "'\(name)' cannot be run: \(words)", isMissing: code == ENOENT)
    }

    private static func now() -> Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
