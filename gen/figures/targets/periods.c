#include "figures/targets/periods.h"

#include "base/common.h"
#include "base/text.h"

static const char *const rhythm_words[] = { "monthly", "quarterly", "half-yearly", "yearly" };
static const int rhythm_months[] = { 1, 3, 6, 12 };

static const char *const month_words[] = { "next", "same" };
static const struct word_list months = { .words = month_words, .count = COUNT_OF(month_words) };

/* Every so many months, the last of them the year's last. */
static void report_every(struct rules *rules, int step)
{
	for (int month = 1; month <= MONTHS; month++)
		rules->reported[month - 1] = month % step == 0;
}

void periods_default(struct rules *rules)
{
	report_every(rules, 1);
}

/* A month from 1 to 12, behind the one before. */
static int month_from(const struct catalogue_reader *reader, const struct json *item, int before)
{
	struct decimal number;

	if (!take_figure_from(reader, item, "periods", &number))
		return 0;
	for (int month = before + 1; month <= MONTHS; month++)
		if (decimal_compare(number, decimal_from(month)) == 0)
			return month;
	FIELDS_SAY(&reader->fields, MSG_TARGETS_PERIODS, item,
	        decimal_format(reader->fields.arena, number));
	return 0;
}

static void report_listed(
        const struct catalogue_reader *reader, const struct json *list, struct rules *rules)
{
	int before = 0;

	if (list->count == 0) {
		FIELDS_SAY(&reader->fields, MSG_TARGETS_PERIODS, list, "[]");
		return;
	}
	for (int i = 0; i < MONTHS; i++)
		rules->reported[i] = false;
	for (const struct json *item = list->first; item; item = item->next) {
		const int month = month_from(reader, item, before);
		if (month == 0) {
			periods_default(rules);
			return;
		}
		rules->reported[month - 1] = true;
		before = month;
	}
}

static void report_rhythm(
        const struct catalogue_reader *reader, const struct json *word, struct rules *rules)
{
	for (size_t i = 0; i < COUNT_OF(rhythm_words); i++)
		if (text_equal(word->string, rhythm_words[i])) {
			report_every(rules, rhythm_months[i]);
			return;
		}
	FIELDS_SAY(&reader->fields, MSG_TARGETS_PERIODS, word,
	        arena_printf(reader->fields.arena, "“%s”", word->string));
}

void periods_read(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	const struct json *list = fields_member(object, "periods", JSON_ARRAY);
	const struct json *word = fields_member(object, "periods", JSON_STRING);
	int due = 0, cut = 0;

	if (list)
		report_listed(reader, list, rules);
	if (word)
		report_rhythm(reader, word, rules);
	take_word(reader, object, "due_month", &months, &due);
	take_word(reader, object, "cut_month", &months, &cut);
	rules->due_within = due == 1;
	rules->cut_within = cut == 1;
}
