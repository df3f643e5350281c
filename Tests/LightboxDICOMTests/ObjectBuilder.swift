import LightboxCore
import LightboxDICOM

extension DICOMBuilder {
    mutating func add(_ tag: Tag, ds values: [Double]) {
        add(tag, "DS", values.map { "\($0)" }.joined(separator: "\\"))
    }
    mutating func add(_ tag: Tag, ul values: [Int]) { add(tag, "UL", values.flatMap { Self.long($0) }) }
    mutating func add(_ tag: Tag, fd values: [Double]) {
        add(
            tag, "FD",
            values.flatMap { value in
                (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
            })
    }
    /// A sequence whose items are made one by one.
    mutating func add(_ tag: Tag, items: [(inout Self) -> Void]) {
        var content: [UInt8] = []
        for make in items {
            var item = Self(isExplicit: isExplicit, isBigEndian: isBigEndian)
            make(&item)
            content += Self.short(0xFFFE) + Self.short(0xE000) + Self.long(item.bytes.count) + item.bytes
        }
        add(tag, "SQ", content)
    }
    mutating func add(_ tag: Tag, item: @escaping (inout Self) -> Void) { add(tag, items: [item]) }

    /// The code of a code sequence.
    mutating func add(_ tag: Tag, code: String, _ scheme: String, _ meaning: String) {
        add(tag) { item in
            item.add(Tag(0x0008, 0x0100), "SH", code)
            item.add(Tag(0x0008, 0x0102), "SH", scheme)
            item.add(Tag(0x0008, 0x0104), "LO", meaning)
        }
    }

    mutating func addPlane(_ position: [Double], _ orientation: [Double]? = nil) {
        add(.planePositionSequence) { $0.add(.imagePositionPatient, ds: position) }
        guard let orientation else { return }
        add(.planeOrientationSequence) { $0.add(.imageOrientationPatient, ds: orientation) }
    }
    mutating func addPixelMeasures(_ spacing: [Double], step: Double? = nil) {
        add(.pixelMeasuresSequence) { item in
            item.add(.pixelSpacing, ds: spacing)
            if let step { item.add(.spacingBetweenSlices, ds: [step]) }
        }
    }

    /// An object of frames, whose other elements `extra` adds.
    static func object(
        columns: Int, rows: Int, frames: Int = 1, bits: Int = 16, signed: Bool = false,
        photometric: String = "MONOCHROME2", pixels: [UInt8], element: Tag = .pixelData, vr: String = "OW",
        extra: (inout Self) -> Void
    ) -> [UInt8] {
        var meta = Self()
        meta.add(.transferSyntaxUID, "UI", "1.2.840.10008.1.2.1")
        var body = Self()
        body.add(.sopInstanceUID, "UI", "1.2.3.4")
        body.add(.samplesPerPixel, us: 1)
        body.add(.photometricInterpretation, "CS", photometric)
        if frames > 1 { body.add(.numberOfFrames, "IS", "\(frames)") }
        body.add(.rows, us: rows)
        body.add(.columns, us: columns)
        body.add(.bitsAllocated, us: bits)
        body.add(.bitsStored, us: bits)
        body.add(.highBit, us: bits - 1)
        body.add(.pixelRepresentation, us: signed ? 1 : 0)
        extra(&body)
        body.add(element, vr, pixels.count % 2 == 0 ? pixels : pixels + [0])
        return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + meta.bytes + body.bytes
    }

    static func words(_ values: [Int]) -> [UInt8] { values.flatMap { short($0) } }
}

/// The volumes of a file in memory, and their samples.
struct OpenObject {
    let image: DICOMImage
    let volumes: ObjectVolumes

    init(_ bytes: [UInt8]) throws {
        let source = MemoryBytes(bytes)
        image = try DICOMImage(source)
        volumes = try ObjectVolumes(image, DICOMFile(source))
    }

    func volume(_ name: String) -> ObjectVolume? { volumes.all.first { $0.name == name } }

    /// The values of a volume, rescaled.
    func values(_ name: String) throws -> [Double] {
        guard let volume = volume(name) else { return [] }
        let block = try volume.read(Region(volume.header.shape.map { 0..<$0 }), from: image)
        return (0..<block.bytes.count / block.type.byteCount).map {
            volume.header.rescale(block.value(at: $0))
        }
    }
}
