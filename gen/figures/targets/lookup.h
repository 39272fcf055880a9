/*
 * Finding units, groups, tasks, indicators and parameters of a catalogue by what people call them.
 *
 * Everything returned is borrowed from the catalogue; NULL when there is none of that name.
 */
#ifndef FIGURES_TARGETS_LOOKUP_H
#define FIGURES_TARGETS_LOOKUP_H

#include "base/arena.h"
#include "figures/targets/catalogue.h"

/* By name or alias, those that are absent in its month too; blanks around and inside are ignored,
 * half- and full-width brackets equal. */
const struct unit *lookup_unit(const struct catalogue *catalogue, const char *name);
/*
 * The unit that a name with the city before it, or with 政府 behind it, means: 江门市民政局 is
 * 市民政局 where the city is 江门市. NULL: none, or none for sure.
 */
const struct unit *lookup_unit_in_full(
        struct arena *arena, const struct catalogue *catalogue, const char *name);
const struct group *lookup_group(const struct catalogue *catalogue, const char *name);
/* By what sentences call it, other widths of its letters and blanks aside. */
const struct task *lookup_task(const struct catalogue *catalogue, const char *no);
const struct indicator *lookup_indicator(const struct catalogue *catalogue, const char *id);
const struct parameter *lookup_parameter(const struct catalogue *catalogue, const char *name);
/* Name or alias of a unit or group near to `name`, or NULL. */
const char *lookup_near_unit(
        struct arena *arena, const struct catalogue *catalogue, const char *name);
const char *lookup_near_group(
        struct arena *arena, const struct catalogue *catalogue, const char *name);

/* The next character that tells names apart: no blank, brackets of one width; 0 at the end. */
uint32_t lookup_next_letter(const char **cursor);
/* Order of names with blanks left out and brackets of either width alike. */
int lookup_compare_names(const char *left, const char *right);
/* Order of ids by number: 15.9 before 15.10. */
int lookup_compare_ids(const char *left, const char *right);

#endif
