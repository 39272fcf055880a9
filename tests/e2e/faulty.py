"""What tests/e2e/faults does in short and tests/proof/faults in full: every call by which a command
reads a small root fails, one plan after the other, and what stands afterwards is judged.

A plan is a scenario (a command and the state it begins from), a call and its number, once or for
good, and an errno. The root has two months of three units, one of them issued, two small documents
and the real fonts; it lies in memory, one a worker."""

import collections
import dataclasses
import errno
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from workspace import PROGRAM, PROJECT

ISSUED, OPEN = "2031-01", "2031-02"
CALLS = ("open", "read", "stat", "opendir", "readdir", "mmap", "close", "readlink")
ERRORS = (errno.EIO, errno.EMFILE, errno.EACCES, errno.ENOMEM)
CHANGING = ("output", "input/archive")
REPLACED = f"input/submissions/{OPEN}/市民政局2.json"
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/texlive/texmf-dist/fonts",
         str(PROJECT / ".build/fonts"), ".build/fonts", "templates/fonts")
DEAD = 2 ** 22 + 1  # no process has this number
PATIENCE = 60  # seconds a run: a guard against hanging, nothing is measured by it
DONE = (0, 3)
FAILED = (73, 74)
FONT_FAILED = (65, *FAILED)

TARGETS = {
    "title": "临江市2031年度重点工作任务表", "city": "临江市", "year": 2031, "issuer": "临江市政府督查室",
    "rules": {"holidays": ["2031-10-01"], "formats": ["pdf", "ofd"]},
    "units": [{"name": "市民政局", "kind": "bureau"}, {"name": "东湖区", "kind": "district"},
              {"name": "西山县", "kind": "district"}],
    "categories": [{"name": "民生", "tasks": [
        {"no": 1, "text": "新增就业3.5万人。", "lead": "市民政局",
         "duties": [{"unit": "市民政局"}, {"unit": "东湖区"}, {"unit": "西山县"}],
         "deadline": "2031-12-31",
         "indicators": [
             {"id": "1.1", "name": "新增就业", "unit": "人", "kind": "count", "comparison": ">=",
              "target": 900, "reporters": "districts", "combine": "sum", "districts": ["东湖区", "西山县"]},
             {"id": "1.2", "name": "培训", "unit": "人", "kind": "count", "comparison": ">=",
              "target": 600, "reporters": "lead", "combine": "lead_only"}]}]}]}
# What every report says stands in these documents, in two faces.
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<template xmlns="urn:minsheng:template" styles="styles/official.xml" layout="1" file="{name}.pdf" for="/facts">
  <meta title="{{@title}}" date="{{@cut}}"/>
  <section master="portrait">
    <paragraph style="{style}">{{@title}}</paragraph>
    <for-each select="category/task/indicator"><paragraph style="body">{{@name}}{{@value}}</paragraph></for-each>
    <for-each select="category/task/words"><paragraph style="body">{{@unit}}：{{@progress}}。</paragraph></for-each>
    <for-each select="words/paragraph | category/task/paragraph"><paragraph style="body">{{@text}}</paragraph></for-each>
    <for-each select="reports/report"><paragraph style="body">{{@unit}}{{@*[2]}}{{@*[3]}}</paragraph></for-each>
  </section>
