#include "press/intray/filled.h"

#include "base/json_out.h"
#include "base/utf8.h"
#include "figures/intake/lower_bound.h"
#include "figures/json/json.h"
#include "figures/ledger/bounds.h"
#include "press/export/entry_sheet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define BASE_TEN 10

static bool is_wanting(const struct filled_grid *sheet)
{
	return text_starts_with(sheet->rows[0][ENTRY_KEY].words, ENTRY_WANTING);
}

bool filled_identity_of(const struct filled_grid *sheet, struct filled_identity *out)
{
	const char *at = sheet->rows[0][ENTRY_KEY].words
	        + strlen(is_wanting(sheet) ? ENTRY_WANTING : ENTRY_IDENTITY);
	char month[sizeof "2020-05"] = "";
	char *end;

	if (strnlen(at, sizeof month) < sizeof month || at[sizeof month - 1] != ' ')
		return false;
	memcpy(month, at, sizeof month - 1);
	at += sizeof month;
	const long revision = strtol(at, &end, BASE_TEN);
	*out = (struct filled_identity){ .revision = (int)revision, .unit = end + 1 };
	return *end == ' ' && end[1] != '\0' && revision > 0 && revision < INT32_MAX
	        && period_parse(month, &out->period);
}

/* The row of a key; NULL: there is none. */
static const struct filled_cell *row_of(const struct filled *filled, const char *key)
{
	for (size_t i = ENTRY_FIRST_ROW; i < filled->sheet->count; i++)
		if (text_equal(filled->sheet->rows[i][ENTRY_KEY].words, key))
			return filled->sheet->rows[i];
	return NULL;
}

static bool say_row(const struct filled *filled, enum message message, const char *key)
{
	diag_say(filled->diag, message, place_file(filled->file), key);
	return false;
}

static bool is_asked(const struct entry_sheet *asked, const char *key)
{
	for (size_t i = 0; i < asked->count; i++)
		if (text_equal(asked->rows[i].key, key))
			return true;
	return false;
}

/* The rows are those of the form as it would be made now, or some of them, each once. */
static bool check_rows(const struct filled *filled, const struct entry_sheet *asked)
{
	bool same = true;

	for (size_t i = 0; i < asked->count; i++) {
		const char *key = asked->rows[i].key;
		if (key[0] && !is_wanting(filled->sheet) && !row_of(filled, key))
			same = say_row(filled, MSG_IMPORT_ROW_GONE, key);
	}
	for (size_t i = ENTRY_FIRST_ROW; i < filled->sheet->count; i++) {
		const struct filled_cell *row = filled->sheet->rows[i];
		const char *key = row[ENTRY_KEY].words;
		if (key[0] && (!is_asked(asked, key) || row_of(filled, key) != row))
			same = say_row(filled, MSG_IMPORT_ROW_ADDED, key);
	}
	return same;
}

static const char *trouble_of(enum filled_kind kind)
{
	static const char *const words[] = {
		[GRID_PERCENT] = "以百分比、日期或千、万为单位显示的数",
		[GRID_FORMULA] = "公式",
		[GRID_ERROR] = "错误值",
		[GRID_LONG] = "位数过多的数",
		[GRID_MERGED] = "合并单元格",
	};

	return kind >= GRID_PERCENT ? words[kind] : "";
}

/* "F12" */
static struct place place_of(const struct filled *filled, size_t row, size_t column)
{
	return (struct place){ .file = filled->file,
		.pointer = arena_printf(
		        filled->form->arena, "%c%zu", (char)('A' + (int)column), row + 1) };
}

/* What is typed into the cells that are asked, as far as it can be taken over. */
static bool check_cells(const struct filled *filled)
{
	bool sound = true;

	for (size_t i = ENTRY_FIRST_ROW; i < filled->sheet->count; i++) {
		const struct filled_cell *row = filled->sheet->rows[i];
		const bool is_figure = strncmp(row[ENTRY_KEY].words, "task ", strlen("task ")) != 0;
		for (size_t j = ENTRY_VALUE; row[ENTRY_KEY].words[0] && j < ENTRY_KEY; j++) {
			const enum filled_kind kind =
			        row[j].kind == GRID_DAY && is_figure ? GRID_PERCENT : row[j].kind;
			if (!trouble_of(kind)[0])
				continue;
			diag_say(filled->diag, MSG_IMPORT_CELL, place_of(filled, i, j),
			        trouble_of(kind));
			sound = false;
		}
	}
	return sound;
}

/* Without the blanks around it, which nobody sees. */
static const char *trimmed(struct arena *arena, const char *words)
{
	const char *end = words, *start = NULL;
	uint32_t codepoint;

	for (const char *at = words, *from = words; (codepoint = utf8_next(&at)) != 0; from = at) {
		if (utf8_is_blank(codepoint))
			continue;
		start = start ? start : from;
		end = at;
	}
	return start ? arena_strndup(arena, start, (size_t)(end - start)) : "";
}

static const char *words_in(const struct filled *filled, const char *key, size_t column)
{
	const struct filled_cell *row = row_of(filled, key);

	return row ? trimmed(filled->form->arena, row[column].words) : "";
}

