#include "press/export/sheets.h"

#include "base/common.h"
#include "base/date.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "figures/facts/walk.h"

#include <assert.h>
#include <string.h>

#define NOT_CONCERNED "不涉及"
#define NO_FIGURE     "—"

/* Everything that a row is told from; `indicator` is NULL in a task without any. */
struct progress_line {
	struct arena *arena;
	const struct fact_element *root, *category, *task, *indicator;
};

enum progress_part {
	OF_CATEGORY,
	OF_TASK,
	OF_INDICATOR,
	OF_STANDING, /* the indicator, or the task that has none */
};

/* What of a line stands in a column: a fact of one of its parts, or words of its own. */
struct progress_source {
	enum progress_part of;
	enum fact fact;
	const char *(*say)(const struct progress_line *line);
};

/* Not workdays-left: it is counted day by day, for each row. */
static bool is_asked(enum fact fact)
{
	return fact != FACT_WORKDAYS_LEFT;
}

void sheets_ask(struct facts *facts)
{
	static const enum facts_node elements[] = { NODE_FACTS, NODE_COUNTS, NODE_STATUS,
		NODE_CATEGORY, NODE_TASK, NODE_INDICATOR, NODE_UNIT, NODE_REPORTS, NODE_REPORT,
		NODE_RANKS, NODE_RANK };
	struct facts_names names;

	facts_names_init(&names);
	for (size_t i = 0; i < COUNT_OF(elements); i++)
		(void)facts_names_add_element(&names, names_element(elements[i]));
	for (enum fact fact = 0; fact < FACT_COUNT_ALL; fact++)
		if (is_asked(fact))
			(void)facts_names_add_attribute(&names, names_attribute(fact));
	facts_ask(facts, &names);
}

/* "−" as it is printed, or "-". */
static size_t minus_before(const char *words, const char *digit)
{
	static const char minus[] = "−";
	const size_t before = (size_t)(digit - words);

	if (before >= 1 && digit[-1] == '-')
		return 1;
	return before >= strlen(minus) && memcmp(digit - strlen(minus), minus, strlen(minus)) == 0
	        ? strlen(minus)
	        : 0;
}

const char *sheets_digits(struct arena *arena, const char *words, const char *measure)
{
	const char *digit = words + strcspn(words, "0123456789");
	const size_t length = strspn(digit, "0123456789.");
	const char *rest = digit + length;
	const size_t sign = minus_before(words, digit);
	const char *front = arena_strndup(arena, words, (size_t)(digit - words) - sign);

	if (length == 0 || (rest[0] && !text_equal(rest, "%") && !text_equal(rest, measure)))
		return "";
	if (front[0] && !text_equal(front, "+") && !text_equal(front, "≥")
	        && !text_equal(front, "≤"))
		return "";
	return arena_printf(arena, "%s%.*s", sign > 0 ? "-" : "", (int)length, digit);
}

static struct export_cell cell_of(struct arena *arena, const struct export_column *column,
        const char *words, const char *measure)
{
	const char *number = "";

	if (column->type == EXPORT_FIGURE)
		number = column->zero[0] && text_equal(words, column->zero)
		        ? "0"
		        : sheets_digits(arena, words, measure);
	return (struct export_cell){ .words = words, .number = number };
}

static const char *light_word(const struct progress_line *line)
{
	static const struct {
		const char *name, *word;
	} lights[] = { { "green", "绿灯" }, { "yellow", "黄灯" }, { "red", "红灯" } };
	const struct fact_element *standing = line->indicator ? line->indicator : line->task;
	const char *light = walk_text(standing, FACT_LIGHT);

	for (size_t i = 0; i < COUNT_OF(lights); i++)
		if (text_equal(light, lights[i].name))
			return lights[i].word;
	return NO_FIGURE;
}

/* As the progress table has it: of work without a number the status says enough. */
static const char *value_of(const struct progress_line *line)
{
	if (!line->indicator)
		return "";
	return text_equal(walk_text(line->indicator, FACT_MEASURED), "yes")
	        ? walk_text(line->indicator, FACT_VALUE)
	        : NO_FIGURE;
}

