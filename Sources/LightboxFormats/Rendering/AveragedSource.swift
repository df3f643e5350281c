import LightboxCore

/// An image whose rows can be averaged as they come, so that a small picture of it takes little memory.
protocol AveragedSource: ImageSource {
    /// The whole image at another size, each sample the mean of the area that it covers.
    func readAveraged(width: Int, height: Int) throws -> SampleBlock
}
