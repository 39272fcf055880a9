/*
 * The shipped catalogue against the table as it was published (tests/fixtures), row by row.
 *
 * The published file is what a PDF gave up: page fragments that repeat the head, category cells
 * that are blank below their first row, names with a blank inside ("刘 兵"), half- and full-width
 * brackets. It is read here by code of its own, so that catalogue and proof share nothing.
 */
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/targets/calendar.h"
#include "figures/targets/catalogue.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_FILE       "tests/fixtures/task-table-2020.txt"
#define TARGETS_FILE     "input/targets/2020.json"
#define ROWS_MAX         64
#define DUTIES_MAX       32
#define PERSON_WORDS_MAX ((size_t)2 * DUTIES_MAX)

enum column { CATEGORY, NUMBER, WORK, LEADER, UNITS, PERSONS, DEADLINE, COLUMNS };

struct words {
	char *items[DUTIES_MAX];
	size_t count;
};

struct row {
	const char *label; /* filled down */
	const char *cells[COLUMNS];
	struct words units;
	struct words persons; /* one a unit, blanks inside a name taken out */
};

struct table {
	struct row rows[ROWS_MAX];
	size_t count;
	size_t heads;
	int announced; /* "(共 21 项)" */
};

static struct arena *arena;
static struct diag *diag;
static const struct catalogue *catalogue;
static struct table table;

/* For helpers, which may not nest as deep as Criterion's macros do. */
/* NOLINTNEXTLINE(readability-function-size) */
static void must(bool truth, const char *said)
{
	cr_assert(truth, "%s", said);
}

/* The whole number a text begins with. */
static int number_at(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

/* Cuts `line` at every `mark` in place; at most `most` pieces, the last keeps the rest. */
static size_t split(char *line, char mark, char **pieces, size_t most)
{
	size_t count = 0;

	for (char *at = line; at && count < most; count++) {
		char *end = strchr(at, mark);
		pieces[count] = at;
		if (end)
			*end = '\0';
		at = !end ? NULL : end + 1;
	}
	return count;
}

/* Names are set out to equal width: a lone character, or the unit's own name, goes on. */
static bool goes_on(const char *word, const char *unit)
{
	return utf8_count(word) == 1 || text_equal(word, unit);
}

/* The printed words, joined to one person a unit. */
static void read_persons(struct row *row)
{
	char *words[PERSON_WORDS_MAX];
	const size_t count =
	        split(arena_strdup(arena, row->cells[PERSONS]), ' ', words, PERSON_WORDS_MAX);
	size_t at = 0;

	for (size_t i = 0; i < row->units.count && at < count; i++) {
		char *name = words[at++];
		if (at < count && goes_on(name, row->units.items[i]))
			name = arena_printf(arena, "%s%s", name, words[at++]);
		row->persons.items[row->persons.count++] = name;
	}
	must(at == count, row->cells[PERSONS]);
	must(row->persons.count == row->units.count, row->cells[UNITS]);
}

static void read_row(char *const *cells)
{
	must(table.count < ROWS_MAX, "too many rows");
	struct row *row = &table.rows[table.count];
	const char *above = table.count == 0 ? "" : table.rows[table.count - 1].label;
	row->label = *cells[CATEGORY] == '\0' ? above : cells[CATEGORY];
	for (size_t i = 0; i < COLUMNS; i++)
		row->cells[i] = cells[i];
	row->units.count =
	        split(arena_strdup(arena, cells[UNITS]), ' ', row->units.items, DUTIES_MAX);
	read_persons(row);
	table.count++;
}

static void read_line(char *line)
{
	static const char announcement[] = "(共 ";
	char *cells[COLUMNS + 1] = { 0 };

	if (text_starts_with(line, announcement))
		table.announced = number_at(line + strlen(announcement));
	if (split(line, '\t', cells, COLUMNS + 1) != COLUMNS)
		return;
	if (text_equal(cells[CATEGORY], "大类"))
		table.heads++;
	else
		read_row(cells);
}

static void setup(void)
{
	struct file_bytes file = { 0 };

	arena = arena_new();
	diag = kit_diag();
	table = (struct table){ 0 };
	must(file_read(arena, &root_here, TABLE_FILE, (size_t)1 << 20, &file) == FILE_OK,
	        TABLE_FILE);
	char *rest = arena_strndup(arena, file.bytes, file.length);
	while (rest) {
		char *line = rest;
		rest = strchr(line, '\n');
		if (rest)
			*rest++ = '\0';
		read_line(line);
	}
	catalogue = catalogue_read(arena, diag, &root_here, TARGETS_FILE, NULL);
	must(catalogue, kit_records(arena, diag));
}

static void teardown(void)
{
	diag_free(diag);
	arena_free(arena);
}

TestSuite(published_table, .init = setup, .fini = teardown);

Test(published_table, says_nothing)
{
	cr_expect_eq(diag_count_at_least(diag, SEVERITY_NOTE), 0, "%s", kit_records(arena, diag));
}

Test(published_table, fragments_and_rows_are_all_there)
{
	cr_expect_eq(table.heads, 12);
	cr_expect_eq(table.count, 21);
	cr_expect_eq(table.announced, 21);
	cr_expect_str_eq(table.rows[4].label, table.rows[3].label, "a blank cell is filled down");
	cr_expect_str_eq(table.rows[16].persons.items[8], "刘兵");
	cr_expect_str_eq(table.rows[14].persons.items[4], "市直各相关单位负责人");
}

Test(published_table, every_row_is_a_task_word_for_word)
{
	cr_assert_eq(catalogue->task_count, table.count);
	for (size_t i = 0; i < table.count; i++) {
		const struct row *row = &table.rows[i];
		const struct task *task = catalogue->tasks[i];
		cr_expect_eq(atoi(task->no), (int)number_at(row->cells[NUMBER]));
		cr_expect_str_eq(task->text, row->cells[WORK]);
		cr_expect_str_eq(task->label, row->label);
		cr_expect_str_eq(task->leader, row->cells[LEADER]);
	}
}

Test(published_table, every_unit_stands_beside_its_person)
{
	for (size_t i = 0; i < table.count; i++) {
		const struct row *row = &table.rows[i];
		const struct task *task = catalogue->tasks[i];
		cr_assert_eq(task->duty_count, row->units.count, "task %s", task->no);
		for (size_t j = 0; j < task->duty_count; j++) {
			const struct duty *duty = &task->duties[j];
			const char *printed = row->units.items[j];
			cr_expect_str_eq(duty->printed, printed, "task %s", task->no);
			cr_expect_str_eq(duty->person, row->persons.items[j], "task %s", task->no);
			cr_expect_eq(duty->unit, lookup_unit(catalogue, printed));
			cr_expect_eq(duty->group, lookup_group(catalogue, printed));
			cr_expect((!duty->unit) != (!duty->group), "%s", printed);
		}
	}
}

Test(published_table, deadlines_are_kept_as_printed_and_as_dates)
{
	for (size_t i = 0; i < table.count; i++) {
		const char *printed = table.rows[i].cells[DEADLINE];
		const struct task *task = catalogue->tasks[i];
		const struct date last =
		        period_last_day((struct period){ catalogue->year, number_at(printed) });
		cr_expect_str_eq(task->deadline_printed, printed);
		cr_expect_eq(date_compare(task->deadline, last), 0, "task %s", task->no);
		for (size_t j = 0; j < task->indicator_count; j++)
			cr_expect_eq(date_compare(task->indicators[j]->deadline, last), 0, "%s",
			        task->indicators[j]->id);
	}
}

/* "…（牵头单位：市民政局）", with brackets and colon of either width. */
static const char *lead_in(const char *text)
{
	static const char mark[] = "牵头单位";
	static const char *const colons[] = { "：", ":" };
	const char *at = strstr(text, mark);

	if (!at)
		return "";
	at += strlen(mark);
	for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
		if (text_starts_with(at, colons[i]))
			at += strlen(colons[i]);
	}
	const char *full = strstr(at, "）");
	const char *half = strchr(at, ')');
	const char *end = full && (!half || full < half) ? full : half;
	return !end ? "" : arena_strndup(arena, at, (size_t)(end - at));
}

