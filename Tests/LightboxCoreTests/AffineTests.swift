import LightboxCore
import Testing

@Suite struct `The affine` {
    @Test func `names the nearest patient direction of each voxel axis`() throws {
        let affine = Affine(
            i: Vector3(0, -0.9, 0.1), j: Vector3(0.1, 0.2, 2), k: Vector3(-3, 0, 0), origin: Vector3(1, 2, 3))
        #expect(affine.axisCodes == [.posterior, .superior, .left])
    }

    @Test func `is undone by its inverse`() throws {
        let affine = Affine(
            i: Vector3(0.5, 0.1, 0), j: Vector3(0, -2, 0.3), k: Vector3(0.2, 0, 3),
            origin: Vector3(-90, 40, 7))
        let inverse = try #require(affine.inverse)
        let voxel = Vector3(3, 5, 7)
        let back = inverse.position(ofVoxel: affine.position(ofVoxel: voxel))
        #expect((back - voxel).length < 1e-9)
    }

    @Test func `has no inverse where its axes lie in a plane`() {
        let flat = Affine(
            i: Vector3(1, 0, 0), j: Vector3(2, 0, 0), k: Vector3(0, 0, 1), origin: Vector3(0, 0, 0))
        #expect(flat.inverse == nil)
    }
}
