#include "figures/answers/contrast.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/answers/arithmetic.h"
#include "figures/assess/indicator.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/intake/states.h"
#include "figures/targets/lookup.h"

/* The two months, and where what differs goes. */
struct both {
	struct contrast *out;
	const struct assessment *before, *now;
};

struct contrast contrast_begin(struct arena *arena)
{
	return (struct contrast){ .arena = arena };
}

void contrast_add(struct contrast *contrast, const struct contrast_item *item)
{
	contrast->items = arena_grow(contrast->arena, contrast->items, &contrast->capacity,
	        contrast->count, sizeof *item);
	contrast->items[contrast->count++] = *item;
}

size_t contrast_count(const struct contrast *contrast, enum contrast_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < contrast->count; i++)
		count += contrast->items[i].kind == kind;
	return count;
}

/* The bare item of a kind. */
static struct contrast_item item_of(enum contrast_kind kind, const char *id, const char *title)
{
	return (struct contrast_item){ .kind = kind,
		.id = id,
		.title = title,
		.unit = "",
		.was = "",
		.is = "",
		.change = "",
		.status_was = "",
		.status_is = "" };
}

/* Counted as looked at; kept when something differs. */
static void keep(struct both *both, const struct contrast_item *item)
{
	both->out->compared[item->kind]++;
	if (!text_equal(item->was, item->is) || !text_equal(item->status_was, item->status_is))
		contrast_add(both->out, item);
}

/* Says how far things are: the order of the statuses is from the best to the worst then. */
static bool is_progress(enum status status)
{
	return status != STATUS_NO_BASE && status != STATUS_TOO_LARGE && status != STATUS_NO_TARGET;
}

static int direction_of(enum status was, enum status is)
{
	if (!is_progress(was) || !is_progress(is))
		return 0;
	return (is < was) - (is > was);
}

static const char *title_of(const struct task *task)
{
	return task->brief[0] != '\0' ? task->brief : task->text;
}

/* The same task in the other catalogue, or NULL. */
static const struct task_result *task_in(const struct assessment *month, const struct task *task)
{
	const struct task *same = lookup_task(month->catalogue, task->no);

	return same ? &month->tasks[same->index] : NULL;
}

static void compare_task(struct both *both, const struct task *task, const struct task_result *was,
        const struct task_result *is)
{
	struct contrast_item item = item_of(CONTRAST_TASK, task->no, title_of(task));

	item.was = was ? status_word(was->status) : "";
	item.is = is ? status_word(is->status) : "";
	item.direction = was && is ? direction_of(was->status, is->status) : 0;
	keep(both, &item);
}

static void compare_tasks(struct both *both)
{
	const struct catalogue *before = both->before->catalogue, *now = both->now->catalogue;

	for (size_t i = 0; i < now->task_count; i++)
		compare_task(both, now->tasks[i], task_in(both->before, now->tasks[i]),
		        &both->now->tasks[i]);
	for (size_t i = 0; i < before->task_count; i++)
		if (!task_in(both->now, before->tasks[i]))
			compare_task(both, before->tasks[i], &both->before->tasks[i], NULL);
}

static const struct indicator_result *result_in(
        const struct assessment *month, const struct indicator *indicator)
{
	const struct indicator *same = lookup_indicator(month->catalogue, indicator->id);

	return same ? &month->indicators[same->index] : NULL;
}

/* Of figures in one measure; "" where it stayed. */
static const char *change_of(
        struct arena *arena, const struct indicator_result *was, const struct indicator_result *is)
{
	const struct indicator *indicator = is->indicator;

	if (!text_equal(was->indicator->measure, indicator->measure)
	        || was->indicator->kind != indicator->kind)
		return "";
	const char *change = arithmetic_change(arena, indicator, &is->figure, &was->figure);
	return text_equal(change, ARITHMETIC_UNCHANGED) ? "" : change;
}

static void put_side(struct arena *arena, const struct indicator_result *result, const char **value,
        const char **status)
{
	*value = figure_print(arena, result->indicator, &result->figure).words;
	*status = status_word(result->status);
}

static void compare_indicator(struct both *both, const struct indicator *indicator,
        const struct indicator_result *was, const struct indicator_result *is)
{
	struct arena *arena = both->out->arena;
	struct contrast_item item = item_of(CONTRAST_FIGURE, indicator->id, indicator->brief);

	if (was)
		put_side(arena, was, &item.was, &item.status_was);
	if (is)
		put_side(arena, is, &item.is, &item.status_is);
	if (was && is) {
		item.change = change_of(arena, was, is);
		item.direction = direction_of(was->status, is->status);
	}
	keep(both, &item);
}

static void compare_indicators(struct both *both)
{
	const struct catalogue *before = both->before->catalogue, *now = both->now->catalogue;

	for (size_t i = 0; i < now->indicator_count; i++)
		compare_indicator(both, now->indicators[i],
		        result_in(both->before, now->indicators[i]), &both->now->indicators[i]);
	for (size_t i = 0; i < before->indicator_count; i++)
		if (!result_in(both->now, before->indicators[i]))
			compare_indicator(
			        both, before->indicators[i], &both->before->indicators[i], NULL);
}

static const struct rank *rank_in(const struct assessment *month, const char *unit)
{
	for (size_t i = 0; i < month->rank_count; i++)
		if (text_equal(month->ranks[i].unit->name, unit))
			return &month->ranks[i];
	return NULL;
}

