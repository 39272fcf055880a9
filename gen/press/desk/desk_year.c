#include "press/desk/desk_year.h"

#include "base/html_out.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "figures/facts/phrase.h"
#include "press/desk/desk.h"
#include "press/desk/desk_table.h"
#include "press/desk/desk_view.h"
#include "press/export/plain_page.h"

#include <string.h>

#define YEAR_PAGE  OUTPUT_FOLDER "/" DESK_INDEX
#define PAGE_LIMIT ((size_t)8 << 20)
#define YEAR_TITLE "各月进展"

/* A month with a page. */
struct year_month {
	struct period period;
	const struct glance *glance;
};

struct year_view {
	struct arena *arena;
	struct year_month *months; /* the newest first */
	size_t count;
};

/* Both the glance and the page stand. False (said): that cannot be told. */
static bool add_month(const struct run *run, struct year_view *view, const char *name)
{
	const char *folder = file_join(view->arena, OUTPUT_FOLDER, name);
	struct year_month month;

	if (!period_parse(name, &month.period))
		return true;
	if (!glance_read(view->arena, run->diag, run->live, month.period, &month.glance))
		return false;
	const char *page = file_join(view->arena, folder, DESK_INDEX);
	if (month.glance && file_look(run->live, page).kind == FILE_KIND_REGULAR)
		view->months[view->count++] = month;
	return true;
}

static bool find_months(const struct run *run, struct year_view *view)
{
	struct file_list list;
	const enum file_status status = file_list(view->arena, run->live, OUTPUT_FOLDER, &list);

	if (status == FILE_FAILED) {
		foreign_say(run->diag, run->live, OUTPUT_FOLDER, MSG_INPUT_UNREADABLE, list.error);
		return false;
	}
	if (status != FILE_OK)
		return true;
	view->months = arena_alloc_array(view->arena, list.count + 1, sizeof *view->months);
	for (size_t i = list.count; i > 0; i--)
		if (!add_month(run, view, list.names[i - 1]))
			return false;
	return true;
}

static void add_number(struct html_out *html, struct arena *arena, const char *look, size_t number)
{
	html_out_element(html, "td", look, arena_printf(arena, "%zu", number));
}

static void add_row(struct html_out *html, struct arena *arena, const struct year_month *month)
{
	const struct glance *glance = month->glance;
	const char *name = period_format(arena, month->period);
	const size_t count = glance->document_count;

	html_out_open(html, "tr", "");
	html_out_open(html, "th", "");
	html_out_link(html, arena_printf(arena, "%s/" DESK_INDEX, name),
	        phrase_period(arena, month->period));
	html_out_close(html);
	html_out_element(html, "td", "",
	        glance->revision > 0 ? arena_printf(arena, "已印发（第%d次）", glance->revision)
	                             : "稿");
	html_out_element(html, "td", "number",
	        arena_printf(arena, "%zu/%zu", glance->on_time + glance->late, glance->expected));
	add_number(html, arena, "number", glance->late);
	add_number(html, arena, "number", glance->refused + glance->missing);
	add_number(html, arena, "number word green", glance->green);
	add_number(html, arena, "number word yellow", glance->yellow);
	add_number(html, arena, "number word red", glance->red);
	add_number(html, arena, "number", glance->doubts);
	add_number(html, arena, "number", count);
	html_out_close(html);
}

static void add_table(
        struct html_out *html, const struct year_view *view, size_t first, size_t last)
{
	static const struct desk_head heads[] = { { "月份", "" }, { "状态", "" },
		{ "已报/应报", "number" }, { "迟报", "number" }, { "退回、未报", "number" },
		{ "绿灯", "number" }, { "黄灯", "number" }, { "红灯", "number" },
		{ "存疑", "number" }, { "文件", "number" } };

	desk_table_begin(html, "months", heads, COUNT_OF(heads));
	for (size_t i = first; i < last; i++)
		add_row(html, view->arena, &view->months[i]);
	desk_table_end(html);
}

/* A table a year, under what its catalogue is called. */
static void add_years(struct html_out *html, const struct year_view *view)
{
	size_t first = 0;

	while (first < view->count) {
		size_t last = first + 1;
		while (last < view->count
		        && view->months[last].period.year == view->months[first].period.year)
			last++;
		html_out_open(html, "section", "");
		html_out_element(html, "h2", "", view->months[first].glance->title);
		add_table(html, view, first, last);
		html_out_close(html);
		first = last;
	}
}

static void write_body(const struct year_view *view, struct text *out)
{
	struct html_out html = html_out_begin(out);

	html_out_open(&html, "header", "head");
	html_out_element(&html, "h1", "", YEAR_TITLE);
	html_out_close(&html);
	html_out_open(&html, "main", "");
	add_years(&html, view);
	html_out_close(&html);
	html_out_end(&html);
}

/* One that reads the same stays the file it is. */
static bool put(const struct run *run, struct arena *arena, const struct text *page)
{
	struct file_bytes old;
	int error;

	if (file_read(arena, run->live, YEAR_PAGE, PAGE_LIMIT, &old) == FILE_OK
	        && old.length == page->length && memcmp(old.bytes, page->bytes, old.length) == 0)
		return true;
	if (file_write_whole(run->live, YEAR_PAGE, page->bytes, page->length, &error) == FILE_OK)
		return true;
	foreign_say(run->diag, run->live, YEAR_PAGE, MSG_WRITE_FAILED, error);
	return false;
}

bool desk_year_write(const struct run *run)
{
	struct arena *arena = arena_new();
	struct year_view view = { .arena = arena };
	struct text body, bytes;

	/* Without months there is nothing to list; a month's page was said to lack its parts. */
	bool done = find_months(run, &view);
	const struct plain_page *page =
	        done && view.count > 0 ? plain_page_find(arena, run->live, DESK_PARTS) : NULL;
	if (page) {
		text_init(&body);
		text_init(&bytes);
		write_body(&view, &body);
		plain_page_add(page, YEAR_TITLE, &body, &bytes);
		done = put(run, arena, &bytes);
		text_release(&bytes);
		text_release(&body);
	}
	arena_free(arena);
	return done;
}
