/*
 * Status words, lights and severity: one indicator against target, deadline and pace; a task as
 * the worst of its indicators.
 */
#ifndef FIGURES_ASSESS_STATUS_H
#define FIGURES_ASSESS_STATUS_H

#include "figures/assess/assess.h"

/* Sets status, ground, light and deadline_passed of a result that is combined and measured. */
void status_judge(
        const struct ledger *ledger, struct period period, struct indicator_result *result);
/*
 * Sets status, light, measured, met and worst of a task whose indicators are set. Worst decides;
 * 目标待定 and 无基数 decide nothing unless nothing else does; a target not set forbids 已完成.
 */
void status_judge_task(struct task_result *task);
/* Not met on or after the deadline, be it late or never reported. */
bool status_is_overdue(const struct indicator_result *result);
bool status_is_lit(enum light light);
/* Of a gap in percentage points as it is printed: one printed gap is one status. */
enum status status_of_gap(const struct rules *rules, struct decimal gap);

#endif
