"""Cases for forms: figures at, just below and just above each bound of a unit's form, as a report and
as what is typed; and the bounds worked out here with fractions, as a second opinion.

A case changes one part of one figure of a report that else repeats what stands. What is said of it
is a set of (code, indicator).
"""

import fractions
import json
import math
import re
import shutil

from workspace import PROJECT

# What a form leaves out, by name (gen/figures/ledger/bounds.h), and what is said of a whole report.
LEFT_OUT = {"FIGURES_DIFFER", "TOTALS_DISAGREE", "SUM_INEXACT", "REPORT_REPEATED", "FIGURES_LEFT_OUT",
            "LETTERS_LOST", "REPORT_EARLY", "FIGURE_ASIDE"}
COMPARISONS = {"<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b,
               ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "!=": lambda a, b: a != b}
# Typed, and the kind of fault: a form knows no figure, the program says what it may have meant.
NO_FIGURE = "no figure"
TYPED = ["约900", "九百", "", "无", "1,2000", "-5", "1.5", "２７３７０", "2.737万", "27,370", "1e3", "1.2E+04",
         "12345678901234567890", "0.1234567891", "3-4", "5%", "012", "0", " 7 ", "1/2", "7。5", "0.000", "35 万",
         "90以上", "９０以上 ", "2.737万以上", "1.5以上", "1,200 以上", "约90以上", "90左右", "超过90", "90多", "以上",
         "-5以上", "1e3以上", "0.1234567891以上", "90以上。"]
MEASURED = ["90{}以上", "90 {} 以上", "约90{}以上", "90{}", "90个{}以上"]  # with the measure of the figure


PARTS = {"v": "value", "n": "numerator", "d": "denominator"}


def page_data(page):
    """The data within a form's page."""
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))


def fields(data):
    return [field for task in data["tasks"] for field in task["fields"]]


def at(data):
    """A time at which the report is in time."""
    return f"{data['due']}T09:00:00+08:00"


def parts(value):
    """The parts of a figure, as they are typed: what is only the least known in its words."""
    typed = {key: text for key, text in value.items() if key in "vnd"}
    return {"v": value["words"]} if "words" in value else typed


def standing(data):
    """What is typed when every figure is that of before."""
    return {field["id"]: parts(field.get("stands", {})) for field in fields(data)}


def number(field, text):
    """The number that a well-formed text stands for."""
    stands = field.get("stands", {})
    return fractions.Fraction(stands["v"] if text == stands.get("words") else text)


def as_number(text):
    """A plain decimal as JSON has it; what is none as it was typed."""
    return float(text) if re.fullmatch(r"\d+\.\d+", text) else int(text) if re.fullmatch(r"0|[1-9]\d*", text) else text


def submission(data, typed):
    tasks = []
    for task in data["tasks"]:
        values = {}
        for field in task["fields"]:
            mine = typed[field["id"]]
            given = {key: text for key, text in mine.items() if key in "vnd" and text.strip()}
            if not given:
                continue
            if field["kind"] == "yes":
                value = {"value": given["v"] == "1"}
            elif field["kind"] == "stage":
                value = {"value": field["stages"][int(given["v"]) - 1] if given["v"] != "0" else False}
            elif given.get("v") == field.get("stands", {}).get("words", ""):
                value = {"at_least": field["stands"]["v"], "words": given["v"]}
            else:
                value = {name: given[key] for key, name in PARTS.items() if key in given}
            value.update({key: mine[key] for key in ("corrects", "confirms") if key in mine})
            values[field["id"]] = value
        tasks.append({"no": task["no"], "values": values, "progress": "已完成。"})
    return {"unit": data["unit"], "period": data["period"], "revision": 1, "submitted_at": at(data),
            "reporter": "填报人", "tasks": tasks}


def said(records):
    """Of the program's records about one file."""
    found = set()
    for record in records:
        match = re.search(r"/values/([0-9.]+)", record["pointer"])
        if not match or record["severity"] not in ("doubt", "fault") or record["code"] in LEFT_OUT:
            continue
        found.add((kind_of(record["code"]), match.group(1)))
    return found


def kind_of(code):
    """A form tells figures from what is none; which of the slips it is, the program alone says."""
    plain = ("VALUE_NEGATIVE", "VALUE_BOUND_LIMIT", "VALUE_RANGE", "VALUE_SCIENTIFIC", "VALUE_FRACTION_PART", "VALUE_BASE",
             "VALUE_NO_BASE")
    if code.startswith("VALUE_WHOLE"):
        return "VALUE_WHOLE"
    return NO_FIGURE if code.startswith("VALUE_") and code not in plain else code


# The second opinion

def total(text, values):
    result = fractions.Fraction(0)
    for term in text.split("+"):
        product = fractions.Fraction(1)
        for word in term.split("*"):
            if ":" in word and word not in values:
                return None
            product *= values[word] if ":" in word else fractions.Fraction(word)
        result += product
    return result


def comparisons(when):
    return [re.fullmatch(r"(.*?)(<=|>=|!=|<|>|=)(.*)", one).groups() for one in when.split("&")]


