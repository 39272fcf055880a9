#include "press/template/xpath_days.h"

#include "base/text.h"
#include "figures/targets/calendar.h"
#include "press/template/xpath_argument.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#define DAY_BYTES 10 /* 2020-05-31 */
/* Steps of days, months or working days: no plan of a city reaches farther. */
#define STEPS_MOST 3660

static bool read_steps(const char *words, int *out)
{
	struct decimal value;

	if (!xpath_read_decimal(words, &value))
		return false;
	value = decimal_normalise(value);
	*out = (int)value.digits;
	return value.scale == 0 && value.digits >= -STEPS_MOST && value.digits <= STEPS_MOST;
}

/* Two arguments; false: said, or one finds nothing, and so does the function. */
static bool take_two(
        xmlXPathParserContextPtr parser, int count, const char *form, const char *out[2])
{
	if (!xpath_has_arguments(parser, count, 2, form))
		return false;
	out[1] = xpath_pop_words(parser);
	out[0] = xpath_pop_words(parser);
	if (parser->error != XPATH_EXPRESSION_OK)
		return false;
	if (!out[0] || !out[1])
		xpath_push_nothing(parser);
	return out[0] && out[1];
}

static bool take_day(xmlXPathParserContextPtr parser, const char *words, struct date *out)
{
	if (date_parse(words, out))
		return true;
	xpath_refuse(parser, words, "2020-05-31");
	return false;
}

static bool take_steps(xmlXPathParserContextPtr parser, const char *words, int *out)
{
	if (read_steps(words, out))
		return true;
	xpath_refuse(parser, words, "-3, 0, 10 …");
	return false;
}

static void push_day(xmlXPathParserContextPtr parser, struct date date)
{
	xpath_push_words(parser, date_format(xpath_call_of(parser)->arena, date));
}

void xpath_date_add(xmlXPathParserContextPtr parser, int argument_count)
{
	const char *words[2];
	struct date date;
	int days;

	if (take_two(parser, argument_count, "(@due, 10)", words)
	        && take_day(parser, words[0], &date) && take_steps(parser, words[1], &days))
		push_day(parser, date_add_days(date, days));
}

void xpath_month_add(xmlXPathParserContextPtr parser, int argument_count)
{
	const char *words[2];
	struct period period;
	struct date date;
	int months;

	if (!take_two(parser, argument_count, "(@period, 1)", words)
	        || !take_steps(parser, words[1], &months))
		return;
	if (period_parse(words[0], &period)) {
		xpath_push_words(parser,
		        period_format(xpath_call_of(parser)->arena, period_add(period, months)));
		return;
	}
	if (!take_day(parser, words[0], &date))
		return;
	const struct date last =
	        period_last_day(period_add((struct period){ date.year, date.month }, months));
	const int day = date.day < last.day ? date.day : last.day;
	push_day(parser, (struct date){ last.year, last.month, day });
}

void xpath_days_between(xmlXPathParserContextPtr parser, int argument_count)
{
	const char *words[2];
	struct date from, to;

	if (take_two(parser, argument_count, "(@date, @due)", words)
	        && take_day(parser, words[0], &from) && take_day(parser, words[1], &to))
		valuePush(parser, xmlXPathNewFloat((int)(date_number(to) - date_number(from))));
}

/* "2020-10-01 2020-10-02" of an attribute of facts/calendar. */
static const struct date *read_days(
        xmlXPathParserContextPtr parser, const xmlNode *calendar, const char *name, size_t *count)
{
	struct arena *arena = xpath_call_of(parser)->arena;
	const xmlAttr *given = calendar ? xmlHasProp(calendar, (const xmlChar *)name) : NULL;
	const char *at = given && given->children ? (const char *)given->children->content : "";
	struct date *days = arena_alloc_array(arena, strlen(at) / DAY_BYTES + 1, sizeof *days);

	*count = 0;
	for (; strlen(at) >= DAY_BYTES; at += strspn(at, " ")) {
		if (date_parse(arena_strndup(arena, at, DAY_BYTES), &days[*count]))
			++*count;
		at += DAY_BYTES;
	}
	return days;
}

static struct rules calendar_of(xmlXPathParserContextPtr parser)
{
	const xmlNode *root = xmlDocGetRootElement(parser->context->doc);
	const xmlNode *node = root ? root->children : NULL;
	struct rules rules = { .holiday_count = 0 };

	while (node && !text_equal((const char *)node->name, "calendar"))
		node = node->next;
	rules.holidays = read_days(parser, node, "holidays", &rules.holiday_count);
	rules.workdays = read_days(parser, node, "workdays", &rules.workday_count);
	return rules;
}

void xpath_workday_add(xmlXPathParserContextPtr parser, int argument_count)
{
	const char *words[2];
	struct date date;
	int days;

	if (!take_two(parser, argument_count, "(@date, 5)", words)
	        || !take_day(parser, words[0], &date))
		return;
	if (!read_steps(words[1], &days) || days < 0) {
		xpath_refuse(parser, words[1], "0, 5, 10 …");
		return;
	}
	const struct rules rules = calendar_of(parser);
	push_day(parser, calendar_after(&rules, date, days));
}

void xpath_workdays_between(xmlXPathParserContextPtr parser, int argument_count)
{
	const char *words[2];
	struct date from, to;

	if (!take_two(parser, argument_count, "(@date, @due)", words)
	        || !take_day(parser, words[0], &from) || !take_day(parser, words[1], &to))
		return;
	if (labs(date_number(to) - date_number(from)) > STEPS_MOST) {
		xpath_refuse(parser, words[1], words[0]);
		return;
	}
	const struct rules rules = calendar_of(parser);
	valuePush(parser, xmlXPathNewFloat(calendar_working_days(&rules, from, to)));
}
