/* paper/ofd: the font files of a package, read back as a viewer reads them. */
#include "kit/fonts.h"
#include "kit/kit.h"
#include "paper/ofd/ofd_fonts.h"
#include "paper/page/page.h"
#include "paper/pdf/pdf.h"

#include <criterion/criterion.h>
#include <hb-ot.h>

static const struct face_choice choice = {
	.file = KIT_NOTO, .name = "Noto Sans CJK SC", .package = "fonts-noto-cjk"
};
static const struct font_role role = {
	.name = "body", .title = "正文", .faces = &choice, .face_count = 1
};
static const struct font_folder folder = { "" };
static const struct stylesheet styles = { .file = "styles.xml",
	.em_ascent = 880,
	.font_folders = &folder,
	.font_folder_count = 1,
	.roles = &role,
	.role_count = 1 };
static const struct document document = { .name = "test",
	.file = "test.pdf",
	.title = "字体",
	.subject = "",
	.author = "办公室",
	.keywords = "",
	.date = { 2020, 6, 8 },
	.language = "zh-CN",
	.styles = &styles };

/* A page of these characters for the PDF, whose cut is the file's. */
static void draw(struct pdf *pdf, struct faces *faces, struct ofd_fonts *fonts,
        const uint32_t *words, size_t count)
{
	const struct metrics metrics = faces_metrics(faces);
	struct placed_glyph glyphs[8];
	struct op op = { .kind = OP_GLYPHS, .run = { .x = 72000, .y = 72000, .size = 16000 } };

	for (size_t i = 0; i < count; i++) {
		struct glyph glyph;
		cr_assert(metrics.lookup(metrics.context, &role, words[i], 16000, &glyph));
		glyphs[i] = (struct placed_glyph){ .id = glyph.id,
			.codepoint = words[i],
			.advance = glyph.advance,
			.text = NO_TEXT };
		op.run.face = glyph.face;
		cr_expect(ofd_fonts_knows(fonts, glyph.face));
		cr_expect(ofd_fonts_use(fonts, glyph.face, glyph.id, words[i], 0));
		cr_expect(ofd_fonts_use(fonts, glyph.face, glyph.id, words[i], 0), "said again");
		cr_expect_not(ofd_fonts_use(fonts, glyph.face, glyph.id, words[i], 0xE0100));
		cr_expect_not(ofd_fonts_use(fonts, glyph.face, glyph.id, 'x', 0),
		        "the face has another glyph for it");
	}
	op.run.glyphs = glyphs;
	op.run.count = count;
	const struct page page = {
		.number = 1, .width = 595276, .height = 841890, .ops = &op, .op_count = 1
	};
	const struct page_sink sink = pdf_sink(pdf);
	cr_assert(sink.page(sink.context, &page) && sink.finish(sink.context, NULL, 0, NULL, 0));
}

static void expect_name(hb_face_t *face, hb_ot_name_id_t id, const char *expected)
{
	char name[64];
	unsigned size = sizeof name;

	hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, name);
	cr_expect_str_eq(name, expected, "name %u", id);
}

/* The first and the last character of a file by its OS/2 (OpenType 1.9, usFirstCharIndex). */
static void expect_span(hb_face_t *face, unsigned first, unsigned last)
{
	hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned length;
	const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(table, &length);

	cr_assert_geq(length, 68);
	cr_expect_eq((unsigned)(bytes[64] << 8 | bytes[65]), first);
	cr_expect_eq((unsigned)(bytes[66] << 8 | bytes[67]), last);
	hb_blob_destroy(table);
}

/* Format 4 of the map holds the basic plane alone: its segments, the last one (0xFFFF) too. */
static void expect_segments(hb_face_t *face, unsigned segments)
{
	hb_blob_t *table = hb_face_reference_table(face, HB_TAG('c', 'm', 'a', 'p'));
	unsigned length;
	const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(table, &length);
	const unsigned char *plane = bytes + 20;

	cr_assert_geq(length, 36);
	cr_expect_eq(plane[1], 4);
	cr_expect_eq((unsigned)(plane[6] << 8 | plane[7]), 2 * segments);
	hb_blob_destroy(table);
}

static void expect_file(
        struct ofd_font_file file, struct ofd_fonts *fonts, const uint32_t *words, size_t count)
{
	hb_blob_t *blob = hb_blob_create(
	        file.bytes, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_codepoint_t glyph;

	expect_name(face, HB_OT_NAME_ID_FONT_FAMILY, "Noto Sans CJK SC Bold");
	expect_name(face, HB_OT_NAME_ID_FONT_SUBFAMILY, "Regular");
	expect_name(face, HB_OT_NAME_ID_FULL_NAME, "Noto Sans CJK SC Bold");
	expect_name(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, "NotoSansCJKSCBold");
	for (size_t i = 0; i < count; i++) {
		cr_assert(hb_font_get_nominal_glyph(font, words[i], &glyph), "U+%04X", words[i]);
		cr_expect_lt(glyph, hb_face_get_glyph_count(face));
		cr_expect_neq(glyph, 0);
	}
	cr_expect_not(hb_font_get_nominal_glyph(font, 'z', &glyph), "nobody used it");
	cr_expect_eq(file.is_truetype, false, "its outlines are in a CFF table");
	cr_expect_eq(ofd_fonts_number(fonts, 0), 0);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

Test(ofd_fonts, a_file_has_names_a_map_and_a_span_of_its_own)
{
	static const struct {
		uint32_t words[5];
		size_t count;
		unsigned first, last, segments;
	} rows[] = {
		{ { 0x6C11, '2', '3', '4' }, 4, '2', 0x6C11, 3 },
		{ { 0x20164, 0x751F, 0x6C11 }, 3, 0x6C11, 0xFFFF, 3 },
		{ { 0x20164 }, 1, 0xFFFF, 0xFFFF, 1 },
		/* ≥ and ≦ are neighbours, their glyphs are not. */
		{ { 0x2265, 0x2266 }, 2, 0x2265, 0x2266, 3 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = kit_diag();
		struct arena *arena = arena_new();
		struct faces *faces = faces_new(diag, &styles, &root_here);
		struct pdf *pdf = pdf_new(diag, faces, NULL, &document);
		struct ofd_fonts *fonts = ofd_fonts_new(diag, faces);
		struct text bytes;
		text_init(&bytes);
		draw(pdf, faces, fonts, rows[i].words, rows[i].count);
		cr_assert(pdf_write(pdf, &bytes), "%s", kit_records(arena, diag));
		cr_assert(ofd_fonts_build(fonts, pdf), "%s", kit_records(arena, diag));
		const struct ofd_font_file file = ofd_fonts_file(fonts, 0);
		expect_file(file, fonts, rows[i].words, rows[i].count);
		hb_blob_t *blob = hb_blob_create(
		        file.bytes, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
		hb_face_t *face = hb_face_create(blob, 0);
		expect_span(face, rows[i].first, rows[i].last);
		expect_segments(face, rows[i].segments);
		hb_face_destroy(face);
		hb_blob_destroy(blob);
		text_release(&bytes);
		ofd_fonts_free(fonts);
		pdf_free(pdf);
		faces_free(faces);
		arena_free(arena);
		diag_free(diag);
	}
}