/* RFC 8259, section 6, without an exponent. */
static bool is_number(const char *words)
{
	const char *at = words + (*words == '-');
	const size_t whole = strspn(at, "0123456789");

	if (whole == 0 || (whole > 1 && *at == '0'))
		return false;
	at += whole;
	if (*at != '.')
		return *at == '\0';
	const size_t parts = strspn(at + 1, "0123456789");
	return parts > 0 && at[1 + parts] == '\0';
}

static void put_plain(struct json_out *json, const char *key, const char *words)
{
	if (is_number(words))
		json_out_number(json, key, words);
	else
		json_out_string(json, key, words);
}

/* 是, and TRUE of a spreadsheet. */
static bool is_yes(const struct filled_cell *cell, const char *words)
{
	return text_equal(words, cell->kind == GRID_YES_NO ? "1" : ENTRY_YES);
}

static bool is_no(const struct filled_cell *cell, const char *words)
{
	return text_equal(words, cell->kind == GRID_YES_NO ? "0" : ENTRY_NO)
	        || text_equal(words, ENTRY_NO_STAGE);
}

static void put_value(const struct filled *filled, struct json_out *json, const char *key,
        const struct indicator *indicator)
{
	const char *words = words_in(filled, indicator->id, ENTRY_VALUE);
	const struct filled_cell *cell = &row_of(filled, indicator->id)[ENTRY_VALUE];

	if (bounds_can_be(filled->form->unit, indicator, VALUE_NUMBER))
		put_plain(json, key, words);
	else if (is_yes(cell, words) || is_no(cell, words))
		json_out_bool(json, key, is_yes(cell, words));
	else
		json_out_string(json, key, words);
}

static void put_reasons(const struct filled *filled, struct json_out *json, const char *key)
{
	const char *corrects = words_in(filled, key, ENTRY_CORRECTS);
	const char *confirms = words_in(filled, key, ENTRY_CONFIRMS);

	if (corrects[0])
		json_out_string(json, "corrects", corrects);
	if (confirms[0])
		json_out_string(json, "confirms", confirms);
}

static bool has_reasons(const struct filled *filled, const char *key)
{
	return words_in(filled, key, ENTRY_CORRECTS)[0] || words_in(filled, key, ENTRY_CONFIRMS)[0];
}

/* The keys of a figure: its own, or those of its two parts; reasons stand beside the first. */
struct filled_keys {
	const char *first, *second; /* second NULL: no fraction */
	const char *either;         /* in place of the two: one number; NULL: no such row */
};

static struct filled_keys keys_of(const struct filled *filled, const struct indicator *indicator)
{
	struct arena *arena = filled->form->arena;

	if (bounds_kind(filled->form->unit, indicator) != VALUE_FRACTION)
		return (struct filled_keys){ .first = indicator->id };
	return (struct filled_keys){ .first = arena_printf(arena, "%s/numerator", indicator->id),
		.second = arena_printf(arena, "%s/denominator", indicator->id),
		.either = form_is_either(filled->form, indicator) ? indicator->id : NULL };
}

static bool is_either_filled(const struct filled *filled, const struct filled_keys *keys)
{
	return keys->either && words_in(filled, keys->either, ENTRY_VALUE)[0];
}

/* A denominator that the form itself gives is nothing that was filled in. */
static bool is_filled(const struct filled *filled, const struct indicator *indicator)
{
	const struct filled_keys keys = keys_of(filled, indicator);

	return words_in(filled, keys.first, ENTRY_VALUE)[0] || has_reasons(filled, keys.first)
	        || is_either_filled(filled, &keys)
	        || (keys.second && words_in(filled, keys.second, ENTRY_VALUE)[0]
	                && !form_fixed_base(filled->form, indicator));
}

/* Do the words say again what a figure said of which only the least is known? */
static bool is_said_again(const struct value *value, const char *words)
{
	return value && value->is_bound && text_equal(value->words, words);
}

/*
 * A figure of which only the least is known: one that the form gave, whose words stand as they
 * stood or are those of before, or one that is typed anew (lower_bound.h). Whether the indicator
 * may have one, intake says.
 */
static bool bound_of(
        const struct filled *filled, const struct indicator *indicator, struct lower_bound *out)
{
	const struct form *form = filled->form;
	const char *words = words_in(filled, indicator->id, ENTRY_VALUE);
	const struct value *now = form_value_now(form, indicator);
	const struct cell *cell = form_cell_before(form, indicator);
	const struct value *known = is_said_again(now, words) ? now : cell ? cell->value : NULL;

	if (!bounds_can_be(form->unit, indicator, VALUE_NUMBER))
		return false;
	if (!known || !is_said_again(known, words))
		return lower_bound_read(form->arena, words, indicator->measure, out);
	*out = (struct lower_bound){ .number = known->number, .words = known->words };
	return true;
}

/* Is it given in parts? One number in their place leaves none but those that were filled in too. */
static bool has_parts(const struct filled *filled, const struct indicator *indicator,
        const struct filled_keys *keys)
{
	if (!keys->second || !is_either_filled(filled, keys))
		return keys->second;
	return words_in(filled, keys->first, ENTRY_VALUE)[0]
	        || (words_in(filled, keys->second, ENTRY_VALUE)[0]
	                && !form_fixed_base(filled->form, indicator));
}

