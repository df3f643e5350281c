import LightboxCore

/// Reads data sets element by element, sequences and all, and leaves long values where they are.
struct DataSetReader {
    let source: any ByteSource
    let size: Int
    var offset: Int
    private var window: [UInt8] = []
    private var base = 0
    /// What is wrong with the file from `offset` on; all that was read before stands.
    private(set) var problem: DICOMError?
    /// What is wrong with the first of the items that were passed over.
    private(set) var skipped: DICOMError?

    static let maximumDepth = 64
    /// Longer texts and numbers stay in the file.
    static let longestValue = 1 << 16
    /// Longer values of bytes stay in the file.
    static let longestBytes = 4096
    private static let step = 16 * 1024

    /// How a stretch of elements is coded.
    struct Coding {
        var isExplicit: Bool
        var order: ByteOrder
        /// Where it must end, or `nil` where a delimiter or the file ends it.
        var end: Int?
        /// Where the nearest stretch around it ends that says so.
        var limit: Int
        var depth = 0
    }

    init(_ source: any ByteSource, size: Int, offset: Int, start: [UInt8] = []) {
        (self.source, self.size, self.offset, window) = (source, size, offset, start)
    }

    // MARK: Bytes

    /// Makes the window hold `count` bytes from `place` on, or all that there are.
    private mutating func load(_ place: Int, _ count: Int) throws {
        guard place < base || place + count > base + window.count, place < size else { return }
        base = place
        window = try source.read(at: place, count: min(max(count, Self.step), size - place))
    }

    mutating func integer<T: FixedWidthInteger & UnsignedInteger>(
        _: T.Type, at place: Int, _ order: ByteOrder
    ) throws -> T? {
        try load(place, 12)
        return window.span.integer(T.self, at: place - base, order)
    }

    mutating func hasVR(at place: Int) throws -> Bool {
        try load(place, 12)
        return window.span.hasVR(at: place - base)
    }

    private mutating func bytes(_ range: Range<Int>) throws -> [UInt8] {
        if range.count > Self.step { return try source.read(at: range.lowerBound, count: range.count) }
        try load(range.lowerBound, range.count)
        let start = range.lowerBound - base
        guard start >= 0, start <= window.count else { return [] }
        return Array(window[start..<min(start + range.count, window.count)])
    }

    private mutating func header(_ coding: Coding) throws -> ElementHeader {
        try load(offset, 12)
        guard
            let header = try ElementHeader(
                window.span, at: offset - base, fileOffset: offset, isExplicit: coding.isExplicit,
                order: coding.order)
        else { throw DICOMError(.truncatedHeader, offset: offset) }
        return header
    }

    // MARK: Elements

    /// Adds the elements from `offset` on to `set`, as many as can be read before something is wrong: `problem`
    /// tells.
    mutating func elements(_ coding: Coding, into set: inout DICOMDataSet) throws {
        do { try soundElements(coding, into: &set) } catch let error as DICOMError {
            problem = problem ?? error
        }
        set.dropRepeated()
    }

    private mutating func soundElements(_ coding: Coding, into set: inout DICOMDataSet) throws {
        while offset < (coding.end ?? size) {
            let start = offset
            // Some writers pad the end of a file with zeros.
            if coding.depth == 0, start > 132, try integer(UInt32.self, at: start, .little) == 0 {
                offset = size
                return
            }
            let header = try header(coding)
            if header.tag.group == 0xFFFE {
                if header.tag == .itemDelimitation, coding.end == nil, coding.depth > 0 {
                    offset = header.value
                    return
                }
                // A delimiter where nothing is to be delimited says nothing.
                guard coding.depth == 0, header.tag != .item, header.length == 0 else {
                    throw DICOMError(.misplacedItem, offset: start)
                }
                offset = header.value
                continue
            }
            try add(header, coding, to: &set)
            if problem != nil { return }
        }
        if coding.end == nil, coding.depth > 0 { throw DICOMError(.unfinishedSequence, offset: offset) }
        if let end = coding.end, offset != end { throw DICOMError(.misplacedItem, offset: offset) }
    }

