extension DICOMHeader {
    /// The tags that the header holds, in the order of the file.
    public var tags: [Tag] { elements.top.map(\.tag) }

    public func contains(_ tag: Tag) -> Bool { elements.entry(tag) != nil }

    /// The text of an element in the object's character set, or `nil` if it is absent or empty.
    ///
    /// Several values stay together, with a backslash between them.
    public func text(_ tag: Tag) -> String? {
        guard let entry = elements.entry(tag), let bytes = elements.bytes(entry) else { return nil }
        return switch entry.vr {
        case .LO, .LT, .PN, .SH, .ST, .UC, .UT:
            if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) {
                elements.text(entry)
            } else {
                characterSet.decode(Array(bytes), isName: entry.vr == .PN).flatMap { text in
                    let trimmed = Substring(text).trimmingSpaces
                    return trimmed.isEmpty ? nil : String(trimmed)
                }
            }
        default: elements.text(entry)
        }
    }

    /// The values of a text element, one for each part between backslashes.
    public func texts(_ tag: Tag) -> [String] {
        guard let text = text(tag) else { return [] }
        // Bytes, for a text is split by characters at ten times the price.
        return text.utf8.split(separator: 0x5C, omittingEmptySubsequences: false)
            .map { String(Substring($0).trimmingSpaces) }
    }

    /// The numbers of an element, however they are coded; values that are no numbers are left out.
    public func numbers(_ tag: Tag) -> [Double] { elements.entry(tag).map(elements.numbers) ?? [] }

    /// The first number of an element, or `nil` if there is none or it is not finite.
    public func number(_ tag: Tag) -> Double? {
        elements.entry(tag).flatMap(elements.firstNumber).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The first number of an element, or `nil` if there is none or it is no whole number.
    public func integer(_ tag: Tag) -> Int? { number(tag).flatMap { Int(exactly: $0) } }

    /// The numbers that hold for one frame: its own, else the shared ones, else those of the data set.
    public func numbers(_ tag: Tag, frame: Int) -> [Double] {
        guard let entry = elements.entry(tag, frame: frame) else { return numbers(tag) }
        return elements.numbers(entry)
    }

    /// The text that holds for one frame: its own, else the shared one, else that of the data set.
    public func text(_ tag: Tag, frame: Int) -> String? {
        guard let entry = elements.entry(tag, frame: frame) else { return text(tag) }
        return elements.text(entry)
    }

    /// The number of frames; 1 where the object does not say.
    public var frameCount: Int { max(1, integer(.numberOfFrames) ?? 1) }
}
