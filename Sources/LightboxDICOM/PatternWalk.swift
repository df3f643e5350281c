import LightboxCore

/// Walks the elements of a plain header, as `ElementScanner` does, to make a pattern of it.
///
/// It gives up at whatever is in any way special.
struct PatternWalk {
    var at = 132
    private(set) var isInMeta = true
    private(set) var isExplicit = true
    private let fileSize: Int
    private var syntax: TransferSyntax?

    /// Stands before the first element, or returns `nil` where the file does not begin with an explicit meta header.
    init?(_ start: Span<UInt8>, fileSize: Int) {
        guard DICOMHeader.dataSetOffset(in: start, fileSize: fileSize) == 132,
            start.integer(UInt16.self, at: 132, .little) == 0x0002, start.hasVR(at: 132)
        else { return nil }
        self.fileSize = fileSize
    }

    /// Goes over to the coding of the data set, and says whether it is a plain one.
    mutating func leaveMeta(_ start: Span<UInt8>) -> Bool {
        guard let syntax, !syntax.isDeflated, syntax.byteOrder == .little else { return false }
        isInMeta = false
        isExplicit = start.hasVR(at: at)
        return true
    }

    /// The next element and where it ends; of pixels only the header need be there.
    mutating func element(_ start: Span<UInt8>) -> (header: ElementHeader, end: Int)? {
        guard let header = try? header(start, at: at, isExplicit: isExplicit), header.tag.code != 0,
            header.tag.group != 0xFFFE
        else { return nil }
        if header.tag == .transferSyntaxUID, isInMeta, let length = header.length,
            length <= start.count - header.value
        {
            syntax = start.latin1(in: header.value..<header.value + length).map(TransferSyntax.init(uid:))
        }
        if header.tag == .pixelData, !isInMeta {
            guard let length = header.length, length <= fileSize - header.value else { return nil }
            return (header, header.value)
        }
        guard let end = end(of: header, in: start, isExplicit: isExplicit, depth: 0) else { return nil }
        return (header, end)
    }

    private func header(
        _ start: Span<UInt8>, at place: Int, isExplicit: Bool
    ) throws(DICOMError) -> ElementHeader? {
        try ElementHeader(start, at: place, fileOffset: place, isExplicit: isExplicit, order: .little)
    }

    /// Where an element ends, or `nil` if that is not in `start`.
    private func end(
        of header: ElementHeader, in start: Span<UInt8>, isExplicit: Bool, depth: Int
    ) -> Int? {
        if let length = header.length {
            return length <= start.count - header.value ? header.value + length : nil
        }
        guard depth < 16 else { return nil }
        let isExplicit = isExplicit && header.vr != .UN
        var at = header.value
        while let item = try? self.header(start, at: at, isExplicit: isExplicit) {
            switch item.tag {
            case .sequenceDelimitation: return item.value
            case .item:
                if let length = item.length {
                    guard length <= start.count - item.value else { return nil }
                    at = item.value + length
                } else {
                    guard let end = itemEnd(start, from: item.value, isExplicit: isExplicit, depth: depth)
                    else { return nil }
                    at = end
                }
            default: return nil
            }
        }
        return nil
    }

    private func itemEnd(_ start: Span<UInt8>, from place: Int, isExplicit: Bool, depth: Int) -> Int? {
        var at = place
        let isExplicit = isExplicit && start.hasVRorDelimiter(at: at, .little)
        while let element = try? header(start, at: at, isExplicit: isExplicit) {
            if element.tag == .itemDelimitation { return element.value }
            guard element.tag.group != 0xFFFE,
                let end = end(of: element, in: start, isExplicit: isExplicit, depth: depth + 1)
            else { return nil }
            at = end
        }
        return nil
    }
}
