#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/facts/grow.h"
#include "figures/facts/phrase.h"
#include "figures/targets/calendar.h"

const struct facts_percent facts_rate = { FACT_RATE, FACT_RATE_SHARE, FACT_RATE_NUMBER };
const struct facts_percent facts_pace = { FACT_PACE, FACT_PACE_SHARE, FACT_PACE_NUMBER };
const struct facts_percent facts_score = { FACT_SCORE, FACT_SCORE_SHARE, FACT_SCORE_NUMBER };
const struct facts_percent facts_mean_rate = { FACT_MEAN_RATE, FACT_MEAN_RATE_SHARE,
	FACT_MEAN_RATE_NUMBER };

bool facts_wants(const struct facts *facts, enum facts_node name)
{
	return facts->asked.elements[name];
}

bool facts_wants_attribute(const struct facts *facts, enum fact name)
{
	return facts->asked.attributes[name];
}

const char *facts_previous_name(const struct facts *facts)
{
	const int month = facts->assessment->period.month;
	const int before = ledger_before(facts->assessment->ledger, month);

	return ledger_month_word(facts->words, month, before > 0 ? before : month - 1);
}

xmlNodePtr facts_element(xmlNodePtr parent, enum facts_node name)
{
	return grow_element(parent, names_element(name));
}

void facts_put(xmlNodePtr node, enum fact name, const char *value)
{
	if (facts_wants_attribute(grow_owner(node), name))
		grow_attribute(node, names_attribute(name), value);
}

void facts_put_some(xmlNodePtr node, enum fact name, const char *value)
{
	if (value[0] != '\0')
		facts_put(node, name, value);
}

/* Writes `value` in decimal before `end`; returns its first digit. */
static char *digits_before(char *end, unsigned long value)
{
	do
		*--end = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	return end;
}

static void put_digits(xmlNodePtr node, enum fact name, unsigned long value, bool negative)
{
	char digits[24];
	char *end = digits + sizeof digits - 1;

	*end = '\0';
	char *first = digits_before(end, value);
	if (negative)
		*--first = '-';
	facts_put(node, name, first);
}

void facts_put_count(xmlNodePtr node, enum fact name, size_t count)
{
	put_digits(node, name, count, false);
}

void facts_put_integer(xmlNodePtr node, enum fact name, int value)
{
	const unsigned magnitude = value < 0 ? 0U - (unsigned)value : (unsigned)value;

	put_digits(node, name, magnitude, value < 0);
}

void facts_put_yes(xmlNodePtr node, enum fact name, bool yes)
{
	facts_put(node, name, yes ? "yes" : "no");
}

void facts_put_date(struct facts *facts, xmlNodePtr node, enum fact name, struct date date)
{
	facts_put(node, name, date_format(facts->words, date));
}

/* Within 0 and 1: 56.3 -> 0.563. */
static const char *share_of_one(struct facts *facts, struct decimal percent)
{
	struct decimal share;

	if (decimal_sign(percent) < 0)
		return "0";
	if (decimal_compare(percent, decimal_from(100)) >= 0
	        || !decimal_divide(percent, decimal_from(100), 1, 3, &share))
		return "1";
	return phrase_amount(facts->words, share);
}

void facts_put_bare(struct facts *facts, xmlNodePtr node, struct facts_percent names,
        const struct decimal *percent)
{
	facts_put(node, names.share, percent ? share_of_one(facts, *percent) : "");
	facts_put(node, names.number, percent ? phrase_amount(facts->words, *percent) : "");
}

void facts_put_percent(struct facts *facts, xmlNodePtr node, struct facts_percent names,
        const struct decimal *percent)
{
	facts_put(node, names.words, percent ? phrase_percent(facts->words, *percent) : "");
	facts_put_bare(facts, node, names, percent);
}

void facts_put_progress(struct facts *facts, xmlNodePtr node, const struct progress *progress)
{
	struct decimal mean;
	const bool has = progress_mean(progress, &mean);

	facts_put_percent(facts, node, facts_mean_rate, has ? &mean : NULL);
}

void facts_put_number(struct facts *facts, xmlNodePtr node, enum fact name,
        const struct indicator *indicator, const struct figure *figure)
{
	struct decimal number;
	const bool stands = figure_rounded(indicator, figure, &number);

	facts_put(node, name, stands ? phrase_amount(facts->words, number) : "");
}

void facts_put_days_left(struct facts *facts, xmlNodePtr node, struct date date)
{
	const struct date today = facts->assessment->as_of;

	facts_put_integer(node, FACT_DAYS_LEFT, (int)(date_number(date) - date_number(today)));
	/* Counted day by day: not for nobody. */
	if (facts_wants_attribute(facts, FACT_WORKDAYS_LEFT))
		facts_put_integer(node, FACT_WORKDAYS_LEFT,
		        calendar_working_days(&facts->assessment->catalogue->rules, today, date));
}

static void add_place_number(struct text *text, unsigned value)
{
	char digits[24];
	char *end = digits + sizeof digits;
	char *first = digits_before(end, value);

	text_add_char(text, ':');
	text_add_bytes(text, first, (size_t)(end - first));
}

/* Of a submission every place has the same path. */
const char *facts_shown(struct facts *facts, const char *path)
{
	struct letters_report done = { .counts = { 0 } };

	if (facts->file != path) {
		facts->shown = letters_read(facts->words, facts->options.ink, path, &done);
		facts->file = path;
	}
	return facts->shown;
}

void facts_put_place(struct facts *facts, xmlNodePtr node, enum fact name, struct place place)
{
	struct text *text = &facts->line;

	if (place.file[0] == '\0')
		return;
	text_clear(text);
	text_add(text, facts_shown(facts, place.file));
	if (place.line > 0) {
		add_place_number(text, place.line);
		add_place_number(text, place.column);
	}
	text_add_char(text, '#');
	text_add(text, place.pointer);
	facts_put(node, name, text->bytes);
}
