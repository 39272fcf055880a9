/*
 * The document tree: what is to be said, bound and styled, before anything has a position.
 *
 * Made by press/template from a template and the facts; read by paper/layout. Everything lives in
 * the document's arena; strings are never NULL; lists are linked by `next`. Styles are resolved
 * pointers into the stylesheet. `place` is the template's file:line; `source` of a text is where
 * the bound figure or words came from (submission file, line, pointer), for the proof that no
 * word is lost.
 */
#ifndef PAPER_DOCUMENT_DOCUMENT_H
#define PAPER_DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "diag/diag.h"
#include "paper/image/image.h"
#include "paper/style/style.h"

enum inline_kind {
	INLINE_TEXT,  /* adjacent texts run together; U+200B is a break hint, '\n' a forced break */
	INLINE_BREAK, /* forced line break */
	INLINE_FILL,  /* takes the line's spare width: left part … right part */
	INLINE_SPACE, /* fixed width */
	INLINE_PAGE,  /* number of this page */
	INLINE_PAGES, /* number of pages */
	INLINE_REFERENCE, /* page number of an anchor */
	INLINE_MARKED,    /* what a mark of this page says, in running text */
	INLINE_BAR,
	INLINE_LIGHT,
	INLINE_IMAGE,
};

/* Of a bar: thousandths of its width; mark < 0: none. */
struct bar {
	const struct bar_style *style;
	int share, mark;
};

/* Which of the marks of a name: the page's first or last, or what goes on from before the page. */
enum marked_at {
	MARKED_CARRY, /* the one before the page; the page's first where it begins with that */
	MARKED_FIRST, /* the page's first, else the one before it */
	MARKED_LAST,  /* the page's last, else the one before it */
};
struct marked {
	const char *name;
	enum marked_at at;
};

/* An image at a size on paper, for which its proportions are kept or not. */
struct shown_image {
	const struct image *image;
	mpt width, height; /* above 0 */
	const char *alt;   /* what it says to who cannot see it; "": it says nothing */
};

/*
 * A piece of a paragraph. An item is of one kind and has that kind's member, if it has one; only
 * texts have a number and are asked for by the proof.
 */
struct inline_item {
	enum inline_kind kind;
	const struct inline_item *next;
	const struct character_style *style; /* NULL: the paragraph's */
	const char *link;                    /* anchor "#name" or URI, "" none */
	const struct note *note;             /* at the foot of its page; NULL none */
	const char *
	        alt; /* of a bar or light, to who cannot see it; "": nothing, NULL: what it shows */
	struct place place;  /* template */
	struct place source; /* data, or the template again */
	union {
		struct {
			const char *words; /* normalised */
			size_t index;      /* number in the document, 0-based; NO_TEXT: of layout */
		} text;                    /* INLINE_TEXT */
		mpt space;                 /* INLINE_SPACE: its width */
		const char *reference;     /* INLINE_REFERENCE: anchor name */
		struct bar bar;            /* INLINE_BAR */
		struct marked marked;      /* INLINE_MARKED */
		const struct light_style *light; /* INLINE_LIGHT */
		struct shown_image shown;        /* INLINE_IMAGE */
	};
};

/* What a paragraph is to who does not see its style. */
enum paragraph_part { PART_TEXT, PART_HEADING, PART_ITEM };

struct paragraph {
	const struct paragraph_style *style;
	const struct inline_item *first; /* of PART_ITEM: its marker */
	enum paragraph_part part;
	int level;     /* of a heading, 1-… */
	uint32_t list; /* of an item: its list's number in the document, 1-… */
};

/* What is said at the foot of the page on which the item that has it stands, its mark in front. */
struct note {
	struct paragraph paragraph; /* its style is never NULL */
};

/* What a block or row is in the document's outline and to links. */
struct outline {
	const char *anchor;   /* "" none; no two in a document are the same */
	const char *bookmark; /* its title, "" none */
	const char *mark;     /* name under which running text asks for `marked`; NULL none */
	const char *marked;
	int level; /* of the bookmark, 1-… */
};

enum column_kind { COLUMN_FIXED, COLUMN_SHARE, COLUMN_CONTENT };

/* <column width="12mm"/> | width="3*" (share of what is left) | width="auto" (by content) */
struct column {
	enum column_kind kind;
	mpt width; /* COLUMN_FIXED */
	int share; /* COLUMN_SHARE */
};

enum edge { EDGE_TOP, EDGE_RIGHT, EDGE_BOTTOM, EDGE_LEFT };

struct cell_box {
	const struct cell_box *next; /* next cell of the row */
	const struct block *first;   /* paragraphs, bars …; NULL: empty */
	int column_span;             /* >= 1 */
	int row_span;                /* >= 1 */
	enum valign valign;
	bool has_fill;
	struct color fill;
	mpt edges[4];   /* border thickness by enum edge, -1: the table's */
	bool is_room;   /* stands between boxes: takes no padding */
	bool no_repeat; /* continued="no": do not repeat the text after a page break */
	struct place place;
};

struct row {
	const struct row *next;
	const struct cell_box *first;
	bool keep_with_next;
	struct outline outline;
	struct place place;
};

struct table {
	const struct table_style *style;
	const char *title; /* said again where it goes on overleaf; "" none */
	struct place place;
	const struct column *columns;
	size_t column_count;
	const struct row *head; /* repeated rows */
	const struct row *body;
	const struct row *foot; /* repeated below the last row of each page */
};

