import ArgumentParser
import FoundationEssentials
import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxFetch
import SystemPackage

/// `lightbox get`: a dataset from where it lives, or what a person must do first.
struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetch a dataset: resumable, verified, its terms shown first.",
        discussion: """
            Files go into a folder named after the dataset, or --into another. What is there and whole is kept; \
            an interrupted run goes on at the byte when the same command is run again. Every byte is checked \
            against what the host publishes. `lightbox.lock` in the folder records what came from where.

            Examples:
              lightbox get openneuro-ds001486 --dry-run
              lightbox get openneuro-ds001486 --subjects 3 --accept
              lightbox get openneuro-ds001486 --only 'sub-*/anat/*_T1w.nii.gz'
              lightbox get nih-chestxray --only 'images_001.tar.gz' --into /data/nih
              lightbox get chexpert --from ~/Downloads       takes what you fetched by hand
              lightbox get openneuro-ds001486 --locked lightbox.lock
            """)

    @Argument(help: "The dataset's id, such as `openneuro-ds001486`.") var id: String
    @Option(help: "The folder to fill; without it, one named after the dataset.") var into: String?
    @Option(help: "The release, as `lightbox show` names it.") var release: String?
    @Option(help: "Only files whose path fits a pattern, in quotes; may be given again.") var only: [String] =
        []
    @Option(help: "Only so many subjects, or these: 3, or sub-01,sub-07.") var subjects: String?
    @Option(help: "Only the series or files that a file names, one a line.") var ids: String?
    @Flag(help: "Say what there is to fetch, and fetch nothing.") var dryRun = false
    @Flag(help: "Agree to the terms, which are shown all the same.") var accept = false
    @Flag(help: "Digest what is there, and fetch again what is not right.") var repair = false
    @Option(help: "Exactly the files of a lock, or the first that differs.") var locked: String?
    @Option(help: "Fetch from this kind of host of the card; `lightbox show ID` lists them.") var host:
        HostKind?
    @Option(help: "Files, archives or folders that you fetched by hand; may be given again.") var from:
        [String] = []
    @Option(help: "A link that you were given; `-` reads it from standard input.") var link: String?
    @OptionGroup var pace: PaceOptions
    @Flag(help: "One line a file, in place of a bar.") var plain = false
    @Flag(help: "Events as JSON, one object a line.") var json = false
    @OptionGroup var options: CatalogueOptions

    func validate() throws {
        for pattern in only { _ = try parsed(pattern) }
        if let subjects, let count = Int(subjects), count < 1 {
            throw ValidationError("'--subjects' must be at least 1, not \(count).")
        }
    }

    private func parsed(_ pattern: String) throws -> PathPattern {
        do { return try PathPattern(pattern) } catch { throw ValidationError("\(error)") }
    }

    func run() async throws {
        let card = try options.open().required(id)
        let run = try GetRun(self, card: card, selection: try selection())
        let work = Task { try await run.run() }
        try await Interrupts.cancelling(work) {
            do { try await work.value } catch is CancellationError {
                run.stopShowing()
                Terminal.say(
                    "Stopped; what came so far is kept.\nhint: run the same command again: it goes on where it stopped"
                )
                throw ExitCode(Exit.notDone)
            }
        }
    }

    private func selection() throws -> Selection {
        var selection = Selection()
        selection.release = release
        selection.only = try only.map(parsed)
        if let subjects {
            if let count = Int(subjects), !subjects.hasPrefix("0") {
                selection.subjectCount = count
            } else {
                selection.subjects = Set(subjects.split(separator: ",").map(String.init))
            }
        }
        if let ids {
            let text = String(decoding: try FileBytes(path: FilePath(ids)).all(), as: UTF8.self)
            selection.ids = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
        }
        return selection
    }
}

/// How fast and how patiently.
struct PaceOptions: ParsableArguments {
    @Option(help: "How many files at once.") var jobs = 8
    @Option(help: "Bytes a second for all together: 500k, 5M.") var limitRate: String?
    @Option(help: "Stop after so long: 90s, 30m, 2h.") var deadline: String?
    @Option(help: "How often one thing may fail in a row.") var retries = 6
    @Option(help: "Seconds before the first retry; doubled for each further one.") var retryWait = 0.5

    func validate() throws {
        guard jobs > 0 else { throw ValidationError("'--jobs' must be at least 1, not \(jobs).") }
        guard retries > 0 else { throw ValidationError("'--retries' must be at least 1, not \(retries).") }
        guard retryWait >= 0, retryWait < 86_400 else {
            throw ValidationError("'--retry-wait' must be a number of seconds, not \(retryWait).")
        }
        _ = try bytesASecond()
        _ = try seconds()
    }

    func bytesASecond() throws -> Int {
        guard let limitRate else { return 0 }
        let letter = limitRate.last.map(String.init) ?? ""
        let scale: Double? = ["k": 1_000, "M": 1_000_000, "G": 1_000_000_000][letter]
        guard let number = Double(scale == nil ? limitRate : String(limitRate.dropLast())), number > 0,
            number * (scale ?? 1) < 1e15
        else { throw ValidationError("'--limit-rate' must be like 500k or 5M, not '\(limitRate)'.") }
        return max(1, Int(number * (scale ?? 1)))
    }

    func seconds() throws -> Double? {
        guard let deadline else { return nil }
        let scale: Double? = ["s": 1, "m": 60, "h": 3600, "d": 86_400][deadline.last.map(String.init) ?? ""]
        guard let number = Double(scale == nil ? deadline : String(deadline.dropLast())), number > 0,
            number * (scale ?? 1) < 1e9
        else { throw ValidationError("'--deadline' must be like 90s, 30m or 2h, not '\(deadline)'.") }
        return number * (scale ?? 1)
    }
}