</template>
"""
DOCUMENTS = {"bulletin": "h1", "task-table": "body"}


def report(unit, period, value, revision=1):
    year, month = map(int, period.split("-"))
    number = "1.2" if unit == "市民政局" else "1.1"
    made = {"unit": unit, "period": period, "revision": revision,
            "submitted_at": f"{year}-{month + 1:02}-03T09:00:00+08:00", "reporter": "甲", "approver": "乙",
            "tasks": [{"no": 1, "values": {number: value}, "progress": f"{month}月完成{value}人"}]}
    return {**made, "reason": "更正"} if revision > 1 else made


class World:
    """A root of its own, in memory where there is such a place, and the library that hurts."""

    def __init__(self):
        memory = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="minsheng-faults-", dir=memory))
        self.root, self.log = self.folder / "root", self.folder / "log"
        self.library = self.folder / "faults.so"
        subprocess.run(["gcc", "-std=c17", "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", "-o", self.library,
                        PROJECT / "tests/e2e/kit/faults.c", "-ldl"], check=True)
        self.make_root()
        self.base = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LD_PRELOAD": str(self.library),
                     "FAULT_BELOW": ":".join((str(self.root), *(folder for folder in FONTS if folder[0] == "/")))}
        self.digests = {}
        self.added = []
        self.begun = set()  # names of the states that are kept to begin from

    def make_root(self):
        for folder in ("input/targets", "input/submissions", "input/archive", "output", "templates"):
            (self.root / folder).mkdir(parents=True)
        for folder in ("styles", "system", "parts", "fonts", "form", "desk"):
            shutil.copytree(PROJECT / "templates" / folder, self.root / "templates" / folder)
        for path in (PROJECT / "templates").glob("*.rng"):
            shutil.copy2(path, self.root / "templates")
        for name, style in DOCUMENTS.items():
            (self.root / f"templates/{name}.xml").write_text(DOCUMENT.format(name=name, style=style))
        if (PROJECT / ".build/fonts").is_dir():  # where the fonts are when nobody could install them
            (self.root / ".build").mkdir()
            (self.root / ".build/fonts").symlink_to(PROJECT / ".build/fonts")
        self.put("input/targets/2031.json", TARGETS)
        for index, unit in enumerate(("市民政局", "东湖区", "西山县")):
            self.put(f"input/submissions/{ISSUED}/{unit}.json", report(unit, ISSUED, 30 + index))
        self.put(f"input/submissions/{OPEN}/市民政局.json", report("市民政局", OPEN, 61))
        self.put(f"input/submissions/{OPEN}/市民政局2.json", report("市民政局", OPEN, 62, revision=2))
        self.put(f"input/submissions/{OPEN}/kept/东湖区.json", report("东湖区", OPEN, 63))
        (self.root / f"input/submissions/{OPEN}/东湖区.json").symlink_to("kept/东湖区.json")

    def put(self, name, data):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")

    def add(self, name, data):
        """For one scenario."""
        self.put(name, data)
        self.added.append(self.root / name)

    def drop(self):
        self.base.pop("FAULT_SHARED", None)
        while self.added:
            path = self.added.pop()
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *arguments, **settings):
        """(status, stdout, stderr) of the program, hurt as the settings say: at=3 for FAULT_AT=3."""
        environment = {**self.base, **{f"FAULT_{name.upper()}": str(value) for name, value in settings.items()}}
        process = subprocess.Popen([PROGRAM, "-C", self.root, *arguments], env=environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        return process.returncode, out, err

    def begin_logging(self):
        self.log.write_bytes(b"")

    def logged(self):
        """(name, path or place) of each call since the log was begun, in order."""
        lines = (line.split(" ", 1) for line in self.log.read_text().splitlines())
        return [(call, re.sub("/\\.$", "", path).removeprefix(f"{self.root}/")) for call, path in lines]

    def files(self):
        """path → lstat of all below the folders that a command may change."""
        found, waiting = {}, [str(self.root / folder) for folder in CHANGING]
        while waiting:
            for entry in os.scandir(waiting.pop()):
                found[entry.path] = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
        return found

    def digest(self, path, status):
        """Of a file; a folder has none."""
        if not os.path.isfile(path):
            return "folder"
        key = status.st_ino, status.st_mtime_ns, status.st_size
        if key not in self.digests:
            with open(path, "rb") as file:
                self.digests[key] = hashlib.sha256(without_run_json(file.read(), path)).hexdigest()
        return self.digests[key]

    def state(self):
        """path below the root → digest."""
        start = len(str(self.root)) + 1
        return {path[start:]: self.digest(path, status) for path, status in self.files().items()
                if not path.endswith("/.lock")}

    def keep(self, name="spare"):
        """The changing folders, aside, by hard links: nothing is ever written in place, and what were
        would show at once."""
        for folder in CHANGING:
            copy_tree(self.root / folder, self.folder / name / folder)

    def reset(self, name="spare"):
        for folder in CHANGING:
            copy_tree(self.folder / name / folder, self.root / folder)

    def begin_from(self, name, make):
        """A state that several scenarios begin from is made once."""
        if name in self.begun:
            self.reset(name)
            return
        make()
        self.keep(name)
        self.begun.add(name)


def copy_tree(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True, copy_function=os.link)


def month_of(path):
    """output/2031-01 or input/archive/2031-01/1: what appears whole or not at all; "" for the rest."""
    found = re.match(r"output/\d{4}-\d\d|input/archive/\d{4}-\d\d/[^/.][^/]*", path)
    return found[0] if found else ""


def sets_of(state):
    sets = {}
    for path, digest in state.items():
        if month_of(path):
            sets.setdefault(month_of(path), {})[path] = digest
    return sets


def without_run_json(content, path):
    """The record of what was published, but for its line on the record of the run (see documents)."""
    if not path.endswith("/.published"):
        return content
    return b"".join(line for line in content.splitlines(True) if not line.endswith(b" run.json\n"))


def documents(state):
    """A state without the records of the run: what one command left undone another finishes, and says
    so in its own run.json."""
    return {path: digest for path, digest in state.items()
            if path.rsplit("/", 1)[-1] not in ("run.json", ".night", ".seen")}


@dataclasses.dataclass
class Plan:
    scenario: str
    call: str
    at: int
    path: str
    last: int  # calls in a row: 1 or, for all that follow, 0
    error: int
    swap: str = ""  # "changed" or "saved again": what becomes of REPLACED before the call, which succeeds

    @property
    def how(self):
        if self.swap:
            return f"finds a report {self.swap},"
        return "once" if self.last else "for good"

    @property
    def error_name(self):
        return errno.errorcode.get(self.error, "")


def settled(state):
    """A state without what is swept by the next run: cleaning up may fail without harm."""
    return {path: digest for path, digest in state.items() if not re.search(r"/\.[^/]+\.new(/|$)", path)}


class Scenario:
    """One command from a known state to another, and what may stand between the two."""

    def __init__(self, world, name):
        self.world, self.name = world, name
        self.arguments = SCENARIOS[name](world)
        world.keep()
        self.old = world.state()
        self.stamps = stamps(world.files())
        world.begin_logging()
        self.reference = world.run(*self.arguments, log=world.log)
        self.paths = collections.defaultdict(list)
        for call, path in world.logged():
            self.paths[call].append(path)
        self.new = world.state()
        self.next_runs = {}
        self.others = {}
        world.reset()

    def calls(self, call):
        """The path (or place) of each such call of an unhurt run, in order. The reference has told of all but
        allocations."""
        if call == "alloc" and call not in self.paths:
            self.world.begin_logging()
            self.world.run(*self.arguments, call=call, log=self.world.log)
            self.paths[call] = [place for _, place in self.world.logged()]
            self.world.reset()
        return self.paths[call]

    def play(self, plan):
        """What is wrong after one plan, each a line; [] when it holds."""
        world = self.world
        if plan.swap:
            return self.play_swap(plan)
        world.begin_logging()
        run = world.run(*self.arguments, call=plan.call, at=plan.at, last=plan.last, error=plan.error,
                        log=world.log)
        state = self.old if self.is_untouched() else world.state()
        wrong = list(self.judge_run(run, state, plan)) or list(self.judge_sets(state))
        if state is not self.old or self.old != self.new:
            wrong += self.judge_next(state)
        if not self.is_untouched():
            world.reset()
        return wrong

    def play_swap(self, plan):
        """A report is replaced amidst the run: what is published was made from the old one or the new,
        and is whole; the next run makes it from the new one."""
        world, report, spare = self.world, self.world.root / REPLACED, self.world.folder / "report"
        other = world.folder / "other"
        os.link(report, spare)
        other.write_bytes(self.replacement(plan.swap))
        if plan.swap not in self.others:
            self.others[plan.swap] = self.run_with(other)
        run = world.run(*self.arguments, call="open", at=plan.at, swap=other, to=report)
        other.unlink(missing_ok=True)
        try:
            return list(self.judge_swap(run, world.state(), plan))
        finally:
            world.reset()
            os.replace(spare, report)
            spare.unlink(missing_ok=True)  # which stays where both were one file: nothing was replaced

    def replacement(self, swap):
        whole = (self.world.root / REPLACED).read_bytes()
        return whole.replace(b"62", b"64") if swap == "changed" else whole

    def run_with(self, other):
        """The state after an unhurt run with the other report, which is put back."""
        report = self.world.root / REPLACED
        original = self.world.folder / "original"
        os.link(report, original)
        shutil.copy2(other, report.with_suffix(".new"))
        os.replace(report.with_suffix(".new"), report)
        self.world.run(*self.arguments)
        state = self.world.state()
        self.world.reset()
        os.replace(original, report)
        return state

    def judge_swap(self, run, state, plan):
        status, _, err = run
        new, other = self.new, self.others[plan.swap]
        if status not in (*DONE, *FAILED):
            yield f"exit {status}: {said(err)}"
        sets, wanted = sets_of(state), [sets_of(new), sets_of(other)]
        if sets not in wanted and (status in DONE or sets != sets_of(self.old)):
            odd = next((name for name in sets if all(sets[name] != each.get(name) for each in wanted)), "a set")
            yield f"exit {status}, yet {odd} was made from neither report: {said(err)}"
        status, _, err = self.world.run(*self.arguments)
        if status not in DONE and b"[ISSUE_CLOSED]" not in err:
            yield f"the next run: exit {status}: {said(err)}"
        left = documents(self.world.state())
        if left != documents(other) and (self.arguments[0] != "issue" or left != documents(new)):
            yield "the next run does not make it from the new report"

    def is_untouched(self):
        return stamps(self.world.files()) == self.stamps

    def judge_run(self, run, state, plan):
        status, _, err = run
        if status in DONE:
            yield from self.judge_done(run, state, plan)
        elif plan.call == "alloc":
            # Within libc's own calls, such as opendir, a want of memory is an errno; libxlsxwriter, in a process of
            # its own, runs on and ends by a signal.
            if (status != 70 or b"out of memory" not in err) and (status not in FAILED or not any(
                    words in err for words in (os.strerror(errno.ENOMEM).encode(), b"[WORKBOOK_FAILED]"))):
                yield f"exit {status}: {said(err)}"
        else:
            yield from self.judge_failed(status, err, plan)

    def judge_done(self, run, state, plan):
        status, out, err = run
        remains = status == 3 and b"[OUTPUT_REMAINS]" in err and plan.error == errno.EACCES
        if out != self.reference[1] or (status != self.reference[0] and not remains):
            yield f"exit {status} (healthy {self.reference[0]}), or stdout differs: {said(err)}"
        # A night that has one thing more to say says it in its run.json.
        compared = documents if remains else dict
        changed = sorted(set(compared(settled(state)).items()) ^ set(compared(settled(self.new)).items()))
        if changed:
            yield f"exit {status}, yet {changed[0][0]} is not as after a healthy run: {said(err)}"

    def judge_failed(self, status, err, plan):
        paths = [path for _, path in self.world.logged()]
        if status not in (FONT_FAILED if any(path.startswith(FONTS) for path in paths) else FAILED):
            yield f"exit {status}: {said(err)}"
        elif os.strerror(plan.error).encode() not in err:
            yield f"exit {status}, the reason is not said: {said(err)}"
        elif not any(is_named(err, path) for path in set(paths)):
            yield f"exit {status}, the path is not named: {said(err)}"

    def judge_sets(self, state):
        old, new, found = sets_of(self.old), sets_of(self.new), sets_of(state)
        for name in sorted(old.keys() | new.keys() | found.keys()):
            if found.get(name) not in (old.get(name), new.get(name)):
                yield f"{name} is neither the old set nor the new one"
        for name in found:
            if name.startswith("input/archive/") and state[name] == "folder":
                yield from self.judge_sums(name)

    def judge_sums(self, revision):
        folder = self.world.root / revision
        for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
            digest, name = line.split(maxsplit=1)
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                yield f"{revision}/{name} is not as SHA256SUMS says"

    def judge_next(self, state):
        """The next healthy run brings the new state, from wherever this one was left."""
        key = tuple(sorted(state.items()))
        if key not in self.next_runs:
            self.next_runs[key] = list(self.run_next(state))
        return self.next_runs[key]

    def run_next(self, state):
        done = documents(settled(state)) == documents(self.new)
        status, _, err = self.world.run(*self.arguments)
        closed = done and status == 65 and b"[ISSUE_CLOSED]" in err
        opened = done and status in (3, 65) and b"[REOPEN_" in err
        if status != self.reference[0] and not closed and not opened:
            yield f"the next run: exit {status}: {said(err)}"
        left = self.world.state()
        changed = sorted(set(documents(left).items()) ^ set(documents(self.new).items()))
        if changed:
            yield f"the next run leaves {changed[0][0]} other than a healthy one"


def stamps(files):
    return {path: (status.st_ino, status.st_mtime_ns, status.st_size) for path, status in files.items()
            if not path.endswith("/.lock") and path.rsplit("/", 2)[1:] != ["root", "output"]}


def said(err):
    """The codes that a run said, or its last line."""
    codes = re.findall(r"\[([A-Z_]+)\]$", err.decode("utf-8", "replace"), re.M)
    return " ".join(dict.fromkeys(codes)) or err.decode("utf-8", "replace").strip()[-120:]


def is_named(err, path):
    """The file, or a folder that leads to it; of a file in the making, its folder."""
    return any(part.encode() in err for part in (path, *map(str, pathlib.PurePath(path).parents))
               if part not in (".", "/"))


# Scenarios: each makes the state that its command begins from, and returns the command.

def fresh(world, *despite):
    """Nothing published, January issued, despite what was added for it; what another scenario added is gone."""
    def issue():
        for folder in CHANGING:
            shutil.rmtree(world.root / folder, ignore_errors=True)
            (world.root / folder).mkdir(parents=True)
        world.run("issue", ISSUED, "--today", "2031-02-11", *despite)
        if not (world.root / "input/archive" / ISSUED / "1").is_dir():
            raise SystemExit("the small root cannot be issued: the test is blind")

    if despite:
        issue()
    else:
        world.drop()
        world.begin_from("fresh", issue)


def first_night(world):
    fresh(world)
    return "nightly", "--today", "2031-03-11"


def strays(world):
    """Beside the reports: a folder that was meant for the month, a file of another kind, and a report
    with a character that no face has, which no document prints and a receipt asks about."""
    fresh(world)
    world.add(f"input/submissions/{OPEN[:4]}年{int(OPEN[5:])}月/西山县.json", report("西山县", OPEN, 65))
    world.add(f"input/submissions/{OPEN}/说明.txt", "附件")
    asked = report("西山县", OPEN, 66)
    asked["tasks"][0]["problems"] = "\U0001f600缺口"
    world.add(f"input/submissions/{OPEN}/西山县.json", asked)
    return "nightly", "--today", "2031-03-11"


def beside_issued(world):
    """A file lay beside the reports of a month that was issued; a report came since."""
    world.drop()
    world.add(f"input/submissions/{ISSUED}/说明.txt", "附件")
    world.add(f"input/submissions/{ISSUED}/同日.txt", "附件二")
    fresh(world, "--despite", "NATURE_TEXT", "--reason", "附件")
    os.utime(world.root / f"input/submissions/{ISSUED}/同日.txt")  # its content alone tells that it is the same
    world.add(f"input/submissions/{ISSUED}/东湖区2.json", report("东湖区", ISSUED, 67, revision=2))
    return "nightly", "--today", "2031-03-11"


def put_aside(world):
    """A run that was killed between two renames: what a person put into the set is there too."""
    quiet_night(world)
    month = world.root / "output" / OPEN
    (month / "批示.txt").write_text("同意")
    month.rename(month.parent / f".{OPEN}.gone-host.{DEAD}.old")
    return "nightly", "--today", "2031-03-12"


def shared(world):
    """On a folder that hosts share, where the line in the lock counts."""
    fresh(world)
    world.base["FAULT_SHARED"] = "yes"
    return "render", OPEN, "--today", "2031-03-11"


def quiet_night(world):
    """Another night has gone before."""
    fresh(world)
    world.begin_from("quiet", lambda: world.run("nightly", "--today", "2031-03-11"))
    return "nightly", "--today", "2031-03-12"


def lost_month(world):
    """An issued month whose output is gone."""
    quiet_night(world)
    shutil.rmtree(world.root / "output" / ISSUED)
    return "nightly", "--today", "2031-03-12"


def rendering(world):
    fresh(world)
    return "render", OPEN, "--today", "2031-03-11"


def rendering_one(world):
    """Of two that stand; the month's page tells how the other does."""
    fresh(world)
    world.run("render", OPEN, "--today", "2031-03-11")
    return "render", OPEN, "task-table", "--today", "2031-03-11"


