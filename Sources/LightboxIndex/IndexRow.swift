import LightboxCore
import LightboxRecords
import LightboxStore

/// How records are laid into columns.
enum IndexRow {
    /// What the images of a series have in common, in the order of `IndexSchema.commonColumns`.
    static func values(_ traits: ImageTraits) -> [StoreValue] {
        let (shape, spacings) = (traits.shape, traits.spacing)
        func size(_ axis: Int) -> StoreValue { .integer(axis < shape.count ? shape[axis] : nil) }
        func spacing(_ axis: Int) -> StoreValue { .real(axis < spacings.count ? spacings[axis] : nil) }
        return [
            .text(traits.shapeText), size(0), size(1), size(2), size(3), spacing(0), spacing(1), spacing(2),
            .real(traits.timeStepSeconds), .integer(traits.channels), .text(traits.storedType?.rawValue),
            .integer(traits.bitsStored), .text(traits.axisCodes), .text(traits.rescaleUnit),
            .text(traits.patientID), .text(traits.patientSex), .text(traits.patientAge),
            .text(traits.studyInstanceUID), .text(traits.studyDate), .text(traits.studyDescription),
            .text(traits.seriesInstanceUID), .integer(traits.seriesNumber), .text(traits.seriesDescription),
            .integer(traits.frames), .text(traits.bodyPart), .text(traits.view), .text(traits.laterality),
            .text(traits.photometric), .text(traits.transferSyntax),
        ]
    }

    /// Gives what tells an image from others, in the order of `IndexSchema.imageColumns`.
    static func give(_ image: ImageRecord, to row: inout StoreBinder) {
        if let affine = image.affine { row.add(text: text(affine)) } else { row.addNull() }
        row.add(image.rescaleSlope)
        row.add(image.rescaleIntercept)
        row.add(image.sopInstanceUID)
        row.add(image.instanceNumber)
        row.add(image.acquisitionNumber)
        row.add(image.temporalPosition)
        row.add(image.echoNumber)
        row.add(image.modality)
        row.add(image.subject)
        row.add(image.session)
        row.add(image.task)
        row.add(image.acquisition)
        row.add(image.run)
        row.add(image.suffix)
    }

    /// The affine as JSON: three rows of four numbers.
    static func text(_ affine: Affine) -> [UInt8] {
        // Written number by number, as `JSONValue` would: this is done for every slice.
        var text: [UInt8] = []
        text.reserveCapacity(96)
        let (i, j, k, origin) = (affine.column(0), affine.column(1), affine.column(2), affine.origin)
        func row(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
            text.append(UInt8(ascii: "["))
            write(a)
            text.append(UInt8(ascii: ","))
            write(b)
            text.append(UInt8(ascii: ","))
            write(c)
            text.append(UInt8(ascii: ","))
            write(d)
            text.append(UInt8(ascii: "]"))
        }
        func write(_ value: Double) {
            guard value.isFinite, value == value.rounded(), abs(value) < 1e4 else {
                text.append(contentsOf: JSONValue.number(value).text.utf8)
                return
            }
            if value < 0 { text.append(UInt8(ascii: "-")) }
            let whole = Int(abs(value))
            var place = whole >= 1000 ? 1000 : whole >= 100 ? 100 : whole >= 10 ? 10 : 1
            while place > 0 {
                text.append(UInt8(ascii: "0") + UInt8(whole / place % 10))
                place /= 10
            }
        }
        text.append(UInt8(ascii: "["))
        row(i.x, j.x, k.x, origin.x)
        text.append(UInt8(ascii: ","))
        row(i.y, j.y, k.y, origin.y)
        text.append(UInt8(ascii: ","))
        row(i.z, j.z, k.z, origin.z)
        text.append(UInt8(ascii: "]"))
        return text
    }

    /// Reads what `text` wrote.
    static func affine(_ bytes: Span<UInt8>) -> Affine? {
        // Looked at byte by byte: this is done for every image of a series that has changed.
        var numbers = InlineArray<12, Double>(repeating: 0)
        var (start, count) = (0, 0)
        for at in 0...bytes.count {
            if at < bytes.count {
                switch bytes[at] {
                case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: " "): break
                default: continue
                }
            }
            if at > start, let number = Double(decimal: bytes, in: start..<at) {
                guard count < 12, number.isFinite else { return nil }
                numbers[count] = number
                count += 1
            }
            start = at + 1
        }
        guard count == 12 else { return nil }
        func column(_ at: Int) -> Vector3 { Vector3(numbers[at], numbers[4 + at], numbers[8 + at]) }
        return Affine(i: column(0), j: column(1), k: column(2), origin: column(3))
    }

    /// Whether the bytes are UTF-8.
    static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// A name or path as the tables keep it: text where it is UTF-8, else its bytes.
    static func name(_ bytes: [UInt8]) -> StoreValue {
        String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .blob(bytes)
    }
}
