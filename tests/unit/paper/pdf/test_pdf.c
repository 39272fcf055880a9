/* paper/font and paper/pdf: faces, content streams, font resources, the finished file. */
#include "base/file.h"
#include "paper/pdf/pdf.h"

#include <criterion/criterion.h>
#include <libdeflate.h>
#include <string.h>

static const struct face_choice serif_chain[] = {
	{ .file = "no-such-font.ttf", .name = "", .package = "fonts-office" },
	{ .file = "FandolFang-Regular.otf", .name = "", .package = "fonts-fandol" },
	{ .file = "NotoSerifCJK-Regular.ttc",
	        .name = "Noto Serif CJK SC",
	        .package = "fonts-noto-cjk" },
};
static const struct face_choice kai_chain[] = {
	{ .file = "ukai.ttc", .name = "AR PL UKai CN", .package = "fonts-arphic-ukai" },
};
/* Half-width digits and a dash of one em; the Japanese face has the forms of the IVD. */
static const struct face_choice chosen_chain[] = {
	{ .file = "NotoSerifCJK-Regular.ttc",
	        .name = "Noto Serif CJK SC",
	        .package = "fonts-noto-cjk",
	        .only = "0123456789",
	        .features = "hwid" },
	{ .file = "NotoSerifCJK-Regular.ttc",
	        .name = "Noto Serif CJK SC",
	        .package = "fonts-noto-cjk",
	        .only = "—",
	        .features = "fwid" },
	{ .file = "NotoSerifCJK-Regular.ttc",
	        .name = "Noto Serif CJK SC",
	        .package = "fonts-noto-cjk",
	        .except = "—" },
	{ .file = "NotoSerifCJK-Regular.ttc",
	        .name = "Noto Serif CJK JP",
	        .package = "fonts-noto-cjk",
	        .only = "葛" },
};
static const struct face_choice empty_chain[] = {
	{ .file = "absent.ttf", .name = "", .package = "fonts-absent" },
};
static const struct font_role roles[] = {
	{ .index = 0, .name = "body", .title = "正文", .faces = serif_chain, .face_count = 3 },
	{ .index = 1, .name = "kai", .title = "楷体", .faces = kai_chain, .face_count = 1 },
	{ .index = 2, .name = "none", .title = "缺", .faces = empty_chain, .face_count = 1 },
	{ .index = 3, .name = "chosen", .title = "选", .faces = chosen_chain, .face_count = 4 },
};
static const struct font_folder folders[] = { { "/usr/local/share/fonts/fandol" },
	{ ".build/fonts" }, { "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol" },
	{ "/usr/share/fonts/opentype/noto" }, { "/usr/share/fonts/truetype/arphic" } };
static const struct stylesheet styles = { .file = "styles.xml",
	.em_ascent = 880,
	.font_folders = folders,
	.font_folder_count = sizeof folders / sizeof *folders,
	.roles = roles,
	.role_count = sizeof roles / sizeof *roles };
static const struct document document = { .name = "test",
	.file = "test.pdf",
	.title = "测试𠅤",
	.subject = "a < b & c",
	.author = "办公室",
	.keywords = "",
	.date = { 2020, 6, 8 },
	.language = "zh-CN",
	.styles = &styles };

/* One page with one run of `text` in a role. */
static bool draw_text(struct pdf *pdf, struct faces *faces, const struct font_role *role,
        const uint32_t *text, size_t count)
{
	struct metrics metrics = faces_metrics(faces);
	struct placed_glyph glyphs[64];
	struct op ops[64];
	mpt x = 0;

	for (size_t i = 0; i < count; i++) {
		struct glyph glyph;
		if (!metrics.lookup(metrics.context, role, text[i], 16000, &glyph))
			return false;
		glyphs[i] = (struct placed_glyph){ .id = glyph.id,
			.codepoint = text[i],
			.advance = glyph.advance,
			.text = NO_TEXT };
		ops[i] = (struct op){ .kind = OP_GLYPHS,
			.run = { .x = 72000 + x,
			        .y = 100000,
			        .size = 16000,
			        .face = glyph.face,
			        .glyphs = &glyphs[i],
			        .count = 1 } };
		x += glyph.advance;
	}
	struct page page = {
		.number = 1, .width = 595276, .height = 841890, .ops = ops, .op_count = count
	};
	struct page_sink sink = pdf_sink(pdf);
	return sink.page(sink.context, &page);
}

