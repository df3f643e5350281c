import LightboxFormats

/// One image of the folders that are shown: a file, or a series of files.
struct ShelfItem: Sendable {
    /// Names the image in addresses; holds no path.
    let id: String
    let title: String
    /// What is known of it, in reading order; no names of people.
    let facts: [Fact]
    /// The DICOM code, such as `CT`, where known.
    let modality: String?
    /// Where one came from: the folder's page.
    let folder: Link
    /// Changes when the files do, so that nothing old is shown.
    let identity: String
    /// What there is to read instead, where the file is no image.
    var document: FileDocument?
    let open: @Sendable () throws -> Opened
    /// Opens what stands for the image in a gallery, where that is cheaper than opening all of it.
    var openForThumbnail: (@Sendable () throws -> any ImageSource)?

    /// An image that was opened.
    struct Opened: Sendable {
        var source: any ImageSource
        /// What a careful user should know, a sentence each.
        var notes: [String] = []
        /// The other volumes of the same series, or the other parts of the same file.
        var siblings: [Link] = []
    }
    struct Fact: Sendable, Hashable {
        let name: String
        let value: String
        init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }
    struct Link: Sendable, Hashable {
        let name: String
        let address: String
    }
}