WORDS = {"period": OPEN, "opening": ["会议提出要求。"], "tasks": [{"no": 1, "remark": ["请抓紧。"]}]}


def worded(world):
    """The office has written words of its own for the month."""
    fresh(world)
    world.add(f"input/words/{OPEN}.json", WORDS)
    return "render", OPEN, "--today", "2031-03-11"


def issuing(world):
    quiet_night(world)
    return "issue", OPEN, "--today", "2031-03-12", "--despite", "ISSUE_MISSING", "--reason", "同意"


def acknowledging(world):
    quiet_night(world)
    return ("acknowledge", OPEN, "RECEIVED", "市民政局", "--date", "2031-03-04", "--reason", "邮寄",
            "--today", "2031-03-12")


def reopening(world):
    quiet_night(world)
    return "reopen", ISSUED, "--reason", "更正", "--today", "2031-03-12"


def second_issue(world):
    reopening(world)
    world.run("reopen", ISSUED, "--reason", "更正", "--today", "2031-03-12")
    return "issue", ISSUED, "--today", "2031-03-13"


def regenerating(world):
    quiet_night(world)
    return "regenerate", ISSUED, "--today", "2031-03-12"


def regenerating_lost(world):
    lost_month(world)
    return "regenerate", ISSUED, "--today", "2031-03-12"