    /// Adds the one element at `offset`.
    mutating func oneElement(_ coding: Coding, into set: inout DICOMDataSet) throws {
        try add(header(coding), coding, to: &set)
    }

    private mutating func add(_ header: ElementHeader, _ coding: Coding, to set: inout DICOMDataSet) throws {
        let element = try element(header, coding, in: set)
        if element.tag == .specificCharacterSet, case .bytes(let bytes) = element.value {
            set.characterSet = CharacterSet(names: bytes[...].latin1)
        }
        set.elements.append(element)
    }

    private mutating func element(
        _ header: ElementHeader, _ coding: Coding, in set: DICOMDataSet
    ) throws -> DICOMElement {
        let vr = vr(of: header, in: set)
        func made(_ value: DICOMElement.Value, end: Int) -> DICOMElement {
            DICOMElement(
                tag: header.tag, vr: vr, order: coding.order, offset: header.value,
                length: end - header.value, value: value)
        }
        var inner = coding
        inner.depth += 1
        // What is written as UN is Implicit VR Little Endian (PS3.5 §6.2.2, note 6).
        if header.vr == .UN { (inner.isExplicit, inner.order) = (false, .little) }
        offset = header.value
        guard let length = header.length else {
            inner.end = nil
            if vr.isBulk && vr != .UN || header.tag == .pixelData {
                return made(.fragments(try fragments(header.tag, coding)), end: offset)
            }
            let items = try items(header.tag, inner, in: set)
            return DICOMElement(
                tag: header.tag, vr: .SQ, order: coding.order, offset: header.value,
                length: offset - header.value, value: .items(items))
        }
        let available = max(0, coding.limit - header.value)
        if length > available {
            let error = DICOMError(
                .valuePastEnd(length: length, available: available), tag: header.tag, offset: header.value)
            guard vr == .SQ else { throw error }
            // What there is of a sequence that was cut off can still be read.
            (inner.end, inner.limit) = (header.value + available, header.value + available)
            let items = try items(header.tag, inner, in: set)
            problem = error
            return made(.items(items), end: header.value + available)
        }
        let end = header.value + length
        (inner.end, inner.limit) = (end, end)
        if vr == .SQ { return made(.items(try items(header.tag, inner, in: set)), end: end) }
        if vr == .UN, let items = try itemsInBytes(header.tag, inner, in: set) {
            return DICOMElement(
                tag: header.tag, vr: .SQ, order: coding.order, offset: header.value, length: length,
                value: .items(items))
        }
        offset = end
        guard length <= (vr.isBulk ? Self.longestBytes : Self.longestValue) else {
            return made(.unread, end: end)
        }
        let bytes = try bytes(header.value..<end)
        guard bytes.count == length else {
            let problem = DICOMError.Problem.valuePastEnd(length: length, available: bytes.count)
            throw DICOMError(problem, tag: header.tag, offset: header.value)
        }
        return made(.bytes(bytes), end: end)
    }

    /// The items of a private element of unknown VR that begins as a sequence does and is sound as one.
    private mutating func itemsInBytes(
        _ tag: Tag, _ coding: Coding, in set: DICOMDataSet
    ) throws -> [DICOMDataSet]? {
        guard let end = coding.end, end - offset >= 8,
            try integer(UInt16.self, at: offset, coding.order) == 0xFFFE,
            try integer(UInt16.self, at: offset + 2, coding.order) == 0xE000
        else { return nil }
        let (start, before) = (offset, skipped)
        skipped = nil
        let items = try items(tag, coding, in: set)
        let isSound = problem == nil && skipped == nil
        skipped = before
        guard isSound else {
            (problem, offset) = (nil, start)
            return nil
        }
        return items
    }

