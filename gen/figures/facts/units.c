/* What concerns units: reports received, doubts to ask back, districts' places, reminders. */
#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/facts/phrase.h"
#include "figures/intake/states.h"

const char *facts_escalation_name(enum escalation step)
{
	static const char *const names[] = {
		[ESCALATION_NONE] = "",
		[ESCALATION_REMIND] = "remind",
		[ESCALATION_URGE] = "urge",
		[ESCALATION_SUPERVISE] = "supervise",
	};

	return names[step];
}

const char *facts_escalation_word(enum escalation step)
{
	static const char *const words[] = {
		[ESCALATION_NONE] = "",
		[ESCALATION_REMIND] = "提醒",
		[ESCALATION_URGE] = "催办",
		[ESCALATION_SUPERVISE] = "督办",
	};

	return words[step];
}

static int days_late(const struct facts *facts, const struct unit_month *month)
{
	if (!month->submission)
		return 0;
	const long days =
	        date_number(month->submission->submitted_day) - date_number(facts->assessment->due);
	return days > 0 ? (int)days : 0;
}

/* Was anything of the unit accepted in an earlier month, that could stand in for this one? */
static bool has_earlier(const struct facts *facts, const struct unit *unit)
{
	const struct assessment *now = facts->assessment;

	for (int month = 0; month + 1 < now->period.month; month++)
		if (now->ledger->inboxes[month]->accepted[unit->index])
			return true;
	return false;
}

static const char *with(struct facts *facts, const char *remark, const char *more)
{
	if (more[0] == '\0')
		return remark;
	return arena_printf(facts->words, "%s%s%s", remark, remark[0] == '\0' ? "" : "；", more);
}

/* What a reader must know of a unit's report: "迟报2天；缺3项", "沿用上月数", "第2次报送：…". */
static const char *remark_of(struct facts *facts, const struct unit_month *month)
{
	struct arena *arena = facts->words;
	const struct submission *submission = month->submission;
	const char *remark = "";

	if (month->state == REPORT_LATE)
		remark = arena_printf(arena, "迟报%d天", days_late(facts, month));
	if (month->state == REPORT_REFUSED)
		remark = "报送数据有误，已退回";
	if (!submission && month->due_figures > 0)
		remark = with(facts, remark,
		        arena_printf(arena,
		                has_earlier(facts, month->unit) ? "有关指标沿用%s数"
		                                                : "无%s数可沿用",
		                facts_previous_name(facts)));
	else if (month->given_figures < month->due_figures)
		remark = with(facts, remark,
		        arena_printf(
		                arena, "少填%zu项", month->due_figures - month->given_figures));
	if (submission && submission->revision > 1)
		remark = with(facts, remark,
		        arena_printf(arena, "第%d次报送：%s", submission->revision,
		                phrase_line(facts->words, submission->reason)));
	for (const struct submission *one = submission; one; one = one->earlier)
		if (one->recorded)
			remark = with(facts, remark,
			        arena_printf(arena, "经核实于%s收到：%s",
			                phrase_day(arena, one->submitted_day),
			                phrase_line(facts->words, one->recorded)));
	if (month->state != REPORT_ON_TIME && month->late_months > 1)
		remark = with(facts, remark,
		        arena_printf(arena, "本年第%d次未按时报送", month->late_months));
	return remark;
}

void facts_put_report(struct facts *facts, xmlNodePtr node, const struct unit_month *month)
{
	const struct submission *submission = month->submission;

	facts_put(node, FACT_STATE, states_report_name(month->state));
	facts_put(node, FACT_WORD, states_report_word(month->state));
	facts_put(node, FACT_SUBMITTED,
	        !submission ? "—" : phrase_day(facts->words, submission->submitted_day));
	facts_put_integer(node, FACT_DAYS_LATE, days_late(facts, month));
	facts_put_integer(node, FACT_REVISION, !submission ? 0 : submission->revision);
	facts_put(node, FACT_REASON, !submission ? "" : submission->reason);
	facts_put_count(node, FACT_DUE_FIGURES, month->due_figures);
	facts_put_count(node, FACT_GIVEN_FIGURES, month->given_figures);
	facts_put_integer(node, FACT_LATE_MONTHS, month->late_months);
	facts_put(node, FACT_ESCALATION, facts_escalation_name(month->escalation));
	facts_put(node, FACT_ESCALATION_WORD, facts_escalation_word(month->escalation));
	facts_put(node, FACT_REMARK, remark_of(facts, month));
	facts_put(node, FACT_FILE, !submission ? "" : facts_shown(facts, submission->file));
}

