import LightboxCore

/// Walks the elements of a data set up to its pixels, and keeps the values that have a name in `TagTable`.
///
/// The scanner sees the file through a window. Where that ends it asks for another, and skips values that
/// nobody wants without seeing them. An element is taken as a whole or not at all, so a scan that asked for
/// bytes goes on with the same element.
struct ElementScanner {
    /// What `scan` came to.
    enum Step: Equatable {
        case needs(offset: Int, count: Int)
        case done
    }

    /// Which part of the object an element belongs to.
    enum Place: Equatable {
        /// The data set itself.
        case top
        /// The item of the functional groups that all frames share.
        case shared
        /// The functional groups of one frame, counted from 0.
        case frame(Int)
    }

    /// An item or a sequence that was entered.
    private struct Level {
        enum Kind: Equatable {
            case sequence, item, fragments
        }
        let kind: Kind
        /// Where it ends, or `nil` if a delimiter ends it.
        let end: Int?
        let isExplicit: Bool
        /// Where its elements belong, or `nil` if nobody wants them.
        let place: Place?
        let tag: Tag
        let start: Int
        /// The number of items seen.
        var items = 0
    }

    private(set) var fileSize: Int
    private(set) var offset: Int
    private(set) var elements = ElementTable()
    private(set) var pixels: PixelElement?
    private(set) var syntax: TransferSyntax?
    private(set) var notes: [HeaderNote] = []

    private var levels: [Level] = []
    private var order = ByteOrder.little
    private var isExplicit = true
    private var isInMeta = true
    private var hasBegun = false
    private(set) var isInflated = false
    private(set) var deflatedOffset: Int?
    private var metaEnd: Int?

    static let maximumDepth = 64
    /// Values longer than this are not copied; only their place is kept.
    static let longestCopy = 4096

    init(fileSize: Int, offset: Int) { (self.fileSize, self.offset) = (fileSize, offset) }

    /// Whether the scan stands before a deflated data set, which must be inflated first.
    var needsInflation: Bool { isInMeta && !isInflated && syntax?.isDeflated == true }

    /// Makes the scan go on in an inflated file of that size.
    mutating func goOnInflated(fileSize: Int) {
        (isInflated, deflatedOffset, self.fileSize) = (true, offset, fileSize)
    }

    /// Goes on with the scan in `window`, whose first byte is byte `base` of the file.
    mutating func scan(_ window: Span<UInt8>, at base: Int) throws(DICOMError) -> Step {
        while true {
            while let level = levels.last, let end = level.end, offset >= end {
                guard offset == end else {
                    throw DICOMError(.misplacedItem, tag: level.tag, offset: level.start)
                }
                levels.removeLast()
            }
            guard offset < fileSize else {
                if let level = levels.last {
                    throw DICOMError(.unfinishedSequence, tag: level.tag, offset: level.start)
                }
                return .done
            }
            let available = base + window.count - offset
            guard offset >= base, available >= min(12, fileSize - offset) else {
                return .needs(offset: offset, count: 12)
            }
            if !hasBegun { try begin(window, at: offset - base) }
            if isInMeta, levels.isEmpty, try leaveMeta(window, at: offset - base) == .done { return .done }
            if levels.isEmpty, isExplicit, !isInMeta, order == .little { passOver(window, base: base) }
            if let step = try element(window, base: base) { return step }
        }
    }

    /// Passes over elements of groups that nobody wants, private ones above all, which are most of many headers.
    ///
    /// It stops at whatever is in any way special, and `element` takes that.
    private mutating func passOver(_ window: Span<UInt8>, base: Int) {
        var at = offset - base
        while at + 12 <= window.count {
            let group = UInt16(window[at]) | UInt16(window[at + 1]) << 8
            guard group > 0x0008, group < 0x7FE0, !TagTable.hasGroup(group) else { break }
            let vr = VR(code: UInt16(window[at + 4]) << 8 | UInt16(window[at + 5]))
            guard vr.lengthForm == .short else { break }
            let next = at + 8 + Int(UInt16(window[at + 6]) | UInt16(window[at + 7]) << 8)
            guard next + 12 <= window.count, base + next <= fileSize else { break }
            at = next
        }
        offset = base + at
    }

    /// How the data set is coded: as stated, unless the bytes show otherwise.
    var effectiveSyntax: TransferSyntax {
        if let syntax, syntax.isExplicit == isExplicit || syntax.isDeflated { return syntax }
        if let syntax, !syntax.isPlain { return syntax }
        if !isExplicit { return .implicitVRLittleEndian }
        return order == .big ? .explicitVRBigEndian : .explicitVRLittleEndian
    }

    // MARK: The start of a data set

