#include "press/export/entry_sheet.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "figures/ledger/amount.h"
#include "figures/ledger/bounds.h"
#include "figures/targets/calendar.h"
#include "figures/targets/stages.h"

struct sheet_writing {
	const struct form *form;
	struct entry_row *rows;
	size_t count, capacity;
};

static const char *const yes_no[] = { ENTRY_YES, ENTRY_NO };

static void add_row(struct sheet_writing *writing, struct entry_row row)
{
	const char **const strings[] = { &row.key, &row.number, &row.name, &row.measure,
		&row.wanted, &row.last, &row.value, &row.corrects, &row.confirms };

	for (size_t i = 0; i < COUNT_OF(strings); i++)
		if (!*strings[i])
			*strings[i] = "";
	writing->rows = arena_grow(writing->form->arena, writing->rows, &writing->capacity,
	        writing->count, sizeof *writing->rows);
	writing->rows[writing->count++] = row;
}

static void add_person(
        struct sheet_writing *writing, const char *key, const char *name, const char *value)
{
	add_row(writing,
	        (struct entry_row){
	                .kind = ENTRY_WORDS, .key = key, .name = name, .value = value });
}

static const char *stage_value(const struct indicator *indicator, const struct value *value)
{
	return decimal_sign(value->number) > 0 ? stages_name(indicator, value->number)
	                                       : ENTRY_NO_STAGE;
}

/* As it is typed: "960", "是", "92%以上". */
static const char *value_words(
        const struct form *form, const struct indicator *indicator, const struct value *value)
{
	switch (value->kind) {
	case VALUE_YES_NO:
		return value->yes ? ENTRY_YES : ENTRY_NO;
	case VALUE_STAGE:
		return stage_value(indicator, value);
	case VALUE_NUMBER:
	case VALUE_FRACTION:
		break;
	}
	return value->is_bound ? value->words : form_plain(form, value->number);
}

static struct entry_row figure_row(const struct form *form, const struct indicator *indicator)
{
	struct arena *arena = form->arena;
	const struct cell *before = form_cell_before(form, indicator);
	const struct value *now = form_value_now(form, indicator);
	const char *target = form_target_words(form, indicator);

	return (struct entry_row){ .kind = ENTRY_FIGURE,
		.key = indicator->id,
		.number = indicator->id,
		.name = indicator->name,
		.measure = indicator->measure,
		.wanted = arena_printf(arena, "%s%s%s", form_wanted_words(form, indicator),
		        target[0] ? "；目标" : "", target),
		.last = before ? arena_printf(arena, "%s（%d月）",
		                amount_format_value(arena, before->value), before->from.month)
		               : "",
		.corrects = now ? now->corrects : "",
		.confirms = now ? now->confirms : "",
		.has_reasons = true };
}

static void add_fraction(struct sheet_writing *writing, const struct indicator *indicator)
{
	const struct form *form = writing->form;
	const struct value *now = form_value_now(form, indicator);
	const struct value *parts = now && now->kind == VALUE_FRACTION ? now : NULL;
	const struct parameter *fixed = form_fixed_base(form, indicator);
	struct entry_row row = figure_row(form, indicator);

	row.key = arena_printf(form->arena, "%s/numerator", indicator->id);
	row.name = arena_printf(form->arena, "%s\n分子：%s", indicator->name, indicator->numerator);
	row.measure = "";
	row.value = parts ? form_plain(form, parts->numerator) : "";
	add_row(writing, row);
	add_row(writing,
	        (struct entry_row){ .kind = ENTRY_FIGURE,
	                .key = arena_printf(form->arena, "%s/denominator", indicator->id),
	                .name = arena_printf(form->arena, "分母：%s", indicator->denominator),
	                .value = parts  ? form_plain(form, parts->denominator)
	                        : fixed ? form_plain(form, fixed->value)
	                                : "" });
	if (form_is_either(form, indicator))
		add_row(writing,
		        (struct entry_row){ .kind = ENTRY_FIGURE,
		                .key = indicator->id,
		                .name = "没有分子、分母的，只填比率",
		                .measure = indicator->measure,
		                .value = now && !parts ? value_words(form, indicator, now) : "" });
}

