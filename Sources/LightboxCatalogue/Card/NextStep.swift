/// What to do next to hold a dataset's files: a person's steps, a command, or both.
///
/// Fetching is not Lightbox's yet; the commands are those of the programs that each kind of host is used with.
public struct NextStep: Sendable, Hashable {
    /// What the command or the page gives, in a few words.
    public let what: String
    /// A line for a shell, or `nil` where only a person can go on.
    public let command: String?
    /// A page for a person.
    public let url: String?
    /// The kind of host that it goes to.
    public let host: HostKind
    /// Whether the whole dataset lies there, as its makers or their mirrors serve it.
    public let isWhole: Bool
}

extension Card {
    /// The ways to the bytes, the preferred host first.
    ///
    /// Empty for what is gone.
    public var nextSteps: [NextStep] {
        guard status != .gone, access.kind != .gone else { return [] }
        return hosts.filter { $0.role != .former }.compactMap { $0.nextStep(for: self) }
    }

    /// Where a person must act before any command works, or `nil` where nobody must.
    public var pageToStart: String? {
        guard access.kind != .open else { return nil }
        let order: [PagePurpose] = [
            .register, .sign, .apply, .pay, .challenge, .terms, .contact, .download, .read,
        ]
        for purpose in order {
            if let page = access.pages.first(where: { $0.purpose == purpose }) { return page.url }
        }
        return homepage
    }
}

extension HostFact {
    func nextStep(for card: Card) -> NextStep? {
        let page =
            url.flatMap { $0.hasPrefix("http") && !$0.contains("{") ? $0 : nil }
            ?? pages.first { $0.purpose == .download }?.url ?? pages.first?.url
        func step(_ command: String?) -> NextStep {
            NextStep(
                what: covers ?? release ?? "everything", command: command, url: page, host: kind,
                isWhole: role == .primary || role == .mirror)
        }
        // A name with more than one word describes places rather than naming one.
        let name = id.flatMap { $0.contains(" ") ? nil : $0 }
        let folder = card.id
        switch kind {
        case .openneuro:
            return step(name.map { "aws s3 sync --no-sign-request s3://openneuro.org/\($0) \(folder)" })
        case .s3:
            let address = name.map { $0.hasPrefix("s3://") ? $0 : "s3://" + $0 } ?? url
            let isOpen = (access ?? card.access.kind) == .open || card.access.areBytesOpen == .yes
            return step(address.map { "aws s3 sync \(isOpen ? "--no-sign-request " : "")\($0) \(folder)" })
        case .gcs:
            let address = name.map { $0.hasPrefix("gs://") ? $0 : "gs://" + $0 } ?? url
            return step(address.map { "gsutil -m rsync -r \($0) \(folder)" })
        case .idc: return step(name.map { "idc download \($0)" })
        case .physionet:
            let needsUser = (access ?? card.access.kind) != .open
            let user = needsUser ? "--user YOUR_NAME --ask-password " : ""
            return step(
                (url ?? name.map { "https://physionet.org/files/\($0)/" }).map {
                    "wget -r -N -c -np \(user)\($0)"
                })
        case .datalad, .gitAnnex, .gin:
            return step(
                (url ?? name.map { "https://github.com/\($0)" }).map { "datalad clone \($0) \(folder)" })
        case .github, .gitlab:
            let site = kind == .github ? "https://github.com/" : "https://gitlab.com/"
            let isRepository = name?.split(separator: "/").count == 2
            return step(isRepository ? name.map { "git clone \(site)\($0)" } : nil)
        case .huggingFace:
            return step(name.map { "hf download --repo-type dataset \($0) --local-dir \(folder)" })
        case .kaggle:
            let isCompetition = name?.contains("/") == false || name?.hasPrefix("c/") == true
            return step(
                name.map {
                    isCompetition
                        ? "kaggle competitions download -c \($0)" : "kaggle datasets download -d \($0)"
                })
        case .zenodo:
            let record = name?.split(separator: "/").last.map(String.init)
            return step(record.flatMap { Int($0) != nil ? "zenodo_get \($0)" : nil })
        case .osf: return step(name.map { "osf -p \($0) clone \(folder)" })
        case .synapse: return step(name.map { "synapse get -r \($0)" })
        case .academicTorrents:
            let isHash = name?.count == 40
            return step(
                isHash ? name.map { "aria2c https://academictorrents.com/download/\($0).torrent" } : nil)
        case .ftp: return step(url.map { "wget -r -c -np \($0)" })
        case .http:
            let direct = archives.first { $0.url.map { !$0.contains("{") } ?? false }?.url
            return step(direct.map { "curl -L -C - -O '\($0)'" })
        default: return page == nil ? nil : step(nil)
        }
    }
}
