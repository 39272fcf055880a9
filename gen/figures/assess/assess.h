/*
 * The assessment: what the ledger's figures mean against targets, deadlines and rules.
 *
 * Owns values combined over units, rates, pace, status words, lights, task status, ranking,
 * escalation, change since last month. Rules: ARCHITECTURE.md “Status”; every threshold comes
 * from catalogue->rules. Percentages are exact until printed.
 */
#ifndef FIGURES_ASSESS_ASSESS_H
#define FIGURES_ASSESS_ASSESS_H

#include "figures/ledger/amount.h"
#include "figures/ledger/ledger.h"

/* Status words; the comment is what is printed. */
enum status {
	STATUS_EXCEEDED,   /* 超额完成 (above the target) */
	STATUS_DONE,       /* 已完成 (exactly met, or declared / milestone met) */
	STATUS_AHEAD,      /* 超序时进度 */
	STATUS_ON_PACE,    /* 按序时进度推进 */
	STATUS_NEAR,       /* 基本达到序时进度 */
	STATUS_REACHED,    /* 已达标: level, ratio, milestone…, before the deadline */
	STATUS_MOVING,     /* 推进中 */
	STATUS_CONTINUING, /* 持续推进 (qualitative) */
	STATUS_NO_BASE,    /* 无基数 (denominator 0) */
	STATUS_TOO_LARGE,  /* 无法汇总 (FIGURE_TOO_LARGE) */
	STATUS_NO_TARGET,  /* 目标待定 */
	STATUS_UNAIMED,    /* 不设目标: a figure that is only shown */
	STATUS_BEHIND,     /* 进度滞后 */
	STATUS_FAR_BEHIND, /* 严重滞后 */
	STATUS_OVERDUE,    /* 逾期未完成 (deadline passed, cumulative or milestone) */
	STATUS_MISSED,     /* 未达标 (deadline passed, level or ratio) */
	STATUS_UNREPORTED, /* 未报送 */
	STATUS_COUNT
};

/* Which of the rules decided a status. */
enum ground {
	GROUND_NO_TARGET,
	GROUND_UNAIMED, /* a figure without a target */
	GROUND_NO_BASE,
	GROUND_TOO_LARGE,
	GROUND_UNREPORTED,
	GROUND_MET,      /* at or beyond the target, as combined */
	GROUND_DEADLINE, /* not met, and the deadline has passed */
	GROUND_LIMIT,    /* a cumulative figure above its limit */
	GROUND_GAP,      /* the gap between rate and pace, by the rules' thresholds */
	GROUND_PLAN,     /* a planned step of what has no pace, reached or not */
	GROUND_STAGE,    /* the stages planned for this month, reached or not */
	GROUND_OPEN,     /* not met, nothing planned for this month */
	GROUND_DECLARED, /* qualitative: declared done */
	GROUND_TOLD,     /* qualitative: told in words */
};

enum light { LIGHT_NONE, LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED };

enum figure_state {
	FIGURE_NONE, /* 未报送: no unit gave it */
	FIGURE_GIVEN,
	FIGURE_CARRIED,   /* at least one part is an earlier month's */
	FIGURE_NO_BASE,   /* denominator 0 */
	FIGURE_TOO_LARGE, /* 无法汇总: given, but no sum holds it */
	FIGURE_NOT_CONCERNED,
};

/*
 * A combined or single figure. Invariant: `amount` says something only when the state is given or
 * carried, and then it has a base; `from` is never NULL.
 */
struct figure {
	enum figure_state state;
	struct amount amount; /* exact, as reported or combined */
	struct place origin;  /* of a single figure; of the worst for min; none for sums */
	const char *words;    /* of a single bound, as its unit says it: 92%以上 */
	const char *from;     /* whose: unit's name, "" for combined */
};

/* A unit's own standing on an indicator. Invariant: `cell` is the ledger's own, never NULL. */
struct unit_result {
	const struct unit *unit;
	const struct cell *cell; /* this month's */
	struct figure figure;
	bool reached; /* meets the indicator's target by itself */
};

/*
 * One indicator in one month, filled in steps: `indicator` by assess.c, what is combined by
 * indicator_combine, rate and pace by pace_measure, word and light by status_judge, what only
 * earlier months tell by assess.c. Each step may assume those before.
 *
 * Invariants: has_rate and has_pace mean that the figure stands; `gap` is of both; reached <=
 * concerned; units begin with the indicator's districts, in their order, where districts report.
 */
