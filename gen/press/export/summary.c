#include "press/export/summary.h"

#include "base/common.h"
#include "base/json_out.h"
#include "figures/facts/walk.h"

#define FORMAT 1

enum member_type {
	MEMBER_TEXT,
	MEMBER_NUMBER, /* null where there is none */
	MEMBER_YES,    /* true or false */
	MEMBER_PLACE,  /* a number from 1, null for 0 */
};

/* A fact under its key. */
struct summary_member {
	const char *key;
	enum fact fact;
	enum member_type type;
};

#define ROW(name, what, how) \
	{ \
		.key = (name), .fact = (what), .type = (how) \
	}
#define TEXT(name, what)   ROW(name, what, MEMBER_TEXT)
#define NUMBER(name, what) ROW(name, what, MEMBER_NUMBER)
#define YES(name, what)    ROW(name, what, MEMBER_YES)
#define PLACE(name, what)  ROW(name, what, MEMBER_PLACE)

static const struct summary_member root_members[] = {
	TEXT("period", FACT_PERIOD),
	TEXT("as_of", FACT_AS_OF),
	TEXT("due", FACT_DUE),
	TEXT("cut", FACT_CUT),
	TEXT("date", FACT_DATE),
	YES("draft", FACT_DRAFT),
	NUMBER("number", FACT_NUMBER),
	NUMBER("revision", FACT_REVISION),
	YES("sample", FACT_SAMPLE),
	TEXT("city", FACT_CITY),
	TEXT("subject", FACT_SUBJECT),
	TEXT("issuer", FACT_ISSUER),
};

static const struct summary_member counts_members[] = {
	NUMBER("categories", FACT_CATEGORIES),
	NUMBER("tasks", FACT_TASKS),
	NUMBER("indicators", FACT_INDICATORS),
	NUMBER("measured", FACT_MEASURED),
	NUMBER("met", FACT_MET_COUNT),
	NUMBER("met_share", FACT_MET_SHARE_NUMBER),
	NUMBER("mean_rate", FACT_MEAN_RATE_NUMBER),
	NUMBER("lagging_tasks", FACT_LAGGING),
	NUMBER("lagging_indicators", FACT_LAGGING_INDICATORS),
	NUMBER("newly_done", FACT_NEWLY_DONE),
	NUMBER("newly_behind", FACT_NEWLY_BEHIND),
	NUMBER("recovered", FACT_RECOVERED),
};

static const struct summary_member status_members[] = {
	TEXT("status", FACT_NAME),
	TEXT("word", FACT_WORD),
	NUMBER("tasks", FACT_TASKS),
	NUMBER("indicators", FACT_INDICATORS),
};

static const struct summary_member task_members[] = {
	TEXT("no", FACT_NO),
	TEXT("topic", FACT_TOPIC),
	TEXT("text", FACT_TEXT),
	TEXT("lead", FACT_LEAD),
	TEXT("leader", FACT_LEADER),
	TEXT("deadline", FACT_DEADLINE),
	TEXT("status", FACT_STATUS),
	TEXT("word", FACT_WORD),
	TEXT("light", FACT_LIGHT),
	YES("met", FACT_MET),
	YES("lagging", FACT_LAGGING),
	NUMBER("mean_rate", FACT_MEAN_RATE_NUMBER),
};

static const struct summary_member indicator_members[] = {
	TEXT("id", FACT_ID),
	TEXT("name", FACT_NAME),
	TEXT("measure", FACT_MEASURE),
	TEXT("kind", FACT_KIND),
	YES("measured", FACT_MEASURED),
	TEXT("combine", FACT_COMBINE),
	TEXT("comparison", FACT_COMPARISON),
	NUMBER("target", FACT_TARGET_NUMBER),
	TEXT("target_printed", FACT_TARGET),
	TEXT("deadline", FACT_DEADLINE),
	TEXT("state", FACT_STATE),
	NUMBER("value", FACT_VALUE_NUMBER),
	TEXT("value_printed", FACT_VALUE),
	NUMBER("numerator", FACT_NUMERATOR),
	NUMBER("denominator", FACT_DENOMINATOR),
	TEXT("from", FACT_FROM),
	YES("carried", FACT_CARRIED),
	YES("from_districts", FACT_FROM_DISTRICTS),
	YES("partial", FACT_PARTIAL),
	YES("disagree", FACT_DISAGREE),
	TEXT("lead_value", FACT_LEAD_VALUE),
	TEXT("district_value", FACT_DISTRICT_VALUE),
	NUMBER("rate", FACT_RATE_NUMBER),
	NUMBER("pace", FACT_PACE_NUMBER),
	NUMBER("gap", FACT_GAP),
	NUMBER("change", FACT_CHANGE_NUMBER),
	TEXT("change_printed", FACT_CHANGE),
	NUMBER("shortfall", FACT_SHORTFALL_NUMBER),
	TEXT("status", FACT_STATUS),
	TEXT("word", FACT_WORD),
	TEXT("light", FACT_LIGHT),
	YES("met", FACT_MET),
	YES("lagging", FACT_LAGGING),
	NUMBER("reached", FACT_REACHED),
	NUMBER("concerned", FACT_CONCERNED),
	NUMBER("lit_months", FACT_LIT_MONTHS),
};

