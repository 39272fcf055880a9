"""What a document of ours has none of: the conditions of the Matterhorn protocol that tests/matterhorn.md calls
n/a. Each is a question to the objects that qpdf gives (tagged.py), and a way to break it."""

import base64
import copy
import re

# Keys of a dictionary, or values under a key, that nothing of the kind has.
KEYS = {
    "05-001": ("/Sound", "/Movie"),
    "20-001": ("/OCProperties", "/OC"),
    "21-001": ("/EmbeddedFiles", "/EF", "/AF"),
    "22-001": ("/Threads", "/B"),
    "23-001": ("/ByteRange", "/SigFlags", "/DocMDP"),
    "24-001": ("/AcroForm", "/FT"),
    "25-001": ("/XFA",),
    "26-001": ("/Encrypt",),
    "29-001": ("/JavaScript", "/JS", "/AA"),
    "30-001": ("/Ref",),
}
VALUES = {
    "03-001": ("/S", ("/Sound", "/Movie", "/Rendition", "/Trans")),
    "09-007": ("/S", ("/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP")),
    "17-001": ("/S", ("/Formula",)),
}
# Operators of a page: words that are not seen (over a scan), glyphs that are stretched.
OPERATORS = {"08-001": rb"(?<!\S)3 Tr(?!\S)", "12-001": rb"(?<!\S)(?!100 )[\d.]+ Tz(?!\S)"}
ANNOTATIONS, FONTS = {"/Link"}, {"/Type0", "/CIDFontType0", "/CIDFontType2"}
# The condition that each row of n/a begins with.
CONDITIONS = {*KEYS, *VALUES, *OPERATORS, "28-004", "28-002", "31-010"}


def dictionaries(value):
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from dictionaries(one)
    elif isinstance(value, list):
        for one in value:
            yield from dictionaries(one)


def found(document):
    """Conditions of which a document has something, in their order."""
    there = set()
    for one in dictionaries([document.trailer, *document.objects.values()]):
        there |= {name for name, keys in KEYS.items() if any(key in one for key in keys)}
        there |= {name for name, (key, values) in VALUES.items() if one.get(key) in values}
        if one.get("/Type") == "/Annot" and one.get("/Subtype") not in ANNOTATIONS:
            there |= {"28-004", "28-002"}
        if one.get("/Type") == "/Font" and one.get("/Subtype") not in FONTS:
            there.add("31-010")
    for content in contents(document):
        there |= {name for name, operator in OPERATORS.items() if re.search(operator, content)}
    return sorted(there)


def contents(document):
    for page in document.pages:
        keys = document.value(page)["/Contents"]
        for key in keys if isinstance(keys, list) else [keys]:
            yield base64.b64decode(document.objects[f"obj:{key}"]["stream"]["data"])


def harmed(document):
    """(condition, a copy of the document that has something of it)"""
    def with_entry(key, value):
        other = copy.copy(document)
        other.objects = {**document.objects, "obj:0 0 R": {"value": {key: value}}}
        return other

    def with_object(value):
        other = copy.copy(document)
        other.objects = {**document.objects, "obj:0 0 R": {"value": value}}
        return other

    def with_operator(words):
        other = copy.copy(document)
        key = document.value(document.pages[0])["/Contents"]
        key = f"obj:{key[0] if isinstance(key, list) else key}"
        stream = document.objects[key]["stream"]
        data = base64.b64encode(base64.b64decode(stream["data"]) + words).decode()
        other.objects = {**document.objects, key: {"stream": {**stream, "data": data}}}
        return other
    for condition, keys in KEYS.items():
        for key in keys:
            yield condition, with_entry(key, {})
    for condition, (key, values) in VALUES.items():
        for value in values:
            yield condition, with_entry(key, value)
    yield "28-004", with_object({"/Type": "/Annot", "/Subtype": "/Widget"})
    yield "28-002", with_object({"/Type": "/Annot", "/Subtype": "/Text"})
    yield "31-010", with_object({"/Type": "/Font", "/Subtype": "/Type1"})
    yield "08-001", with_operator(b"\n3 Tr\n")
    yield "12-001", with_operator(b"\n80 Tz\n")
