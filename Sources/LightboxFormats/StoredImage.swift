import LightboxCore

/// An image whose samples lie uncoded in some source of bytes.
struct StoredImage: ImageSource {
    let header: ImageHeader
    let samples: StoredSamples

    func read(_ region: Region) throws -> SampleBlock { try samples.read(region) }
    func readFloats(_ region: Region) throws -> [Float] {
        try samples.readFloats(region, header.rescale)
    }
}
