#include "press/desk/desk_month.h"

#include "base/common.h"
#include "base/filename.h"
#include "base/html_out.h"
#include "figures/answers/why.h"
#include "figures/facts/phrase.h"
#include "figures/intake/states.h"
#include "press/desk/desk_account.h"
#include "press/desk/desk_table.h"
#include "press/telling/receipts.h"

#include <string.h>

#define KIBIBYTE 1024
/* Bytes of accounts that a page may have: the browsers of offices open a longer one slowly. */
#define ACCOUNTS_MOST ((size_t)1 << 20)

const char *desk_month_title(const struct desk_view *view)
{
	return arena_printf(view->arena, "%s　%s", phrase_period(view->arena, view->month->period),
	        view->month->catalogue->subject);
}

static const char *size_words(struct arena *arena, size_t length)
{
	return arena_printf(arena, "%zu KB", (length + KIBIBYTE - 1) / KIBIBYTE);
}

static const char *stand_words(const struct desk_view *view)
{
	return view->revision > 0
	        ? arena_printf(view->arena, "已印发（第%d次归档）", view->revision)
	        : "未印发，文件为稿";
}

static void add_head(const struct desk_view *view, struct html_out *html)
{
	const struct assessment *assessment = view->month->assessment;
	struct arena *arena = view->arena;

	html_out_open(html, "header", "head");
	html_out_element(html, "h1", "", desk_month_title(view));
	html_out_element(html, "p", "",
	        arena_printf(arena, "%s。截至%s；报送截止%s，截稿%s。", stand_words(view),
	                phrase_date(arena, assessment->as_of), phrase_date(arena, assessment->due),
	                phrase_date(arena, assessment->cut)));
	html_out_open(html, "nav", "");
	html_out_link(html, "../" DESK_INDEX, "各月");
	html_out_element(html, "span", "", " ");
	static const struct {
		const char *anchor, *words;
	} parts[] = { { "#documents", "文件" }, { "#reports", "报送" }, { "#tasks", "任务" },
		{ "#doubts", "存疑" }, { "#figures", "数据来源" } };
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		html_out_open_with(html, "a", "href", parts[i].anchor);
		html_out_words(html, parts[i].words);
		html_out_close(html);
		html_out_words(html, " ");
	}
	html_out_close(html);
	html_out_close(html);
}

static void begin_part(struct html_out *html, const char *id, const char *title)
{
	html_out_open_with(html, "section", "id", id);
	html_out_element(html, "h2", "", title);
}

static void add_tile(struct html_out *html, const char *look, const char *number, const char *words)
{
	html_out_open(html, "li", look);
	html_out_element(html, "b", "", number);
	html_out_words(html, words);
	html_out_close(html);
}

/* Lights and reports in some numbers. */
static void add_tiles(const struct desk_view *view, struct html_out *html)
{
	const struct assessment *assessment = view->month->assessment;
	struct arena *arena = view->arena;
	size_t lights[LIGHT_RED + 1] = { 0 };

	for (size_t i = 0; i < assessment->catalogue->task_count; i++)
		lights[assessment->tasks[i].light]++;
	const struct {
		const char *look, *words;
		size_t count;
	} tiles[] = {
		{ "green", "项任务绿灯", lights[LIGHT_GREEN] },
		{ "yellow", "项黄灯", lights[LIGHT_YELLOW] },
		{ "red", "项红灯", lights[LIGHT_RED] },
		{ "none", "项不亮灯", lights[LIGHT_NONE] },
		{ "", "个单位应报", assessment->expected },
		{ "", "个按时", assessment->on_time },
		{ "", "个迟报", assessment->late },
		{ "", "个退回", assessment->refused },
		{ "", "个未报", assessment->missing },
		{ "", "条存疑", assessment->ledger->doubt_count },
	};
	html_out_open(html, "ul", "tiles");
	for (size_t i = 0; i < COUNT_OF(tiles); i++)
		add_tile(html, tiles[i].look, arena_printf(arena, "%zu", tiles[i].count),
		        tiles[i].words);
	html_out_close(html);
}

