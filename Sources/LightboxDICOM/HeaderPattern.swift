public import LightboxCore

/// The header of one slice, against which those of others of its series are held.
///
/// The slices of a series differ in a few elements. A file whose header has the same elements with the same values but
/// for those few means the same but for them, and need not be taken apart:
///
///     if let own = pattern.match(start.span, fileSize: size) { print(own.instanceNumber ?? 0) }
///
/// Elements that we do not name, and those of `disregarded`, may have any value.
public struct HeaderPattern: Sendable {
    /// What a file has of its own.
    public struct Own: Sendable, Hashable {
        public var sopInstanceUID: String?
        public var instanceNumber: Int?
        /// The centre of the first pixel in RAS+ space; `nil` where no file of the series has one.
        public var position: Vector3?
    }

    /// Bytes that must be the same, and the element behind them whose value need not be.
    private struct Part {
        let same: Range<Int>
        let value: Value?
        let endsMeta: Bool
    }
    /// A value that may differ; the tag and VR before it are part of what must be the same.
    private struct Value {
        /// Whether its length takes 32 bits, and not 16.
        let isLong: Bool
        let role: Role
    }
    private enum Role { case same, any, metaLength, mediaUID, uid, number, position }

    private let bytes: [UInt8]
    private let parts: [Part]
    /// The number of bytes of the file from the end of the header on.
    private let rest: Int
    /// Whether the files state where they lie.
    public let hasPosition: Bool

    /// How many bytes the header takes, up to the pixels.
    public var byteCount: Int { bytes.count }

    /// Named elements that have no part in what `DICOMIdentity` says, nor in an image's size, place and rescale.
    static let disregarded: Set<Tag> = [
        .acquisitionDate, .contentDate, .seriesDate, .studyTime, .seriesTime, .acquisitionTime, .contentTime,
        .accessionNumber, .sliceLocation, .xRayTubeCurrent, .exposure, .triggerTime, .imageIndex,
    ]
    /// Longer values are not read by headers either.
    private static let longest = ElementScanner.longestCopy

    /// Makes a pattern of a file that was read without complaint, or returns `nil` for what is not a plain slice: one
    /// frame of uncoded pixels behind a little-endian header that lies wholly in `span`.
    public init?(_ span: Span<UInt8>, fileSize: Int) {
        guard var walk = PatternWalk(span, fileSize: fileSize) else { return nil }
        var parts: [Part] = []
        var sameFrom = 128
        var owned: Set<Tag> = []
        while true {
            if walk.isInMeta, span.integer(UInt16.self, at: walk.at, .little) != 0x0002 {
                guard walk.leaveMeta(span) else { return nil }
                parts.append(Part(same: sameFrom..<walk.at, value: nil, endsMeta: true))
                sameFrom = walk.at
            }
            guard let (header, end) = walk.element(span) else { return nil }
            if header.tag == .pixelData {
                parts.append(Part(same: sameFrom..<header.value, value: nil, endsMeta: false))
                (bytes, rest) = ([UInt8](copying: span.extracting(0..<header.value)), fileSize - header.value)
                break
            }
            guard let role = Self.role(of: header) else { return nil }
            if role != .same {
                if role != .any {
                    guard owned.insert(header.tag).inserted else { return nil }
                }
                let isShort = walk.isExplicit && header.value - walk.at == 8
                let key = header.value - (isShort ? 2 : 4)
                parts.append(
                    Part(
                        same: sameFrom..<key, value: Value(isLong: !isShort, role: role), endsMeta: false))
                sameFrom = end
            }
            walk.at = end
        }
        self.parts = parts
        hasPosition = owned.contains(.imagePositionPatient)
        // What an object with volumes says depends on elements that a pattern passes over.
        guard let header = try? DICOMHeader(MemoryBytes(bytes)), !ObjectVolumes.mayExist(in: header) else {
            return nil
        }
        // What the file says of itself must hold for itself.
        guard match(span, fileSize: fileSize) != nil else { return nil }
    }

    /// What may differ in an element, or `nil` where no pattern is made of a file that has it.
    private static func role(of header: ElementHeader) -> Role? {
        func own(_ role: Role, _ vr: VR) -> Role? { header.vr == nil || header.vr == vr ? role : nil }
        switch header.tag {
        case .sharedFunctionalGroupsSequence, .perFrameFunctionalGroupsSequence, .floatPixelData,
            .doubleFloatPixelData:
            return nil
        // A sequence without a length is passed over by its bytes; letters that are no VR say too little.
        case _ where header.length == nil || header.vr?.lengthForm == .unknown: return .same
        case Tag(0x0002, 0x0000): return own(.metaLength, .UL)
        case .mediaStorageSOPInstanceUID: return own(.mediaUID, .UI)
        case .sopInstanceUID: return own(.uid, .UI)
        case .instanceNumber: return own(.number, .IS)
        case .imagePositionPatient: return own(.position, .DS)
        default:
            return TagTable.entry(for: header.tag) == nil || disregarded.contains(header.tag) ? .any : .same
        }
    }

    /// What a file has of its own whose first bytes are `start`, or `nil` if it differs in more than that.
    public func match(_ start: Span<UInt8>, fileSize: Int) -> Own? {
        let pattern = bytes.span
        var own = Own()
        var mediaUID: String?
        var metaEnd: Int?
        var at = 128
        for part in parts {
            guard start.holds(part.same.count, of: pattern, from: part.same.lowerBound, at: at) else {
                return nil
            }
            at += part.same.count
            if part.endsMeta, let metaEnd, metaEnd != at { return nil }
            guard let value = part.value else { continue }
            let length: Int
            if value.isLong {
                guard let long: UInt32 = start.integer(at: at, .little), long != 0xFFFF_FFFF else {
                    return nil
                }
                length = Int(long)
                at += 4
            } else {
                guard let short: UInt16 = start.integer(at: at, .little) else { return nil }
                length = Int(short)
                at += 2
            }
            guard length <= start.count - at else { return nil }
            let range = at..<at + length
            at += length
            if value.role == .any { continue }
            guard length <= Self.longest else { return nil }
            switch value.role {
            case .metaLength:
                guard length == 4, let size: UInt32 = start.integer(at: range.lowerBound, .little) else {
                    return nil
                }
                metaEnd = at + Int(size)
            case .mediaUID: mediaUID = start.latin1(in: range)
            case .uid: own.sopInstanceUID = start.latin1(in: range)
            case .number:
                own.instanceNumber = start.decimals(in: range, limit: 1).first.flatMap { Int(exactly: $0) }
            case .position:
                let numbers = start.decimals(in: range, limit: 3)
                guard numbers.count == 3, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else {
                    return nil
                }
                own.position = Vector3(-numbers[0], -numbers[1], numbers[2])
            case .same, .any: break
            }
        }
        guard fileSize - at == rest, hasPosition == (own.position != nil) else { return nil }
        own.sopInstanceUID = own.sopInstanceUID ?? mediaUID
        return own
    }
}