static bool make_pdf(struct text *out, const struct font_role *role, const uint32_t *text, size_t n)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct pdf *pdf = pdf_new(diag, faces, NULL, &document);
	bool done = draw_text(pdf, faces, role, text, n);
	struct anchor anchors[] = { { .name = "a", .page = 1 } };
	struct bookmark bookmarks[] = { { .title = "一、总体情况", .level = 1, .page = 1 },
		{ .title = "（一）𠅤", .level = 2, .page = 1 } };
	struct page_sink sink = pdf_sink(pdf);

	done = done && sink.finish(sink.context, anchors, 1, bookmarks, 2) && pdf_write(pdf, out);
	pdf_free(pdf);
	faces_free(faces);
	diag_free(diag);
	return done;
}

Test(pdf, same_pages_give_the_same_bytes)
{
	const uint32_t text[] = { 0x6C11, 0x751F, '2', '0', 0x20164 };
	struct text first, second;

	text_init(&first);
	text_init(&second);
	cr_assert(make_pdf(&first, &roles[0], text, 5));
	cr_assert(make_pdf(&second, &roles[0], text, 5));
	cr_assert_eq(first.length, second.length);
	cr_assert_eq(memcmp(first.bytes, second.bytes, first.length), 0);
	cr_assert_eq(memcmp(first.bytes, "%PDF-1.4", 8), 0);
	text_release(&first);
	text_release(&second);
}

/* How many streams are, byte for byte, the one before them. */
static size_t count_repeated(const struct text *pdf)
{
	static const char begin[] = "stream\r\n", end[] = "endstream";
	const char *at = pdf->bytes, *before = NULL;
	const char *last = pdf->bytes + pdf->length;
	size_t length_before = 0, count = 0;

	while ((at = memmem(at, (size_t)(last - at), begin, strlen(begin)))) {
		at += strlen(begin);
		const char *stop = memmem(at, (size_t)(last - at), end, strlen(end));
		cr_assert(stop);
		const size_t length = (size_t)(stop - at);
		count += before && length == length_before && memcmp(at, before, length) == 0;
		before = at;
		length_before = length;
		at = stop + strlen(end);
	}
	return count;
}

/* What waits for the fonts beyond a limit waits packed: the pages come out alike all the same. */
Test(pdf, pages_beyond_what_waits_unpacked_are_as_those_before)
{
	enum { PAGES = 700, GLYPHS = 64 }; /* about 2 KB each */
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct pdf *pdf = pdf_new(diag, faces, NULL, &document);
	const struct page_sink sink = pdf_sink(pdf);
	uint32_t text[GLYPHS];
	struct text out;

	for (uint32_t i = 0; i < GLYPHS; i++)
		text[i] = 0x6C11 + i % 8;
	for (int page = 0; page < PAGES; page++)
		cr_assert(draw_text(pdf, faces, &roles[0], text, GLYPHS));
	text_init(&out);
	cr_assert(sink.finish(sink.context, NULL, 0, NULL, 0) && pdf_write(pdf, &out));
	cr_expect_eq(count_repeated(&out), PAGES - 1);
	text_release(&out);
	pdf_free(pdf);
	faces_free(faces);
	diag_free(diag);
}

/* Pages with an image, with both, with none, and with the first again, which may be gone by then.
 */
