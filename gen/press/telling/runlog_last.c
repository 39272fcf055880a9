#include "press/telling/runlog_last.h"

#include "base/text.h"
#include "press/state/folders.h"
#include "press/telling/runlog.h"

struct runlog_last runlog_last_read(struct arena *arena, const struct root *root)
{
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct json *log = json_read(arena, silent, root, OUTPUT_FOLDER "/" RUNLOG_NAME);
	const bool whole = log && log->kind == JSON_OBJECT;
	const struct json *today = whole ? json_lookup(log, "today") : NULL;
	struct runlog_last last = { .months = whole ? json_lookup(log, "months") : NULL };

	diag_free(silent);
	if (!today || today->kind != JSON_STRING || !date_parse(today->string, &last.day))
		last.day = (struct date){ 0 };
	return last;
}

static const char *string_of(const struct json *object, const char *key)
{
	const struct json *member = object->kind == JSON_OBJECT ? json_lookup(object, key) : NULL;

	return member && member->kind == JSON_STRING ? member->string : "";
}

struct date runlog_last_day(const struct runlog_last *last, struct period period)
{
	const struct json *month = last->months ? last->months->first : NULL;

	for (; month; month = month->next) {
		struct period told;
		if (period_parse(string_of(month, "period"), &told)
		        && period_compare(told, period) == 0
		        && !text_equal(string_of(month, "state"), runlog_state_name(RUNLOG_FAILED)))
			return last->day;
	}
	return (struct date){ 0 };
}