    private func vr(of header: ElementHeader, in set: DICOMDataSet) -> VR {
        if let vr = header.vr, vr != .UN { return vr }
        let tag = header.tag
        if tag.element == 0 { return .UL }
        // The names of private blocks are texts wherever they stand (PS3.5 §7.8.1).
        if tag.group % 2 == 1, (0x10...0xFF).contains(tag.element) { return .LO }
        switch DataDictionary.vr(of: tag) {
        case .usOrSS: return set.integer(.pixelRepresentation) == 1 ? .SS : .US
        case .obOrOW: return .OW
        case .usOrOW, .usOrSSOrOW: return header.length.map { $0 <= 6 } == true ? .US : .OW
        case let vr?: return vr
        case nil: return .UN
        }
    }

    // MARK: Items

    /// The items of a sequence, as many as can be read before something is wrong.
    private mutating func items(
        _ tag: Tag, _ coding: Coding, in set: DICOMDataSet
    ) throws -> [DICOMDataSet] {
        var items: [DICOMDataSet] = []
        do { try addItems(to: &items, tag, coding, in: set) } catch let error as DICOMError {
            problem = problem ?? error
        }
        return items
    }

    private mutating func addItems(
        to items: inout [DICOMDataSet], _ tag: Tag, _ coding: Coding, in set: DICOMDataSet
    ) throws {
        guard coding.depth <= Self.maximumDepth else {
            throw DICOMError(.nestedTooDeeply, tag: tag, offset: offset)
        }
        let start = offset
        while coding.end.map({ offset < $0 }) ?? true {
            guard offset < size else { throw DICOMError(.unfinishedSequence, tag: tag, offset: start) }
            let header = try header(coding)
            switch header.tag {
            case .item: break
            case .sequenceDelimitation:
                offset = header.value
                // A delimiter in a sequence of known length is superfluous, and some writers put one.
                if coding.end == nil { return }
                continue
            default: throw DICOMError(.misplacedItem, tag: tag, offset: offset)
            }
            var inner = coding
            offset = header.value
            inner.end = nil
            var cut: DICOMError?
            if let length = header.length {
                let available = max(0, coding.limit - header.value)
                if length > available {
                    cut = DICOMError(
                        .valuePastEnd(length: length, available: available), tag: tag, offset: header.value)
                }
                (inner.end, inner.limit) = (
                    header.value + min(length, available), header.value + min(length, available)
                )
            }
            // Some writers code the items of private sequences otherwise than the data set.
            try load(offset, 12)
            inner.isExplicit =
                coding.isExplicit && window.span.hasVRorDelimiter(at: offset - base, coding.order)
            var item = DICOMDataSet(characterSet: set.characterSet)
            try elements(inner, into: &item)
            items.append(item)
            if let cut { throw cut }
            if let found = problem, let end = inner.end {
                // Where a broken item ends is known, so that what follows it can be read.
                skipped = skipped ?? found
                (problem, offset) = (nil, end)
            }
            if problem != nil { return }
        }
        if let end = coding.end, offset != end { throw DICOMError(.misplacedItem, tag: tag, offset: offset) }
    }

    private mutating func fragments(_ tag: Tag, _ coding: Coding) throws -> [Range<Int>] {
        var fragments: [Range<Int>] = []
        while true {
            guard offset < size else { throw DICOMError(.unfinishedSequence, tag: tag, offset: offset) }
            let header = try header(coding)
            if header.tag == .sequenceDelimitation {
                offset = header.value
                return fragments
            }
            guard header.tag == .item, let length = header.length else {
                throw DICOMError(.misplacedItem, tag: tag, offset: offset)
            }
            guard length <= coding.limit - header.value else {
                let problem = DICOMError.Problem.valuePastEnd(
                    length: length, available: max(0, coding.limit - header.value))
                throw DICOMError(problem, tag: tag, offset: header.value)
            }
            fragments.append(header.value..<header.value + length)
            offset = header.value + length
        }
    }
}
