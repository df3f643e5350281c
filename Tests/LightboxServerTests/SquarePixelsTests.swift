import LightboxCore
import Testing

@testable import LightboxServer

@Suite struct `Square pixels` {
    @Test func `keep unequal spacings in proportion`() throws {
        let affine = Affine(
            i: Vector3(1, 0, 0), j: Vector3(0, 1, 0), k: Vector3(0, 0, 3), origin: Vector3(0, 0, 0))
        let header = ImageHeader(
            shape: [40, 30, 20], storedType: .int16, spacing: [1, 1, 3], affine: affine)
        let coronal = try #require(DisplayPlan(header).planes.first { $0.name == "coronal" })
        let size = coronal.squareSize
        #expect(size.columns == 40)
        #expect(size.rows == 60)
    }

    @Test func `repeat the nearest pixel and lose none`() throws {
        let block = try #require(SampleBlock(shape: [2, 2], channels: 1, type: .uint8, bytes: [1, 2, 3, 4]))
        let wide = try #require(block.resized(columns: 2, rows: 4))
        #expect(wide.bytes == [1, 2, 1, 2, 3, 4, 3, 4])
        #expect(block.resized(columns: 2, rows: 2) == block)
        #expect(block.resized(columns: 0, rows: 4) == nil)
    }
}
