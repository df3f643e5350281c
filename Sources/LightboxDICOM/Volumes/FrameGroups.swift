import LightboxCore

/// The functional groups of an object's frames (PS3.3 §C.7.6.16).
struct FrameGroups {
    let frames: Int
    private let own: [DICOMDataSet]
    private let shared: DICOMDataSet?
    private let set: DICOMDataSet

    init(_ set: DICOMDataSet, frames: Int) {
        own = set.items(.perFrameFunctionalGroupsSequence)
        shared = set.items(.sharedFunctionalGroupsSequence).first
        (self.set, self.frames) = (set, frames)
    }

    var isEmpty: Bool { own.isEmpty && shared == nil }

    /// The item of a group that holds for a frame: its own, else the shared one.
    func group(_ keyword: String, _ frame: Int) -> DICOMDataSet? {
        (own.indices.contains(frame) ? own[frame].items(keyword).first : nil)
            ?? shared?.items(keyword).first
    }

    /// The items of a group with several: a frame's own, else the shared ones, else those of the object.
    func items(_ keyword: String, _ frame: Int) -> [DICOMDataSet] {
        let places = [own.indices.contains(frame) ? own[frame] : nil, shared, set]
        return places.lazy.compactMap { $0?.items(keyword) }.first { !$0.isEmpty } ?? []
    }

    /// The words of an element of any of a frame's own groups.
    func text(_ tag: Tag, _ frame: Int) -> String? {
        guard own.indices.contains(frame) else { return nil }
        for element in own[frame].elements {
            guard case .items(let items) = element.value, let item = items.first else { continue }
            if let found = words(tag, in: item) { return found }
            // Diffusion keeps its direction one sequence deeper.
            for inner in item.elements {
                guard case .items(let deeper) = inner.value, let first = deeper.first else { continue }
                if let found = words(tag, in: first) { return found }
            }
        }
        return nil
    }

    private func words(_ tag: Tag, in item: DICOMDataSet) -> String? {
        guard let element = item[tag] else { return nil }
        if case .items = element.value { return nil }
        guard let numbers = element.binaryNumbers else { return item.text(tag) }
        return numbers.map { number in Int(exactly: number).map { "\($0)" } ?? "\(number)" }
            .joined(separator: " ")
    }
}