Test(published_table, the_lead_is_the_one_in_the_text_and_the_first_unit)
{
	for (size_t i = 0; i < table.count; i++) {
		const struct row *row = &table.rows[i];
		const struct task *task = catalogue->tasks[i];
		const char *lead = lead_in(row->cells[WORK]);
		cr_assert_not_null(task->lead, "task %s", task->no);
		cr_expect_eq(task->lead, lookup_unit(catalogue, lead));
		cr_expect_str_eq(lead, row->units.items[0]);
		cr_expect_eq(task->lead, task->duties[0].unit);
	}
}

/* "三、加大…" and "三、另…" are one category: what counts is the numeral. */
static size_t numeral_length(const char *label)
{
	const char *comma = strstr(label, "、");

	return !comma ? 0 : (size_t)(comma - label);
}

Test(published_table, ten_categories_one_with_two_labels)
{
	size_t categories = 0;

	for (size_t i = 0; i < table.count; i++) {
		const char *label = table.rows[i].label;
		const size_t length = numeral_length(label);
		const bool starts =
		        i == 0 || strncmp(label, table.rows[i - 1].label, length + 1) != 0;
		categories += starts ? 1 : 0;
		const struct category *category = catalogue->tasks[i]->category;
		cr_expect_eq(category->index + 1, categories, "task %zu", i + 1);
		cr_expect_eq(strncmp(category->name, label, length), 0, "%s", label);
	}
	cr_expect_eq(categories, 10);
	cr_expect_eq(catalogue->category_count, categories);
	cr_expect_str_neq(catalogue->tasks[5]->label, catalogue->tasks[6]->label);
	cr_expect_eq(catalogue->tasks[5]->category, catalogue->tasks[6]->category);
}

