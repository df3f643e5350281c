import LightboxArchive
import LightboxCore
import SystemPackage

/// What ffprobe says of a video or sound file.
struct VideoProbe: Sendable {
    private let format: [String: String]
    private let video: [String: String]?
    private let sound: [String: String]?

    init(_ path: FilePath, _ kind: FileFormat) throws {
        let entries =
            "stream=codec_type,codec_name,width,height,pix_fmt,avg_frame_rate,nb_frames,nb_read_packets,"
            + "duration,sample_rate,channels:format=duration,format_name"
        let lines = try Self.run(
            "ffprobe",
            [
                "-v", "error", "-protocol_whitelist", "file", "-count_packets", "-show_entries", entries,
                "-of",
                "compact", "-i", "file:" + path.string,
            ], path, kind, limit: 1 << 20)
        var sections: [(name: Substring, values: [String: String])] = []
        for line in String(decoding: lines, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let name = line.split(separator: "|").first else { continue }
            sections.append((name, Self.values(line)))
        }
        format = sections.first { $0.name == "format" }?.values ?? [:]
        video = sections.first { $0.name == "stream" && $0.values["codec_type"] == "video" }?.values
        sound = sections.first { $0.name == "stream" && $0.values["codec_type"] == "audio" }?.values
    }

    /// What a line of ffprobe says, name by name; what is not known is left out.
    static func values(_ line: Substring) -> [String: String] {
        var values: [String: String] = [:]
        for part in line.split(separator: "|").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[1] != "N/A" { values[String(pair[0])] = String(pair[1]) }
        }
        return values
    }

    /// Runs one of ffmpeg's programs; a missing one is an error that says how to get it.
    static func run(
        _ program: String, _ arguments: [String], _ path: FilePath, _ kind: FileFormat, limit: Int
    ) throws -> [UInt8] {
        try runWithWords(program, arguments, path, kind, limit: limit).output
    }

    /// The same, with what the program wrote beside its output.
    static func runWithWords(
        _ program: String, _ arguments: [String], _ path: FilePath, _ kind: FileFormat, limit: Int
    ) throws -> ProgramResult {
        let result: ProgramResult
        do { result = try Program.run(program, arguments, limit: limit, seconds: 120) } catch {
            throw FormatError(
                kind, path: path,
                error.isMissing
                    ? "video and sound are read through the program '\(program)', which is not installed"
                    : error.description,
                hint: error.isMissing ? "install it: apt-get install ffmpeg" : nil)
        }
        guard result.code == 0 else {
            let words = result.complaint.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            throw FormatError(
                kind, path: path, "\(program) cannot read it: \(words.withoutControlCharacters)",
                hint: "the copy or download may not have been finished")
        }
        return result
    }

    /// The frames as one image of three axes, or `nil` where there are none.
    var image: ImageHeader? {
        guard let video, let width = video["width"].flatMap({ Int($0) }),
            let height = video["height"].flatMap({ Int($0) }),
            let frames = frameCount, width > 0, height > 0, frames > 0
        else { return nil }
        let header = ImageHeader(
            shape: [width, height, frames], channels: isGrey ? 1 : 3, storedType: .uint8,
            timeStepSeconds: frameRate.map { 1 / $0 }, window: isGrey ? .whole(of: .uint8) : nil)
        return header.byteCount == nil ? nil : header
    }

    var isGrey: Bool { video?["pix_fmt"].map { $0 == "gray" || $0 == "grayf32" } ?? false }
    /// Packets are frames, but for a few codings whose containers count better.
    private var frameCount: Int? { (video?["nb_read_packets"] ?? video?["nb_frames"]).flatMap { Int($0) } }
    private var frameRate: Double? {
        guard let parts = video?["avg_frame_rate"]?.split(separator: "/"), parts.count == 2,
            let up = Double(parts[0]), let down = Double(parts[1]), up > 0, down > 0
        else { return nil }
        return up / down
    }

    var facts: [FileFact] {
        var facts: [FileFact] = []
        if let name = format["format_name"] {
            facts.append(FileFact("container", .string(name), label: "Container"))
        }
        if let codec = video?["codec_name"] {
            facts.append(FileFact("codec", .string(codec), label: "Codec"))
        }
        if let rate = frameRate {
            facts.append(FileFact("fps", .number(rate), label: "Rate", text: "\(rate) frames/s"))
        }
        if let count = frameCount {
            let isCounted = video?["nb_read_packets"] != nil
            facts.append(
                FileFact(
                    "frames", .integer(Int64(count)), label: "Frames",
                    text: isCounted ? "\(count), counted" : "about \(count), as the container states"))
            facts.append(FileFact("framesExact", .bool(isCounted)))
        }
        if let seconds = (format["duration"] ?? video?["duration"] ?? sound?["duration"]).flatMap(Double.init)
        {
            facts.append(
                FileFact("durationSeconds", .number(seconds), label: "Duration", text: "\(seconds) s"))
        }
        if let codec = sound?["codec_name"] {
            facts.append(FileFact("soundCodec", .string(codec), label: "Sound"))
        }
        if let rate = sound?["sample_rate"].flatMap({ Int64($0) }) {
            facts.append(FileFact("sampleRate", .integer(rate), label: "Sound rate", text: "\(rate) Hz"))
        }
        return facts
    }
}
