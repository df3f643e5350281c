import Foundation
import LightboxTesting

/// The five lists that people keep, where they lie beside the checkout.
enum RealLists {
    static let names = ["adalca", "beamandrew", "multibrain", "openmorph", "sfikas"]

    static func bytes(_ file: String) -> [UInt8]? {
        guard let root = TestData.root else { return nil }
        return FileManager.default.contents(atPath: root + "/../lists/" + file).map(Array.init)
    }
}