static const char *place_words(struct arena *arena, const struct rank *rank)
{
	if (!rank)
		return "";
	return rank->ranked ? arena_printf(arena, "%d", rank->place) : "不排";
}

static void compare_rank(struct both *both, const char *unit)
{
	const struct rank *was = rank_in(both->before, unit), *is = rank_in(both->now, unit);
	struct contrast_item item = item_of(CONTRAST_RANK, "", "");

	item.unit = unit;
	item.was = place_words(both->out->arena, was);
	item.is = place_words(both->out->arena, is);
	if (was && is && was->ranked && is->ranked)
		item.direction = (is->place < was->place) - (is->place > was->place);
	keep(both, &item);
}

static void compare_ranks(struct both *both)
{
	for (size_t i = 0; i < both->now->rank_count; i++)
		compare_rank(both, both->now->ranks[i].unit->name);
	for (size_t i = 0; i < both->before->rank_count; i++)
		if (!rank_in(both->now, both->before->ranks[i].unit->name))
			compare_rank(both, both->before->ranks[i].unit->name);
}

static const char *report_words(const struct assessment *month, const char *unit)
{
	const struct unit *same = lookup_unit(month->catalogue, unit);

	return same && !same->is_absent ? states_report_word(month->units[same->index].state) : "";
}

static void compare_report(struct both *both, const char *unit)
{
	struct contrast_item item = item_of(CONTRAST_REPORT, "", "");

	item.unit = unit;
	item.was = report_words(both->before, unit);
	item.is = report_words(both->now, unit);
	keep(both, &item);
}

static bool is_in(const struct catalogue *catalogue, const char *name)
{
	const struct unit *unit = lookup_unit(catalogue, name);

	return unit && !unit->is_absent;
}

static void compare_reports(struct both *both)
{
	const struct catalogue *before = both->before->catalogue, *now = both->now->catalogue;

	for (size_t i = 0; i < now->unit_count; i++)
		compare_report(both, now->units[i]->name);
	for (size_t i = 0; i < before->unit_count; i++)
		if (!is_in(now, before->units[i]->name))
			compare_report(both, before->units[i]->name);
}

/* What the unit wrote on the task in that month, or NULL. */
static const struct task_report *written(
        const struct assessment *month, const char *unit, const char *no)
{
	const struct unit *who = lookup_unit(month->catalogue, unit);
	const struct task *what = lookup_task(month->catalogue, no);

	return who && what ? ledger_report(month->ledger, month->period.month, who, what) : NULL;
}

static void compare_texts_of(struct both *both, const char *unit, const struct task *task)
{
	const struct task_report none = {
		.progress = "", .problems = "", .next = "", .expected = ""
	};
	const struct task_report *found[] = { written(both->before, unit, task->no),
		written(both->now, unit, task->no) };
	const struct task_report *was = found[0] ? found[0] : &none;
	const struct task_report *is = found[1] ? found[1] : &none;
	const struct {
		const char *title, *was, *is;
	} texts[] = {
		{ "进展", was->progress, is->progress },
		{ "问题", was->problems, is->problems },
		{ "下一步", was->next, is->next },
		{ "预计完成", was->expected, is->expected },
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct contrast_item item = item_of(CONTRAST_TEXT, task->no, texts[i].title);
		item.unit = unit;
		item.was = texts[i].was;
		item.is = texts[i].is;
		if (item.was[0] != '\0' || item.is[0] != '\0')
			keep(both, &item);
	}
}

/* Tasks and units that only the month before had are told as such already. */
static void compare_texts(struct both *both)
{
	const struct catalogue *now = both->now->catalogue;

	for (size_t i = 0; i < now->task_count; i++)
		for (size_t j = 0; j < now->unit_count; j++)
			compare_texts_of(both, now->units[j]->name, now->tasks[i]);
}

/* The office's paragraphs of a slot, or of its remark on a task, one behind the other. */
static const char *office_said(
        struct arena *arena, const struct assessment *month, enum office_slot slot, const char *no)
{
	const struct office_words *words = ledger_inbox(month->ledger)->words;
	const char *said = "";

	for (size_t i = 0; i < words->count; i++) {
		const struct office_paragraph *one = &words->list[i];
		if (one->slot == slot && text_equal(one->task ? one->task->no : "", no))
			said = arena_printf(arena, "%s%s", said, one->text);
	}
	return said;
}

static void compare_office_slot(struct both *both, enum office_slot slot, const char *no)
{
	struct arena *arena = both->out->arena;
	struct contrast_item item = item_of(CONTRAST_TEXT, no, office_words_slot_word(slot));

	item.was = office_said(arena, both->before, slot, no);
	item.is = office_said(arena, both->now, slot, no);
	if (item.was[0] != '\0' || item.is[0] != '\0')
		keep(both, &item);
}

static void compare_office(struct both *both)
{
	const struct catalogue *now = both->now->catalogue;

	for (enum office_slot slot = 0; slot < OFFICE_SLOTS; slot++)
		if (slot != OFFICE_REMARK)
			compare_office_slot(both, slot, "");
	for (size_t i = 0; i < now->task_count; i++)
		compare_office_slot(both, OFFICE_REMARK, now->tasks[i]->no);
}

void contrast_months(
        struct contrast *contrast, const struct assessment *before, const struct assessment *now)
{
	struct both both = { .out = contrast, .before = before, .now = now };

	compare_tasks(&both);
	compare_indicators(&both);
	compare_ranks(&both);
	compare_reports(&both);
	compare_texts(&both);
	compare_office(&both);
}
