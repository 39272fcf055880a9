"""Forms as workbooks, part by part: what no library writes can be written so."""

import re
import zipfile

SHEET, STYLES, STRINGS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"


def members(path):
    """The parts of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path, parts):
    """A workbook of these parts; its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def cell_xml(parts, key, cell):
    """Another cell in place of the one that is filled in in the row of a key, as {place}: the parts, its place."""
    strings = re.findall(r"<si>(.*?)</si>", parts[STRINGS].decode("utf-8"), re.S)
    number = next(i for i, words in enumerate(strings) if re.sub(r"<[^>]+>", "", words) == key)
    sheet = parts[SHEET].decode("utf-8")
    row = re.search(rf'<c r="I(\d+)"[^>]*><v>{number}</v>', sheet)[1]
    sheet, count = re.subn(rf'<c r="F{row}"( s="\d+")?( t="s")?(/>|><v>[^<]*</v></c>)', cell.format(place=f"F{row}"), sheet)
    assert count == 1
    return {**parts, SHEET: sheet.encode("utf-8")}, f"F{row}"
