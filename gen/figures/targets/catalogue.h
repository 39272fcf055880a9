/*
 * The catalogue: a year's targets as data (input/targets/<year>.json).
 *
 * Owns units, groups, parameters, rules, categories, tasks, duties, indicators. The program knows
 * no task, unit, city or year by name: everything is here. All strings are non-NULL and live in
 * the run's arena; what a city's table lacks (leader, person, category, lead) is "" or NULL as
 * said. input/schema/targets.schema.json describes the file.
 */
#ifndef FIGURES_TARGETS_CATALOGUE_H
#define FIGURES_TARGETS_CATALOGUE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/root.h"
#include "diag/diag.h"
#include "figures/json/texts.h"
#include "figures/targets/kinds.h"

#include <stddef.h>

/* Years that a catalogue can be of. */
#define CATALOGUE_YEAR_LEAST 1990
#define CATALOGUE_YEAR_MOST  2200

enum unit_kind { UNIT_BUREAU, UNIT_DISTRICT };

/*
 * JSON: { "name": "市民政局", "kind": "bureau", "formal": "江门市民政局", "aliases": ["民政局"],
 *   "from": "2020-06", "succeeds": ["市甲局", "市乙局"] }
 * Invariant: catalogue->units[unit->index] == unit; a unit is told from another by its address.
 * Who is succeeded reports for the last time in the month before its heirs do for the first, all of
 * them in the same; heirs are of its kind, and come after it.
 */
struct unit {
	size_t index; /* in catalogue->units */
	const char *name;
	const char *formal; /* what a letter addresses it by; the name where none is given */
	enum unit_kind kind;
	const char *const *aliases;
	size_t alias_count;
	int from;       /* month of the year for which it first reports; 0: it always was there */
	int until;      /* for which it last reports; 0: it stays */
	bool is_absent; /* in the catalogue's month */
	const struct unit *const *succeeds; /* those that it took over from */
	size_t succeeded_count;
	const struct unit *const *heirs; /* those that took over from it, or will */
	size_t heir_count;
	const struct unit *const *stand_ins; /* of an absent one: who answers for it */
	size_t stand_in_count;
};

/*
 * JSON: { "name": "各市（区）政府", "aliases": ["各市(区)政府"], "members": ["蓬江区", …] } or
 * { "name": "市直各相关单位", "undefined": true }: nobody is ever missing from an undefined group.
 */
struct group {
	const char *name;
	const char *const *aliases;
	size_t alias_count;
	const struct unit *const *members;
	size_t member_count;
	bool undefined;
};

/*
 * Who answers for a task. Exactly one of unit and group is set. The person belongs to this pair,
 * never to the unit. JSON: { "unit": "市总工会", "person": "蔡汉文" } or
 * { "group": "各市（区）政府", "printed": "各市(区)政府", "person": "各市(区)长" }; "printed"
 * (optional) is the table's own spelling where it differs; "helps": true.
 */
struct duty {
	const struct unit *unit;
	const struct group *group;
	const char *printed; /* as in the published table */
	const char *person;  /* "" when the table names none */
	bool helps;          /* 配合单位: it owes no report */
};

enum pace_kind { PACE_LINEAR, PACE_AT_DEADLINE };

/* A district's own part of the target, or what it alone must reach; in the indicator's measure. */
struct district_target {
	const struct unit *unit;
	struct decimal target;
};

/* JSON: "开工", or { "name": "开工", "month": "2020-05" } */
struct stage {
	const char *name;
	struct period month; /* planned to be reached by its end; year 0: not planned */
	unsigned line;       /* in the catalogue */
};

