/* paper/font: a font that is there but cannot be read or used fails what asked for it, by name. */
#include "base/file.h"
#include "kit/fonts.h"
#include "kit/kit.h"
#include "paper/font/face.h"
#include "paper/font/tablesums.h"

#include <criterion/criterion.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST 0x4E00
#define COUNT 1200

/* One role whose chain is x.otf, then a healthy font; x.otf lies in a folder of its own. */
struct shelf {
	struct arena *arena;
	const char *folder;
	const char *path;
	struct text font;
	struct face_choice chain[2];
	struct font_role role;
	struct font_folder folders[1];
	struct stylesheet styles;
	struct diag *diag;
	struct faces *faces;
};

static void open_shelf(struct shelf *shelf)
{
	*shelf = (struct shelf){ .arena = arena_new(), .diag = kit_diag() };
	shelf->folder = kit_temporary_folder(shelf->arena);
	shelf->path = file_join(shelf->arena, shelf->folder, "x.otf");
	text_init(&shelf->font);
	kit_cut_font(&shelf->font, KIT_NOTO, 2, FIRST, COUNT);
	shelf->chain[0] = (struct face_choice){ .file = "x.otf", .name = "", .package = "" };
	shelf->chain[1] = (struct face_choice){ .file = KIT_NOTO, .name = "", .package = "" };
	shelf->role = (struct font_role){
		.name = "body", .title = "正文", .faces = shelf->chain, .face_count = 2
	};
	shelf->folders[0] = (struct font_folder){ shelf->folder };
	shelf->styles = (struct stylesheet){ .file = "styles.xml",
		.font_folders = shelf->folders,
		.font_folder_count = 1,
		.roles = &shelf->role,
		.role_count = 1 };
	shelf->faces = faces_new(shelf->diag, &shelf->styles, &root_here);
}

static void close_shelf(struct shelf *shelf)
{
	faces_free(shelf->faces);
	diag_free(shelf->diag);
	text_release(&shelf->font);
	kit_remove(shelf->folder);
	arena_free(shelf->arena);
}

static void put_font(const struct shelf *shelf)
{
	int error;

	cr_assert_eq(file_write_whole(&root_here, shelf->path, shelf->font.bytes,
	                     shelf->font.length, &error),
	        FILE_OK);
}

static bool look_up(struct shelf *shelf, uint32_t codepoint, struct glyph *glyph)
{
	const struct metrics metrics = faces_metrics(shelf->faces);

	return metrics.lookup(metrics.context, &shelf->role, codepoint, 16000, glyph);
}

/* The one thing said is this, of x.otf, and nothing may be published. */
static void expect_failed(struct shelf *shelf, enum message message, enum exit_status status)
{
	cr_expect_not(faces_sound(shelf->faces));
	cr_assert_eq(diag_count(shelf->diag), 1, "%s", kit_records(shelf->arena, shelf->diag));
	const struct record *record = diag_record(shelf->diag, 0);
	cr_expect_eq(record->message, message, "%s", kit_records(shelf->arena, shelf->diag));
	cr_expect_str_eq(record->place.file, shelf->path);
	cr_expect_eq(diag_exit_status(shelf->diag), status);
}

Test(fontfile, one_that_is_not_there_is_passed_over)
{
	struct shelf shelf;
	struct glyph glyph;

	open_shelf(&shelf);
	cr_expect(look_up(&shelf, FIRST, &glyph));
	cr_expect(faces_sound(shelf.faces));
	cr_expect_str_eq(faces_path(shelf.faces, glyph.face), KIT_NOTO);
	cr_expect_eq(diag_count(shelf.diag), 0);
	close_shelf(&shelf);
}

/* A folder, a link that leads nowhere, an empty file, half a file: none is “not there”. */
Test(fontfile, one_that_is_no_font_is_not_passed_over)
{
	for (int kind = 0; kind < 4; kind++) {
		struct shelf shelf;
		struct glyph glyph;
		open_shelf(&shelf);
		shelf.font.length = kind == 3 ? shelf.font.length / 2 : 0;
		if (kind == 0)
			cr_assert_eq(mkdir(shelf.path, 0700), 0);
		else if (kind == 1)
			cr_assert_eq(symlink("nowhere", shelf.path), 0);
		else
			put_font(&shelf);
		cr_expect(look_up(&shelf, FIRST, &glyph), "no character is missing");
		cr_expect(look_up(&shelf, FIRST + 1, &glyph));
		expect_failed(&shelf, MSG_FONT_UNREADABLE, EXIT_DATA);
		close_shelf(&shelf);
	}
}

