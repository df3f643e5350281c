import LightboxArchive
import LightboxCore
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxDICOM
@testable import LightboxRecords

private typealias Tag = LightboxDICOM.Tag

/// Writes slices whose elements can be changed one by one.
private struct Slice {
    var elements: [UInt32: (vr: String, value: [UInt8])] = [:]
    var pixels = [UInt8](repeating: 7, count: 12)
    var isExplicit = true

    init() {
        set(.sopInstanceUID, "UI", "1.2.3.1")
        set(.modality, "CS", "CT")
        set(.patientID, "LO", "P-1")
        set(.studyInstanceUID, "UI", "1.2.3")
        set(.seriesInstanceUID, "UI", "1.2.3.0")
        set(.instanceNumber, "IS", "1")
        set(.sliceThickness, "DS", "2")
        set(.imagePositionPatient, "DS", "-10\\-20\\30.5")
        set(.imageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0")
        set(.pixelSpacing, "DS", "0.5\\0.75")
        set(.rescaleSlope, "DS", "1")
        set(.rescaleIntercept, "DS", "-1024")
        set(.photometricInterpretation, "CS", "MONOCHROME2")
        for (tag, value) in [
            (Tag.samplesPerPixel, 1), (.rows, 2), (.columns, 3), (.bitsAllocated, 16), (.bitsStored, 16),
            (.highBit, 15), (.pixelRepresentation, 1),
        ] {
            elements[tag.code] = ("US", [UInt8(value), 0])
        }
        elements[0x0009_0010] = ("LO", Array("A MAKER ".utf8))
        elements[0x0009_1001] = ("OB", [1, 2, 3, 4])
    }

    mutating func set(_ tag: Tag, _ vr: String, _ text: String) {
        elements[tag.code] = (
            vr, Array(text.utf8) + (text.utf8.count % 2 == 0 ? [] : [vr == "UI" ? 0 : 0x20])
        )
    }

    var bytes: [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        func element(_ code: UInt32, _ vr: String, _ value: [UInt8], explicit: Bool) -> [UInt8] {
            let tag = number(Int(code >> 16), 2) + number(Int(code & 0xFFFF), 2)
            guard explicit else { return tag + number(value.count, 4) + value }
            let isLong = ["OB", "OW", "SQ", "UN", "OV", "OF", "OD", "UT"].contains(vr)
            return tag + Array(vr.utf8)
                + (isLong ? [0, 0] + number(value.count, 4) : number(value.count, 2)) + value
        }
        let uid = elements[Tag.sopInstanceUID.code]?.value ?? []
        let syntax = Array((isExplicit ? "1.2.840.10008.1.2.1\0" : "1.2.840.10008.1.2\0").utf8)
        let meta =
            element(0x0002_0003, "UI", uid, explicit: true)
            + element(0x0002_0010, "UI", syntax, explicit: true)
        var out = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        out += element(0x0002_0000, "UL", number(meta.count, 4), explicit: true) + meta
        for (code, (vr, value)) in elements.sorted(by: { $0.key < $1.key }) {
            out += element(code, vr, value, explicit: isExplicit)
        }
        return out + element(0x7FE0_0010, "OW", pixels, explicit: isExplicit)
    }
}

/// Keeps what a reading finds, by name.
private final class Collector: RecordSink {
    private(set) var records: [String: FileRecord] = [:]

    func known(in folder: RelativePath) -> KnownFiles { KnownFiles() }
    func known(inode: UInt64) -> [(file: KnownFile, folder: RelativePath)] { [] }
    func take(_ changes: [RecordChange]) {
        for case .file(let record) in changes {
            records[String(decoding: record.name, as: UTF8.self)] = record
        }
    }
    func finish(
        from start: RelativePath, seen: Set<RelativePath>, gone: Set<Int64>, unlisted: [RelativePath]
    ) {}
}

@Suite struct `Slices like the one before` {
    @Test(arguments: [true, false])
    func `are told by the few elements that differ`(isExplicit: Bool) throws {
        var slice = Slice()
        slice.isExplicit = isExplicit
        let made = slice.bytes
        let pattern = try #require(HeaderPattern(made.span, fileSize: made.count) as HeaderPattern?)
        func match() -> HeaderPattern.Own? {
            let bytes = slice.bytes
            return pattern.match(bytes.span, fileSize: bytes.count)
        }
        slice.set(.sopInstanceUID, "UI", "1.2.3.456")
        slice.set(.instanceNumber, "IS", "117")
        slice.set(.imagePositionPatient, "DS", "-10\\-20\\-300.25")
        slice.set(.sliceLocation, "DS", "5")
        #expect(match() == nil, "an element more")
        slice.elements[Tag.sliceLocation.code] = nil
        slice.elements[0x0009_1001]?.value = [UInt8](repeating: 9, count: 40)
        let own = try #require(match())
        #expect(own.sopInstanceUID == "1.2.3.456")
        #expect(own.instanceNumber == 117)
        #expect(own.position == Vector3(10, 20, -300.25))
        slice.set(.patientID, "LO", "P-2")
        #expect(match() == nil, "another patient")
    }

    /// Every element that we name is changed, left out and added, and the file damaged in many ways: what is made of a
    /// slice beside others is what is made of it alone.
    @Test func `say what they would say alone`() throws {
        var variants: [[UInt8]] = []
        for entry in TagTable.entries where entry.tag != .pixelData && entry.tag.group != 0x0002 {
            var slice = Slice()
            let before = slice.elements[entry.tag.code]
            for text in ["7", "1.2.840.10008.1.2", "2\\3\\4.5", "MOSAIC", ""] {
                slice.set(entry.tag, before?.vr ?? entry.vr.description, text)
                variants.append(slice.bytes)
            }
            slice.elements[entry.tag.code] = nil
            if before != nil { variants.append(slice.bytes) }
        }
        let base = Slice()
        for seed in 0..<400 { variants.append(base.bytes.damaged(seed: UInt64(seed))) }
        for cut in stride(from: 120, to: base.bytes.count, by: 7) {
            variants.append(Array(base.bytes[..<cut]))
        }
        // Each follows the base twice: next to it, and in a folder of its own.
        try withTemporaryFolder { folder in
            for (number, bytes) in variants.enumerated() {
                let name = "\(number).dcm"
                try folder.write(base.bytes, to: "together/\(number)/0.base")
                try folder.write(bytes, to: "together/\(number)/\(name)")
                try folder.write(bytes, to: "apart/\(number)/\(name)")
            }
            func read(_ name: String) throws -> [String: FileRecord] {
                let sink = Collector()
                var reader = FolderReader()
                reader.workers = 1
                try reader.read(FolderGuard(FilePath(folder.path(name))), into: sink)
                return sink.records
            }
            let (together, apart) = (try read("together"), try read("apart"))
            #expect(apart.count == variants.count)
            for (name, alone) in apart {
                let beside = try #require(together[name])
                #expect(beside.image == alone.image, "\(name)")
                #expect(
                    beside.problem == alone.problem && beside.kind == alone.kind
                        && beside.notes == alone.notes)
            }
        }
    }
}