static const struct summary_member unit_members[] = {
	TEXT("unit", FACT_NAME),
	TEXT("kind", FACT_KIND),
	TEXT("state", FACT_STATE),
	NUMBER("value", FACT_VALUE_NUMBER),
	TEXT("value_printed", FACT_VALUE),
	NUMBER("rate", FACT_RATE_NUMBER),
	PLACE("place", FACT_PLACE),
	NUMBER("change", FACT_CHANGE_NUMBER),
	YES("reached", FACT_REACHED),
};

static const struct summary_member report_members[] = {
	TEXT("unit", FACT_UNIT),
	TEXT("kind", FACT_KIND),
	TEXT("state", FACT_STATE),
	TEXT("word", FACT_WORD),
	TEXT("submitted", FACT_SUBMITTED),
	NUMBER("days_late", FACT_DAYS_LATE),
	NUMBER("revision", FACT_REVISION),
	NUMBER("due_figures", FACT_DUE_FIGURES),
	NUMBER("given_figures", FACT_GIVEN_FIGURES),
	TEXT("remark", FACT_REMARK),
};

static const struct summary_member rank_members[] = {
	TEXT("unit", FACT_UNIT),
	PLACE("place", FACT_PLACE),
	NUMBER("score", FACT_SCORE_NUMBER),
	TEXT("score_printed", FACT_SCORE),
	NUMBER("indicators", FACT_INDICATORS),
	PLACE("previous_place", FACT_PREVIOUS_PLACE),
};

static void add_member(struct json_out *json, const struct fact_element *element,
        const struct summary_member *member)
{
	const char *words = walk_text(element, member->fact);

	switch (member->type) {
	case MEMBER_TEXT:
		json_out_string(json, member->key, words);
		break;
	case MEMBER_YES:
		json_out_bool(json, member->key, text_equal(words, "yes"));
		break;
	case MEMBER_NUMBER:
		json_out_number(json, member->key, words);
		break;
	case MEMBER_PLACE:
		json_out_number(json, member->key, text_equal(words, "0") ? "" : words);
		break;
	}
}

static void add_members(struct json_out *json, const struct fact_element *element,
        const struct summary_member *members, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_member(json, element, &members[i]);
}

/* A list of elements, a line each. */
static void add_list(struct json_out *json, const char *key, const struct fact_element *first,
        const struct summary_member *members, size_t count)
{
	json_out_array(json, key, JSON_LINES);
	for (const struct fact_element *at = first; at; at = walk_next(at)) {
		json_out_object(json, NULL, JSON_LINE);
		add_members(json, at, members, count);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_task(
        struct json_out *json, const struct fact_element *category, const struct fact_element *task)
{
	json_out_object(json, NULL, JSON_LINES);
	json_out_string(json, "category", walk_text(category, FACT_NAME));
	add_members(json, task, task_members, COUNT_OF(task_members));
	json_out_array(json, "indicators", JSON_LINES);
	for (const struct fact_element *at = walk_first(task, NODE_INDICATOR); at;
	        at = walk_next(at)) {
		json_out_object(json, NULL, JSON_LINES);
		add_members(json, at, indicator_members, COUNT_OF(indicator_members));
		add_list(json, "units", walk_first(at, NODE_UNIT), unit_members,
		        COUNT_OF(unit_members));
		json_out_close(json);
	}
	json_out_close(json);
	json_out_close(json);
}

static void add_tasks(struct json_out *json, const struct fact_element *root)
{
	json_out_array(json, "tasks", JSON_LINES);
	for (const struct fact_element *category = walk_first(root, NODE_CATEGORY); category;
	        category = walk_next(category))
		for (const struct fact_element *task = walk_first(category, NODE_TASK); task;
		        task = walk_next(task))
			add_task(json, category, task);
	json_out_close(json);
}

static const struct fact_element *first_in(
        const struct fact_element *root, enum facts_node list, enum facts_node element)
{
	const struct fact_element *found = walk_first(root, list);

	return found ? walk_first(found, element) : NULL;
}

void summary_write(struct facts *facts, struct text *out)
{
	const struct fact_element *root = walk_root(facts);
	const struct fact_element *counts = walk_first(root, NODE_COUNTS);
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	json_out_integer(&json, "format", FORMAT);
	add_members(&json, root, root_members, COUNT_OF(root_members));
	json_out_object(&json, "counts", JSON_LINES);
	if (counts)
		add_members(&json, counts, counts_members, COUNT_OF(counts_members));
	json_out_close(&json);
	add_list(&json, "statuses", walk_first(root, NODE_STATUS), status_members,
	        COUNT_OF(status_members));
	add_tasks(&json, root);
	add_list(&json, "ranks", first_in(root, NODE_RANKS, NODE_RANK), rank_members,
	        COUNT_OF(rank_members));
	add_list(&json, "reports", first_in(root, NODE_REPORTS, NODE_REPORT), report_members,
	        COUNT_OF(report_members));
	json_out_close(&json);
	json_out_end(&json);
}