/* "PDF" of bulletin.pdf. */
static const char *kind_words(struct arena *arena, const char *file)
{
	const char *dot = strrchr(file, '.');
	char *words = arena_strdup(arena, dot ? dot + 1 : file);

	for (char *at = words; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return words;
}

static bool is_ofd(const struct desk_document *document)
{
	return text_ends_with(document->file, ".ofd");
}

/* A document's PDF and, behind it in the list, its OFD share a row. */
static size_t add_document(const struct desk_view *view, struct html_out *html, size_t at)
{
	struct arena *arena = view->arena;
	const struct desk_document *first = &view->documents[at];
	const char *title = first->title[0] ? first->title : first->file;
	size_t count = 1;

	html_out_open(html, "tr", first->is_stale ? "stale" : "");
	html_out_open(html, "td", "");
	html_out_link(html, first->file, title);
	html_out_close(html);
	html_out_element(html, "td", "number",
	        first->pages > 0 ? arena_printf(arena, "%zu页", first->pages) : "—");
	html_out_open(html, "td", "files");
	while (at + count < view->document_count && is_ofd(&view->documents[at + count]))
		count++;
	for (size_t i = at; i < at + count; i++) {
		const struct desk_document *document = &view->documents[i];
		html_out_link(html, document->file,
		        arena_printf(arena, "%s %s", kind_words(arena, document->file),
		                size_words(arena, document->length)));
		html_out_words(html, " ");
	}
	html_out_close(html);
	html_out_element(html, "td", "", first->is_stale ? "过时" : "最新");
	html_out_close(html);
	return count;
}

static const struct desk_head document_heads[] = { { "文件", "" }, { "页数", "number" },
	{ "下载", "" }, { "状态", "" } };

/* Those below a folder, or those in none. */
static void add_documents_of(
        const struct desk_view *view, struct html_out *html, const char *folder, size_t length)
{
	desk_table_begin(html, "documents", document_heads, COUNT_OF(document_heads));
	for (size_t i = 0; i < view->document_count;) {
		const char *file = view->documents[i].file;
		const char *slash = strchr(file, '/');
		const bool is_here = length > 0 ? slash && (size_t)(slash - file) == length
		                && strncmp(file, folder, length) == 0
		                                : !slash;
		i += is_here ? add_document(view, html, i) : 1;
	}
	desk_table_end(html);
}

/* How many documents stand in the folder of this one; 0: it is not the first of them. */
static size_t count_folder(const struct desk_view *view, size_t at)
{
	const char *file = view->documents[at].file;
	const size_t length = strcspn(file, "/") + 1;
	size_t count = 0;

	for (size_t i = 0; i < view->document_count; i++) {
		if (strncmp(view->documents[i].file, file, length) != 0)
			continue;
		if (i < at)
			return 0;
		count += !is_ofd(&view->documents[i]);
	}
	return count;
}

static void add_documents(const struct desk_view *view, struct html_out *html)
{
	begin_part(html, "documents", "文件");
	add_documents_of(view, html, "", 0);
	for (size_t i = 0; i < view->document_count; i++) {
		const char *file = view->documents[i].file;
		const size_t count = strchr(file, '/') ? count_folder(view, i) : 0;
		if (count == 0)
			continue;
		const int length = (int)strcspn(file, "/");
		html_out_open(html, "details", "");
		html_out_element(html, "summary", "",
		        arena_printf(view->arena, "%.*s/　%s%s%zu份", length, file,
		                view->documents[i].title, count > 1 ? "　等" : "　", count));
		add_documents_of(view, html, file, (size_t)length);
		html_out_close(html);
	}
	html_out_close(html);
}

static void add_file_link(
        const struct desk_view *view, struct html_out *html, const char *file, const char *words)
{
	if (!desk_has_file(view, file))
		return;
	html_out_link(html, file, words);
	html_out_words(html, " ");
}

static void add_unit(
        const struct desk_view *view, struct html_out *html, const struct unit_month *month)
{
	struct arena *arena = view->arena;
	const struct submission *submission = month->submission;
	const char *form =
	        arena_printf(arena, FORMS_FOLDER "/%s", filename_fit(arena, month->unit->name));

	html_out_open(html, "tr", states_report_name(month->state));
	html_out_element(html, "th", "", month->unit->name);
	html_out_element(html, "td", "", states_report_word(month->state));
	html_out_element(html, "td", "",
	        submission ? arena_printf(arena, "%s　第%d次",
	                date_format(arena, submission->submitted_day), submission->revision)
	                   : "—");
	html_out_element(html, "td", "number",
	        month->due_figures > 0
	                ? arena_printf(arena, "%zu/%zu", month->given_figures, month->due_figures)
	                : "—");
	html_out_open(html, "td", "files");
	add_file_link(view, html, receipts_file(arena, month->unit, "html"), "回执");
	add_file_link(view, html, arena_printf(arena, "%s.html", form), "填报表");
	add_file_link(view, html, arena_printf(arena, "%s.xlsx", form), "表格");
	html_out_close(html);
	html_out_close(html);
}

/* Whose report is wanted: those who owe one and gave none that counts. */
static void add_wanting(const struct desk_view *view, struct html_out *html)
{
	const struct assessment *assessment = view->month->assessment;
	size_t count = 0;

	html_out_open(html, "p", "wanting");
	for (size_t i = 0; i < assessment->catalogue->unit_count; i++) {
		const struct unit_month *month = &assessment->units[i];
		if (month->state != REPORT_MISSING && month->state != REPORT_REFUSED)
			continue;
		html_out_words(html, count++ == 0 ? "尚无可用材料：" : "、");
		html_out_words(html, month->unit->name);
		if (month->state == REPORT_REFUSED)
			html_out_words(html, "（退回）");
	}
	html_out_words(html, count == 0 ? "应报单位均已报送。" : "。");
	html_out_close(html);
}

static void add_reports(const struct desk_view *view, struct html_out *html)
{
	static const struct desk_head heads[] = { { "单位", "" }, { "报送", "" },
		{ "报送时间", "" }, { "已填/应填", "number" }, { "回执、填报表", "" } };
	const struct assessment *assessment = view->month->assessment;

	begin_part(html, "reports", "报送");
	add_wanting(view, html);
	desk_table_begin(html, "reports", heads, COUNT_OF(heads));
	for (size_t i = 0; i < assessment->catalogue->unit_count; i++)
		add_unit(view, html, &assessment->units[i]);
	desk_table_end(html);
	html_out_open(html, "p", "");
	add_file_link(
	        view, html, receipts_file(view->arena, NULL, "html"), "未能识别单位的材料：回执");
	html_out_close(html);
	html_out_close(html);
}

static const char *task_words(const struct task *task)
{
	return task->brief[0] ? task->brief : task->text;
}

static void add_tasks(const struct desk_view *view, struct html_out *html)
{
	static const struct desk_head heads[] = { { "序号", "number" }, { "任务", "" },
		{ "牵头", "" }, { "状态", "" }, { "灯", "" } };
	const struct assessment *assessment = view->month->assessment;

	begin_part(html, "tasks", "任务");
	desk_table_begin(html, "tasks", heads, COUNT_OF(heads));
	for (size_t i = 0; i < assessment->catalogue->task_count; i++) {
		const struct task_result *result = &assessment->tasks[i];
		const struct task *task = result->task;
		const char *light = desk_light(result->light);
		html_out_open(html, "tr", "");
		html_out_element(html, "td", "number", task->no);
		html_out_element(html, "td", "", task_words(task));
		html_out_element(html, "td", "", task->lead ? task->lead->name : "—");
		html_out_element(html, "td", "word", status_word(result->status));
		html_out_element(html, "td",
		        arena_printf(view->arena, "word %s", light_name(result->light)),
		        light[0] ? light : "—");
		html_out_close(html);
	}
	desk_table_end(html);
	html_out_close(html);
}

static void add_doubts(const struct desk_view *view, struct html_out *html)
{
	const struct ledger *ledger = view->month->ledger;
	struct arena *arena = view->arena;

	begin_part(html, "doubts", "存疑");
	if (ledger->doubt_count == 0)
		html_out_element(html, "p", "", "没有存疑的数据。");
	html_out_open(html, "ol", "");
	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		html_out_open(html, "li", doubt_is_asked(doubt) ? "" : "answered");
		html_out_words(html,
		        arena_printf(arena, "%s%s%s%s。", doubt->indicator ? "指标" : "",
		                doubt->indicator ? doubt->indicator->id : "",
		                doubt->indicator ? "：" : "", doubt->text));
		if (doubt->answer[0])
			html_out_element(html, "p", "remark",
			        arena_printf(
			                arena, "已核实：%s", phrase_line(arena, doubt->answer)));
		if (doubt->place.file[0])
			html_out_element(html, "code", "", place_format(arena, doubt->place));
		html_out_close(html);
	}
	html_out_close(html);
	html_out_close(html);
}