    /// Finds out how the first bytes are coded: meta header or not, explicit or not, which byte order.
    private mutating func begin(_ window: Span<UInt8>, at place: Int) throws(DICOMError) {
        hasBegun = true
        guard let group = window.integer(UInt16.self, at: place, .little) else {
            throw DICOMError(.truncatedHeader, offset: offset)
        }
        isInMeta = group == 0x0002
        if !isInMeta {
            notes.append(.noMetaHeader)
            order = group > 0x00FF && group & 0xFF == 0 ? .big : .little
        }
        isExplicit = window.hasVR(at: place)
        if isInMeta, !isExplicit { notes.append(.implicitMetaHeader) }
    }

    /// Switches to the coding of the data set once its first element is reached.
    private mutating func leaveMeta(_ window: Span<UInt8>, at place: Int) throws(DICOMError) -> Step? {
        guard let group = window.integer(UInt16.self, at: place, .little) else {
            throw DICOMError(.truncatedHeader, offset: offset)
        }
        guard group != 0x0002 || metaEnd == offset else { return nil }
        syntax = elements.text(.transferSyntaxUID).map(TransferSyntax.init(uid:))
        if syntax?.isDeflated == true, !isInflated { return .done }
        isInMeta = false
        order = syntax?.byteOrder ?? .little
        isExplicit = window.hasVR(at: place)
        if syntax == nil { notes.append(.noTransferSyntax) }
        if let syntax, syntax.isExplicit != isExplicit { notes.append(.otherCoding(isExplicit: isExplicit)) }
        return nil
    }

    // MARK: One element

    /// Takes the element at `offset`; returns a step where the scan must stop.
    private mutating func element(_ window: Span<UInt8>, base: Int) throws(DICOMError) -> Step? {
        let level = levels.last
        let explicit = level?.isExplicit ?? isExplicit
        let limit = levels.last(where: { $0.end != nil })?.end ?? fileSize
        guard
            let header = try ElementHeader(
                window, at: offset - base, fileOffset: offset, isExplicit: explicit, order: order)
        else { throw DICOMError(.truncatedHeader, tag: level?.tag, offset: offset) }

        if header.tag.group == 0xFFFE { return try delimiter(header, limit: limit, window, base: base) }
        guard level?.kind != .sequence, level?.kind != .fragments else {
            throw DICOMError(.misplacedItem, tag: level?.tag, offset: offset)
        }
        // Some writers pad the end of a file with zeros.
        if header.tag.code == 0, levels.isEmpty, offset > 132 {
            notes.append(.padding)
            offset = fileSize
            return .done
        }
        let place = levels.isEmpty ? Place.top : level?.place
        if levels.isEmpty, let kind = PixelElement.Kind(header.tag) {
            pixels = PixelElement(kind: kind, vr: header.vr, offset: header.value, length: header.length)
            return .done
        }
        guard let length = header.length else {
            try enter(header, explicit: explicit, place: place, end: nil)
            return nil
        }
        guard length <= limit - header.value else {
            let problem = DICOMError.Problem.valuePastEnd(length: length, available: limit - header.value)
            throw DICOMError(problem, tag: header.tag, offset: header.value)
        }
        if let place, wants(header.tag) {
            if innerPlace(of: header.tag, in: place) != nil {
                try enter(header, explicit: explicit, place: place, end: header.value + length)
                return nil
            }
            if length <= (header.tag == .extendedOffsetTable ? 1 << 24 : Self.longestCopy),
                !TagTable.isSequence(header.tag)
            {
                guard header.value + length <= base + window.count else {
                    return .needs(offset: offset, count: header.value + length - offset)
                }
                let bytes = window.extracting((header.value - base)..<(header.value - base + length))
                elements.add(header, length: length, order: order, place: place, copy: bytes)
            } else {
                elements.add(header, length: length, order: order, place: place, copy: nil)
            }
        } else if isInMeta, header.tag.code == 0x0002_0000, length == 4,
            let size = window.integer(UInt32.self, at: header.value - base, .little)
        {
            metaEnd = header.value + 4 + Int(size)
        }
        offset = header.value + length
        return nil
    }

    private func wants(_ tag: Tag) -> Bool {
        guard TagTable.hasGroup(tag.group) else { return false }
        let codes = TagTable.codes
        let index = codes.span.firstIndex(notBelow: tag.code)
        return index < codes.count && codes[index] == tag.code
    }

