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

/* A template, and the documents that it makes of the month: as it is, and before there was a file.
 */
struct rendition {
	const char *name;
	bool is_whole;           /* its one document is for all */
	struct program *head;    /* of a family; NULL: cannot be used, which was said */
	struct program *program; /* all of it; NULL: it is not read, or cannot be used, likewise */
	struct document_names now, before;
};

struct renditions {
	struct rendition *list;
	size_t count;
};

/* The month as it is, and with the file; without one `after` is empty. */
struct preview {
	struct run *run;
	const struct unit *unit;
	struct month before, after;
	struct laid_month laid;
	struct arena *scratch; /* of one document */
	bool has_file;
};

/* The month as the documents would tell it. */
static struct month *month_now(struct preview *preview)
{
	return preview->has_file ? &preview->after : &preview->before;
}

/* What a document says of a month, line by line. False (said): it cannot be made. */
static bool read_lines(struct preview *preview, struct program *program, struct facts *facts,
        size_t index, struct document_lines *out)
{
	const struct document *document =
	        template_expand(preview->scratch, preview->run->diag, program, facts, index);

	if (document)
		*out = lines_of(preview->scratch, document);
	return document;
}

static void add_excerpt(struct preview *preview, const struct excerpt *excerpt, struct text *out)
{
	if (preview->run->options->json)
		excerpt_add_json(out, excerpt);
	else
		excerpt_add_words(out, excerpt);
	arena_free(preview->scratch);
	preview->scratch = arena_new();
}

static struct excerpt excerpt_of(struct preview *preview, const char *document)
{
	return (struct excerpt){ .arena = preview->scratch,
		.document = document,
		.unit = preview->unit,
		.inbox = ledger_inbox(month_now(preview)->ledger),
		.has_before = preview->has_file };
}

