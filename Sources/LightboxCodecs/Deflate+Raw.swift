extension Deflate {
    /// Inflates raw deflate (RFC 1951), without zlib's or gzip's header, to the end of the stream; what lies behind it is left alone.
    ///
    /// - Parameter limit: the most bytes that may come out.
    public static func inflateRaw(_ bytes: [UInt8], limit: Int) throws(CodecError) -> [UInt8] {
        let inflater = Inflater()
        var out: [UInt8] = []
        var (used, crc) = (0, UInt32(0))
        let piece = min(max(bytes.count * 4, 1 << 14), 1 << 22)
        while true {
            var step = Inflater.Step(consumed: 0, produced: 0, status: .going)
            out.append(addingCapacity: piece) { output in
                step = inflater.step(
                    bytes, from: used, into: &output, limit: piece, crc: &crc, huntingForBlocks: false)
            }
            used += step.consumed
            guard out.count <= limit else {
                throw CodecError(
                    "deflate", at: used, "more than \(limit) bytes come out, which cannot be meant")
            }
            switch step.status {
            case .streamEnd: return out
            case .broken(let words): throw CodecError("deflate", at: used, "the data is damaged: \(words)")
            case .going, .blockEnd:
                guard step.produced > 0 || step.consumed > 0 else {
                    throw CodecError(
                        "deflate", at: used, "the data ends before the stream does",
                        hint: "the file may not have been copied whole")
                }
            }
        }
    }
}
