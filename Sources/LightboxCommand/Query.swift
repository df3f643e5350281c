import ArgumentParser
import LightboxCore
import LightboxIndex
import LightboxStore

/// `lightbox query`: SQL over the index.
struct Query: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

    static let configuration = CommandConfiguration(
        abstract: "Ask the index in SQL; nothing can be changed that way.",
        discussion: """
            The views are copies, files, images, series and subjects; `--tables` prints their columns. Rows \
            are written as they come, however many there are.

            Examples:
              lightbox query --tables
              lightbox query "SELECT modality, count(*) FROM series GROUP BY modality"
              lightbox query "SELECT path, shape, spacing_k FROM images" --format csv > images.csv
              lightbox query "SELECT path, problem FROM files WHERE problem IS NOT NULL" --format json
            """)

    @Argument(help: "The SQL; one SELECT.") var sql: String?
    @Option(help: "How to write the rows: table, csv (RFC 4180) or json (one object a line).")
    var format: Format = .table
    @Flag(help: "The same as `--format json`.") var json = false
    @Flag(help: "Print the views and their columns.") var tables = false
    @OptionGroup var options: IndexOptions

    func validate() throws {
        guard tables || sql != nil else {
            throw ValidationError("Give the SQL to run, or '--tables' for the views and their columns.")
        }
    }

    func run() throws {
        if tables { return try printViews() }
        guard let sql else { return }
        let writer: any RowWriter =
            switch json ? .json : format {
            case .csv: CSVWriter()
            case .json: JSONWriter()
            case .table: TableWriter()
            }
        do {
            try ImageIndex.query(sql, at: try options.path()) {
                try writer.start($0)
            } row: { row in
                try writer.write((0..<row.count).map { row.value($0) })
                return true
            }
        } catch let error as StoreError where error.problem == .missing {
            throw QueryError(
                description: "There is no index at \(error.path).\nhint: `lightbox index FOLDER` makes it"
            )
        }
        writer.finish()
    }

    private func printViews() throws {
        for view in try ImageIndex.views() {
            if json || format == .json {
                Terminal.print(
                    (["view": .string(view.name), "columns": .strings(view.columns)] as JSONValue).text)
            } else {
                Terminal.print(view.name)
                let columns = Wrapping.lines(view.columns.joined(separator: ", "), width: Terminal.width - 4)
                for line in columns { Terminal.print("    " + line) }
            }
        }
    }

    private struct QueryError: Error, CustomStringConvertible { let description: String }
}