/* Of a template whose one document is for all. */
static void add_whole(struct preview *preview, const struct rendition *rendition, struct text *out)
{
	struct excerpt excerpt = excerpt_of(preview, rendition->name);

	if (rendition->now.count != 1 || (preview->has_file && rendition->before.count != 1))
		return;
	if (read_lines(preview, rendition->program, month_now(preview)->facts, 0, &excerpt.now)
	        && (!preview->has_file
	                || read_lines(preview, rendition->program, preview->before.facts, 0,
	                        &excerpt.before)))
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

/* One of a family that is made now and was made before: what changes in it. */
static bool compare_member(struct preview *preview, const struct rendition *rendition,
        const struct document_name *now, const struct document_name *before,
        struct excerpt *excerpt)
{
	struct program *program = rendition->program;

	return program
	        && read_lines(
	                preview, program, month_now(preview)->facts, now->index, &excerpt->now)
	        && read_lines(
	                preview, program, preview->before.facts, before->index, &excerpt->before);
}

/* One of a family that is made now: it stays, with what changes in it, or comes. */
static void add_member(struct preview *preview, const struct rendition *rendition,
        const struct document_name *now, struct text *out)
{
	const struct document_name *before = find_name(&rendition->before, now->name);
	struct excerpt excerpt = excerpt_of(preview, now->name);

	excerpt.is_of_family = true;
	excerpt.comes = preview->has_file && !before;
	if (!preview->has_file || !before
	        || compare_member(preview, rendition, now, before, &excerpt))
		add_excerpt(preview, &excerpt, out);
}

/* The unit's own of a family, those that would not be made any more behind the others. */
static void add_family(struct preview *preview, const struct rendition *rendition, struct text *out)
{
	const struct document_names *now = &rendition->now;
	const struct document_names *before = &rendition->before;

	for (size_t i = 0; i < now->count; i++)
		if (is_own(preview, now->names[i].name))
			add_member(preview, rendition, &now->names[i], out);
	for (size_t i = 0; i < before->count && preview->has_file; i++) {
		struct excerpt excerpt = excerpt_of(preview, before->names[i].name);
		excerpt.is_of_family = excerpt.goes = true;
		if (is_own(preview, before->names[i].name)
		        && !find_name(now, before->names[i].name))
			add_excerpt(preview, &excerpt, out);
	}
}

/* The facts that some templates need, for all or for their names; a person waits. */
static void ask(struct preview *preview,
        void (*asking)(struct program *const *programs, size_t count, struct facts *facts),
        struct program *const *programs, size_t count)
{
	if (count == 0)
		return;
	asking(programs, count, preview->before.facts);
	if (preview->has_file)
		asking(programs, count, preview->after.facts);
}

/* The names of its documents; false: they cannot be told, which was said. */
static bool find_names(
        struct preview *preview, struct program *program, struct rendition *rendition)
{
	struct run *run = preview->run;

	rendition->now =
	        template_documents(run->arena, run->diag, program, month_now(preview)->facts);
	if (preview->has_file)
		rendition->before =
		        template_documents(run->arena, run->diag, program, preview->before.facts);
	return !rendition->now.failed && !rendition->before.failed;
}

/* Of the families the names only: what they print is read where a file may change it. */
static void find_families(struct preview *preview, const struct renditions *renditions)
{
	struct run *run = preview->run;
	struct program **heads =
	        arena_alloc_array(run->arena, renditions->count + 1, sizeof(struct program *));
	size_t count = 0;

	for (size_t i = 0; i < renditions->count; i++) {
		struct rendition *rendition = &renditions->list[i];
		rendition->is_whole =
		        template_name_of(run->arena, run->root, TEMPLATES_FOLDER, rendition->name)
		                .is_whole;
		if (rendition->is_whole)
			continue;
		rendition->head =
		        template_load_head(run->diag, run->root, TEMPLATES_FOLDER, rendition->name);
		if (rendition->head)
			heads[count++] = rendition->head;
	}
	ask(preview, template_ask_names, heads, count);
	for (size_t i = 0; i < renditions->count; i++) {
		struct rendition *rendition = &renditions->list[i];
		if (!rendition->head || find_names(preview, rendition->head, rendition))
			continue;
		template_free(rendition->head);
		rendition->head = NULL;
	}
}

/* All of the template is needed: a whole, or one of a family that was made before. */
static bool is_read(struct preview *preview, const struct rendition *rendition)
{
	const struct document_names *now = &rendition->now;

	if (!rendition->head)
		return rendition->is_whole;
	for (size_t i = 0; i < now->count; i++)
		if (is_own(preview, now->names[i].name)
		        && find_name(&rendition->before, now->names[i].name))
			return true;
	return false;
}

/* What is read, with its facts. The caller frees the set. */
static struct template_set load(struct preview *preview, const struct renditions *renditions)
{
	struct run *run = preview->run;
	struct template_names read = { .count = 0 };
	size_t at = 0;

	read.names = arena_alloc_array(run->arena, renditions->count + 1, sizeof *read.names);
	for (size_t i = 0; i < renditions->count; i++)
		if (is_read(preview, &renditions->list[i]))
			read.names[read.count++] = renditions->list[i].name;
	const struct template_set set =
	        template_load_all(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &read);
	ask(preview, template_ask, set.programs, set.count);
	for (size_t i = 0; i < renditions->count && at < set.count; i++) {
		struct rendition *rendition = &renditions->list[i];
		if (!text_equal(rendition->name, set.names[at]))
			continue;
		rendition->program = set.programs[at++];
		if (rendition->is_whole && !find_names(preview, rendition->program, rendition))
			rendition->program = NULL;
	}
	return set;
}

static void add_documents(struct preview *preview, struct text *out)
{
	struct run *run = preview->run;
	struct template_names all;

	if (!template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &all))
		return;
	const struct template_names used =
	        answering_templates(run, preview->before.catalogue, &all);
	const struct renditions renditions = {
		.list = arena_alloc_array(run->arena, used.count + 1, sizeof(struct rendition)),
		.count = used.count,
	};
	for (size_t i = 0; i < used.count; i++)
		renditions.list[i].name = used.names[i];
	find_families(preview, &renditions);
	const struct template_set set = load(preview, &renditions);
	for (size_t i = 0; i < renditions.count; i++) {
		const struct rendition *rendition = &renditions.list[i];
		if (rendition->head)
			add_family(preview, rendition, out);
		else if (rendition->program)
			add_whole(preview, rendition, out);
		template_free(rendition->head);
	}
	template_set_free(&set);
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
	struct preview preview = {
		.run = run, .has_file = run->options->with[0] != '\0', .scratch = arena_new()
	};
	struct period period;
	struct text out;

	text_init(&out);
	if (options_period(run->options, run->diag, &period)
	        && answering_month(run, period, &preview.before)) {
		preview.unit =
		        named_unit(run, preview.before.catalogue, run->options->arguments[1]);
		if (preview.unit && (!preview.has_file || lay(&preview)))
			add_documents(&preview, &out);
	}
	answering_print(&out);
	arena_free(preview.scratch);
	facts_free(preview.after.facts);
	facts_free(preview.before.facts);
	laying_release(&preview.laid);
}
