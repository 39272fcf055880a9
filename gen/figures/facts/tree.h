/*
 * Building the facts tree: elements and attributes by vocabulary.
 *
 * Private to figures/facts, the only files that know how an assessment becomes XML. An empty
 * string is written as an empty attribute, so that a template may name it without asking first;
 * what README.md marks with a ? is left out when there is nothing to say.
 */
#ifndef FIGURES_FACTS_TREE_H
#define FIGURES_FACTS_TREE_H

#include "figures/assess/progress.h"
#include "figures/facts/facts.h"

#include <libxml/tree.h>

/* Where the months of the year go, by index of the catalogue; a rank by that of its unit. */
struct facts_places {
	xmlNodePtr counts;
	xmlNodePtr *indicators, *tasks, *reports, *ranks;
};

/*
 * Invariants: the tree is NULL before anything was asked, or has a root and of the vocabulary just
 * what was asked for, and is grown for this (grow_owner);
 * `assessment` is borrowed, NULL only in empty facts; `words` and `line` serve the building and are
 * owned; `places` live in `words`; `shown` is how `file`, the path asked for last, is printed.
 * While the months of the year are told, `assessment` is the one being told (months.c).
 */
struct facts {
	xmlDocPtr tree;
	struct facts_names asked;
	struct facts_options options;
	struct facts_places places;
	struct arena *words; /* formatted values until they are copied into the tree; else NULL */
	struct text line;    /* scratch */
	const struct assessment *assessment;
	const char *file;
	const char *shown;
};

/* Is the element asked for? What is many and can be left out asks before it is built. */
bool facts_wants(const struct facts *facts, enum facts_node name);
/* Is the attribute? Only what is dear to work out need ask: facts_put knows it. */
bool facts_wants_attribute(const struct facts *facts, enum fact name);
/* A new last child of `parent`. */
xmlNodePtr facts_element(xmlNodePtr parent, enum facts_node name);
/* Nothing happens when the attribute is not asked for; so with all that follow. */
void facts_put(xmlNodePtr node, enum fact name, const char *value);
/* The same, but no attribute at all for "". */
void facts_put_some(xmlNodePtr node, enum fact name, const char *value);
void facts_put_count(xmlNodePtr node, enum fact name, size_t count);
void facts_put_integer(xmlNodePtr node, enum fact name, int value);
/* "yes" or "no" */
void facts_put_yes(xmlNodePtr node, enum fact name, bool yes);
/* 2020-05-31 */
void facts_put_date(struct facts *facts, xmlNodePtr node, enum fact name, struct date date);
/* The name of a file, or words that hold one, as a template may print it: with 〓 in it. */
const char *facts_shown(struct facts *facts, const char *path);
/* A percentage three times: "56.3%", as a share of one for bars ("0.563"), bare ("56.3"). */
struct facts_percent {
	enum fact words, share, number;
};
extern const struct facts_percent facts_rate, facts_pace, facts_score, facts_mean_rate;
/* NULL: there is none, and all three are "". A share is cut to 0 … 1. */
void facts_put_percent(struct facts *facts, xmlNodePtr node, struct facts_percent names,
        const struct decimal *percent);
/* The last two of the three. */
void facts_put_bare(struct facts *facts, xmlNodePtr node, struct facts_percent names,
        const struct decimal *percent);
/* The mean of the rates (progress.h). */
void facts_put_progress(struct facts *facts, xmlNodePtr node, const struct progress *progress);
/* A figure bare, as it is printed, without its measure; yes is 1, no 0; "" when none stands. */
void facts_put_number(struct facts *facts, xmlNodePtr node, enum fact name,
        const struct indicator *indicator, const struct figure *figure);
/* Days and working days from the month's last day to `date`, negative after it. */
void facts_put_days_left(struct facts *facts, xmlNodePtr node, struct date date);
/* "file:line:column#pointer"; no attribute for no place. */
/* 上月, or 3月 where the period before ended earlier; 上月 when there is none. */
const char *facts_previous_name(const struct facts *facts);
void facts_put_place(struct facts *facts, xmlNodePtr node, enum fact name, struct place place);

/* "lead" "district" "other" */
const char *facts_role(const struct task *task, const struct unit *unit);
/* "remind" and 提醒, "" for none */
const char *facts_escalation_name(enum escalation step);
const char *facts_escalation_word(enum escalation step);

/* 0 nothing to act on, 1 unreported … 4 past its deadline: sorts the lagging, worst first. */
int facts_urgency(enum status status);

/* The children of the root, in this order, behind counts. */
void facts_add_statuses(struct facts *facts, xmlNodePtr root);
void facts_add_categories(struct facts *facts, xmlNodePtr root);
void facts_add_reports(struct facts *facts, xmlNodePtr root);
void facts_add_doubts(struct facts *facts, xmlNodePtr root);
void facts_add_ranks(struct facts *facts, xmlNodePtr root);
void facts_add_escalations(struct facts *facts, xmlNodePtr root);
void facts_add_units(struct facts *facts, xmlNodePtr root);
void facts_add_leaders(struct facts *facts, xmlNodePtr root);
void facts_add_demands(struct facts *facts, xmlNodePtr root);
void facts_add_submissions(struct facts *facts, xmlNodePtr root);
/* What the office says of the task in its own words. */
void facts_add_remarks(struct facts *facts, xmlNodePtr parent, const struct task *task);
/* What the other children are made of, once more for each month of the year. */
void facts_add_months(struct facts *facts);
void facts_put_counts(struct facts *facts, xmlNodePtr node);
/* How its tasks stand, by status too. */
void facts_put_category(struct facts *facts, xmlNodePtr node, const struct category *category);
void facts_put_task(struct facts *facts, xmlNodePtr node, const struct task_result *result);
/* What the catalogue says of a task. */
void facts_put_definition(struct facts *facts, xmlNodePtr node, const struct task *task);
void facts_put_report(struct facts *facts, xmlNodePtr node, const struct unit_month *month);
void facts_put_rank(struct facts *facts, xmlNodePtr node, const struct rank *rank);
/* Figure, rate, change and standing. */
void facts_put_result(struct facts *facts, xmlNodePtr node, const struct indicator_result *result);
/* Of a headline or of one unit's figure: indicator, figure, has_previous … change are asked. */
void facts_put_change(struct facts *facts, xmlNodePtr node, const struct indicator_result *result);
/* A figure of one unit, of the period. */
struct own_figure {
	const struct indicator *indicator;
	const struct unit *unit;
	const struct figure *figure;
};
/* As printed, bare, and against the unit's own of the month before. */
void facts_put_own(struct facts *facts, xmlNodePtr node, const struct own_figure *own);
/* A task in somebody's charge: as the table has it, and how it stands. */
xmlNodePtr facts_add_assignment(
        struct facts *facts, xmlNodePtr parent, const struct task_result *result);
/* Attributes and children of one indicator; `task` is the element it goes into. */
void facts_add_indicator(
        struct facts *facts, xmlNodePtr task, const struct indicator_result *result);

#endif
