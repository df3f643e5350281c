/// Files that make their folder one array, or one group of such, whose other files are its chunks (Zarr, N5).
///
/// Such a file stands for all of the folder: no walk lists another of it, and the front door reads the array from it.
public enum StoreMark {
    /// Zarr's, the one to list first.
    private static let zarr = ["zarr.json", ".zgroup", ".zarray"]
    /// N5's; a common name, which counts where the folder's own ends in `.n5`.
    private static let n5 = "attributes.json"

    /// Whether a file called `name` is the mark of the folder called `folder`.
    public static func isMark(_ name: String, of folder: String) -> Bool {
        zarr.contains(name) || name == n5 && folder.lowercased().hasSuffix(".n5")
    }

    /// The marks that a folder of this name may have, the first first.
    static func names(in folder: String) -> [[UInt8]] {
        (folder.lowercased().hasSuffix(".n5") ? zarr + [n5] : zarr).map { Array($0.utf8) }
    }
}
