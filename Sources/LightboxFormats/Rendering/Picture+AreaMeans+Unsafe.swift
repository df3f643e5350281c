extension Picture {
    /// The picture at another size: each pixel is the mean of the area that it covers.
    func areaMeans(width outWidth: Int, height outHeight: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: outWidth * outHeight * channels)
        guard width > 0, height > 0, bytes.count == width * height * channels else { return out }
        var row = [Float](repeating: 0, count: outWidth * channels)
        let across = (0..<outWidth).map { Cover(of: $0, from: width, to: outWidth) }
        // SAFETY: a cover's columns and rows lie inside the picture, whose size was checked against its bytes; `row`
        // has a place for each channel of each pixel of a row that comes out.
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe row.withUnsafeMutableBufferPointer { row in
                for y in 0..<outHeight {
                    let down = Cover(of: y, from: height, to: outHeight)
                    for i in 0..<row.count { unsafe row[i] = 0 }
                    for line in down.first...down.last {
                        let share = down.share(line)
                        let start = line * width * channels
                        for x in 0..<outWidth {
                            let cover = across[x]
                            for channel in 0..<channels {
                                var sum: Float = 0
                                for column in cover.first...cover.last {
                                    sum +=
                                        unsafe Float(source[start + column * channels + channel])
                                        * cover.share(column)
                                }
                                unsafe row[x * channels + channel] += sum * share
                            }
                        }
                    }
                    for i in 0..<row.count {
                        out[y * row.count + i] = unsafe UInt8(max(0, min(255, row[i].rounded())))
                    }
                }
            }
        }
        return out
    }
}

/// The old pixels that a new one covers along one axis, and how much of it each fills; the shares add up to 1.
struct Cover: Sendable {
    let first: Int
    let last: Int
    private let firstShare: Float
    private let lastShare: Float
    private let innerShare: Float

    init(of index: Int, from old: Int, to new: Int) {
        let scale = Double(old) / Double(new)
        let (start, end) = (Double(index) * scale, Double(index + 1) * scale)
        first = min(old - 1, Int(start))
        last = max(first, min(old - 1, Int((end - 1e-9).rounded(.up)) - 1))
        innerShare = Float(1 / scale)
        if first == last {
            (firstShare, lastShare) = (1, 1)
        } else {
            firstShare = Float((Double(first + 1) - start) / scale)
            lastShare = Float((end - Double(last)) / scale)
        }
    }

    @inline(__always)
    func share(_ pixel: Int) -> Float { pixel == first ? firstShare : pixel == last ? lastShare : innerShare }
}