    /// Where the items of a functional group sequence belong, or `nil` if the element is no such thing.
    private func innerPlace(of tag: Tag, in place: Place) -> Place? {
        switch (place, tag) {
        case (.top, .sharedFunctionalGroupsSequence): .shared
        case (.top, .perFrameFunctionalGroupsSequence): .frame(0)
        case (.shared, _), (.frame, _):
            switch tag {
            case .pixelMeasuresSequence, .frameVOILUTSequence, .pixelValueTransformationSequence,
                .frameContentSequence, .planePositionSequence, .planeOrientationSequence,
                .mrDiffusionSequence, .diffusionGradientDirectionSequence,
                .mrTimingAndRelatedParametersSequence, .mrEchoSequence,
                .mrImageFrameTypeSequence, .segmentIdentificationSequence, .planePositionSlideSequence,
                .opticalPathIdentificationSequence:
                place
            default: nil
            }
        default: nil
        }
    }

    // MARK: Sequences

    private mutating func enter(
        _ header: ElementHeader, explicit: Bool, place: Place?, end: Int?
    ) throws(DICOMError) {
        guard levels.count < Self.maximumDepth else {
            throw DICOMError(.nestedTooDeeply, tag: header.tag, offset: offset)
        }
        let isBytes =
            switch header.vr {
            case .OB, .OW, .OF, .OD, .OL, .OV: true
            default: header.vr == nil && header.tag == .pixelData
            }
        let inner = place.flatMap { innerPlace(of: header.tag, in: $0) }
        if inner == nil, let place, wants(header.tag) {
            // That the sequence is there is all that we say of it.
            elements.add(header, length: 0, order: order, place: place, copy: nil)
        }
        // A UN of undefined length holds Implicit VR (PS3.5 §6.2.2, note 6).
        levels.append(
            Level(
                kind: isBytes ? .fragments : .sequence, end: end, isExplicit: explicit && header.vr != .UN,
                place: inner, tag: header.tag, start: offset))
        offset = header.value
    }

    private mutating func delimiter(
        _ header: ElementHeader, limit: Int, _ window: Span<UInt8>, base: Int
    ) throws(DICOMError) -> Step? {
        guard let level = levels.last else { throw DICOMError(.misplacedItem, tag: nil, offset: offset) }
        switch (header.tag, level.kind) {
        case (.item, .sequence), (.item, .fragments):
            if let length = header.length, length > limit - header.value {
                let problem = DICOMError.Problem.valuePastEnd(length: length, available: limit - header.value)
                throw DICOMError(problem, tag: level.tag, offset: header.value)
            }
            if level.kind == .fragments {
                guard let length = header.length else {
                    throw DICOMError(.misplacedItem, tag: level.tag, offset: offset)
                }
                offset = header.value + length
                return nil
            }
            guard levels.count < Self.maximumDepth else {
                throw DICOMError(.nestedTooDeeply, tag: level.tag, offset: offset)
            }
            // An item whose elements nobody wants is skipped if it says where it ends.
            if level.place == nil, let length = header.length {
                offset = header.value + length
                return nil
            }
            // Some writers code the items of private sequences otherwise than the data set.
            guard header.value + 6 <= base + window.count || header.value + 6 > fileSize else {
                return .needs(offset: offset, count: 20)
            }
            let explicit = level.isExplicit && window.hasVRorDelimiter(at: header.value - base, order)
            var place = level.place
            if level.tag == .perFrameFunctionalGroupsSequence, place != nil { place = .frame(level.items) }
            levels[levels.count - 1].items += 1
            levels.append(
                Level(
                    kind: .item, end: header.length.map { header.value + $0 }, isExplicit: explicit,
                    place: place, tag: level.tag, start: offset))
        case (.itemDelimitation, .item):
            guard level.end == nil else {
                throw DICOMError(.misplacedItem, tag: level.tag, offset: offset)
            }
            levels.removeLast()
        case (.sequenceDelimitation, .sequence), (.sequenceDelimitation, .fragments):
            // A delimiter in a sequence of known length is superfluous, and some writers put one.
            if level.end == nil { levels.removeLast() }
        default: throw DICOMError(.misplacedItem, tag: level.tag, offset: offset)
        }
        offset = header.value
        return nil
    }
}

extension Span<UInt8> {
    /// Whether the element at `offset` states a VR of the standard.
    func hasVR(at offset: Int) -> Bool {
        guard let code = integer(UInt16.self, at: offset + 4, .big) else { return false }
        return VR(code: code).lengthForm != .unknown
    }

    /// Whether what is at `offset` can be read as explicit: it states a VR, or is a delimiter without one.
    func hasVRorDelimiter(at offset: Int, _ order: ByteOrder) -> Bool {
        guard let group = integer(UInt16.self, at: offset, order) else { return true }
        guard group != 0xFFFE, let code = integer(UInt16.self, at: offset + 4, .big) else { return true }
        return VR(code: code).looksLikeVR
    }
}