static const char *subject_of(const struct progress_line *line)
{
	return line->indicator ? walk_text(line->indicator, FACT_NAME)
	                       : walk_text(line->task, FACT_TEXT);
}

/* The districts whose figure is of this state, joined; "" for none. */
static const char *districts_in(const struct progress_line *line, const char *state)
{
	const char *list = "";

	for (const struct fact_element *unit = walk_first(line->indicator, NODE_UNIT); unit;
	        unit = walk_next(unit))
		if (text_equal(walk_text(unit, FACT_STATE), state)
		        && text_equal(walk_text(unit, FACT_KIND), "district"))
			list = arena_printf(line->arena, "%s%s%s", list, list[0] ? "、" : "",
			        walk_text(unit, FACT_NAME));
	return list;
}

static const char *joined(struct arena *arena, const char *words, const char *more)
{
	return words[0] && more[0] ? arena_printf(arena, "%s；%s", words, more)
	        : words[0]         ? words
	                           : more;
}

static const char *clause_of_districts(
        const struct progress_line *line, const char *state, const char *what)
{
	const char *list = districts_in(line, state);

	return list[0] ? arena_printf(line->arena, "%s%s", list, what) : "";
}

/* What a document prints beside the figure: that it is last month's, a sum, or not all. */
static const char *origin_of(const struct progress_line *line)
{
	const struct fact_element *indicator = line->indicator;
	struct arena *arena = line->arena;
	const char *words = "";

	if (!indicator)
		return words;
	const char *districts = walk_text(line->root, FACT_DISTRICTS);
	if (text_equal(walk_text(indicator, FACT_CARRIED), "yes"))
		words = "上月数";
	if (text_equal(walk_text(indicator, FACT_FROM_DISTRICTS), "yes"))
		words = joined(arena, words, arena_printf(arena, "据各%s汇总", districts));
	if (text_equal(walk_text(indicator, FACT_DISAGREE), "yes"))
		words = joined(arena, words,
		        arena_printf(arena, "口径不一致：牵头单位%s，各%s%s",
		                walk_text(indicator, FACT_LEAD_VALUE), districts,
		                walk_text(indicator, FACT_DISTRICT_VALUE)));
	words = joined(arena, words, clause_of_districts(line, "carried", "沿用上月数"));
	return joined(arena, words, clause_of_districts(line, "none", "未报送"));
}

#define PROGRESS_COLUMNS 20
#define PROGRESS_FROZEN  5
#define PROGRESS_PRINTED 18

/* The last two are exact and stay off paper: what a share was divided from. */
static const struct export_column progress_columns[PROGRESS_COLUMNS] = {
	{ .title = "大类", .width = 12 },
	{ .title = "序号", .width = 5, .type = EXPORT_FIGURE },
	{ .title = "编号", .width = 7 },
	{ .title = "指标", .width = 28 },
	{ .title = "单位", .width = 8 },
	{ .group = "目标", .title = "要求", .width = 7 },
	{ .group = "目标", .title = "年度目标", .width = 9, .type = EXPORT_FIGURE },
	{ .group = "进展", .title = "累计完成", .width = 10, .type = EXPORT_FIGURE },
	{ .group = "进展", .title = "完成率", .measure = "%", .width = 8, .type = EXPORT_FIGURE },
	{ .group = "进展", .title = "序时进度", .measure = "%", .width = 8, .type = EXPORT_FIGURE },
	{ .group = "进展",
	        .title = "差距",
	        .measure = "百分点",
	        .width = 10,
	        .type = EXPORT_FIGURE },
	{ .group = "进展", .title = "较上月", .zero = "持平", .width = 8, .type = EXPORT_FIGURE },
	{ .group = "评价", .title = "状态", .width = 16, .type = EXPORT_STATUS },
	{ .group = "评价", .title = "信号灯", .width = 7, .type = EXPORT_STATUS },
	{ .group = "责任", .title = "牵头单位", .width = 14 },
	{ .group = "责任", .title = "分管领导", .width = 8 },
	{ .group = "责任", .title = "完成时限", .width = 15, .type = EXPORT_DAY },
	{ .title = "数据来历", .width = 16 },
	{ .group = "原始数", .title = "分子", .width = 10, .type = EXPORT_FIGURE },
	{ .group = "原始数", .title = "分母", .width = 10, .type = EXPORT_FIGURE },
};

