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

/// The frames of a video, as stored (not turned), decoded from the first up to the last that is asked for.
struct VideoFrames: ImageSource {
    let header: ImageHeader
    let path: FilePath
    let format: FileFormat

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
        // Decoding from the first frame is exact for every coding; seeking by time is not.
        let bytes = try VideoProbe.run(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-noautorotate", "-i",
                "file:" + path.string, "-map", "0:v:0", "-vf",
                "select=between(n\\,\(frames.lowerBound)\\,\(frames.upperBound - 1))", "-vsync",
                "passthrough",
                "-frames:v", "\(frames.count)", "-f", "rawvideo", "-pix_fmt",
                channels == 1 ? "gray" : "rgb24",
                "pipe:1",
            ], path, format, limit: total)
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
}
