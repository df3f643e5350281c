import LightboxCore
import Synchronization

/// The frames of encapsulated pixels, decoded as they are asked for; the last one is kept, so that reading it row by
/// row decodes it once.
final class DecodedFrames: Sendable {
    private struct State {
        var places: EncapsulatedFrames?
        var last: (frame: Int, bytes: [UInt8])?
    }
    private let layout: PixelLayout
    private let state = Mutex(State())

    init(_ layout: PixelLayout) { self.layout = layout }

    /// Finds out where the frames lie, once.
    @discardableResult
    func prepare(_ source: any ByteSource) throws -> EncapsulatedFrames {
        if let places = state.withLock({ $0.places }) { return places }
        let places = try layout.encapsulatedFrames(source)
        state.withLock { $0.places = places }
        return places
    }

    /// The stored values of a whole frame.
    func frame(_ frame: Int, from source: any ByteSource) throws -> [UInt8] {
        if let last = state.withLock({ $0.last }), last.frame == frame { return last.bytes }
        let bytes = try layout.decode(frame, prepare(source), from: source)
        state.withLock { $0.last = (frame, bytes) }
        return bytes
    }
}
