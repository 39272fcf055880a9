#include "press/month/edition.h"

#include "base/nearest.h"
#include "base/text.h"
#include "diag/hint.h"
#include "figures/json/fields.h"
#include "press/export/export.h"
#include "press/month/helpers.h"

#include <string.h>

const char *edition_ofd(struct arena *arena, const char *file)
{
	return arena_printf(arena, "%.*s.ofd", (int)(strlen(file) - strlen(".pdf")), file);
}

static bool is_wanted(struct rendering *rendering, const char *name)
{
	const struct edition_order *order = rendering->order;
	bool wanted = order->name_count == 0;

	/* To the end: of two patterns that both ask for it, both are found. */
	for (size_t i = 0; i < order->name_count; i++) {
		if (!text_matches(name, order->names[i]))
			continue;
		rendering->found[i] = true;
		wanted = true;
	}
	return wanted;
}

/* Could a name that begins so match the pattern? */
static bool may_match(const char *start, const char *pattern)
{
	while (*start && *pattern && *pattern != '*' && *start == *pattern) {
		start++;
		pattern++;
	}
	return !*start || *pattern == '*';
}

/* Can the template make a document that is wanted? Most can be told by a look at their root. */
static bool may_be_wanted(const struct rendering *rendering, const char *template_name)
{
	const struct edition_order *order = rendering->order;

	if (order->name_count == 0)
		return true;
	const struct template_name name = template_name_of(
	        rendering->run->arena, rendering->run->root, TEMPLATES_FOLDER, template_name);
	for (size_t i = 0; i < order->name_count; i++)
		if (name.is_whole ? text_matches(name.start, order->names[i])
		                  : may_match(name.start, order->names[i]))
			return true;
	return false;
}

static void add_file(struct rendering *rendering, const char *name, const char *file)
{
	struct edition *edition = rendering->edition;

	edition->documents = arena_grow(rendering->run->arena, edition->documents,
	        &rendering->capacity, edition->count, sizeof *edition->documents);
	edition->documents[edition->count++] =
	        (struct edition_document){ .name = name, .file = file, .title = "" };
}

/* Behind each other: the PDF, and the OFD if the catalogue wants it. */
static void add_document(struct rendering *rendering, const struct errand *errand)
{
	struct arena *arena = rendering->run->arena;

	/* The names go with their template. */
	add_file(rendering, arena_strdup(arena, errand->name->name),
	        arena_strdup(arena, errand->name->file));
	if (errand->has_ofd)
		add_file(rendering, arena_printf(arena, "%s.ofd", errand->name->name),
		        edition_ofd(arena, errand->name->file));
}

/* Said of a document whose file or name is that of another template's: the first one stays. */
static bool is_taken(struct rendering *rendering, const struct document_name *name)
{
	const struct edition *edition = rendering->edition;

	for (size_t i = 0; i < edition->count; i++) {
		const bool same_file = text_equal(edition->documents[i].file, name->file);
		if (!same_file && !text_equal(edition->documents[i].name, name->name))
			continue;
		rendering->edition->failed++;
		diag_say(rendering->run->diag, MSG_TEMPLATE_FILE_TWICE, PLACE_NONE,
		        same_file ? name->file : name->name);
		return true;
	}
	return false;
}

/* All its files stand as they were made, or that cannot be told (said). */
static bool may_stay(struct rendering *rendering, const struct errand *errand, size_t first)
{
	bool stays = true;

	for (size_t i = 0; i < (errand->has_ofd ? 2 : 1); i++) {
		const enum freshness_state state =
		        freshness_look(rendering->freshness, rendering->run->diag,
		                rendering->edition->documents[first + i].file, &errand->reads);
		if (state == FRESHNESS_UNKNOWN)
			return true;
		stays = stays && state == FRESHNESS_FRESH;
	}
	return stays;
}

/* Lists a document that is wanted, and what is to be done for it. */
static void take_document(struct rendering *rendering, const struct errand *errand)
{
	const struct document_name *name = errand->name;
	const size_t first = rendering->edition->count;

	if (!is_wanted(rendering, name->name) || is_taken(rendering, name))
		return;
	add_document(rendering, errand);
	if (rendering->order->only_stale && may_stay(rendering, errand, first))
		return;
	rendering->errands = arena_grow(rendering->run->arena, rendering->errands,
	        &rendering->errand_capacity, rendering->errand_count, sizeof *rendering->errands);
	rendering->errands[rendering->errand_count] = *errand;
	rendering->errands[rendering->errand_count++].document = first;
	for (size_t i = first; i < rendering->edition->count; i++)
		rendering->edition->documents[i].is_stale = true;
}

