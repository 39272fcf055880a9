/*
 * preview PERIOD UNIT [--with FILE]: what the documents of a month say of a unit, and what they
 * would say, had it sent a file. Writes nothing.
 */
#include "app/answering.h"
#include "app/named.h"
#include "app/options.h"
#include "base/filename.h"
#include "base/text.h"
#include "figures/json/json.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "press/archive/archive.h"
#include "press/month/laying.h"
#include "press/telling/excerpt.h"
#include "press/template/template_facts.h"

#include <string.h>

/* A template over a month, and the documents that it makes of it. */
struct rendition {
	struct program *program;
	struct facts *facts;
	struct document_names names;
};

struct renditions {
	struct rendition now, before; /* `before`: with a file only */
};

/* The month as it is, and with the file; without one `after` is empty. */
struct preview {
	struct run *run;
	const struct unit *unit;
	struct month before, after;
	struct laid_month laid;
	bool has_file;
};

/* The month as the documents would tell it. */
static struct month *month_now(struct preview *preview)
{
	return preview->has_file ? &preview->after : &preview->before;
}

/* What a document says of the month, line by line. False (said): it cannot be made. */
static bool read_lines(struct run *run, const struct rendition *rendition, size_t index,
        struct document_lines *out)
{
	const struct document *document =
	        template_expand(run->arena, run->diag, rendition->program, rendition->facts, index);

	if (document)
		*out = lines_of(run->arena, document);
	return document;
}

static void add_excerpt(struct preview *preview, const struct excerpt *excerpt, struct text *out)
{
	if (preview->run->options->json)
		excerpt_add_json(out, excerpt);
	else
		excerpt_add_words(out, excerpt);
}

static struct excerpt excerpt_of(struct preview *preview, const char *document)
{
	return (struct excerpt){ .arena = preview->run->arena,
		.document = document,
		.unit = preview->unit,
		.inbox = ledger_inbox(month_now(preview)->ledger),
		.has_before = preview->has_file };
}

/* Of a template whose one document is for all. */
static void add_whole(struct preview *preview, const struct renditions *renditions,
        const char *name, struct text *out)
{
	struct excerpt excerpt = excerpt_of(preview, name);

	if (renditions->now.names.count != 1
	        || (preview->has_file && renditions->before.names.count != 1))
		return;
	if (read_lines(preview->run, &renditions->now, 0, &excerpt.now)
	        && (!preview->has_file
	                || read_lines(preview->run, &renditions->before, 0, &excerpt.before)))
		add_excerpt(preview, &excerpt, out);
}

/* "unit/某局", or "task/13" of a task that it has a duty in: by how it is called. */
static bool is_own(struct preview *preview, const char *document)
{
	const struct catalogue *catalogue = month_now(preview)->catalogue;
	const char *slash = strrchr(document, '/');

	if (!slash)
		return false;
	if (text_equal(slash + 1, preview->unit->name)
	        || text_equal(slash + 1, filename_fit(preview->run->arena, preview->unit->name)))
		return true;
	const struct task *task = lookup_task(catalogue, slash + 1);
	return task && unit_has_duty(task, preview->unit);
}

static const struct document_name *find_name(const struct document_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (text_equal(names->names[i].name, name))
			return &names->names[i];
	return NULL;
}

/* One of a family that is made now: it stays, with what changes in it, or comes. */
static void add_member(struct preview *preview, const struct renditions *renditions,
        const struct document_name *now, struct text *out)
{
	const struct document_name *before = find_name(&renditions->before.names, now->name);
	struct excerpt excerpt = excerpt_of(preview, now->name);

	excerpt.is_of_family = true;
	excerpt.comes = preview->has_file && !before;
	if (!preview->has_file || !before
	        || (read_lines(preview->run, &renditions->now, now->index, &excerpt.now)
	                && read_lines(
	                        preview->run, &renditions->before, before->index, &excerpt.before)))
		add_excerpt(preview, &excerpt, out);
}

/* The unit's own of a family, those that would not be made any more behind the others. */
static void add_family(
        struct preview *preview, const struct renditions *renditions, struct text *out)
{
	const struct document_names *now = &renditions->now.names;
	const struct document_names *before = &renditions->before.names;

	for (size_t i = 0; i < now->count; i++)
		if (is_own(preview, now->names[i].name))
			add_member(preview, renditions, &now->names[i], out);
	for (size_t i = 0; i < before->count && preview->has_file; i++) {
		struct excerpt excerpt = excerpt_of(preview, before->names[i].name);
		excerpt.is_of_family = excerpt.goes = true;
		if (is_own(preview, before->names[i].name)
		        && !find_name(now, before->names[i].name))
			add_excerpt(preview, &excerpt, out);
	}
}

static bool find_names(struct preview *preview, struct rendition *rendition)
{
	struct run *run = preview->run;

	rendition->names =
	        template_documents(run->arena, run->diag, rendition->program, rendition->facts);
	return !rendition->names.failed;
}

static void add_template(
        struct preview *preview, struct program *program, const char *name, struct text *out)
{
	struct run *run = preview->run;
	struct renditions renditions = {
		.now = { .program = program, .facts = month_now(preview)->facts },
		.before = { .program = program, .facts = preview->before.facts },
	};

	if (!find_names(preview, &renditions.now)
	        || (preview->has_file && !find_names(preview, &renditions.before)))
		return;
	if (template_name_of(run->arena, run->root, TEMPLATES_FOLDER, name).is_whole)
		add_whole(preview, &renditions, name, out);
	else
		add_family(preview, &renditions, out);
}

/* Those that the catalogue uses and that can be used (said, if not); each is the caller's. */
static size_t load_templates(struct preview *preview, const struct template_names *names,
        struct program **programs, const char **loaded)
{
	struct run *run = preview->run;
	size_t count = 0;

	for (size_t i = 0; i < names->count; i++) {
		if (!catalogue_uses(preview->before.catalogue, names->names[i]))
			continue;
		struct program *program = template_load_beside(run->diag, run->root,
		        TEMPLATES_FOLDER, names->names[i], count > 0 ? programs[count - 1] : NULL);
		if (!program || !template_check_facts(run->diag, program)) {
			template_free(program);
			continue;
		}
		loaded[count] = names->names[i];
		programs[count++] = program;
	}
	return count;
}

/* A person waits: one tree of facts for all templates, and one more with the file. */
static void add_documents(struct preview *preview, struct text *out)
{
	struct run *run = preview->run;
	struct template_names templates;

	if (!template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &templates))
		return;
	struct program **programs =
	        arena_alloc_array(run->arena, templates.count + 1, sizeof(struct program *));
	const char **names =
	        arena_alloc_array(run->arena, templates.count + 1, sizeof(const char *));
	size_t count = load_templates(preview, &templates, programs, names);
	template_ask(programs, count, preview->before.facts);
	if (preview->has_file)
		template_ask(programs, count, preview->after.facts);
	for (size_t i = 0; i < count; i++)
		add_template(preview, programs[i], names[i], out);
	while (count > 0)
		template_free(programs[--count]);
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
	answering_with_ledger(run, &preview->before, preview->laid.ledger, &preview->after);
	return true;
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