/* How many units of `kind` a printed word stands for, a group for its members; marks them. */
static size_t units_behind(const char *word, enum unit_kind kind, bool *seen)
{
	const struct unit *unit = lookup_unit(catalogue, word);
	const struct group *group = lookup_group(catalogue, word);

	if (!unit && !group)
		return 0;
	const struct unit *const *members = unit ? &unit : group->members;
	const size_t size = unit ? 1 : group->member_count;
	size_t count = 0;
	for (size_t i = 0; i < size; i++) {
		seen[members[i]->index] = true;
		count += members[i]->kind == kind ? 1 : 0;
	}
	return count;
}

static size_t duties_printed(enum unit_kind kind, bool *seen)
{
	size_t count = 0;

	for (size_t i = 0; i < table.count; i++) {
		for (size_t j = 0; j < table.rows[i].units.count; j++)
			count += units_behind(table.rows[i].units.items[j], kind, seen);
	}
	return count;
}

static size_t duties_read(enum unit_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < catalogue->unit_count; i++) {
		for (size_t j = 0; j < catalogue->task_count; j++) {
			const struct unit *unit = catalogue->units[i];
			if (unit->kind == kind && unit_has_duty(catalogue->tasks[j], unit))
				count++;
		}
	}
	return count;
}

Test(published_table, thirty_eight_units_with_85_and_100_duties)
{
	bool *seen = arena_alloc_array(arena, catalogue->unit_count, sizeof *seen);
	size_t units[2] = { 0 };

	cr_expect_eq(duties_printed(UNIT_BUREAU, seen), 85);
	cr_expect_eq(duties_printed(UNIT_DISTRICT, seen), 100);
	cr_expect_eq(duties_read(UNIT_BUREAU), 85);
	cr_expect_eq(duties_read(UNIT_DISTRICT), 100);
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		units[catalogue->units[i]->kind]++;
		cr_expect(seen[i], "%s is in no row", catalogue->units[i]->name);
	}
	cr_expect_eq(units[UNIT_BUREAU], 31);
	cr_expect_eq(units[UNIT_DISTRICT], 7);
	cr_expect(lookup_group(catalogue, "市直各相关单位")->undefined);
}

Test(published_table, seventy_nine_indicators_of_ten_kinds)
{
	static const size_t kinds[] = { [KIND_COUNT] = 22,
		[KIND_AMOUNT] = 1,
		[KIND_INCREMENT] = 2,
		[KIND_RATIO] = 19,
		[KIND_LEVEL] = 7,
		[KIND_RELATIVE_LEVEL] = 4,
		[KIND_MILESTONE] = 6,
		[KIND_DISTRICT_COUNT] = 1,
		[KIND_PER_DISTRICT_MIN] = 1,
		[KIND_QUALITATIVE] = 16 };
	size_t found[sizeof kinds / sizeof *kinds] = { 0 };
	size_t unset = 0;

	cr_assert_eq(catalogue->indicator_count, 79);
	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		found[indicator->kind]++;
		unset += !indicator->has_target && indicator->kind != KIND_QUALITATIVE ? 1 : 0;
		cr_expect_str_not_empty(indicator->note, "%s", indicator->id);
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		cr_expect_eq(found[i], kinds[i], "%s", kind_name((enum indicator_kind)i));
	cr_expect_eq(unset, 2, "only the two provincial standards are not given");
}

/* Numbers in the words of the task: what was decomposed is what was published. */
Test(published_table, every_phrase_is_of_its_task)
{
	static const char *const gap = "…";

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		char *phrase = arena_strdup(arena, indicator->phrase);
		const char *text = indicator->task->text;
		while (phrase) {
			char *next = strstr(phrase, gap);
			if (next)
				*next = '\0';
			const char *at = strstr(text, phrase);
			cr_expect_not_null(at, "%s: %s", indicator->id, phrase);
			text = !at ? text : at + strlen(phrase);
			phrase = !next ? NULL : next + strlen(gap);
		}
	}
}

Test(published_table, due_and_cut_days_keep_the_holidays_of_the_year)
{
	static const struct {
		int month;
		const char *due;
		const char *cut;
	} rows[] = {
		{ 1, "2020-02-05", "2020-02-10" }, /* the 8th is a Saturday */
		{ 2, "2020-03-05", "2020-03-09" }, /* the 8th is a Sunday */
		{ 3, "2020-04-07", "2020-04-08" }, /* 清明 4 to 6 April */
		{ 4, "2020-05-06", "2020-05-08" }, /* 劳动节 1 to 5 May */
		{ 5, "2020-06-05", "2020-06-08" },
		{ 6, "2020-07-06", "2020-07-08" }, /* the 5th is a Sunday */
		{ 9, "2020-10-09", "2020-10-09" }, /* 国庆 1 to 8 October */
		{ 12, "2021-01-05", "2021-01-08" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct period period = { catalogue->year, rows[i].month };
		cr_expect_str_eq(date_format(arena, calendar_due(catalogue, period)), rows[i].due);
		cr_expect_str_eq(date_format(arena, calendar_cut(catalogue, period)), rows[i].cut);
	}
}