static const struct progress_source progress_sources[PROGRESS_COLUMNS] = {
	{ .of = OF_CATEGORY, .fact = FACT_NAME },
	{ .of = OF_TASK, .fact = FACT_NO },
	{ .of = OF_INDICATOR, .fact = FACT_ID },
	{ .of = OF_STANDING, .say = subject_of },
	{ .of = OF_INDICATOR, .fact = FACT_MEASURE },
	{ .of = OF_INDICATOR, .fact = FACT_LIMIT },
	{ .of = OF_INDICATOR, .fact = FACT_TARGET },
	{ .of = OF_INDICATOR, .say = value_of },
	{ .of = OF_INDICATOR, .fact = FACT_RATE },
	{ .of = OF_INDICATOR, .fact = FACT_PACE },
	{ .of = OF_INDICATOR, .fact = FACT_GAP },
	{ .of = OF_INDICATOR, .fact = FACT_CHANGE },
	{ .of = OF_STANDING, .fact = FACT_WORD },
	{ .of = OF_STANDING, .say = light_word },
	{ .of = OF_TASK, .fact = FACT_LEAD },
	{ .of = OF_TASK, .fact = FACT_LEADER },
	{ .of = OF_STANDING, .fact = FACT_DEADLINE },
	{ .of = OF_STANDING, .say = origin_of },
	{ .of = OF_INDICATOR, .fact = FACT_NUMERATOR },
	{ .of = OF_INDICATOR, .fact = FACT_DENOMINATOR },
};

static const struct fact_element *part_of(const struct progress_line *line, enum progress_part part)
{
	const struct fact_element *const parts[] = {
		[OF_CATEGORY] = line->category,
		[OF_TASK] = line->task,
		[OF_INDICATOR] = line->indicator,
		[OF_STANDING] = line->indicator ? line->indicator : line->task,
	};

	return parts[part];
}

static const char *words_of(const struct progress_line *line, const struct progress_source *source)
{
	if (source->say)
		return source->say(line);
	const struct fact_element *part = part_of(line, source->of);
	return part ? walk_text(part, source->fact) : "";
}

/* A table that grows by rows. */
struct sheet_building {
	struct arena *arena;
	struct export_sheet sheet;
	struct export_cell *cells;
	size_t count, capacity;
};

static struct sheet_building begin(
        struct arena *arena, const struct export_column *columns, size_t count, size_t more)
{
	struct sheet_building building = { .arena = arena };

	building.sheet.columns = arena_alloc_array(arena, count + more, sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		struct export_column *column = &building.sheet.columns[i];
		*column = columns[i];
		column->group = column->group ? column->group : "";
		column->measure = column->measure ? column->measure : "";
		column->zero = column->zero ? column->zero : "";
	}
	building.sheet.column_count = count;
	building.sheet.printed = count;
	building.sheet.title = building.sheet.subtitle = "";
	return building;
}

static void add(struct sheet_building *building, const char *words, const char *measure)
{
	const struct export_sheet *sheet = &building->sheet;
	const struct export_column *column = &sheet->columns[building->count % sheet->column_count];

	building->cells = arena_grow(building->arena, building->cells, &building->capacity,
	        building->count, sizeof *building->cells);
	building->cells[building->count++] = cell_of(building->arena, column, words, measure);
}

static struct export_sheet finish(struct sheet_building *building)
{
	struct export_sheet *sheet = &building->sheet;

	assert(building->count % sheet->column_count == 0);
	sheet->cells = building->cells;
	sheet->row_count = building->count / sheet->column_count;
	return *sheet;
}

