/* What an OFD package is put together of; tests/e2e/ofd reads whole ones. */
#include "kit/kit.h"
#include "paper/font/face.h"
#include "paper/image/image.h"
#include "paper/ofd/ofd.h"
#include "paper/ofd/ofd_xml.h"
#include "paper/ofd/ofd_zip.h"
#include "paper/page/page.h"
#include "paper/pdf/pdf.h"

#include <criterion/criterion.h>
#include <string.h>
#include <zip.h>

TestSuite(ofd);

static const char *number(struct arena *arena, int64_t micron)
{
	struct text text;

	text_init(&text);
	ofd_xml_number(&text, micron);
	const char *out = arena_strdup(arena, text.bytes);
	text_release(&text);
	return out;
}

Test(ofd, lengths_are_millimetres_with_three_decimals)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(number(arena, 0), "0");
	cr_expect_str_eq(number(arena, 1), "0.001");
	cr_expect_str_eq(number(arena, -20), "-0.02");
	cr_expect_str_eq(number(arena, 210000), "210");
	cr_expect_str_eq(number(arena, 12340), "12.34");
	cr_expect_str_eq(number(arena, 100001), "100.001");
	/* 595.276 pt are the 210 mm of A4; a half goes away from nought. */
	cr_expect_eq(ofd_xml_micron(595276), 210000);
	cr_expect_eq(ofd_xml_micron(360), 127);
	cr_expect_eq(ofd_xml_micron(180), 64);
	cr_expect_eq(ofd_xml_micron(-180), -64);
	arena_free(arena);
}

Test(ofd, words_and_boxes_are_well_formed)
{
	struct text text;

	text_init(&text);
	ofd_xml_words(&text, "甲<乙>&\"丙\"");
	cr_expect_str_eq(text.bytes, "甲&lt;乙&gt;&amp;&quot;丙&quot;");
	text_clear(&text);
	ofd_xml_box(&text, -1000, 0, 0, 2500);
	cr_expect_str_eq(text.bytes, "-1 0 0.001 2.5", "never without a width");
	text_clear(&text);
	ofd_xml_rectangle(&text, 3000, 500);
	cr_expect_str_eq(text.bytes,
	        "<ofd:AbbreviatedData>M 0 0 L 3 0 L 3 0.5 L 0 0.5 C</ofd:AbbreviatedData>");
	text_clear(&text);
	ofd_xml_next(&text, 1500);
	ofd_xml_color(&text, "FillColor", (struct color){ .red = 215, .green = 0, .blue = 15 });
	cr_expect_str_eq(text.bytes, " 1.5<ofd:FillColor Value=\"215 0 15\"/>");
	text_release(&text);
}

Test(ofd, the_same_files_make_the_same_archive)
{
	struct text one, other;

	text_init(&one);
	text_init(&other);
	for (int i = 0; i < 2; i++) {
		struct ofd_zip *zip = ofd_zip_new();
		cr_assert(zip);
		ofd_zip_add(zip, "a.xml", "<a/>", 4);
		ofd_zip_add(zip, "甲/空", "", 0);
		cr_expect(ofd_zip_end(zip, i ? &other : &one));
	}
	cr_assert_eq(one.length, other.length);
	cr_expect_eq(memcmp(one.bytes, other.bytes, one.length), 0);
	cr_expect_eq(memcmp(one.bytes, "PK\3\4", 4), 0);
	text_release(&one);
	text_release(&other);
	cr_expect_not(ofd_zip_end(NULL, &one));
}

/* What image_encode writes is what image_decode reads. */
Test(ofd, an_image_survives_as_png)
{
	static const unsigned char grey[] = { 0, 127, 255, 3, 4, 5 };
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct text png;

	text_init(&png);
	for (unsigned channels = 1; channels <= 3; channels += 2) {
		const struct image image = { .file = "a.png",
			.width = 6 / channels,
			.height = 1,
			.channels = channels,
			.pixels = grey };
		text_clear(&png);
		cr_assert(image_encode(&image, &png));
		const struct image_source source = { .file = "a.png",
			.place = PLACE_NONE,
			.bytes = png.bytes,
			.length = png.length };
		const struct image *read = image_decode(arena, diag, &source);
		cr_assert(read, "%s", kit_records(arena, diag));
		cr_expect_eq(read->channels, channels);
		cr_expect_eq(memcmp(read->pixels, grey, sizeof grey), 0);
	}
	text_release(&png);
	diag_free(diag);
	arena_free(arena);
}

