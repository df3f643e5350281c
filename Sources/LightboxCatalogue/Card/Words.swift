// The closed lists of words that we own. Their raw values are what cards write; their meanings stand in
// Documentation/Card.md beside the fields that use them.

/// Whether a card describes a dataset or a place that lists or serves many.
public enum CardKind: String, Sendable, Hashable, CaseIterable { case dataset, source }

/// Whether a dataset can be had today, whoever may have it.
public enum Status: String, Sendable, Hashable, CaseIterable {
    case available, partly, moved, gone, superseded, closed, unknown
}

/// What one must do before the files can be had, from least to most.
public enum AccessKind: String, Sendable, Hashable, CaseIterable {
    /// Nothing: anybody may fetch the bytes.
    case open
    /// An account, a form or a click.
    case registration
    /// Terms that a person signs and that nobody reviews.
    case agreement
    /// A request that a committee or an owner decides on.
    case application
    /// Proof of training or identity besides the agreement.
    case credentialed
    /// Money.
    case paid
    /// Nothing helps: it is not offered any more.
    case gone
}

/// A tri-state answer, and the honest fourth.
public enum Permission: String, Sendable, Hashable, CaseIterable { case yes, no, ask, unstated }

/// What access terms forbid.
public enum Prohibition: String, Sendable, Hashable, CaseIterable {
    case commercialUse = "commercial-use"
    case redistribution
    case reidentification = "re-identification"
    case sharingAccess = "sharing-access"
    case derivatives
    case clinicalUse = "clinical-use"
    case linkage
    case publishingIDs = "publishing-ids"
    case scraping
    case thirdPartyServices = "third-party-services"
}

/// What access terms ask for.
public enum Requirement: String, Sendable, Hashable, CaseIterable {
    case account, form, signature
    case institutionalSignature = "institutional-signature"
    case institutionalEmail = "institutional-email"
    case ethicsApproval = "ethics-approval"
    case training, proposal, fee, citation, acknowledgement
    case shareAlike = "share-alike"
    case returnOfResults = "return-of-results"
    case publicationReview = "publication-review"
    case securePlatform = "secure-platform"
    case software
}

/// What a page is for.
public enum PagePurpose: String, Sendable, Hashable, CaseIterable {
    case read, register, sign, apply, download, pay, contact, challenge, terms, documentation
}

/// A kind of place that serves bytes, named by its protocol or its software.
public enum HostKind: String, Sendable, Hashable, CaseIterable {
    case http, ftp, s3, gcs, azure
    case openneuro, datalad
    case gitAnnex = "git-annex"
    case tcia, idc, physionet, zenodo, figshare, osf, dataverse, github, gitlab
    case huggingFace = "hugging-face"
    case box, dropbox
    case googleDrive = "google-drive"
    case oneDrive = "onedrive"
    case baidu, kaggle, synapse, loris, mridata
    case academicTorrents = "academic-torrents"
    case nitrc, ida, nda, gin, redivis
    case stanfordAIMI = "stanford-aimi"
    case ukBiobank = "ukbiobank"
    case grandChallenge = "grand-challenge"
    case ieeeDataPort = "ieee-dataport"
    case codalab
    /// An address that is given to one person and expires.
    case userLink = "user-link"
    /// A site where a person must click; nothing there is meant for programs.
    case byHand = "by-hand"
}

/// What a host is to the dataset.
public enum HostRole: String, Sendable, Hashable, CaseIterable {
    case primary, mirror
    case unofficialCopy = "unofficial-copy"
    case partial, labels, metadata, code, derived, former
}

/// How a machine talks to an endpoint.
public enum WireProtocol: String, Sendable, Hashable, CaseIterable {
    case rest, graphql, s3, gcs, git, ftp, http, html, bittorrent, sql
    case oaiPMH = "oai-pmh"
    case jsonLD = "json-ld"
    case manual
}

/// What an endpoint answers with, or is asked for.
public enum EndpointPurpose: String, Sendable, Hashable, CaseIterable {
    case login, search, collections, metadata, files, file, archive, manifest, changes, checksums, size, page
}

/// What must be shown to an endpoint.
public enum Authentication: String, Sendable, Hashable, CaseIterable {
    case none, key, token, basic, cookie
    case signedURL = "signed-url"
}

/// How two datasets hang together.
public enum RelationKind: String, Sendable, Hashable, CaseIterable {
    case subsetOf = "subset-of"
    case samePatients = "same-patients"
    case relabels, repackages, supersedes
    case derivedFrom = "derived-from"
    case listedBy = "listed-by"
    case hostedBy = "hosted-by"
    case seeAlso = "see-also"
}

/// Who or what gave a label or drew an annotation.
public enum Origin: String, Sendable, Hashable, CaseIterable {
    case reader, readers, consensus
    case reportLabeller = "report-labeller"
    case pathology, laboratory, clinical
    case instrument, software, model
    case simulation, participant, author, other, unknown
}

/// What a label is said of.
public enum LabelScope: String, Sendable, Hashable, CaseIterable {
    case subject, study, series, image, region, frame, report
}

/// What a cell of a label column says.
public enum LabelState: String, Sendable, Hashable, CaseIterable {
    case positive, negative, uncertain, unmentioned
}

/// How the words of a label set stand to one another.
public enum LabelSetKind: String, Sendable, Hashable, CaseIterable {
    case multiLabel = "multi-label"
    case singleLabel = "single-label"
    case ordinal, number, text
}

/// How exactly a released word means a shared concept.
public enum MatchKind: String, Sendable, Hashable, CaseIterable { case exact, broader, narrower, related }

/// What is known to be wrong with a release.
public enum ErratumKind: String, Sendable, Hashable, CaseIterable {
    case missingFiles = "missing-files"
    case corruptFiles = "corrupt-files"
    case duplicates
    case wrongLabel = "wrong-label"
    case wrongHeader = "wrong-header"
    case geometry, naming, encoding, units, coding, leak, counts, documentation, joining
    case deadLink = "dead-link"
    case mixedContent = "mixed-content"
    case other
}

/// What a part of a split is for.
public enum SplitKind: String, Sendable, Hashable, CaseIterable { case train, validation, test, fold, other }

/// What a number counts.
public enum CountOf: String, Sendable, Hashable, CaseIterable {
    case subjects, studies, sessions, series, images, volumes, slices, frames, runs, slides, videos,
        projections
    case reports, annotations, lesions, masks, signals, tables, files, datasets, questions, stimuli, other
}

/// The part of the list that an entry stood in.
public enum ListPart: String, Sendable, Hashable, CaseIterable {
    case imaging
    case nonImaging = "non-imaging"
    case nonMedical = "non-medical"
    case lists, tools
}
