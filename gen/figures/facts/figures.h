/*
 * The words of a figure: the one way from an assessed figure to what a document prints for it.
 *
 * Owns the words that stand for a figure that is not there, and whether yes and no or a number is
 * printed. Refuses to know documents; how a number reads is phrase.h's.
 */
#ifndef FIGURES_FACTS_FIGURES_H
#define FIGURES_FACTS_FIGURES_H

#include "base/arena.h"
#include "figures/assess/assess.h"

/*
 * One value as printed, alone and with its measure: "56.3%" "56.3%", "42400" "42400例"; both
 * "未报送" when there is none. Invariant: neither is NULL nor empty.
 */
struct printed {
	const char *value;
	const char *words;
};

/* Lives in the arena or as long as the program. */
/* "56.3%"; of what is a bound itself "56.3%以上"; "" where there is none. */
const char *figure_rate_words(struct arena *arena, const struct indicator_result *result);
struct printed figure_print(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure);
/* "given" "carried" "none" "no-base" "too-large" "not-concerned" */
const char *figure_state_name(enum figure_state state);

#endif
