import LightboxCore

/// The tables that stand before and behind a display's window (PS3.3 §C.11.1, §C.11.2).
struct DisplayTables: Sendable {
    /// From stored values to those that windows are for.
    let modality: LookupTable?
    /// From these to greys; the first of several.
    let greys: LookupTable?

    /// Reads the tables of an object, if it has some; one that is broken counts as none.
    init(_ header: DICOMHeader, from source: any ByteSource) {
        // Most objects have none, and are not read again.
        guard header.contains(.modalityLUTSequence) || header.hasGreyTable, let file = try? DICOMFile(source)
        else {
            self.init(modality: nil, greys: nil)
            return
        }
        self.init(header, file)
    }

    private init(modality: LookupTable?, greys: LookupTable?) {
        (self.modality, self.greys) = (modality, greys)
    }

    init(_ header: DICOMHeader, _ file: DICOMFile) {
        let isSigned = header.integer(.pixelRepresentation) == 1
        let set = file.dataSet
        let modality = set.items(.modalityLUTSequence).first.flatMap {
            LookupTable($0, of: file, isSigned: isSigned)
        }
        let groups = FrameGroups(set, frames: 1)
        let item =
            set.items(.voilutSequence).first
            ?? groups.group("FrameVOILUTSequence", 0)?.items(.voilutSequence).first
        let canBeNegative = modality == nil && (isSigned || header.rescale().intercept < 0)
        self.init(
            modality: modality,
            greys: item.flatMap { LookupTable($0, of: file, isSigned: canBeNegative) })
    }

    /// How the values of a frame are to be shown, once a Modality LUT was applied.
    func window(_ header: DICOMHeader, frame: Int = 0) -> Window? {
        if let greys, greys.bits <= 16, !greys.entries.isEmpty {
            let top = Double(1 << greys.bits) - 1
            let table = greys.entries.map { UInt8(clamping: Int(($0 * 255 / top).rounded())) }
            // A table that gives one grey for all says nothing.
            if table.contains(where: { $0 != table[0] }) { return Window(table: table, first: greys.first) }
        }
        return header.window(frame: frame)
    }

    /// How the stored values of a frame are to be shown: where a Modality LUT stands before the window, both in one.
    func windowOfStored(_ header: DICOMHeader, frame: Int = 0) -> Window? {
        let window = window(header, frame: frame)
        guard let modality, let low = modality.entries.min(), let high = modality.entries.max(), low < high
        else { return window }
        let shown = window ?? Window(center: (low + high) / 2, width: high - low)
        return Window(table: modality.entries.map { shown.grey($0) }, first: modality.first)
    }
}

extension DICOMHeader {
    /// Whether the functional groups of a frame, or of all, are there.
    var hasFrameGroups: Bool { elements.frameCount > 0 || !elements.shared.isEmpty }

    /// Whether a VOI LUT is there, in the object or in the groups of its first frame.
    fileprivate var hasGreyTable: Bool {
        contains(.voilutSequence) || elements.entry(.voilutSequence, frame: 0) != nil
    }
}

extension LookupTable {
    /// Reads the item of a Modality or VOI LUT Sequence, or returns `nil` where it holds no whole table.
    init?(_ item: DICOMDataSet, of file: DICOMFile, isSigned: Bool) {
        guard let descriptor = item["LUTDescriptor"], let data = item["LUTData"],
            let shape = try? file.words(of: descriptor), shape.count >= 3
        else { return nil }
        let count = shape[0] == 0 ? 65_536 : Int(shape[0])
        // Only the second number of the descriptor has a sign, that of the values which the table is for.
        let first = isSigned || descriptor.vr == .SS ? Int(Int16(bitPattern: shape[1])) : Int(shape[1])
        let bits = Int(shape[2])
        guard (1...16).contains(bits), let words = try? file.words(of: data) else { return nil }
        let entries: [Double]
        if words.count >= count {
            entries = words.prefix(count).map { Double($0) }
        } else if let bytes = try? file.bytes(of: data), bytes.count >= count {
            // Eight bits each, two to a word.
            entries = bytes.prefix(count).map { Double($0) }
        } else {
            return nil
        }
        var unit = item.text("ModalityLUTType")
        if unit == "US" || unit == "UNSPECIFIED" { unit = nil }
        self.init(
            first: first, entries: entries, bits: bits, explanation: item.text("LUTExplanation"), unit: unit)
    }
}

extension DICOMFile {
    /// The value of an element as words of 16 bits, whatever its VR calls them.
    fileprivate func words(of element: DICOMElement) throws -> [UInt16]? {
        guard let bytes = try bytes(of: element) else { return nil }
        return bytes.numbers(.uint16, element.order).map { UInt16($0) }
    }
}
