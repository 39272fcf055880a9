"""Random changes of a root's targets and submissions, by a seeded luck, and back again."""

import contextlib
import datetime
import json
import os

import oracle

KINDS = ("figures", "drop", "dates", "deadlines", "zero", "limits", "plan", "pace", "omit",
         "revisions", "falls", "faults", "lead", "thresholds", "parameter", "yes", "calendar",
         "aims", "optional", "again", "relations", "confirms", "decimals", "rhythm", "own", "shapes")
# Of these figures and reports stay as they are: a true month stays one.
HARMLESS = {"deadlines", "plan", "pace", "thresholds", "calendar", "decimals"}
# Of each scope: a unit's own, a lead's against the districts' sum, one lead's against another's.
RELATIONS = ("numerator(2.2) = 2.4", "2.1 >= 2.4", "3.1 >= 3.2", "17.2 >= 18.2", "8.2 >= 7.1", "7.1 >= 8.2",
             "1.1 >= 10.1", "10.3 >= 10.1 + 10.2", "1.2 = 10.1 + 10.2 + 10.3", "8.1 = 10.3", "11.1 >= 20.1",
             "20.1 >= 12.1", "numerator(6.1) = numerator(6.2)", "8.2 >= numerator(8.3) + denominator(8.3)",
             "denominator(9.1) = denominator(9.2)", "same-denominator(4.2, 4.3)",
             "same-denominator(15.1, 15.2, 15.3, 15.4)", "same-denominator(2.2, 2.3, 2.6, 2.7)",
             "numerator(20.1) = 8.1", "1.4 = 1.5", "15.6 >= 15.7")


@contextlib.contextmanager
def mutated(workspace, luck):
    """A root with one to four kinds of change; put back as it was at the end."""
    world = World(workspace, luck)
    chosen = luck.sample(KINDS, luck.randint(1, 4))
    chosen += [kind for kind in os.environ.get("KIND", "").split() if kind not in chosen]
    chosen.sort(key=lambda kind: ("shapes", "faults").index(kind) + 1 if kind in ("shapes", "faults") else 0)
    # what these leave is not for others to change
    for kind in chosen:
        getattr(world, kind)()
    world.write()
    try:
        yield ", ".join(chosen)
    finally:
        world.restore()