static void add_report(
        struct facts *facts, xmlNodePtr parent, const struct unit_month *month, size_t no)
{
	const xmlNodePtr node = facts_element(parent, NODE_REPORT);

	facts->places.reports[month->unit->index] = node;
	facts_put_count(node, FACT_NO, no);
	facts_put(node, FACT_UNIT, month->unit->name);
	facts_put(node, FACT_KIND, month->unit->kind == UNIT_DISTRICT ? "district" : "bureau");
	facts_put_report(facts, node, month);
}

void facts_add_reports(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;
	const xmlNodePtr node = facts_element(root, NODE_REPORTS);
	size_t no = 0;

	facts_put_count(node, FACT_COUNT, assessment->expected);
	facts_put_count(node, FACT_RECEIVED, assessment->on_time + assessment->late);
	facts_put_count(node, FACT_ON_TIME, assessment->on_time);
	facts_put_count(node, FACT_LATE, assessment->late);
	facts_put_count(node, FACT_REFUSED, assessment->refused);
	facts_put_count(node, FACT_MISSING, assessment->missing);
	for (size_t i = 0; i < assessment->catalogue->unit_count; i++)
		if (assessment->units[i].state != REPORT_NOT_OWED)
			add_report(facts, node, &assessment->units[i], ++no);
}

static const char *doubt_name(enum doubt_kind kind)
{
	static const char *const names[] = {
		[DOUBT_FALL] = "fall",
		[DOUBT_CORRECTED] = "corrected",
		[DOUBT_DISAGREE] = "disagree",
		[DOUBT_INFORMED] = "informed",
		[DOUBT_JUMP] = "jump",
		[DOUBT_EXCESS] = "excess",
		[DOUBT_BASE_MOVED] = "base-moved",
		[DOUBT_BASE_OTHER] = "base-other",
		[DOUBT_OVER_WHOLE] = "over-whole",
		[DOUBT_OVER_HUNDRED] = "over-hundred",
		[DOUBT_SUB_COUNT] = "sub-count",
		[DOUBT_NO_BASE] = "no-base",
		[DOUBT_INEXACT] = "inexact",
		[DOUBT_RELATION] = "relation",
		[DOUBT_CALENDAR] = "calendar",
		[DOUBT_PARTS] = "parts",
		[DOUBT_EARLY] = "early",
		[DOUBT_REPEATED] = "repeated",
		[DOUBT_LEFT_OUT] = "left-out",
		[DOUBT_WITHDRAWN] = "withdrawn",
		[DOUBT_LETTERS] = "letters",
		[DOUBT_SLIP] = "slip",
		[DOUBT_FELL_BACK] = "fell-back",
		[DOUBT_LEAP] = "leap",
		[DOUBT_UNDONE] = "undone",
		[DOUBT_BASE_LOST] = "base-lost",
		[DOUBT_WHOLE_TARGET] = "whole-target",
		[DOUBT_APART] = "apart",
	};

	return names[kind];
}

static void add_doubt(struct facts *facts, xmlNodePtr parent, const struct doubt *doubt)
{
	const xmlNodePtr node = facts_element(parent, NODE_DOUBT);

	facts_put(node, FACT_KIND, doubt_name(doubt->kind));
	facts_put(node, FACT_UNIT, doubt->unit ? doubt->unit->name : "");
	facts_put(node, FACT_TASK, doubt->task);
	facts_put(node, FACT_INDICATOR, doubt->indicator ? doubt->indicator->id : "");
	facts_put(node, FACT_NAME, doubt->indicator ? doubt->indicator->name : "");
	facts_put(node, FACT_TEXT, phrase_line(facts->words, doubt->text));
	facts_put(node, FACT_FOUND, doubt->found);
	facts_put(node, FACT_OTHER, doubt->other);
	facts_put_yes(node, FACT_ASKED, doubt_is_asked(doubt));
	facts_put(node, FACT_ANSWER, phrase_line(facts->words, doubt->answer));
	facts_put(node, FACT_ANSWERED_BY,
	        !doubt->answer[0]             ? ""
	                : doubt->is_by_office ? "office"
	                                      : "unit");
	facts_put_place(facts, node, FACT_SOURCE, doubt->place);
}

