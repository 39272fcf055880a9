"""An OFD package read by the standard's own words (GB/T 33190-2016): parts by their references, objects with
their places in thousandths of a millimetre of the page, fonts and images as bytes."""

import io
import re
import xml.etree.ElementTree as xml
import zipfile

OFD = "{http://www.ofdspec.org/2016}"


def numbers(words):
    """ST_Array, "g 3 2.5" as three."""
    found, parts = [], words.split()
    while parts:
        part = parts.pop(0)
        if part == "g":
            count = int(parts.pop(0))
            found += [float(parts.pop(0))] * count
        else:
            found.append(float(part))
    return found


def joined(base, location):
    return location.removeprefix("/") if location.startswith("/") else f"{base}/{location}".removeprefix("/")


class Run:
    """A TextObject: each character or group of them with its place on the page and the glyph it asks for."""

    def __init__(self, node):
        self.id, self.font = int(node.get("ID")), int(node.get("Font"))
        self.size = float(node.get("Size"))
        self.matrix = numbers(node.get("CTM", "1 0 0 1 0 0"))
        self.left, self.top = numbers(node.get("Boundary"))[:2]
        self.color = node.find(f"{OFD}FillColor").get("Value")
        self.stroke = float(node.get("LineWidth")) if node.get("Stroke") == "true" else 0
        code = node.find(f"{OFD}TextCode")
        self.words = code.text
        self.x, self.y = float(code.get("X")), float(code.get("Y"))
        self.deltas = numbers(code.get("DeltaX", ""))
        self.transforms = [(int(one.get("CodePosition")), int(one.get("CodeCount")), int(one.get("GlyphCount")),
                            [int(part) for part in one.find(f"{OFD}Glyphs").text.split()])
                           for one in node.findall(f"{OFD}CGTransform")]

    def on_page(self, x, y):
        a, b, c, d, e, f = self.matrix
        return self.left + a * x + c * y + e, self.top + b * x + d * y + f

    def glyphs(self):
        """(glyph number or None, character, x along the run) of each."""
        places = [self.x]
        for delta in self.deltas:
            places.append(places[-1] + delta)
        at = 0
        while at < len(self.words):
            transform = next((one for one in self.transforms if one[0] == at), None)
            if not transform:
                yield None, self.words[at], places[at]
                at += 1
                continue
            _, codes, count, numbers_of = transform
            for i in range(count):
                # The last of several characters of one glyph stands where the first does.
                yield numbers_of[i], self.words[at + min(i, codes - 1)], places[at + min(i, codes - 1)]
            at += codes


class Package:
    def __init__(self, data):
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.zip.namelist()
        self.root = self.part("OFD.xml")
        self.document_path = self.root.find(f".//{OFD}DocRoot").text
        self.base = self.document_path.rpartition("/")[0]
        self.document = self.part(self.document_path)
        self.pages = [(int(node.get("ID")), joined(self.base, node.get("BaseLoc")))
                      for node in self.document.findall(f"{OFD}Pages/{OFD}Page")]
        self.fonts, self.images = {}, {}
        for kind in ("PublicRes", "DocumentRes"):
            for node in self.document.findall(f".//{OFD}{kind}"):
                self.resources(joined(self.base, node.text))

    def part(self, name):
        return xml.fromstring(self.zip.read(name))

    def resources(self, path):
        tree = self.part(path)
        folder = joined(path.rpartition("/")[0], tree.get("BaseLoc"))
        for node in tree.iter(f"{OFD}Font"):
            self.fonts[int(node.get("ID"))] = self.zip.read(joined(folder, node.find(f"{OFD}FontFile").text))
        for node in tree.iter(f"{OFD}MultiMedia"):
            self.images[int(node.get("ID"))] = self.zip.read(joined(folder, node.find(f"{OFD}MediaFile").text))

    def page(self, index):
        return self.part(self.pages[index][1])

    def runs(self, index):
        return [Run(node) for node in self.page(index).iter(f"{OFD}TextObject")]

    def ids(self):
        """Every identifier of the package."""
        text = "".join(self.zip.read(name).decode() for name in self.names if name.endswith(".xml"))
        return [int(one) for one in re.findall(r'\bID="(\d+)"', text)]
