#!/usr/bin/env python3
"""Has xlwt write old Excel workbooks (.xls), and compares cell by cell what Lightbox reads with what xlrd does.

    Tests/Conformance/workbooks.py [--peers FOLDER] [--data ../shared/data] [--keep FOLDER] [FILE.xls...]

Numbers of every coding, dates by some forty formats from 1900 and from 1904, formulas, merged and empty cells, text in
many scripts and across records, booleans, errors, 120 sheets, 256 columns, 65,536 rows; and the `.xls` files beside the
repository, whatever they are called. The rows come from a test that this runs (`LIGHTBOX_WORKBOOKS`), so `swift build
--build-tests` must have been run. Where there are no peers it says so and passes.
"""
import datetime, glob, json, math, os, random, shutil, subprocess, sys, tempfile

import peers

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
DATES = ["YYYY-MM-DD", "D-MMM-YY", "M/D/YY", "D-MMM", "MMM-YY", "h:mm AM/PM", "h:mm:ss", "M/D/YY h:mm", "mm:ss", "[h]:mm:ss",
         "mm:ss.0", "dddd, d mmmm yyyy", "[$-409]d mmm yyyy;@", "yyyy\\.mm\\.dd", '"on" d.m.yyyy', "dd/mm/yyyy hh:mm:ss"]
NUMBERS = ["General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00E+00", "# ?/?", "@", '0.0 "days"', "0.0 \\d", "[Red]0.0;[Blue]-0.0",
           '"$"#,##0_);("$"#,##0)', "_(* #,##0_);_(* (#,##0)"]
TEXTS = ["", "a", "Jörg", "日本語のテキスト", "Ελληνικά", "עברית", "tab\tand\nline", "  spaces  ", "'quoted'", '"', "=1+1", "NaN", "x" * 255,
         "ä" * 256, "語" * 3000, "a" * 9000, "mixed 語 " * 900, "\u0000zero", "true", "1.0", "2020-01-02"]


def make(folder):
    """Writes the workbooks."""
    import xlwt
    chance = random.Random(20260101)

    def style(format):
        return xlwt.easyxf(num_format_str=format)

    book = xlwt.Workbook()
    sheet = book.add_sheet("numbers")
    numbers = [0, 1, -1, 0.5, 0.1, 1 / 3, 123.45, -0.01, 12345.67, 2**29 - 1, 2**29, -2**29, -2**29 - 1, 2**31, 2**53, 1e15, 1e16, 1e-5, 1e-300,
               1e300, -0.0, 99.99, 0.07, 1.1, 536870911.99, 4.35, 0.29, 1e21, 123456789012345678]
    numbers += [round(chance.uniform(-1e4, 1e4), chance.randrange(6)) for _ in range(800)]
    for row, number in enumerate(numbers):
        sheet.write(row, 0, number)
        for column, format in enumerate(NUMBERS):
            sheet.write(row, column + 1, number, style(format) if row < 30 else xlwt.Style.default_style)
    book.save(os.path.join(folder, "numbers.xls"))

    for is1904 in (False, True):
        book = xlwt.Workbook()
        book.dates_1904 = is1904
        sheet = book.add_sheet("dates")
        days = [0.0, 0.25, 0.5, 0.999994, 1, 2, 58, 59, 61, 62, 365, 1461, 25569, 36526.5, 40000.123456, 44000, 45000.999999, 2958465]
        days += [round(chance.uniform(61, 60000), 6) for _ in range(100)]
        for column, format in enumerate(DATES):
            made = style(format)
            for row, day in enumerate(days):
                sheet.write(row, column, day, made)
        made = style("YYYY-MM-DD hh:mm:ss")
        if not is1904:
            sheet.write(0, 20, datetime.datetime(2020, 2, 29, 13, 14, 15), made)
            sheet.write(1, 20, datetime.date(1999, 12, 31), made)
            sheet.write(2, 20, datetime.time(23, 59, 59), made)
        book.save(os.path.join(folder, f"dates-{1904 if is1904 else 1900}.xls"))

    # Nothing beyond 16 bits, of which xlwt counts the characters wrongly.
    book = xlwt.Workbook()
    sheet = book.add_sheet("texts")
    for row, text in enumerate(TEXTS):
        sheet.write(row, row % 3, text)
    for row in range(3000):
        # As many texts as no record holds, so that they break wherever they may.
        alphabet = chance.choice(["abc ", "äöü", "語漢字", "a語", "Ωж"])
        sheet.write(100 + row, chance.randrange(4), "".join(chance.choice(alphabet) for _ in range(chance.randrange(60))))
    bold = xlwt.easyfont("bold on")
    for row in range(200):
        sheet.write_rich_text(4000 + row, 0, [("語" * chance.randrange(1, 90), bold), " plain ", ("x" * chance.randrange(1, 90), bold), "."])
    book.save(os.path.join(folder, "texts.xls"))

    book = xlwt.Workbook()
    sheet = book.add_sheet("kinds")
    sheet.write(0, 0, True)
    sheet.write(0, 1, False)
    for column, code in enumerate(ERRORS):
        sheet.row(1).set_cell_error(column, code)
    sheet.write(2, 0, None)
    sheet.write(2, 3, "after blanks")
    for column in range(10):
        sheet.write(3, column, None, style("0.00"))
    sheet.write(4, 0, xlwt.Formula("A1+1"))
    sheet.write(4, 1, xlwt.Formula('"a"&"b"'))
    sheet.write(4, 2, 5)
    sheet.write_merge(6, 8, 0, 3, "merged")
    sheet.write_merge(10, 10, 0, 255, 7)
    sheet.write(12, 255, "last column")
    sheet.write(20, 0, "far")
    sheet.write(19, 2, "before it, written later")
    book.add_sheet("nothing")
    book.save(os.path.join(folder, "kinds.xls"))

    book = xlwt.Workbook()
    for number in range(120):
        sheet = book.add_sheet(f"ß{number} 表" if number % 2 else f"sheet {number}")
        for row in range(number % 7):
            sheet.write(row, number % 5, number * row)
    book.save(os.path.join(folder, "sheets.xls"))

    book = xlwt.Workbook()
    sheet = book.add_sheet("long")
    for row in range(65536):
        sheet.write(row, 0, row)
        sheet.write(row, 1, f"row {row % 1000}")
        sheet.write(row, 2, row / 8)
    book.save(os.path.join(folder, "long.xls"))