/* As the reports have them, in the catalogue's order; NULL at the end. */
static const struct fact_element *next_district(
        const struct fact_element *root, const struct fact_element *last)
{
	const struct fact_element *reports = walk_first(root, NODE_REPORTS);
	const struct fact_element *report = last ? walk_next(last)
	        : reports                        ? walk_first(reports, NODE_REPORT)
	                                         : NULL;

	while (report && !text_equal(walk_text(report, FACT_KIND), "district"))
		report = walk_next(report);
	return report;
}

static size_t count_districts(const struct fact_element *root)
{
	size_t count = 0;

	for (const struct fact_element *at = next_district(root, NULL); at;
	        at = next_district(root, at))
		count++;
	return count;
}

static void add_district_columns(struct export_sheet *sheet, const struct fact_element *root)
{
	for (const struct fact_element *at = next_district(root, NULL); at;
	        at = next_district(root, at))
		sheet->columns[sheet->column_count++] =
		        (struct export_column){ .group = walk_text(root, FACT_DISTRICTS),
			        .title = walk_text(at, FACT_UNIT),
			        .measure = "",
			        .zero = "",
			        .width = 11,
			        .type = EXPORT_FIGURE };
}

static const char *value_of_district(const struct fact_element *indicator, const char *district)
{
	for (const struct fact_element *unit = walk_first(indicator, NODE_UNIT); unit;
	        unit = walk_next(unit))
		if (text_equal(walk_text(unit, FACT_NAME), district))
			return walk_text(unit, FACT_VALUE);
	return text_equal(walk_text(indicator, FACT_MEASURED), "yes") ? NOT_CONCERNED : NO_FIGURE;
}

static void add_district_values(struct sheet_building *building, const struct progress_line *line)
{
	const char *measure = line->indicator ? walk_text(line->indicator, FACT_MEASURE) : "";

	for (const struct fact_element *at = next_district(line->root, NULL); at;
	        at = next_district(line->root, at))
		add(building,
		        line->indicator
		                ? value_of_district(line->indicator, walk_text(at, FACT_UNIT))
		                : NO_FIGURE,
		        measure);
}

static void add_progress_row(
        struct sheet_building *building, const struct progress_line *line, bool beside)
{
	const char *measure = line->indicator ? walk_text(line->indicator, FACT_MEASURE) : "";

	for (size_t i = 0; i < PROGRESS_COLUMNS; i++)
		add(building, words_of(line, &progress_sources[i]), measure);
	if (beside)
		add_district_values(building, line);
}

/* Calls `row` for each indicator, and for each task without any. */
static void each_line(struct sheet_building *building, const struct fact_element *root, bool beside,
        void (*row)(struct sheet_building *, const struct progress_line *, bool))
{
	struct progress_line line = { .arena = building->arena, .root = root };

	for (line.category = walk_first(root, NODE_CATEGORY); line.category;
	        line.category = walk_next(line.category))
		for (line.task = walk_first(line.category, NODE_TASK); line.task;
		        line.task = walk_next(line.task)) {
			line.indicator = walk_first(line.task, NODE_INDICATOR);
			do {
				row(building, &line, beside);
				line.indicator = line.indicator ? walk_next(line.indicator) : NULL;
			} while (line.indicator);
		}
}

/* （截至2020年5月31日） */
static const char *as_of_words(struct arena *arena, const struct fact_element *root)
{
	struct date day;

	if (!date_parse(walk_text(root, FACT_AS_OF), &day))
		return "";
	return arena_printf(arena, "（截至%s%s）", phrase_date(arena, day),
	        text_equal(walk_text(root, FACT_DRAFT), "yes") ? "，未印发" : "");
}

static void entitle(struct sheet_building *building, const struct fact_element *root,
        const char *name, const char *what)
{
	building->sheet.name = name;
	building->sheet.title =
	        arena_printf(building->arena, "%s%s", walk_text(root, FACT_SUBJECT), what);
	building->sheet.subtitle = as_of_words(building->arena, root);
}

struct export_sheet sheets_progress(struct arena *arena, struct facts *facts, bool beside)
{
	const struct fact_element *root = walk_root(facts);
	struct sheet_building building =
	        begin(arena, progress_columns, PROGRESS_COLUMNS, count_districts(root));