/* In an arena of their own, a figure at a time: many accounts are longer than the page. */
static void add_figure(const struct desk_view *view, struct html_out *html,
        const struct indicator *indicator, bool opens)
{
	struct arena *arena = arena_new();
	const struct account account = why_indicator(arena, view->month->assessment, indicator);

	if (opens)
		desk_account_add(html, &account);
	else
		desk_account_line(html, &account);
	arena_free(arena);
}

/* False: they are longer than a page may be; it ends somewhere among them. */
static bool add_tasks_figures(const struct desk_view *view, struct html_out *html, bool opens)
{
	const struct catalogue *catalogue = view->month->catalogue;
	const size_t start = html->text->length;

	for (size_t i = 0; i < catalogue->task_count; i++) {
		const struct task *task = catalogue->tasks[i];
		if (task->indicator_count == 0)
			continue;
		html_out_element(html, "h3", "",
		        arena_printf(view->arena, "第%s项　%s", task->no, task_words(task)));
		for (size_t j = 0; j < task->indicator_count; j++)
			add_figure(view, html, task->indicators[j], opens);
		if (opens && html->text->length - start > ACCOUNTS_MOST)
			return false;
	}
	return true;
}

static const char *figures_remark(const struct desk_view *view, bool opens)
{
	if (opens)
		return "点开任何一行，可见取数规则、算式和各单位所报（文件、行、位置、第几次报送）"
		       "。";
	return arena_printf(view->arena,
	        "指标较多（%zu项），本页只列结果。取数规则、算式和各单位所报，用 minsheng why %s "
	        "加指标序号查看。",
	        view->month->catalogue->indicator_count,
	        period_format(view->arena, view->month->period));
}

static void add_figures(const struct desk_view *view, struct html_out *html)
{
	struct text figures;

	text_init(&figures);
	struct html_out inner = html_out_begin(&figures);
	const bool opens = add_tasks_figures(view, &inner, true);
	if (!opens) {
		text_clear(&figures);
		(void)add_tasks_figures(view, &inner, false);
	}
	html_out_end(&inner);
	begin_part(html, "figures", "数据来源");
	html_out_element(html, "p", "remark", figures_remark(view, opens));
	text_add_bytes(html->text, figures.bytes, figures.length);
	html_out_close(html);
	text_release(&figures);
}

void desk_month_body(const struct desk_view *view, struct text *out)
{
	struct html_out html = html_out_begin(out);

	add_head(view, &html);
	html_out_open(&html, "main", "");
	add_tiles(view, &html);
	add_documents(view, &html);
	add_reports(view, &html);
	add_tasks(view, &html);
	add_doubts(view, &html);
	add_figures(view, &html);
	html_out_close(&html);
	html_out_end(&html);
}
