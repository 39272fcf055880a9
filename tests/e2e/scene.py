"""What the scripts share that hurt the program: a workspace with two months and kit/crash.c, and a
look at all that it may have changed."""

import hashlib
import json
import os
import shutil

from workspace import Workspace, build_crash_library, crash_environment

JANUARY, FEBRUARY = "2020-01", "2020-02"
SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<template xmlns="urn:minsheng:template" styles="styles/official.xml" layout="1" file="{name}.pdf" for="/facts">
  <meta title="{{@title}}" date="{{@cut}}"/>
  <section master="portrait"><paragraph style="body">{{translate(@title, '0123456789', '')}}</paragraph></section>
</template>
"""


def digests(folder):
    """path → what it is and holds, of all below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = f"link {os.readlink(path)}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder" if path.is_dir() else "special"
    return found


class Scene(Workspace):
    """A workspace with January and February and the library that hurts; its documents are the
    shipped ones, or two small ones: they are published by the same calls, and set at once."""

    def __init__(self, small=False):
        self.small = small

    def __enter__(self):
        super().__enter__()
        for path in (self.root / "input/submissions").iterdir():
            if path.name not in (JANUARY, FEBRUARY):
                shutil.rmtree(path)
        for path in (self.root / "templates").glob("*.xml") if self.small else ():
            path.write_text(SMALL.format(name=path.stem), encoding="utf-8")
        self.library = build_crash_library(self.folder)
        self.log = self.folder / "calls"
        return self

    def hurt(self, *arguments, at=0, how="kill", calls="", **options):
        """The program with its N-th call hurt; with 0 none is."""
        self.log.unlink(missing_ok=True)
        return self.run(*arguments, env=self.environment(at, how, calls), **options)

    def environment(self, at=0, how="kill", calls=""):
        return crash_environment(self.library, self.root, self.log, at, how, calls)

    def calls(self):
        """The names of the calls of the last run, in order."""
        return self.log.read_text().split() if self.log.exists() else []

    def months(self):
        """month → digests of its folder in output/, or {} for none."""
        return {month: digests(self.root / "output" / month) for month in (JANUARY, FEBRUARY)}

    def archive(self):
        """Revisions and reopenings of the archive: "2020-01/1" → digests."""
        found = {}
        for path in (self.root / "input/archive").glob("*/[!.]*"):
            name = f"{path.parent.name}/{path.name}"
            found[name] = digests(path) if path.is_dir() else path.read_bytes()
        return found

    def inputs(self):
        """The archive aside: whatever is touched or replaced shows in its times."""
        found = {}
        for path in (self.root / "input").rglob("*"):
            if "archive" not in path.parts[len(self.root.parts):]:
                status = path.lstat()
                found[str(path)] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode)
        return found

    def strays(self):
        """What no finished run leaves: hidden names beside those that are known."""
        return [str(path) for folder in ("output", "input") for path in (self.root / folder).rglob(".*")
                if path.name not in (".lock", ".reads", ".night", ".seen", ".published", ".glance")]

    def change_targets(self, change):
        targets = self.root / "input/targets/2020.json"
        catalogue = json.loads(targets.read_text(encoding="utf-8"))
        change(catalogue)
        targets.write_text(json.dumps(catalogue, ensure_ascii=False), encoding="utf-8")

    def retitle(self, words):
        """Change what every document of every month says."""
        self.change_targets(lambda catalogue: catalogue.update(title=catalogue["title"] + words))

    def want(self, *formats):
        """In which formats every document is made."""
        self.change_targets(lambda catalogue: catalogue["rules"].update(formats=formats))
