"""What `minsheng facts` ought to print of a month as the oracle has worked it out: for each element
the attributes that say figures and standing.
"""

import calendar
import collections
import datetime
from fractions import Fraction

from oracle import (LAGGING, MET, NOTHING, STEPS, YES_NO, Figure, attained, day, day_of, fixed, half_up,
                    percent, percent_of, plain, squeezed)


def yes(truth):
    return "yes" if truth else "no"


def quotient_of(indicator, figure):
    """A figure as it is printed: a plain number whose decimals nobody asked for is what it is."""
    keeps = indicator.decimals is not None or indicator.whole > 1
    return indicator.printed(figure) if figure.d is not None or keeps else figure.n


def quotient_words(indicator, figure):
    printed = quotient_of(indicator, figure)
    if indicator.whole == 100 and printed == 100:
        return "100%"
    if indicator.whole > 1 or indicator.decimals is not None:
        return fixed(printed, indicator.places()) + indicator.measure
    return plain(printed) + indicator.measure


def figure_words(indicator, figure):
    if figure.state in NOTHING:
        return NOTHING[figure.state]
    if figure.d is not None:
        return quotient_words(indicator, figure)
    if indicator.stages:
        return "尚未启动" if figure.n == 0 else indicator.stages[int(figure.n) - 1]["name"]
    if figure.bound:
        return figure.bound if figure.unit else plain(figure.n) + indicator.measure + "以上"
    if indicator.kind in YES_NO and (figure.unit or indicator.kind != "district_count"):
        if figure.n > 0:
            return f"已{indicator.verb}" if indicator.verb else "已完成"
        undone = f"尚未{indicator.verb}" if indicator.verb else "未完成"
        return "推进中" if indicator.kind == "qualitative" else undone
    return quotient_words(indicator, figure)


def figure_number(indicator, figure):
    """A figure bare, as it is printed; nothing where none stands."""
    if figure is None or not figure.stands():
        return ""
    return plain(quotient_of(indicator, figure))


def thrice(name, rate, more=""):
    """A percentage in words, as a share of one and bare; `rate` is exact, or None."""
    if rate is None:
        return {name: "", f"{name}-share": "", f"{name}-number": ""}
    number = Fraction(percent(rate)[:-1])
    share = half_up(min(max(number, Fraction(0)), Fraction(100)) / 100, 3)
    return {name: percent(rate) + more, f"{name}-share": plain(share), f"{name}-number": plain(number)}


def mean_rate(results):
    """The mean of the rates as they are printed, none above 100."""
    rates = [min(percent_of(result.rate), Fraction(100)) for result in results
             if result.rate is not None and not result.indicator.part_of]
    return thrice("mean-rate", sum(rates) / len(rates) if rates else None)


def days_left(month, deadline):
    today = last_day(month)
    return {"days-left": str((deadline - today).days),
            "workdays-left": str(working_days(month.catalogue, today, deadline))}


def working_days(catalogue, start, end):
    """Those after `start` up to `end`; below 0 when that is the earlier one."""
    if end < start:
        return -working_days(catalogue, end, start)
    days = [start + datetime.timedelta(1 + i) for i in range((end - start).days)]
    return sum(catalogue.working_day(date) == date for date in days)


def shortfall(result):
    indicator, figure = result.indicator, result.figure
    if result.rate is None or figure.d is not None or not indicator.at_least \
            or indicator.target is None or figure.n >= indicator.target:
        return ""
    return plain(indicator.target - figure.n)


def change_of(result):
    """What changed, bare; nothing where it is said in words or one of the two is lacking."""
    indicator, now = result.indicator, result.figure
    last = result.before.figure if result.before else Figure("none")
    if not now.stands() or not last.stands() \
            or indicator.stages or indicator.kind in YES_NO and indicator.kind != "district_count":
        return ""
    sides = [quotient_of(indicator, figure) for figure in (now, last)]
    return plain(sides[0] - sides[1])


def change_words(result):
    indicator, now = result.indicator, result.figure
    last = result.before.figure if result.before else Figure("none")
    if not now.stands() or not last.stands():
        return "—"
    if indicator.kind in YES_NO and indicator.kind != "district_count":
        if (now.n > 0) != (last.n > 0):
            return "新完成" if now.n > 0 else "由完成转为未完成"
        return "持平" if indicator.measured else "—"
    if indicator.stages:
        return "有进展" if now.n > last.n else "倒退" if now.n < last.n else "持平"
    sides = [quotient_of(indicator, figure) for figure in (now, last)]
    difference = sides[0] - sides[1]  # as the reader subtracts what is printed
    if difference == 0:
        return "持平"
    return ("+" if difference > 0 else "-") + plain(abs(difference))


