/*
 * Any bytes as a font file, and as the CFF table of a cut: faces answer, or the font is said to be
 * broken; a document set in it is printed whole, or a fault is said. A PDF is never handed out of a
 * font that is not sound.
 */
#include "base/file.h"
#include "paper/font/face.h"
#include "paper/font/tablesums.h"
#include "paper/pdf/cff.h"
#include "paper/pdf/pdf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint32_t words[] = { 0x6C11, '5', 'A', 'V', 0x2014 };
#define WORD_COUNT (sizeof words / sizeof *words)

/* The office: one role with the one font. */
struct office {
	struct face_choice choice;
	struct font_role role;
	struct stylesheet styles;
	struct document document;
};

static void furnish(struct office *office, const char *path)
{
	*office = (struct office){ .choice = { .file = path, .name = "", .package = "" },
		.role = { .name = "body", .title = "正文", .face_count = 1 },
		.styles = { .file = "styles.xml", .em_ascent = 880, .role_count = 1 },
		.document = { .name = "fuzz",
		        .file = "fuzz.pdf",
		        .title = "试印",
		        .subject = "",
		        .author = "",
		        .keywords = "",
		        .date = { 2020, 6, 8 },
		        .language = "zh-CN" } };
	office->role.faces = &office->choice;
	office->styles.roles = &office->role;
	office->document.styles = &office->styles;
}

static bool print_page(struct pdf *pdf, const struct glyph *glyphs, size_t count, struct text *out)
{
	struct placed_glyph placed[WORD_COUNT];
	struct op ops[WORD_COUNT];
	const struct page_sink sink = pdf_sink(pdf);

	for (size_t i = 0; i < count; i++) {
		placed[i] = (struct placed_glyph){ .id = glyphs[i].id,
			.codepoint = words[i],
			.advance = glyphs[i].advance,
			.text = NO_TEXT };
		ops[i] = (struct op){ .kind = OP_GLYPHS,
			.run = { .x = 72000,
			        .y = 100000,
			        .size = 16000,
			        .face = glyphs[i].face,
			        .glyphs = &placed[i],
			        .count = 1 } };
	}
	const struct page page = {
		.number = 1, .width = 595276, .height = 841890, .ops = ops, .op_count = count
	};
	return sink.page(sink.context, &page) && sink.finish(sink.context, NULL, 0, NULL, 0)
	        && pdf_write(pdf, out);
}

static void set_words(struct diag *diag, struct office *office)
{
	struct faces *faces = faces_new(diag, &office->styles, &root_here);
	const struct metrics metrics = faces_metrics(faces);
	struct glyph glyphs[WORD_COUNT], word[2];
	struct text out;
	size_t count = 0;

	while (count < WORD_COUNT
	        && metrics.lookup(
	                metrics.context, &office->role, words[count], 16000, &glyphs[count]))
		count++;
	(void)metrics.shape(metrics.context, &office->role, words + 2, 2, 16000, word);
	(void)metrics.combine(
	        metrics.context, &office->role, (const uint32_t[]){ 'e', 0x301 }, 16000, word);
	text_init(&out);
	struct pdf *pdf = pdf_new(diag, faces, NULL, &office->document);
	const bool done = print_page(pdf, glyphs, count, &out);
	if (done != faces_sound(faces) && diag_count(diag) == 0)
		abort();
	if (done && (!faces_sound(faces) || diag_count_at_least(diag, SEVERITY_FAULT) > 0))
		abort();
	pdf_free(pdf);
	text_release(&out);
	faces_free(faces);
}

static void try_tables(const uint8_t *data, size_t size)
{
	const struct tablesums_file file = { data, size, SIZE_MAX };
	char table[TABLESUMS_TAG_BYTES];
	struct cff cff;
	uint16_t cids[64];
	uint8_t dicts[64];
	struct cff_span outline;

	(void)tablesums_check(&file, 0, table);
	(void)tablesums_check(&file, 3, table);
	if (!cff_read(data, size, &cff))
		return;
	(void)cff_charset(&cff, 64, cids);
	(void)cff_dicts(&cff, 64, dicts);
	for (size_t i = 0; i < 4; i++)
		(void)cff_outline(&cff, i << 3 * i, &outline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	struct office office;
	int error;

	try_tables(data, size);
	snprintf(path, sizeof path, "/dev/shm/minsheng-fuzz-font-%ld", (long)getpid());
	if (file_write_whole(&root_here, path, data, size, &error) != FILE_OK)
		abort();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	furnish(&office, path);
	set_words(diag, &office);
	diag_free(diag);
	unlink(path);
	return 0;
}
