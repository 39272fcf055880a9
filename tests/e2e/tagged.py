"""A reader of tagged PDF that shares no code with its writer: qpdf gives the objects, and here they are
held against the conditions of the Matterhorn protocol 1.1 that a program can judge (tests/matterhorn.md
lists them all), ISO 14289-1 and ISO 19005-1."""

import base64
import copy
import json
import re
import unicodedata

from workspace import execute

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI
    Lbl LBody Table TR TH TD Span Quote Note Reference BibEntry Code Link Figure Formula Form""".split())
TOKEN = re.compile(rb"<<|>>|\[|\]|<[0-9A-Fa-f]*>|\((?:\\.|[^\\)])*\)|/[^\s/<>\[\]()]*|[^\s/<>\[\]()]+")
INK = {b"f", b"S", b"Do", b"TJ", b"Tj", b"B", b"F", b"f*", b"s", b"b"}
ARRAY_MOST, DICTIONARY_MOST, NAME_MOST, STRING_MOST = 8191, 4095, 127, 65535


class Element:
    def __init__(self, key, value, parent):
        self.key, self.value, self.parent = key, value, parent
        self.role = value.get("/S", "/")[1:]
        self.kids = []  # Element, (page, MCID), or ("link", object)

    def alt(self):
        return self.value.get("/Alt", "").removeprefix("u:")

    def attribute(self, key, otherwise=None):
        attributes = self.value.get("/A", {})
        return attributes.get(key, otherwise) if isinstance(attributes, dict) else otherwise

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class Marked:
    """A stretch of a page: MCID, True for an artifact, None for neither; its words, how much ink."""

    def __init__(self, mark, role=""):
        self.mark, self.role, self.words, self.ink, self.nested = mark, role, "", 0, False


class Tagged:
    def __init__(self, path):
        self.path, self.name = path, path.name
        self.head = path.read_bytes()[:8]
        run = execute(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", str(path)])
        parts = json.loads(run.out)["qpdf"]
        self.objects = {key: entry for key, entry in parts[1].items() if key != "trailer"}
        self.trailer = parts[1]["trailer"]["value"]
        self.catalog = self.value(self.trailer["/Root"])
        self.pages, self.fonts = [], {}
        self.gather(self.catalog["/Pages"])
        self.contents = [self.read(page) for page in self.pages]
        self.root = self.value(self.catalog.get("/StructTreeRoot", {}))
        self.tree = self.build()

    # Objects

    def value(self, item):
        if isinstance(item, str) and re.fullmatch(r"\d+ \d+ R", item):
            entry = self.objects[f"obj:{item}"]
            return entry["value"] if "value" in entry else entry["stream"]["dict"]
        return item

    def values(self):
        for entry in self.objects.values():
            yield entry["value"] if "value" in entry else entry["stream"]["dict"]

    def stream(self, item):
        return base64.b64decode(self.objects[f"obj:{item}"]["stream"].get("data", ""))

    def gather(self, item):
        node = self.value(item)
        for kid in node.get("/Kids", []):
            self.gather(kid)
        if node["/Type"] == "/Page":
            self.pages.append(item)

    def tree_of(self, node, key):
        """Pairs of a tree of numbers or names."""
        node = self.value(node)
        pairs = node.get(key, [])
        yield from zip(pairs[::2], pairs[1::2])
        for kid in node.get("/Kids", []):
            yield from self.tree_of(kid, key)

    # Pages

    def unicode(self, font):
        if font not in self.fonts:
            codes = {}
            data = self.stream(self.value(font)["/ToUnicode"]).decode("ascii")
            for code, said in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", data):
                codes[int(code, 16)] = bytes.fromhex(said).decode("utf-16-be")
            self.fonts[font] = codes
        return self.fonts[font]

    def read(self, page):
        """The page's content as stretches, each within one mark."""
        resources = self.value(self.value(page)["/Resources"])
        fonts = self.value(resources.get("/Font", {}))
        found, operands, font, open_mark, in_text, hex_strings = [Marked(None)], [], {}, 0, False, []
        for token in TOKEN.findall(self.stream(self.value(page)["/Contents"])):
            if token in (b"BDC", b"BMC"):
                words = b" ".join(operands).decode("latin-1")
                mcid = re.search(r"/MCID (\d+)", words)
                found.append(Marked(int(mcid.group(1)) if mcid else True, words.split()[0][1:]))
                found[-1].nested = open_mark > 0 or in_text
                open_mark += 1
            elif token == b"EMC":
                open_mark -= 1
                found[-1].nested |= in_text
                found.append(Marked(None))
            elif token in (b"BT", b"ET"):
                in_text = token == b"BT"
            elif token == b"Tf":
                font = self.unicode(fonts[operands[0].decode()])
            elif token in INK:
                found[-1].ink += 1
                for string in hex_strings if token in (b"TJ", b"Tj") else ():
                    digits = string[1:-1]
                    for i in range(0, len(digits), 4):
                        found[-1].words += font.get(int(digits[i:i + 4], 16), "\ufffe")
            elif not re.fullmatch(rb"[A-Za-z*'\"]+", token):
                if token[:1] == b"<" and token != b"<<":
                    hex_strings.append(token)
                operands.append(token)
                continue
            operands, hex_strings = [], []
        return found

    # The tree

    def build(self):
        if not self.root:
            return None
        first = self.root["/K"]
        return self.element(first[0] if isinstance(first, list) else first, None, 0)

    def element(self, key, parent, depth):
        if depth > 200:
            raise RecursionError(key)
        element = Element(key, self.value(key), parent)
        kids = element.value.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                element.kids.append((self.pages.index(element.value["/Pg"]), kid))
                continue
            value = self.value(kid)
            if value.get("/Type") == "/MCR":
                element.kids.append((self.pages.index(value["/Pg"]), value["/MCID"]))
            elif value.get("/Type") == "/OBJR":
                element.kids.append(("link", value["/Obj"]))
            else:
                element.kids.append(self.element(kid, element, depth + 1))
        return element

    def elements(self):
        return list(self.tree.walk()) if self.tree else []

    def marked(self, page, number):
        return [one for one in self.contents[page] if one.mark is not True and one.mark == number]

    def own_words(self, element):
        return "".join(one.words for kid in element.kids if isinstance(kid, tuple) and kid[0] != "link"
                       for one in self.marked(*kid))

    def words(self, element=None):
        """What is read, in the order of the tree."""
        element = element or self.tree
        return "".join(self.words(kid) if isinstance(kid, Element) else
                       "".join(one.words for one in self.marked(*kid)) if kid[0] != "link" else ""
                       for kid in element.kids)

    def artifacts(self):
        return "".join(one.words for page in self.contents for one in page if one.mark is True)

    # To show that what is wrong is seen

    def without_mark(self):
        other = copy.deepcopy(self)
        next(one for one in other.contents[0] if isinstance(one.mark, int) and one.mark is not True).mark = None
        return other

    def without_element(self):
        other = copy.deepcopy(self)
        other.tree.kids.remove(next(one for one in other.elements() if one.role == "H1"))
        return other

    def with_words_turned(self):
        other = copy.deepcopy(self)
        next(one for one in other.elements() if one.role == "P" and len(one.kids) > 2).kids.reverse()
        return other

    def without_alt(self):
        other = copy.deepcopy(self)
        next(one for one in other.elements() if one.role == "Figure").value.pop("/Alt")
        return other

    def without_owner(self):
        other = copy.deepcopy(self)
        leaf = other.value(other.value(other.root["/ParentTree"])["/Kids"][0])
        leaf["/Nums"][1] = leaf["/Nums"][1][:-1]
        return other

    def with_a_wide_cell(self):
        other = copy.deepcopy(self)
        next(one for one in other.elements() if one.role == "TD").value["/A"] = {"/O": "/Table", "/ColSpan": 3}
        return other


