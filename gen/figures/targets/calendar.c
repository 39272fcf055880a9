#include "figures/targets/calendar.h"

/* No calendar has so many days off in a row. */
#define DAYS_OFF_LIMIT 60
/* Days for which what is listed speaks. */
#define REACH 31

static bool is_listed(const struct date *dates, size_t count, struct date date)
{
	for (size_t i = 0; i < count; i++) {
		if (date_compare(dates[i], date) == 0)
			return true;
	}
	return false;
}

static bool is_working_day(const struct rules *rules, struct date date)
{
	if (is_listed(rules->workdays, rules->workday_count, date))
		return true;
	return date_weekday(date) < 6 && !is_listed(rules->holidays, rules->holiday_count, date);
}

struct date calendar_working_day(const struct rules *rules, struct date date)
{
	for (int i = 0; i < DAYS_OFF_LIMIT && !is_working_day(rules, date); i++)
		date = date_add_days(date, 1);
	return date;
}

struct date calendar_after(const struct rules *rules, struct date date, int count)
{
	date = count == 0 ? calendar_working_day(rules, date) : date;
	for (int i = 0; i < count; i++)
		date = calendar_working_day(rules, date_add_days(date, 1));
	return date;
}

int calendar_working_days(const struct rules *rules, struct date from, struct date to)
{
	int days = 0;

	if (date_compare(to, from) < 0)
		return -calendar_working_days(rules, to, from);
	while (date_compare(from, to) < 0) {
		from = date_add_days(from, 1);
		days += is_working_day(rules, from);
	}
	return days;
}

bool calendar_reaches(const struct rules *rules, struct date date, struct date *last)
{
	*last = (struct date){ 0 };
	for (size_t i = 0; i < rules->holiday_count; i++)
		if (date_compare(rules->holidays[i], *last) > 0)
			*last = rules->holidays[i];
	return last->year > 0 && date_compare(date_add_days(*last, REACH), date) >= 0;
}

bool calendar_is_reported(const struct rules *rules, int month)
{
	return rules->reported[month - 1];
}

struct period calendar_next(const struct rules *rules, struct period period)
{
	do
		period = period_add(period, 1);
	while (!calendar_is_reported(rules, period.month));
	return period;
}

const char *calendar_reported(struct arena *arena, const struct rules *rules)
{
	const char *list = "";

	for (int month = 1; month <= MONTHS; month++)
		if (calendar_is_reported(rules, month))
			list = arena_printf(arena, "%s%s%d月", list, *list ? "、" : "", month);
	return list;
}

/* Day `day` of a month, or its last one. */
static struct date day_of(struct period period, int day)
{
	struct date date = period_last_day(period);

	if (day < date.day)
		date.day = day;
	return date;
}

struct date calendar_as_of(const struct rules *rules, struct period period)
{
	return rules->as_of_day > 0 ? day_of(period, rules->as_of_day) : period_last_day(period);
}

struct date calendar_due(const struct catalogue *catalogue, struct period period)
{
	const struct rules *rules = &catalogue->rules;
	const struct period month = period_add(period, rules->due_within ? 0 : 1);

	return calendar_working_day(rules, day_of(month, rules->due_day));
}

struct date calendar_cut(const struct catalogue *catalogue, struct period period)
{
	const struct rules *rules = &catalogue->rules;
	const struct period month = period_add(period, rules->cut_within ? 0 : 1);

	return calendar_working_day(rules, day_of(month, rules->cut_day));
}