enum chart_kind {
	CHART_COLUMN,
	CHART_LINE,
	CHART_STACKED,
	CHART_BAR,
	CHART_BULLET,
	CHART_DOTS,
	CHART_SPARK,
};

/* What a point has; all but the first two are gaps, and 0 is none of them. */
enum point_state {
	POINT_GIVEN,
	POINT_CARRIED, /* a figure of a month before */
	POINT_NONE,    /* 未报送 */
	POINT_NO_BASE,
	POINT_TOO_LARGE,
	POINT_NOT_CONCERNED,
};

/* A figure as it is drawn and as it is printed. */
struct chart_figure {
	struct decimal value; /* 0 in a gap; below 10^12, at most 6 decimals */
	const char *words;    /* "" in a gap */
	bool is_given;        /* no gap; of a target or pace: there is one */
	struct place source;  /* data */
};

/* <point month="2020-05" value="18200"/> */
struct chart_point {
	const struct chart_point *next;
	const char *label; /* of a row; "" none */
	int month;         /* 1 … 12; 0: it is a row */
	enum point_state state;
	struct chart_figure figure;
	struct chart_figure target, pace; /* of a row of CHART_BULLET */
	const struct paint_style *paint;  /* NULL: the series' */
	struct place place;
};

/* Months of a series ascend, and none is there twice. */
struct chart_series {
	const struct chart_series *next;
	const char *name;                /* "" none */
	const struct paint_style *paint; /* NULL: that of its turn in the chart's style */
	const struct chart_point *first;
	size_t count;
	struct place place;
};

/* A line across all figures (a target, the whole city), or where a band of CHART_BULLET ends. */
struct chart_level {
	const struct chart_level *next;
	const char *name;
	struct chart_figure figure;
	const struct paint_style *paint; /* of a band; NULL: the chart's */
	struct place place;
};

/* <chart kind="column" style="chart" unit="批次" alt="…"> */
struct chart {
	enum chart_kind kind;
	const struct chart_style *style;
	const char *alt;  /* all of it in words, for those who do not see it; never "" */
	const char *unit; /* of its figures; "%" makes them percentages, "" none */
	const struct chart_series *series;
	size_t series_count;
	const struct chart_series *pace; /* NULL none; no member of `series` */
	const struct chart_level *levels;
	struct place place;
};

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_TABLE,
	BLOCK_RULE,
	BLOCK_SPACE,
	BLOCK_STRUT, /* nothing, of a height: keeps a row that high */
	BLOCK_PAGE_BREAK,
	BLOCK_GROUP, /* kept together, or at the foot of the page */
	BLOCK_CHART,
	BLOCK_CONTENTS, /* table of contents of the bookmarks up to a level */
};

/* A block is of one kind and has that kind's member, if it has one. */
struct block {
	enum block_kind kind;
	const struct block *next;
	struct outline outline;
	struct place place;
	union {
		struct paragraph paragraph;    /* BLOCK_PARAGRAPH; its style is never NULL */
		const struct table *table;     /* BLOCK_TABLE */
		const struct rule_style *rule; /* BLOCK_RULE */
		mpt space;                     /* BLOCK_SPACE, BLOCK_STRUT: its height */
		const struct chart *chart;     /* BLOCK_CHART */
		struct {
			const struct block *first;
			bool at_foot;   /* bottom edge on the type area's bottom */
			bool even_page; /* at_foot: moved to an even page (版记, GB/T 9704) */
			int along;      /* lines before it that go to the next page with it */
		} group;                /* BLOCK_GROUP */
		struct {
			const struct paragraph_style *style;
			int level; /* the deepest shown */
		} contents;        /* BLOCK_CONTENTS */
	};
};

/*
 * <running region="folio"><paragraph>— <page/> —</paragraph></running>, or a line where the region
 * begins: <running region="foot"><rule style="red"/></running>. Several of one region stand below
 * each other.
 */
struct running {
	const struct running *next;
	const char *region;
	const struct rule_style *rule; /* instead of the paragraph; NULL none */
	struct paragraph paragraph;    /* style NULL: the region's */
	struct place place;
};

/* START_HERE: below the section before, where that has the same master and no foot group. */
enum section_start { START_PAGE, START_ODD, START_EVEN, START_HERE };

struct section {
	const struct section *next;
	const struct page_master *master;
	int most_pages;           /* 0: any number */
	enum section_start start; /* blank pages made by ODD/EVEN carry no running text */
	const struct running *running;
	const struct block *first;
	struct place place;
};

struct document {
	const char *name; /* bulletin, unit/市民政局 */
	const char *file; /* relative to output/<period>/: bulletin.pdf */
	const char *template_file;
	const char *title, *subject, *author, *keywords;
	struct date date;     /* for the PDF's dates */
	const char *language; /* zh-CN */
	int layout_version;
	const struct stylesheet *styles;
	const struct section *first;
	size_t text_count; /* number of INLINE_TEXT, for the proof */
};

/*
 * What a file says of a document, without what the document says: a copy of its own, for who
 * outlives the rest. It has its file, title, subject, author, keywords, date and language.
 */
const struct document *document_head(struct arena *arena, const struct document *document);

/* An indented dump of the tree, for golden tests and debugging. */
struct text;
void document_dump(const struct document *document, struct text *out);

#endif
