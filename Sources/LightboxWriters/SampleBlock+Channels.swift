import LightboxCore

extension SampleBlock {
    /// The samples of one channel.
    func channel(_ channel: Int) -> [UInt8] {
        let size = type.byteCount
        let count = bytes.count / (size * channels)
        var out = [UInt8](repeating: 0, count: count * size)
        let copy = BoxCopy(
            shape: [size, count], elementByteCount: 1, sourceStart: channel * size,
            sourceStrides: [1, size * channels], targetStrides: [1, size])
        _ = copy.copy(from: bytes, into: &out)
        return out
    }
}
