"""A second reading of the rules, apart from the program: from the targets and the submissions of a
root it works out by itself, in exact fractions, what `minsheng facts` ought to say of a month.

Sources: the rules as written down (progress, status words, lights, combining, ranking, who counts),
never the C. A figure is a Figure, a unit's figure of a month a Cell, a month's result a Month.
"""

import calendar
import collections
import copy
import datetime
import functools
import json
import re
import unicodedata
from fractions import Fraction

MET = ("exceeded", "done", "reached")
LAGGING = ("behind", "far-behind", "overdue", "missed")
WORDS = ("exceeded", "done", "ahead", "on-pace", "near", "reached", "moving", "continuing",
         "no-base", "too-large", "no-target", "unaimed", "behind", "far-behind", "overdue", "missed", "unreported")
GREEN = ("exceeded", "done", "ahead", "on-pace", "near", "reached", "continuing")
CUMULATIVE = ("count", "amount", "investment", "increment", "per_district_min")
COUNTED = ("count", "amount", "investment", "increment", "district_count")  # up, towards a target
YES_NO = ("milestone", "district_count", "qualitative")
FRACTIONS = ("ratio", "relative_level")
LIT = ("yellow", "red")
NOTHING = {"none": "未报送", "no-base": "无基数", "not-concerned": "不涉及"}
STEPS = ("", "remind", "urge", "supervise")


class Refused(Exception):
    """A submission that may not enter a figure."""


# ---- numbers


@functools.cache
def figure_of(value):
    """An exact figure of JSON: a number or a numeral string."""
    if not isinstance(value, str):
        raise Refused(f"no figure: {value!r}")
    text = unicodedata.normalize("NFKC", value).replace(" ", "").replace(",", "")
    match = re.fullmatch(r"([-+]?)(\d+(?:\.\d+)?)(?:[eE]([-+]?\d+))?([万亿]?)", text)
    if not match:
        raise Refused(f"no figure: {value!r}")
    number = Fraction(match[2]) * Fraction(10) ** int(match[3] or 0)
    number *= {"": 1, "万": 10 ** 4, "亿": 10 ** 8}[match[4]]
    if abs(number) * 10 ** 9 % 1 or abs(number) >= 10 ** 17:
        raise Refused(f"too long: {value!r}")
    return -number if match[1] == "-" else number


@functools.cache
def half_up(number, places):
    """Half away from zero, exact."""
    scaled = abs(number) * 10 ** places
    rounded = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator),
                       10 ** places)
    return -rounded if number < 0 else rounded


@functools.cache
def plain(number):
    """42400, 31.5: no zeros behind the point. The number has few decimals."""
    text = fixed(number, 9).rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@functools.cache
def fixed(number, places):
    whole = half_up(number, places) * 10 ** places
    digits = str(abs(int(whole))).rjust(places + 1, "0")
    return ("-" if whole < 0 else "") + digits[:-places] + "." + digits[-places:]


@functools.cache
def percent_of(number):
    """One decimal, never 100 as long as it is not complete."""
    rounded = half_up(number, 1)
    return Fraction(999, 10) if number < 100 <= rounded else rounded


@functools.cache
def percent(number):
    """The same as it is printed, 100% bare."""
    rounded = percent_of(number)
    return "100%" if rounded == 100 else fixed(rounded, 1) + "%"


# ---- the targets


