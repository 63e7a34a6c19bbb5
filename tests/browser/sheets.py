"""Templates filled in as people fill them in."""
import csv
import io

import openpyxl

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filled_xlsx(template: bytes, rows: list[dict[str, str]]) -> bytes:
    """The XLSX template with rows added under its headings."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    needed = set().union(*rows)
    for line in range(1, 10):
        headings = [str(cell.value or "").strip("* ") for cell in sheet[line]]
        if needed <= set(headings):
            break
    else:
        raise AssertionError(f"no row of headings with {needed}")
    for place, row in enumerate(rows):
        for column, heading in enumerate(headings):
            sheet.cell(line + 1 + place, column + 1, row.get(heading))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled_csv(template: bytes, rows: list[dict[str, str]]) -> bytes:
    """The CSV template with rows added, in the encoding that Chinese spreadsheet programs write."""
    lines = list(csv.reader(io.StringIO(template.decode("utf-8-sig"))))
    needed = set().union(*rows)
    at = next(index for index, line in enumerate(lines) if needed <= {name.strip("* ") for name in line})
    headings = [name.strip("* ") for name in lines[at]]
    out = io.StringIO()
    csv.writer(out).writerows(lines[: at + 1] + [[row.get(heading, "") for heading in headings] for row in rows])
    return out.getvalue().encode("gb18030")


def rows(workbook: bytes) -> list[tuple[str, ...]]:
    """What stands in the first sheet."""
    lines = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(values_only=True)
    return [tuple(str(value or "") for value in line) for line in lines]
