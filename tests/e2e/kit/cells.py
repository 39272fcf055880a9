"""Workbooks as JSON, read by openpyxl: Debian's python3 has it (python3-openpyxl), and takes half a second to
load it. Reads the path of a workbook a line, and answers with a line each.

usage: /usr/bin/python3 cells.py <PATHS"""

import datetime
import json
import sys

import openpyxl


def plain(value):
    return value.date().isoformat() if isinstance(value, datetime.datetime) else value


def sheet_of(sheet):
    return {"name": sheet.title, "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
            "paper": [sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToWidth,
                      sheet.page_setup.fitToHeight, sheet.print_title_rows, sheet.print_area],
            "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
            "lights": [[str(area.sqref), rule.formula, rule.dxf.fill.bgColor.rgb]
                       for area in sheet.conditional_formatting for rule in area.rules],
            "rows": [[[plain(cell.value), cell.data_type, cell.number_format] for cell in row]
                     for row in sheet.iter_rows()]}


for line in sys.stdin:
    book = openpyxl.load_workbook(line.rstrip("\n"))
    print(json.dumps({"created": book.properties.created.isoformat(), "modified": book.properties.modified.isoformat(),
                      "title": book.properties.title, "author": book.properties.creator,
                      "sheets": [sheet_of(sheet) for sheet in book]}, ensure_ascii=False), flush=True)
