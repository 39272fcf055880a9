/*
 * Pieces: blocks cut into what a page break cannot cut further, a text line or a rule each, with
 * the distances between them. The same pieces fill pages (flow) and table cells.
 *
 * Owns the vertical distances and where a break is welcome; refuses to know pages.
 */
#ifndef PAPER_LAYOUT_FLOW_PIECES_H
#define PAPER_LAYOUT_FLOW_PIECES_H

#include "paper/layout/canvas.h"
#include "paper/layout/inline/paragraph.h"

/* How unwelcome a page break after a piece is. */
enum break_rank {
	BREAK_WELCOME,
	BREAK_KEPT,  /* keep-with-next, keep-together: broken only when more than a page high */
	BREAK_STRAY, /* would leave a widow or an orphan */
};

struct piece {
	const struct op *ops; /* relative to (measure's left edge, top of the piece) */
	size_t op_count;
	mpt before; /* space above, not at the top of a page */
	mpt gap;    /* <space>: above, only after a break that the flow made itself dropped */
	mpt height;
	const struct paragraph_style *background; /* of what lies behind it; NULL nothing */
	mpt slack; /* of the height: leading above and below the em box, may hang out of the type
	              area */
	mpt after; /* space below, not at the foot of a page */
	bool has_top;
	mpt top; /* has_top: of the piece, below the type area's top */
	enum break_rank rank;
	const struct mark *marks;       /* anchors and bookmarks that stand here */
	const struct note_lines *notes; /* at the foot of the page on which it stands */
	mpt note_height;                /* of all of them */
};

/* A note that has been set. */
struct note_lines {
	struct lines lines;
	const struct note_lines *next;
};

/* An anchor or bookmark that waits for a place. */
struct mark {
	const struct outline *outline;
	const struct mark *next;
};

/*
 * In the order of the page. A gap or mark that waits belongs to the next piece added, so that none
 * is lost when the list is cut: whoever drops the list places or drops what waits.
 */
struct pieces {
	struct arena *arena; /* pieces and their lines */
	struct piece *items;
	size_t count, capacity;
	mpt gap;                  /* of a <space> that waits for its next piece */
	const struct mark *marks; /* wait for their next piece */
};

/* Widest parts of a column of figures; all 0: no such column. */
struct decimals {
	mpt before, after;
};

/* The lines of a paragraph, set into the pieces' arena. */
void pieces_add_paragraph(struct pieces *pieces, struct setting *setting,
        const struct paragraph *paragraph, mpt measure, const struct decimals *decimals);
/* What lies behind a piece that is placed at the spot, `measure` wide. */
void pieces_fill(const struct piece *piece, struct canvas *canvas, mpt measure, struct spot spot);
void pieces_add_rule(struct pieces *pieces, const struct rule_style *rule, mpt measure);
/* A chart is one piece: no page and no row is broken within it. */
void pieces_add_chart(
        struct pieces *pieces, struct setting *setting, const struct chart *chart, mpt measure);
/* Empty room of a given height, for measuring what is not pieces. */
void pieces_add_room(struct pieces *pieces, mpt height, mpt slack, mpt before, mpt after);
/*
 * The pieces of a paragraph, rule, space or chart. False, and nothing added: a block of another
 * kind, which holds blocks or asks for pages, and is the caller's.
 */
bool pieces_add_block(struct pieces *pieces, struct setting *setting, const struct block *block,
        mpt measure, const struct decimals *decimals);
/* The next piece takes the anchor and bookmark of a block, if it has any. */
void pieces_add_mark(struct pieces *pieces, const struct outline *outline);
/* Ranks from piece `first` on rise to BREAK_KEPT, the last piece's aside. */
void pieces_keep(struct pieces *pieces, size_t first);
/* The last `count` pieces, or all there are, stay with what comes after them. */
void pieces_keep_last(struct pieces *pieces, size_t count);

/* The end of the run from piece `first` on (there is one) within which no break is welcome. */
size_t pieces_atom_end(const struct pieces *pieces, size_t first);

/* More than any page; heights beyond it are cut to it. */
#define HEIGHT_MAX ((mpt)500000000)

/* From the top of piece `first` to the bottom of piece `last - 1`, outer spaces left out. */
mpt pieces_height(const struct pieces *pieces, size_t first, size_t last);
/*
 * The same as it counts on a page: from the em box of the first line to that of the last, for the
 * leading above and below may hang out of the type area.
 */
mpt pieces_reach(const struct pieces *pieces, size_t first, size_t last);
/* Room that all of them take below other things, the space before them included. */
mpt pieces_below(const struct pieces *pieces);
/* Distance from the bottom of piece `index - 1` to the top of piece `index`. */
mpt pieces_distance(const struct pieces *pieces, size_t index);

/* Gives the setting's scratch memory back once there is much of it. */
void pieces_rewind(struct setting *setting);

#endif