static bool make_pictures(struct text *out, unsigned char sample)
{
	static const int shown[] = { 1, 2, 0, 1 };
	unsigned char grey[4] = { 0, 85, sample, 255 }, colors[3] = { 215, 0, 15 };
	const struct image images[] = {
		{ .file = "a.png", .width = 2, .height = 2, .channels = 1, .pixels = grey },
		{ .file = "b.png", .width = 1, .height = 1, .channels = 3, .pixels = colors },
	};
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct pdf *pdf = pdf_new(diag, faces, NULL, &document);
	const struct page_sink sink = pdf_sink(pdf);
	bool done = true;

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		struct op ops[2];
		for (int j = 0; j < shown[i]; j++)
			ops[j] = (struct op){ .kind = OP_IMAGE,
				.image = { .box = { 1000, 2000, 30000, 40000 },
				        .turn = (uint8_t)i,
				        .image = &images[j],
				        .alt = "" } };
		const struct page page = { .number = i + 1,
			.width = 595276,
			.height = 841890,
			.ops = ops,
			.op_count = (size_t)shown[i] };
		done = sink.page(sink.context, &page) && done;
		if (i == 2)
			memset(grey, 7, sizeof grey);
	}
	done = sink.finish(sink.context, NULL, 0, NULL, 0) && pdf_write(pdf, out) && done;
	pdf_free(pdf);
	faces_free(faces);
	diag_free(diag);
	return done;
}

static size_t count_of(const struct text *bytes, const char *words)
{
	const char *at = bytes->bytes;
	const char *end = at + bytes->length;
	size_t count = 0;

	while ((at = memmem(at, (size_t)(end - at), words, strlen(words)))) {
		at += strlen(words);
		count++;
	}
	return count;
}

Test(pdf, an_image_is_written_once_a_document)
{
	struct text first, again, other;

	text_init(&first);
	text_init(&again);
	text_init(&other);
	cr_assert(make_pictures(&first, 170));
	cr_assert(make_pictures(&again, 170));
	cr_assert(make_pictures(&other, 171));
	cr_expect_eq(count_of(&first, "/Subtype /Image"), 2);
	cr_expect_eq(count_of(&first, "/ColorSpace /DeviceGray"), 1);
	cr_expect_eq(count_of(&first, "/ColorSpace /DeviceRGB"), 1);
	cr_expect_eq(count_of(&first, "/XObject"), 3 + 2, "three pages and two images");
	cr_expect_eq(count_of(&first, "Mask"), 0);
	cr_assert_eq(first.length, again.length);
	cr_expect_eq(memcmp(first.bytes, again.bytes, first.length), 0);
	const char *id = memmem(first.bytes, first.length, "/ID", 3);
	const char *other_id = memmem(other.bytes, other.length, "/ID", 3);
	cr_expect(id && other_id && strncmp(id, other_id, 20) != 0, "other pixels, another ID");
	text_release(&first);
	text_release(&again);
	text_release(&other);
}

Test(pdf, other_words_give_another_id)
{
	const uint32_t text[] = { 0x6C11 }, other[] = { 0x751F };
	struct text first, second;

	text_init(&first);
	text_init(&second);
	cr_assert(make_pdf(&first, &roles[0], text, 1));
	cr_assert(make_pdf(&second, &roles[0], other, 1));
	const char *id = strstr(first.bytes + first.length - 300, "/ID");
	const char *other_id = strstr(second.bytes + second.length - 300, "/ID");
	cr_assert(id && other_id && strncmp(id, other_id, 20) != 0);
	text_release(&first);
	text_release(&second);
}

Test(pdf, truetype_collection_by_face_name)
{
	const uint32_t text[] = { 0x56FD, 0x8BA1 }; /* composite glyphs in many faces */
	struct text out;

	text_init(&out);
	cr_assert(make_pdf(&out, &roles[1], text, 2));
	cr_assert(out.length > 1000);
	text_release(&out);
}

