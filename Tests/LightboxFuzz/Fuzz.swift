import Foundation
import LightboxCore
import LightboxFormats
import SystemPackage

/// Reads damaged copies of valid files, one after another, and counts what becomes of them.
///
///     lightbox-fuzz WORK-FOLDER FIRST COUNT FILE...
///
/// Mutant number n is made of file n modulo their number, with seed n, so every one can be made again. Before each one
/// its number goes to `WORK-FOLDER/at`: whoever runs this sees which mutant ended it. Prints a JSON line every thousand.
@main
struct Fuzz {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 4, let first = UInt64(arguments[2]), let count = UInt64(arguments[3]) else {
            FileHandle.standardError.write(
                Data("usage: lightbox-fuzz WORK-FOLDER FIRST COUNT FILE...\n".utf8))
            exit(64)
        }
        let work = arguments[1]
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        let status = try FileDescriptor.open(
            FilePath(work + "/at"), .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
        defer { try? status.close() }
        let subjects = try arguments[4...].map { path in
            let subject = try Subject(path, into: work)
            return (subject, FrontDoor.standard.report(FilePath(subject.path)).format.rawValue)
        }
        Watch.limit(bytes: 3 << 30)
        var counts: [String: [Outcome: Int]] = [:]
        for number in first..<first + count {
            let (subject, format) = subjects[Int(number % UInt64(subjects.count))]
            _ = try status.writeAll(toAbsoluteOffset: 0, "\(number)\n".utf8)
            Watch.restart(seconds: 30)
            let outcome = try subject.withMutant(seed: number) { Trial.of($0, expecting: format) }
            counts[format, default: [:]][outcome, default: 0] += 1
            if (number - first) % 1000 == 999 || number == first + count - 1 {
                report(counts, upTo: number)
                counts.removeAll()
            }
        }
    }

    private static func report(_ counts: [String: [Outcome: Int]], upTo number: UInt64) {
        let formats = counts.sorted { $0.key < $1.key }.map { format, outcomes in
            JSONValue.Member(
                format,
                .object(
                    Outcome.allCases.map { .init($0.rawValue, .integer(Int64(outcomes[$0] ?? 0))) }))
        }
        let line: JSONValue = [
            "upTo": .integer(Int64(number)), "peakKiB": .integer(Int64(Watch.peakKiB)),
            "counts": .object(formats),
        ]
        print(line.text)
        fflush(nil)
    }
}
