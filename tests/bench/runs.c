/*
 * The glyph runs of documents, for floor.c: laid out by the stages the program itself uses, but
 * with a sink that prints each run as text. Not timed.
 *
 * usage: runs ROOT PERIOD TEMPLATE FOLDER: the documents of the template as FOLDER/TEMPLATE-0 and
 * so on (format: see floor.c)
 */
#include "base/file.h"
#include "base/text.h"
#include "paper/font/face.h"
#include "paper/layout/layout.h"
#include "press/month/month.h"
#include "press/template/template_facts.h"

#include <hb.h>
#include <inttypes.h>
#include <stdio.h>

static void print_run(struct text *out, const struct glyph_run *run)
{
	text_printf(out, "run %u %" PRId32 " %u %" PRId32 " %" PRId32 " %zu\n", run->face,
	        run->size, run->turn & 3U, run->x, run->y, run->count);
	for (size_t i = 0; i < run->count; i++) {
		const struct placed_glyph *glyph = &run->glyphs[i];
		text_printf(out, "%" PRIu32 " %" PRIu32 " %" PRId32 "\n", glyph->id,
		        glyph->codepoint, glyph->x);
	}
}

static bool print_page(void *context, const struct page *page)
{
	struct text *out = context;

	text_printf(out, "page %" PRId32 " %" PRId32 "\n", page->width, page->height);
	for (size_t i = 0; i < page->op_count; i++)
		if (page->ops[i].kind == OP_GLYPHS && page->ops[i].run.count > 0)
			print_run(out, &page->ops[i].run);
	return true;
}

static bool finish(void *context, const struct anchor *anchors, size_t anchor_count,
        const struct bookmark *bookmarks, size_t bookmark_count)
{
	(void)context, (void)anchors, (void)anchor_count, (void)bookmarks, (void)bookmark_count;
	return true;
}

/* The faces first, then the pages. */
static bool write_runs(struct run *run, const struct document *document, const char *path)
{
	struct text pages, whole;
	int error;

	text_init(&pages);
	text_init(&whole);
	struct faces *faces = faces_new(run->diag, document->styles, run->live);
	const struct metrics metrics = faces_metrics(faces);
	const struct page_sink sink = { .context = &pages, .page = print_page, .finish = finish };
	bool done = layout_document(run->arena, run->diag, document, &metrics, &sink);
	for (size_t i = 0; i < faces_count(faces); i++)
		text_printf(&whole, "face %u %s\n", hb_face_get_index(faces_hb(faces, i)),
		        faces_path(faces, i));
	text_add_bytes(&whole, pages.bytes, pages.length);
	done = done
	        && file_write_whole(&root_here, path, whole.bytes, whole.length, &error) == FILE_OK;
	faces_free(faces);
	text_release(&pages);
	text_release(&whole);
	return done;
}

static bool dump(struct run *run, const struct month *month, const char *name, const char *folder)
{
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, name);

	if (!program)
		return false;
	const size_t said = diag_count_at_least(run->diag, SEVERITY_ERROR);
	const struct document_names names =
	        template_documents(run->arena, run->diag, program, month->facts);
	/* A family may have no document in a month. */
	bool done = diag_count_at_least(run->diag, SEVERITY_ERROR) == said;
	for (size_t i = 0; i < names.count && done; i++) {
		const struct document *document =
		        template_expand(run->arena, run->diag, program, month->facts, i);
		done = document
		        && write_runs(run, document,
		                arena_printf(run->arena, "%s/%s-%zu", folder, name, i));
	}
	template_free(program);
	return done;
}

int main(int count, char **values)
{
	struct root root;

	if (count != 5 || !root_open(&root, values[1])) {
		fputs("usage: runs ROOT PERIOD TEMPLATE FOLDER\n", stderr);
		return EXIT_USAGE;
	}
	struct run run = { .arena = arena_new(),
		.root = &root,
		.live = &root,
		.today = "",
		.command = "",
		.diag = diag_new(&(struct diag_options){ .quiet = true, .stream = stderr }) };
	struct period period;
	struct month month = { 0 };

	run.readings = readings_new(run.arena, &root, &root);
	const bool done = period_parse(values[2], &period) && month_read(&run, period, &month)
	        && dump(&run, &month, values[3], values[4]);
	facts_free(month.facts);
	readings_free(run.readings);
	root_close(&root);
	diag_free(run.diag);
	arena_free(run.arena);
	return done ? EXIT_DONE : EXIT_BUG;
}