class Indicator:
    def __init__(self, data, task, catalogue):
        self.id, self.task, self.kind = data["id"], task, data["kind"]
        self.measure = data.get("unit", "")
        self.at_most = data.get("comparison") == "<="
        self.at_least = data.get("comparison") == ">="
        self.equal, self.between = data.get("comparison") == "==", data.get("comparison") == "between"
        self.decimals = data.get("decimals")
        self.measured = self.kind != "qualitative"
        self.verb = data.get("verb", "")
        reporters = data["reporters"]
        self.lead_reports = reporters.startswith("lead")
        self.districts = catalogue.members(data["districts"]) if "districts" in reporters else []
        self.combine = data["combine"]
        self.deadline = day(data.get("deadline", task["deadline"]))
        self.linear = data["pace"] == "linear"
        self.plan = data.get("plan")
        self.whole = {"%": 100, "‰": 1000}.get(self.measure, 1)
        self.target = catalogue.target(data.get("target"))
        self.most = figure_of(str(data["target"]["to"])) if self.between else None
        self.holds = self.at_most or self.equal or self.between  # not to be gone beyond
        self.base = catalogue.parameters.get(data.get("denominator_parameter"))
        self.base_indicator = data.get("denominator_indicator")
        self.of_what, self.related = data.get("denominator", ""), data.get("related", ())
        self.part_of = data.get("part_of")
        self.has_parts = self.kind in FRACTIONS and "numerator" in data
        self.parts_optional = data.get("parts_optional", False)
        self.stages = [stage if isinstance(stage, dict) else {"name": stage} for stage in data.get("stages", ())]
        if self.stages:  # as many as there are
            self.target = Fraction(len(self.stages))
        self.own = {catalogue.aliases[squeezed(name)]: figure_of(str(given))
                    for name, given in data.get("district_targets", {}).items()}
        if self.own and "districts" not in data:  # who has no part in it
            self.districts = [name for name in self.districts if name in self.own]
        self.counts = self.measured and not self.part_of  # 其中: counted with its whole

    def own_target(self, unit):
        """What a unit has to reach by itself, or None."""
        each = self.districts and self.combine not in ("lead_only", "sum")
        return self.own.get(unit, self.target if each else None)

    def for_unit(self, unit):
        """The indicator as it is that unit's own, or None."""
        target = self.own_target(unit)
        if target is None:
            return None
        own = copy.copy(self)
        own.target, own.combine, own.districts = target, "lead_only", []
        return own

    def planned_stage(self, month):
        """How many stages are planned to be reached by the end of a month."""
        return max((number for number, stage in enumerate(self.stages, 1)
                    if stage.get("month", "9999-99") <= month), default=0)

    def by_fraction(self):
        """Are figures of several put together by their parts?"""
        return self.has_parts and self.combine in ("weighted", "lead_only")

    def in_measure(self, figure):
        """Exact value to hold against the target."""
        return figure.n / figure.d * self.whole if figure.d is not None else figure.n

    def places(self):
        """Decimals of its quotients in print."""
        if self.decimals is not None:
            return self.decimals
        target = Fraction(0) if self.target is None else self.target
        finer = next(n for n in range(10) if target * 10 ** n % 1 == 0)
        return max(1, finer) if self.whole > 1 else 2

    def printed(self, figure):
        """A quotient never reads as if it met the whole or the target when it does not."""
        exact, unit = self.in_measure(figure), Fraction(1, 10 ** self.places())
        printed = half_up(exact, self.places())
        if self.whole == 100 and exact < 100 <= printed:
            printed -= unit
        for end in () if self.equal else (self.target, self.most):
            if end is not None and exact < end <= printed:
                printed -= unit
            elif end is not None and exact > end >= printed:
                printed += unit
        return printed

    def astray(self, figure):
        """How far from where it is to be: the more, the worse."""
        exact = self.in_measure(figure)
        return self.far(half_up(exact, 6) if self.equal or self.between else exact)

    def far(self, number):
        if self.equal:
            return abs(number - self.target)
        if self.between:
            return max(self.target - number, number - self.most, Fraction(0))
        return number if self.at_most else -number

    def must_report(self, unit):
        """Named district, or the lead that reports or whose sum stands beside the districts'."""
        if unit in self.districts:
            return True
        is_lead = unit == self.task.get("lead")
        return is_lead and (self.lead_reports or self.combine in ("sum", "weighted"))

    def concerns(self, unit, kind):
        """May the unit say anything on it?"""
        return unit in self.districts or kind == "bureau" or not self.districts


def day(text):
    return datetime.date.fromisoformat(text)


class Catalogue:
    def __init__(self, data):
        self.data = data
        self.rules = data["rules"]
        self.units = {unit["name"]: unit["kind"] for unit in data["units"]}
        self.aliases = {}
        for unit in data["units"]:
            for name in [unit["name"], unit.get("formal", unit["name"]), *unit.get("aliases", [])]:
                self.aliases[squeezed(name)] = unit["name"]
        self.groups = {}
        for group in data["groups"]:
            for name in [group["name"], *group.get("aliases", [])]:
                self.groups[squeezed(name)] = group.get("members", [])
        self.parameters = {name: None if given["value"] is None else figure_of(str(given["value"]))
                           for name, given in data["parameters"].items()}
        self.tasks = [task for category in data["categories"] for task in category["tasks"]]
        self.duties = {task["no"]: self.holders(task) for task in self.tasks}
        self.indicators = [Indicator(indicator, task, self) for task in self.tasks
                           for indicator in task["indicators"]]
        self.by_id = {indicator.id: indicator for indicator in self.indicators}
        self.holidays = {day(text) for text in self.rules["holidays"]}
        self.workdays = {day(text) for text in self.rules["workdays"]}
        self.hours = datetime.timezone(offset(self.rules["utc_offset"]))
        self.year = data["year"]

    def members(self, districts):
        names = districts
        if isinstance(districts, str):
            names = self.groups[squeezed(districts)]
        return [name for name in self.units if name in names]

    def target(self, target):
        if isinstance(target, dict) and "from" in target:
            return figure_of(str(target["from"]))
        if isinstance(target, dict):
            return self.parameters[target["parameter"]]
        if target is None or target is True:
            return None if target is None else Fraction(1)
        return figure_of(str(target))

    def holders(self, task):
        found = set()
        for duty in task["duties"]:
            names = [duty["unit"]] if "unit" in duty else self.groups[squeezed(duty["group"])]
            found.update(self.aliases[squeezed(name)] for name in names)
        return found

    def working_day(self, date):
        while date not in self.workdays and (date.weekday() > 4 or date in self.holidays):
            date += datetime.timedelta(1)
        return date

    def day_in(self, month, name):
        """rules.NAME_day of the month itself, or of the next, or the last one of it that there is."""
        months = month if self.rules.get(f"{name}_month") == "same" else month + 1
        year, month = self.year + (months - 1) // 12, (months - 1) % 12 + 1
        last = calendar.monthrange(year, month)[1]
        return self.working_day(datetime.date(year, month, min(self.rules[f"{name}_day"], last)))

    def due(self, month):
        return self.day_in(month, "due")

    def cut(self, month):
        return self.day_in(month, "cut")

    def as_of(self, month):
        last = calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, min(self.rules.get("as_of_day", last), last))

    def reported(self):
        """The months that are reported, in order."""
        periods = self.rules.get("periods", "monthly")
        step = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
        return periods if isinstance(periods, list) else list(range(step[periods], 13, step[periods]))


