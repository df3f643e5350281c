import LightboxCore
import Synchronization
import SystemPackage

/// When each frame of a video is shown, and from which ones decoding can begin: told from its packets, without decoding.
struct VideoIndex: Sendable {
    /// The times of all frames in the order in which they are shown, in the stream's own unit.
    let times: [Int]
    /// Those of frames that need no other, sorted.
    private let keys: [Int]
    /// Seconds to a unit of time.
    private let unit: Double

    /// `nil` where the packets do not say when each frame is shown: frames must be counted from the first then.
    init?(_ path: FilePath, _ kind: FileFormat) throws {
        let lines = try VideoProbe.run(
            "ffprobe",
            [
                "-v", "error", "-protocol_whitelist", "file", "-select_streams", "v:0", "-show_entries",
                "packet=pts,dts,flags:stream=time_base,has_b_frames", "-of", "compact", "-i",
                "file:" + path.string,
            ], path, kind, limit: 1 << 28)
        var packets: [(pts: Int?, dts: Int?, isKey: Bool)] = []
        var (unit, isReordered): (Double?, Bool) = (nil, true)
        for line in String(decoding: lines, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let values = VideoProbe.values(line)
            if line.hasPrefix("stream") {
                isReordered = values["has_b_frames"] != "0"
                let parts = (values["time_base"] ?? "").split(separator: "/").compactMap { Double($0) }
                if parts.count == 2, parts[0] > 0, parts[1] > 0 { unit = parts[0] / parts[1] }
            } else if line.hasPrefix("packet") {
                let flags = values["flags"] ?? ""
                // A frame that is decoded and not shown (an edit list's) makes packets and frames differ.
                if flags.contains("D") { return nil }
                packets.append(
                    (
                        values["pts"].flatMap { Int($0) }, values["dts"].flatMap { Int($0) },
                        flags.hasPrefix("K")
                    ))
            }
        }
        var (times, keys): ([Int], [Int]) = ([], [])
        for packet in packets {
            // AVI knows only the order of decoding, which is that of showing where frames are not reordered.
            guard let time = packet.pts ?? (isReordered ? nil : packet.dts) else { return nil }
            times.append(time)
            if packet.isKey { keys.append(time) }
        }
        times.sort()
        guard let unit, let first = times.first, keys.contains(first),
            zip(times, times.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        (self.times, self.keys, self.unit) = (times, keys.sorted(), unit)
    }

    /// The second from which decoding gives frame `number` whole, or `nil` where that is the beginning.
    ///
    /// One key frame is gone back further than the last, for frames that are shown before the key frame they follow.
    func start(for number: Int) -> Double? {
        guard times.indices.contains(number) else { return nil }
        let before = keys.prefix { $0 <= times[number] }
        guard before.count > 2 else { return nil }
        return Double(before[before.count - 2]) * unit
    }
}

/// An index that is made when it is first asked for.
final class LazyVideoIndex: Sendable {
    private let made = Mutex<VideoIndex??>(nil)

    /// The index of the file, or `nil` where none can be made.
    func callAsFunction(_ path: FilePath, _ kind: FileFormat) -> VideoIndex? {
        made.withLock { made in
            if let made { return made }
            let index = try? VideoIndex(path, kind)
            made = .some(index)
            return index
        }
    }
}
