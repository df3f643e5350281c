import LightboxCore

/// DICOM's RLE Lossless (PS3.5 Annex G): each byte of the samples in a plane of its own, packed by runs.
public enum RLE {
    static let name = "RLE"

    /// Unpacks a frame.
    ///
    /// - Parameters:
    ///   - pixels: the number of pixels of the frame.
    ///   - samplesPerPixel: the number of components, which come out interleaved.
    ///   - sampleSize: the bytes of a sample, which come out the lowest first.
    public static func decode(
        _ bytes: [UInt8], pixels: Int, samplesPerPixel: Int, sampleSize: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(pixels > 0 && samplesPerPixel > 0 && sampleSize > 0)
        let planes = samplesPerPixel * sampleSize
        guard planes <= 15 else {
            throw CodecError(name, "\(planes) planes are more than the 15 there can be")
        }
        guard bytes.count >= 64 else {
            throw CodecError(
                name, at: bytes.count, "the data ends in its header of 64 bytes",
                hint: "the file may not have been copied whole")
        }
        func word(_ index: Int) -> Int { Int(bytes.span.integer(UInt32.self, at: index * 4, .little) ?? 0) }
        let segments = word(0)
        guard segments == planes else {
            throw CodecError(name, at: 0, "the frame has \(segments) segments, but its pixels need \(planes)")
        }
        // A byte pair makes 128 bytes at most.
        guard pixels / 64 <= bytes.count else {
            throw CodecError(name, at: 0, "\(bytes.count) bytes cannot hold \(pixels) pixels")
        }
        // Two planes, as most frames have, are unpacked each for itself and then woven into one another.
        let isWoven = planes == 2 && sampleSize == 2
        var out = isWoven ? [] : [UInt8](repeating: 0, count: pixels * planes)
        var woven: [[UInt8]] = []
        for segment in 0..<segments {
            let start = word(1 + segment)
            let next = segment + 1 < segments ? word(2 + segment) : bytes.count
            guard start >= 64, start <= bytes.count else {
                throw CodecError(
                    name, at: 4 + 4 * segment, "segment \(segment + 1) starts outside the frame")
            }
            // Segments that overlap or are out of order are read to the end of the frame.
            let end = next >= start ? min(next, bytes.count) : bytes.count
            // The most significant byte comes first.
            let place = segment / sampleSize * sampleSize + (sampleSize - 1 - segment % sampleSize)
            let count: Int
            if isWoven {
                var plane = [UInt8](repeating: 0, count: pixels)
                count = unpack(bytes, start..<end, into: &plane, at: 0, stride: 1, count: pixels)
                woven.append(plane)
            } else {
                count = unpack(bytes, start..<end, into: &out, at: place, stride: planes, count: pixels)
            }
            guard count == pixels else {
                throw CodecError(
                    name, at: end,
                    "segment \(segment + 1) of \(segments) ends after \(count) of \(pixels) bytes",
                    hint: "the file may not have been copied whole")
            }
        }
        return isWoven ? weave(low: woven[1], high: woven[0]) : out
    }
}
