/* paper/pdf/tags: the structure of a document, as the lines of its elements in the file. */
#include "base/text.h"
#include "kit/kit.h"
#include "paper/pdf/pdf.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define PAGE_WIDTH  595276
#define PAGE_HEIGHT 841890

static const struct stylesheet styles = { .file = "styles.xml" };
static const struct document document = { .name = "test",
	.file = "test.pdf",
	.title = "标签",
	.subject = "",
	.author = "办公室",
	.keywords = "",
	.date = { 2020, 6, 8 },
	.language = "zh-CN",
	.styles = &styles };

/* A document that is drawn of boxes, for what is marked needs no words. */
struct tagged {
	struct arena *arena;
	struct diag *diag;
	struct faces *faces;
	struct pdf *pdf;
	struct structure *structure;
	size_t pages;
	struct text bytes;
};

static void set_up(struct tagged *tagged)
{
	*tagged = (struct tagged){ .arena = arena_new(), .diag = kit_diag() };
	tagged->faces = faces_new(tagged->diag, &styles, &root_here);
	tagged->pdf = pdf_new(tagged->diag, tagged->faces, NULL, &document);
	tagged->structure = structure_new(tagged->arena);
	text_init(&tagged->bytes);
}

static void clear_up(struct tagged *tagged)
{
	text_release(&tagged->bytes);
	pdf_free(tagged->pdf);
	faces_free(tagged->faces);
	diag_free(tagged->diag);
	arena_free(tagged->arena);
}

/* The next page, with a box of each tag in this order. */
static void draw(struct tagged *tagged, const uint32_t *tags, size_t count)
{
	struct op *ops = arena_alloc_array(tagged->arena, count, sizeof *ops);
	const struct page_sink sink = pdf_sink(tagged->pdf);

	for (size_t i = 0; i < count; i++)
		ops[i] = (struct op){
			.kind = OP_BOX, .tag = tags[i], .box = { 72000, 72000, 36000, 1000 }
		};
	const struct page page = { .number = ++tagged->pages,
		.width = PAGE_WIDTH,
		.height = PAGE_HEIGHT,
		.structure = tagged->structure,
		.ops = ops,
		.op_count = count };
	cr_assert(sink.page(sink.context, &page), "%s", kit_records(tagged->arena, tagged->diag));
}

static bool write_file(struct tagged *tagged)
{
	const struct page_sink sink = pdf_sink(tagged->pdf);

	return sink.finish(sink.context, NULL, 0, NULL, 0)
	        && pdf_write(tagged->pdf, &tagged->bytes);
}

static size_t count_of(const struct tagged *tagged, const char *words)
{
	const char *at = tagged->bytes.bytes, *end = at + tagged->bytes.length;
	size_t count = 0;

	for (; (at = memmem(at, (size_t)(end - at), words, strlen(words))); at += strlen(words))
		count++;
	return count;
}

#define expect_times(tagged, words, times) \
	cr_expect_eq(count_of(tagged, words), (size_t)(times), "%s: %zu times, not %zu", words, \
	        count_of(tagged, words), (size_t)(times))

/* ISO 32000-1, 14.8.5.7: what a cell is of its table. */
Test(tagging, a_cell_tells_its_span_and_a_head_its_scope)
{
	struct tagged tagged;
	uint32_t tags[4];

	set_up(&tagged);
	const uint32_t table = structure_add(tagged.structure, TAG_ROOT, TAG_TABLE);
	const uint32_t row = structure_add(tagged.structure, table, TAG_ROW);
	tags[0] = structure_add(tagged.structure, row, TAG_HEAD_CELL);
	for (int i = 1; i < 4; i++)
		tags[i] = structure_add(tagged.structure, row, TAG_CELL);
	structure_tag(tagged.structure, tags[1])->rows = 2;
	structure_tag(tagged.structure, tags[2])->columns = 3;
	/* The last cell is empty: it counts all the same, for its row would be short of one. */
	draw(&tagged, tags, 3);
	cr_assert(write_file(&tagged), "%s", kit_records(tagged.arena, tagged.diag));
	expect_times(&tagged, "/S/Table/P", 1);
	expect_times(&tagged, "/S/TR/P", 1);
	expect_times(&tagged, "/S/TH/P", 1);
	expect_times(&tagged, "/S/TD/P", 3);
	expect_times(&tagged, "/A<</O/Table/Scope/Column>>", 1);
	expect_times(&tagged, "/A<</O/Table/RowSpan 2>>", 1);
	expect_times(&tagged, "/A<</O/Table/ColSpan 3>>", 1);
	expect_times(&tagged, "/A<<", 3);
	expect_times(&tagged, "/K 0", 1);
	expect_times(&tagged, "/K 2", 1);
	clear_up(&tagged);
}

