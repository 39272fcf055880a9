#include "press/telling/timeline.h"

#include "base/common.h"
#include "base/json_out.h"
#include "base/listing.h"
#include "figures/facts/phrase.h"

/* Blanks before what is said below a row: where its second column begins. */
#define UNDER "          "

static const struct {
	const char *kind, *label;
} remark_labels[] = {
	{ "before", "此前报" },
	{ "rejected", "本月所报未采用" },
	{ "corrects", "更正说明" },
	{ "confirms", "核实说明" },
	{ "withdrawn", "撤回" },
};

static const char *one_line(struct arena *arena, const char *words)
{
	return diag_clean(arena, phrase_line(arena, words));
}

/* ▁ … █ (U+2581 … U+2588), a blank where there is no figure. */
static const char *course(const struct history *history, size_t at)
{
	struct text bars;

	text_init(&bars);
	for (size_t i = 0; i < history->month_count; i++) {
		const int height = history->months[i].figures[at].height;
		if (height > 0)
			text_add_codepoint(&bars, 0x2580U + (unsigned)height);
		else
			text_add_char(&bars, ' ');
	}
	const char *drawn = arena_strdup(history->arena, bars.bytes);
	text_release(&bars);
	return drawn;
}

static const char *day_of(struct arena *arena, const struct history_report *report)
{
	struct date day;

	return report && date_parse(report->submitted, &day) ? phrase_day(arena, day) : "";
}

static const char *turn_of(struct arena *arena, const struct history_report *report)
{
	return report ? arena_printf(arena, "第%d次", report->revision) : "";
}

static void add_remark(
        struct text *out, const struct history *history, const struct history_remark *remark)
{
	const char *label = "";

	for (size_t i = 0; i < COUNT_OF(remark_labels); i++)
		if (text_equal(remark_labels[i].kind, remark->kind))
			label = remark_labels[i].label;
	text_printf(out, "%s%s%s%s：%s\n", UNDER, history->indicator_count > 1 ? remark->id : "",
	        history->indicator_count > 1 ? " " : "", label,
	        one_line(history->arena, remark->text));
}

/* One that counted, was the only one and gave no reason is told by the row. */
static bool is_told_by_row(const struct history_month *month, const struct history_report *report)
{
	return report && month->report_count == 1 && month->counted == report
	        && report->reason[0] == '\0';
}

static void add_report(struct text *out, struct arena *arena, const struct history_report *report)
{
	const char *turn = report->revision > 0
	        ? arena_printf(arena, "第%d次，%s报，", report->revision, report->submitted)
	        : "";

	text_printf(out, "%s%s%s　%s%s%s\n", UNDER, turn, report->word, report->file,
	        report->reason[0] ? "　原因：" : "", one_line(arena, report->reason));
}

/* What does not fit into the row of a month. */
static void add_details(
        struct text *out, const struct history *history, const struct history_month *month)
{
	for (size_t i = 0; i < month->report_count; i++)
		if (!is_told_by_row(month, &month->reports[i]))
			add_report(out, history->arena, &month->reports[i]);
	for (size_t i = 0; i < month->remark_count; i++)
		add_remark(out, history, &month->remarks[i]);
}

/* The heads and a row for each month, with what is to be said below it. */
static void add_months(
        struct text *out, const struct history *history, const struct listing *listing)
{
	for (size_t i = 0; i < listing_rows(listing); i++) {
		text_add_char(out, ' ');
		listing_print(listing, i, out);
		text_add_char(out, '\n');
		if (i > 0)
			add_details(out, history, &history->months[i - 1]);
	}
}

static const char *carried_words(struct arena *arena, const struct history_figure *figure)
{
	return text_equal(figure->source.word, "沿用")
	        ? arena_printf(arena, "（沿用%d月）", figure->source.from.month)
	        : "";
}

static void add_course_of_one(struct text *out, const struct history *history)
{
	static const enum listing_side sides[] = { LISTING_LEFT, LISTING_RIGHT, LISTING_RIGHT,
		LISTING_LEFT, LISTING_LEFT, LISTING_LEFT };
	static const char *const heads[] = { "月份", "报数", "较上月", "报送", "日期", "次数" };
	struct arena *arena = history->arena;
	struct listing listing = listing_begin(arena, sides, COUNT_OF(sides));

	listing_row(&listing, heads);
	for (size_t i = 0; i < history->month_count; i++) {
		const struct history_month *month = &history->months[i];
		const struct history_figure *figure = &month->figures[0];
		const char *const cells[] = { period_format(arena, month->period),
			arena_printf(arena, "%s%s", figure->words, carried_words(arena, figure)),
			figure->change, month->word, day_of(arena, month->counted),
			turn_of(arena, month->counted) };
		listing_row(&listing, cells);
	}
	add_months(out, history, &listing);
}

static void add_reports(struct text *out, const struct history *history)
{
	static const enum listing_side sides[] = { LISTING_LEFT, LISTING_LEFT, LISTING_LEFT,
		LISTING_LEFT, LISTING_RIGHT };
	static const char *const heads[] = { "月份", "报送", "日期", "次数", "已填/应填" };
	struct arena *arena = history->arena;
	struct listing listing = listing_begin(arena, sides, COUNT_OF(sides));

	listing_row(&listing, heads);
	for (size_t i = 0; i < history->month_count; i++) {
		const struct history_month *month = &history->months[i];
		const char *const cells[] = { period_format(arena, month->period), month->word,
			day_of(arena, month->counted), turn_of(arena, month->counted),
			arena_printf(arena, "%zu/%zu", month->given, month->due) };
		listing_row(&listing, cells);
	}
	add_months(out, history, &listing);
}

