#include "press/month/edition.h"

#include "base/text.h"
#include "diag/message.h"
#include "paper/layout/layout.h"
#include "paper/pdf/pdf.h"

struct rendering {
	struct run *run;
	const struct month *month;
	const struct edition_order *order;
	struct publication *publication;
	struct freshness *freshness;
	struct fontprints *prints;
	struct edition *edition;
	size_t capacity; /* of edition->documents, as the next two of its lists */
	size_t face_capacity, layout_capacity;
	/* The faces of the style sheet in use. */
	const struct stylesheet *styles;
	struct faces *faces;
	bool *found;         /* which of the named documents there are */
	bool blind;          /* of some template it cannot be told which documents it makes */
	size_t first_record; /* of the run's voice */
};

struct rendered {
	struct text bytes;
	size_t pages;
};

/* From the document's tree to the bytes of its PDF. */
static bool set_document(struct arena *arena, struct diag *diag, struct faces *faces,
        const struct document *document, struct rendered *out)
{
	struct metrics metrics = faces_metrics(faces);
	struct pdf *pdf = pdf_new(diag, faces, document);
	struct page_sink sink = pdf_sink(pdf);
	bool done = layout_document(arena, diag, document, &metrics, &sink)
	        && pdf_write(pdf, &out->bytes);

	out->pages = pdf_page_count(pdf);
	pdf_free(pdf);
	return done;
}

static bool is_wanted(struct rendering *rendering, const char *name)
{
	const struct edition_order *order = rendering->order;

	for (size_t i = 0; i < order->name_count; i++) {
		if (text_equal(order->names[i], name)) {
			rendering->found[i] = true;
			return true;
		}
	}
	return order->name_count == 0;
}

static bool has_face(const struct edition *edition, const char *path, const char *name)
{
	for (size_t i = 0; i < edition->face_count; i++)
		if (text_equal(edition->faces[i].path, path)
		        && text_equal(edition->faces[i].name, name))
			return true;
	return false;
}

/* What was opened so far, before the faces go. */
static void note_faces(struct rendering *rendering)
{
	struct edition *edition = rendering->edition;
	struct arena *arena = rendering->run->arena;

	for (size_t i = 0; rendering->faces && i < faces_count(rendering->faces); i++) {
		const char *path = faces_path(rendering->faces, i);
		const char *name = faces_name(rendering->faces, i);
		if (has_face(edition, path, name))
			continue;
		edition->faces = arena_grow(arena, edition->faces, &rendering->face_capacity,
		        edition->face_count, sizeof *edition->faces);
		edition->faces[edition->face_count++] =
		        (struct edition_face){ .path = arena_strdup(arena, path),
			        .name = arena_strdup(arena, name) };
	}
}

static void note_layout(struct rendering *rendering, int version)
{
	struct edition *edition = rendering->edition;
	size_t at = 0;

	while (at < edition->layout_count && edition->layouts[at] < version)
		at++;
	if (at < edition->layout_count && edition->layouts[at] == version)
		return;
	edition->layouts = arena_grow(rendering->run->arena, edition->layouts,
	        &rendering->layout_capacity, edition->layout_count, sizeof *edition->layouts);
	for (size_t i = edition->layout_count++; i > at; i--)
		edition->layouts[i] = edition->layouts[i - 1];
	edition->layouts[at] = version;
}

/* Can the template make a document that is wanted? Most can be told by a look at their root. */
static bool may_be_wanted(const struct rendering *rendering, const char *template_name)
{
	const struct edition_order *order = rendering->order;

	if (order->name_count == 0)
		return true;
	const char *name = template_plain_name(
	        rendering->run->arena, rendering->run->root, TEMPLATES_FOLDER, template_name);
	for (size_t i = 0; i < order->name_count; i++)
		if (text_equal(order->names[i], name))
			return true;
	return name[0] == '\0';
}

