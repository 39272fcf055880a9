#include "press/desk/desk.h"

#include "base/text.h"
#include "figures/facts/phrase.h"
#include "press/desk/desk_month.h"
#include "press/export/plain_page.h"

static const struct edition_document *find(const struct edition *edition, const char *file)
{
	for (size_t i = 0; i < edition->count; i++)
		if (text_equal(edition->documents[i].file, file))
			return &edition->documents[i];
	return NULL;
}

/* On one line, as the record of the glance keeps it. */
static const char *title_of(struct arena *arena, const char *title)
{
	return diag_clean(arena, phrase_line(arena, title));
}

/* One that was made now tells of itself; of another the last page knows. */
static struct desk_document document_of(
        const struct desk *desk, const struct glance *before, const char *file)
{
	struct arena *arena = desk->run->arena;
	const struct edition_document *made = find(desk->edition, file);
	const struct glance_document *old = glance_lookup(before, file);
	struct desk_document document = { .file = file,
		.title = old ? old->title : "",
		.pages = old ? old->pages : 0,
		.is_stale = made && made->is_stale };

	if (!made || !made->rendered)
		return document;
	document.pages = made->pages;
	if (made->title[0])
		document.title = title_of(arena, made->title);
	return document;
}

/* What is not of the edition: how it stands by the record of what it was made from. */
static bool look_back(const struct desk *desk, struct desk_document *document)
{
	const enum freshness_state state = freshness_look_again(
	        desk->standing, desk->run->diag, document->file, desk->month->ledger, desk->prints);

	document->is_stale = state != FRESHNESS_FRESH;
	return state != FRESHNESS_UNKNOWN;
}

/* Of the record and of the edition, each once: those of the edition that are new come last. */
static struct template_names all_files(const struct desk *desk)
{
	const struct edition *edition = desk->edition;
	struct template_names all = { .count = 0 };

	if (desk->standing)
		all = freshness_documents(desk->standing);
	const size_t known = all.count;
	const char **names = arena_alloc_array(
	        desk->run->arena, known + edition->count + 1, sizeof(const char *));
	for (size_t i = 0; i < known; i++)
		names[i] = all.names[i];
	for (size_t i = 0; i < edition->count; i++) {
		bool is_known = false;
		for (size_t j = 0; j < known && !is_known; j++)
			is_known = text_equal(names[j], edition->documents[i].file);
		if (!is_known)
			names[all.count++] = edition->documents[i].file;
	}
	all.names = names;
	return all;
}

/* Those of the month that stand. False (said): one cannot be looked at. */
static bool list_documents(const struct desk *desk, const struct glance *before,
        struct publication *publication, struct desk_view *view)
{
	const struct template_names all = all_files(desk);
	struct desk_document *list = arena_alloc_array(view->arena, all.count + 1, sizeof *list);

	for (size_t i = 0; i < all.count; i++) {
		const char *file = all.names[i];
		if (!desk_has_file(view, file))
			continue;
		struct desk_document *document = &list[view->document_count++];
		*document = document_of(desk, before, file);
		if (!find(desk->edition, file) && !look_back(desk, document))
			return false;
		if (!publish_length(publication, file, &document->length))
			return false;
	}
	view->documents = list;
	return true;
}

static struct glance glance_of(const struct desk_view *view)
{
	const struct assessment *assessment = view->month->assessment;
	struct glance_document *documents =
	        arena_alloc_array(view->arena, view->document_count + 1, sizeof *documents);
	size_t lights[LIGHT_RED + 1] = { 0 };

	for (size_t i = 0; i < assessment->catalogue->task_count; i++)
		lights[assessment->tasks[i].light]++;
	for (size_t i = 0; i < view->document_count; i++)
		documents[i] = (struct glance_document){ .file = view->documents[i].file,
			.title = view->documents[i].title,
			.pages = view->documents[i].pages };
	return (struct glance){ .title = title_of(view->arena, assessment->catalogue->title),
		.revision = view->revision,
		.expected = assessment->expected,
		.on_time = assessment->on_time,
		.late = assessment->late,
		.refused = assessment->refused,
		.missing = assessment->missing,
		.green = lights[LIGHT_GREEN],
		.yellow = lights[LIGHT_YELLOW],
		.red = lights[LIGHT_RED],
		.unlit = lights[LIGHT_NONE],
		.doubts = assessment->ledger->doubt_count,
		.documents = documents,
		.document_count = view->document_count };
}

/* NULL: there is none to be had; said, but by the way. */
static const struct plain_page *find_page(const struct desk *desk, size_t *failed)
{
	const struct run *run = desk->run;
	struct plain_page *page = arena_alloc(run->arena, sizeof *page);

	if (desk->is_by_the_way)
		return plain_page_find(run->arena, run->live, DESK_PARTS);
	if (plain_page_read(run->arena, run->diag, run->live, DESK_PARTS, page))
		return page;
	++*failed;
	return NULL;
}

static bool stage_page(const struct desk *desk, const struct desk_view *view,
        struct publication *publication, size_t *failed)
{
	struct text body, bytes;
	const struct plain_page *page = find_page(desk, failed);

	if (!page)
		return true;
	text_init(&body);
	text_init(&bytes);
	desk_month_body(view, &body);
	plain_page_add(page, desk_month_title(view), &body, &bytes);
	const bool done = publish_put(publication, DESK_INDEX, bytes.bytes, bytes.length);
	text_release(&bytes);
	text_release(&body);
	return done;
}

bool desk_stage(const struct desk *desk, struct publication *publication, size_t *failed)
{
	const struct run *run = desk->run;
	struct desk_view view = {
		.arena = run->arena, .month = desk->month, .revision = desk->revision
	};
	const struct glance *before;
	struct publish_files files;

	if (!glance_read(run->arena, run->diag, run->live, desk->month->period, &before)
	        || !publish_files(publication, &files))
		return false;
	view.files = files.names;
	view.file_count = files.count;
	if (!list_documents(desk, before, publication, &view))
		return false;
	const struct glance glance = glance_of(&view);
	return glance_stage(&glance, publication) && stage_page(desk, &view, publication, failed);
}