Test(faces, fall_back_by_character)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct metrics metrics = faces_metrics(faces);
	struct glyph common, rare;

	cr_assert(metrics.lookup(metrics.context, &roles[0], 0x6C11, 16000, &common));
	cr_assert(metrics.lookup(metrics.context, &roles[0], 0x2B7CF, 16000, &rare)
	        || metrics.lookup(metrics.context, &roles[0], 0x20164, 16000, &rare));
	cr_assert_neq(common.face, rare.face, "a character beyond GB2312 comes from the next face");
	cr_assert_eq(common.advance, 16000);
	cr_assert_not(metrics.lookup(metrics.context, &roles[0], 0xE123, 16000, &rare));
	cr_assert_eq(diag_count(diag), 0);
	faces_free(faces);
	diag_free(diag);
}

static mpt advance_of(
        const struct metrics *metrics, const struct font_role *role, uint32_t codepoint)
{
	struct glyph glyph;

	cr_assert(metrics->lookup(metrics->context, role, codepoint, 16000, &glyph));
	return glyph.advance;
}

/* An entry serves its own characters in the form that its features ask for, and no other. */
Test(faces, features_are_those_of_the_entry)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	const struct metrics metrics = faces_metrics(faces);
	const uint32_t word[] = { 'A', 'V', '1', '9' };
	struct glyph glyphs[4];

	for (uint32_t digit = '0'; digit <= '9'; digit++)
		cr_expect_eq(advance_of(&metrics, &roles[3], digit), 8000, "%c", (int)digit);
	cr_expect_eq(advance_of(&metrics, &roles[3], 0x2014), 16000);
	cr_expect_lt(advance_of(&metrics, &roles[3], '.'), 8000);
	cr_assert(metrics.shape(metrics.context, &roles[3], word, 4, 16000, glyphs));
	cr_expect_lt(glyphs[0].advance, advance_of(&metrics, &roles[3], 'A'), "AV is kerned");
	cr_expect_eq(glyphs[2].advance, 8000, "digits of a word are those of numbers");
	cr_expect_eq(glyphs[3].advance, 8000);
	cr_expect_eq(diag_count(diag), 0);
	faces_free(faces);
	diag_free(diag);
}

Test(faces, forms_of_a_character_come_from_the_face_that_has_them)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	const struct metrics metrics = faces_metrics(faces);
	const uint32_t first[] = { 0x845B, 0xE0100 }, second[] = { 0x845B, 0xE0101 };
	struct glyph one, other, plain;

	cr_assert(metrics.lookup(metrics.context, &roles[3], 0x845B, 16000, &plain));
	cr_assert(metrics.combine(metrics.context, &roles[3], first, 16000, &one));
	cr_assert(metrics.combine(metrics.context, &roles[3], second, 16000, &other));
	cr_expect_neq(one.id, other.id);
	cr_expect_neq(one.face, plain.face);
	cr_expect_not(metrics.combine(metrics.context, &roles[0], first, 16000, &one));
	faces_free(faces);
	diag_free(diag);
}

Test(faces, role_without_any_file_names_the_package)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct metrics metrics = faces_metrics(faces);
	struct glyph glyph;

	cr_assert_not(metrics.lookup(metrics.context, &roles[2], 0x6C11, 16000, &glyph));
	cr_assert_not(metrics.lookup(metrics.context, &roles[2], 0x751F, 16000, &glyph));
	cr_assert_eq(diag_count(diag), 1, "said once a role");
	cr_assert_eq(diag_record(diag, 0)->message, MSG_FONT_ROLE_EMPTY);
	cr_assert(strstr(diag_record(diag, 0)->english, "fonts-absent"));
	faces_free(faces);
	diag_free(diag);
}