/* Its stages, and that none is reached. */
static const char *const *stage_choices(struct arena *arena, const struct indicator *indicator)
{
	const char **choices =
	        arena_alloc_array(arena, indicator->stage_count + 1, sizeof(const char *));

	for (size_t i = 0; i < indicator->stage_count; i++)
		choices[i] = indicator->stages[i].name;
	choices[indicator->stage_count] = ENTRY_NO_STAGE;
	return choices;
}

static void add_figure(struct sheet_writing *writing, const struct indicator *indicator)
{
	const struct form *form = writing->form;
	const enum value_kind kind = bounds_kind(form->unit, indicator);
	const struct value *now = form_value_now(form, indicator);

	if (kind == VALUE_FRACTION) {
		add_fraction(writing, indicator);
		return;
	}
	struct entry_row row = figure_row(form, indicator);
	row.value = now ? value_words(form, indicator, now) : "";
	if (kind != VALUE_NUMBER) {
		row.kind = ENTRY_CHOICE;
		row.choices = kind == VALUE_YES_NO ? yes_no : stage_choices(form->arena, indicator);
		row.choice_count =
		        kind == VALUE_YES_NO ? COUNT_OF(yes_no) : indicator->stage_count + 1;
	}
	add_row(writing, row);
}

static void add_text(struct sheet_writing *writing, const struct task *task, const char *key,
        const char *name, const char *value)
{
	add_row(writing,
	        (struct entry_row){ .kind = ENTRY_WORDS,
	                .key = arena_printf(writing->form->arena, "task %s/%s", task->no, key),
	                .name = name,
	                .value = value });
}

static void add_task(struct sheet_writing *writing, const struct task *task)
{
	const struct form *form = writing->form;
	const struct submission *now = form_reported(form);
	const struct task_report *report = now ? submission_report(now, task) : NULL;

	add_row(writing,
	        (struct entry_row){ .kind = ENTRY_HEAD,
	                .number = task->no,
	                .name = task->text,
	                .wanted = task->deadline_printed });
	for (size_t i = 0; i < task->indicator_count; i++)
		if (form_has_field(form, task->indicators[i]))
			add_figure(writing, task->indicators[i]);
	add_text(writing, task, "progress", "进展情况", report ? report->progress : "");
	add_text(writing, task, "problems", "存在问题", report ? report->problems : "");
	add_text(writing, task, "next", "下一步措施", report ? report->next : "");
	add_text(writing, task, "expected", "预计完成时间", report ? report->expected : "");
}

struct entry_sheet entry_sheet_of(const struct form *form)
{
	const struct catalogue *catalogue = form->ledger->catalogue;
	const struct period period = form->ledger->period;
	const struct submission *now = form_reported(form);
	const int revision = ledger_inbox(form->ledger)->next_revisions[form->unit->index];
	struct sheet_writing writing = { .form = form };
	struct arena *arena = form->arena;

	if (revision > 1)
		add_person(&writing, "reason", "修订原因（本月已报，须填）", "");
	for (size_t i = 0; i < catalogue->task_count; i++)
		if (form_asks(form, catalogue->tasks[i]))
			add_task(&writing, catalogue->tasks[i]);
	add_person(&writing, "reporter", "填报人", now ? now->reporter : "");
	add_person(&writing, "approver", "审核人", now ? now->approver : "");
	add_person(&writing, "phone", "联系电话", now ? now->phone : "");
	return (struct entry_sheet){ .title = arena_printf(arena, "%s　%s填报表", form->unit->name,
		                             phrase_period(arena, period)),
		.note = arena_printf(arena,
		        "%s。请于%"
		        "s前报送。只填浅黄色的格；数据照实填写，不带单位；没有数据的留空；没有准确"
		        "数、只知道下限的，填如“1200以上”。",
		        catalogue->subject, phrase_date(arena, calendar_due(catalogue, period))),
		.identity = arena_printf(arena, "%s%s %d %s",
		        form->wanting ? ENTRY_WANTING : ENTRY_IDENTITY,
		        period_format(arena, period), revision, form->unit->name),
		.rows = writing.rows,
		.count = writing.count };
}
