/* list PERIOD: the documents render would make, a line each, fresh, stale or damaged. */
#include "app/answering.h"
#include "app/run.h"
#include "base/json_out.h"
#include "press/export/export.h"
#include "press/month/edition.h"
#include "press/state/freshness.h"

#include <stdio.h>

static const struct {
	const char *english, *chinese;
} states[] = {
	[FRESHNESS_FRESH] = { "fresh", "最新" },
	[FRESHNESS_STALE] = { "stale", "待生成" },
	[FRESHNESS_DAMAGED] = { "damaged", "已损坏" },
	[FRESHNESS_UNKNOWN] = { "unreadable", "无法读取" },
};

/* {"document": "bulletin", "state": "fresh", "file": "output/2020-05/bulletin.pdf"} */
static void print_json(const char *document, const char *state, const char *path)
{
	struct text line;

	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "document", document);
	json_out_string(&json, "state", state);
	json_out_string(&json, "file", path);
	json_out_close(&json);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}

/* A line a document, fresh or not. */
static void list_document(struct run *run, const struct month *month,
        const struct freshness *freshness, const struct document_name *name,
        const struct digest *reads)
{
	const bool chinese = options_language(run->options) == DIAG_CHINESE;
	const enum freshness_state state = freshness_look(freshness, run->diag, name->file, reads);

	const char *path = month_output_path(run, month->period, name->file);

	if (run->options->json)
		print_json(name->name, states[state].english, path);
	else
		printf("%s\t%s\t%s\n", name->name,
		        chinese ? states[state].chinese : states[state].english, path);
}

static void list_template(
        struct run *run, const struct month *month, struct fontprints *fonts, const char *name)
{
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, name);

	if (!program)
		return;
	const bool has_ofd = month->catalogue->rules.writes_ofd;
	const struct template_names files = template_files(run->arena, program);
	const struct digest reads =
	        freshness_digest(run->arena, run->root, month->ledger, &files, fonts);
	const struct freshness *freshness =
	        freshness_read(run->arena, run->diag, run->root, month->period);
	struct document_names names =
	        template_documents(run->arena, run->diag, program, month->facts);
	const bool known = !fontprints_failed(fonts, run->diag) && freshness;
	for (size_t i = 0; known && i < names.count; i++) {
		const struct document_name ofd = {
			.name = arena_printf(run->arena, "%s.ofd", names.names[i].name),
			.file = edition_ofd(run->arena, names.names[i].file),
		};
		list_document(run, month, freshness, &names.names[i], &reads);
		if (has_ofd)
			list_document(run, month, freshness, &ofd, &reads);
	}
	template_free(program);
}

static void list_exports(struct run *run, const struct month *month, struct fontprints *fonts)
{
	const struct template_names files = { .count = 0 };
	const struct digest reads =
	        freshness_digest(run->arena, run->root, month->ledger, &files, fonts);
	const struct freshness *freshness =
	        freshness_read(run->arena, run->diag, run->root, month->period);

	for (size_t i = 0; freshness && i < export_count(); i++) {
		const char *file = export_file(export_at(i));
		list_document(run, month, freshness,
		        &(struct document_name){ .name = file, .file = file }, &reads);
	}
}

void command_list(struct run *run)
{
	struct period period;
	struct month month;

	if (!options_period(run->options, run->diag, &period)
	        || !answering_month(run, period, &month))
		return;
	struct template_names templates;
	if (template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &templates)
	        && templates.count == 0)
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
	struct fontprints *fonts = fontprints_new(run->arena, run->live);
	for (size_t i = 0; i < templates.count; i++)
		if (catalogue_uses(month.catalogue, templates.names[i]))
			list_template(run, &month, fonts, templates.names[i]);
	list_exports(run, &month, fonts);
	facts_free(month.facts);
}