def reading(*arguments):
    def prepare(world):
        quiet_night(world)
        return arguments
    return prepare


SCENARIOS = {
    "nightly": first_night, "nightly again": quiet_night, "nightly, output lost": lost_month,
    "nightly, strays": strays, "nightly, beside an issued month": beside_issued, "nightly, put aside": put_aside,
    "render": rendering, "render, one": rendering_one, "render, shared": shared, "issue": issuing, "reopen": reopening, "issue again": second_issue,
    "acknowledge": acknowledging, "render, with words": worded, "form": reading("form", OPEN),
    "check, with its month": reading("check", "--with-month", f"input/submissions/{OPEN}/市民政局.json"),
    "regenerate": regenerating, "regenerate, output lost": regenerating_lost,
    "check": reading("check"), "list": reading("list", OPEN), "list issued": reading("list", ISSUED),
    "facts": reading("facts", OPEN), "facts issued": reading("facts", ISSUED),
    "pages": reading("pages", OPEN, "bulletin"), "lint": reading("lint", "bulletin"),
    "why": reading("why", OPEN), "history": reading("history", "市民政局"), "compare": reading("compare", ISSUED, OPEN),
    "preview": reading("preview", OPEN, "市民政局", "--with", f"input/submissions/{OPEN}/市民政局.json"),
}


