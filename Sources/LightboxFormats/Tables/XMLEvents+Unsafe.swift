import CLightboxExpat
import LightboxCore

/// Goes through an XML text and hands on what it meets; expat reads it.
///
/// Entities from elsewhere are not loaded, and expat itself stops those that multiply without end.
enum XMLEvents {
    /// What happens on the way.
    struct Handler {
        /// An element begins: its name, with its namespace in braces before it, and its attributes.
        var start: (String, [(name: String, value: String)]) -> Void = { _, _ in }
        var end: (String) -> Void = { _ in }
        var text: ([UInt8]) -> Void = { _ in }
    }

    private final class Box {
        var handler: Handler
        init(_ handler: Handler) { self.handler = handler }
    }

    /// - Throws: `FormatError` with the byte, line and column at which the text is no XML.
    static func read(_ source: any ByteSource, format: FileFormat = .xml, _ handler: Handler) throws {
        guard let parser = unsafe XML_ParserCreateNS(nil, 0x7D) else {
            throw FormatError(format, "there is no memory left")
        }
        // SAFETY: the box outlives the parser, which is freed here; texts are copied before a handler returns.
        let box = Box(handler)
        defer {
            unsafe XML_ParserFree(parser)
            withExtendedLifetime(box) {}
        }
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(box).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let context = unsafe context, let name = unsafe name else { return }
                var found: [(name: String, value: String)] = []
                var place = 0
                while let attributes = unsafe attributes, let key = unsafe attributes[place],
                    let value = unsafe attributes[place + 1]
                {
                    unsafe found.append((XMLEvents.name(key), String(cString: value)))
                    place += 2
                }
                unsafe Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().handler
                    .start(XMLEvents.name(name), found)
            },
            { context, name in
                guard let context = unsafe context, let name = unsafe name else { return }
                unsafe Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().handler.end(
                    XMLEvents.name(name))
            })
        unsafe XML_SetCharacterDataHandler(parser) { context, text, count in
            guard let context = unsafe context, let text = unsafe text, count > 0 else { return }
            let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(count)).map {
                UInt8(bitPattern: $0)
            }
            unsafe Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().handler.text(bytes)
        }
        var offset = 0
        while true {
            let piece = try source.read(at: offset, count: 1 << 18)
            offset += piece.count
            let status = unsafe piece.withUnsafeBytes {
                unsafe XML_Parse(
                    parser, $0.bindMemory(to: CChar.self).baseAddress, Int32(piece.count),
                    piece.isEmpty ? 1 : 0)
            }
            guard status == XML_STATUS_OK else {
                let code = unsafe XML_GetErrorCode(parser)
                let words = unsafe XML_ErrorString(code).map { unsafe String(cString: $0) } ?? "error"
                let (line, column) = unsafe (
                    XML_GetCurrentLineNumber(parser), XML_GetCurrentColumnNumber(parser)
                )
                throw FormatError(
                    format, field: "Line \(line), column \(column + 1)",
                    at: max(0, unsafe Int(XML_GetCurrentByteIndex(parser))), "is no XML: \(words)",
                    hint: "the file may not have been copied whole")
            }
            if piece.isEmpty { return }
        }
    }

    /// A name with its namespace in braces, as Python's ElementTree writes it.
    private static func name(_ text: UnsafePointer<CChar>) -> String {
        let text = unsafe String(cString: text)
        return text.contains("}") ? "{" + text : text
    }
}
