#include "figures/intake/states.h"

static const struct {
	const char *name, *word;
} entries[] = {
	[ENTRY_ACCEPTED] = { "accepted", "采用" },
	[ENTRY_SUPERSEDED] = { "superseded", "已被后一次报送替代" },
	[ENTRY_COPY] = { "copy", "与另一份相同" },
	[ENTRY_REFUSED] = { "refused", "退回" },
	[ENTRY_REPLACED] = { "replaced", "退回后已重报" },
	[ENTRY_TOO_LATE] = { "too-late", "截止后收到" },
}, reports[] = {
	[REPORT_ON_TIME] = { "on-time", "按时报送" },
	[REPORT_LATE] = { "late", "迟报" },
	[REPORT_REFUSED] = { "refused", "退回" },
	[REPORT_MISSING] = { "missing", "未报送" },
	[REPORT_NOT_OWED] = { "not-owed", "不须报送" },
};

const char *states_entry_name(enum entry_state state)
{
	return entries[state].name;
}

const char *states_entry_word(enum entry_state state)
{
	return entries[state].word;
}

const char *states_report_name(enum report_state state)
{
	return reports[state].name;
}

const char *states_report_word(enum report_state state)
{
	return reports[state].word;
}