/* The pages behind the cut are gone: the kernel sends SIGBUS, as it does when a disk fails. */
Test(messages, FONT_READ_FAILED)
{
	struct shelf shelf;
	struct glyph glyph;

	open_shelf(&shelf);
	put_font(&shelf);
	cr_assert(look_up(&shelf, FIRST, &glyph));
	cr_assert_eq(truncate(shelf.path, 4096), 0);
	for (uint32_t i = 1; i < COUNT; i++)
		cr_assert(look_up(&shelf, FIRST + i, &glyph));
	hb_font_t *font = faces_hb_font(shelf.faces, 0);
	hb_glyph_extents_t extents;
	for (unsigned i = 1; i < COUNT; i++)
		(void)hb_font_get_glyph_extents(font, i, &extents);
	expect_failed(&shelf, MSG_FONT_READ_FAILED, EXIT_IO);
	cr_expect_not(faces_sound(shelf.faces), "said once, but never sound again");
	close_shelf(&shelf);
}

Test(messages, FONT_CHANGED)
{
	struct shelf shelf;
	struct glyph glyph;

	open_shelf(&shelf);
	put_font(&shelf);
	cr_assert(look_up(&shelf, FIRST, &glyph));
	cr_expect(faces_sound(shelf.faces));
	put_font(&shelf); /* the same bytes, but another file */
	expect_failed(&shelf, MSG_FONT_CHANGED, EXIT_IO);
	close_shelf(&shelf);
}

/* maxp says fewer glyphs than the cmap names: every table by glyph would be left. */
Test(messages, FONT_DAMAGED)
{
	struct shelf shelf;
	struct glyph glyph;
	size_t length;

	open_shelf(&shelf);
	const size_t maxp = kit_font_table(&shelf.font, "maxp", &length);
	memcpy(shelf.font.bytes + maxp + 4, "\0\2", 2);
	put_font(&shelf);
	cr_expect(look_up(&shelf, FIRST + COUNT - 1, &glyph));
	cr_expect_geq(glyph.face, faces_count(shelf.faces), "a stand-in");
	cr_expect_not(faces_sound(shelf.faces));
	const struct record *record = kit_lookup(shelf.diag, MSG_FONT_DAMAGED);
	cr_assert_not_null(record);
	cr_expect_str_eq(record->place.file, shelf.path);
	cr_expect_not_null(strstr(record->english, "U+52AF"), "%s", record->english);
	cr_expect_eq(diag_exit_status(shelf.diag), EXIT_DATA);
	close_shelf(&shelf);
}

/* Once a run, however often the faces are opened; and the font is used. */
Test(messages, FONT_SUM_WRONG)
{
	struct shelf shelf;
	struct glyph glyph;
	size_t length;

	open_shelf(&shelf);
	const size_t metrics = kit_font_table(&shelf.font, "hmtx", &length);
	shelf.font.bytes[metrics + length - 1] ^= 1;
	put_font(&shelf);
	for (int i = 0; i < 3; i++) {
		cr_expect(look_up(&shelf, FIRST, &glyph));
		cr_expect(faces_sound(shelf.faces));
		faces_free(shelf.faces);
		shelf.faces = faces_new(shelf.diag, &shelf.styles, &root_here);
	}
	cr_assert_eq(diag_count(shelf.diag), 1);
	const struct record *record = kit_lookup(shelf.diag, MSG_FONT_SUM_WRONG);
	cr_assert_not_null(record);
	cr_expect_str_eq(record->place.file, shelf.path);
	cr_expect_not_null(strstr(record->english, "table hmtx"), "%s", record->english);
	cr_expect_eq(diag_exit_status(shelf.diag), EXIT_DONE);
	close_shelf(&shelf);
}

static enum tablesums_verdict judge(
        const struct text *font, size_t length, unsigned index, char *table)
{
	const struct tablesums_file file = { (const uint8_t *)font->bytes, length, SIZE_MAX };

	return tablesums_check(&file, index, table);
}

Test(tablesums, every_byte_of_a_drawn_table_counts)
{
	static const char tags[][5] = { "CFF ", "cmap", "head", "hhea", "hmtx", "maxp" };
	char table[TABLESUMS_TAG_BYTES];
	struct text font;
	size_t length;

	text_init(&font);
	kit_cut_font(&font, KIT_NOTO, 2, FIRST, 20);
	cr_assert_eq(judge(&font, font.length, 0, table), TABLESUMS_RIGHT, "%s", table);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		const size_t first = kit_font_table(&font, tags[i], &length);
		font.bytes[first + length - 1] ^= 4;
		cr_expect_eq(judge(&font, font.length, 0, table), TABLESUMS_WRONG);
		cr_expect_str_eq(table, tags[i]);
		font.bytes[first + length - 1] ^= 4;
	}
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		font.bytes[kit_font_table(&font, tags[i], &length)] ^= 4;
	cr_expect_eq(judge(&font, font.length, 0, table), TABLESUMS_WRONG);
	cr_expect_str_eq(table, tags[0], "the first of several");
	text_release(&font);
}

