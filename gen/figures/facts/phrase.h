/*
 * Numbers, days and differences in the words of a Chinese official text.
 *
 * Owns how one value reads; refuses to know tasks, statuses or documents. Everything returned
 * lives in the arena and is never NULL. Percentages keep one decimal and read "100%" only when the
 * value is exactly 100; amounts are plain digits without separators (ARCHITECTURE.md “Figures”).
 */
#ifndef FIGURES_FACTS_PHRASE_H
#define FIGURES_FACTS_PHRASE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/fraction.h"

/* 0 零, 12 十二, 21 二十一, 105 一百零五, -3 负三; up to 亿亿. */
char *phrase_number(struct arena *arena, long value);
/* 2020年5月31日: no leading zeros. */
char *phrase_date(struct arena *arena, struct date date);
/* 5月31日, for a day whose year is said already. */
char *phrase_day(struct arena *arena, struct date date);
/* 2020年5月 */
char *phrase_period(struct arena *arena, struct period period);
/* 5月 */
char *phrase_month(struct arena *arena, struct period period);
/* 12月底, 11月15日, 2021年3月底: a deadline as it is said in `year`. */
char *phrase_deadline(struct arena *arena, struct date deadline, int year);

/* "56.3%", "100%", "-0.5%": rounds half-up to one decimal. */
char *phrase_percent(struct arena *arena, struct decimal percent);
/* "42400", "31.5": trailing zeros behind the point are dropped. */
char *phrase_amount(struct arena *arena, struct decimal amount);
/* "42400例", "75%", "1.6倍". */
char *phrase_quantity(struct arena *arena, struct decimal amount, const char *measure);
/* "1.2个百分点", without the sign: the verb says it. */
char *phrase_points(struct arena *arena, struct decimal points, uint8_t places);

/* "3/7%": a part over its whole, for what does not fit once it is divided (measure_round). */
char *phrase_fraction(struct arena *arena, struct fraction parts, const char *measure);

/*
 * At most `most` characters of it, ended where a sentence or a clause does and without its mark;
 * where there is no such place in the second half, cut in the middle and ended with ……. The whole
 * of it, as it is, where it is no longer.
 */
char *phrase_shorten(struct arena *arena, const char *words, size_t most);

/* What was written, on one line: breaks become ；, blanks at the ends and the last 。；， go. */
char *phrase_line(struct arena *arena, const char *words);

#endif
