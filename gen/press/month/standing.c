#include "press/month/standing.h"

#include "base/text.h"
#include "diag/message.h"

static bool is_shown(const struct record *record)
{
	return record->message == MSG_LETTERS_LOST;
}

void standing_add(struct standing *standing, const struct diag *said)
{
	for (size_t i = 0; i < diag_count(said); i++) {
		const struct record *record = diag_record(said, i);
		if (record->severity >= SEVERITY_ERROR)
			standing->failed = true;
		else if (record->severity >= SEVERITY_DOUBT && !is_shown(record))
			standing->counts[record->message]++;
	}
}

void standing_add_layout(struct standing *standing, const struct diag *said)
{
	standing_add(standing, said);
	for (size_t i = 0; i < diag_count(said); i++)
		standing->layout += diag_record(said, i)->severity == SEVERITY_DOUBT;
}

void standing_repeat_shown(struct diag *to, const struct diag *said)
{
	for (size_t i = 0; i < diag_count(said); i++)
		if (is_shown(diag_record(said, i)) && !diag_has(to, diag_record(said, i)))
			diag_repeat(to, diag_record(said, i));
}

bool standing_lifts(const struct standing_lift *lift, enum message message)
{
	for (size_t i = 0; i < lift->count; i++)
		if (text_equal(lift->codes[i], message_name(message)))
			return true;
	return false;
}

bool standing_is_lifted(const struct standing *standing, const struct standing_lift *lift)
{
	for (enum message message = 0; message < MESSAGE_COUNT; message++)
		if (standing->counts[message] > 0 && !standing_lifts(lift, message))
			return false;
	return !standing->failed;
}

void standing_list(struct arena *arena, const struct standing *standing, struct manifest *out)
{
	struct manifest_exception *list = arena_alloc_array(arena, MESSAGE_COUNT, sizeof *list);

	out->exception_count = 0;
	for (enum message message = 0; message < MESSAGE_COUNT; message++)
		if (standing->counts[message] > 0)
			list[out->exception_count++] =
			        (struct manifest_exception){ .code = message_name(message),
				        .count = standing->counts[message] };
	out->exceptions = list;
}

static void add_clause(struct text *words, const char *what, size_t count, const char *counter)
{
	if (count > 0)
		text_printf(
		        words, "%s%s%zu%s", words->length > 0 ? "、" : "", what, count, counter);
}

void standing_tell(struct arena *arena, const struct standing *standing, const char *reason,
        struct manifest *out)
{
	size_t faults = 0, doubts = 0;
	const size_t missing = standing->counts[MSG_ISSUE_MISSING];
	struct text words;

	standing_list(arena, standing, out);
	if (out->exception_count == 0)
		return;
	for (enum message message = 0; message < MESSAGE_COUNT; message++) {
		if (message_lookup(message)->severity == SEVERITY_DOUBT)
			doubts += standing->counts[message];
		else if (message != MSG_ISSUE_MISSING)
			faults += standing->counts[message];
	}
	doubts -= standing->layout;
	text_init(&words);
	add_clause(&words, "未报送单位", missing, "个");
	add_clause(&words, "报送材料的错误", faults, "处");
	add_clause(&words, "存疑数据", doubts, "处");
	add_clause(&words, "版面待核", standing->layout, "处");
	out->exception_reason = reason;
	out->exception_text = arena_printf(arena, "截至印发时，尚有%s；%s，本期按现有数据印发",
	        words.bytes, arena_strndup(arena, reason, text_length_without(reason, "。")));
	text_release(&words);
}