class World:
    def __init__(self, workspace, luck):
        self.luck, self.targets_file = luck, workspace.targets()
        base = workspace.root / "input/submissions"
        self.before = {path: path.read_bytes() for path in sorted(base.rglob("*.json"))}
        self.before[self.targets_file] = self.targets_file.read_bytes()
        self.targets = json.loads(self.before[self.targets_file])
        self.files = {path: json.loads(content) for path, content in self.before.items()
                      if path != self.targets_file and usable(content)}
        self.touched, self.written = {}, []

    def write(self):
        files = dict(self.touched)
        files[self.targets_file] = self.targets
        for path, data in files.items():
            self.written.append(path)
            if data is None:
                path.unlink()
            else:
                path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")

    def restore(self):
        for path in self.written:
            if path in self.before:
                path.write_bytes(self.before[path])
            else:
                path.unlink()

    # what is changed

    def some(self, share):
        """A share of the submissions, to be changed in place."""
        for path in sorted(self.files):
            if self.luck.random() < share and self.touched.get(path, 1) is not None:
                yield path, self.touched.setdefault(path, self.files[path])

    def values(self, share, share_of_values):
        for _, data in self.some(share):
            for task in data["tasks"]:
                for name in sorted(task.get("values", {})):
                    if name in task["values"] and self.luck.random() < share_of_values:
                        yield task["values"], name

    def indicators(self, share):
        for category in self.targets["categories"]:
            for task in category["tasks"]:
                for indicator in task["indicators"]:
                    if self.luck.random() < share:
                        yield task, indicator

    # kinds of change

    def figures(self):
        """Each up or down by as much as it is."""
        for values, name in self.values(0.4, 0.3):
            given = values[name]
            if isinstance(given, bool):
                values[name] = not given
            elif isinstance(given, int):
                values[name] = self.luck.randint(0, 2 * given + 3)
            elif isinstance(given, float):
                values[name] = f"{self.luck.randint(0, int(given * 20) + 9)}e-1"
            elif isinstance(given, dict) and isinstance(given.get("denominator"), int):
                given["numerator"] = self.luck.randint(0, given["denominator"] * 5 // 4)
                if given["denominator"] == 0:
                    given["numerator"] = 0

    def falls(self):
        """Cumulative figures fall, some with a reason."""
        for values, name in self.values(0.5, 0.3):
            if isinstance(values[name], int) and not isinstance(values[name], bool):
                values[name] = self.luck.randint(0, values[name])
                if self.luck.random() < 0.5:
                    values[name] = {"value": values[name], "corrects": "重复统计，予以核减"}

    def yes(self):
        for values, name in self.values(0.7, 1):
            if isinstance(values[name], bool):
                values[name] = self.luck.random() < 0.7

    def zero(self):
        for values, name in self.values(0.5, 0.3):
            if isinstance(values[name], dict) and "denominator" in values[name]:
                values[name] = {"numerator": 0, "denominator": 0}

    def drop(self):
        for path, _ in list(self.some(self.luck.choice((0.05, 0.3, 0.8)))):
            self.touched[path] = None

    def omit(self):
        for values, name in list(self.values(0.5, 0.3)):
            values.pop(name, None)

    def lead(self):
        """A lead gives no totals at all, or others than its districts."""
        for values, name in list(self.values(1, 0.5)):
            if len(values) < 12:
                values.pop(name, None)

    def optional(self):
        """Units say figures that they need not give, or may not."""
        for _, data in self.some(0.15):
            for task in data["tasks"]:
                known = [i for c in self.targets["categories"] for t in c["tasks"]
                         if t["no"] == task["no"] for i in t["indicators"]]
                indicator = self.luck.choice(known)
                given = self.luck.randint(0, 1000)
                if indicator["kind"] in ("ratio", "relative_level"):
                    given = {"numerator": given, "denominator": 1000}
                elif indicator["kind"] in ("milestone", "district_count", "qualitative"):
                    given = given > 500
                task.setdefault("values", {}).setdefault(indicator["id"], given)

    def dates(self):
        """Sent later, up to and past the cut, in three time zones."""
        for _, data in self.some(0.4):
            moment = datetime.datetime.fromisoformat(data["submitted_at"])
            moment += datetime.timedelta(days=self.luck.randint(-2, 9),
                                         minutes=self.luck.randint(-900, 900))
            data["submitted_at"] = moment.isoformat() if self.luck.random() < 0.6 else \
                moment.strftime("%Y-%m-%dT%H:%M:%S") + self.luck.choice(("Z", "-05:00"))

    def revisions(self):
        """The same unit again: the next revision, or by mistake the same one."""
        for path, data in list(self.some(0.2)):
            again = json.loads(json.dumps(data))
            if self.luck.random() < 0.7:
                again["revision"] = data.get("revision", 1) + self.luck.randint(1, 2)
                again["reason"] = "补充数据"
            day = self.luck.randint(1, 12)
            again["submitted_at"] = data["submitted_at"][:8] + f"{day:02}T09:00:00+08:00"
            for task in again["tasks"]:
                for name, value in task.get("values", {}).items():
                    if isinstance(value, int) and not isinstance(value, bool):
                        task["values"][name] = value + self.luck.randint(0, 3)
            self.leave_out(again)
            self.touched[path.with_name(path.stem + "-again.json")] = again

    def leave_out(self, again):
        """A correction often names nothing but what it corrects, or takes a figure back."""
        names = [name for task in again["tasks"] for name in task.get("values", {})]
        gone = {name for name in names if self.luck.random() < self.luck.choice((0, 0.5, 1))}
        for task in again["tasks"]:
            for name in gone & set(task.get("values", {})):
                del task["values"][name]
            for part in ("progress", "problems", "next"):
                fate = self.luck.random()
                if fate < 0.2:
                    task.pop(part, None)
                elif fate < 0.3:
                    task[part] = ""
        again["tasks"] = [t for t in again["tasks"] if self.luck.random() < 0.8] or again["tasks"]
        if gone and again.get("revision", 1) > 1 and self.luck.random() < 0.5:
            again["withdraw"] = sorted(name for name in gone if self.luck.random() < 0.5)

    def again(self):
        """Last month's report once more, wholly, or its figures, or its words."""
        for path, data in list(self.some(0.3)):
            month = f"2020-{int(data['period'][5:]) - 1:02}"
            last = self.files.get(path.parent.parent / month / path.name)
            if last is None:
                continue
            tasks = json.loads(json.dumps(last["tasks"]))
            kept = self.luck.choice(("all", "values", "words"))
            for task in tasks:
                now = next((own for own in data["tasks"] if own["no"] == task["no"]), {})
                for name in ("values", "progress", "problems", "next"):
                    if kept != "all" and (name == "values") != (kept == "values"):
                        task.pop(name, None)
                        task.update({name: now[name]} if name in now else {})
            data["tasks"] = tasks

    def shapes(self):
        """Other kinds: shares in one number, figures of which the least is known, stages, parts, investments."""
        kinds = {}
        for task, indicator in self.indicators(0.6):
            kinds[indicator["id"]] = indicator
            if indicator["kind"] in ("ratio", "relative_level") and "denominator_parameter" not in indicator:
                indicator["parts_optional"] = True
            elif indicator["kind"] == "milestone" and indicator["combine"] == "lead_only":
                indicator.pop("verb", None)
                indicator["kind"], names = "staged", ("立项", "招标", "开工", "竣工")[self.luck.randint(0, 3):]
                months = sorted(self.luck.randint(1, 12) for _ in names)
                indicator["stages"] = [{"name": name, "month": f"2020-{month:02}"} if self.luck.random() < 0.7 else name
                                       for name, month in zip(names, months)]
            elif indicator["kind"] == "amount":
                indicator["kind"] = "investment"
            whole = task["indicators"][0]
            if whole is not indicator and "part_of" not in whole and self.luck.random() < 0.3:
                indicator["part_of"] = whole["id"]
        for values, name in self.values(1, 0.5):
            if name in kinds:
                values[name] = self.shaped(kinds[name], values[name])
        for values, name in self.values(1, 1):
            if "stages" in kinds.get(name, ()) and values[name] is True:
                values[name] = kinds[name]["stages"][-1] if isinstance(kinds[name]["stages"][-1], str) \
                    else kinds[name]["stages"][-1]["name"]

    def shaped(self, indicator, given):
        parts = given if isinstance(given, dict) else {}
        if indicator.get("parts_optional") and isinstance(parts.get("denominator"), int) and parts["denominator"]:
            whole = {"%": 100, "‰": 1000}.get(indicator.get("unit"), 1)
            share = round(parts["numerator"] * whole / parts["denominator"], self.luck.randint(0, 3))
            given = f"{share:.3f}"
        if "stages" in indicator and isinstance(given, bool):
            names = [stage if isinstance(stage, str) else stage["name"] for stage in indicator["stages"]]
            return self.luck.choice([False, *names])
        if is_figure(given) and indicator["kind"] not in ("milestone", "qualitative", "district_count") \
                and indicator["comparison"] == ">=" and self.luck.random() < 0.4:
            number = oracle.plain(oracle.figure_of(str(given)))
            return {"at_least": number, "words": f"{number}{indicator.get('unit', '')}以上"}
        return given

    def own(self):
        """Districts with targets of their own; of some indicators not all of them."""
        districts = [unit["name"] for unit in self.targets["units"] if unit["kind"] == "district"]
        for _, indicator in self.indicators(0.6):
            named = indicator.get("districts", ())
            given = [name for name in districts if name in named] if isinstance(named, list) else districts
            if "districts" in indicator["reporters"] and isinstance(indicator["target"], (int, float)) \
                    and not isinstance(indicator["target"], bool) and indicator["kind"] != "district_count":
                most = max(2, int(indicator["target"] / (len(given) if indicator["combine"] == "sum" else 1)))
                indicator["district_targets"] = {name: self.luck.randint(1, most) for name in given
                                                 if self.luck.random() < 0.8}

    def relations(self):
        self.targets["relations"] = self.luck.sample(RELATIONS, self.luck.randint(1, 12))

    def confirms(self):
        """Units say that what they say is so."""
        for _, data in self.some(0.3):
            if self.luck.random() < 0.5:
                data["confirms"] = "已核实无误"
        for values, name in self.values(0.4, 0.4):
            if not isinstance(values[name], dict):
                values[name] = {"value": values[name]}
            values[name]["confirms"] = "已核实无误"

    def faults(self):
        """One thing in the file is wrong: it is refused whole."""
        for _, data in self.some(0.15):
            task = self.luck.choice(data["tasks"])
            wrong = self.luck.randint(0, 8)
            if wrong == 0:
                data["period"] = "2020-12"
            elif wrong == 1:
                task["no"] = 99
            elif wrong == 2:
                data["unit"] = "市无此局"
            elif wrong == 3:
                task["extra"] = 1
            elif wrong == 4:
                task.setdefault("values", {})["99.1"] = 1
            elif wrong == 5:
                data["revision"] = 2
            elif wrong == 6:
                data["submitted_at"] = "昨天"
            elif wrong == 7:
                task.setdefault("values", {})[f"{task['no']}.1"] = "约9"
            else:
                data["tasks"].append(dict(task))

    def deadlines(self):
        for task, indicator in self.indicators(0.4):
            indicator["deadline"] = self.luck.choice(
                ("2020-01-31", "2020-02-29", "2020-03-15", "2020-04-30", "2020-05-31",
                 "2020-06-30", "2020-09-30", "2021-03-31"))
            if self.luck.random() < 0.2:
                task["deadline"] = indicator["deadline"]

    def limits(self):
        for _, indicator in self.indicators(0.5):
            if indicator["comparison"] != ">=" or indicator["kind"] == "district_count":
                continue
            target = indicator["target"]
            figure = isinstance(target, int) and indicator["kind"] != "per_district_min"
            indicator["comparison"] = self.luck.choice(("<=", "==", "between") if figure else ("<=",))
            if indicator["comparison"] == "between":
                least = self.luck.choice((target, max(1, target // 2)))
                indicator["target"] = {"from": least, "to": least + self.luck.choice((1, 5, target))}

    def decimals(self):
        for _, indicator in self.indicators(0.4):
            if indicator["kind"] in ("ratio", "relative_level", "level", "amount"):
                indicator["decimals"] = self.luck.randint(1, 4)

    def aims(self):
        """Targets move to where the figures are: exactly met, just missed, far off."""
        for _, indicator in self.indicators(0.6):
            given = indicator["target"]
            if indicator["kind"] != "district_count" and not isinstance(given, bool) \
                    and isinstance(given, (int, float)):
                indicator["target"] = self.luck.choice(
                    (given, 1, 2, 3, 5, 50, 74, 90, 100, max(1, int(given / 2)))
                    if indicator.get("unit") == "%" or given < 200 else
                    (given, max(1, int(given / 3)), max(1, int(given / 2))))

    def plan(self):
        for _, indicator in self.indicators(0.4):
            if indicator["comparison"] in (">=", "<=", "==", "between"):
                shares = sorted(self.luck.randint(0, 1000) for _ in range(12))
                indicator["plan"] = {f"2020-{month:02}": f"{share // 10}.{share % 10}"
                                     for month, share in enumerate(shares, 1)}

    def pace(self):
        rules = self.targets["rules"]
        rules["pace"] = self.luck.choice(("year", "table", "deadline"))
        rules["pace_table"] = sorted(self.luck.randint(0, 100) for _ in range(12))
        for _, indicator in self.indicators(0.3):
            indicator["pace"] = self.luck.choice(("linear", "at_deadline"))

    def thresholds(self):
        """Edges where figures lie: a third of the indicators is just at one."""
        rules = self.targets["rules"]
        rules["ahead_gap"] = self.luck.choice(("0.5", 5, 10, "58.333333333"))
        rules["behind_gap"] = self.luck.choice(("-0.1", -5, -10))
        rules["far_behind_gap"] = self.luck.choice((-10, "-12.5", -30))
        rules["reminder_months"] = 1
        rules["urge_months"] = self.luck.randint(1, 2)
        rules["supervise_months"] = self.luck.randint(2, 4)

    def parameter(self):
        for name in sorted(self.targets["parameters"]):
            if self.luck.random() < 0.7:
                self.targets["parameters"][name]["value"] = \
                    "4561.7" if name == "人口" else str(self.luck.randint(300, 700))

    def rhythm(self):
        """Fewer months are reported, the newest among them, and days lie elsewhere in the month."""
        rules = self.targets["rules"]
        rules["periods"] = sorted(self.luck.sample(range(1, 5), self.luck.randint(0, 3))) + [5]
        rules["as_of_day"] = self.luck.randint(15, 31)
        if self.luck.random() < 0.5:
            rules["as_of_day"], rules["due_month"] = self.luck.randint(15, 20), "same"
            rules["due_day"] = self.luck.randint(20, 31)

    def calendar(self):
        rules = self.targets["rules"]
        rules.pop("due_month", None)
        rules["due_day"] = self.luck.randint(1, 8)
        rules["cut_day"] = rules["due_day"] + self.luck.randint(0, 6)
        rules["utc_offset"] = self.luck.choice(("+08:00", "+00:00", "-03:30"))
        rules["workdays"] = rules["workdays"][self.luck.randint(0, 3):]


def is_figure(given):
    try:
        oracle.figure_of(str(given))
    except oracle.Refused:
        return False
    return isinstance(given, (int, str)) and not isinstance(given, bool)


def usable(content):
    try:
        data = json.loads(content)
        return all("no" in task for task in data["tasks"])
    except (ValueError, KeyError):
        return False