Test(ofd, a_document_without_pages_is_no_package)
{
	static const struct document document = { .file = "a.pdf",
		.title = "",
		.subject = "",
		.author = "",
		.keywords = "",
		.language = "zh-CN" };
	struct diag *diag = kit_diag();
	struct ofd *ofd = ofd_new(diag, NULL, &document);
	struct text out;

	text_init(&out);
	text_add(&out, "was here");
	cr_expect_not(ofd_write(ofd, NULL, &out));
	cr_expect_eq(out.length, 0);
	cr_expect(kit_has(diag, MSG_OFD_LIBRARY));
	text_release(&out);
	ofd_free(ofd);
	diag_free(diag);
}

/* A pair hands every page on, to the second only what the first has taken. */
Test(ofd, two_sinks_get_the_same_pages)
{
	const struct page page = { .number = 1, .width = 1000, .height = 2000 };
	const struct anchor anchor = { .name = "a", .page = 1 };
	struct text one, other;

	text_init(&one);
	text_init(&other);
	struct page_pair pair = { page_dump_sink(&one), page_dump_sink(&other) };
	const struct page_sink sink = page_pair_sink(&pair);
	cr_expect(sink.page(sink.context, &page));
	cr_expect(sink.finish(sink.context, &anchor, 1, NULL, 0));
	cr_expect(strstr(one.bytes, "page 1") && strstr(one.bytes, "#a"));
	cr_expect_str_eq(one.bytes, other.bytes);
	text_release(&one);
	text_release(&other);
}

/* All members of a package, one after the other. */
static void unzip(const struct text *package, struct text *out)
{
	char piece[4096];
	zip_error_t error;

	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(package->bytes, package->length, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	cr_assert(zip);
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		zip_file_t *member = zip_fopen_index(zip, (zip_uint64_t)i, 0);
		zip_int64_t length = 0;
		cr_assert(member);
		while ((length = zip_fread(member, piece, sizeof piece)) > 0)
			text_add_bytes(out, piece, (size_t)length);
		zip_fclose(member);
	}
	zip_discard(zip);
	text_add_char(out, '\0');
}

/* What is pressed is where the page has it: 72 pt, 144 pt, 36 pt wide and 18 pt high, in
 * millimetres. */
Test(ofd, a_link_lies_where_the_page_has_it)
{
	static const struct document document = { .file = "a.pdf",
		.title = "",
		.subject = "",
		.author = "",
		.keywords = "",
		.date = { 2020, 6, 8 },
		.language = "zh-CN" };
	const struct op op = { .kind = OP_LINK,
		.link = { { 72000, 144000, 36000, 18000 }, "https://example.org/" } };
	const struct page page = {
		.number = 1, .width = 595276, .height = 841890, .ops = &op, .op_count = 1
	};
	struct diag *diag = kit_diag();
	struct arena *arena = arena_new();
	const struct stylesheet styles = { .file = "styles.xml" };
	struct faces *faces = faces_new(diag, &styles, &root_here);
	struct pdf *pdf = pdf_new(diag, faces, NULL, &document);
	struct ofd *ofd = ofd_new(diag, faces, &document);
	struct page_pair pair = { pdf_sink(pdf), ofd_sink(ofd) };
	const struct page_sink sink = page_pair_sink(&pair);
	struct text bytes, package, all;

	text_init(&bytes);
	text_init(&package);
	text_init(&all);
	cr_assert(sink.page(sink.context, &page));
	cr_assert(sink.finish(sink.context, NULL, 0, NULL, 0));
	cr_assert(pdf_write(pdf, &bytes), "%s", kit_records(arena, diag));
	cr_assert(ofd_write(ofd, pdf, &package), "%s", kit_records(arena, diag));
	unzip(&package, &all);
	const char *link = strstr(all.bytes, "https://example.org/");
	cr_assert(link, "%s", all.bytes);
	cr_expect(strstr(all.bytes, "Boundary=\"25.4 50.8 12.7 6.35\""), "%s", all.bytes);
	text_release(&all);
	text_release(&package);
	text_release(&bytes);
	ofd_free(ofd);
	pdf_free(pdf);
	faces_free(faces);
	arena_free(arena);
	diag_free(diag);
}
