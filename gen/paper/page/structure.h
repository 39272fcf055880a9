/*
 * The structure of a document: what its parts are and in which order they are read (ISO 32000-1,
 * 14.7 and 14.8.4; the types are those that PDF 1.4 knows already).
 *
 * Made by layout while pages leave it; operations of the display list name tags by number. Owns the
 * tree, knows no page. Numbers are given in the order of making, a parent's before its kids'.
 */
#ifndef PAPER_PAGE_STRUCTURE_H
#define PAPER_PAGE_STRUCTURE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* TAG_ROLE(identifier, name of the type, whether it is part of a line) */
#define TAG_ROLES(TAG_ROLE) \
	TAG_ROLE(DOCUMENT, "Document", false) \
	TAG_ROLE(GROUP, "NonStruct", false) \
	TAG_ROLE(DIVISION, "Div", false) \
	TAG_ROLE(PARAGRAPH, "P", false) \
	TAG_ROLE(HEADING_1, "H1", false) \
	TAG_ROLE(HEADING_2, "H2", false) \
	TAG_ROLE(HEADING_3, "H3", false) \
	TAG_ROLE(HEADING_4, "H4", false) \
	TAG_ROLE(HEADING_5, "H5", false) \
	TAG_ROLE(HEADING_6, "H6", false) \
	TAG_ROLE(CONTENTS, "TOC", false) \
	TAG_ROLE(CONTENTS_ITEM, "TOCI", false) \
	TAG_ROLE(LIST, "L", false) \
	TAG_ROLE(ITEM, "LI", false) \
	TAG_ROLE(LABEL, "Lbl", false) \
	TAG_ROLE(BODY, "LBody", false) \
	TAG_ROLE(TABLE, "Table", false) \
	TAG_ROLE(ROW, "TR", false) \
	TAG_ROLE(HEAD_CELL, "TH", false) \
	TAG_ROLE(CELL, "TD", false) \
	TAG_ROLE(FIGURE, "Figure", true) \
	TAG_ROLE(LINK, "Link", true) \
	TAG_ROLE(REFERENCE, "Reference", true) \
	TAG_ROLE(NOTE, "Note", true)

enum tag_role {
#define TAG_ROLE(id, name, is_inline) TAG_##id,
	TAG_ROLES(TAG_ROLE)
#undef TAG_ROLE
};

/* Numbers of tags begin with 1, the document's. */
#define TAG_NONE       UINT32_C(0) /* rules, shading: what says nothing */
#define TAG_ROOT       UINT32_C(1)
#define TAG_PAGINATION UINT32_C(0xFFFFFFFF) /* what runs or is said again on a page */

/* Kids hang together by `next` in the order in which they are read; 0: none. */
struct tag {
	uint32_t parent, first, last, next;
	uint32_t kids;     /* how many hang on it */
	uint32_t group;    /* the group that takes further ones, once there are STRUCTURE_KIDS */
	const char *words; /* FIGURE: what it shows; LINK: where it leads; NULL for others */
	bool hangs;        /* on its parent */
	uint16_t rows, columns; /* of a cell, >= 1 */
	uint8_t role;           /* enum tag_role */
};

/* Of one tag; further ones hang on groups. PDF/A-1 has arrays of 8,191 at most. */
#define STRUCTURE_KIDS 4000

struct structure;
/* With its root; lives in the arena. */
struct structure *structure_new(struct arena *arena);
/* For the words of tags. */
struct arena *structure_arena(const struct structure *structure);
/* How many tags there are: their numbers are below it. */
uint32_t structure_count(const struct structure *structure);
/* A tag of this number, below the count and not 0; it stays where it is. */
struct tag *structure_tag(const struct structure *structure, uint32_t number);
/*
 * A tag at the end of its parent's kids. TAG_NONE where there is no structure (NULL) or the parent
 * is no tag.
 */
uint32_t structure_add(struct structure *structure, uint32_t parent, enum tag_role role);
/* The same, but it does not hang on its parent until structure_hang. */
uint32_t structure_make(struct structure *structure, uint32_t parent, enum tag_role role);
void structure_hang(struct structure *structure, uint32_t number);

/* "H1" */
const char *tag_role_name(enum tag_role role);
/* Whether it stands within a line, between the words of its parent. */
bool tag_role_is_inline(enum tag_role role);

#endif