def said_of_indicator(result):
    figure, indicator, before = result.figure, result.indicator, result.before
    value = figure_words(indicator, figure)
    if result.status == "continuing" and figure.state == "none":
        value = "推进中"
    known = before is not None and before.figure.stands()
    return {
        "state": figure.state, "value-words": value,
        "numerator": plain(figure.n) if figure.d is not None else "",
        "denominator": plain(figure.d) if figure.d is not None else "",
        "from": figure.unit if figure.state != "none" else "",
        "carried": yes(result.carried), "partial": yes(result.partial),
        "from-districts": yes(result.from_districts), "disagree": yes(result.disagree),
        "lead-value": figure_words(indicator, result.lead_figure),
        "district-value": figure_words(indicator, result.district_figure),
        "value-number": figure_number(indicator, figure),
        "previous-number": figure_number(indicator, before.figure if before else None),
        "target-most": "" if indicator.most is None else plain(indicator.most),
        "target-number": "" if indicator.target is None else plain(indicator.target),
        "shortfall-number": shortfall(result), "change-number": change_of(result),
        **thrice("rate", result.rate, "以上" if figure.bound else ""), **thrice("pace", result.pace),
        **days_left(result, indicator.deadline),
        "gap": "" if result.gap is None else fixed(result.gap, 1),
        "change": change_words(result), "status": result.status, "light": result.light,
        "met": yes(result.met), "lagging": yes(result.lagging), "early": yes(result.early),
        "deadline-passed": yes(result.passed), "reached": str(result.reached),
        "concerned": str(result.concerned), "lit-months": str(result.lit_months),
        "previous-status": before.status if known else "",
        "previous-value": figure_words(indicator, before.figure) if known else "",
    }


def said_of_standing(result, unit, inbox):
    """How a district stands by itself; nothing where that is not said."""
    one = result.of_unit(unit, inbox)
    if one is None:
        return {"target-number": "", **thrice("pace", None), "gap": "", "status": "", "light": "none"}
    return {"target-number": plain(one.indicator.target), **thrice("pace", one.pace),
            "gap": "" if one.gap is None else fixed(one.gap, 1), "status": one.status, "light": one.light}


def said_of_units(result, inbox):
    """(name, attributes) of each unit that is listed below an indicator."""
    if not result.indicator.measured:
        return []
    rates = {figure.unit: own_rate(result, figure, reached) for figure, reached in result.units}
    printed = {unit: percent_of(rate) for unit, rate in rates.items() if rate is not None}
    return [(figure.unit, {"state": figure.state, "reached": yes(reached),
                           **thrice("rate", rates[figure.unit]),
                           **said_of_place(printed, figure.unit), **said_of_own(result, figure),
                           **said_of_standing(result, figure.unit, inbox)})
            for figure, reached in result.units]


def own_rate(result, figure, reached):
    """Percent of the target that a district has come to where each has the target; or None."""
    indicator = result.indicator.for_unit(figure.unit)
    if figure.unit not in result.indicator.districts or not figure.stands() or indicator is None:
        return None
    rate = None if indicator.kind in YES_NO else attained(indicator, figure)
    return Fraction(100 * reached) if rate is None else rate


def said_of_place(printed, unit):
    if unit not in printed:
        return {"place": "0", "compared": "0"}
    better = sum(rate > printed[unit] for rate in printed.values())
    return {"place": str(1 + better), "compared": str(len(printed))}


def own_before(result, unit):
    """A unit's own figure a month ago."""
    before = [figure for figure, _ in result.before.units if figure.unit == unit] \
        if result.before else []
    return before[0] if before else Figure("none")


def said_of_own(result, figure):
    """A unit's own figure, and how it changed."""
    indicator, last = result.indicator, own_before(result, figure.unit)
    now, before = (figure_number(indicator, one) for one in (figure, last))
    known = figure.stands() and last.stands()
    counts = known and indicator.kind not in YES_NO and not indicator.stages
    return {"value-words": figure_words(indicator, figure), "value-number": now,
            "previous-number": before,
            "previous-value": figure_words(indicator, last) if known else "",
            "change-number": plain(Fraction(now) - Fraction(before)) if counts else ""}