static void put_number(
        const struct filled *filled, struct json_out *json, const struct indicator *indicator)
{
	struct lower_bound bound;

	if (!bound_of(filled, indicator, &bound)) {
		put_value(filled, json, "value", indicator);
		return;
	}
	json_out_number(json, "at_least", form_plain(filled->form, bound.number));
	json_out_string(json, "words", bound.words);
}

static void put_figure(
        const struct filled *filled, struct json_out *json, const struct indicator *indicator)
{
	const struct filled_keys keys = keys_of(filled, indicator);
	const bool is_number = !keys.second || is_either_filled(filled, &keys);
	const bool is_split = has_parts(filled, indicator, &keys);
	struct lower_bound bound;

	if (!is_split && !has_reasons(filled, keys.first) && !bound_of(filled, indicator, &bound)) {
		put_value(filled, json, indicator->id, indicator);
		return;
	}
	json_out_object(json, indicator->id, JSON_SPACED);
	if (is_number)
		put_number(filled, json, indicator);
	if (is_split) {
		put_plain(json, "numerator", words_in(filled, keys.first, ENTRY_VALUE));
		put_plain(json, "denominator", words_in(filled, keys.second, ENTRY_VALUE));
	}
	put_reasons(filled, json, keys.first);
	json_out_close(json);
}

static const char *const text_keys[] = { "progress", "problems", "next", "expected" };

static const char *text_of(const struct filled *filled, const struct task *task, size_t number)
{
	const char *key =
	        arena_printf(filled->form->arena, "task %s/%s", task->no, text_keys[number]);

	return words_in(filled, key, ENTRY_VALUE);
}

/* How many figures of the task were filled in; of those that are asked. */
static size_t count_figures(const struct filled *filled, const struct task *task)
{
	size_t count = 0;

	for (size_t i = 0; i < task->indicator_count; i++)
		count += form_has_field(filled->form, task->indicators[i])
		        && is_filled(filled, task->indicators[i]);
	return count;
}

static size_t count_texts(const struct filled *filled, const struct task *task)
{
	size_t count = 0;

	for (size_t i = 0; i < COUNT_OF(text_keys); i++)
		count += text_of(filled, task, i)[0] != '\0';
	return count;
}

static void put_task(const struct filled *filled, struct json_out *json, const struct task *task)
{
	json_out_object(json, NULL, JSON_LINES);
	form_put_no(json, task);
	if (count_figures(filled, task) > 0) {
		json_out_object(json, "values", JSON_LINES);
		for (size_t i = 0; i < task->indicator_count; i++)
			if (form_has_field(filled->form, task->indicators[i])
			        && is_filled(filled, task->indicators[i]))
				put_figure(filled, json, task->indicators[i]);
		json_out_close(json);
	}
	for (size_t i = 0; i < COUNT_OF(text_keys); i++)
		if (text_of(filled, task, i)[0])
			json_out_string(json, text_keys[i], text_of(filled, task, i));
	json_out_close(json);
}

static bool has_any(const struct filled *filled, const struct task *task)
{
	return form_asks(filled->form, task)
	        && count_figures(filled, task) + count_texts(filled, task) > 0;
}

static void put_person(const struct filled *filled, struct json_out *json, const char *key)
{
	const char *words = words_in(filled, key, ENTRY_VALUE);

	if (words[0])
		json_out_string(json, key, words);
}

static void put_report(const struct filled *filled, struct text *out)
{
	const struct form *form = filled->form;
	const struct ledger *ledger = form->ledger;
	const struct catalogue *catalogue = ledger->catalogue;
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	json_out_string(&json, "unit", form->unit->name);
	json_out_string(&json, "period", period_format(form->arena, ledger->period));
	json_out_integer(
	        &json, "revision", ledger_inbox(ledger)->next_revisions[form->unit->index]);
	put_person(filled, &json, "reason");
	json_out_string(&json, "submitted_at", filled->submitted_at);
	put_person(filled, &json, "reporter");
	put_person(filled, &json, "approver");
	put_person(filled, &json, "phone");
	json_out_array(&json, "tasks", JSON_LINES);
	for (size_t i = 0; i < catalogue->task_count; i++)
		if (has_any(filled, catalogue->tasks[i]))
			put_task(filled, &json, catalogue->tasks[i]);
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
}

bool filled_report(const struct filled *filled, struct text *out)
{
	const struct entry_sheet asked = entry_sheet_of(filled->form);
	const struct catalogue *catalogue = filled->form->ledger->catalogue;
	bool any = false;

	if (!check_rows(filled, &asked))
		return false;
	if (!check_cells(filled))
		return false;
	for (size_t i = 0; i < catalogue->task_count; i++)
		any = any || has_any(filled, catalogue->tasks[i]);
	if (!any) {
		diag_say_plain(filled->diag, MSG_IMPORT_EMPTY, place_file(filled->file));
		return false;
	}
	put_report(filled, out);
	return true;
}
