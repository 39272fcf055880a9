/*
 * Calendar days and months of the proleptic Gregorian calendar. No time zone, no clock but
 * date_today, which reads it once for the application.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

#include <stdbool.h>

#define MONTHS 12 /* of a year */

struct date {
	int year;
	int month; /* 1-12 */
	int day;   /* 1-31 */
};

struct period {
	int year;
	int month; /* 1-12 */
};

/* "2020-06-05" */
bool date_parse(const char *string, struct date *out);
/* "2020-05" */
bool period_parse(const char *string, struct period *out);
/*
 * RFC 3339 "2020-06-03T16:20:00+08:00" (or "Z", or a bare date): the calendar day as written and
 * the seconds since 1970-01-01T00:00:00Z.
 */
bool date_parse_timestamp(const char *string, struct date *day, long long *seconds);
int date_compare(struct date a, struct date b);
int period_compare(struct period a, struct period b);
struct period period_add(struct period period, int months);
/* Months from `period` to the month of `date`: 0 in the same, below 0 when it is past. */
int period_months_to(struct period period, struct date date);
struct date period_last_day(struct period period);
struct date date_add_days(struct date date, int days);
/* Days since 1970-01-01. */
long date_number(struct date date);
/* 1 Monday … 7 Sunday (ISO 8601). */
int date_weekday(struct date date);
char *date_format(struct arena *arena, struct date date);       /* 2020-06-05 */
char *period_format(struct arena *arena, struct period period); /* 2020-05 */
/* The day now, at `utc_offset_minutes` east of UTC; TZ and locale play no part. */
struct date date_today(int utc_offset_minutes);
/* The moment now, RFC 3339 in UTC: "2020-06-07T18:00:00Z". TZ and locale play no part. */
char *date_now(struct arena *arena);

#endif
