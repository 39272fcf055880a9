"""What the program ought to ask back in a month, and to tell, as the oracle works it out: each doubt
as (kind, unit, indicator or "", is it asked). Written from the rules, never from the C.

Not covered: `calendar`, `letters` and `inexact`, which are no matter of one figure against another.
"""

import calendar
import collections
import datetime
import re
import statistics
from fractions import Fraction

import oracle
from oracle import CUMULATIVE, EMPTY, FRACTIONS, YES_NO, day_of, figure_of, half_up, lead_of

COVERED_NOT = ("calendar", "parts", "letters", "inexact")
TOLD = ("corrected", "no-base", "withdrawn")  # remarks: nobody is asked
DEFAULTS = {"jump_factor": 3, "excess_percent": 120, "level_percent": 25, "ratio_points": 15,
            "fall_points": 5, "sibling_factor": 2}
SLIPS = (10, 100, 1000, 10000)
TEXTS = ("progress", "problems", "next")
FEW_CHARACTERS, FEW_FIGURES, FEW_SIBLINGS = 12, 2, 3

Doubt = collections.namedtuple("Doubt", "kind unit indicator asked")


class Questions:
    """Of month `number` (from 1) of the months of a root."""

    def __init__(self, months, number):
        self.months, self.number, self.month = months, number, months[number - 1]
        self.catalogue, self.inbox = self.month.catalogue, self.month.inbox
        given = self.catalogue.rules
        self.rules = {name: figure_of(str(given.get(name, default)))
                      for name, default in DEFAULTS.items()}
        self.found = []
        for result in self.month.results:
            for unit in self.catalogue.units:
                self.of_cell(result.indicator, unit)
            self.of_city(result)
        for text in self.catalogue.data.get("relations", ()):
            self.of_relation(*parsed_relation(text))
        for part in self.catalogue.indicators:
            if part.part_of and comparable(part, self.catalogue.by_id[part.part_of]):
                self.of_relation(">=", [("", part.part_of), ("", part.id)])
        for unit, submission in self.inbox.accepted.items():
            self.of_report(unit, submission)

    def ask(self, kind, unit, indicator=None, value=None, answer=""):
        if value is not None and kind != "fall":
            answer = value.confirms
        asked = kind not in TOLD and not answer
        self.found.append(Doubt(kind, unit, indicator.id if indicator else "", asked))

    # what there is

    def cell(self, unit, indicator, number=None):
        number = self.number if number is None else number
        if number == 0:
            return EMPTY
        return self.months[number - 1].cells.get((unit, indicator.id), EMPTY)

    def before(self, unit, indicator):
        """(value, month that it is of) of what stood last month, or (None, 0)."""
        number = self.number - 1
        value = self.cell(unit, indicator, number).value
        while number > 0 and self.cell(unit, indicator, number).state in ("carried", "kept"):
            number -= 1
        return (value, self.months[number - 1].month) if value is not None else (None, 0)

    # one figure

    def of_cell(self, indicator, unit):
        cell = self.cell(unit, indicator)
        if cell.state == "kept":
            self.ask("fall", unit, indicator)
        if cell.state != "reported":
            return
        value, (was, since) = cell.value, self.before(unit, indicator)
        if was is not None and value.corrects and indicator.kind in CUMULATIVE and value.n < was.n:
            self.ask("corrected", unit, indicator, value)
        for find in (self.base_moved, self.held, self.beside_others, self.jump):
            kind = find(indicator, unit, value, was, since)
            if kind:
                self.ask(kind, unit, indicator, value)
                break
        if value.d == 0:
            had = was is not None and was.d is not None and was.d > 0
            self.ask("base-lost" if had else "no-base", unit, indicator, value)
        self.of_base(indicator, unit, value)
        if indicator.kind == "ratio" and indicator.whole > 1:
            if value.d is not None and value.n > value.d:
                self.ask("over-whole", unit, indicator, value)
            if value.d is None and value.n > indicator.whole:
                self.ask("over-hundred", unit, indicator, value)
        for part in indicator.related:
            self.of_part(indicator, unit, value, self.catalogue.by_id.get(part))
        self.of_informer(indicator, unit, value)

    def base_moved(self, indicator, unit, value, was, _):
        if indicator.combine == "weighted" and unit == lead_of(self.catalogue, indicator):
            return None
        if was is None or value.d is None or was.d is None or 0 in (value.d, was.d):
            return None
        if value.d < was.d or value.d > was.d * self.rules["jump_factor"]:
            return "base-moved"
        return None

    def held(self, indicator, unit, value, was, since):
        if indicator.kind in CUMULATIVE or was is None:
            return None
        if indicator.kind in YES_NO or indicator.stages:
            return "undone" if value.n < was.n else None
        if 0 in (value.d, was.d):
            return None
        now, then = (half_up(indicator.in_measure(side), 6) for side in (value, was))
        if then <= 0:
            return None
        if now > 0 and any(Fraction(3, 4) * power < ratio < Fraction(5, 4) * power
                           for power in SLIPS for ratio in (now / then, then / now)):
            return "slip"
        change, months = now - then, self.month.month - since
        one_case = None not in (value.d, was.d) and abs(value.n - was.n) <= 1
        if change < 0 and indicator.at_least:
            undone = indicator.kind == "ratio" and None not in (value.d, was.d) \
                and was.n >= was.d and value.n < was.n
            if indicator.whole == 1 or undone \
                    or (not one_case and change < -self.rules["fall_points"]):
                return "fell-back"
        paced = (indicator.linear or indicator.plan is not None) \
            and change / then <= self.rules["jump_factor"] * months / since
        if indicator.whole > 1:
            far = abs(change) > self.rules["ratio_points"] * months and not one_case
        else:
            to_target = indicator.target is not None and indicator.at_least \
                and then < indicator.target <= now \
                and now <= indicator.target * (1 + self.rules["level_percent"] / 100)
            far = abs(change) > then * self.rules["level_percent"] / 100 * months and not to_target
        return "leap" if far and not paced else None

    def beside_others(self, indicator, unit, value, was, _):
        if self.catalogue.units[unit] != "district" or value.d is not None:
            return None
        if indicator.combine == "sum" and len(indicator.districts) > 1 and indicator.at_least \
                and indicator.target is not None and value.n >= indicator.target \
                and (was is None or was.n <= 0 or value.n > 2 * was.n):
            return "whole-target"
        if indicator.kind != "level" or value.n <= 0 or (was is not None and was.n == value.n):
            return None
        cells = [self.cell(other, indicator) for other in indicator.districts if other != unit]
        others = [cell.value.n for cell in cells if cell.value is not None and cell.value.n > 0]
        if len(others) < FEW_SIBLINGS:
            return None
        middle, factor = statistics.median_low(others), self.rules["sibling_factor"]
        return "apart" if value.n > factor * middle or middle > factor * value.n else None

    def jump(self, indicator, unit, value, was, since):
        if indicator.kind not in CUMULATIVE or was is None or (since < 2 and was.n > 0):
            return None
        rise, planned = value.n - was.n, indicator.target is not None and indicator.target > 0
        limit = self.rules["jump_factor"] * (self.month.month - (since if was.n > 0 else 0))
        if (was.n > 0 and rise <= limit * was.n / since) or (was.n == 0 and not planned):
            return None
        if not planned:
            return "jump"
        shares = 1
        if self.catalogue.units[unit] == "district" and indicator.districts:
            shares = len(indicator.districts)
        year, month = indicator.deadline.year, indicator.deadline.month
        parts = shares * max(1, (year - self.catalogue.year) * 12 + month)
        a_month = indicator.target / parts
        if indicator.kind in ("count", "increment", "per_district_min"):
            a_month = max(a_month, 1)
        return "jump" if rise > limit * a_month else None

    def of_base(self, indicator, unit, value):
        if value.d is None:
            return
        whole = self.catalogue.by_id.get(indicator.base_indicator)
        base = self.cell(unit, whole).value if whole else None
        if base is not None and base.d is None and whole.kind not in YES_NO and base.n != value.d:
            self.ask("base-other", unit, indicator, value)
        if indicator.base is not None and indicator.base != value.d:
            self.ask("base-other", unit, indicator, value)

    def of_part(self, indicator, unit, value, part):
        """A share with the same base and a higher target contains the other."""
        if part is None or {indicator.kind, part.kind} != {"ratio"} or indicator.target is None \
                or part.target is None or indicator.target <= part.target \
                or not indicator.of_what or indicator.of_what != part.of_what:
            return
        inner = self.cell(unit, part).value
        if inner is not None and 0 not in (value.d, inner.d) \
                and indicator.in_measure(value) < part.in_measure(inner):
            self.ask("sub-count", unit, indicator, value)

    def of_informer(self, indicator, unit, value):
        lead = lead_of(self.catalogue, indicator)
        if not indicator.measured or lead in (None, unit) \
                or self.catalogue.units[unit] != "bureau":
            return
        theirs = self.cell(lead, indicator)
        if theirs.state == "reported" and not oracle.alike(indicator, theirs.value, value):
            self.ask("informed", unit, indicator, value)

    # the city's figure

    def of_city(self, result):
        indicator, lead = result.indicator, result.lead
        own = self.cell(lead, indicator) if lead else EMPTY
        if result.disagree:
            self.ask("disagree", lead, indicator, own.value)
        if indicator.kind not in ("count", "amount", "investment", "increment") or not indicator.at_least \
                or indicator.target is None or indicator.target <= 0:
            return
        most = indicator.target * self.rules["excess_percent"] / 100
        fresh = any(self.cell(unit, indicator).state == "reported"
                    for unit in indicator.districts)
        if own.state == "reported":
            if own.value.n > most:
                self.ask("excess", lead, indicator, own.value)
        elif indicator.combine == "sum" and fresh and result.district_figure.n > most:
            self.ask("excess", lead or indicator.districts[0], indicator)

    # relations

    def of_relation(self, sign, terms):
        """A relation of each unit that has its figures; of the city when none has them all."""
        terms = [(part, self.catalogue.by_id[name]) for part, name in terms]
        settled = False
        for unit in self.catalogue.units:
            judged = self.judge(sign, [self.of_unit(unit, *term) for term in terms])
            settled |= judged and all(indicator.must_report(unit) for _, indicator in terms)
        if not settled:
            self.judge(sign, [self.of_all(*term) for term in terms])

    def of_unit(self, unit, part, indicator):
        """(worth, of this month?, unit, indicator, value) of a term, or None."""
        cell = self.cell(unit, indicator)
        if cell.value is None:
            return None
        worth = worth_of(part, indicator, cell.value)
        fresh = cell.state == "reported"
        return None if worth is None else (worth, fresh, unit, indicator, cell.value)

    def of_all(self, part, indicator):
        lead = lead_of(self.catalogue, indicator)
        own = self.cell(lead, indicator) if lead else EMPTY
        if own.state != "reported" and indicator.combine in ("sum", "weighted"):
            cells = [self.cell(unit, indicator) for unit in indicator.districts]
            if cells and all(cell.value is not None and cell.value.d != 0 for cell in cells):
                n = sum(cell.value.n for cell in cells)
                d = None if cells[0].value.d is None else sum(cell.value.d for cell in cells)
                fresh = any(cell.state == "reported" for cell in cells)
                worth = worth_of(part, indicator, oracle.Value(n, d, ""))
                return worth, fresh, lead or indicator.districts[0], indicator, own.value
        return self.of_unit(lead, part, indicator) if lead else None

    def judge(self, sign, sides):
        """False when a side is missing."""
        if sign == "same":
            sides = [side for side in sides if side]
        if len(sides) < 2 or None in sides:
            return False
        worths = [side[0] for side in sides]
        fresh = [side for side in sides if side[1]]
        if not fresh:
            return True
        asked = fresh[0]
        if sign == "same":
            holds = len(set(worths)) == 1
            asked = min(fresh, key=lambda side: worths.count(side[0]))
        else:
            together = sum(worths[1:])
            holds = worths[0] == together or (sign == ">=" and worths[0] > together)
        known = sign == ">=" and Doubt("sub-count", asked[2], asked[3].id, True) in [
            doubt._replace(asked=True) for doubt in self.found]
        if not holds and not known:
            self.ask("relation", asked[2], asked[3], asked[4])
        return True

    # a whole report

    def of_report(self, unit, submission):
        if day_of(self.catalogue, submission) < self.catalogue.as_of(self.month.month):
            self.ask("early", unit, answer=submission.confirms)
        before = self.months[self.number - 2].inbox.accepted.get(unit) if self.number > 1 else None
        if before and (self.repeats_figures(submission, before)
                       or self.repeats_texts(submission, before)):
            self.ask("repeated", unit, answer=submission.confirms)
        if set(submission.values) - submission.own:
            self.ask("left-out", unit, answer=submission.confirms)
        for name in submission.taken:
            self.ask("withdrawn", unit, self.catalogue.by_id[name])

    def repeats_figures(self, submission, before):
        growing = 0
        for name, value in submission.values.items():
            if name not in before.values or before.values[name][:2] != value[:2]:
                return False
            indicator = self.catalogue.by_id[name]
            growing += indicator.kind in CUMULATIVE and indicator.at_least \
                and indicator.target is not None and 0 < value.n < indicator.target
        return growing >= FEW_FIGURES

    @staticmethod
    def repeats_texts(submission, before):
        characters = 0
        for no, texts in submission.texts.items():
            for part in TEXTS:
                if texts.get(part, "") != before.texts.get(no, {}).get(part, ""):
                    return False
                characters += len(texts.get(part, ""))
        return characters >= FEW_CHARACTERS