struct indicator_result {
	const struct indicator *indicator;
	struct figure figure;          /* the headline */
	bool from_districts;           /* sums: the lead gave none: 据各市（区）汇总 */
	struct figure lead_figure;     /* FIGURE_NONE when the lead gave none */
	struct figure district_figure; /* Σ, weighted or worst of districts; FIGURE_NOT_CONCERNED
	                                  when none report */
	bool disagree;                 /* lead and districts differ: 口径不一致 */
	bool carried;                  /* the headline rests on an earlier month */
	bool partial;                  /* some district never reported: district_figure lacks it */
	/*
	 * Rate against the target in percent (100 x figure / target; a limit: 100 x target /
	 * figure), exact and as printed.
	 */
	bool has_rate; /* cumulative kinds, counts, ratios with linear pace; not levels, yes/no */
	struct decimal rate; /* percent, printed precision: 1 decimal, 100 only when complete */
	bool has_pace;
	struct decimal pace; /* planned percent at the period's end, 1 decimal */
	struct decimal gap;  /* exact rate - exact pace, percentage points, 1 decimal */
	enum status status;
	enum ground ground; /* of the status */
	enum light light;
	bool early; /* done before the deadline's month */
	bool deadline_passed;
	size_t reached; /* of `concerned` units that must reach it: x/y (min, all, count) */
	size_t concerned;
	const struct unit_result *units; /* districts with the duty, then others who must report
	                                    it or did */
	size_t unit_count;
	/* Last month, for change. has_previous false in January or when nothing stood. */
	bool has_previous;
	struct figure previous;
	/* This - last: in the measure, of fractions percentage points with one decimal. */
	struct decimal change;
	enum status previous_status;
	int lit_months; /* consecutive months, this one included, with yellow or red */
};

enum escalation { ESCALATION_NONE, ESCALATION_REMIND, ESCALATION_URGE, ESCALATION_SUPERVISE };

/*
 * Invariants: met <= measured <= counted <= indicator_count; `worst` is one of `indicators`;
 * newly_done, newly_behind and recovered need has_previous.
 */
struct task_result {
	const struct task *task;
	enum status status; /* worst of its measured indicators; STATUS_DONE only if all */
	enum light light;
	size_t counted;  /* indicators that are no part of another */
	size_t measured; /* of them, with a target to be held against */
	size_t met;      /* of them at or beyond target */
	enum status previous_status;
	bool has_previous;
	bool newly_done;
	bool newly_behind;
	bool recovered; /* behind last month, not now */
	int lit_months; /* consecutive months, this one included, with its own light on */
	enum escalation escalation; /* what its lead is sent for it */
	const struct indicator_result *const *indicators;
	size_t indicator_count;
	const struct indicator_result
	        *worst; /* decides the status; NULL for a task without measures */
	const struct task_report *lead_report; /* this month's words of the lead, or NULL */
};

/*
 * A district's place. Competition ranking 1-2-3-3-5, ties in catalogue order. Invariants: `place`
 * is at least 1 when ranked and 0 otherwise; has_previous means it was ranked last month.
 */
struct rank {
	const struct unit *unit;
	bool ranked;          /* false: 未报送 */
	struct decimal score; /* mean of min(rate, 100) over its due indicators, 1 decimal */
	size_t indicators;    /* how many entered */
	int place;
	bool has_previous;
	int previous_place;
};

/* A unit's month. Invariant: given_figures <= due_figures. */
struct unit_month {
	const struct unit *unit;
	enum report_state state;
	const struct submission *submission; /* accepted or NULL */
	size_t due_figures;                  /* figures it must give */
	size_t given_figures;                /* it gave */
	int late_months;            /* months of this year not on time, this one included */
	enum escalation lateness;   /* of its own reports alone */
	enum escalation escalation; /* and of the tasks it leads: the graver */
	int letter; /* what it is sent: which of its kind this year, from 1; 0: nothing */
};

/*
 * Invariants: each list is complete, in the catalogue's order, ranks apart; the counts are those of
 * the lists. Borrows ledger and catalogue; belongs to the arena it was made in; never changed
 * after.
 */
struct assessment {
	const struct ledger *ledger;
	const struct catalogue *catalogue;
	struct period period;
	struct date as_of; /* last day of the period */
	struct date due;
	struct date cut;
	const struct indicator_result *indicators; /* by indicator index */
	const struct task_result *tasks;           /* by task index */
	const struct unit_month *units;            /* by unit index */
	const struct rank *ranks;                  /* districts, by place then catalogue order */
	size_t rank_count;
	/* Counts for 总体情况. */
	size_t tasks_by_status[STATUS_COUNT];
	size_t counted;  /* indicators that are no part of another */
	size_t measured; /* measured indicators of them */
	size_t measured_by_status[STATUS_COUNT];
	size_t measured_met;
	size_t tasks_deadline_passed;
	size_t newly_done, newly_behind, recovered;       /* tasks against last month */
	size_t expected, on_time, late, refused, missing; /* reports */
	int letters[ESCALATION_SUPERVISE + 1]; /* of each kind since January, this month included */
};

const struct assessment *assess(
        struct arena *arena, struct diag *diag, const struct ledger *ledger);
/*
 * January … the ledger's period, one after the other; says nothing. What `take` is handed is gone
 * when it returns, and its `ledger` is that of the whole year: what is asked of it is asked by
 * month.
 */
void assess_year(const struct ledger *ledger,
        void (*take)(void *data, const struct assessment *month), void *data);

/* The printed word: "基本达到序时进度". */
const char *status_word(enum status status);
/* ASCII name for templates and tests: "near". */
const char *status_name(enum status status);
const char *light_name(enum light light); /* "green" "yellow" "red" "none" */
/* At or beyond the target. */
bool status_is_met(enum status status);
/* Behind, far behind, overdue, missed. */
bool status_is_lagging(enum status status);

#endif