/* What stands within a line is read where it stands, a note behind its mark. */
Test(tagging, parts_of_a_line_stand_between_the_words_of_their_paragraph)
{
	static const char alt[] = "/Alt(\xFE\xFF\0\\(\0b\0\\)\0\\\\)";
	struct tagged tagged;

	set_up(&tagged);
	const uint32_t text = structure_add(tagged.structure, TAG_ROOT, TAG_PARAGRAPH);
	const uint32_t figure = structure_add(tagged.structure, text, TAG_FIGURE);
	const uint32_t note = structure_add(tagged.structure, text, TAG_NOTE);
	const uint32_t unseen = structure_add(tagged.structure, TAG_ROOT, TAG_PARAGRAPH);
	structure_tag(tagged.structure, figure)->words = "(b)\\";
	draw(&tagged, (const uint32_t[]){ text, figure, text, TAG_NONE, TAG_PAGINATION }, 5);
	draw(&tagged, (const uint32_t[]){ text, note }, 2);
	cr_assert(unseen && write_file(&tagged), "%s", kit_records(tagged.arena, tagged.diag));
	/* Words, the figure, words; the note; then the words of the next page, by name. */
	const char *line =
	        memmem(tagged.bytes.bytes, tagged.bytes.length, "/S/P/P", sizeof "/S/P/P" - 1);
	cr_assert(line);
	unsigned kid, other, page, first, own;
	cr_expect_eq(sscanf(line,
	                     "/S/P/P %*u 0 R/Pg %u 0 R/K[0 %u 0 R %u 0 R 2 "
	                     "<</Type/MCR/Pg %u 0 R/MCID %u>>]",
	                     &own, &kid, &other, &page, &first),
	        5, "%.80s", line);
	cr_expect_neq(kid, other);
	cr_expect_neq(own, page);
	cr_expect_eq(first, 0);
	expect_times(&tagged, "/S/P/P", 1);
	cr_expect(memmem(tagged.bytes.bytes, tagged.bytes.length, alt, sizeof alt - 1));
	expect_times(&tagged, "/S/Note/P", 1);
	expect_times(&tagged, "/IDTree", 1);
	expect_times(&tagged, "/StructParents", 2);
	clear_up(&tagged);
}

/* PDF/A-1 has no arrays of more than 8,191: a page of more marked parts is no page. */
Test(tagging, a_page_of_too_many_parts_is_refused)
{
	enum { MOST = 8191 };
	static uint32_t tags[MOST + 1];

	for (size_t count = MOST; count <= MOST + 1; count++) {
		struct tagged tagged;
		set_up(&tagged);
		for (size_t i = 0; i < 2; i++)
			tags[i] = structure_add(tagged.structure, TAG_ROOT, TAG_PARAGRAPH);
		for (size_t i = 2; i < count; i++)
			tags[i] = tags[i - 2];
		draw(&tagged, tags, count);
		cr_expect_eq(write_file(&tagged), count == MOST, "%zu", count);
		cr_expect_eq(kit_has(tagged.diag, MSG_PDF_LIBRARY), count > MOST);
		clear_up(&tagged);
	}
}