def holds(when, values):
    for left, sign, right in comparisons(when):
        a, b = total(left, values), total(right, values)
        if a is None or b is None or not COMPARISONS[sign](a, b):
            return False
    return True


def odd(parts, values, fresh):
    known = [part for part in parts if part in values]
    alike = {part: sum(values[part] == values[other] for other in known) for part in known}
    asked = [part for part in known if part.split(":")[0] in fresh]
    if len(known) < 2 or not asked:
        return None
    part = min(asked, key=lambda one: alike[one])
    return part.split(":")[0] if alike[part] < len(known) else None


def judge(data, typed):
    """Of well-formed figures: what a form should ask."""
    values, fresh, found = {}, set(), set()
    for field in fields(data):
        mine = {key: text for key, text in typed[field["id"]].items() if key in "vnd" and text.strip()}
        own = {f"{field['id']}:{key}": number(field, text) for key, text in mine.items()}
        fell = [bound for bound in field["bounds"] if bound["code"] == "FIGURE_FELL" and holds(bound["when"], own)]
        if mine and not (fell and "corrects" not in typed[field["id"]]):
            values.update(own)
            fresh.add(field["id"])
            continue
        if mine:
            found.add(("FIGURE_FELL", field["id"]))
        values.update({f"{field['id']}:{key}": fractions.Fraction(text)
                       for key, text in field.get("stands", {}).items() if key in "vnd"})
    for field in fields(data):
        first = False
        for bound in field["bounds"] if field["id"] in fresh else ():
            if bound["code"] == "FIGURE_FELL" or (bound.get("first") and first) or not holds(bound["when"], values):
                continue
            first = first or bound.get("first", False)
            found.add((bound["code"], field["id"]))
    for bound in data["between"]:
        if "alike" in bound:
            asked = odd(bound["alike"], values, fresh)
        else:
            asked = next((one for one in bound["ask"] if one in fresh), None) if holds(bound["when"], values) else None
        if asked and not (bound.get("afterPart") and ("WHOLE_BELOW_PART", asked) in found):
            found.add((bound["code"], asked))
    found -= {(bound["code"], field["id"]) for field in fields(data) for bound in field["bounds"] if bound.get("note")}
    return {one for one in found if "confirms" not in typed[one[1]] or one[0] == "FIGURE_FELL"}


# Cases

def keys_of(field):
    """The parts that are typed, a letter each."""
    return {"fraction": "ndv" if field.get("either") else "nd", "number": "v"}.get(field["kind"], "")


def roots(when, part, values):
    """Where a comparison of the condition turns, as this part alone changes."""
    for left, _, right in comparisons(when):
        at = []
        for x in (0, 1):
            known = {**values, part: fractions.Fraction(x)}
            a, b = total(left, known), total(right, known)
            at.append(None if a is None or b is None else a - b)
        if None not in at and at[0] != at[1]:
            yield -at[0] / (at[1] - at[0])


def written(value):
    return f"{float(value):.9f}".rstrip("0").rstrip(".") if value.denominator > 1 else str(value.numerator)


def near(root, whole):
    """The turning point, if a figure can be there, and its neighbours."""
    step = fractions.Fraction(1) if whole else fractions.Fraction(1, 1000)
    below = math.floor(root / step) * step
    return [written(x) for x in (below - step, below, below + step) if x >= 0]


def cases(data):
    """(indicator, parts, text): each once."""
    base = standing(data)
    values = {f"{field['id']}:{key}": number(field, text)
              for field in fields(data) for key, text in base[field["id"]].items()}
    seen = set()
    for field in fields(data):
        keys = keys_of(field)
        bounds = field["bounds"] + [bound for bound in data["between"] if field["id"] in bound["ask"]]
        for key in keys:
            part = f"{field['id']}:{key}"
            texts = [text for bound in bounds if "when" in bound and part in bound["when"]
                     for root in roots(bound["when"], part, values)
                     for text in near(root, field["whole"] or key in "nd")
                     if key == "v" or part in values]
            for text in [*texts, "0"]:
                if (part, text) not in seen:
                    seen.add((part, text))
                    yield field["id"], key, text
        if "n" in keys:
            yield field["id"], "nd", "0"
        if field.get("either"):
            for keys in ("n+", "d+", "nd+"):
                yield field["id"], keys, "50"
        choices = {"yes": 2, "stage": len(field.get("stages", ())) + 1}
        for choice in range(choices.get(field["kind"], 0)):
            yield field["id"], "v", str(choice)


def typed_cases(data):
    """What people type where a figure is asked for, in each kind of number and a fraction."""
    kinds = {}
    for field in fields(data):
        kinds.setdefault((field["kind"], field["whole"], field["limit"], field.get("either")), field)
    for field in kinds.values():
        for key in keys_of(field):
            for text in [*TYPED, *(text.format(field["measure"]) for text in MEASURED if key == "v")]:
                yield field["id"], key, text


