import LightboxCore

/// An image that can be had at a part of its size for less than the price of the whole.
protocol ReducibleSource: ImageSource {
    /// The whole image, reduced as far as its shorter side stays at least `size`.
    func readReduced(atLeast size: Int) throws -> SampleBlock
}
