"""Templates that show all that a document can hold: those of tests/golden, and one with a run of each kind
of thing that is read otherwise than it is seen."""

import shutil
import struct
import zlib

from workspace import PROJECT

# A run of each kind in one template: a list, notes, contents, lights, images with alpha and without words.
TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<template xmlns="urn:minsheng:template" styles="styles/official.xml" layout="1" file="kinds.pdf">
  <meta title="各类 &amp; (括号)" date="{@date}"/>
  <section master="portrait">
    <running region="folio"><span link="https://example.org/">—<page/>—</span></running>
    <contents style="body"/>
    <heading style="h1">一、清单</heading>
    <list style="body"><item>甲项</item><item>乙项<span link="#end">见末项</span>，完</item></list>
    <heading style="h2" level="2">（一）注</heading>
    <paragraph style="body">正文<note style="note">脚注的话</note>，后文。<light style="red"/>红灯<light style="green" alt=""/>绿灯</paragraph>
    <paragraph style="flush">扫码<image href="images/code.png" width="30mm" alt="二维码（）"/><image href="images/code.png" width="10mm" alt=""/></paragraph>
    <table style="progress" title="表">
      <columns><column width="30mm"/><column width="60mm"/><column width="30mm"/></columns>
      <head><row><cell rows="2">类</cell><cell span="2">二栏</cell></row><row><cell>子一</cell><cell>子二</cell></row></head>
      <body>
        <row><cell rows="60" style="cell-center">合并的类</cell><cell>首行</cell><cell/></row>
        ROWS
        <row anchor="end"><cell>末类</cell><cell span="2">末行</cell></row>
      </body>
    </table>
  </section>
</template>
"""
# Turned pages and what runs on them turned, tiles, what stands at the foot; together with the others every
# element that draws, and every kind of operation of the display list (tests/e2e/ofd looks that it is so).
TURNED = """<?xml version="1.0" encoding="UTF-8"?>
<template xmlns="urn:minsheng:template" styles="styles/official.xml" layout="1" file="turned.pdf">
  <meta title="横页" date="{@date}"/>
  <section master="landscape">
    <running region="folio"><marked name="part"/><image href="images/code.png" width="6mm" alt="转码"/><light style="yellow" alt="黄灯"/><bar style="progress" share="0.4"/>—<page/>—</running>
    <mark name="part">甲编</mark>
    <paragraph style="body">一行<break/>两行<gap width="2em"/>隔开<fill/>靠右<text>原文</text></paragraph>
    <space height="5mm"/>
    <rule style="red"/>
    <tiles style="annexes" columns="2" gap="4mm" height="16mm"><tile>左块</tile><tile valign="bottom">右块<image href="images/code.png" width="8mm" alt="块内"/></tile></tiles>
    <group along="2">
      <paragraph style="body">末段</paragraph>
      <table style="progress">
        <columns><column width="40mm"/><column width="40mm"/></columns>
        <body><row><cell>甲</cell><cell>乙</cell></row></body>
        <foot><row><cell>合</cell><cell>计</cell></row></foot>
      </table>
    </group>
    <group foot="yes"><paragraph style="body">页底</paragraph></group>
  </section>
</template>
"""
ROWS = "".join(f'<row><cell>第{i}行</cell><cell><bar style="progress" share="0.{i:03}"/></cell></row>' for i in range(1, 60))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png():
    """Half of it shows through: no soft mask may come of it."""
    rows = b"".join(b"\0" + b"\x10\x20\x30\xff" * 4 + b"\xff\0\0\x40" * 4 for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def samples(workspace):
    """Puts the templates into the workspace; the names of their documents."""
    templates = workspace.root / "templates"
    for name in ("page/typography", "page/tables", "page/words", "chart/charts"):
        shutil.copy(PROJECT / f"tests/golden/{name}.xml", templates)
    shutil.copy(PROJECT / "tests/golden/page/styles.xml", templates / "styles/page.xml")
    (templates / "kinds.xml").write_text(TEMPLATE.replace("ROWS", ROWS), encoding="utf-8")
    (templates / "turned.xml").write_text(TURNED, encoding="utf-8")
    (templates / "images").mkdir(exist_ok=True)
    (templates / "images/code.png").write_bytes(png())
    return "typography", "tables", "words", "charts", "kinds", "turned"