def said_of_task(month, task):
    passed = day(task.task["deadline"]) <= last_day(month)
    return {
        **mean_rate(task.results), **days_left(month, day(task.task["deadline"])),
        "status": task.status, "light": task.light, "met": yes(task.met),
        "lagging": yes(task.lagging), "measured": str(task.measured),
        "met-count": str(task.met_count), "worst": task.worst.indicator.id if task.worst else "",
        "lit-months": str(max((result.lit_months for result in task.results), default=0)),
        "newly-done": yes(task.newly_done), "newly-behind": yes(task.newly_behind),
        "recovered": yes(task.recovered), "previous-status": task.previous,
        "deadline-passed": yes(passed),
    }


def last_day(month):
    return month.catalogue.as_of(month.month)


def said_of_counts(month):
    measured = [result for result in month.results if result.indicator.counts]
    counted = [result for result in month.results if not result.indicator.part_of]
    met = sum(result.met for result in measured)
    share = Fraction(100 * met, len(measured)) if measured else None
    return {
        "tasks": str(len(month.tasks)), "rows": str(len(month.tasks)),
        "indicators": str(len(counted)), "measured": str(len(measured)),
        "qualitative": str(len(counted) - len(measured)),
        "met-count": str(met), "met-share": "—" if share is None else percent(share),
        "met-share-number": "" if share is None else plain(Fraction(percent(share)[:-1])),
        **mean_rate(month.results),
        "lagging": str(sum(task.lagging for task in month.tasks)),
        "lagging-indicators": str(sum(result.lagging for result in measured)),
        "deadline-passed": str(sum(day(task.task["deadline"]) <= last_day(month)
                                   for task in month.tasks)),
        "newly-done": str(sum(task.newly_done for task in month.tasks)),
        "newly-behind": str(sum(task.newly_behind for task in month.tasks)),
        "recovered": str(sum(task.recovered for task in month.tasks)),
        "has-previous": yes(month.before is not None),
    }


def said_of_status(month, word):
    return {
        "tasks": str(sum(task.status == word for task in month.tasks)),
        "indicators": str(sum(result.status == word and result.indicator.counts
                              for result in month.results)),
        "met": yes(word in MET), "lagging": yes(word in LAGGING),
    }


def said_of_reports(month):
    states = collections.Counter(month.inbox.states.values())
    return {
        "count": str(len(month.catalogue.units)),
        "received": str(states["on-time"] + states["late"]),
        "on-time": str(states["on-time"]), "late": str(states["late"]),
        "refused": str(states["refused"]), "missing": str(states["missing"]),
    }


def said_of_report(month, unit):
    catalogue, submission = month.catalogue, month.inbox.accepted.get(unit)
    due = [i for i in catalogue.indicators if i.measured and i.must_report(unit)]
    given = [i for i in due if submission and i.id in submission.values]
    late = 0
    if submission:
        due_day = catalogue.due(month.month)
        late = max(0, (day_of(catalogue, submission) - due_day).days)
    return {
        "state": month.inbox.states[unit], "days-late": str(late),
        "revision": str(submission.revision if submission else 0),
        "file": submission.file if submission else "",
        "due-figures": str(len(due)), "given-figures": str(len(given)),
        "late-months": str(month.late_months[unit]), "escalation": STEPS[month.steps[unit]],
    }


def said_of_rank(month, rank):
    return {
        "ranked": yes(rank.ranked), "place": str(rank.place), "indicators": str(rank.count),
        **thrice("score", rank.score if rank.ranked else None),
        "score": percent(rank.score) if rank.ranked
        else "无可比指标" if rank.unit in month.inbox.accepted else "未报送",
        "previous-place": str(month.places_before.get(rank.unit, 0)),
    }


def said_of_root(month):
    """Of a draft, which bears the day of the cut; then of the period that follows."""
    catalogue, reported = month.catalogue, month.catalogue.reported()
    today = catalogue.cut(month.month)
    following = min([other for other in reported if other > month.month], default=12 + reported[0])
    due = catalogue.due(following)
    last = month.before.month if month.before and month.before.month < month.month - 1 else 0
    return {"as-of": str(catalogue.as_of(month.month)), "due": str(catalogue.due(month.month)), "cut": str(today),
            "next-period": f"{catalogue.year + (following - 1) // 12}-{(following - 1) % 12 + 1:02}",
            "previous-name": f"{last}月" if last else "上月",
            "next-due": str(due), "next-due-days": str((due - today).days),
            "next-due-workdays": str(working_days(catalogue, today, due))}


