/*
 * One page of a package: its operations as objects, each glyph's number left open until the fonts
 * are cut.
 *
 * Owns the objects' order and identifiers. Links come last, so that they lie above what they stand
 * on.
 */
#ifndef PAPER_OFD_OFD_PAGE_H
#define PAPER_OFD_OFD_PAGE_H

#include "base/arena.h"
#include "base/text.h"
#include "paper/ofd/ofd_fonts.h"
#include "paper/page/page.h"

/* A glyph whose number in its file is written at `offset` of the body. */
struct ofd_open_glyph {
	size_t offset;
	size_t face;
	uint32_t glyph;
};

struct ofd_link {
	struct box box;
	const char *target;
};

/* An object that holds words of the document, for tags. */
struct ofd_words {
	unsigned id;
	const char *words;
};

struct ofd_page {
	unsigned id, layer;
	mpt width, height;
	struct text body; /* the objects */
	struct ofd_open_glyph *open;
	size_t open_count, open_capacity;
	struct ofd_link *links;
	size_t link_count, link_capacity;
	struct ofd_words *words; /* of the first page only */
	size_t word_count, word_capacity;
};

/* What all pages of a package share. Identifiers of fonts and images are given when they come up.
 */
struct ofd_shared {
	struct arena *arena;
	struct ofd_fonts *fonts;
	unsigned last_id;
	unsigned *font_ids; /* by number of the file */
	size_t font_count, font_capacity;
	const struct image **images;
	unsigned *image_ids;
	size_t image_count, image_capacity, image_id_capacity;
};

/* `out` is zero; release its body. The page may be forgotten afterwards. */
void ofd_page_add(struct ofd_shared *shared, const struct page *page, struct ofd_page *out);
/* The body with every glyph's number, at the end of `out`; fonts are built. */
void ofd_page_body(const struct ofd_shared *shared, const struct ofd_page *page, struct text *out);

#endif
