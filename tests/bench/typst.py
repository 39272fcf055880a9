"""The same words set by Typst: its sources, made of the facts, and the command that sets them."""

import pathlib
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = "@myriaddreamin/typst-ts-node-compiler@0.7.0"  # Typst 0.14.2
FACES = ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")
FONTS = pathlib.Path("/usr/share/fonts/opentype/noto")

TABLE = """#set page(paper: "a4", flipped: true, margin: (x: 20mm, y: 20mm), numbering: "— 1 —")
#set text(font: "Noto Serif CJK SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true)
#table(columns: (22mm, 11mm, 1fr, 21.5mm, 42mm, 26mm, 18mm), stroke: 0.4pt,
  table.header([大类], [序号], [工作任务], [分管领导], [责任单位], [责任人], [完成时间]),
"""
SMALL = """#set page(paper: "a4", margin: (x: 27mm, y: 36mm))
#set text(font: "Noto Serif CJK SC", size: 16pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#set document(title: "{id}")
#align(center, text(size: 22pt, weight: "bold")[{id}])
{name}

第{id}项指标属于以下任务，由{lead}牵头，{deadline}前完成：{text}

本月状态：{word}。
"""


def escaped(words):
    return re.sub(r"([\\#*_\[\]@<$`~=/])", r"\\\1", words)


def facts(tool, root, period):
    done = subprocess.run([str(tool), "-q", "-C", str(root), "facts", period], capture_output=True, check=False)
    tree = ElementTree.fromstring(done.stdout)
    for node in tree.iter():
        node.tag = node.tag.rpartition("}")[2]
    return tree


def table(tree):
    """The task table: as many rows and columns, and the same words, as templates/task-table.xml prints."""
    out = [TABLE]
    for category in tree.iter("category"):
        tasks = category.findall("task")
        for task in tasks:
            cells = [task.get("printed-no"), task.get("text"), task.get("leader"),
                     "\\ ".join(escaped(duty.get("unit", "")) for duty in task.findall("duty")),
                     "\\ ".join(escaped(duty.get("person", "")) for duty in task.findall("duty")),
                     task.get("deadline-printed")]
            if task is tasks[0]:
                out.append(f"  table.cell(rowspan: {len(tasks)})[{escaped(category.get('name'))}],\n")
            out.append("  " + ", ".join(f"[{cell if at in (3, 4) else escaped(cell)}]"
                                        for at, cell in enumerate(cells)) + ",\n")
    out.append(")\n")
    return "".join(out)


def small(tree, count):
    """As many of the small documents of tests/bench/run."""
    tasks = [(task, indicator) for task in tree.iter("task") for indicator in task.findall("indicator")]
    return [SMALL.format(id=indicator.get("id"), name=escaped(indicator.get("name")),
                         lead=escaped(task.get("lead", "")), deadline=escaped(task.get("deadline-printed")),
                         text=escaped(task.get("text")), word=escaped(indicator.get("word", "")))
            for task, indicator in tasks[:count]]


class Typst:
    """Typst below `folder`, fetched once with npm into `modules`."""

    def __init__(self, folder, modules):
        self.folder, self.modules = folder, modules
        self.fonts = folder / "typst-fonts"
        self.fonts.mkdir()
        for face in FACES:
            if not (FONTS / face).exists():
                sys.exit(f"no {FONTS / face}: Typst has no face to set with")
            (self.fonts / face).symlink_to(FONTS / face)
        if (modules / "node_modules").is_dir():
            return
        if not shutil.which("npm"):
            sys.exit("Typst comes as a package of Node: npm is not there (apt-get install npm)")
        modules.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(modules), PACKAGE], check=True)

    def command(self, *sources):
        """What sets these sources; with none what starting costs."""
        files = []
        for number, source in enumerate(sources):
            path = self.folder / f"{len(sources)}-{number}.typ"
            path.write_text(source, encoding="utf-8")
            files.append(str(path))
        return ["node", str(HERE / "typst.cjs"), str(self.modules), str(self.fonts), *files]