static struct faces *faces_for(struct rendering *rendering, const struct stylesheet *styles)
{
	if (rendering->styles != styles) {
		note_faces(rendering);
		faces_free(rendering->faces);
		rendering->faces = styles
		        ? faces_new(rendering->run->diag, styles, rendering->run->live)
		        : NULL;
		rendering->styles = styles;
	}
	return rendering->faces;
}

/* Everything of one document is dropped before the next. */
static bool render_one(struct rendering *rendering, struct program *program,
        const struct document_name *name, struct edition_document *out)
{
	struct diag *diag = rendering->run->diag;
	struct arena *arena = arena_new();
	struct rendered rendered = { .pages = 0 };
	struct text *bytes = &rendered.bytes;

	text_init(bytes);
	const char *aside = rendering->order->aside;
	const struct document *document =
	        template_expand(arena, diag, program, rendering->month->facts, name->index);
	bool done = document
	        && set_document(
	                arena, diag, faces_for(rendering, document->styles), document, &rendered)
	        && (!rendering->publication
	                || publish_put(rendering->publication,
	                        aside ? file_join(arena, aside, name->file) : name->file,
	                        bytes->bytes, bytes->length));
	if (document)
		note_layout(rendering, document->layout_version);
	out->pages = rendered.pages;
	out->length = bytes->length;
	out->digest = digest_of(bytes->bytes, bytes->length);
	text_release(bytes);
	arena_free(arena);
	return done;
}

static struct edition_document *add_document(
        struct rendering *rendering, const struct document_name *name)
{
	struct edition *edition = rendering->edition;

	edition->documents = arena_grow(rendering->run->arena, edition->documents,
	        &rendering->capacity, edition->count, sizeof *edition->documents);
	struct edition_document *document = &edition->documents[edition->count++];
	/* The names go with their template. */
	*document =
	        (struct edition_document){ .name = arena_strdup(rendering->run->arena, name->name),
		        .file = arena_strdup(rendering->run->arena, name->file) };
	return document;
}

/*
 * What is wrong with a template, a text or a font is so for good and costs the documents that it is
 * in. What could not be read or written is not known: another night may see it otherwise, and until
 * then nothing is published beside it.
 */
static bool is_unknown(const struct rendering *rendering)
{
	const struct diag *diag = rendering->run->diag;

	for (size_t i = rendering->first_record; i < diag_count(diag); i++) {
		const enum exit_status status = message_lookup(diag_record(diag, i)->message)->exit;
		if (status == EXIT_IO || status == EXIT_CANNOT_CREATE)
			return true;
	}
	return false;
}

