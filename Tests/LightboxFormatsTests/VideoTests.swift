import Foundation
import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `Video files` {
    /// A clip of grey or coloured frames that ffmpeg makes, or `nil` where it is not installed.
    private func clip(_ folder: TemporaryFolder, _ name: String, _ options: [String]) throws -> FilePath? {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg") else {
            print("no ffmpeg: video files were not read")
            return nil
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        process.arguments =
            ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=32x24:rate=10:duration=3"]
            + options
            + [folder.path(name)]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? FilePath(folder.path(name)) : nil
    }

    @Test(arguments: [
        ("a.avi", ["-c:v", "mjpeg"]), ("a.mp4", ["-c:v", "mpeg4", "-bf", "2"]), ("a.mkv", ["-c:v", "ffv1"]),
        // Key frames every 5 frames, B-frames, groups that are open; times that are not even.
        ("b.mp4", ["-c:v", "libx264", "-g", "5", "-bf", "2", "-x264-params", "open-gop=1:scenecut=0"]),
        (
            "c.mkv",
            ["-vf", "setpts=N*N/200/TB", "-vsync", "passthrough", "-c:v", "mpeg4", "-g", "6", "-bf", "1"]
        ),
        ("d.mpg", ["-r", "25", "-c:v", "mpeg2video", "-g", "6", "-bf", "2"]),
        ("e.avi", ["-c:v", "mpeg4", "-g", "4"]), ("f.mov", ["-c:v", "mpeg4", "-g", "7", "-bf", "2"]),
    ])
    func `give each frame by its index, the same as all at once`(name: String, options: [String]) throws {
        let folder = try TemporaryFolder()
        guard let path = try clip(folder, name, options) else { return }
        let report = FrontDoor.standard.report(path)
        let count = try #require(report.header?.shape[2], "\(report.problem ?? "")")
        #expect(report.header?.shape[..<2] == [32, 24] && count >= 30)
        #expect(report.facts.contains { $0.key == "framesExact" && $0.value == .bool(true) })
        let video = try FrontDoor.standard.open(path)
        let all = try video.readAll().bytes
        for frame in [0, 1, 6, 13, 14, 15, 22, count - 2, count - 1] {
            let one = try video.read(Region([0..<32, 0..<24, frame..<frame + 1])).bytes
            #expect(one == Array(all[frame * 2304..<(frame + 1) * 2304]), "frame \(frame)")
        }
        let some = try video.read(Region([0..<32, 0..<24, 11..<21])).bytes
        #expect(some == Array(all[11 * 2304..<21 * 2304]))
        #expect(try video.read(Region([1..<2, 3..<4, 5..<6])).bytes.count == 3)
    }

    @Test func `are refused by name where they are damaged`() throws {
        let folder = try TemporaryFolder()
        let path = FilePath(
            try folder.write(Array("RIFF".utf8) + [0, 0, 0, 0] + Array("AVI LIST".utf8), to: "bad.avi"))
        let report = FrontDoor.standard.report(path)
        #expect(report.format == .avi && report.header == nil && report.problem != nil)
    }
}