def said_of_category(month, category):
    tasks = [task for task in month.tasks if task.task in category["tasks"]]
    results = [result for task in tasks for result in task.results]
    measured = [result for result in results if result.indicator.counts]
    results = [result for result in results if not result.indicator.part_of]
    return {
        "tasks": str(len(tasks)), "indicators": str(len(results)), "measured": str(len(measured)),
        "qualitative": str(len(results) - len(measured)),
        "met-count": str(sum(result.met for result in measured)),
        "lagging": str(sum(task.lagging for task in tasks)),
        "lagging-indicators": str(sum(result.lagging for result in measured)),
        "deadline-passed": str(sum(day(task.task["deadline"]) <= last_day(month)
                                   for task in tasks)), **mean_rate(results)}


def said_of_status_in(month, category, word):
    tasks = [task for task in month.tasks if task.task in category["tasks"]]
    return {"tasks": str(sum(task.status == word for task in tasks)),
            "indicators": str(sum(result.status == word and result.indicator.counts
                                  for task in tasks for result in task.results))}


def holders_of(month, task, duty):
    """The units that a printed duty means."""
    return month.catalogue.groups[squeezed(duty["group"])] if "group" in duty else [duty["unit"]]


def person_of(month, task, unit):
    """By its own name, else by the last group that it is in."""
    person = ""
    for duty in task.task["duties"]:
        if duty.get("unit") == unit:
            return duty.get("person", "")
        if "group" in duty and unit in holders_of(month, task, duty):
            person = duty.get("person", "")
    return person


def said_of_unit(month, unit):
    tasks = [task for task in month.tasks if unit in month.catalogue.duties[task.task["no"]]]
    return {**said_of_report(month, unit), "kind": month.catalogue.units[unit],
            "letter": str(month.letters.get(unit, 0)), "tasks": str(len(tasks)),
            "led": str(sum(task.task.get("lead") == unit for task in tasks)),
            "lagging": str(sum(task.lagging for task in tasks))}


def said_of_assignments(month, unit):
    """(number of the task, attributes) of each task of the unit."""
    def role(task):
        if task.task.get("lead") == unit:
            return "lead"
        return "district" if month.catalogue.units[unit] == "district" else "other"
    return [(str(task.task["no"]), {**said_of_task(month, task), "role": role(task),
                                    "person": person_of(month, task, unit)})
            for task in month.tasks if unit in month.catalogue.duties[task.task["no"]]]


def said_of_figures(month, unit, no):
    """(id, attributes) of each figure that the unit owes on a task, or gave."""
    said = []
    for result in month.results:
        indicator = result.indicator
        owed = indicator.must_report(unit)
        cell = month.cells.get((unit, indicator.id))
        if str(indicator.task["no"]) != no or not indicator.measured or not (owed or cell):
            continue
        state = cell.state if cell else \
            "omitted" if unit in month.inbox.accepted else "not-reported"
        figure = [one for one, _ in result.units if one.unit == unit][0]
        said.append((indicator.id, {"state": state, "owed": yes(owed),
                                    **said_of_own(result, figure)}))
    return said


def said_of_leaders(month):
    names = dict.fromkeys(task.task["leader"] for task in month.tasks if task.task.get("leader"))
    said = []
    for name in names:
        tasks = [task for task in month.tasks if task.task.get("leader") == name]
        said.append((name, {"tasks": str(len(tasks)),
                            "met-count": str(sum(task.met for task in tasks)),
                            "lagging": str(sum(task.lagging for task in tasks)),
                            **mean_rate([result for task in tasks for result in task.results])}))
    return said


def has_moved(result):
    """It lagged, and has come nearer since: as the reader compares what is printed."""
    before = result.before
    if before is None or before.status not in LAGGING:
        return False
    if not result.lagging:
        return before.figure.stands()
    sides = [figure_number(result.indicator, figure) for figure in (before.figure, result.figure)]
    nearer = 0
    if all(sides):
        nearer = result.indicator.far(Fraction(sides[0])) - result.indicator.far(Fraction(sides[1]))
    if result.indicator.kind in YES_NO and result.figure.stands() and before.figure.stands():
        nearer = result.figure.n - before.figure.n
    return before.figure.stands() and result.figure.state == "given" and nearer > 0


def demands_of(month, before):
    """(kind, unit, task, outcome) of what was asked for a month ago."""
    if before is None:
        return []
    demands = []
    for task, last in zip(month.tasks, before.tasks):
        if last.lagging:
            over = not task.lagging and task.status != "unreported"
            moved = any(has_moved(result) for result in task.results)
            demands.append(("task", task.task.get("lead", ""), str(task.task["no"]),
                            "done" if over else "moving" if moved else "stalled"))
    for unit in month.catalogue.units:
        if before.inbox.states[unit] != "on-time":
            over = month.inbox.states[unit] == "on-time"
            demands.append(("report", unit, "0", "done" if over else "stalled"))
    return demands