def parsed_relation(text):
    """(sign, [(part, id)]) of what is declared, in plain signs."""
    same = re.fullmatch(r"same-denominator\((.+)\)", text)
    if same:
        return "same", [("denominator", name.strip()) for name in same[1].split(",")]
    left, sign, right = re.fullmatch(r"(.+?) *(>=|=) *(.+)", text).groups()
    terms = []
    for term in [left, *right.split("+")]:
        part, name = re.fullmatch(r"(?:(numerator|denominator)\()?([\d.]+)\)?", term.strip()).groups()
        terms.append((part or "", name))
    return sign, terms


def scale_of(measure):
    """(how many, of what): 10000 of 元 is 万元."""
    times = {"万": 10 ** 4, "亿": 10 ** 8}.get(measure[:1], 1) if len(measure) > 1 else 1
    return times, measure[1:] if times > 1 else measure


def comparable(part, whole):
    """Figures, both of the same thing, if by other numbers."""
    return not {part.kind, whole.kind} & {*YES_NO, "staged"} and part.has_parts == whole.has_parts \
        and scale_of(part.measure)[1] == scale_of(whole.measure)[1]


def worth_of(part, indicator, value):
    if part:
        return None if value.d is None else value.n if part == "numerator" else value.d
    return None if value.d == 0 else half_up(indicator.in_measure(value) * scale_of(indicator.measure)[0], 6)


def doubts_of(months, number):
    """How often there is each doubt in a month."""
    return collections.Counter(Questions(months, number).found)
