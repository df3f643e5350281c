import LightboxArchive
import Testing

@testable import LightboxRecords

@Suite struct `BIDS names` {
    @Test func `say who, when and what`() {
        let name = BIDSName(
            RelativePath("sub-01/ses-pre/func/sub-01_ses-pre_task-rest_acq-hi_run-2_bold.nii.gz"))
        #expect(name.subject == "01")
        #expect(name.session == "pre")
        #expect(name.task == "rest")
        #expect(name.acquisition == "hi")
        #expect(name.run == "2")
        #expect(name.suffix == "bold")
        #expect(name.dataType == "func")
        #expect(name.modality == "MR")
    }

    @Test func `say the subject by folders too`() {
        let name = BIDSName(RelativePath("derivatives/x/sub-ABC/pet/mean.nii"))
        #expect(name.subject == "ABC")
        #expect(name.suffix == nil)
        #expect(name.modality == "PT")
    }

    @Test(arguments: ["head.nii", "anat/T1w.nii.gz", "sub-/x.nii", "submarine/sub.nii", "a_b-c_T1w.nii", ""])
    func `claim nothing of other names`(_ path: String) {
        let name = BIDSName(RelativePath(path))
        #expect(name.subject == nil && name.suffix == nil && name.modality == nil, "\(name)")
    }

    @Test func `survive bytes that are no text`() {
        #expect(BIDSName(RelativePath(bytes: [0xFF, 0x2F, 0xFE, 0x5F])).subject == nil)
    }
}

@Suite struct `A file's stamp` {
    private func stamp(changed: Int64, modified: Int64 = 1) -> FileStamp {
        FileStamp(byteCount: 1, modifiedNanoseconds: modified, changedNanoseconds: changed, inode: 1)
    }

    @Test func `settles after a tick of the file system's clock`() {
        let second: Int64 = 1_000_000_000
        #expect(stamp(changed: 5 * second + 1).settlingNanoseconds(now: 5 * second + 1) == 20_000_000)
        #expect(stamp(changed: 5 * second + 1).settlingNanoseconds(now: 6 * second) == 0)
        // Whole seconds: a file system that keeps no fractions.
        #expect(
            stamp(changed: 5 * second, modified: second).settlingNanoseconds(now: 6 * second) == 1_100_000_000
        )
        // A clock that was set back.
        #expect(stamp(changed: 9 * second + 1).settlingNanoseconds(now: 6 * second) > 3 * second)
        #expect(stamp(changed: .min).settlingNanoseconds(now: .max) == .max)
    }
}