/* Before or behind the task. */
static void show(struct rendering *rendering, const struct errand *errand, size_t done)
{
	if (rendering->order->watcher && rendering->publication)
		diag_progress(rendering->order->watcher,
		        arena_printf(rendering->run->arena, "%s %s",
		                period_format(rendering->run->arena, rendering->month->period),
		                errand->source),
		        done, rendering->errand_count);
}

/* Its documents are not known by name: none that is published may be taken for nobody's. */
static void say_blind(struct rendering *rendering, const char *name)
{
	struct run *run = rendering->run;

	rendering->blind = true;
	rendering->edition->failed++;
	if (rendering_is_unknown(rendering))
		return;
	diag_say_plain(run->diag, MSG_TEMPLATE_FAILED,
	        place_file(arena_printf(run->arena, TEMPLATES_FOLDER "/%s.xml", name)));
}

static void keep_program(struct rendering *rendering, struct program *program)
{
	rendering->programs = arena_grow(rendering->run->arena, rendering->programs,
	        &rendering->program_capacity, rendering->program_count, sizeof(struct program *));
	rendering->programs[rendering->program_count++] = program;
}

/* Lists what is to be made of a template. */
static void take_template(struct rendering *rendering, const char *name)
{
	struct run *run = rendering->run;
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, name);

	if (!program
	        || (!rendering->order->archived && !template_check_facts(run->diag, program))) {
		say_blind(rendering, name);
		template_free(program);
		return;
	}
	keep_program(rendering, program);
	struct document_names names =
	        template_documents(run->arena, run->diag, program, rendering->month->facts);
	struct errand errand = { .source = name,
		.program = program,
		.has_ofd = rendering->month->catalogue->rules.writes_ofd,
		.files = template_files(run->arena, program) };
	errand.reads = freshness_digest(
	        run->arena, run->root, rendering->month->ledger, &errand.files, rendering->prints);
	(void)fontprints_failed(rendering->prints, run->diag);
	if (names.failed)
		say_blind(rendering, name);
	for (size_t i = 0; i < names.count && !rendering_is_unknown(rendering); i++) {
		errand.name = &names.names[i];
		take_document(rendering, &errand);
	}
}

void edition_say_unknown(struct run *run, const struct catalogue *catalogue, struct period period,
        const char *wanted)
{
	struct arena *arena = run->arena;
	struct template_names templates;

	if (!template_list(arena, run->diag, run->root, TEMPLATES_FOLDER, &templates))
		return;
	const size_t exports = export_count();
	const char **names =
	        arena_alloc_array(arena, templates.count + exports + 1, sizeof(const char *));
	size_t count = 0;
	for (; count < exports; count++)
		names[count] = export_file(export_at(count));
	for (size_t i = 0; i < templates.count; i++) {
		const char *plain =
		        template_plain_name(arena, run->root, TEMPLATES_FOLDER, templates.names[i]);
		if (plain[0] != '\0' && catalogue_uses(catalogue, templates.names[i]))
			names[count++] = plain;
	}
	const struct hint hint = hint_of(arena, nearest_word(wanted, names, count));
	diag_say(run->diag, MSG_NO_SUCH_DOCUMENT, PLACE_NONE, wanted, period_format(arena, period),
	        hint.english, hint.chinese);
}

/* Whose template cannot be read is not said not to be: it may be one of that template's. */
static bool check_found(struct rendering *rendering)
{
	const struct edition_order *order = rendering->order;
	struct run *run = rendering->run;
	bool done = true;

	for (size_t i = 0; i < order->name_count; i++) {
		if (rendering->found[i])
			continue;
		if (!rendering->blind)
			edition_say_unknown(run, rendering->month->catalogue,
			        rendering->month->period, order->names[i]);
		done = false;
	}
	return done;
}

const struct edition_document *edition_find(const struct edition *edition, const char *file)
{
	for (size_t i = 0; i < edition->count; i++)
		if (text_equal(edition->documents[i].file, file))
			return &edition->documents[i];
	return NULL;
}

/* What only an edition makes. */
static bool is_ours(const char *file)
{
	for (size_t i = 0; i < export_count(); i++)
		if (text_equal(export_file(export_at(i)), file))
			return true;
	return text_ends_with(file, ".pdf") || text_ends_with(file, ".ofd");
}

/* Published documents that no template makes any more, nor for any unit. */
static bool forget_others(struct rendering *rendering)
{
	struct publish_files files;

	if (!publish_files(rendering->publication, &files))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		if (!is_ours(files.names[i]) || text_starts_with(files.names[i], PUBLISH_REVISION)
		        || edition_find(rendering->edition, files.names[i]))
			continue;
		publish_forget(rendering->publication, files.names[i]);
		freshness_forget(rendering->freshness, files.names[i]);
	}
	return true;
}