def spoken(document):
    """A line an element: "TD rows=2 words", "Figure [alternative]"."""
    for element in document.elements():
        line = element.role
        for key, name in (("/RowSpan", "rows"), ("/ColSpan", "columns")):
            if element.attribute(key):
                line += f" {name}={element.attribute(key)}"
        if element.alt():
            line += f" [{element.alt()}]"
        yield f"{line} {document.own_words(element)}".strip()


def settled(words):
    return re.sub(r"\s", "", unicodedata.normalize("NFC", words))


def read_by_poppler(document):
    """What is amiss when poppler reads the words of the tags."""
    run = execute(["pdfinfo", "-struct-text", str(document.path)])
    if run.status != 0 or run.err:
        yield f"pdfinfo: {run}"
    theirs = "".join(re.findall(r'^ *"(.*)"$', run.out.decode(), re.M))
    if settled(theirs) != settled(document.words()):
        yield "poppler reads other words"


def check(document):
    """Pairs of a condition and how it is broken."""
    yield from file_conditions(document)
    if not document.tree:
        yield "01-005", "no structure"
        return
    yield from content_conditions(document)
    yield from element_conditions(document)
    yield from link_conditions(document)
    yield from heading_conditions(document)
    for table in document.elements():
        if table.role == "Table":
            yield from table_conditions(document, table)


