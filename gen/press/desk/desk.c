#include "press/desk/desk.h"

#include "base/text.h"
#include "figures/facts/phrase.h"
#include "press/desk/desk_month.h"
#include "press/export/plain_page.h"

static const struct edition_document *find(const struct edition *edition, const char *file)
{
	for (size_t i = 0; edition && i < edition->count; i++)
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
static struct desk_document document_of(const struct desk *desk, const struct glance *before,
        const struct edition_document *made, const struct edition_document *looked)
{
	struct arena *arena = desk->run->arena;
	const struct edition_document *known = made ? made : looked;
	const struct glance_document *old = glance_lookup(before, known->file);
	const bool is_new = made && made->rendered;
	const bool is_told = is_new && known->title[0];

	return (struct desk_document){ .file = known->file,
		.name = known->name,
		.title = is_told ? title_of(arena, known->title)
		        : old    ? old->title
		                 : "",
		.pages = is_new ? known->pages
		        : old   ? old->pages
		                : 0,
		.is_stale = made ? made->is_stale : looked->rendered };
}

/* Those of the month that stand, in order of templates. False (said): one cannot be measured. */
static bool list_documents(const struct desk *desk, const struct glance *before,
        struct publication *publication, struct desk_view *view)
{
	const struct edition *all = desk->stale ? desk->stale : desk->edition;
	struct desk_document *list = arena_alloc_array(view->arena, all->count + 1, sizeof *list);

	for (size_t i = 0; i < all->count; i++) {
		const char *file = all->documents[i].file;
		const struct edition_document *made = find(desk->edition, file);
		struct digest digest;
		if (!desk_has_file(view, file))
			continue;
		struct desk_document *document = &list[view->document_count++];
		*document = document_of(desk, before, made, &all->documents[i]);
		if (!publish_measure(publication, file, &digest, &document->length))
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

bool desk_look(const struct run *run, const struct month *month, struct edition *out)
{
	const struct edition_order order = { .only_stale = true };
	struct run quiet = *run;

	quiet.diag = diag_new(&(struct diag_options){ 0 });
	const bool known = edition_render(&quiet, month, &order, NULL, out);
	diag_free(quiet.diag);
	return known;
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