/* Of a document that cannot be made: what a reader of output/ finds instead of it. */
static void say_failed(struct rendering *rendering, const struct document_name *name)
{
	struct run *run = rendering->run;
	const char *folder = file_join(
	        run->arena, OUTPUT_FOLDER, period_format(run->arena, rendering->month->period));
	const char *path = file_join(run->arena, folder, name->file);

	rendering->edition->failed++;
	if (!rendering->publication || is_unknown(rendering))
		return;
	if (file_look(run->live, path).kind == FILE_KIND_NONE)
		diag_say(run->diag, MSG_DOCUMENT_FAILED, place_file(path), name->name);
	else
		diag_say(run->diag, MSG_DOCUMENT_STAYS, place_file(path), name->name);
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

static void take_document(struct rendering *rendering, struct program *program,
        const struct document_name *name, const struct digest *reads)
{
	if (!is_wanted(rendering, name->name) || is_taken(rendering, name))
		return;
	struct edition_document *document = add_document(rendering, name);
	if (rendering->order->only_stale) {
		const enum freshness_state state = freshness_look(
		        rendering->freshness, rendering->run->diag, name->file, reads);
		if (state == FRESHNESS_FRESH || state == FRESHNESS_UNKNOWN)
			return;
	}
	if ((rendering->publication || rendering->order->to_nowhere)
	        && !render_one(rendering, program, name, document)) {
		say_failed(rendering, name);
		return;
	}
	document->rendered = true;
	rendering->edition->rendered++;
	freshness_set(rendering->freshness, name->file, reads);
}

static void show(struct rendering *rendering, const char *template_name, size_t done, size_t total)
{
	if (rendering->order->watcher && rendering->publication)
		diag_progress(rendering->order->watcher,
		        arena_printf(rendering->run->arena, "%s %s",
		                period_format(rendering->run->arena, rendering->month->period),
		                template_name),
		        done, total);
}

/* Its documents are not known by name: none that is published may be taken for nobody's. */
static void say_blind(struct rendering *rendering, const char *name)
{
	struct run *run = rendering->run;

	rendering->blind = true;
	rendering->edition->failed++;
	if (is_unknown(rendering))
		return;
	diag_say_plain(run->diag, MSG_TEMPLATE_FAILED,
	        place_file(arena_printf(run->arena, TEMPLATES_FOLDER "/%s.xml", name)));
}

static void render_template(struct rendering *rendering, const char *name)
{
	struct run *run = rendering->run;
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, name);

	if (!program
	        || (!rendering->order->archived && !template_check_facts(run->diag, program))) {
		say_blind(rendering, name);
		template_free(program);
		return;
	}
	struct document_names names =
	        template_documents(run->arena, run->diag, program, rendering->month->facts);
	struct digest reads = freshness_digest(run->arena, rendering->run->root,
	        rendering->month->ledger, program, rendering->prints);
	(void)fontprints_failed(rendering->prints, run->diag);
	if (names.failed)
		say_blind(rendering, name);
	show(rendering, name, 0, names.count);
	for (size_t i = 0; i < names.count && !is_unknown(rendering); i++) {
		take_document(rendering, program, &names.names[i], &reads);
		show(rendering, name, i + 1, names.count);
	}
	/* The style sheet goes with its template. */
	faces_for(rendering, NULL);
	template_free(program);
}

static bool check_found(struct rendering *rendering)
{
	const struct edition_order *order = rendering->order;
	struct run *run = rendering->run;
	bool done = true;

	for (size_t i = 0; i < order->name_count; i++) {
		if (rendering->found[i])
			continue;
		diag_say(run->diag, MSG_NO_SUCH_DOCUMENT, PLACE_NONE, order->names[i],
		        period_format(run->arena, rendering->month->period));
		done = false;
	}
	return done;
}

static bool is_document(const struct edition *edition, const char *file)
{
	for (size_t i = 0; i < edition->count; i++)
		if (text_equal(edition->documents[i].file, file))
			return true;
	return false;
}

/* Published documents that no template makes any more, nor for any unit. */
static bool forget_others(struct rendering *rendering)
{
	struct publish_files files;

	if (!publish_files(rendering->publication, &files))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		if (!text_ends_with(files.names[i], ".pdf")
		        || text_starts_with(files.names[i], PUBLISH_REVISION)
		        || is_document(rendering->edition, files.names[i]))
			continue;
		publish_forget(rendering->publication, files.names[i]);
		freshness_forget(rendering->freshness, files.names[i]);
	}
	return true;
}

static void render_all(struct rendering *rendering, const struct template_names *templates)
{
	struct run *run = rendering->run;

	if (templates->count == 0) {
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
		rendering->blind = true;
		rendering->edition->failed++;
	}
	for (size_t i = 0; i < templates->count && !is_unknown(rendering); i++)
		if (may_be_wanted(rendering, templates->names[i]))
			render_template(rendering, templates->names[i]);
	faces_for(rendering, NULL);
	if (rendering->order->watcher)
		diag_progress_end(rendering->order->watcher);
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
	bool done = is_unknown(&rendering) || check_found(&rendering);
	if (publication && !order->aside && order->name_count == 0 && !rendering.blind)
		done = forget_others(&rendering) && done;
	return done && !is_unknown(&rendering) && (!order->whole || out->failed == 0)
	        && (!publication || order->aside
	                || freshness_stage(rendering.freshness, publication));
}
