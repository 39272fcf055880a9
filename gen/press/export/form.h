/*
 * A unit's form for a month: what it is asked, as a report to be completed (JSON), and as the data
 * of a page that a clerk fills in with a browser.
 *
 * Owns which tasks and figures a unit is asked for, and what it is told of each: measure, target,
 * the figure that stands, the bounds within which nobody asks back (figures/ledger/bounds.h).
 * Refuses to know folders and how a page looks.
 */
#ifndef PRESS_EXPORT_FORM_H
#define PRESS_EXPORT_FORM_H

#include "base/json_out.h"
#include "base/text.h"
#include "figures/assess/assess.h"

/* All is borrowed; what is made for the answers goes to the arena. */
struct form {
	struct arena *arena;
	const struct ledger *ledger; /* of the month, with what has come so far */
	const struct unit *unit;
	/*
	 * Only what is wanted of the unit still is asked: what it has not given this month, what is
	 * asked back, what lags. NULL: all that it reports.
	 */
	const struct assessment *wanting;
};

/* Has the unit anything to report at all? */
bool form_is_due(const struct form *form);
/* Has the unit a part in the task, or a figure of it to give? */
bool form_asks(const struct form *form, const struct task *task);
bool form_has_field(const struct form *form, const struct indicator *indicator);
/* What counts of the unit's reports of the month so far, or NULL. */
const struct submission *form_reported(const struct form *form);
const struct value *form_value_now(const struct form *form, const struct indicator *indicator);
/* What stands from before the month, with the month it is of; or NULL. */
const struct cell *form_cell_before(const struct form *form, const struct indicator *indicator);
/* A fraction for which the unit may also give one number, where it does not know the parts. */
bool form_is_either(const struct form *form, const struct indicator *indicator);
/* The denominator that the catalogue itself gives, or NULL. */
const struct parameter *form_fixed_base(const struct form *form, const struct indicator *indicator);
/* 年初以来累计数, and 不低于900元/人/月 or "": what is wanted. */
const char *form_wanted_words(const struct form *form, const struct indicator *indicator);
const char *form_target_words(const struct form *form, const struct indicator *indicator);
/* "no" of a task, as the table has it: a number, or words such as "3-1". */
void form_put_no(struct json_out *json, const struct task *task);
/* "12.5" */
const char *form_plain(const struct form *form, struct decimal value);
/*
 * Appends a submission with null for each figure and "" for each text that is wanted, or, when the
 * month was reported, with what counts of it and the next revision; "x-8.1" beside the figures says
 * what 8.1 is. Refused as it stands: each null is a fault.
 */
void form_skeleton(const struct form *form, struct text *out);
/* Appends what the page is made from: one JSON object. */
void form_data(const struct form *form, struct text *out);

#endif
