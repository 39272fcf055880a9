/*
 * Characters: a paragraph as a row of characters and objects, each with its glyph, its class and
 * the room it takes, and running sums from which any stretch of the row is measured in one step.
 *
 * Owns the flattening of inline items, page fields, the choice of glyphs and the message for a
 * missing one. Refuses to know lines: wrap.h breaks the row, setline.h sets what was broken.
 */
#ifndef PAPER_LAYOUT_INLINE_CHARACTERS_H
#define PAPER_LAYOUT_INLINE_CHARACTERS_H

#include "paper/document/document.h"
#include "paper/layout/inline/breaks.h"
#include "paper/layout/inline/setting.h"

/* How an inline item is set; one for each item. */
struct span {
	const struct inline_item *item;
	const struct font_role *role;
	mpt size;
	mpt tracking;
	mpt rise;
	struct color color;
	uint32_t tag;      /* of its ink */
	uint32_t link_tag; /* of the area to press; TAG_NONE: it is no link */
	uint32_t note_tag; /* of what its note says; TAG_NONE: it has none */
};

enum character_flag {
	CHARACTER_GLUE = 1,  /* no break before it: an unbreakable run */
	CHARACTER_HINT = 2,  /* U+200B stood before it */
	CHARACTER_LEGAL = 4, /* a line may start here */
	CHARACTER_UNIT = 8,  /* the measure word of a number starts here: first place to give way */
	CHARACTER_FOUND = 16,   /* its glyph was found together with its mark's */
	CHARACTER_ADDRESS = 32, /* an address (URL, mail) begins here */
	CHARACTER_SEAM = 64,    /* within one, where it may be broken */
	CHARACTER_TORN = 128,   /* a word goes on here: legal, but not wanted in narrow lines */
	CHARACTER_MIDDLE = 256, /* a word of two words does: 学前|教育 */
};

/* What a junction gives when a line is too long, in the order in which it is taken (clreq). */
enum squeeze {
	SQUEEZE_SPACE,
	SQUEEZE_BRACKET,
	SQUEEZE_COMMA,
	SQUEEZE_GAP,
	SQUEEZE_STOP,
	SQUEEZE_COUNT
};
/* What a junction takes when a line is too short, likewise. */
enum stretch { STRETCH_NONE, STRETCH_PLAIN, STRETCH_SPACE, STRETCH_GAP, STRETCH_COUNT };

/*
 * A character or object. Its glyph has `left` and `right` blanks that belong to the junctions with
 * its neighbours and vanish at line edges; `body` is what stands between them. The junction is the
 * one before the character; on the first character of a line it does not count.
 */
struct character {
	uint32_t codepoint; /* 0: an object */
	uint32_t mark; /* the next character, a selector or an accent, is one with it; 0 none */
	uint32_t span;
	uint32_t offset; /* character within its text */
	uint32_t glyph;
	mpt advance;
	mpt left, body, right;
	mpt shift;               /* the body begins so far into the glyph's advance */
	mpt ink_left, ink_right; /* within the advance; both 0: unknown */
	mpt lift;                /* an accent stands so much higher than its face draws it */
	mpt gap;    /* junction: natural width, incl. tracking of the character before */
	mpt shrink; /* junction: how much of gap may be squeezed away */
	mpt soften; /* junction: how much it may grow before all gaps grow */
	uint16_t face;
	uint16_t embolden;
	uint16_t flags;  /* enum character_flag */
	uint8_t kind;    /* enum character_class */
	uint8_t squeeze; /* enum squeeze */
	uint8_t stretch; /* enum stretch */
};

/* Sums over the characters before this position. */
struct sums {
	int64_t width; /* gaps and bodies */
	int64_t shrink;
	int64_t brackets; /* of shrink: at brackets */
	int64_t soften;
	uint32_t parts; /* into which what all junctions take is cut */
	uint32_t soft;  /* junctions that grow before */
	uint32_t fills;
	uint32_t solid; /* the position after the last character that is no blank */
};

/*
 * A span for each item, in its order; spans of the characters ascend. Everything lives in the
 * setting's scratch memory and is gone after the paragraph; what a line keeps is copied.
 */
struct characters {
	const struct paragraph_style *style;
	struct span *spans;
	struct character *items;
	size_t count;
	struct sums *sums; /* count + 1; made by width_measure */
	bool hinted;       /* some U+200B */
	bool combining;    /* some CLASS_COMBINING */
};

/* Flatten, classify and find glyphs; lives in setting->scratch. */
struct characters *characters_new(struct setting *setting, const struct paragraph *paragraph);

/* Whether the sink has said this of this place with these words in it already. */
bool characters_said(
        const struct diag *diag, enum message message, struct place place, const char *words);

static inline enum character_class character_class(const struct character *character)
{
	return (enum character_class)character->kind;
}

#endif
