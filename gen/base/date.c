/*
 * Days are counted from 1970-01-01 by the usual shift of the year's start to 1 March, so that the
 * leap day comes last: within a 400-year era of 146,097 days every month begins at
 * (153 * m + 2) / 5 days. Years run from 1 to 9999.
 */
#include "base/date.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#define ERA_DAYS        146097L
#define DAYS_TO_1970    719468L /* from 0000-03-01 */
#define SECONDS_PER_DAY 86400LL

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Exactly `count` ASCII digits; moves the cursor behind them. */
static bool read_digits(const char **cursor, int count, int *out)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		const char digit = (*cursor)[i];
		if (digit < '0' || digit > '9')
			return false;
		value = value * 10 + (digit - '0');
	}
	*cursor += count;
	*out = value;
	return true;
}

static bool read_char(const char **cursor, const char *allowed)
{
	if (**cursor == '\0' || !strchr(allowed, **cursor))
		return false;
	*cursor += 1;
	return true;
}

static bool read_period(const char **cursor, struct period *out)
{
	struct period period = { .year = 0 };

	if (!read_digits(cursor, 4, &period.year) || !read_char(cursor, "-")
	        || !read_digits(cursor, 2, &period.month))
		return false;
	if (period.year < 1 || period.month < 1 || period.month > 12)
		return false;
	*out = period;
	return true;
}

static bool read_date(const char **cursor, struct date *out)
{
	struct period period;
	int day = 0;

	if (!read_period(cursor, &period) || !read_char(cursor, "-")
	        || !read_digits(cursor, 2, &day))
		return false;
	if (day < 1 || day > days_in_month(period.year, period.month))
		return false;
	*out = (struct date){ .year = period.year, .month = period.month, .day = day };
	return true;
}

bool date_parse(const char *string, struct date *out)
{
	struct date date;

	if (!read_date(&string, &date) || *string != '\0')
		return false;
	*out = date;
	return true;
}

bool period_parse(const char *string, struct period *out)
{
	struct period period;

	if (!read_period(&string, &period) || *string != '\0')
		return false;
	*out = period;
	return true;
}

/* "16:20:00", "16:20:00.25": seconds since midnight; a leap second counts as the next second. */
static bool read_time(const char **cursor, long long *seconds)
{
	int hour = 0;
	int minute = 0;
	int second = 0;

	if (!read_digits(cursor, 2, &hour) || !read_char(cursor, ":")
	        || !read_digits(cursor, 2, &minute) || !read_char(cursor, ":")
	        || !read_digits(cursor, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	if (read_char(cursor, ".")) {
		if (!read_char(cursor, "0123456789"))
			return false;
		while (read_char(cursor, "0123456789"))
			continue;
	}
	*seconds = hour * 3600LL + minute * 60LL + second;
	return true;
}

/* "Z", "+08:00": seconds east of UTC. */
static bool read_offset(const char **cursor, long long *seconds)
{
	int hours = 0;
	int minutes = 0;
	const bool west = **cursor == '-';

	*seconds = 0;
	if (read_char(cursor, "Zz"))
		return true;
	if (!read_char(cursor, "+-") || !read_digits(cursor, 2, &hours) || !read_char(cursor, ":")
	        || !read_digits(cursor, 2, &minutes))
		return false;
	if (hours > 23 || minutes > 59)
		return false;
	*seconds = (hours * 3600LL + minutes * 60LL) * (west ? -1 : 1);
	return true;
}

bool date_parse_timestamp(const char *string, struct date *day, long long *seconds)
{
	struct date date;

	long long time_of_day = 0;
	long long offset = 0;

	if (!read_date(&string, &date))
		return false;
	if (*string != '\0') {
		if (!read_char(&string, "Tt ") || !read_time(&string, &time_of_day)
		        || !read_offset(&string, &offset))
			return false;
	}
	if (*string != '\0')
		return false;
	*day = date;
	*seconds = date_number(date) * SECONDS_PER_DAY + time_of_day - offset;
	return true;
}

static int compare_ints(int a, int b)
{
	return (a > b) - (a < b);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return compare_ints(a.year, b.year);
	if (a.month != b.month)
		return compare_ints(a.month, b.month);
	return compare_ints(a.day, b.day);
}

int period_compare(struct period a, struct period b)
{
	return a.year != b.year ? compare_ints(a.year, b.year) : compare_ints(a.month, b.month);
}

struct period period_add(struct period period, int months)
{
	const int total = period.year * 12 + (period.month - 1) + months;

	assert(total >= 12);
	return (struct period){ .year = total / 12, .month = total % 12 + 1 };
}

int period_months_to(struct period period, struct date date)
{
	return (date.year - period.year) * 12 + date.month - period.month;
}

struct date period_last_day(struct period period)
{
	return (struct date){
		.year = period.year,
		.month = period.month,
		.day = days_in_month(period.year, period.month),
	};
}

long date_number(struct date date)
{
	const long year = date.month <= 2 ? date.year - 1L : date.year;
	const long era = year / 400; /* years are at least 1, so that year is at least 0 */
	const long year_of_era = year % 400;
	const long month_from_march = (date.month + 9L) % 12;
	const long day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
	const long day_of_era =
	        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * ERA_DAYS + day_of_era - DAYS_TO_1970;
}

static struct date date_from_number(long number)
{
	const long days = number + DAYS_TO_1970;

	assert(days >= 0);
	const long era = days / ERA_DAYS;
	const long day_of_era = days % ERA_DAYS;
	const long year_of_era =
	        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	const long day_of_year =
	        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const long month_from_march = (5 * day_of_year + 2) / 153;
	const long month = (month_from_march + 2) % 12 + 1;

	return (struct date){
		.year = (int)(era * 400 + year_of_era + (month <= 2 ? 1 : 0)),
		.month = (int)month,
		.day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
	};
}

struct date date_add_days(struct date date, int days)
{
	return date_from_number(date_number(date) + days);
}

int date_weekday(struct date date)
{
	/* 1970-01-01 was a Thursday; 719468 days earlier a Wednesday begins the count. */
	const long days = date_number(date) + DAYS_TO_1970;

	return (int)((days + 2) % 7 + 1);
}

char *date_format(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

char *period_format(struct arena *arena, struct period period)
{
	return arena_printf(arena, "%04d-%02d", period.year, period.month);
}

struct date date_today(int utc_offset_minutes)
{
	const long long now = (long long)time(NULL) + utc_offset_minutes * 60LL;
	const long long days = now / SECONDS_PER_DAY - (now % SECONDS_PER_DAY < 0 ? 1 : 0);

	return date_from_number((long)days);
}

char *date_now(struct arena *arena)
{
	const long long clock = (long long)time(NULL);
	const long long now = clock > 0 ? clock : 0;
	const long long second = now % SECONDS_PER_DAY;

	return arena_printf(arena, "%sT%02lld:%02lld:%02lldZ",
	        date_format(arena, date_from_number((long)(now / SECONDS_PER_DAY))), second / 3600,
	        second % 3600 / 60, second % 60);
}
