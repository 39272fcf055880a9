"""What the scripts of this folder share: a throw-away root with the shipped inputs and templates
(its path holds a blank and Chinese), the program run in it, and cases that are counted.

The program is $MINSHENG, by default the release build.
"""

import atexit
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("MINSHENG", str(PROJECT / ".build/release/minsheng"))
PATIENCE = 300  # seconds: a guard against hanging, nothing is measured by it
LINES = 4  # of stderr, the last ones, shown with a failed claim
FULL = "FULL" in os.environ  # every case: make proof only=tests, and make coverage
DONE = (0, 3)  # the shipped month has faults on purpose: done, but something needs a person


class Run:
    """One finished run of the program."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def __str__(self):
        lines = self.err.decode("utf-8", "backslashreplace").splitlines()
        return f"status {self.status}" + "".join(f"\n  {line}" for line in lines[-LINES:])


def execute(command, **options):
    """A command with its output kept as bytes."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=options.pop("stdout", subprocess.PIPE),
                          stderr=options.pop("stderr", subprocess.PIPE), timeout=PATIENCE, **options)
    return Run(done.returncode, done.stdout, done.stderr)


def build_library(folder, name):
    """kit/NAME.c, to be put before others by LD_PRELOAD."""
    library = folder / f"{name}.so"
    subprocess.run(["gcc", "-std=c17", "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", "-o", str(library),
                    str(PROJECT / f"tests/e2e/kit/{name}.c"), "-ldl"], check=True)
    return library


def build_crash_library(folder):
    """kit/crash.c, to be put before libc: it does not sync, and hurts the program on request."""
    return build_library(folder, "crash")


def crash_environment(library, root, log, at=0, how="kill", calls=""):
    """What makes the N-th call below a root fatal; with 0 none is, but all are logged."""
    # LD_PRELOAD is parted by blanks, LD_LIBRARY_PATH is not.
    return {"LD_PRELOAD": library.name, "LD_LIBRARY_PATH": str(library.parent),
            "CRASH_ROOT": str(root), "CRASH_AT": str(at), "CRASH_HOW": str(how),
            "CRASH_CALLS": calls, "CRASH_LOG": str(log)}


def run_until_it_stops(command, environment):
    """A program that was told to stop itself, standing still."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    return process


class Workspace:
    """A root of its own. Use with `with`. Its documents are the bulletin and the task table, so that a month is made
    quickly: the templates of the other families are not there (see Whole)."""

    left_out = ("task", "unit", "leader", "district", "reminder", "overview", "year")

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="minsheng 民生 "))
        self.root = self.folder / "根 目录"
        self.root.mkdir()
        for name in ("input", "templates"):
            # No month of a workspace is issued; tests/e2e/archive looks at those that are shipped.
            shutil.copytree(PROJECT / name, self.root / name, ignore=lambda folder, names: (
                ["archive"] if pathlib.Path(folder) == PROJECT / "input" else []))
        for family in self.left_out:
            (self.root / f"templates/{family}.xml").unlink()
        (self.root / "output").mkdir()
        fonts = PROJECT / ".build/fonts"
        if fonts.is_dir():  # where the fonts are when nobody could install them
            (self.root / ".build").mkdir()
            (self.root / ".build/fonts").symlink_to(fonts)
        return self

    def __exit__(self, *error):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *arguments, **options):
        """The program with -C to this root, told in English unless the environment says else. It sees no package
        of the system: to look through thousands costs an issue as much as its pages."""
        environment = {"LC_ALL": "C.UTF-8", "DPKG_ADMINDIR": "/nonexistent", **os.environ, **options.pop("env", {})}
        return execute([PROGRAM, "-C", str(self.root), *arguments], env=environment, **options)

    def periods(self):
        return sorted(path.name for path in (self.root / "input/submissions").iterdir())

    def newest(self):
        return self.periods()[-1]

    def submission(self, period, unit):
        return self.root / "input/submissions" / period / f"{unit}.json"

    def output(self):
        """Every file below output/ with its bytes, marks such as .lock aside; path → bytes."""
        base = self.root / "output"
        return {str(path.relative_to(base)): path.read_bytes()
                for path in sorted(base.rglob("*")) if path.is_file() and path.name != ".lock"}


class Unsynced(Workspace):
    """One in which the program does not wait for the disk: for scripts that publish a lot."""

    libraries = []

    def __enter__(self):
        if not self.libraries:
            folder = pathlib.Path(tempfile.mkdtemp(prefix="minsheng-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            self.libraries.append(build_crash_library(folder))
        return super().__enter__()

    def run(self, *arguments, **options):
        library = self.libraries[0]
        unsynced = {"LD_PRELOAD": library.name, "LD_LIBRARY_PATH": str(library.parent)}
        return super().run(*arguments, **{**options, "env": {**unsynced, **options.get("env", {})}})


class Whole(Workspace):
    """One that has all shipped templates."""

    left_out = ()


class Claims:
    """Counts cases and ends the script. A case is a scenario that a person would recognise; it holds
    when all its claims do. Claims that fail are printed with their case; a script that names no case
    is one."""

    def __init__(self, counted="cases passed"):
        self.counted = counted
        self.name, self.claimed, self.broken = None, 0, 0  # of the case that runs
        self.passed = self.failed = self.left = 0

    def part(self, rows, every=2):
        """Of a table each second row, or each N-th; with FULL all of them."""
        rows = list(rows)
        taken = rows if FULL else rows[::every]
        self.left += len(rows) - len(taken)
        return taken

    def long(self, what, *arguments):
        """A case that takes long and of whose kind make test has others: with FULL only."""
        if FULL:
            self.case(what, *arguments)
        else:
            self.left += 1

    def case(self, what, *arguments):
        """A case begins, the one before it ends. `what` is its name, or a function that is the case:
        it is called with the arguments, and what it returns is returned."""
        self.end()
        self.name = what.__name__.replace("_", " ") if callable(what) else str(what)
        return what(*arguments) if callable(what) else None

    def __call__(self, truth, *said):
        if self.name is None:
            self.case(pathlib.Path(sys.argv[0]).name)
        self.claimed += 1
        if not truth:
            self.broken += 1
            print(f"FAIL {self.name}:", *said)
        return truth

    def end(self):
        if self.name is None:
            return
        if not self.claimed:
            print(f"FAIL {self.name}: nothing is claimed")
        holds = self.claimed > 0 and self.broken == 0
        self.passed += holds
        self.failed += not holds
        self.name, self.claimed, self.broken = None, 0, 0

    def finish(self):
        """The last line, which tests/run reads: N that hold, M that do not. No case is a failure."""
        self.end()
        if self.left:
            print(f"left: {self.left}")
        print(f"{self.passed} {self.counted}, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)
