/*
 * Days and months to be reckoned with: date-add, month-add, days-between, workday-add,
 * workdays-between. Working days are those of facts/calendar. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_DAYS_H
#define PRESS_TEMPLATE_XPATH_DAYS_H

#include "press/template/xpath_function.h"

/* date-add('2020-05-31', 10) → 2020-06-10 */
void xpath_date_add(xmlXPathParserContextPtr parser, int argument_count);
/* month-add('2020-05', 3) → 2020-08; of a day, the same one or the month's last. */
void xpath_month_add(xmlXPathParserContextPtr parser, int argument_count);
/* days-between(from, to): 0 of a day and itself, below 0 when `to` is earlier. */
void xpath_days_between(xmlXPathParserContextPtr parser, int argument_count);
/* workday-add(day, n): the n-th working day after it; 0: itself or the next one. */
void xpath_workday_add(xmlXPathParserContextPtr parser, int argument_count);
/* workdays-between(from, to): those after `from` up to `to`; below 0 when `to` is earlier. */
void xpath_workdays_between(xmlXPathParserContextPtr parser, int argument_count);

#endif
