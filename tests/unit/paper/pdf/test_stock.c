/* paper/pdf/stock: a cut has the same bytes, whatever was cut of its face before. */
#include "paper/pdf/stock.h"

#include "base/common.h"

#include <criterion/criterion.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#define NOTO      "/usr/share/fonts/opentype/noto/"
#define LIBERTINE "/usr/share/fonts/opentype/linux-libertine/"
#define GLYPHS    1200

/* CID-keyed with many dictionaries and with one, name-keyed, and TrueType. */
static const struct {
	struct face_choice choice;
	bool kept;
} fonts[] = {
	{ { .file = NOTO "NotoSerifCJK-ExtraLight.ttc", .name = "Noto Serif CJK SC ExtraLight" },
	        true },
	{ { .file = NOTO "NotoSansCJK-Bold.ttc", .name = "Noto Sans CJK SC" }, true },
	{ { .file = "FandolFang-Regular.otf", .name = "" }, true },
	{ { .file = LIBERTINE "LinLibertine_R.otf", .name = "" }, true },
	{ { .file = LIBERTINE "LinBiolinum_RB.otf", .name = "" }, true },
	{ { .file = "/usr/share/fonts/truetype/arphic/ukai.ttc", .name = "AR PL UKai CN" }, false },
};
static const struct font_folder folders[] = { { "/usr/local/share/fonts/fandol" },
	{ ".build/fonts" }, { "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol" } };

/* One font, open, with what was cut of it. */
struct bench {
	struct font_role role;
	struct stylesheet styles;
	struct diag *diag;
	struct faces *faces;
	struct stock *stock;
	unsigned glyph_count;
};

static void set_up(struct bench *bench, const struct face_choice *choice)
{
	struct glyph glyph;

	*bench = (struct bench){ .role = { .name = "body", .title = "正文", .face_count = 1 },
		.styles = { .file = "styles.xml",
		        .font_folders = folders,
		        .font_folder_count = COUNT_OF(folders),
		        .role_count = 1 },
		.diag = diag_new(&(struct diag_options){ 0 }),
		.stock = stock_new() };
	bench->role.faces = choice;
	bench->styles.roles = &bench->role;
	bench->faces = faces_new(bench->diag, &bench->styles, &root_here);
	const struct metrics metrics = faces_metrics(bench->faces);
	cr_assert(metrics.lookup(metrics.context, &bench->role, 'A', 16000, &glyph), "%s",
	        choice->file);
	bench->glyph_count = hb_face_get_glyph_count(faces_hb(bench->faces, 0));
}

static void clear_up(struct bench *bench)
{
	stock_free(bench->stock);
	faces_free(bench->faces);
	diag_free(bench->diag);
}

/* The same cut from the stock and out of the font. */
static bool is_same_cut(const struct bench *bench, const struct used_glyphs *used)
{
	struct cut kept, plain;
	unsigned length, plain_length;

	cr_assert(stock_cut(bench->stock, bench->faces, 0, used, &kept));
	cr_assert(cut_face(faces_hb_font(bench->faces, 0), used, &plain));
	const char *bytes = hb_blob_get_data(kept.file, &length);
	const char *plain_bytes = hb_blob_get_data(plain.file, &plain_length);
	const bool same = length == plain_length && memcmp(bytes, plain_bytes, length) == 0;
	cut_release(&kept);
	cut_release(&plain);
	return same;
}

/* Every step-th glyph from the first on. */
static struct used_glyphs pick(
        struct used_glyph *list, const struct bench *bench, unsigned first, unsigned step, size_t n)
{
	struct used_glyphs used = { .list = list };

	for (size_t i = 0; i < n; i++) {
		const unsigned glyph = (first + (unsigned)i * step) % bench->glyph_count;
		list[used.count++] = (struct used_glyph){ .glyph = glyph, .character = 'x' };
	}
	return used;
}

/*
 * Few and many, rare and dense: charsets as lists, as ranges up to 256 and beyond, offsets of one,
 * two and three bytes, each dictionary alone and several together.
 */
Test(stock, cut_is_the_same_whatever_was_cut_before)
{
	static const struct {
		unsigned first, step;
		size_t count;
	} sets[] = { { 40, 7, 3 }, { 40, 7, 4 }, { 1, 1, 1 }, { 0, 1, 1 }, { 100, 1, 200 },
		{ 300, 1, GLYPHS }, { 300, 1, 256 }, { 300, 1, 257 }, { 20, 13, 90 },
		{ 2000, 61, 12 }, { 5, 61, 300 }, { 40, 7, 3 } };
	struct used_glyph list[GLYPHS];

	for (size_t i = 0; i < COUNT_OF(fonts); i++) {
		struct bench bench;
		set_up(&bench, &fonts[i].choice);
		for (size_t j = 0; j < COUNT_OF(sets); j++) {
			const struct used_glyphs used =
			        pick(list, &bench, sets[j].first, sets[j].step, sets[j].count);
			cr_assert(
			        is_same_cut(&bench, &used), "%s: set %zu", fonts[i].choice.file, j);
			cr_assert_eq(stock_serves(bench.stock, bench.faces, 0),
			        fonts[i].kept && j > 0, "%s: set %zu", fonts[i].choice.file, j);
		}
		clear_up(&bench);
	}
}

Test(stock, font_opened_again_is_known_and_forgotten_with_the_rest)
{
	struct used_glyph list[8];
	struct bench bench;

	set_up(&bench, &fonts[2].choice);
	const struct used_glyphs used = pick(list, &bench, 40, 7, 8);
	cr_assert(is_same_cut(&bench, &used));
	faces_free(bench.faces);
	bench.faces = faces_new(bench.diag, &bench.styles, &root_here);
	const struct metrics metrics = faces_metrics(bench.faces);
	struct glyph glyph;
	cr_assert(metrics.lookup(metrics.context, &bench.role, 'A', 16000, &glyph));
	cr_assert(is_same_cut(&bench, &used));
	cr_assert(stock_serves(bench.stock, bench.faces, 0));
	stock_forget(bench.stock);
	cr_assert_not(stock_serves(bench.stock, bench.faces, 0));
	cr_assert(is_same_cut(&bench, &used));
	cr_assert_not(stock_serves(bench.stock, bench.faces, 0));
	clear_up(&bench);
}
