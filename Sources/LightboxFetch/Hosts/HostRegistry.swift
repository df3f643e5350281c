public import LightboxCatalogue

/// All kinds of hosts that are known, each once.
public struct HostRegistry: Sendable {
    public let services: [HostService]

    public init(_ services: [HostService]) { self.services = services }

    public func service(for kind: HostKind) -> HostService? {
        services.first { $0.kinds.contains(kind) }
    }

    /// Every kind that Lightbox comes with; each host's service stands beside its code.
    public static let standard = HostRegistry(
        [
            HTTPHost.service,
            LinkHost.service,
            S3Host.service,
            GCSHost.service,
            PhysioNetHost.service,
            OpenNeuroHost.service,
            GitAnnexHost.service,
            TCIAHost.service,
            IDCHost.service,
            ZenodoHost.service,
            FigshareHost.service,
            OSFHost.service,
            DataverseHost.service,
            GitHubHost.service,
            HuggingFaceHost.service,
            SharedLinkHost.box,
            SharedLinkHost.dropbox,
            GoogleDriveHost.service,
            KaggleHost.service,
            SynapseHost.service,
            LORISHost.service,
            MRIdataHost.service,
            AcademicTorrentsHost.service,
        ] + ByHandServices.all)
}
