import LightboxArchive
import LightboxCore
import LightboxFormats
import SystemPackage

/// Work on tables.
enum TableJobs {
    static let all: [Job] = [
        Job(
            "join",
            "FILES COLUMN TABLE COLUMN VALUES [--all-typed]: loads both, joins, counts the ones in VALUES",
            join)
    ]

    /// Loads both tables, joins them, and counts the rows of the second's column that are 1.
    private static func join(_ arguments: [String]) throws -> Report {
        let (left, right) = (
            FilePath(try arguments.required(0, "a table")), FilePath(try arguments.required(2, "a table"))
        )
        let (leftColumn, rightColumn) = (
            try arguments.required(1, "a column"), try arguments.required(3, "a column")
        )
        let values = try arguments.required(4, "a column")
        func load(_ path: FilePath) throws -> Table {
            try Table(FileBytes(path: path), name: path.lastComponent?.string ?? "")
        }
        let isTyped = arguments.contains("--all-typed")
        return try Report.timing {
            let (files, table) = (try load(left), try load(right))
            let join = try TableJoin(
                TableKeys(files, column: leftColumn), TableKeys(table, column: rightColumn))
            var typed = 0
            if isTyped {
                for table in [files, table] {
                    for column in table.columns.indices { typed += table.numbers(column).count { !$0.isNaN } }
                }
            }
            guard let column = table.columns.firstIndex(of: values) else {
                throw UsageError("there is no column \(values)")
            }
            let numbers = table.numbers(column)
            let positive = join.pairs.count { numbers[$0.right] == 1 }
            return (
                files.byteCount + table.byteCount, 1,
                [
                    ("joined", .integer(join.pairs.count)), ("positive", .integer(positive)),
                    ("leftAlone", .integer(join.leftAlone.count)),
                    ("rightAlone", .integer(join.rightAlone.count)), ("numbers", .integer(typed)),
                ]
            )
        }
    }
}
