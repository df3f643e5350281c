import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `Diffusion gradients` {
    /// An enhanced object of two frames, the second weakened along y of LPS+.
    private static let enhanced = DICOMBuilder.object(
        columns: 2, rows: 2, frames: 2, pixels: DICOMBuilder.words(Array(0..<8))
    ) { body in
        body.add(
            .perFrameFunctionalGroupsSequence,
            items: (0..<2).map { frame in
                { item in
                    item.addPlane([0, 0, 0], [1, 0, 0, 0, 1, 0])
                    item.add(.mrDiffusionSequence) { diffusion in
                        if frame == 1 {
                            diffusion.add(.diffusionGradientDirectionSequence) {
                                $0.add(.diffusionGradientOrientation, fd: [0, 2, 0])
                            }
                        }
                        diffusion.add(.diffusionBValue, fd: [Double(frame) * 1500])
                    }
                }
            })
    }

    @Test func `of an enhanced object are those of each frame, of length 1 and in RAS+`() throws {
        let header = try DICOMHeader(MemoryBytes(Self.enhanced))
        let reader = try DiffusionReader(header, from: MemoryBytes(Self.enhanced))
        let first = try #require(reader.gradient(ofFrame: 0))
        let second = try #require(reader.gradient(ofFrame: 1))
        #expect(first.bValue == 0 && first.direction == Vector3(0, 0, 0))
        #expect(second.bValue == 1500 && (second.direction - Vector3(0, -1, 0)).length < 1e-9)
    }

    @Test func `of a damaged object are numbers of sense, or none`() throws {
        for seed in 0..<500 {
            let bytes = MemoryBytes(Self.enhanced.damaged(seed: UInt64(seed)))
            guard let header = try? DICOMHeader(bytes), let reader = try? DiffusionReader(header, from: bytes)
            else { continue }
            for frame in 0..<3 {
                guard let gradient = reader.gradient(ofFrame: frame) else { continue }
                #expect(gradient.bValue.isFinite && gradient.direction.length < 1.001, "seed \(seed)")
            }
        }
    }
}
