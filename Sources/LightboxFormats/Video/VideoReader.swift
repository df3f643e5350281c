import LightboxArchive
import LightboxCore
import SystemPackage

/// Reads video through the installed ffmpeg program: the frames as one image of three axes.
///
/// Other sound than WAV is described, not read.
public struct VideoReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { FileFormat.video.union(FileFormat.sound) }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let probe = try VideoProbe(try Self.path(file), file.format)
        return HeaderReport(header: probe.image, facts: probe.facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let path = try Self.path(file)
        let probe = try VideoProbe(path, file.format)
        guard let header = probe.image else {
            throw FormatError(file.format, path: path, "the file has no frames")
        }
        return VideoFrames(header: header, path: path, format: file.format)
    }

    private static func path(_ file: OpenFile) throws -> FilePath {
        guard file.folder is DiskTree else {
            throw FormatError(
                file.format, path: file.path, "ffmpeg reads video only from a disk",
                hint: "unpack the archive first")
        }
        return file.path
    }
}

/// The frames of a video, as stored (not turned).
///
/// Late frames are found through the index of the packets: decoding begins at a key frame before them, and what comes
/// out is taken only if its time is that of the frame. Where the file does not allow that, frames are counted from the
/// first. Decoding ends with the last frame that is asked for.
struct VideoFrames: ImageSource {
    let header: ImageHeader
    let path: FilePath
    let format: FileFormat
    private let index = LazyVideoIndex()

    /// The most bytes of frames that are held at once.
    private static let byteCountLimit = 1 << 31

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                format, path: path,
                "the region asked for lies outside the video, whose shape is \(header.shape)")
        }
        let (width, height, channels) = (header.shape[0], header.shape[1], header.channels)
        let (columns, rows, frames) = (region.ranges[0], region.ranges[1], region.ranges[2])
        let (total, overflow) = (width * height * channels).multipliedReportingOverflow(by: frames.count)
        guard !overflow, total <= Self.byteCountLimit else {
            throw FormatError(
                format, path: path, "\(frames.count) frames take more than the 2 GB that are read at once",
                hint: "read fewer frames")
        }
        let bytes = try sought(frames, byteCount: total) ?? counted(frames, byteCount: total)
        guard bytes.count == total else {
            throw FormatError(
                format, path: path,
                "ffmpeg gives \(bytes.count / max(1, width * height * channels)) of the frames "
                    + "\(frames.lowerBound) to \(frames.upperBound - 1)",
                hint: "the copy or download may not have been finished")
        }
        var out = bytes
        if columns.count < width || rows.count < height {
            out = []
            for frame in 0..<frames.count {
                for row in rows {
                    let start = ((frame * height + row) * width + columns.lowerBound) * channels
                    out += bytes[start..<start + columns.count * channels]
                }
            }
        }
        guard let block = SampleBlock(shape: region.shape, channels: channels, type: .uint8, bytes: out)
        else {
            throw FormatError(format, path: path, "the frames are not of the size they must have")
        }
        return block
    }

    /// The frames, decoded from a key frame before them; `nil` where that would be the first, or is not exact.
    private func sought(_ frames: Range<Int>, byteCount: Int) throws -> [UInt8]? {
        guard frames.lowerBound > 0, let index = index(path, format), index.times.count == header.shape[2],
            let start = index.start(for: frames.lowerBound)
        else { return nil }
        let (first, last) = (index.times[frames.lowerBound], index.times[frames.upperBound - 1])
        // Times are kept as the file has them, and `showinfo` says which came out.
        let result = try? VideoProbe.runWithWords(
            "ffmpeg",
            [
                "-hide_banner", "-nostats", "-v", "info", "-copyts", "-noaccurate_seek", "-seek_timestamp",
                "1", "-ss",
                "\(start)",
            ]
                + arguments(
                    filter: "select=between(pts\\,\(first)\\,\(last)),showinfo=checksum=0",
                    count: frames.count),
            path, format, limit: byteCount)
        guard let result, result.output.count == byteCount,
            Self.firstTime(result.complaint) == first
        else { return nil }
        return result.output
    }

    /// The frames, counted from the first, which is exact for every coding.
    private func counted(_ frames: Range<Int>, byteCount: Int) throws -> [UInt8] {
        try VideoProbe.run(
            "ffmpeg",
            ["-v", "error"]
                + arguments(
                    filter: "select=between(n\\,\(frames.lowerBound)\\,\(frames.upperBound - 1))",
                    count: frames.count),
            path, format, limit: byteCount)
    }

    private func arguments(filter: String, count: Int) -> [String] {
        [
            "-nostdin", "-protocol_whitelist", "file,pipe", "-noautorotate", "-i", "file:" + path.string,
            "-map", "0:v:0", "-vf", filter, "-vsync", "passthrough", "-frames:v", "\(count)", "-f",
            "rawvideo", "-pix_fmt", header.channels == 1 ? "gray" : "rgb24", "pipe:1",
        ]
    }

    /// The time of the first frame that `showinfo` tells of: `n:   0 pts:  12800 pts_time:1`.
    private static func firstTime(_ words: String) -> Int? {
        for line in words.split(whereSeparator: \.isNewline) where line.contains("Parsed_showinfo") {
            guard let place = line.firstRange(of: " pts:") else { continue }
            return Int(line[place.upperBound...].drop { $0 == " " }.prefix { $0 == "-" || $0.isNumber })
        }
        return nil
    }
}
