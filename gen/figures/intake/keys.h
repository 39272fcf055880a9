/*
 * Keys: the fields of a submission by the names that people give them.
 *
 * Owns the table of names for each field, and giving a member the field's own name where only one
 * can be meant (进展情况, Progress); numbers written as text and text written as numbers likewise.
 * All of it is noted. Leaves figures alone: what stands in "values" is never renamed.
 */
#ifndef FIGURES_INTAKE_KEYS_H
#define FIGURES_INTAKE_KEYS_H

#include "figures/json/fields.h"

/* Changes names and kinds in the tree; two members that are one field are a fault. */
void keys_settle(const struct fields *fields, struct json *root);
/* The number that words mean: "14", "第14项" -> "14". NULL: none, or one with a point. */
const char *keys_number(struct arena *arena, const char *words);

#endif