Test(faces, damaged_files_are_refused_not_crashed)
{
	static const char *const contents[] = { "", "ttcf", "OTTO\0\1", "\0\1\0\0\0\x0A",
		"this is no font at all, but a letter from a clerk" };

	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
		int error;
		cr_assert_eq(file_write_whole(&root_here, ".build/test-font.ttf", contents[i],
		                     strlen(contents[i]), &error),
		        FILE_OK);
		struct face_choice choice = {
			.file = "test-font.ttf", .name = "", .package = "fonts-x"
		};
		struct font_folder folder = { ".build" };
		struct font_role role = {
			.name = "r", .title = "坏", .faces = &choice, .face_count = 1
		};
		struct stylesheet broken = { .file = "s.xml",
			.font_folders = &folder,
			.font_folder_count = 1,
			.roles = &role,
			.role_count = 1 };
		struct diag *diag = diag_new(&(struct diag_options){ 0 });
		struct faces *faces = faces_new(diag, &broken, &root_here);
		struct metrics metrics = faces_metrics(faces);
		struct glyph glyph;
		cr_assert(metrics.lookup(metrics.context, &role, 0x6C11, 16000, &glyph),
		        "the character is not missing, its font is broken");
		cr_assert_geq(glyph.face, faces_count(faces));
		cr_assert_not(faces_sound(faces));
		cr_assert_eq(diag_count(diag), 1, "said once");
		faces_free(faces);
		diag_free(diag);
	}
}

/* What the streams of a file hold, one behind the other, as far as they are packed text. */
static void unpack(const struct text *pdf, struct text *out)
{
	static const char begin[] = "stream";
	struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
	char room[1 << 16];
	const char *at = pdf->bytes, *end = pdf->bytes + pdf->length;

	while ((at = memmem(at, (size_t)(end - at), begin, strlen(begin)))) {
		size_t length = 0;
		at += strlen(begin);
		while (at < end && (*at == '\r' || *at == '\n'))
			at++;
		if (libdeflate_zlib_decompress_ex(
		            unpacker, at, (size_t)(end - at), room, sizeof room, NULL, &length)
		        == LIBDEFLATE_SUCCESS)
			text_add_bytes(out, room, length);
	}
	libdeflate_free_decompressor(unpacker);
}

/* Simulated bold ends where the next glyphs have none, and a box has both its sides. */
Test(pdf, bold_ends_and_boxes_have_two_sides)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct pdf *pdf = pdf_new(diag, faces, NULL, &document);
	struct metrics metrics = faces_metrics(faces);
	struct placed_glyph glyphs[3];
	struct op ops[4];
	struct text bytes, content;

	for (int i = 0; i < 3; i++) {
		struct glyph glyph;
		cr_assert(metrics.lookup(metrics.context, &roles[0], 0x6C11, 16000, &glyph));
		glyphs[i] = (struct placed_glyph){ .id = glyph.id,
			.codepoint = 0x6C11,
			.advance = glyph.advance,
			.text = NO_TEXT };
		ops[i] = (struct op){ .kind = OP_GLYPHS,
			.run = { .x = 72000,
			        .y = 100000 + i * 20000,
			        .size = 16000,
			        .face = glyph.face,
			        .embolden = i == 1 ? 20 : 0,
			        .glyphs = &glyphs[i],
			        .count = 1 } };
	}
	ops[3] = (struct op){ .kind = OP_BOX, .box = { 72000, 300000, 123000, 45000 } };
	const struct page page = { .number = 1,
		.width = 595276,
		.height = 841890,
		.ops = ops,
		.op_count = sizeof ops / sizeof *ops };
	struct page_sink sink = pdf_sink(pdf);
	text_init(&bytes);
	text_init(&content);
	cr_assert(sink.page(sink.context, &page));
	cr_assert(sink.finish(sink.context, NULL, 0, NULL, 0) && pdf_write(pdf, &bytes));
	unpack(&bytes, &content);
	text_add_char(&content, '\0');
	const char *bold = strstr(content.bytes, "2 Tr\n");
	cr_assert(bold, "%s", content.bytes);
	cr_expect(strstr(bold, "0 Tr\n"), "%s", content.bytes);
	cr_expect(strstr(content.bytes, "123 45 re"), "%s", content.bytes);
	text_release(&content);
	text_release(&bytes);
	pdf_free(pdf);
	faces_free(faces);
	diag_free(diag);
}
