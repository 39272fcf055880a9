/*
 * Atoms: what a line break must not tear, and what a character is by its neighbours.
 *
 * Owns the table of measure words and its rules (ARCHITECTURE.md “Chinese setting”): number and
 * measure (42400例, 12月底, 90%以上, 900元/人/月), numbers of documents and things (〔2020〕5号,
 * 第3项, B级), — 1 —, —— and ……. Knows no place and no unit of government.
 */
#ifndef PAPER_LAYOUT_INLINE_ATOMS_H
#define PAPER_LAYOUT_INLINE_ATOMS_H

#include "paper/layout/inline/characters.h"

/*
 * Settle the classes that depend on neighbours: “ ” ‘ ’ between Latin letters are Latin signs, a
 * single — is a connector, - before a number is its sign.
 */
void atoms_resolve(struct characters *characters);

/*
 * Mark CHARACTER_ADDRESS where a web or mail address begins (one with :// or @ in it, or www.
 * before it), and CHARACTER_SEAM behind its / . ? & = _ @ - : there it may be broken.
 */
void atoms_seam(struct characters *characters);

/*
 * Mark CHARACTER_GLUE inside every unbreakable run and CHARACTER_UNIT where its measure begins. A
 * run wider than the style's glue_limit may break before its measure. Needs the glyphs' advances.
 */
void atoms_glue(struct characters *characters);

#endif
