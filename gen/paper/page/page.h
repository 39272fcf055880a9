/*
 * The display list: pages of a few kinds of fixed operation, in mpt from the page's top left.
 *
 * Layout hands over each page as soon as it is complete and forgets it: memory stays flat in the
 * number of pages. Everything a page points to lives until the sink's page() returns; strings of
 * the document live as long as the document. A back end turns operations into PDF and decides
 * nothing; page_dump prints them as text for golden tests.
 */
#ifndef PAPER_PAGE_PAGE_H
#define PAPER_PAGE_PAGE_H

#include "base/text.h"
#include "paper/document/document.h"
#include "paper/page/structure.h"

#define NO_TEXT UINT32_MAX

struct placed_glyph {
	uint32_t id;
	uint32_t codepoint; /* what it says, for ToUnicode and the proof */
	uint32_t mark;      /* and the text's next character, set in the same glyph; 0 none */
	mpt x;              /* from the run's origin, along the run */
	mpt advance;        /* natural advance at the run's size */
	uint32_t text;      /* inline_item index, or NO_TEXT for what layout adds (page numbers) */
	uint32_t offset;    /* character within that text */
};

enum op_kind { OP_GLYPHS, OP_BOX, OP_PATH, OP_IMAGE, OP_LINK, OP_PICTURE };

/* Points of a path; curves are cubic Bézier. */
enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };
struct path_step {
	enum path_verb verb;
	mpt x[3], y[3]; /* MOVE, LINE use [0]; CURVE two controls and the end */
};

/* Glyphs of one face and size; (x, y) is the baseline's origin. */
struct glyph_run {
	mpt x, y;
	mpt size;
	uint16_t face;     /* of the metrics' owner */
	uint16_t embolden; /* simulated bold: stroke width, thousandths of an em */
	uint8_t turn;      /* quarter turns clockwise about (x, y), 0 … 3 */
	const struct placed_glyph *glyphs;
	size_t count;
};

struct box {
	mpt x, y; /* top left corner */
	mpt width, height;
};

struct path {
	const struct path_step *steps;
	size_t count;
	bool stroke; /* an outline of line_width instead of a filled area */
	mpt line_width;
};

/* An image that fills a box of the page; of the same image there is one pointer. */
struct placed_image {
	struct box box;
	uint8_t turn; /* quarter turns clockwise of what is in the box, 0 … 3 */
	const struct image *image;
	const char *alt; /* what it says to who cannot see it; "": it says nothing */
};

struct link {
	struct box box;
	const char *target; /* "#anchor" or URI */
};

/*
 * The next `count` operations draw one thing that is looked at, not read: a back end that tells
 * readers what is on the page says `alt` instead of them.
 */
struct picture_op {
	struct box box; /* within which they draw */
	const char *alt;
	size_t count;
};

/* An operation is of one kind and has that kind's member; nothing is drawn but by one of these. */
struct op {
	enum op_kind kind;
	struct color color; /* images and links have none */
	uint32_t tag;       /* of the page's structure; TAG_NONE, TAG_PAGINATION: of no part */
	union {
		struct glyph_run run;      /* OP_GLYPHS */
		struct box box;            /* OP_BOX: filled */
		struct path path;          /* OP_PATH */
		struct placed_image image; /* OP_IMAGE */
		struct link link;          /* OP_LINK: drawn by nobody, an area to press */
		struct picture_op picture; /* OP_PICTURE: drawn by nobody */
	};
};

/* Operations in the order of drawing, bottom first. */
struct page {
	size_t number; /* physical, 1-based; also the printed one */
	mpt width, height;
	bool blank;                        /* made by an odd/even rule: no running text */
	const struct structure *structure; /* outlives the sink; NULL: nothing is tagged */
	const struct op *ops;
	size_t op_count;
};

struct anchor {
	const char *name;
	size_t page; /* 1-based */
	mpt y;
};

struct bookmark {
	const char *title;
	int level; /* 1-… */
	size_t page;
	mpt y;
};

struct page_sink {
	void *context;
	/* False stops layout (the reason has been said). */
	bool (*page)(void *context, const struct page *page);
	/* After the last page: anchors and bookmarks in document order. */
	bool (*finish)(void *context, const struct anchor *anchors, size_t anchor_count,
	        const struct bookmark *bookmarks, size_t bookmark_count);
};

/* A sink that hands everything on to two, `first` before `second`; both contexts are borrowed. */
struct page_pair {
	struct page_sink first, second;
};
struct page_sink page_pair_sink(struct page_pair *pair);

/* One line an operation: "glyphs 1 x=79370 y=… size=15750 face=0 turn=0 “一、总体情况”" … */
void page_dump(const struct page *page, struct text *out);
/* A sink whose context is a struct text: every page dumped, then anchors and bookmarks. */
struct page_sink page_dump_sink(struct text *out);

#endif
