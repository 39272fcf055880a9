#include "figures/ledger/reports.h"

#include "base/text.h"
#include "figures/intake/chain.h"

/* Indicators that are named in full; of more their numbers stand alone. */
#define NAMED_MOST 3

struct left_out {
	const struct value **values;
	size_t count;
	int revision; /* that gave them all; 0: they are of several */
};

static struct left_out find_left_out(struct arena *arena, const struct submission *submission)
{
	const size_t kept = chain_kept(submission);
	struct left_out left = { .values = arena_alloc_array(
		                         arena, kept + 1, sizeof(struct value *)) };

	for (size_t t = 0; t < submission->task_count; t++) {
		const struct task_report *report = &submission->tasks[t];
		for (size_t v = 0; v < report->value_count; v++) {
			const struct value *value = &report->values[v];
			if (value->revision == submission->revision)
				continue;
			left.revision = left.count == 0 || left.revision == value->revision
			        ? value->revision
			        : 0;
			left.values[left.count++] = value;
		}
	}
	return left;
}

/* 食品抽检批次（7.1）为2250批次、…; more of them by their numbers: 7.1、7.2、8.1 */
static const char *list_left_out(struct arena *arena, const struct left_out *left)
{
	const char *list = "";

	for (size_t i = 0; i < left->count; i++) {
		const struct indicator *indicator = left->values[i]->indicator;
		const char *mark = i > 0 ? "、" : "";
		list = left->count > NAMED_MOST
		        ? arena_printf(arena, "%s%s%s", list, mark, indicator->id)
		        : arena_printf(arena, "%s%s%s（%s，%s）", list, mark, indicator->name,
		                indicator->id, amount_format_value(arena, left->values[i]));
	}
	return list;
}

static void check_left_out(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	struct arena *arena = checks->arena;
	const struct left_out left = find_left_out(arena, submission);

	if (left.count == 0)
		return;
	const char *list = list_left_out(arena, &left);
	const char *revision = arena_printf(arena, "%d", submission->revision);
	const char *count = arena_printf(arena, "%zu", left.count);
	const char *giver =
	        left.revision > 0 ? arena_printf(arena, "第%d次报送", left.revision) : "此前报送";
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_LEFT_OUT,
	                .unit = unit,
	                .text = arena_printf(arena,
	                        "%s第%s次报送未列出%s的%s，共%s项数据，沿用原数", unit->name,
	                        revision, giver, list, count),
	                .found = count,
	                .other = "",
	                .place = submission->place },
	        submission->confirms,
	        (const char *const[]){ unit->name, revision, count, list, NULL });
}

/* Of the last report's, each that there was to withdraw. */
static void tell_withdrawn(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	struct arena *arena = checks->arena;

	for (size_t i = 0; submission->earlier && i < submission->withdrawal_count; i++) {
		const struct withdrawal *withdrawal = &submission->withdrawals[i];
		const struct indicator *indicator = withdrawal->indicator;
		const struct value *was = chain_value(submission->earlier, indicator);
		if (!was)
			continue;
		const char *found = arena_printf(arena, "%d", submission->revision);
		const char *other = amount_format_value(arena, was);
		doubts_put(checks,
		        (struct doubt){ .kind = DOUBT_WITHDRAWN,
		                .unit = unit,
		                .indicator = indicator,
		                .task = indicator->task->no,
		                .text = arena_printf(arena,
		                        "%s第%s次报送撤回%s（原为%s），原因：%s", unit->name, found,
		                        indicator->name, other,
		                        doubts_clause(checks, submission->reason)),
		                .found = found,
		                .other = other,
		                .place = withdrawal->place },
		        "",
		        (const char *const[]){
		                unit->name, indicator->id, indicator->name, found, other, NULL });
	}
}

/* Figures as of the month's end cannot be known before it. */
static void check_early(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	struct arena *arena = checks->arena;
	const struct date end = period_last_day(submission->period);
	const struct date day = submission->submitted_day;

	if (date_compare(day, end) >= 0)
		return;
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_EARLY,
	                .unit = unit,
	                .text = arena_printf(arena,
	                        "%s报送时间为%d月%d日，早于月末，需确认数据截至月末", unit->name,
	                        day.month, day.day),
	                .found = date_format(arena, day),
	                .other = date_format(arena, end),
	                .place = submission->place },
	        submission->confirms,
	        (const char *const[]){
	                unit->name, date_format(arena, day), date_format(arena, end), NULL });
}

void reports_check(struct checks *checks)
{
	const struct ledger *ledger = checks->ledger;
	const struct inbox *inbox = ledger->inboxes[ledger->month_count - 1];

	for (size_t i = 0; i < ledger->catalogue->unit_count; i++) {
		if (!inbox->accepted[i])
			continue;
		check_early(checks, ledger->catalogue->units[i], inbox->accepted[i]);
		check_left_out(checks, ledger->catalogue->units[i], inbox->accepted[i]);
		tell_withdrawn(checks, ledger->catalogue->units[i], inbox->accepted[i]);
	}
}