/*
 * JSON: { "id": "2.2", "name": "…", "short": "…", "unit": "%", "kind": "relative_level",
 * "comparison": ">=|<=|==|between", "target": "75", "phrase": "…", "reporters":
 * "lead|districts|lead+districts", "combine": "min", "districts": ["蓬江区", …] or a group's name,
 *   "district_targets": { "蓬江区": 4400, … }, "deadline": "2020-08-31",
 *   "pace": "linear|at_deadline", "plan": {"2020-06": "50", …}, "numerator": "…",
 *   "denominator": "…", "denominator_indicator": "2.1", "related": ["6.1"], "note": "…" }
 * target: a number, a numeral string, true (milestone), null (qualitative; not yet set),
 * { "parameter": "省定城镇补差标准" }, or, for "between", { "from": 80, "to": 85 }. A missing
 * deadline is the task's. With a comparison of null a figure is only shown. A share that names
 * neither numerator nor denominator is given as one number; "decimals": 2 is how many are printed.
 *
 * Invariants: catalogue->indicators[indicator->index] == indicator; task is never NULL; comparison
 * and combine are among those of the kind's row; has_target means a target above 0 for at_least and
 * of at least 0 otherwise, and below `most` in a range; parts that are given are named; who must
 * report exists: a lead where lead_reports, a district where districts_report.
 */
struct indicator {
	size_t index; /* in catalogue->indicators */
	const char *id;
	const char *name;
	const char *brief;   /* what sentences call it; the name where nothing shorter is given */
	const char *measure; /* measure unit as printed: 例, %, 元/人/月; "" when none */
	enum indicator_kind kind;
	enum comparison comparison;
	bool has_target;       /* false: 待定 (null, or a parameter not given), or none */
	struct decimal target; /* in `measure`; 1 for milestones, the number of stages; the lower
	                          end of a range */
	struct decimal most;   /* the upper end of a range, else 0 */
	bool has_parts;        /* of a fraction: numerator and denominator are given */
	bool parts_optional;   /* or, where they are not known, one number */
	bool has_decimals;
	uint8_t decimals;      /* of its figures in print, where the catalogue says so */
	const char *parameter; /* name the target came from, "" when none */
	bool has_base;
	struct decimal base;        /* in `measure`: what it was before: 由574元提至616元 */
	const char *mark;           /* printed before it: ★, "" when none */
	const char *verb;           /* of a step, what is done when it is taken: 印发; "" */
	const char *phrase;         /* the words of the published text */
	const struct stage *stages; /* of a staged one, in their order; else NULL */
	size_t stage_count;
	bool lead_reports;
	bool districts_report;
	enum combine combine;
	const struct unit *const *districts; /* those with the duty, catalogue order */
	size_t district_count;
	const struct district_target *district_targets; /* of those that have one of their own */
	size_t district_target_count;
	struct date deadline;
	enum pace_kind pace;
	const struct decimal *plan; /* 12 planned percentages by month, or NULL */
	const char *numerator;      /* what the numerator counts, "" when not a fraction */
	const char *denominator;
	const char *denominator_indicator; /* id whose value the denominator must equal, "" */
	const char *denominator_parameter; /* parameter that is the denominator, "" */
	const char *const *related;        /* ids */
	size_t related_count;
	const char *note;        /* the judgement made when decomposing */
	const char *part_of;     /* id of the whole that it is a part of (其中), "" */
	const struct unit *lead; /* of its own; NULL: the task's (indicator_owner) */
	const struct task *task;
	struct place place;
};

/*
 * A row of the table: a task, or one of its `parts`. Invariants: catalogue->tasks[task->index] ==
 * task; the lead, if any, is among the duties; indicators in the order of their ids, consecutive in
 * the catalogue's list.
 */
struct task {
	size_t index;   /* in catalogue->tasks */
	const char *no; /* what sentences and submissions call it by: "3", "9*", "3-1"; unique */
	const char *printed_no; /* in the table's column of numbers; "" when it has none */
	int part;               /* of the rows that share a number which one it is; 0: alone */
	const char *brief;      /* what sentences and titles call it, "" when not said */
	const char *text;       /* exact published text */
	const char *label;      /* the category label printed on this row */
	const char *leader;
	const struct unit *lead; /* NULL when the table names none */
	const struct duty *duties;
	size_t duty_count;
	struct date deadline;
	const char *deadline_printed;
	const char *mark;   /* printed before it: ★, "" when none */
	const char *remark; /* 备注, "" when none */
	const char *note;
	const struct indicator *const *indicators;
	size_t indicator_count;
	const struct category *category;
	struct place place;
};

