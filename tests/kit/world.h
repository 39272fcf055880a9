/*
 * A small city made by hand: five units, tasks and indicators as a test asks, figures by month.
 *
 * Everybody reports on time every month unless told otherwise. Knows intake's structures and the
 * ledger; reads no file.
 */
#ifndef KIT_WORLD_H
#define KIT_WORLD_H

#include "figures/ledger/ledger.h"

/* Indices of the units: the lead, another bureau, three districts. */
enum world_unit { LEAD, OTHER, EAST, SOUTH, WEST, WORLD_UNITS };

#define WORLD_YEAR       2020
#define WORLD_TASKS      4
#define WORLD_INDICATORS 12

struct world;

struct world *world_new(struct arena *arena);
struct catalogue *world_catalogue(struct world *world);
const struct unit *world_unit(const struct world *world, enum world_unit unit);
/* A new task, led by LEAD, with a duty for every unit; indicators go to the newest. */
struct task *world_task(struct world *world);
/*
 * A copy of `like`, completed: id "1.1", name "指标1.1", the deadline the year's last day, every
 * district where districts report and none is named.
 */
struct indicator *world_indicator(struct world *world, const struct indicator *like);
/* "940", "733/940", "是", "否" */
void world_give(struct world *world, int month, enum world_unit unit,
        const struct indicator *indicator, const char *figure);
/* Figures from January, parted by blanks, "-" for none: "100 200 - 400". */
void world_series(struct world *world, enum world_unit unit, const struct indicator *indicator,
        const char *figures);
/* The reason for a fall of what was given. */
void world_correct(struct world *world, int month, enum world_unit unit,
        const struct indicator *indicator, const char *reason);
/* Words of a unit on a task. */
void world_tell(struct world *world, int month, enum world_unit unit, const struct task *task,
        const char *progress);
/* By when it says the task will be done. */
void world_promise(struct world *world, int month, enum world_unit unit, const struct task *task,
        const char *expected);
/* REPORT_MISSING and REPORT_REFUSED take the month's figures away. */
void world_report(struct world *world, int month, enum world_unit unit, enum report_state state);
/* Ledger of January … month of WORLD_YEAR, checked. */
const struct ledger *world_ledger(struct world *world, struct diag *diag, int month);

struct decimal world_decimal(const char *text);

#endif
