import LightboxCore

/// How frames that share their places are dealt out along a fourth axis.
struct FrameTimes {
    let count: Int
    /// For each frame its step along the axis.
    let places: [Int]
    let axis: FrameAxis?
    let notes: [String]

    /// What tells frames of one place apart where the object's dimensions do not.
    private static let telling = [
        "TemporalPositionIndex", "TemporalPositionTimeOffset", "EffectiveEchoTime", "DiffusionBValue",
        "DiffusionGradientOrientation", "NominalCardiacTriggerDelayTime", "FrameAcquisitionNumber",
        "FrameReferenceDateTime",
    ]

    /// - Parameter slots: for each frame its place along k.
    init(_ frames: [Int], at slots: [Int], _ groups: FrameGroups, _ dimensions: FrameDimensions) {
        var taken: [Int: Int] = [:]
        for slot in slots { taken[slot, default: 0] += 1 }
        guard taken.values.max() ?? 0 > 1 else {
            (count, places, axis, notes) = (1, frames.map { _ in 0 }, nil, [])
            return
        }
        // By the dimensions that the object has, and of these only those that differ.
        let indices = frames.map {
            groups.group("FrameContentSequence", $0)?.numbers("DimensionIndexValues") ?? []
        }
        let stated = dimensions.others.filter { dimension in
            let values = indices.map { $0.indices.contains(dimension.index) ? $0[dimension.index] : -1 }
            return Set(values).count > 1
        }
        let keys = indices.map { values in
            stated.map { values.indices.contains($0.index) ? values[$0.index] : -1 }
        }
        if let dealt = Self.deal(keys, slots) {
            (count, places) = (dealt.count, dealt.places)
            axis = FrameAxis(
                name: stated.map(\.name).joined(separator: ", "),
                values: dealt.firsts.map { first in
                    zip(stated, keys[first]).map { dimension, index in
                        groups.text(dimension.tag, frames[first])
                            ?? (Int(exactly: index).map { "\($0)" } ?? "\(index)")
                    }.joined(separator: ", ")
                })
            notes = []
            return
        }
        // By what their groups say.
        let words = Self.telling.compactMap { keyword -> (name: String, values: [String])? in
            guard let tag = DataDictionary.tag(keyword: keyword) else { return nil }
            let values = frames.map { groups.text(tag, $0) ?? "" }
            return Set(values).count > 1 ? (keyword, values) : nil
        }
        let found = frames.indices.map { index in words.map { Double($0.values[index]) ?? 0 } }
        if !words.isEmpty, let dealt = Self.deal(found, slots) {
            (count, places) = (dealt.count, dealt.places)
            axis = FrameAxis(
                name: words.map(\.name).joined(separator: ", "),
                values: dealt.firsts.map { first in words.map { $0.values[first] }.joined(separator: ", ") })
            notes = []
            return
        }
        // In the order of the file.
        var next: [Int: Int] = [:]
        places = slots.map { slot in
            defer { next[slot, default: 0] += 1 }
            return next[slot, default: 0]
        }
        count = next.values.max() ?? 1
        axis = nil
        notes = ["Nothing tells the frames of one place apart: the fourth axis is their order in the file."]
    }

    /// Gives each key a step, in ascending order, or returns `nil` where two frames of one place share a key.
    private static func deal(
        _ keys: [[Double]], _ slots: [Int]
    ) -> (count: Int, places: [Int], firsts: [Int])? {
        struct Cell: Hashable {
            let slot: Int
            let key: [Double]
        }
        guard Set(zip(slots, keys).map { Cell(slot: $0, key: $1) }).count == keys.count else { return nil }
        let order = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
        // Where each frame has a key of its own the axis would be as long as the frames are many.
        guard order.count <= max(1, keys.count / 2) || order.count * Set(slots).count == keys.count else {
            return nil
        }
        let steps = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        let places = keys.map { steps[$0] ?? 0 }
        let firsts = order.indices.map { step in places.firstIndex(of: step) ?? 0 }
        return (order.count, places, firsts)
    }
}