def with_edit(data, name, key, text):
    """What stands, with these parts of a figure changed; one number stands in place of the parts, or beside them."""
    typed = standing(data)
    rest = {} if key == "v" else {"n": "10", "d": "100"} if "v" in typed[name] else typed[name]
    typed[name] = {**rest, **{part: text for part in key if part in "vnd"}}
    if "+" in key:
        typed[name]["v"] = "50"
    return typed


# Other tables, with kinds of figure and ways to number and to report that the shipped one has not

TABLES = {  # the catalogue, the month asked for, those reported before it
    "a county": ("county", "2023-04", ("2023-02", "2023-03")),
    "a county, its shares in parts": ("county", "2023-03", ("2023-02",)),
    "a district, by quarters": ("district", "2021-09", ("2021-05", "2021-06")),
    "a province": ("province", "2019-06", ("2019-04", "2019-05"))}
RENAMED = {"name": "县住建局", "kind": "bureau", "from": "2023-03", "succeeds": ["县住房和城乡建设局"]}
LEAST = {"6.3": "92%以上", "7.3": "超过20亿元"}  # of which only that was said last


def first_report(data, month):
    """Figures that grow with the months, and what is only the least known."""
    tasks = []
    for task in data["tasks"]:
        values = {}
        for field in task["fields"]:
            amount = 3 * month if field["whole"] else 3 * month + 0.5
            values[field["id"]] = {
                "yes": False, "stage": field.get("stages", [""])[0],
                "fraction": amount if field.get("either") and month > 2 else
                            {"numerator": 10 * month, "denominator": int(field.get("fixed", 100))},
                "number": amount}[field["kind"]]
            if field["id"] in LEAST and month > 2:
                words = LEAST[field["id"]]
                least = re.search(r"[0-9.]+", words)[0]
                values[field["id"]] = {"at_least": float(least) if "." in least else int(least), "words": words}
        tasks.append({"no": task["no"], "values": values, "progress": "已开展。"})
    return {"unit": data["unit"], "period": data["period"], "revision": 1, "submitted_at": at(data),
            "reporter": "填报人", "approver": "审核人", "phone": "1", "tasks": tasks}


def pages_of(workspace, period):
    """The pages of a month by unit."""
    workspace.run("form", period)
    return {path.stem: path for path in sorted((workspace.root / "output" / period / "forms").glob("*.html"))}


def relate_shares(catalogue):
    """Two shares, each of which may be given in parts or as a number, and the one is to be at least the other."""
    task = next(task for task in catalogue["tasks"] if any(one["id"] == "5.2" for one in task.get("indicators", ())))
    share = next(one for one in task["indicators"] if one["id"] == "5.2")
    task["indicators"].append({**share, "id": "5.9", "name": "城乡居民养老参保率", "target": 90})
    catalogue.setdefault("relations", []).append("5.2 >= 5.9")


def prepare_table(workspace, name):
    """Another table in place of the shipped one, and what was reported before the month asked for; its pages."""
    place, period, before = TABLES[name]
    catalogue = json.loads((PROJECT / "tests/catalogues" / f"{place}.json").read_text("utf-8"))
    if place == "county":
        catalogue["units"].append(RENAMED)
        relate_shares(catalogue)
    shutil.rmtree(workspace.root / "input")
    (workspace.root / "input/targets").mkdir(parents=True)
    (workspace.root / f"input/targets/{catalogue['year']}.json").write_text(
        json.dumps(catalogue, ensure_ascii=False), encoding="utf-8")
    for month in before:
        folder = workspace.root / "input/submissions" / month
        folder.mkdir(parents=True)
        for unit, page in pages_of(workspace, month).items():
            report = first_report(page_data(page.read_text("utf-8")), int(month[-2:]))
            (folder / f"{unit}.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return pages_of(workspace, period)


# The program

PREPARED = ("3.1", "6.4")


def prepare(workspace):
    """A district that has never reported a standard, and has declared something done; two shares of which one
    is to be at least the other."""
    targets = workspace.root / "input/targets/2020.json"
    catalogue = json.loads(targets.read_text("utf-8"))
    catalogue["relations"].append("9.1 >= 9.2")
    targets.write_text(json.dumps(catalogue, ensure_ascii=False), encoding="utf-8")
    for period in workspace.periods():
        path = workspace.submission(period, "蓬江区")
        report = json.loads(path.read_text("utf-8"))
        for task in report["tasks"]:
            values = task.get("values", {})
            values.pop("3.1", None)
            if "6.4" in values:
                values["6.4"] = True
        path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


def program(workspace, unit, reports):
    """What the program says of each report of a unit, in one run."""
    files = []
    for number, report in enumerate(reports):
        path = workspace.folder / f"{number}" / f"{unit}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(report, encoding="utf-8")
        files.append(str(path))
    run = workspace.run("check", "--json", "--with-month", *files)
    heard = {file: [] for file in files}
    for line in run.err.decode().splitlines():
        record = json.loads(line)
        if record["file"] in heard:
            heard[record["file"]].append(record)
    return [said(heard[file]) for file in files]
