import CLightboxLinux
import Glibc
import Synchronization

/// What a program that was run left behind.
package struct ProgramResult: Sendable {
    package let output: [UInt8]
    /// What it wrote to its standard error, at most 16 KiB.
    package let complaint: String
    /// 0 where it ended as it should.
    package let code: Int32
}

/// A program that could not be run, or was stopped.
package struct ProgramError: Error, Sendable, CustomStringConvertible {
    package let description: String
    package let isMissing: Bool
}

/// Runs an installed program with explicit arguments and no shell.
package enum Program {
    /// Collects what a program writes; its standard input is empty.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of output; more end the program, and are an error.
    ///   - seconds: the longest that it may run.
    package static func run(
        _ name: String, _ arguments: [String], limit: Int, seconds: Int
    ) throws(ProgramError) -> ProgramResult {
        var bytes: [UInt8] = []
        let ending: (complaint: String, code: Int32)
        do {
            ending = try stream(name, arguments, seconds: seconds) { piece in
                for i in piece.indices { bytes.append(piece[i]) }
                guard bytes.count <= limit else {
                    throw ProgramError(
                        description: "'\(name)' gave more than the \(limit) bytes that were asked for",
                        isMissing: false)
                }
            }
        } catch let error as ProgramError {
            throw error
        } catch {
            throw ProgramError(description: "\(error)", isMissing: false)
        }
        return ProgramResult(output: bytes, complaint: ending.complaint, code: ending.code)
    }

    /// Hands on what a program writes as it comes.
    ///
    /// - Parameters:
    ///   - input: what it reads as its standard input.
    ///   - seconds: the longest that it may run, with what `take` needs.
    /// - Returns: what it wrote to its standard error, and how it ended; 0 is well.
    /// - Throws: `ProgramError`, or what `take` throws, which ends the program.
    package static func stream(
        _ name: String, _ arguments: [String], input: [UInt8] = [], seconds: Int,
        take: (Span<UInt8>) throws -> Void
    ) throws -> (complaint: String, code: Int32) {
        let started = gate.withLock { _ in start(name, arguments, input) }
        let (process, out, complaint) = try started.get()
        defer {
            close(out)
            close(complaint)
        }
        var words: [UInt8] = []
        var trouble: (any Error)?
        var isOpen = [true, true]
        let end = now() + seconds * 1000
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while isOpen[0] || isOpen[1] {
            let left = end - now()
            guard left > 0 else {
                trouble = ProgramError(
                    description: "'\(name)' was stopped after \(seconds) seconds", isMissing: false)
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
                    let piece = buffer[..<got]
                    do { try take(piece.span) } catch { trouble = error }
                } else if words.count < complaintLimit {
                    words += buffer[..<min(got, complaintLimit - words.count)]
                }
            }
            if trouble != nil { break }
        }
        if trouble != nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        if let trouble { throw trouble }
        let exit = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
        return (String(decoding: words, as: UTF8.self), exit)
    }

    private static let complaintLimit = 16_384

    /// One program is started at a time, so that none inherits the pipes of another.
    private static let gate = Mutex(())

    /// The program's number, and where its output and its complaints come out.
    private static func start(
        _ name: String, _ arguments: [String], _ input: [UInt8]
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
        let given = input.isEmpty ? -1 : nameless(holding: input)
        defer { if given >= 0 { close(given) } }
        if given >= 0 {
            _ = unsafe posix_spawn_file_actions_adddup2(&actions, given, 0)
        } else {
            _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
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

    /// A file in memory, at its start; a pipe would have to be filled while the program's output is read.
    private static func nameless(holding bytes: [UInt8]) -> Int32 {
        let file = lightbox_memory_file()
        var written = 0
        while file >= 0, written < bytes.count {
            // SAFETY: what is written lies within the array.
            let count = unsafe bytes.withUnsafeBytes { all in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: all[written...])
                return unsafe write(file, rest.baseAddress, rest.count)
            }
            guard count > 0 || errno == EINTR else { break }
            written += max(0, count)
        }
        lseek(file, 0, SEEK_SET)
        return file
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
