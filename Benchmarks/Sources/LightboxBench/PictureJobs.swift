import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import SystemPackage

/// Work on pictures and slides.
enum PictureJobs {
    static let all: [Job] = [
        Job("thumbnail", "FILE SIDE TIMES: a small picture of it, that often", thumbnail),
        Job("region", "FILE X Y WIDTH HEIGHT: a part of a picture", region),
        Job(
            "tile",
            "FILE LEVEL X Y SIDE TIMES [--cold]: a square of one level, the slide opened each time where cold",
            tile),
    ]

    private static func thumbnail(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let (side, times) = (try arguments.number(1), try arguments.number(2))
        return try Report.timing {
            var (bytes, check) = (0, 0)
            for _ in 0..<times {
                let small = try Rendering.thumbnail(of: FrontDoor.standard.open(path), side: side)
                bytes += small.bytes.count
                check = Int(small.bytes[small.bytes.count / 2])
            }
            return (bytes, times, [("check", .integer(check))])
        }
    }

    private static func region(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let numbers = try (1...4).map { try arguments.number($0) }
        return try Report.timing {
            let block = try FrontDoor.standard.open(path).read(
                Region([numbers[0]..<(numbers[0] + numbers[2]), numbers[1]..<(numbers[1] + numbers[3])]))
            return (block.bytes.count, 1, [("check", .integer(Int(block.bytes[block.bytes.count / 2])))])
        }
    }

    private static func tile(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let numbers = try (1...5).map { try arguments.number($0) }
        let (level, side, isCold) = (numbers[0], numbers[3], arguments.contains("--cold"))
        let region = Region([numbers[1]..<(numbers[1] + side), numbers[2]..<(numbers[2] + side)])
        func open() throws -> any PyramidSource {
            guard let slide = try FrontDoor.standard.open(path) as? any PyramidSource else {
                throw CodecError("slide", "it has no levels")
            }
            return slide
        }
        var kept = isCold ? nil : try open()
        if let kept { _ = try kept.read(region, level: level) }
        return try Report.timing {
            var (bytes, check) = (0, 0)
            for _ in 0..<numbers[4] {
                if isCold { kept = try open() }
                guard let block = try kept?.read(region, level: level) else { continue }
                bytes += block.bytes.count
                check = Int(block.bytes[block.bytes.count / 2])
            }
            return (bytes, numbers[4], [("check", .integer(check))])
        }
    }
}
