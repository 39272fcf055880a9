#include "figures/intake/keys.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/intake/figure_words.h"
#include "figures/intake/written.h"

#include <string.h>

#define NAMES_MOST 6

/* What a field of either level holds: a number written as text is one, and the other way round. */
enum holds { HOLDS_ANY, HOLDS_NUMBER, HOLDS_TEXT };

struct key {
	const char *name;
	enum holds holds;
	const char *others[NAMES_MOST];
};

static const struct key of_submission[] = {
	{ "unit", HOLDS_ANY, { "单位", "填报单位", "报送单位", "单位名称" } },
	{ "period", HOLDS_ANY, { "月份", "报送月份", "所属月份", "期间" } },
	{ "revision", HOLDS_NUMBER, { "修订", "版次", "修订次数", "报送次数" } },
	{ "submitted_at", HOLDS_ANY,
	        { "报送时间", "填报时间", "报送日期", "填报日期", "提交时间" } },
	{ "reporter", HOLDS_ANY, { "填报人", "经办人", "联系人" } },
	{ "approver", HOLDS_ANY, { "审核人", "审批人", "签发人" } },
	{ "phone", HOLDS_TEXT, { "电话", "联系电话", "联系方式", "手机" } },
	{ "reason", HOLDS_ANY, { "更正原因", "修订原因", "更正说明" } },
	{ "tasks", HOLDS_ANY, { "任务", "工作任务", "任务列表" } },
	{ "withdraw", HOLDS_ANY, { "撤回", "撤回的数据", "撤回数据" } },
	{ "confirms", HOLDS_ANY, { "核实说明", "核实情况" } },
};

static const struct key of_task[] = {
	{ "no", HOLDS_ANY, { "序号", "任务序号", "编号", "任务编号", "任务号" } },
	{ "values", HOLDS_ANY, { "数据", "指标", "指标数据", "数值" } },
	{ "progress", HOLDS_ANY, { "进展", "进展情况", "工作进展", "完成情况", "推进情况" } },
	{ "problems", HOLDS_ANY, { "问题", "存在问题", "存在的问题", "困难和问题" } },
	{ "next", HOLDS_ANY,
	        { "下一步", "下一步工作", "下一步打算", "下一步措施", "下一步工作安排" } },
	{ "expected", HOLDS_ANY, { "预计完成", "预计完成时间", "预计完成日期" } },
};

/* Without the blanks around it and the colon behind it; ASCII letters small, full-width ones plain.
 */
static const char *plain_name(struct arena *arena, const char *name)
{
	struct text text;
	size_t end = 0;

	text_init(&text);
	for (uint32_t next = utf8_next(&name); next; next = utf8_next(&name)) {
		uint32_t plain = utf8_plain(next);
		plain = plain >= 'A' && plain <= 'Z' ? plain - 'A' + 'a' : plain;
		if (plain == ' ' && text.length == 0)
			continue;
		text_add_codepoint(&text, plain);
		if (plain != ' ' && plain != ':')
			end = text.length;
	}
	const char *kept = arena_strndup(arena, text.bytes, end);
	text_release(&text);
	return kept;
}

static bool is_called(const struct key *key, const char *name)
{
	if (text_equal(key->name, name))
		return true;
	for (size_t i = 0; i < NAMES_MOST && key->others[i]; i++)
		if (text_equal(key->others[i], name))
			return true;
	return false;
}

/* As the field is called: so nearly all are. */
static const struct key *key_named(const struct key *keys, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(keys[i].name, name))
			return &keys[i];
	return NULL;
}

static const struct key *key_of(const struct key *keys, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (is_called(&keys[i], name))
			return &keys[i];
	return NULL;
}

/* "第一次", "十四": the only figure in the words, or NULL. */
static const char *number_in_words(struct arena *arena, const char *words)
{
	const struct figure_guess guess = figure_words_read(arena, words);

	return guess.slip == SLIP_HAN || guess.slip == SLIP_MEASURE ? guess.figure : NULL;
}

const char *keys_number(struct arena *arena, const char *words)
{
	bool certain;
	const char *number = written_id(arena, words, &certain);

	if (!number)
		number = number_in_words(arena, words);
	return number && !strchr(number, '.') ? number : NULL;
}

/* What is no number stays for the reader to refuse. */
static void settle_number(const struct fields *fields, struct json *member)
{
	const char *number =
	        member->kind == JSON_STRING ? keys_number(fields->arena, member->string) : NULL;

	if (!number)
		return;
	FIELDS_SAY(fields, MSG_VALUE_NORMALISED, member, member->name, member->string, number);
	member->kind = JSON_NUMBER;
	member->string = number;
}

static void settle_kind(const struct fields *fields, const struct key *key, struct json *member)
{
	switch (key->holds) {
	case HOLDS_NUMBER:
		settle_number(fields, member);
		break;
	case HOLDS_TEXT:
		if (member->kind == JSON_NUMBER)
			member->kind = JSON_STRING;
		break;
	case HOLDS_ANY:
		break;
	}
}

/* Gives the member its field's own name; false (said) when that is there already. */
static bool settle_name(const struct fields *fields, const struct json *object,
        const struct key *key, struct json *member)
{
	if (text_equal(key->name, member->name))
		return true;
	if (json_lookup(object, key->name)) {
		FIELDS_SAY(fields, MSG_FIELD_TWICE, member, member->name, key->name);
		return false;
	}
	FIELDS_SAY(fields, MSG_FIELD_READ_AS, member, member->name, key->name);
	member->name = key->name;
	return true;
}

static void settle_object(
        const struct fields *fields, const struct key *keys, size_t count, struct json *object)
{
	for (struct json *member = object->first; member; member = member->next) {
		const struct key *key = key_named(keys, count, member->name);
		if (!key)
			key = key_of(keys, count, plain_name(fields->arena, member->name));
		if (key && settle_name(fields, object, key, member))
			settle_kind(fields, key, member);
	}
}

void keys_settle(const struct fields *fields, struct json *root)
{
	if (root->kind != JSON_OBJECT)
		return;
	settle_object(fields, of_submission, COUNT_OF(of_submission), root);
	for (struct json *member = root->first; member; member = member->next) {
		if (!text_equal(member->name, "tasks"))
			continue;
		for (struct json *item = member->first; item; item = item->next)
			if (item->kind == JSON_OBJECT)
				settle_object(fields, of_task, COUNT_OF(of_task), item);
	}
}
