/* paper/pdf: two files of one document, object by object: which difference is one. */
#include "paper/pdf/likeness.h"

#include "base/text.h"
#include "kit/fonts.h"

#include <criterion/criterion.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS_MOST 16

struct written {
	struct text bytes;
	size_t places[OBJECTS_MOST], count;
};

static void add(struct written *file, const char *body)
{
	file->places[file->count++] = file->bytes.length;
	text_printf(&file->bytes, "%zu 0 obj\n%s\nendobj\n", file->count, body);
}

/* A stream and, as the next object, its length. */
static void add_bytes(struct written *file, const char *content, size_t size, int level)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
	static char packed[1 << 16];
	const size_t length =
	        libdeflate_zlib_compress(compressor, content, size, packed, sizeof packed);

	libdeflate_free_compressor(compressor);
	file->places[file->count++] = file->bytes.length;
	text_printf(&file->bytes,
	        "%zu 0 obj\n<<\n/Length %zu 0 R\n/Filter /FlateDecode\n>>\nstream\r\n", file->count,
	        file->count + 1);
	text_add_bytes(&file->bytes, packed, length);
	text_add(&file->bytes, "\nendstream\nendobj\n");
	char number[32];
	(void)snprintf(number, sizeof number, "%zu", length);
	add(file, number);
}

static void add_stream(struct written *file, const char *content, int level)
{
	add_bytes(file, content, strlen(content), level);
}

static void finish(struct written *file)
{
	const size_t table = file->bytes.length;

	text_printf(&file->bytes, "xref\n0 %zu\n0000000000 65535 f\r\n", file->count + 1);
	for (size_t i = 0; i < file->count; i++)
		text_printf(&file->bytes, "%010zu 00000 n\r\n", file->places[i]);
	text_printf(&file->bytes, "trailer\n<<\n/ID [ <%02zu> ]\n>>\nstartxref\n%zu\n%%%%EOF\n",
	        table % 100, table);
}

/* What one of two files has otherwise than usual (NULL, 0); the rest is of both. */
struct variant {
	const char *producer, *second, *title, *font;
	const struct text *program;
	int level;
	bool is_longer;
};

static const char *either(const char *own, const char *usual)
{
	return own ? own : usual;
}

static struct written write_file(const struct variant *variant)
{
	struct written file = { .count = 0 };
	char body[256];

	text_init(&file.bytes);
	text_add(&file.bytes, "%PDF-1.4\n");
	(void)snprintf(body, sizeof body, "<<\n/Producer (%s)\n>>",
	        either(variant->producer, "libharu 2.3.0"));
	add(&file, body);
	add(&file, "<<\n/Type /Page\n/Contents 4 0 R\n>>");
	add(&file, "<<\n/Type /Page\n/Contents 6 0 R\n>>");
	add_stream(&file, "/P<</MCID 0>>BDC\n(one) Tj\nEMC\n", variant->level ? variant->level : 1);
	add_stream(&file,
	        either(variant->second,
	                "/P<</MCID 0>>BDC\n(a) Tj\nEMC\n/TD<</MCID 7>>BDC\n(b) Tj\nEMC\n"),
	        variant->level ? variant->level : 1);
	(void)snprintf(body, sizeof body, "<<\n/Title (%s)\n/Type /Outlines\n>>",
	        either(variant->title, "Outline"));
	add(&file, body);
	(void)snprintf(body, sizeof body,
	        "<<\n/Type /FontDescriptor\n/FontName /%s\n/FontFile3 10 0 R\n>>",
	        either(variant->font, "ABCDEF+Song"));
	add(&file, body);
	add_bytes(&file, variant->program->bytes, variant->program->length,
	        variant->level ? variant->level : 1);
	if (variant->is_longer)
		add(&file, "<<\n>>");
	finish(&file);
	return file;
}

/* Against the usual file, with this program. */
static struct likeness held(
        struct arena *arena, const struct variant *variant, const struct text *program)
{
	struct variant usual = { .program = program }, other_variant = *variant;

	if (!variant->program)
		other_variant.program = program;
	struct written now = write_file(&other_variant);
	struct written then = write_file(&usual);
	const struct likeness_file one = { now.bytes.bytes, now.bytes.length };
	const struct likeness_file other = { then.bytes.bytes, then.bytes.length };
	const struct likeness found = likeness_of(arena, &one, &other);

	text_release(&now.bytes);
	text_release(&then.bytes);
	return found;
}