def file_conditions(document):
    catalog = document.catalog
    if document.head != b"%PDF-1.4":
        yield "ISO 19005-1 6.1.2", document.head
    if document.value(catalog.get("/MarkInfo", {})).get("/Marked") is not True:
        yield "ISO 19005-1 6.8.2.2", "MarkInfo"
    if "/Suspects" in document.value(catalog.get("/MarkInfo", {})):
        yield "01-007", "Suspects"
    if not re.fullmatch(r"u:[a-z]{2}(-[A-Z]{2})?", catalog.get("/Lang", "")):
        yield "11-006", catalog.get("/Lang")
    if document.value(catalog.get("/ViewerPreferences", {})).get("/DisplayDocTitle") is not True:
        yield "07-001", "DisplayDocTitle"
    xmp = document.stream(catalog["/Metadata"]).decode()
    if not re.search(r"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">.+</rdf:li>", xmp):
        yield "06-003", "dc:title"
    if "<pdfaid:part>1<" not in xmp or "<pdfaid:conformance>A<" not in xmp:
        yield "ISO 19005-1 6.7.11", "pdfaid"
    for value in document.values():
        yield from limits(value)
        if isinstance(value, dict):
            yield from forbidden(document, value)


def limits(value):
    if isinstance(value, list):
        if len(value) > ARRAY_MOST:
            yield "ISO 19005-1 6.1.12", f"array of {len(value)}"
        for one in value:
            yield from limits(one)
    elif isinstance(value, dict):
        if len(value) > DICTIONARY_MOST:
            yield "ISO 19005-1 6.1.12", f"dictionary of {len(value)}"
        for one in value.values():
            yield from limits(one)
    elif isinstance(value, str):
        if value.startswith("/") and len(value) > NAME_MOST + 1 or len(value.encode("utf-16")) > STRING_MOST:
            yield "ISO 19005-1 6.1.12", value[:40]


def forbidden(document, value):
    if value.get("/Subtype") == "/Image" and (value.get("/BitsPerComponent") != 8 or "/SMask" in value or value.get("/Interpolate")
                                              or value.get("/ColorSpace") not in ("/DeviceGray", "/DeviceRGB")):
        yield "ISO 19005-1 6.2.4", value
    if value.get("/S") == "/Transparency" or value.get("/Type") in ("/ExtGState", "/EmbeddedFile", "/OCG"):
        yield "ISO 19005-1 6.4", value
    if value.get("/Subtype") == "/Type0":
        if "/ToUnicode" not in value:
            yield "10-001", value["/BaseFont"]
        yield from font_conditions(document, document.value(document.value(value["/DescendantFonts"])[0]))


def font_conditions(document, font):
    """CIDSet has a bit for each glyph of the program and no other; TrueType says so by its count."""
    descriptor = document.value(font["/FontDescriptor"])
    bits = document.stream(descriptor["/CIDSet"]) if "/CIDSet" in descriptor else b""
    cids = {8 * i + j for i, byte in enumerate(bits) for j in range(8) if byte & 0x80 >> j}
    if 0 not in cids or not bits or bits[-1] == 0:
        yield "31-014", font["/BaseFont"]
    if "/FontFile2" in descriptor:
        if font.get("/CIDToGIDMap") != "/Identity":
            yield "31-004", font["/BaseFont"]
        data = document.stream(descriptor["/FontFile2"])
        tables = {data[12 + 16 * i:16 + 16 * i]: int.from_bytes(data[20 + 16 * i:24 + 16 * i], "big")
                  for i in range(int.from_bytes(data[4:6], "big"))}
        glyphs = int.from_bytes(data[tables[b"maxp"] + 4:tables[b"maxp"] + 6], "big")
        if cids != set(range(glyphs)):
            yield "31-015", f"{font['/BaseFont']}: {glyphs} glyphs, {len(cids)} in the set"
    elif len(cids) != cff_glyphs(document.stream(descriptor["/FontFile3"])):
        yield "31-015", f"{font['/BaseFont']}: {len(cids)} in the set"


def cff_glyphs(data):
    """The count of the CharStrings INDEX (Adobe Technical Note 5176)."""
    def skip(at):
        count = int.from_bytes(data[at:at + 2], "big")
        if count == 0:
            return at + 2, b""
        size = data[at + 2]
        offsets = [int.from_bytes(data[at + 3 + size * i:at + 3 + size * (i + 1)], "big") for i in range(count + 1)]
        base = at + 2 + size * (count + 1)
        return base + offsets[-1], data[base + offsets[0]:base + offsets[1]]

    at, _ = skip(data[2])
    _, top = skip(at)
    numbers, i = [], 0
    while i < len(top):
        byte = top[i]
        if byte <= 21:
            code = (byte, top[i + 1]) if byte == 12 else byte
            i += 2 if byte == 12 else 1
            if code == 17:
                return int.from_bytes(data[numbers[-1]:numbers[-1] + 2], "big")
            numbers = []
        elif byte == 30:
            i += 1
            while top[i] & 15 != 15 and top[i] >> 4 != 15:
                i += 1
            i, numbers = i + 1, numbers + [0]
        elif byte == 28:
            numbers.append(int.from_bytes(top[i + 1:i + 3], "big", signed=True))
            i += 3
        elif byte == 29:
            numbers.append(int.from_bytes(top[i + 1:i + 5], "big", signed=True))
            i += 5
        elif byte <= 246:
            numbers.append(byte - 139)
            i += 1
        else:
            numbers.append((byte - 247) * 256 + top[i + 1] + 108 if byte <= 250 else -(byte - 251) * 256 - top[i + 1] - 108)
            i += 2
    return -1


def content_conditions(document):
    owners = {}
    for element in document.elements():
        for kid in element.kids:
            if isinstance(kid, tuple) and kid[0] != "link":
                if kid in owners:
                    yield "words", f"{kid} is in {owners[kid].role} and in {element.role}"
                owners[kid] = element
    parents = {key: document.value(value) for key, value in document.tree_of(document.root["/ParentTree"], "/Nums")}
    for number, (page, stretches) in enumerate(zip(document.pages, document.contents)):
        seen = []
        for one in stretches:
            if one.nested:
                yield "01-003", f"page {number + 1}: marks within marks or across text objects"
            if one.mark is None and one.ink:
                yield "01-005", f"page {number + 1}: ink without a mark: {one.words[:20]}"
            if one.mark is None or one.mark is True:
                continue
            seen.append(one.mark)
            owner = owners.get((number, one.mark))
            if not owner:
                yield "01-005", f"page {number + 1}: {one.mark} is nobody's: {one.words[:20]}"
            elif owner.role != one.role:
                yield "02-001", f"page {number + 1}: {one.mark} is {one.role}, its owner {owner.role}"
            if any(sign in one.words for sign in "\0\ufeff\ufffe"):
                yield "10-001", f"page {number + 1}: a code says nothing"
        value = document.value(page)
        if seen != list(range(len(seen))):
            yield "30-002", f"page {number + 1}: numbers {seen[:10]}"
        kept = parents.get(value.get("/StructParents"), [])
        if [owners[(number, i)].key if (number, i) in owners else None for i in seen] != kept:
            yield "01-005", f"page {number + 1}: ParentTree has {len(kept)} owners of {len(seen)}"
        if value.get("/Tabs") != "/S":
            yield "28-008", f"page {number + 1}: Tabs"


def content_of(element):
    """Marked content in the order of the tree; notes stand at the foot, and are another's."""
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role != "Note":
            yield from content_of(kid)
        elif isinstance(kid, tuple) and kid[0] != "link":
            yield kid


def element_conditions(document):
    ids = {}
    for element in document.elements():
        if re.fullmatch(r"P|H\d|LBody|T[DH]|Note|Reference|Link", element.role):
            places = list(content_of(element))
            if places != sorted(places):
                yield "words", f"{element.role} is read in another order than it is drawn: {document.words(element)[:30]}"
        within = element.parent.role if element.parent else ""
        if element.role not in STANDARD:
            yield "02-001", element.role
        if element.parent and document.value(element.value["/P"]) is not document.value(element.parent.key):
            yield "02-001", f"{element.role} names another parent"
        nested = {"TR": ("Table", "NonStruct"), "TH": ("TR",), "TD": ("TR",), "LI": ("L",), "Lbl": ("LI",), "LBody": ("LI",),
                  "TOCI": ("TOC",)}
        if element.role in nested and within not in nested[element.role]:
            yield {"L": "09-005", "T": "09-004"}[element.role[0]], f"{element.role} in {within}"
        if element.role in ("Table", "TR", "L", "TOC") and not element.kids:
            yield "09-004", f"{element.role} of nothing"
        if element.role == "Figure" and not element.alt():
            yield "13-004", "a figure without words"
        if element.role == "Note":
            if not element.value.get("/ID"):
                yield "19-003", "a note without ID"
            elif element.value["/ID"] in ids:
                yield "19-004", element.value["/ID"]
            ids[element.value.get("/ID")] = element.key
        if element.role == "TH" and element.attribute("/Scope") not in ("/Column", "/Row"):
            yield "15-003", "TH without Scope"
    named = dict(document.tree_of(document.root["/IDTree"], "/Names")) if "/IDTree" in document.root else {}
    if named != ids:
        yield "19-003", f"IDTree names {len(named)} of {len(ids)} notes"


def link_conditions(document):
    owners = {kid[1]: element for element in document.elements() for kid in element.kids
              if isinstance(kid, tuple) and kid[0] == "link"}
    parents = dict(document.tree_of(document.root["/ParentTree"], "/Nums"))
    for page in document.pages:
        for key in document.value(document.value(page).get("/Annots", [])):
            annotation = document.value(key)
            owner = owners.get(key)
            if not owner or owner.role != "Link":
                yield "28-011", f"{key} is in no Link"
            elif parents.get(annotation.get("/StructParent")) != owner.key:
                yield "28-011", f"{key}: ParentTree leads elsewhere"
            if not annotation.get("/Contents", "")[2:]:
                yield "28-012", f"{key} has no words"
            if annotation.get("/F") != 4:
                yield "ISO 19005-1 6.5.3", f"{key}: F"


def heading_conditions(document):
    before = 0
    for element in document.elements():
        if not re.fullmatch(r"H\d", element.role):
            continue
        level = int(element.role[1])
        if level > before + 1:
            yield "14-003" if before else "14-002", f"H{level} after H{before}: {document.words(element)}"
        before = level


def table_conditions(document, table):
    """Rows add up to the same width, and no cell lies on another (ISO 14289-1, 7.5)."""
    taken, width = [], None
    rows = [element for element in table.walk() if element.role == "TR"]
    for number, row in enumerate(rows):
        taken = [max(left - 1, 0) for left in taken]
        column = 0
        for cell in row.kids:
            across, down = cell.attribute("/ColSpan", 1), cell.attribute("/RowSpan", 1)
            while column < len(taken) and taken[column]:
                column += 1
            if number + down > len(rows):
                yield "15-003", f"row {number + 1}: a cell of {down} rows reaches out of the table"
            for at in range(column, column + across):
                if at < len(taken) and taken[at]:
                    yield "15-003", f"row {number + 1}: cells overlap"
                taken += [0] * (at + 1 - len(taken))
                taken[at] = down
            column += across
        filled = sum(1 for left in taken if left)
        width = filled if width is None else width
        if filled != width or filled != len(taken):
            yield "15-003", f"row {number + 1}: {filled} columns of {width}"
