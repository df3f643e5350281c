import LightboxTesting
import Testing

@testable import LightboxServer

@Suite struct `A damaged image in the viewer` {
    @Test func `is answered with its reason in plain words, not with a page`() async throws {
        let folder = try TemporaryFolder()
        let shelf = FixedShelf(files: [
            ("bad", "bad.nii", try folder.write(Array(SmallImages.nifti().prefix(200)), to: "bad.nii")),
            ("good", "good.nii", try folder.write(SmallImages.nifti(), to: "good.nii")),
        ])
        let site = try TestSite.make(shelf: shelf)
        let broken = await site.get("/image/bad/plane?plane=axial&index=0&t=0")
        #expect(broken.status == 422)
        #expect(broken["Content-Type"] == "text/plain; charset=utf-8")
        #expect(broken.text.contains("ends inside the header"))
        #expect(await site.get("/image/good/plane?plane=axial&index=0&t=0").status == 200)
    }
}
