/*
 * pages PERIOD DOCUMENT: the display list of a document on stdout, as every back end is handed it.
 *
 * Pages that fail their proof are printed all the same: that is when one looks at them.
 */
#include "app/answering.h"
#include "app/run.h"
#include "base/text.h"
#include "paper/font/face.h"
#include "paper/layout/layout.h"
#include "press/export/export.h"
#include "press/month/edition.h"
#include "press/template/template_facts.h"

#include <stdio.h>

/* What stands in the lines that follow, and the names of the faces that they number. */
static void print_legend(const struct document *document, const struct faces *faces)
{
	printf("# %s: thousandths of a point from the top left of each page\n", document->name);
	for (size_t i = 0; i < faces_count(faces); i++)
		printf("# face %zu = %s\n", i, faces_name(faces, i));
}

static void print_pages(struct run *run, const struct document *document)
{
	struct faces *faces = faces_new(run->diag, document->styles, run->live);
	const struct metrics metrics = faces_metrics(faces);
	struct text pages;

	text_init(&pages);
	const struct page_sink sink = page_dump_sink(&pages);
	(void)layout_document(run->arena, run->diag, document, &metrics, &sink);
	print_legend(document, faces);
	fwrite(pages.bytes, 1, pages.length, stdout);
	text_release(&pages);
	faces_free(faces);
}

/* Prints the document when the template makes it; false: it does not. */
static bool print_of_template(
        struct run *run, const struct month *month, const char *name, const char *wanted)
{
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, name);

	if (!program || !template_check_facts(run->diag, program)) {
		template_free(program);
		return false;
	}
	const struct document_names names =
	        template_documents(run->arena, run->diag, program, month->facts);
	bool found = false;
	for (size_t i = 0; i < names.count && !found; i++) {
		if (!text_equal(names.names[i].name, wanted))
			continue;
		found = true;
		const struct document *document = template_expand(
		        run->arena, run->diag, program, month->facts, names.names[i].index);
		if (document)
			print_pages(run, document);
	}
	template_free(program);
	return found;
}

/* Looks into a template only when its root does not say that it makes something else. */
static void print_document(struct run *run, const struct month *month, const char *wanted)
{
	struct template_names templates;
	bool found = false;

	if (!template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &templates))
		return;
	for (size_t i = 0; i < templates.count && !found; i++) {
		const char *plain = template_plain_name(
		        run->arena, run->root, TEMPLATES_FOLDER, templates.names[i]);
		if (!catalogue_uses(month->catalogue, templates.names[i]))
			continue;
		if (plain[0] == '\0' || text_equal(plain, wanted))
			found = print_of_template(run, month, templates.names[i], wanted);
	}
	if (!found)
		edition_say_unknown(run, month->catalogue, month->period, wanted);
}

/* Said of what is no document of pages. */
static bool is_export(struct run *run, const char *wanted)
{
	for (size_t i = 0; i < export_count(); i++) {
		if (!text_equal(export_file(export_at(i)), wanted))
			continue;
		diag_say(run->diag, MSG_DOCUMENT_NO_PAGES, PLACE_NONE, wanted,
		        run->options->arguments[0]);
		return true;
	}
	return false;
}

void command_pages(struct run *run)
{
	struct period period;
	struct month month;

	if (!options_period(run->options, run->diag, &period)
	        || !answering_month(run, period, &month))
		return;
	if (!is_export(run, run->options->arguments[1]))
		print_document(run, &month, run->options->arguments[1]);
	facts_free(month.facts);
}