def squeezed(name):
    return unicodedata.normalize("NFKC", name).replace(" ", "")


def offset(text):
    hours, minutes = text[1:].split(":")
    span = datetime.timedelta(hours=int(hours), minutes=int(minutes))
    return -span if text[0] == "-" else span


# ---- submissions


Submission = collections.namedtuple(
    "Submission", "file unit revision moment texts tasks values withdrawn said confirms own taken")
# d None: not a fraction
# Words that are printed of a figure of which only the least is known (92%以上), else "".
Value = collections.namedtuple("Value", "n d corrects confirms bound", defaults=("", ""))
Inbox = collections.namedtuple("Inbox", "accepted states")


def unique(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise Refused("a key twice")
    return dict(pairs)


def not_a_number(word):
    raise Refused(word)


def parsed(content):
    """JSON with every number left as it is written."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return json.loads(text, object_pairs_hook=unique, parse_int=str, parse_float=str,
                      parse_constant=not_a_number)


def value_of(catalogue, indicator, given):
    confirms = given.get("confirms", "") if isinstance(given, dict) else ""
    return bare_value_of(catalogue, indicator, given)._replace(confirms=confirms)


def bare_value_of(catalogue, indicator, given):
    corrects = ""
    if isinstance(given, dict):
        corrects = given.get("corrects", "")
        if not set(given) <= {"value", "numerator", "denominator", "corrects", "confirms", "at_least", "words"}:
            raise Refused("unknown field")
        given = {key: part for key, part in given.items() if key not in ("corrects", "confirms")}
    alone = not isinstance(given, dict) or "value" in given or "at_least" in given
    if indicator.has_parts and not (indicator.parts_optional and alone):
        return fraction_of(indicator, given, corrects)
    bound = ""
    if isinstance(given, dict):
        if set(given) not in ({"value"}, {"at_least", "words"}) or ("words" in given and indicator.holds):
            raise Refused("one figure expected")
        bound = given.get("words", "")
        given = given.get("value", given.get("at_least"))
    if indicator.stages:
        names = [False] + [stage["name"] for stage in indicator.stages]
        if given not in names:
            raise Refused("no stage")
        return Value(Fraction(names.index(given)), None, corrects)
    if indicator.kind in YES_NO:
        if not isinstance(given, bool):
            raise Refused("yes or no expected")
        return Value(Fraction(given), None, corrects)
    number = figure_of(given)
    if number < 0 or (indicator.kind in ("count", "increment", "per_district_min") and number % 1):
        raise Refused("negative, or no whole number")
    return Value(number, None, corrects, bound=bound)


def fraction_of(indicator, given, corrects):
    """Both parts; the denominator is the catalogue's where it sets one."""
    if indicator.base is not None:
        if not isinstance(given, dict) or "numerator" not in given \
                or figure_of(given.get("denominator", plain(indicator.base))) != indicator.base:
            raise Refused("another denominator than the catalogue's")
        return Value(figure_of(given["numerator"]), indicator.base, corrects)
    if not isinstance(given, dict) or set(given) != {"numerator", "denominator"}:
        raise Refused("both parts are expected")
    n, d = figure_of(given["numerator"]), figure_of(given["denominator"])
    if n < 0 or d < 0 or (d == 0 and n != 0):
        raise Refused("negative, or something of nothing")
    return Value(n, d, corrects)


SUBMISSION_FIELDS = {"unit", "period", "revision", "submitted_at", "reporter", "approver", "phone",
                     "sample", "reason", "tasks", "withdraw", "confirms"}
TEXTS = ("progress", "problems", "next", "expected")
TASK_FIELDS = {"no", "values", "progress", "problems", "next", "expected"}


def strange(data, known):
    return any(name not in known and not name.startswith(("x-", "$schema")) for name in data)


def submission_of(catalogue, period, file, data):
    """The submission, or Refused."""
    unit = catalogue.aliases.get(squeezed(data["unit"]))
    if unit is None or data["period"] != period:
        raise Refused("unit or period")
    revision = int(data.get("revision", "1"))
    if revision > 1 and not data.get("reason"):
        raise Refused("no reason")
    moment = datetime.datetime.fromisoformat(data["submitted_at"].replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=catalogue.hours)
    values, texts, withdrawn = {}, {}, set(data.get("withdraw", ()))
    if not data["tasks"] and not withdrawn or strange(data, SUBMISSION_FIELDS):
        raise Refused("no task, or a field nobody knows")
    for report in data["tasks"]:
        if strange(report, TASK_FIELDS):
            raise Refused("a field nobody knows")
        no = int(report["no"])
        if no in texts or unit not in catalogue.duties.get(no, ()):
            raise Refused("task twice, or no duty")
        texts[no] = {part: report[part] for part in TEXTS if part in report}
        for name, given in report.get("values", {}).items():
            indicator = catalogue.by_id.get(name)
            if indicator is None or indicator.task["no"] != no \
                    or not indicator.concerns(unit, catalogue.units[unit]):
                raise Refused("wrong indicator")
            values[name] = value_of(catalogue, indicator, given)
    if withdrawn and (revision == 1 or withdrawn & set(values)
                      or not withdrawn <= set(catalogue.by_id)):
        raise Refused("nothing that can be withdrawn")
    said = said_of({**data, "submitted_at": "", "revision": revision})
    return Submission(file, unit, revision, moment, texts, told_of(texts), values, withdrawn, said,
                      data.get("confirms", ""), set(values), set())


def said_of(data):
    """Two files that say the same are one; a text that is left out or empty says nothing."""
    tasks = [{name: part for name, part in task.items() if part != ""} for task in data["tasks"]]
    return json.dumps({**data, "tasks": tasks}, sort_keys=True)


def told_of(texts):
    """The tasks on which something is said."""
    return {no for no, parts in texts.items()
            if any(parts.get(part, "").strip() for part in TEXTS if part != "expected")}


def joined(before, last):
    """What a later revision does not name stands as the earlier one gave it."""
    texts = {no: {**before.texts.get(no, {}), **last.texts.get(no, {})}
             for no in {**before.texts, **last.texts}}
    values = {**{name: value for name, value in before.values.items()
                 if name not in last.withdrawn}, **last.values}
    return last._replace(texts=texts, tasks=told_of(texts), values=values,
                         taken=last.withdrawn & set(before.values))


def day_of(catalogue, submission):
    """The day it was sent, on the city's clock."""
    return submission.moment.astimezone(catalogue.hours).date()


def inbox_of(catalogue, period, files):
    """Of a month's files (name → bytes) those that count, and how each unit stands."""
    due, cut = catalogue.due(int(period[5:])), catalogue.cut(int(period[5:]))
    usable, refused = collections.defaultdict(list), set()
    for file in sorted(files, key=str.encode):
        data = {}
        try:
            data = parsed(files[file])
            submission = submission_of(catalogue, period, file, data)
            usable[submission.unit].append(submission)
        except (Refused, ValueError, KeyError, TypeError):
            stem = file.split("/")[-1].split(".")[0].split("-")[0]
            refused.add(catalogue.aliases.get(squeezed(data.get("unit", "")))
                        or catalogue.aliases.get(squeezed(stem)))
    accepted, states = {}, {}
    for unit in catalogue.units:
        in_time = [s for s in usable[unit] if day_of(catalogue, s) <= cut]
        said = collections.defaultdict(set)
        for submission in in_time:
            said[submission.revision].add(submission.said)
        counted = [s for s in in_time if len(said[s.revision]) == 1]  # copies are one
        states[unit] = "missing"
        if unit in refused or len(counted) < len(in_time):
            states[unit] = "refused"
        if counted:  # a correction makes nobody late
            order = sorted(counted, key=lambda s: (s.revision, s.moment, len(s.file), s.file))
            each = {submission.revision: submission for submission in reversed(order)}
            accepted[unit] = functools.reduce(joined, (each[no] for no in sorted(each)))
            first = min(day_of(catalogue, submission) for submission in counted)
            states[unit] = "late" if first > due else "on-time"
    return Inbox(accepted, states)


# ---- figures


Cell = collections.namedtuple("Cell", "state value")  # reported kept carried, or None for nothing
EMPTY = Cell("", None)


class Figure:
    """state given carried none no-base not-concerned; n/d or n; whose it is."""

    def __init__(self, state, n=None, d=None, unit="", bound=""):
        self.state, self.n, self.d, self.unit, self.bound = state, n, d, unit, bound

    def stands(self):
        return self.state in ("given", "carried")


def cells_of(catalogue, inboxes):
    """[month - 1][unit, id] of every unit that said something or whose earlier word stands in."""
    months, earlier = [], {}
    for inbox in inboxes:
        cells = {}
        for indicator in catalogue.indicators:
            for unit in catalogue.duties[indicator.task["no"]]:
                submission = inbox.accepted.get(unit)
                value = submission.values.get(indicator.id) if submission else None
                cell = cell_of(indicator, unit, value, earlier.get((unit, indicator.id), EMPTY))
                if cell.value is not None:
                    cells[unit, indicator.id] = earlier[unit, indicator.id] = cell
        months.append(cells)
    return months


def cell_of(indicator, unit, value, before):
    if value is None:
        stands_in = indicator.must_report(unit) and before.value is not None
        return Cell("carried", before.value) if stands_in else EMPTY
    falls = indicator.kind in CUMULATIVE and before.value is not None and value.n < before.value.n
    if falls and not value.corrects:
        return Cell("kept", before.value)
    return Cell("reported", value)


def alike(indicator, one, other):
    """Part by part; a share in one number is held against another's as many decimals as it has."""
    if (one.d is None) == (other.d is None):
        return (one.n, one.d) == (other.n, other.d)
    bare, parts = (one, other) if one.d is None else (other, one)
    if parts.d == 0:
        return False
    places = next(n for n in range(10) if bare.n * 10 ** n % 1 == 0)
    return half_up(indicator.in_measure(parts), places) == bare.n


def single(cell, unit):
    """A unit's own figure."""
    if cell.value is None:
        return Figure("none", unit=unit)
    state = "given" if cell.state == "reported" else "carried"
    if cell.value.d == 0:
        state = "no-base"
    return Figure(state, cell.value.n, cell.value.d, unit, cell.value.bound)


def entering(indicator, cell):
    """A share without its parts has no weight."""
    bare = cell.value is not None and indicator.by_fraction() and cell.value.d is None
    return EMPTY if bare else cell


def districts_together(indicator, cells):
    """(figure, partial, whole and of this month)"""
    if not indicator.districts:
        return Figure("not-concerned"), False, False
    figures = [single(entering(indicator, cells.get((unit, indicator.id), EMPTY)), unit)
               for unit in indicator.districts]
    given = [figure for figure in figures if figure.stands()]
    partial = any(figure.state == "none" for figure in figures)
    stale = any(figure.state == "carried" for figure in figures) \
        or any(entering(indicator, cells.get((unit, indicator.id), EMPTY)).state in ("carried", "kept")
               for unit in indicator.districts)
    if not given:
        state = "no-base" if any(f.state == "no-base" for f in figures) else "none"
        return Figure(state), partial, False
    state = "carried" if stale else "given"
    fresh = not partial and not stale
    bound = "+" if any(f.bound for f in given) else ""
    if indicator.combine == "sum":
        return Figure(state, sum(f.n for f in given), bound=bound), partial, fresh
    if indicator.combine == "count":
        return Figure(state, Fraction(sum(f.n > 0 for f in given))), partial, fresh
    if indicator.combine == "weighted":
        together = Figure(state, sum(f.n for f in given), sum(f.d for f in given))
        return together, partial, fresh
    if indicator.combine == "lead_only" and (indicator.kind in CUMULATIVE or indicator.has_parts):
        together = [sum(f.n for f in given), None]
        if indicator.has_parts:
            together[1] = sum(f.d for f in given)
        return Figure(state, *together, bound=bound), partial, fresh
    return max(given, key=indicator.astray), partial, fresh


def lead_of(catalogue, indicator):
    """Who speaks for the city, unless it is one of the districts that are combined."""
    lead = indicator.task.get("lead")
    if lead is None and not indicator.districts:
        lead = next((duty["unit"] for duty in indicator.task["duties"]
                     if catalogue.units.get(duty.get("unit")) == "bureau"), None)
    return None if lead in indicator.districts else lead


def against(indicator, figure):
    """-1 short of the target, 0 just met, 1 beyond."""
    if indicator.target is None or not figure.stands():
        return -1
    if indicator.equal:
        as_printed = indicator.printed(figure) if figure.d is not None else figure.n
        return 0 if as_printed == indicator.target else -1
    if indicator.between:
        return 0 if indicator.target <= indicator.in_measure(figure) <= indicator.most else -1
    difference = indicator.in_measure(figure) - indicator.target
    side = (difference > 0) - (difference < 0)
    return -side if indicator.at_most else side


def attained(indicator, figure):
    """Percent of the target, exact, or None."""
    if indicator.target is None or not figure.stands():
        return None
    over, under = indicator.in_measure(figure), indicator.target
    if indicator.between and over > indicator.most:
        return indicator.most / over * 100
    if indicator.at_most:
        over, under = under, over
    return over / under * 100 if under != 0 else None


# ---- an indicator's month


class Result:
    """One indicator in one month."""

    def __init__(self, catalogue, indicator, inbox, cells, month):
        self.catalogue, self.indicator, self.month = catalogue, indicator, month
        self.combined(cells)
        self.stood(cells)
        self.paced()
        self.judged(inbox)

    def combined(self, cells):
        indicator = self.indicator
        lead = lead_of(self.catalogue, indicator)
        cell = cells.get((lead, indicator.id), EMPTY)
        self.lead = lead
        self.lead_figure = single(cell, lead or "")
        if indicator.combine == "count":  # a lead that says yes has not counted
            self.lead_figure = Figure("none")
        self.district_figure, self.partial, fresh = districts_together(indicator, cells)
        given = self.district_figure.state not in ("none", "not-concerned")
        summed = indicator.combine in ("sum", "weighted")
        outdated = summed and cell.state == "carried" and fresh
        self.figure = self.lead_figure
        alone = indicator.combine in ("min", "count") \
            or (indicator.combine == "all" and not indicator.lead_reports)
        if given and (alone or outdated
                      or (self.lead_figure.state == "none"
                          and (lead is None or indicator.combine != "lead_only"))):
            self.figure = self.district_figure
        self.from_districts = summed and self.figure is self.district_figure
        self.carried = self.figure.state == "carried"
        self.disagree = fresh and cell.state == "reported" and self.differs()

    def differs(self):
        indicator, lead, districts = self.indicator, self.lead_figure, self.district_figure
        if not districts.stands():
            return False
        if indicator.combine in ("sum", "weighted"):
            return not alike(indicator, lead, districts)
        return indicator.combine == "min" and lead.stands() \
            and indicator.in_measure(lead) != indicator.in_measure(districts)

    def stood(self, cells):
        """Each unit's part; how many of those that must reach the target did."""
        indicator = self.indicator
        others = [unit for unit in self.catalogue.units
                  if unit not in indicator.districts
                  and (indicator.must_report(unit) or (unit, indicator.id) in cells)]
        self.units = []
        for unit in indicator.districts + others:
            figure = single(cells.get((unit, indicator.id), EMPTY), unit)
            reached = against(indicator.for_unit(unit) or indicator, figure) >= 0
            if indicator.kind in YES_NO:
                reached = figure.stands() and figure.n > 0
            self.units.append((figure, reached))
        self.concerned = self.reached = 0
        self.all_reached = against(indicator, self.figure) >= 0
        if indicator.combine not in ("min", "all", "count") or not indicator.measured:
            return
        must = set(indicator.districts)
        if indicator.combine == "all" and indicator.lead_reports:
            must.add(self.lead)
        for figure, reached in self.units:
            if figure.unit in must and figure.state != "no-base":
                self.concerned += 1
                self.reached += reached
        if indicator.combine != "count":
            self.all_reached = indicator.target is not None and 0 < self.concerned == self.reached

    def of_unit(self, unit, inbox):
        """How a district stands against what it has to reach by itself, or None."""
        indicator = self.indicator
        own = indicator.for_unit(unit) if self.catalogue.units[unit] == "district" else None
        if own is None or not indicator.measured or indicator.kind == "district_count":
            return None
        one = copy.copy(self)
        one.indicator = own
        one.figure = next(figure for figure, _ in self.units if figure.unit == unit)
        one.all_reached = against(own, one.figure) >= 0
        one.paced()
        one.judged(inbox)
        return one

    def planned(self):
        """Percent that should be done by the end of the month, or None."""
        indicator, rules = self.indicator, self.catalogue.rules
        if indicator.plan:
            until = [month for month in indicator.plan if month <= f"{self.catalogue.year}-{self.month:02}"]
            return figure_of(str(indicator.plan[max(until)])) if until else Fraction(0)
        if not indicator.linear:
            return None
        if rules["pace"] == "year":
            return Fraction(100 * self.month, 12)
        if rules["pace"] == "table":
            return figure_of(str(rules["pace_table"][self.month - 1]))
        months = (indicator.deadline.year - self.catalogue.year) * 12 + indicator.deadline.month
        return min(Fraction(100), Fraction(100 * self.month, months))

    def paced(self):
        indicator = self.indicator
        counts = indicator.kind in COUNTED
        worked_off = not indicator.at_most
        judged = worked_off and (counts or indicator.kind == "ratio") \
            and (indicator.linear or indicator.plan is not None)
        self.attained = attained(indicator, self.figure)
        self.rate = self.attained if counts or judged else None
        self.pace = None
        if self.attained is not None and (judged or (worked_off and indicator.plan is not None)):
            self.pace = self.planned()
        self.gap = None
        if self.rate is not None and self.pace is not None:
            self.gap = percent_of(self.rate) - half_up(self.pace, 1)  # as the reader subtracts

    def judged(self, inbox):
        indicator = self.indicator
        self.passed = self.catalogue.as_of(self.month) >= indicator.deadline
        self.status = self.word(inbox)
        self.met, self.lagging = self.status in MET, self.status in LAGGING
        self.light = "green" if self.status in GREEN else "none"
        if self.status in ("far-behind", "overdue", "missed"):
            self.light = "red"
        elif self.status == "behind":
            self.light = "yellow"
        elif self.status == "unreported" and self.passed and indicator.measured:
            self.light = "red"

    def word(self, inbox):
        indicator = self.indicator
        if not indicator.measured:
            return self.declared(inbox)
        if indicator.target is None:
            return "no-target"
        if self.figure.state in ("none", "not-concerned"):
            return "unreported"
        if self.figure.state == "no-base":
            return "no-base"
        counts = indicator.kind in COUNTED
        if self.all_reached:
            judged = counts or (not indicator.at_most and self.gap is not None)
            if not indicator.holds and judged:
                return "exceeded" if against(indicator, self.figure) > 0 else "done"
            return "done" if self.passed or indicator.kind in ("milestone", "staged") else "reached"
        most = indicator.most if indicator.between else indicator.target
        if indicator.holds and (self.passed or (counts and indicator.in_measure(self.figure) > most)):
            return "missed"  # what is counted up cannot come back below its limit
        if self.passed:
            return "missed" if indicator.kind in FRACTIONS + ("level",) else "overdue"
        if indicator.stages:
            planned = indicator.planned_stage(f"{self.catalogue.year}-{self.month:02}")
            if planned == 0:
                return "moving"
            return "behind" if self.figure.n < planned else "ahead" if self.figure.n > planned else "on-pace"
        if self.gap is not None:
            return self.by_gap()
        return "behind" if self.pace is not None and self.attained < self.pace else "moving"

    def declared(self, inbox):
        """Work without a number: as declared, going on as long as the lead reports."""
        if self.figure.stands() and self.figure.n > 0:
            return "done"
        report = inbox.accepted.get(self.lead)
        heard = report is not None and (self.indicator.id in report.values
                                        or self.indicator.task["no"] in report.tasks)
        return "continuing" if heard else "unreported"

    def by_gap(self):
        rules = {name: figure_of(str(self.catalogue.rules[name]))
                 for name in ("ahead_gap", "behind_gap", "far_behind_gap")}
        if self.gap >= rules["ahead_gap"]:
            return "ahead"
        if self.gap >= 0:
            return "on-pace"
        if self.gap < rules["far_behind_gap"]:
            return "far-behind"
        return "behind" if self.gap <= rules["behind_gap"] else "near"


# ---- a task, the districts' places, the units


class Task:
    """The worst of its measured indicators; what is not set or has no base decides nothing."""

    def __init__(self, task, results, before, gone):
        self.task, self.results = task, results
        measured = [result for result in results if result.indicator.measured]
        deciding = [r for r in measured if r.status not in ("no-target", "no-base")]
        counted = [result for result in measured if result.indicator.counts]
        self.measured, self.met_count = len(counted), sum(result.met for result in counted)
        self.worst = None
        chosen = deciding or measured
        if chosen:
            self.worst = max(chosen, key=lambda result: (gravity(result), -results.index(result)))
            self.status, self.light = self.worst.status, self.worst.light
            if self.status in MET and any(result.status == "no-target" for result in measured):
                self.status = "reached"
        else:
            self.status = self.without_measures()
            self.light = "green" if self.status in GREEN else "none"
        self.met, self.lagging = self.status in MET, self.status in LAGGING
        self.previous = before.status if before else ""
        self.newly_done = self.met and before is not None and not before.met
        self.newly_behind = self.lagging and before is not None and not before.lagging
        self.lit_months = 0
        if self.light in LIT:
            self.lit_months = before.lit_months + gone if before and before.lit_months else 1
        self.overdue = any(r.status in ("overdue", "missed")
                           or (r.status == "unreported" and r.passed) for r in measured)
        self.recovered = not self.lagging and before is not None and before.lagging

    def without_measures(self):
        words = {result.status for result in self.results}
        for word in ("unreported", "continuing", "done"):
            if word in words:
                return word
        return "continuing"


# From the least to the worst. 推进中 says nothing of the pace: what is behind plan says more.
GRAVITY = ("no-base", "no-target", "exceeded", "done", "reached", "ahead", "moving", "on-pace",
           "near", "unreported", "behind", "far-behind", "unreported late", "missed", "overdue")


def gravity(result):
    late = result.status == "unreported" and result.passed
    return GRAVITY.index("unreported late" if late else result.status)


def score_of(indicator, figure):
    """A district's own share of the target, at most 100; None when it does not enter."""
    if figure.state == "no-base":
        return None
    if not figure.stands():
        return Fraction(0)
    if indicator.kind in YES_NO:
        return Fraction(100 * (figure.n > 0))
    rate = attained(indicator, figure)
    if rate is None:  # nothing, under a limit; or a target of 0
        return Fraction(100 * (against(indicator, figure) >= 0))
    return min(rate, Fraction(100))


Rank = collections.namedtuple("Rank", "unit ranked place score count")


def ranks_of(catalogue, results, inbox):
    scores = []
    for unit, kind in catalogue.units.items():
        if kind != "district":
            continue
        entered = []
        for result in results:
            indicator = result.indicator
            if unit not in indicator.districts or not indicator.counts or indicator.for_unit(unit) is None:
                continue
            own = next(figure for figure, _ in result.units if figure.unit == unit)
            score = score_of(indicator.for_unit(unit), own)
            if score is not None:
                entered.append(score)
        mean = sum(entered) / len(entered) if entered else None
        printed = None
        if mean is not None and unit in inbox.accepted:
            printed = Fraction(percent(mean)[:-1])
        scores.append((unit, printed, len(entered)))
    ranks = []
    for unit, printed, count in scores:
        place = 0
        if printed is not None:
            place = 1 + sum(other is not None and other > printed for _, other, _ in scores)
        ranks.append(Rank(unit, printed is not None, place, printed, count))
    return sorted(ranks, key=lambda rank: (not rank.ranked, rank.place))


class Month:
    """All there is to say of one month; `before` is the one reported before it, or None."""

    def __init__(self, catalogue, inbox, cells, month, before):
        self.catalogue, self.inbox, self.cells, self.month = catalogue, inbox, cells, month
        self.results = [Result(catalogue, indicator, inbox, cells, month)
                        for indicator in catalogue.indicators]
        self.before, self.gone = before, month - before.month if before else 0
        for result in self.results:
            self.remember(result, before)
        self.tasks = []
        for i, task in enumerate(catalogue.tasks):
            own = [result for result in self.results if result.indicator.task is task]
            self.tasks.append(Task(task, own, before.tasks[i] if before else None, self.gone))
        self.ranks = ranks_of(catalogue, self.results, inbox)
        self.places = {rank.unit: rank.place for rank in self.ranks if rank.ranked}
        self.places_before = before.places if before else {}
        self.late_months = {
            unit: (inbox.states[unit] != "on-time") + (before.late_months[unit] if before else 0)
            for unit in catalogue.units}
        self.steps = {unit: self.step_of(unit) for unit in catalogue.units}
        self.sent = collections.Counter(before.sent if before else ())
        self.letters = {}  # which of its kind this year
        for unit, step in self.steps.items():
            if step > 0:
                self.sent[step] += 1
                self.letters[unit] = self.sent[step]

    def remember(self, result, before):
        result.before = None
        if before is not None:
            result.before = before.results[self.catalogue.indicators.index(result.indicator)]
        months = result.before.lit_months if result.before else 0
        result.lit_months = (months + self.gone if months else 1) if result.light in LIT else 0
        deadline, done = result.indicator.deadline, result.status in ("exceeded", "done")
        to_come = (deadline.year, deadline.month) > (self.catalogue.year, self.month)
        result.early = done and (to_come or (result.before is not None and result.before.early))

    def step_of(self, unit):
        """0 nothing, 1 reminder, 2 urging, 3 supervision: by reports, and by the tasks it leads."""
        rules, step = self.catalogue.rules, 0
        counts = [(self.late_months[unit], "none", False)] \
            if self.inbox.states[unit] != "on-time" else []
        for task in self.tasks:
            if task.task.get("lead") == unit:
                counts.append((task.lit_months, task.light, task.overdue))
        for months, light, overdue in counts:
            if months >= rules["supervise_months"] or overdue:
                step = max(step, 3)
            elif months >= rules["urge_months"] or light == "red":
                step = max(step, 2)
            elif months >= rules["reminder_months"]:
                step = max(step, 1)
        return step


def months_of(data, folders, read):
    """The months of a root that are reported: the targets' data, names of the months' folders, from
    January on (None for one that is not there), and a function from catalogue and folder to an Inbox."""
    catalogue = Catalogue(data)
    numbers = [number for number in catalogue.reported() if number <= len(folders)]
    inboxes = [read(catalogue, folders[number - 1]) for number in numbers]
    months = []
    for number, inbox, cells in zip(numbers, inboxes, cells_of(catalogue, inboxes)):
        months.append(Month(catalogue, inbox, cells, number, months[-1] if months else None))
    return months
