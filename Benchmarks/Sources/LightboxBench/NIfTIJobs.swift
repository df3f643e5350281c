import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import SystemPackage

/// Work on one volume: loading it, and cutting a piece out of it.
enum NIfTIJobs {
    static let all: [Job] = [
        Job("floats", "FILE: all of it, rescaled, as [Float]", floats),
        Job("samples", "FILE: all of it as stored", samples),
        Job(
            "slice", "FILE AXIS INDEX [--twice]: one plane or volume as [Float]; --twice times the second",
            slice),
    ]

    private static func floats(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        return try Report.timing {
            let image = try FrontDoor.standard.open(path)
            let values = try image.readFloats()
            return (
                values.count * image.header.storedType.byteCount, 1,
                [("check", .number(Double(values.last ?? 0)))]
            )
        }
    }

    private static func samples(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        return try Report.timing {
            let block = try FrontDoor.standard.open(path).readAll()
            return (block.bytes.count, 1, [("check", .integer(Int(block.bytes.last ?? 0)))])
        }
    }

    private static func slice(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        guard let axis = Int(try arguments.required(1, "an axis")),
            let index = Int(try arguments.required(2, "an index"))
        else { throw UsageError("axis and index are numbers") }
        func region(_ shape: [Int]) -> Region {
            Region(shape.enumerated().map { $0.offset == axis ? index..<index + 1 : 0..<$0.element })
        }
        if arguments.contains("--twice") {
            // The index is built by the first reading and kept with the open image.
            let image = try FrontDoor.standard.open(path)
            _ = try image.readFloats(region(image.header.shape.map { $0 }).last(in: image.header.shape))
            return try Report.timing {
                let values = try image.readFloats(region(image.header.shape))
                return (values.count * 4, 1, [("check", .number(Double(values[values.count / 2])))])
            }
        }
        return try Report.timing {
            let image = try FrontDoor.standard.open(path)
            let values = try image.readFloats(region(image.header.shape))
            return (values.count * 4, 1, [("check", .number(Double(values[values.count / 2])))])
        }
    }
}

extension Region {
    /// The last of the image along its last axis, which takes reading all that lies before.
    fileprivate func last(in shape: [Int]) -> Region {
        Region(
            shape.enumerated().map {
                $0.offset == shape.count - 1 ? $0.element - 1..<$0.element : 0..<$0.element
            })
    }
}