/* A slip in rules.documents would switch off nothing, in silence. */
static void say_strangers(const struct rendering *rendering, const struct template_names *templates)
{
	const struct catalogue *catalogue = rendering->month->catalogue;
	struct run *run = rendering->run;

	for (size_t i = 0; i < catalogue->rules.documents_off_count; i++) {
		const char *name = catalogue->rules.documents_off[i];
		bool known = false;
		for (size_t j = 0; j < templates->count && !known; j++)
			known = text_equal(templates->names[j], name);
		if (!known)
			diag_say(run->diag, MSG_DOCUMENTS_UNKNOWN, place_file(catalogue->file),
			        name, fields_join(run->arena, templates->names, templates->count));
	}
}

static void take_templates(struct rendering *rendering, const struct template_names *templates)
{
	struct run *run = rendering->run;

	if (templates->count == 0) {
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
		rendering->blind = true;
		rendering->edition->failed++;
	}
	/* An archive keeps only the templates that were used. */
	if (!rendering->order->archived)
		say_strangers(rendering, templates);
	for (size_t i = 0; i < templates->count && !rendering_is_unknown(rendering); i++)
		if (catalogue_uses(rendering->month->catalogue, templates->names[i])
		        && may_be_wanted(rendering, templates->names[i]))
			take_template(rendering, templates->names[i]);
}

/* Tables and data: they need no template, and take none away. */
static void take_exports(struct rendering *rendering)
{
	struct run *run = rendering->run;
	const struct template_names files = { .count = 0 };

	for (size_t i = 0; i < export_count() && !rendering_is_unknown(rendering); i++) {
		const struct export_kind *kind = export_at(i);
		struct document_name *name = arena_alloc(run->arena, sizeof *name);
		*name = (struct document_name){ .name = export_file(kind),
			.file = export_file(kind) };
		const struct errand errand = { .source = name->file,
			.exported = kind,
			.name = name,
			.reads = freshness_digest(run->arena, run->root, rendering->month->ledger,
			        &files, rendering->prints) };
		take_document(rendering, &errand);
	}
}

/* Here and now. */
static void perform(struct rendering *rendering, const struct errand *errand)
{
	struct rendered rendered = { .title = "" };

	text_init(&rendered.bytes);
	const bool made = rendering_make(rendering, errand, &rendered);
	rendering_end(rendering, errand, &rendered, made);
	text_release(&rendered.bytes);
}

/* What is listed, in order; of a document that is only told nothing but that. */
static void perform_all(struct rendering *rendering)
{
	const bool told = !rendering->publication && !rendering->order->to_nowhere;
	struct crew_work work;
	struct crew *crew = told ? NULL : helpers_hire(rendering, &work);

	for (size_t i = 0; i < rendering->errand_count && !rendering_is_unknown(rendering); i++) {
		const struct errand *errand = &rendering->errands[i];
		if (i == 0)
			show(rendering, errand, 0);
		if (told)
			rendering_tell(rendering, errand);
		else if (!crew || !helpers_perform(rendering, crew, i))
			perform(rendering, errand);
		show(rendering, errand, i + 1);
	}
	crew_free(crew);
	if (rendering->order->watcher)
		diag_progress_end(rendering->order->watcher);
}

static void render_all(struct rendering *rendering, const struct template_names *templates)
{
	take_templates(rendering, templates);
	if (templates->count > 0)
		take_exports(rendering);
	perform_all(rendering);
	/* The style sheet goes with its template. */
	rendering_faces(rendering, NULL);
	for (size_t i = 0; i < rendering->program_count; i++)
		template_free(rendering->programs[i]);
}

bool edition_render(struct run *run, const struct month *month, const struct edition_order *order,
        struct publication *publication, struct edition *out)
{
	struct rendering rendering = { .run = run,
		.month = month,
		.order = order,
		.publication = publication,
		.prints = order->prints ? order->prints : fontprints_new(run->arena, run->live),
		.freshness = freshness_read(run->arena, run->diag, run->root, month->period),
		.edition = out,
		.first_record = diag_count(run->diag),
		.found = arena_alloc_array(run->arena, order->name_count + 1, sizeof(bool)) };
	struct template_names templates;

	*out = (struct edition){ .count = 0 };
	if (!rendering.freshness
	        || !template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &templates))
		return false;
	render_all(&rendering, &templates);
	bool done = rendering_is_unknown(&rendering) || check_found(&rendering);
	if (publication && !order->aside && order->name_count == 0 && !rendering.blind)
		done = forget_others(&rendering) && done;
	return done && !rendering_is_unknown(&rendering) && (!order->whole || out->failed == 0)
	        && (!publication || order->aside
	                || freshness_stage(rendering.freshness, publication));
}
