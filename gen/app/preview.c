/*
 * preview PERIOD UNIT [--with FILE]: what the documents of a month say of a unit, and what they
 * would say, had it sent a file. Writes nothing.
 */
#include "app/answering.h"
#include "app/named.h"
#include "app/options.h"
#include "figures/json/json.h"
#include "press/archive/archive.h"
#include "press/month/laying.h"
#include "press/telling/excerpt.h"
#include "press/template/template_facts.h"

#include <string.h>

/* The month as it is, and with the file; without one `after` is empty. */
struct preview {
	struct run *run;
	const struct unit *unit;
	struct month before, after;
	struct laid_month laid;
	bool has_file;
};

/* What a template's one document says of the month, line by line. False (said): it cannot be made.
 */
static bool read_lines(
        struct run *run, struct program *program, struct facts *facts, struct document_lines *out)
{
	const struct document *document = template_expand(run->arena, run->diag, program, facts, 0);

	if (document)
		*out = lines_of(run->arena, document);
	facts_rest(facts);
	return document;
}

static void add_document(struct preview *preview, const char *name, struct text *out)
{
	struct run *run = preview->run;
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, name);
	struct facts *facts = preview->has_file ? preview->after.facts : preview->before.facts;
	struct excerpt excerpt = {
		.arena = run->arena,
		.document = name,
		.unit = preview->unit,
		.inbox = ledger_inbox(
		        preview->has_file ? preview->after.ledger : preview->before.ledger),
		.has_before = preview->has_file,
	};

	if (program && template_check_facts(run->diag, program)
	        && template_documents(run->arena, run->diag, program, facts).count == 1
	        && read_lines(run, program, facts, &excerpt.now)
	        && (!preview->has_file
	                || read_lines(run, program, preview->before.facts, &excerpt.before))) {
		if (run->options->json)
			excerpt_add_json(out, &excerpt);
		else
			excerpt_add_words(out, &excerpt);
	}
	template_free(program);
}

/* Families have a document for each unit or task: those that are one of their kind are for all. */
static void add_documents(struct preview *preview, struct text *out)
{
	struct run *run = preview->run;
	struct template_names templates;

	if (!template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &templates))
		return;
	for (size_t i = 0; i < templates.count; i++)
		if (catalogue_uses(preview->before.catalogue, templates.names[i])
		        && template_name_of(
		                run->arena, run->root, TEMPLATES_FOLDER, templates.names[i])
		                   .is_whole)
			add_document(preview, templates.names[i], out);
}

static bool read_file(struct run *run, struct laid_file *out)
{
	struct file_bytes bytes;

	if (file_look(run->root, run->options->with).kind == FILE_KIND_NONE) {
		diag_say_plain(run->diag, MSG_CHECK_NO_FILE, place_file(run->options->with));
		return false;
	}
	if (!json_load(run->arena, run->diag, run->root, run->options->with, &bytes))
		return false;
	*out = (struct laid_file){ run->options->with, bytes.bytes, bytes.length };
	return true;
}

/* A closed month is what was issued: no file changes it. */
static bool is_open(struct run *run, struct period period)
{
	struct archive_stand stand;

	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return false;
	if (stand.is_closed)
		diag_say(run->diag, MSG_MONTH_CLOSED, PLACE_NONE, run->options->arguments[0]);
	return !stand.is_closed;
}

/* As it would lie in the month's folder, so that the documents name it so; heard by nobody. */
static bool lay_as_sent(struct preview *preview, struct laid_file file)
{
	struct run quiet = *preview->run;
	const char *slash = strrchr(file.file, '/');
	const char *period = period_format(quiet.arena, preview->before.period);

	file.file = file_join(quiet.arena, file_join(quiet.arena, SUBMISSIONS_FOLDER, period),
	        slash ? slash + 1 : file.file);
	quiet.diag = diag_new(&(struct diag_options){ 0 });
	const bool counts = laying_read(
	        &quiet, preview->before.catalogue, preview->before.period, &file, &preview->laid);
	diag_free(quiet.diag);
	return counts;
}

/* The month with the file in it. False (said): the file does not count. */
static bool lay(struct preview *preview)
{
	struct run *run = preview->run;
	struct laid_file file;

	if (!is_open(run, preview->before.period) || !read_file(run, &file)
	        || !laying_check(
	                run, run->arena, preview->before.catalogue, preview->before.period, &file))
		return false;
	if (!lay_as_sent(preview, file)) {
		diag_say_plain(run->diag, MSG_PREVIEW_NOT_COUNTED, place_file(file.file));
		return false;
	}
	if (preview->laid.unit != preview->unit) {
		diag_say(run->diag, MSG_PREVIEW_OTHER_UNIT, place_file(file.file),
		        preview->laid.unit->name, preview->unit->name);
		return false;
	}
	return answering_ledger(run, preview->laid.ledger, &preview->after);
}

void command_preview(struct run *run)
{
	struct preview preview = { .run = run, .has_file = run->options->with[0] != '\0' };
	struct period period;
	struct text out;

	if (!options_period(run->options, run->diag, &period)
	        || !answering_month(run, period, &preview.before))
		return;
	preview.unit = named_unit(run, preview.before.catalogue, run->options->arguments[1]);
	text_init(&out);
	if (preview.unit && (!preview.has_file || lay(&preview)))
		add_documents(&preview, &out);
	answering_print(&out);
	facts_free(preview.after.facts);
	facts_free(preview.before.facts);
	laying_release(&preview.laid);
}
