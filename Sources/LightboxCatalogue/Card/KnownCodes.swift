/// DICOM modality codes (PS3.3 C.7.3.1.1.1 and PS3.16 CID 29, 32 and 33); NEMA owns the list.
enum DICOMModality {
    static let codes = [
        "AR", "ASMT", "AU", "BDUS", "BI", "BMD", "CR", "CT", "DG", "DMS", "DOC", "DX", "ECG", "EEG", "EMG",
        "EOG",
        "EPS", "ES", "FID", "GM", "HC", "HD", "IO", "IOL", "IVOCT", "IVUS", "KER", "KO", "LEN", "LS", "M3D",
        "MG",
        "MR", "NM", "OAM", "OCT", "OP", "OPM", "OPT", "OPTBSV", "OPTENF", "OPV", "OSS", "OT", "PA", "PLAN",
        "PR",
        "PT", "PX", "REG", "RESP", "RF", "RG", "RTDOSE", "RTIMAGE", "RTPLAN", "RTRECORD", "RTSTRUCT", "RWV",
        "SEG",
        "SM", "SMR", "SR", "SRF", "STAIN", "TG", "US", "VA", "XA", "XC",
    ]
}

/// SPDX identifiers that data is published under.
enum SPDX {
    static let known = [
        "0BSD", "AGPL-3.0-only", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-1.0", "CC-BY-2.0",
        "CC-BY-2.5",
        "CC-BY-3.0", "CC-BY-4.0", "CC-BY-NC-2.0", "CC-BY-NC-2.5", "CC-BY-NC-3.0", "CC-BY-NC-4.0",
        "CC-BY-NC-ND-3.0",
        "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-2.0", "CC-BY-NC-SA-2.5", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0",
        "CC-BY-ND-3.0", "CC-BY-ND-4.0", "CC-BY-SA-2.0", "CC-BY-SA-2.5", "CC-BY-SA-3.0", "CC-BY-SA-4.0",
        "CC0-1.0",
        "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "GPL-2.0-only", "GPL-2.0-or-later",
        "GPL-3.0-only", "GPL-3.0-or-later", "LGPL-2.1-only", "LGPL-3.0-only", "MIT", "MPL-2.0", "ODbL-1.0",
        "ODC-By-1.0", "OGL-UK-3.0", "PDDL-1.0", "Unlicense",
    ]
}