static const char *cell_words(struct arena *arena, const struct history_figure *figure)
{
	if (figure->value[0] == '\0')
		return "—";
	return carried_words(arena, figure)[0] == '\0' ? figure->value
	                                               : arena_printf(arena, "(%s)", figure->value);
}

static void add_figure_row(
        const struct history *history, size_t at, bool draws, struct listing *listing)
{
	struct arena *arena = history->arena;
	const struct indicator *indicator = history->indicators[at];
	const char **cells = arena_alloc_array(arena, listing->width, sizeof(const char *));
	const bool has_measure = indicator->measure[0] != '\0' && indicator->measure[0] != '%';

	cells[0] = arena_printf(arena, "%s %s%s%s%s", indicator->id, indicator->brief,
	        has_measure ? "（" : "", has_measure ? indicator->measure : "",
	        has_measure ? "）" : "");
	for (size_t i = 0; i < history->month_count; i++)
		cells[i + 1] = cell_words(arena, &history->months[i].figures[at]);
	cells[history->month_count + 1] = draws ? course(history, at) : "";
	listing_row(listing, cells);
}

static void add_figures(struct text *out, const struct history *history, bool draws)
{
	struct arena *arena = history->arena;
	const size_t width = history->month_count + 2;
	enum listing_side *sides = arena_alloc_array(arena, width, sizeof *sides);
	const char **heads = arena_alloc_array(arena, width, sizeof(const char *));
	struct listing listing = listing_begin(arena, sides, width);
	bool carries = false;

	for (size_t i = 0; i < width; i++) {
		sides[i] = i == 0 || i + 1 == width ? LISTING_LEFT : LISTING_RIGHT;
		heads[i] = i == 0        ? "指标"
		        : i + 1 == width ? ""
		                         : phrase_month(arena, history->months[i - 1].period);
	}
	listing_row(&listing, heads);
	for (size_t i = 0; i < history->indicator_count; i++) {
		if (!kind_is_measured(history->indicators[i]->kind))
			continue;
		add_figure_row(history, i, draws, &listing);
		for (size_t j = 0; j < history->month_count; j++)
			carries |= carried_words(arena, &history->months[j].figures[i])[0] != '\0';
	}
	for (size_t i = 0; i < listing_rows(&listing); i++) {
		text_add_char(out, ' ');
		listing_print(&listing, i, out);
		text_add_char(out, '\n');
	}
	text_add(out, carries ? " 括号内为沿用以前月份的数\n" : "");
}

void timeline_add_words(struct text *out, const struct history *history, bool draws)
{
	const struct period first = history->months[0].period;

	if (history->indicator_count == 1) {
		text_printf(out, "%s　%s %s%s%s\n", history->unit->name, history->indicators[0]->id,
		        history->indicators[0]->name, draws ? "  " : "",
		        draws ? course(history, 0) : "");
		add_course_of_one(out, history);
		return;
	}
	text_printf(out, "%s　%d年\n", history->unit->name, first.year);
	add_reports(out, history);
	if (history->indicator_count > 0)
		add_figures(out, history, draws);
}

static void put_report(struct json_out *json, const struct history_report *report)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_integer(json, "revision", report->revision);
	json_out_string(json, "submitted", report->submitted);
	json_out_string(json, "state", report->state);
	json_out_string(json, "reason", report->reason);
	json_out_string(json, "file", report->file);
	json_out_string(json, "sha256", report->digest);
	json_out_close(json);
}

static void put_figure(
        struct json_out *json, struct arena *arena, const struct history_figure *figure)
{
	const struct account_source *source = &figure->source;

	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "id", figure->indicator->id);
	json_out_string(json, "state", source->state);
	json_out_string(json, "value", figure->value[0] ? figure->words : "");
	json_out_string(json, "reported", source->value);
	json_out_string(json, "change", figure->change);
	json_out_string(json, "from", period_format(arena, source->from));
	json_out_integer(json, "revision", source->revision);
	json_out_string(json, "file", source->place.file);
	json_out_integer(json, "line", source->place.line);
	json_out_string(json, "pointer", source->place.pointer);
	json_out_close(json);
}

static void put_remark(struct json_out *json, const struct history_remark *remark)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "id", remark->id);
	json_out_string(json, "kind", remark->kind);
	json_out_string(json, "text", remark->text);
	json_out_close(json);
}

static void put_month(
        struct json_out *json, const struct history *history, const struct history_month *month)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "unit", history->unit->name);
	json_out_string(json, "period", period_format(history->arena, month->period));
	json_out_string(json, "state", month->state);
	json_out_string(json, "word", month->word);
	json_out_size(json, "due_figures", month->due);
	json_out_size(json, "given_figures", month->given);
	json_out_array(json, "reports", JSON_LINE);
	for (size_t i = 0; i < month->report_count; i++)
		put_report(json, &month->reports[i]);
	json_out_close(json);
	json_out_array(json, "figures", JSON_LINE);
	for (size_t i = 0; i < history->indicator_count; i++)
		put_figure(json, history->arena, &month->figures[i]);
	json_out_close(json);
	json_out_array(json, "remarks", JSON_LINE);
	for (size_t i = 0; i < month->remark_count; i++)
		put_remark(json, &month->remarks[i]);
	json_out_close(json);
	json_out_close(json);
}

void timeline_add_json(struct text *out, const struct history *history)
{
	for (size_t i = 0; i < history->month_count; i++) {
		struct json_out json = json_out_begin(out);
		put_month(&json, history, &history->months[i]);
		json_out_end(&json);
	}
}
