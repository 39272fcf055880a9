/*
 * Width: the room of each character, of each junction between two, and how a line gives or takes.
 *
 * Owns the half-em blanks of full-width marks, the adjacency rule, the gap between Han and Latin,
 * and the order and limits of squeeze and stretch (clreq 标点挤压; ARCHITECTURE.md “Chinese
 * setting”). Knows no breaks.
 */
#ifndef PAPER_LAYOUT_INLINE_WIDTH_H
#define PAPER_LAYOUT_INLINE_WIDTH_H

#include "paper/layout/inline/characters.h"

/*
 * Thousandths of an em by which all gaps of a line may grow, when those at numbers and blanks have
 * grown as far as they do. A line that would have to grow further is left ragged, said where no
 * address is the reason: ragged it disturbs less than a row of lone characters.
 */
#define LETTERS_MOST         125
#define LETTERS_MOST_ADDRESS 50

/* Bodies, junctions and sums. Needs glyphs and CHARACTER_GLUE. */
void width_measure(struct characters *characters, struct arena *arena);

/* A part of the row, set as a line: no blanks at its end. */
struct slice {
	size_t first, end;
};

struct extent_of_slice {
	int64_t natural;
	int64_t shrink;   /* how much of it can be squeezed away, a hanging mark included */
	int64_t brackets; /* of shrink: at brackets, which give first */
	int64_t soften;
	uint32_t parts; /* into which what all junctions take is cut */
	uint32_t soft;  /* junctions that grow before */
	uint32_t fills;
};

/* The characters from `first` to before `end` without the blanks at their end. */
struct slice width_trim(const struct characters *characters, size_t first, size_t end);
/* How far the last mark (、，。) may stand out of the line: 0 unless the style lets it hang. */
mpt width_hanging(const struct characters *characters, struct slice slice);
struct extent_of_slice width_of(const struct characters *characters, struct slice slice);
/* Its natural width less all that can be squeezed away. */
int64_t width_least(const struct characters *characters, struct slice slice);

/*
 * The share of each junction in what a line gives (amount < 0) or takes (> 0). Init, then
 * width_next for each character after the first, in order: the difference to the natural gap. The
 * shares of one kind are equal but for rounding, and add up exactly.
 */
struct share {
	int64_t amount; /* to hand out */
	int64_t weight; /* of all junctions */
	int64_t seen;   /* weight so far */
	int64_t done;   /* handed out so far */
};

struct sharing {
	struct share squeezed[SQUEEZE_COUNT];
	struct share softened[STRETCH_COUNT];
	struct share even; /* over all junctions that may stretch */
};

struct sharing width_share(const struct characters *characters, struct slice slice, int64_t amount);
mpt width_next(struct sharing *sharing, const struct character *character);
/* Whether what follows the slice is an address, or the rest of one. */
bool width_is_before_address(const struct characters *characters, struct slice slice);
/* LETTERS_MOST of a line that is to be flush. */
mpt width_letters_most(const struct characters *characters, struct slice slice);
/* What every gap must grow beyond its own limit, thousandths of an em of the paragraph. */
mpt width_stretched(const struct characters *characters, struct slice slice, int64_t amount);

#endif