	entitle(&building, root, "进展", "进展情况表");
	if (beside)
		add_district_columns(&building.sheet, root);
	building.sheet.frozen = PROGRESS_FROZEN;
	building.sheet.printed = PROGRESS_PRINTED;
	each_line(&building, root, beside, add_progress_row);
	return finish(&building);
}

static bool concerns_a_district(const struct fact_element *indicator)
{
	for (const struct fact_element *unit = walk_first(indicator, NODE_UNIT); unit;
	        unit = walk_next(unit))
		if (text_equal(walk_text(unit, FACT_KIND), "district"))
			return true;
	return false;
}

static void add_matrix_row(
        struct sheet_building *building, const struct progress_line *line, bool beside)
{
	static const enum fact facts[] = { FACT_ID, FACT_NAME, FACT_MEASURE, FACT_TARGET,
		FACT_VALUE };

	if (!line->indicator || !concerns_a_district(line->indicator))
		return;
	add(building, walk_text(line->task, FACT_NO), "");
	for (size_t i = 0; i < COUNT_OF(facts); i++)
		add(building, walk_text(line->indicator, facts[i]),
		        walk_text(line->indicator, FACT_MEASURE));
	if (beside)
		add_district_values(building, line);
}

struct export_sheet sheets_matrix(struct arena *arena, struct facts *facts)
{
	static const struct export_column columns[] = {
		{ .title = "序号", .width = 5, .type = EXPORT_FIGURE },
		{ .title = "编号", .width = 7 },
		{ .title = "指标", .width = 34 },
		{ .title = "单位", .width = 8 },
		{ .title = "年度目标", .width = 9, .type = EXPORT_FIGURE },
		{ .title = "累计完成", .width = 10, .type = EXPORT_FIGURE },
	};
	const struct fact_element *root = walk_root(facts);
	struct sheet_building building =
	        begin(arena, columns, COUNT_OF(columns), count_districts(root));

	entitle(&building, root, "矩阵",
	        arena_printf(arena, "各%s指标情况表", walk_text(root, FACT_DISTRICTS)));
	add_district_columns(&building.sheet, root);
	building.sheet.printed = building.sheet.column_count;
	building.sheet.frozen = 3;
	each_line(&building, root, true, add_matrix_row);
	return finish(&building);
}

/* 0 is the place of a district that is not ranked. */
static const char *place_words(const struct fact_element *rank, enum fact fact)
{
	const char *place = walk_text(rank, fact);

	return text_equal(place, "0") ? NO_FIGURE : place;
}

struct export_sheet sheets_ranks(struct arena *arena, struct facts *facts)
{
	static const struct export_column columns[] = {
		{ .title = "位次", .width = 8, .type = EXPORT_FIGURE },
		{ .title = "单位", .width = 22 },
		{ .title = "平均完成率", .measure = "%", .width = 16, .type = EXPORT_FIGURE },
		{ .title = "参评指标", .width = 12, .type = EXPORT_FIGURE },
		{ .title = "上月位次", .width = 12, .type = EXPORT_FIGURE },
		{ .title = "位次变化", .width = 16 },
	};
	const struct fact_element *root = walk_root(facts);
	const struct fact_element *ranks = walk_first(root, NODE_RANKS);
	const struct fact_element *rank = ranks ? walk_first(ranks, NODE_RANK) : NULL;
	struct sheet_building building = begin(arena, columns, COUNT_OF(columns), 0);

	entitle(&building, root, "排名",
	        arena_printf(arena, "各%s排名表", walk_text(root, FACT_DISTRICTS)));
	building.sheet.frozen = 2;
	for (; rank; rank = walk_next(rank)) {
		add(&building, place_words(rank, FACT_PLACE), "");
		add(&building, walk_text(rank, FACT_UNIT), "");
		add(&building, walk_text(rank, FACT_SCORE), "");
		add(&building, walk_text(rank, FACT_INDICATORS), "");
		add(&building, place_words(rank, FACT_PREVIOUS_PLACE), "");
		add(&building, walk_text(rank, FACT_CHANGE), "");
	}
	return finish(&building);
}

