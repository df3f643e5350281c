import LightboxDICOM
import Testing

@Suite struct `The data dictionary` {
    @Test func `names elements as PS3.6 does`() throws {
        let entry = try #require(DataDictionary.entry(for: Tag(0x0028, 0x0030)))
        #expect((entry.keyword, entry.name, entry.multiplicity) == ("PixelSpacing", "Pixel Spacing", "2"))
        #expect(entry.vr == .DS && !entry.isRetired)
        #expect(DataDictionary.entry(for: Tag(0x0010, 0x0010))?.keyword == "PatientName")
        #expect(DataDictionary.entry(for: Tag(0x0018, 0x9074))?.keyword == "FrameAcquisitionDateTime")
        #expect(DataDictionary.tag(keyword: "ROIContourSequence") == Tag(0x3006, 0x0039))
    }
    @Test func `knows groups that repeat`() {
        #expect(DataDictionary.entry(for: Tag(0x6002, 0x3000))?.keyword == "OverlayData")
        #expect(DataDictionary.entry(for: Tag(0x6003, 0x3000)) == nil)
    }
    @Test func `names no private and no unknown element`() {
        #expect(DataDictionary.entry(for: Tag(0x0029, 0x1010)) == nil)
        #expect(DataDictionary.entry(for: Tag(0x0028, 0xFFF0)) == nil)
    }
    @Test func `names SOP classes`() {
        #expect(UIDNames.name(of: "1.2.840.10008.5.1.4.1.1.2") == "CT Image Storage")
        #expect(UIDNames.name(of: "1.2.3") == nil)
    }
}