/* CFF tables as a document has them: of 民 and its neighbour with hints and without, of others, and
 * no font. */
enum program { PROGRAM_USUAL, PROGRAM_HINTED, PROGRAM_OTHER, PROGRAM_NONE, PROGRAM_COUNT };

static void cut_program(struct text *out,
        void (*cut)(struct text *, const char *, unsigned, uint32_t, size_t), uint32_t first)
{
	struct text font;
	size_t length;

	text_init(&font);
	cut(&font, KIT_NOTO, 2, first, 2);
	const size_t at = kit_font_table(&font, "CFF ", &length);
	text_add_bytes(out, font.bytes + at, length);
	text_release(&font);
}

static void cut_programs(struct text programs[PROGRAM_COUNT])
{
	for (size_t i = 0; i < PROGRAM_COUNT; i++)
		text_init(&programs[i]);
	cut_program(&programs[PROGRAM_USUAL], kit_cut_unhinted, 0x6C11);
	cut_program(&programs[PROGRAM_HINTED], kit_cut_font, 0x6C11);
	cut_program(&programs[PROGRAM_OTHER], kit_cut_unhinted, 0x751F);
	text_add(&programs[PROGRAM_NONE], "no font program");
	cr_assert_neq(programs[PROGRAM_USUAL].length, programs[PROGRAM_HINTED].length);
}

Test(likeness, is_of_what_is_shown)
{
	struct text programs[PROGRAM_COUNT];

	cut_programs(programs);
	const struct {
		struct variant variant;
		size_t page;
		const char *element;
	} rows[] = {
		{ { .level = 1 }, 0, "" },
		{ { .level = 9 }, 0, "" },
		{ { .producer = "libharu 2.4.4" }, 0, "" },
		{ { .font = "GHIJKL+Song", .program = &programs[PROGRAM_HINTED] }, 0, "" },
		{ { .font = "GHIJKL+Song", .program = &programs[PROGRAM_OTHER] }, 0,
		        "Song, glyph 1" },
		{ { .program = &programs[PROGRAM_NONE] }, 0, "Song" },
		{ { .font = "ABCDEF+Hei" }, 0, "FontDescriptor" },
		{ { .title = "Contents" }, 0, "Outlines" },
		{ { .second = "/P<</MCID 0>>BDC\n(a) Tj\nEMC\n/TD<</MCID 7>>BDC\n(c) "
		              "Tj\nEMC\n" },
		        2, "TD 7" },
		{ { .second = "/P<</MCID 0>>BDC\n(a) Tj\nEMC\n" }, 2, "P 0" },
		{ { .is_longer = true }, 0, "12 objects, then 11" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct likeness found =
		        held(arena, &rows[i].variant, &programs[PROGRAM_USUAL]);
		cr_expect_eq(found.is_alike, rows[i].element[0] == '\0', "row %zu", i);
		cr_expect_eq(found.page, rows[i].page, "row %zu: page %zu", i, found.page);
		cr_expect_str_eq(found.element, rows[i].element, "row %zu", i);
	}
	for (size_t i = 0; i < PROGRAM_COUNT; i++)
		text_release(&programs[i]);
	arena_free(arena);
}

/* However a file is cut or spoilt, it is read within itself, and is not taken for another. */
Test(likeness, is_never_of_a_broken_file)
{
	struct arena *arena = arena_new();
	struct text program = { .bytes = NULL };

	text_init(&program);
	text_add(&program, "no font program");
	struct written file = write_file(&(struct variant){ .program = &program });
	const struct likeness_file whole = { file.bytes.bytes, file.bytes.length };

	for (size_t length = 0; length + strlen("\n%%EOF\n") < file.bytes.length; length++) {
		char *part = memcpy(malloc(length + 1), file.bytes.bytes, length);
		const struct likeness_file cut = { part, length };
		cr_expect_not(likeness_of(arena, &cut, &whole).is_alike, "%zu bytes", length);
		free(part);
	}
	for (size_t at = 0; at < file.bytes.length; at++) {
		char *copy = memcpy(malloc(file.bytes.length), file.bytes.bytes, file.bytes.length);
		copy[at] = (char)(copy[at] ^ 0x15);
		const struct likeness_file spoilt = { copy, file.bytes.length };
		(void)likeness_of(arena, &spoilt, &whole);
		(void)likeness_of(arena, &whole, &spoilt);
		free(copy);
	}
	text_release(&file.bytes);
	text_release(&program);
	arena_free(arena);
}