Test(tablesums, no_length_of_a_font_is_read_behind)
{
	char table[TABLESUMS_TAG_BYTES];
	struct text font;

	text_init(&font);
	kit_cut_font(&font, KIT_ARPHIC, 0, FIRST, 5);
	for (size_t length = 0; length + 4 < font.length; length += 3)
		cr_expect_eq(
		        judge(&font, length, 0, table), TABLESUMS_OUTSIDE, "%zu bytes", length);
	cr_expect_eq(judge(&font, font.length, 1, table), TABLESUMS_OUTSIDE, "no second face");
	text_release(&font);
}

/* The order in which a document comes upon its faces names them in its file: it must not tell what
 * was made before. */
Test(fontfile, faces_have_ranks_by_each_document_alone)
{
	struct shelf shelf;
	struct glyph han, latin;

	open_shelf(&shelf);
	put_font(&shelf);
	struct font_role roles[] = { shelf.role, shelf.role };
	roles[1].index = 1;
	roles[1].faces = shelf.chain + 1;
	roles[1].face_count = 1;
	shelf.styles.roles = roles;
	shelf.styles.role_count = 2;
	struct faces *faces = faces_new(shelf.diag, &shelf.styles, &root_here);
	const struct metrics metrics = faces_metrics(faces);
	faces_begin(faces);
	cr_assert(metrics.lookup(metrics.context, &roles[0], FIRST, 16000, &han));
	cr_assert(metrics.lookup(metrics.context, &roles[1], 'A', 16000, &latin));
	cr_assert_neq(han.face, latin.face);
	cr_expect_lt(faces_rank(faces, han.face), faces_rank(faces, latin.face));
	faces_begin(faces);
	cr_assert(metrics.lookup(metrics.context, &roles[1], 'A', 16000, &latin));
	cr_assert(metrics.lookup(metrics.context, &roles[0], FIRST, 16000, &han));
	cr_expect_lt(faces_rank(faces, latin.face), faces_rank(faces, han.face),
	        "the second document met them the other way round");
	faces_free(faces);
	close_shelf(&shelf);
}

/* Kerning is for words; of a row that is none, however long, each glyph is as it is alone. */
Test(fontfile, a_very_long_word_is_set_glyph_by_glyph)
{
	enum { MANY = 500 };
	struct shelf shelf;
	struct glyph alone[2], out[MANY];
	uint32_t word[MANY];

	open_shelf(&shelf);
	const struct metrics metrics = faces_metrics(shelf.faces);
	for (size_t i = 0; i < MANY; i++)
		word[i] = i % 2 == 0 ? 'A' : 'V';
	for (size_t i = 0; i < 2; i++)
		cr_assert(look_up(&shelf, word[i], &alone[i]));
	cr_assert(metrics.shape(metrics.context, &shelf.role, word, 2, 16000, out));
	cr_expect_lt(out[0].advance, alone[0].advance, "AV is kerned");
	cr_assert(metrics.shape(metrics.context, &shelf.role, word, MANY, 16000, out));
	for (size_t i = 0; i < MANY; i++) {
		cr_expect_eq(out[i].id, alone[i % 2].id, "glyph %zu", i);
		cr_expect_eq(out[i].advance, alone[i % 2].advance, "glyph %zu", i);
	}
	close_shelf(&shelf);
}

/* A letter stands on the baseline, a low line below it: what is aligned by its ink needs both ends.
 */
Test(fontfile, ink_reaches_as_high_and_as_deep_as_it_is_drawn)
{
	struct shelf shelf;
	struct glyph letter, line;
	struct reach of_letter, of_line;

	open_shelf(&shelf);
	const struct metrics metrics = faces_metrics(shelf.faces);
	cr_assert(look_up(&shelf, 'H', &letter) && look_up(&shelf, '_', &line));
	cr_assert(metrics.ink(metrics.context, &letter, 100000, &of_letter));
	cr_assert(metrics.ink(metrics.context, &line, 100000, &of_line));
	cr_expect_gt(of_letter.above, 60000, "%d", (int)of_letter.above);
	cr_expect_lt(of_letter.above, 90000);
	cr_expect_lt(abs((int)of_letter.below), 3000, "%d", (int)of_letter.below);
	cr_expect_lt(of_line.above, 0, "%d", (int)of_line.above);
	cr_expect_gt(of_line.below, 0);
	close_shelf(&shelf);
}