struct category {
	size_t index;
	const char *name; /* "" when the table has no categories */
	const struct task *const *tasks;
	size_t task_count;
};

/* JSON: "parameters": { "名": { "value": "456.17" | null, "unit": "万人", "note": "…" } } */
struct parameter {
	const char *name;
	bool given;
	struct decimal value;
	const char *measure;
	const char *note;
};

/* How pace counts the months that have gone. */
enum pace_base {
	PACE_BASE_DEADLINE, /* m / deadline month, capped at 100 */
	PACE_BASE_YEAR,     /* m / 12 */
	PACE_BASE_TABLE,    /* rules.pace_table[m - 1] */
};

/*
 * Invariants: a period is as of a day that is not after the one on which it is due, and is due on
 * one not after its cut; at least one month is reported; far_behind_gap <= behind_gap <= ahead_gap,
 * reminder_months <= urge_months <= supervise_months; pace_table is filled and rises to at most 100
 * where pace is PACE_BASE_TABLE. JSON key = field name. Percentage points and percents are decimals
 * ("-10", "120").
 */
struct rules {
	/* "periods": which months of the year are reported, index month - 1; default all. */
	bool reported[MONTHS];
	int as_of_day;       /* of the period's month, to which figures reach; 0: its last day */
	int due_day;         /* of the next month; moved to the next working day */
	int cut_day;         /* of the next month: the bulletin's date; moved likewise */
	bool due_within;     /* due_day is a day of the period's own month ("due_month": "same") */
	bool cut_within;     /* so is cut_day ("cut_month": "same") */
	int utc_offset;      /* minutes east of UTC, "+08:00" */
	enum pace_base pace; /* "deadline" | "year" | "table" */
	struct decimal pace_table[MONTHS];
	struct decimal ahead_gap;      /* gap >= this: 超序时进度; default 10 */
	struct decimal behind_gap;     /* gap <= this: 进度滞后; default -10 */
	struct decimal far_behind_gap; /* gap < this: 严重滞后; default -30 */
	struct decimal jump_factor;    /* x average monthly pace: a doubt; default 3 */
	struct decimal excess_percent; /* of the target: a doubt; default 120 */
	struct decimal level_percent; /* a held figure moves by more a month: a doubt; default 25 */
	struct decimal ratio_points; /* a share moves by more points a month: a doubt; default 15 */
	struct decimal fall_points;  /* a share falls by more points: a doubt; default 5 */
	struct decimal sibling_factor; /* x the other districts' median: a doubt; default 2 */
	int ranking_shown;             /* first and last N; default 3 */
	int reminder_months;           /* yellow or late: 提醒; default 1 */
	int urge_months;               /* 催办单; default 2 */
	int supervise_months;          /* 督办通知单; default 3 */
	const struct date *holidays;   /* days off beside weekends */
	size_t holiday_count;
	bool limit_rate; /* what is kept under a limit has a rate too: 100 x limit / figure */
	bool writes_ofd; /* beside each PDF an OFD */
	const char *const *documents_off; /* templates, without .xml, that are not to be used */
	size_t documents_off_count;
	const struct date *workdays; /* weekend days worked */
	size_t workday_count;
};

enum term_part { TERM_VALUE, TERM_NUMERATOR, TERM_DENOMINATOR };

/* A figure of a unit, or a part of it: 7.1, numerator(7.2). */
struct term {
	const struct indicator *indicator;
	enum term_part part;
};

enum relation_kind {
	RELATION_AT_LEAST, /* the first of the terms >= the others together */
	RELATION_EQUAL,    /* the first = the others together */
	RELATION_ALIKE,    /* all the same, those that are reported */
};

