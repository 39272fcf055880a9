/* Two packages of one document, member by member: which difference is one. */
#include "press/archive/package_likeness.h"

#include "base/text.h"
#include "kit/fonts.h"
#include "paper/image/image.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define MEMBERS 6

/* What one of two packages has otherwise than usual; NULL: nothing. */
struct variant {
	const char *docid, *page, *sheet, *last_name, *font;
	unsigned level;
	unsigned char grey;
	size_t members; /* 0: all */
};

static const char *either(const char *own, const char *usual)
{
	return own ? own : usual;
}

static void add(zip_t *archive, const char *name, const char *bytes, size_t length, unsigned level)
{
	char *copy = memcpy(malloc(length + 1), bytes, length);
	const zip_int64_t index = zip_file_add(
	        archive, name, zip_source_buffer(archive, copy, length, 1), ZIP_FL_ENC_UTF_8);

	cr_assert_geq(index, 0);
	cr_assert_eq(
	        zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_DEFLATE, level), 0);
}

static void add_members(zip_t *archive, const struct variant *variant)
{
	const unsigned char pixels[] = { 1, 2, variant->grey };
	const char *names[MEMBERS] = { "OFD.xml", "Doc_0/Pages/Page_2/Content.xml",
		"xl/worksheets/sheet1.xml", "Doc_0/Res/Font_0.otf", "Doc_0/Res/Image_0.png",
		either(variant->last_name, "last.xml") };
	struct text bytes[MEMBERS];

	for (size_t i = 0; i < MEMBERS; i++)
		text_init(&bytes[i]);
	text_printf(&bytes[0], "<ofd:OFD><ofd:DocID>%s</ofd:DocID><ofd:Title>T</ofd:Title>",
	        either(variant->docid, "1"));
	text_add(&bytes[1],
	        either(variant->page,
	                "<ofd:TextObject ID=\"7\"><ofd:TextCode X=\"0\">甲</ofd:TextCode>"));
	text_add(&bytes[2], either(variant->sheet, "<row r=\"7\"><c r=\"B7\"><v>1</v></c>"));
	text_add(&bytes[3], either(variant->font, "font"));
	cr_assert(image_encode(
	        &(struct image){
	                .file = "", .width = 3, .height = 1, .channels = 1, .pixels = pixels },
	        &bytes[4]));
	text_add(&bytes[5], "<x/>");
	for (size_t i = 0; i < (variant->members ? variant->members : MEMBERS); i++)
		add(archive, names[i], bytes[i].bytes, bytes[i].length, variant->level);
	for (size_t i = 0; i < MEMBERS; i++)
		text_release(&bytes[i]);
}

static void write_package(const struct variant *variant, struct text *out)
{
	zip_error_t error;
	char piece[4096];
	zip_int64_t length;

	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_source_keep(source);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	cr_assert(archive);
	add_members(archive, variant);
	cr_assert_eq(zip_close(archive), 0);
	cr_assert_eq(zip_source_open(source), 0);
	text_init(out);
	while ((length = zip_source_read(source, piece, sizeof piece)) > 0)
		text_add_bytes(out, piece, (size_t)length);
	zip_source_close(source);
	zip_source_free(source);
	zip_error_fini(&error);
}

static struct likeness held(struct arena *arena, const struct variant *variant)
{
	struct text now, then;

	write_package(variant, &now);
	write_package(&(struct variant){ .level = 9 }, &then);
	const struct likeness found =
	        package_likeness_of(arena, &(struct likeness_file){ now.bytes, now.length },
	                &(struct likeness_file){ then.bytes, then.length });
	text_release(&now);
	text_release(&then);
	return found;
}

Test(package_likeness, is_of_what_is_shown)
{
	static const struct {
		struct variant variant;
		size_t page;
		const char *element;
	} rows[] = {
		{ { .level = 9 }, 0, "" },
		{ { .level = 1 }, 0, "" },
		{ { .docid = "234" }, 0, "" },
		{ { .docid = "1</ofd:DocID><ofd:Title>U</ofd:Title>" }, 0, "OFD.xml" },
		{ { .page = "<ofd:TextObject ID=\"7\"><ofd:TextCode X=\"1\">甲</ofd:TextCode>" }, 3,
		        "TextObject 7" },
		{ { .page = "<a/>" }, 3, "Doc_0/Pages/Page_2/Content.xml" },
		{ { .sheet = "<row r=\"7\"><c r=\"B7\"><v>2</v></c>" }, 0,
		        "xl/worksheets/sheet1.xml c B7" },
		{ { .font = "another" }, 0, "Doc_0/Res/Font_0.otf" },
		{ { .grey = 9 }, 0, "Doc_0/Res/Image_0.png" },
		{ { .last_name = "late.xml" }, 0, "late.xml" },
		{ { .members = 5 }, 0, "5 members, then 6" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct likeness found = held(arena, &rows[i].variant);
		cr_expect_eq(found.is_alike, rows[i].element[0] == '\0', "row %zu", i);
		cr_expect_eq(found.page, rows[i].page, "row %zu: page %zu", i, found.page);
		cr_expect_str_eq(found.element, rows[i].element, "row %zu", i);
	}
	arena_free(arena);
}

/* A package that is cut off or spoilt is not taken for another. */
Test(package_likeness, is_never_of_a_broken_package)
{
	struct arena *arena = arena_new();
	struct text bytes;

	write_package(&(struct variant){ .level = 9 }, &bytes);
	const struct likeness_file whole = { bytes.bytes, bytes.length };
	cr_expect(package_likeness_of(arena, &whole, &whole).is_alike);
	for (size_t length = 0; length < bytes.length; length += 13) {
		char *part = memcpy(malloc(length + 1), bytes.bytes, length);
		const struct likeness_file cut = { part, length };
		const struct likeness found = package_likeness_of(arena, &cut, &whole);
		cr_expect_not(found.is_alike, "%zu bytes", length);
		cr_expect(found.element[0], "%zu bytes", length);
		free(part);
	}
	for (size_t at = 0; at < bytes.length; at += 3) {
		char *copy = memcpy(malloc(bytes.length), bytes.bytes, bytes.length);
		copy[at] = (char)(copy[at] ^ 0x15);
		const struct likeness_file spoilt = { copy, bytes.length };
		(void)package_likeness_of(arena, &spoilt, &whole);
		free(copy);
	}
	text_release(&bytes);
	arena_free(arena);
}