struct export_sheet sheets_reports(struct arena *arena, struct facts *facts)
{
	static const struct export_column columns[] = {
		{ .title = "序号", .width = 5, .type = EXPORT_FIGURE },
		{ .title = "单位", .width = 28 },
		{ .title = "报送时间", .width = 10 },
		{ .title = "报送状态", .width = 10 },
		{ .group = "量化指标", .title = "应填", .width = 8, .type = EXPORT_FIGURE },
		{ .group = "量化指标", .title = "已填", .width = 8, .type = EXPORT_FIGURE },
		{ .title = "备注", .width = 60 },
	};
	static const enum fact of[COUNT_OF(columns)] = { FACT_NO, FACT_UNIT, FACT_SUBMITTED,
		FACT_WORD, FACT_DUE_FIGURES, FACT_GIVEN_FIGURES, FACT_REMARK };
	const struct fact_element *root = walk_root(facts);
	const struct fact_element *reports = walk_first(root, NODE_REPORTS);
	const struct fact_element *report = reports ? walk_first(reports, NODE_REPORT) : NULL;
	struct sheet_building building = begin(arena, columns, COUNT_OF(columns), 0);

	entitle(&building, root, "报送", "报送情况表");
	building.sheet.frozen = 2;
	for (; report; report = walk_next(report))
		for (size_t i = 0; i < COUNT_OF(of); i++)
			add(&building, walk_text(report, of[i]), "");
	return finish(&building);
}

static void add_note(struct sheet_building *building, const char *name, const char *words)
{
	add(building, name, "");
	add(building, words, "");
}

/* What is said of the whole month. */
static void add_month_notes(struct sheet_building *building, const struct fact_element *root)
{
	struct arena *arena = building->arena;
	struct period period;

	add_note(building, "内容", building->sheet.title);
	if (period_parse(walk_text(root, FACT_PERIOD), &period))
		add_note(building, "月份", phrase_period(arena, period));
	add_note(building, "截至日期", walk_text(root, FACT_AS_OF));
	add_note(building, "报送截止", walk_text(root, FACT_DUE));
	add_note(building, "印发单位", walk_text(root, FACT_ISSUER));
	if (text_equal(walk_text(root, FACT_DRAFT), "yes"))
		add_note(building, "状态", "未印发，仅供内部核对");
	else
		add_note(building, "印发日期", walk_text(root, FACT_DATE));
	if (walk_text(root, FACT_REVISION_WORDS)[0])
		add_note(building, "修订", walk_text(root, FACT_REVISION_WORDS));
	if (text_equal(walk_text(root, FACT_SAMPLE), "yes"))
		add_note(building, "样例", "含样例数据，不得作为正式材料使用");
}

struct export_sheet sheets_notes(struct arena *arena, struct facts *facts)
{
	static const struct export_column columns[] = {
		{ .title = "项目", .width = 16 },
		{ .title = "说明", .width = 96 },
	};
	static const char *const rules[][2] = {
		{ "数字",
		        "与同月印发的进展情况表一致，按其印出的位数；分子、分母为报送的原始数。" },
		{ "百分数",
		        "完成率、序时进度、平均完成率及单位为“%”的指标；100%表示确已全部完成。" },
		{ "差距", "完成率减序时进度，百分点；正数为高于序时进度。" },
		{ "较上月", "比率类指标为百分点，其余为指标的单位。" },
		{ "文字", "未报送、不涉及、待定、无基数、无法汇总均不等于0；“—”表示不适用。" },
		{ "信号灯",
		        "绿灯：达到目标、达到或基本达到序时进度；黄灯：进度滞后；红灯：严重滞后、逾"
		        "期或未达标。" },
	};
	const struct fact_element *root = walk_root(facts);
	struct sheet_building building = begin(arena, columns, COUNT_OF(columns), 0);

	entitle(&building, root, "说明", "进展数据说明");
	add_month_notes(&building, root);
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		add_note(&building, rules[i][0], rules[i][1]);
	return finish(&building);
}
