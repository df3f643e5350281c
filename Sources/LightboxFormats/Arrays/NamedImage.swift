import LightboxCore

/// An image whose errors name its file, whatever layer they come from.
struct NamedImage: ImageSource {
    let base: any ImageSource
    let file: OpenFile
    var header: ImageHeader { base.header }

    func read(_ region: Region) throws -> SampleBlock {
        try FormatError.naming(file) { try base.read(region) }
    }
}

/// The same of an image with levels.
struct NamedPyramid: PyramidSource {
    let base: any PyramidSource
    let file: OpenFile
    var levels: [ImageHeader] { base.levels }
    var header: ImageHeader { base.header }

    func read(_ region: Region, level: Int) throws -> SampleBlock {
        try FormatError.naming(file) { try base.read(region, level: level) }
    }
}

extension OpenFile {
    /// The image, with this file's name in its errors.
    func naming(_ image: any ImageSource) -> any ImageSource {
        if let pyramid = image as? any PyramidSource { return NamedPyramid(base: pyramid, file: self) }
        return NamedImage(base: image, file: self)
    }
}
