import LightboxCore

/// Where in an image one looks: it stands in the address, so a place can be linked to and works without
/// JavaScript.
struct ViewState: Sendable, Hashable {
    /// i, j, k.
    var voxel: [Int]
    var time: Int

    /// The place that `at=i,j,k,t` names, kept inside the image; its middle where nothing is named.
    init(_ query: Query, in image: ImageDesk.OpenImage) {
        let shape = image.header.shape + [1, 1, 1]
        let given = (query["at"] ?? "").split(separator: ",").map { Int($0) }
        func clamped(_ place: Int, count: Int, otherwise: Int) -> Int {
            let value = place < given.count ? given[place] ?? otherwise : otherwise
            return max(0, min(count - 1, value))
        }
        voxel = (0..<3).map { clamped($0, count: shape[$0], otherwise: shape[$0] / 2) }
        time = clamped(3, count: image.plan.timeCount, otherwise: 0)
    }

    var text: String { (voxel + [time]).map(String.init).joined(separator: ",") }
    var query: Query { Query([.init(name: "at", value: text)]) }

    func index(of plane: PlaneLayout, in image: ImageDesk.OpenImage) -> Int {
        plane.sliceAxis.map { voxel[$0] } ?? 0
    }

    /// The state with one index changed; axis 3 is time.
    func moving(_ axis: Int, to index: Int) -> ViewState {
        var state = self
        if axis < 3 { state.voxel[axis] = index } else { state.time = index }
        return state
    }

    func query(plane: PlaneLayout, index: Int) -> Query {
        Query([
            .init(name: "plane", value: plane.name), .init(name: "index", value: String(index)),
            .init(name: "t", value: String(time)),
        ])
    }
}