# Plans.

def telling(paths):
    """Numbers of the calls, from 1 on. Of calls in a row for one path, such as the reads of a font,
    the first two and the last stand for all."""
    for index, path in enumerate(paths):
        alike = (paths[max(0, index - 2):index] == [path, path], paths[index + 1:index + 2] == [path])
        if not all(alike):
            yield index + 1


def plans(scenario):
    for call in CALLS:
        paths = scenario.calls(call)
        for at in telling(paths):
            for last in (1, 0):
                for error in ERRORS:
                    yield Plan(scenario.name, call, at, paths[at - 1], last, error)
    places = scenario.calls("alloc")
    for at in sorted({places.index(place) + 1 for place in set(places)}):
        for last in (1, 0):
            yield Plan(scenario.name, "alloc", at, "", last, errno.ENOMEM)
    yield from swaps(scenario)


def swaps(scenario):
    """A report is replaced before each opening of a file."""
    for at in range(1, len(scenario.calls("open")) + 1) if scenario.name in SWAPPED else ():
        for swap in ("changed", "saved again"):
            yield Plan(scenario.name, "open", at, scenario.calls("open")[at - 1], 1, 0, swap)


SWAPPED = ("nightly", "render", "issue")
# What make test shows of each scenario: of each third call one, elsewhere and of the others in the next scenarios;
# and a few swaps.
STEPS = 7
SWAPS = 3

# What differs from another scenario in some calls only.
BRIEF = ("render, one", "nightly, strays", "nightly, beside an issued month", "nightly, put aside", "render, shared")
# Those calls: of what lies beside the reports or beside the months.
APART = re.compile("[年月]|附件|说明|同日")


def sample(scenario):
    turn = list(SCENARIOS).index(scenario.name)
    for index, call in enumerate((*CALLS, "alloc")):
        paths = scenario.calls(call)
        if paths and (index + turn) % 3 == 0:
            at = 1 + (3 * turn + index) % STEPS * (len(paths) - 1) // (STEPS - 1)
            error = errno.ENOMEM if call == "alloc" else ERRORS[(index + turn) % len(ERRORS)]
            yield Plan(scenario.name, call, at, paths[at - 1], turn % 2, error)
        for path in sorted(set(filter(APART.search, paths))) if scenario.name in BRIEF else ():
            yield Plan(scenario.name, call, paths.index(path) + 1, path, 1, ERRORS[index % len(ERRORS)])
    every = list(swaps(scenario))  # of both kinds, for the number of steps between them is odd
    yield from every[::len(every) // SWAPS | 1] if every else ()
