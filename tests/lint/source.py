"""Reading C for the lints: files of a folder, comments and strings taken apart."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

TOKEN = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text):
    """The same number of lines and columns, without a word."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return TOKEN.sub(lambda m: blank(m[0]) if m[0].startswith("/*") else m[0], text)


def without_comments_and_strings(text):
    """Strings stay as empty pairs of quotes, but for the file names of #include."""

    def replace(match):
        token = match[0]
        if token.startswith("/*"):
            return blank(token)
        line_start = text.rfind("\n", 0, match.start()) + 1
        if text[line_start:match.start()].strip().startswith("#"):
            return token
        return token[0] + blank(token[1:-1]) + token[-1]

    return TOKEN.sub(replace, text)


def strings(text):
    """(line, content) of each string literal."""
    for match in TOKEN.finditer(text):
        if match[0].startswith('"'):
            yield line_of(text, match.start()), match[0][1:-1]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def sources(*folders, suffixes=(".c", ".h", ".def")):
    """(path relative to the root, text), sorted."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def report(name, findings):
    """Prints every finding; the exit status."""
    for path, line, what in sorted(findings):
        print(f"{path}:{line}: {what}")
    print(f"{name}: {len(findings)} finding(s)" if findings else f"{name}: clean")
    return 1 if findings else 0
