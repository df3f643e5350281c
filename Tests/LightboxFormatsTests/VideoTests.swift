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
    ])
    func `give each frame by its index, the same as all at once`(name: String, options: [String]) throws {
        let folder = try TemporaryFolder()
        guard let path = try clip(folder, name, options) else { return }
        let report = FrontDoor.standard.report(path)
        #expect(report.header?.shape == [32, 24, 30], "\(report.problem ?? "")")
        #expect(report.facts.contains { $0.key == "fps" && $0.value == .number(10) })
        let video = try FrontDoor.standard.open(path)
        let all = try video.readAll().bytes
        for frame in [0, 1, 13, 29] {
            let one = try video.read(Region([0..<32, 0..<24, frame..<frame + 1])).bytes
            #expect(one == Array(all[frame * 2304..<(frame + 1) * 2304]), "frame \(frame)")
        }
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
