/*
 * States: what became of a file and of a unit's month, by name for machines and as it is printed.
 */
#ifndef FIGURES_INTAKE_STATES_H
#define FIGURES_INTAKE_STATES_H

#include "figures/intake/inbox.h"

/* "accepted" "superseded" "copy" "refused" "replaced" "too-late" */
const char *states_entry_name(enum entry_state state);
const char *states_entry_word(enum entry_state state);
/* "on-time" "late" "refused" "missing" "not-owed" */
const char *states_report_name(enum report_state state);
const char *states_report_word(enum report_state state);

#endif
