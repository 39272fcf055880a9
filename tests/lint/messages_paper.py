"""MESSAGES.md out of the tables of messages: a section a heading of the .def files, a row a message."""

import re

HEADING = re.compile(r"^/\* ([^|*\n]+?) \| ([^*\n]+?) \*/$", re.M)
PART = re.compile(r'^#include "diag/([\w.]+)"$', re.M)
EXIT = {"DONE": 0, "PERSON": 3, "USAGE": 64, "DATA": 65, "NO_INPUT": 66, "BUG": 70, "CANNOT_CREATE": 73,
        "IO": 74, "BUSY": 75}
OPENING = """# Messages 消息代码

Written by `tests/lint/messages -i` out of `gen/diag/messages.def` and its parts; change those. A message ends with its code in
square brackets, `--json` gives it as `code`, `minsheng issue --despite CODE` takes it, and `minsheng acknowledge` those of
figures in doubt. The number is the exit status that it leads to; the worst one said becomes the program's. {0}, {1} … are what the message is about.

每条消息末尾方括号里是代码，`--json` 里是 `code`；`issue --despite`、`acknowledge` 后面写的就是它。数字是由它引起的退出状态，
一次运行以最重的为准。{0}、{1} 等处是具体内容。

The text itself says what was found and what to do. What follows from the severity 各级消息怎么办:

| severity | means | what to do | 怎么办 |
|---|---|---|---|
| info | result or progress, with `-v` | nothing | 不用管 |
| note | something was understood in a charitable way, or is told once | nothing; look whether it is as meant | 不用处理，看一眼是否符合本意 |
| doubt | a figure, report or page that a person must look at; it counts as the text says | ask the unit, which corrects or confirms (`"corrects"`, `"confirms"`); or record what was found out: `minsheng acknowledge`; or issue in spite of it: `--despite CODE --reason` | 请单位更正或确认；或用 `acknowledge` 记录核实结果；或写明原因仍予印发：`--despite 代码 --reason` |
| fault | a report was refused, a unit is missing, a file is not as it should be; the least possible is left out | the unit mends the place that is named and reports again; or issue in spite of it: `--despite CODE --reason` | 由单位改正指明之处后重报；或写明原因仍予印发 |
| error | what is named could not be done or published | mend it and run again; `--despite` never lifts an error | 改正后重新运行；`--despite` 不能越过错误 |

LETTERS_LOST alone is a doubt that does not stand against issuing.
"""


def cell(text):
    """As it is said, in one cell of a table: C's escapes undone, Markdown's signs kept from their work."""
    text = text.replace('\\"', '"').replace("\\n", " ").replace("\\\\", "\\")
    return re.sub(r"([|<>*_`\\])", r"\\\1", text)


def whole(table, parts):
    """The table with its parts in the places where they are included."""
    return PART.sub(lambda match: parts[match[1]], table)


def paper(text, rows):
    """rows(text): (line, code, severity, exit, english, chinese); text: all tables as one."""
    found = list(rows(text))
    headings = [(text.count("\n", 0, match.start()) + 1, match[1], match[2]) for match in HEADING.finditer(text)]
    lines = [OPENING]
    for index, (first, english, chinese) in enumerate(headings):
        last = headings[index + 1][0] if index + 1 < len(headings) else text.count("\n") + 1
        lines += [f"## {english[0].upper()}{english[1:]} {chinese}", "", "| code | severity | exit | text |",
                  "|---|---|---|---|"]
        lines += [f"| `{code}` | {severity.lower()} | {EXIT[status]} | {cell(chinese)}<br>{cell(english)} |"
                  for line, code, severity, status, english, chinese in found if first < line <= last]
        lines.append("")
    return "\n".join(lines)