void facts_add_doubts(struct facts *facts, xmlNodePtr root)
{
	const struct ledger *ledger = facts->assessment->ledger;
	const xmlNodePtr node = facts_element(root, NODE_DOUBTS);

	facts_put_count(node, FACT_COUNT, ledger->doubt_count);
	for (size_t i = 0; facts_wants(facts, NODE_DOUBT) && i < ledger->doubt_count; i++)
		add_doubt(facts, node, &ledger->doubts[i]);
}

static const char *place_change(struct facts *facts, const struct rank *rank)
{
	if (!rank->ranked || !rank->has_previous)
		return "—";
	const int risen = rank->previous_place - rank->place;
	if (risen == 0)
		return "持平";
	return arena_printf(
	        facts->words, "%s%d位", risen > 0 ? "上升" : "下降", risen > 0 ? risen : -risen);
}

/* "first" and "last" name the ends of the list that a bulletin prints; those between are "". */
static const char *end_of_list(const struct assessment *assessment, const struct rank *rank)
{
	const int shown = assessment->catalogue->rules.ranking_shown;
	int ranked = 0;

	for (size_t i = 0; i < assessment->rank_count; i++)
		ranked += assessment->ranks[i].ranked;
	if (!rank->ranked || ranked < 2 * shown)
		return "";
	if (rank->place <= shown)
		return "first";
	return rank->place > ranked - shown ? "last" : "";
}

/* Instead of a score: who has reported is not called missing because nothing of his is compared. */
static const char *why_unranked(const struct assessment *assessment, const struct unit *unit)
{
	const struct inbox *inbox = assessment->ledger->inboxes[assessment->period.month - 1];

	return inbox->accepted[unit->index] ? "无可比指标" : "未报送";
}

void facts_put_rank(struct facts *facts, xmlNodePtr node, const struct rank *rank)
{
	facts_put_yes(node, FACT_RANKED, rank->ranked);
	facts_put_integer(node, FACT_PLACE, rank->ranked ? rank->place : 0);
	facts_put(node, FACT_SCORE,
	        rank->ranked ? phrase_percent(facts->words, rank->score)
	                     : why_unranked(facts->assessment, rank->unit));
	facts_put_bare(facts, node, facts_score, rank->ranked ? &rank->score : NULL);
	facts_put_count(node, FACT_INDICATORS, rank->indicators);
	facts_put_integer(node, FACT_PREVIOUS_PLACE, rank->has_previous ? rank->previous_place : 0);
	facts_put(node, FACT_CHANGE, place_change(facts, rank));
	facts_put(node, FACT_SHOWN, end_of_list(facts->assessment, rank));
}

static void add_rank(struct facts *facts, xmlNodePtr parent, const struct rank *rank)
{
	const xmlNodePtr node = facts_element(parent, NODE_RANK);

	facts->places.ranks[rank->unit->index] = node;
	facts_put(node, FACT_UNIT, rank->unit->name);
	facts_put_rank(facts, node, rank);
}

void facts_add_ranks(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;
	const xmlNodePtr node = facts_element(root, NODE_RANKS);
	size_t ranked = 0;

	for (size_t i = 0; i < assessment->rank_count; i++)
		ranked += assessment->ranks[i].ranked;
	facts_put_count(node, FACT_COUNT, assessment->rank_count);
	facts_put_count(node, FACT_RANKED, ranked);
	for (size_t i = 0; i < assessment->rank_count; i++)
		add_rank(facts, node, &assessment->ranks[i]);
}

/* One element a step that some unit has come to, the gravest first. */
void facts_add_escalations(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;

	for (enum escalation step = ESCALATION_SUPERVISE; step > ESCALATION_NONE; step--) {
		const char *units = "";
		size_t count = 0;
		for (size_t i = 0; i < assessment->catalogue->unit_count; i++) {
			if (assessment->units[i].escalation != step)
				continue;
			units = arena_printf(facts->words, "%s%s%s", units, count++ > 0 ? "、" : "",
			        assessment->units[i].unit->name);
		}
		if (count == 0)
			continue;
		const xmlNodePtr node = facts_element(root, NODE_ESCALATION);
		facts_put(node, FACT_KIND, facts_escalation_name(step));
		facts_put(node, FACT_WORD, facts_escalation_word(step));
		facts_put_count(node, FACT_COUNT, count);
		facts_put(node, FACT_UNITS, units);
	}
}
