#include "figures/intake/strays.h"

#include "base/utf8.h"
#include "figures/intake/written.h"
#include "figures/targets/catalogue.h"

#include <string.h>

#define MONTH "月"

bool strays_period(const char *name, struct period near, struct period *out)
{
	if (period_parse(name, out) || utf8_invalid(name, strlen(name)) != strlen(name))
		return false;
	if (written_period(name, near, out))
		return true;
	/* What follows the month may be words. */
	const char *month = strstr(name, MONTH);
	if (!month)
		return false;
	struct arena *arena = arena_new();
	const char *head = arena_strndup(arena, name, (size_t)(month - name) + sizeof MONTH - 1);
	const bool found = written_period(head, near, out);
	arena_free(arena);
	return found;
}

const char *strays_meant(struct arena *arena, const char *words)
{
	struct period period;

	/* 5月 alone is of no year. */
	if (!strays_period(words, (struct period){ .year = 0, .month = 1 }, &period)
	        || period.year < CATALOGUE_YEAR_LEAST)
		return NULL;
	return period_format(arena, period);
}

bool strays_mean(const struct file_list *siblings, const char *name, struct period period)
{
	struct period one, other;

	if (!strays_period(name, period, &one) || period_compare(one, period) != 0)
		return false;
	(void)strays_period(name, period_add(period, 12), &other);
	if (period_compare(one, other) == 0)
		return true;
	for (size_t i = 0; i < siblings->count; i++)
		if (period_parse(siblings->names[i], &other) && other.month == period.month
		        && other.year > period.year)
			return false;
	return true;
}