def shown(cell, mode):
    """The text of a cell as Lightbox has it, from xlrd's."""
    import xlrd
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value or None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "true" if cell.value else "false"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ERRORS.get(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE and 0 <= cell.value < (2957004 if mode else 2958466):
        return date(cell.value, mode)
    return float(cell.value)


def date(value, mode):
    """A day number as ISO 8601, to the second, as xlrd turns it; as it is where xlrd refuses it."""
    import xlrd
    whole, part = math.floor(value), value - math.floor(value)
    seconds = round(part * 86400)
    if seconds == 86400:
        whole, seconds = whole + 1, 0
    time = "%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)
    if whole == 0 and mode == 0:
        return time
    day = (datetime.datetime(1904, 1, 1) if mode else datetime.datetime(1899, 12, 31 if whole < 60 else 30)) + datetime.timedelta(days=whole)
    if whole >= 61 or mode:
        assert xlrd.xldate_as_datetime(whole, mode) == day
    text = day.strftime("%Y-%m-%d")
    return text + ("T" + time if seconds else "")


def same(ours, theirs):
    if isinstance(theirs, float):
        try:
            return ours is not None and float(ours) == theirs
        except ValueError:
            return False
    return ours == theirs


def compare(path):
    """How many cells are the same, and what differs, a sentence each."""
    import xlrd
    with open(path + ".json") as file:
        ours = [json.loads(line) for line in file]
    if ours and "error" in ours[0]:
        return 0, [ours[0]["error"].splitlines()[0]]
    book = xlrd.open_workbook(path)
    found, cells = [], 0
    if [sheet["sheet"] for sheet in ours] != book.sheet_names():
        return 0, [f"sheets {[sheet['sheet'] for sheet in ours][:5]} for {book.sheet_names()[:5]}"]
    for mine, theirs in zip(ours, book.sheets()):
        rows = [[shown(cell, book.datemode) for cell in theirs.row(row)] for row in range(theirs.nrows)]
        # Rows without a cell that holds something are not handed on.
        rows = [(number, row) for number, row in enumerate(rows) if any(cell is not None for cell in row)]
        if len(rows) != len(mine["rows"]):
            found.append(f"{theirs.name}: {len(mine['rows'])} rows for {len(rows)}")
        for (number, row), got in zip(rows, mine["rows"]):
            for column in range(max(len(row), len(got))):
                a, b = (got[column] if column < len(got) else None), (row[column] if column < len(row) else None)
                if same(a, b):
                    cells += a is not None
                else:
                    found.append(f"{theirs.name} R{number + 1}C{column + 1}: {str(a)[:40]!r} for {str(b)[:40]!r}")
    return cells, found


def main():
    parser = peers.arguments(__doc__)
    parser.add_argument("--keep", metavar="FOLDER", help="keep the files there")
    options = parser.parse_args()
    if not peers.ready(options):
        return 0
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.abspath(options.keep or work)
        os.makedirs(folder, exist_ok=True)
        if options.paths:
            given = options.paths
        else:
            make(folder)
            given = [p for p in glob.glob(os.path.join(options.data, "**", "*"), recursive=True) if os.path.isfile(p)
                     and open(p, "rb").read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
        for number, path in enumerate(given):
            shutil.copy(path, os.path.join(folder, f"given-{number}-{os.path.basename(path)}.xls"))
        run = subprocess.run(["swift", "test", "--skip-build", "--filter", "Workbooks made elsewhere"], cwd=peers.ROOT,
                             env=os.environ | {"LIGHTBOX_WORKBOOKS": folder}, capture_output=True, text=True)
        paths = sorted(glob.glob(os.path.join(folder, "*.xls")))
        if not all(os.path.exists(path + ".json") for path in paths):
            sys.exit("the test that writes the rows did not run:\n" + (run.stdout + run.stderr)[-1000:])
        total, wrong = 0, 0
        for path in paths:
            cells, found = compare(path)
            total, wrong = total + cells, wrong + len(found)
            print(f"{os.path.basename(path):<24}{cells:>10} cells the same{len(found):>8} differ")
            for line in found[:12]:
                print("   ", line)
        print(f"{total} cells of {len(paths)} workbooks are the same, {wrong} differ")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