/*
 * JSON: "relations": ["11.2 >= 11.1", "numerator(7.2) = 7.1"] (relations.h). Invariants: at least
 * two terms, none twice; no yes or no; amounts that are held against each other are of one measure,
 * as far as the catalogue says of what they are.
 */
struct relation {
	const char *text; /* as declared */
	enum relation_kind kind;
	const struct term *terms;
	size_t term_count;
	struct place place;
};

/*
 * Invariants: read whole and without a fault, or not at all; never changed after; every pointer
 * into it is borrowed and lives as long as the arena it was read into.
 */
struct catalogue {
	const char *file; /* path as given */
	const char *title;
	const char *city;
	int year;
	const char *subject; /* 2020年市十件民生实事; default: the title without 分解表 */
	const char *issuer;  /* 江门市人民政府办公室 */
	const char *recipients; /* 主送, without the colon */
	const char *districts; /* what the districts are called together: 市（区）; default 区县 */
	const char *whole;   /* all of it: 全市, 全县, 全省, by the city's last character */
	const char *leaders; /* what the leaders are called: 分管市领导; default 分管领导 */
	const char *copies;  /* 抄送, without the full stop; "" when none */
	const char *series;  /* 督查通报; default 工作通报 */
	/* Number in the series by month, 1-12 -> number; default: which of the year's periods it
	 * is. */
	int numbers[MONTHS];
	int month; /* units are those of this month of the year */
	/* In the printed order; behind them those that are not there in the month. */
	const struct unit *const *units;
	size_t unit_count;
	size_t known_unit_count; /* the absent ones too */
	const struct group *const *groups;
	size_t group_count;
	const struct parameter *parameters;
	size_t parameter_count;
	struct rules rules;
	const struct category *const *categories;
	size_t category_count;
	const struct task *const *tasks;       /* rows, in order of printing */
	const struct task *const *tasks_by_no; /* as lookup_compare_names orders them */
	size_t task_count;
	size_t number_count; /* tasks as the table counts them: rows that share a number are one */
	const struct indicator *const *indicators; /* by task, then id by number: 15.9 < 15.10 */
	size_t indicator_count;
	const struct indicator *const *indicators_by_id; /* as lookup_compare_ids orders them */
	const struct relation *relations; /* between figures of one unit, or of all */
	size_t relation_count;
	struct losses losses; /* texts in which 〓 stands for what cannot be printed */
};

/* Is a template (its name without .xml) to be used? Not when rules.documents switches it off. */
bool catalogue_uses(const struct catalogue *catalogue, const char *name);

/* Is it what the month of its year is to be read by, or are other units there then? */
bool catalogue_serves(const struct catalogue *catalogue, struct period period);

struct catalogue_file {
	const char *path;
	const struct ink *ink; /* what can be printed of its texts; may be NULL */
	int month;             /* 1-12 */
};

/*
 * Read and check a catalogue; every fault is said, all at once. NULL when it cannot be used.
 * Checked besides shape: names unique, every unit and group known (aliases resolved), the lead
 * among the duties, indicators of their kind complete, deadlines within reason, ids unique.
 * Everything lives in the arena.
 */
const struct catalogue *catalogue_read(struct arena *arena, struct diag *diag,
        const struct root *root, const char *file, const struct ink *ink);
/* The same as it is in a month of its year, 1-12; catalogue_read has the last one. */
const struct catalogue *catalogue_read_as_of(struct arena *arena, struct diag *diag,
        const struct root *root, const struct catalogue_file *file);
/* The same from bytes in memory. */
struct catalogue_source {
	const char *file;
	const char *bytes; /* NUL behind them */
	size_t length;
	const struct ink *ink; /* what can be printed of its texts; may be NULL */
	int month;             /* 1-12; 0: the last */
};
const struct catalogue *catalogue_parse(
        struct arena *arena, struct diag *diag, const struct catalogue_source *source);

#endif
