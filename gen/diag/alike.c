#include "diag/alike.h"

#include "base/text.h"

/* Records in the same words, the first of them at `first`. */
struct alike {
	const struct diag *aside;
	size_t first;
	size_t count;
	unsigned lines[ALIKE_MOST];
};

static bool are_alike(const struct record *a, const struct record *b)
{
	return a->message == b->message && text_equal(a->english, b->english)
	        && text_equal(a->place.file, b->place.file);
}

static bool is_repetition(const struct diag *aside, size_t index)
{
	const struct record *record = diag_record(aside, index);

	for (size_t i = 0; i < index; i++)
		if (are_alike(diag_record(aside, i), record))
			return true;
	return false;
}

static struct alike find_alike(const struct diag *aside, size_t first)
{
	struct alike alike = { .aside = aside, .first = first };
	const struct record *record = diag_record(aside, first);

	for (size_t i = first; i < diag_count(aside); i++) {
		const struct record *other = diag_record(aside, i);
		if (!are_alike(other, record))
			continue;
		if (alike.count < ALIKE_MOST)
			alike.lines[alike.count] = other->place.line;
		alike.count++;
	}
	return alike;
}

static void say_each(struct diag *diag, const struct alike *alike)
{
	const struct record *record = diag_record(alike->aside, alike->first);

	for (size_t i = alike->first; i < diag_count(alike->aside); i++)
		if (are_alike(diag_record(alike->aside, i), record))
			diag_repeat(diag, diag_record(alike->aside, i));
}

static void say_together(struct diag *diag, const struct alike *alike)
{
	struct record record = *diag_record(alike->aside, alike->first);
	struct text english, chinese;

	text_init(&english);
	text_init(&chinese);
	text_printf(&english, "%s (%zu times: lines ", record.english, alike->count);
	text_printf(&chinese, "%s（共%zu处：第", record.chinese, alike->count);
	for (size_t i = 0; i < ALIKE_MOST; i++) {
		text_printf(&english, "%s%u", i > 0 ? ", " : "", alike->lines[i]);
		text_printf(&chinese, "%s%u", i > 0 ? "、" : "", alike->lines[i]);
	}
	text_add(&english, " and so on)");
	text_add(&chinese, "行等）");
	record.english = english.bytes;
	record.chinese = chinese.bytes;
	diag_repeat(diag, &record);
	text_release(&english);
	text_release(&chinese);
}

void alike_pour(struct diag *diag, struct diag *aside)
{
	for (size_t i = 0; i < diag_count(aside); i++) {
		if (is_repetition(aside, i))
			continue;
		const struct alike alike = find_alike(aside, i);
		if (alike.count > ALIKE_MOST)
			say_together(diag, &alike);
		else
			say_each(diag, &alike);
	}
	diag_free(aside);
}
