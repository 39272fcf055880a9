#include "figures/published/heads.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

#define WORDS_MOST 20

/* From the word that says most to the one that says least: 项目 is a task where no 工作任务 is. */
static const char *const words[HEAD_KINDS][WORDS_MOST] = {
	[HEAD_CATEGORY] = { "大类", "类别", "项目类别", "事项类别", "任务类别", "分类", "类型",
	        "领域", "大项", "实事项目", "实事", "项目名称", "项目" },
	[HEAD_NUMBER] = { "序号", "编号", "项号", "任务序号", "任务编号", "序" },
	[HEAD_TASK] = { "工作任务", "重点任务", "具体任务", "任务内容", "工作内容", "目标任务",
	        "年度目标任务", "工作任务及目标", "任务", "事项", "事项内容", "主要内容",
	        "建设内容", "建设内容及目标", "工作目标", "年度目标", "内容", "项目内容",
	        "实事内容" },
	[HEAD_LEADER] = { "分管市领导", "分管领导", "责任领导", "牵头领导", "市领导", "区领导",
	        "县领导", "分管副市长", "挂点领导", "包联领导", "分管县领导", "分管区领导",
	        "责任市领导" },
	[HEAD_LEAD] = { "牵头单位", "牵头部门", "牵头责任单位", "主办单位", "第一责任单位" },
	[HEAD_UNITS] = { "责任单位", "责任部门", "承办单位", "承担单位", "落实单位", "实施单位",
	        "责任主体", "主要责任单位", "单位" },
	[HEAD_HELPERS] = { "配合单位", "协办单位", "参与单位", "配合部门", "协同单位", "参加单位" },
	[HEAD_PERSONS] = { "责任人", "负责人", "具体责任人", "责任人员", "单位负责人",
	        "主要负责人" },
	[HEAD_DEADLINE] = { "完成时间", "完成时限", "完成期限", "时限", "时限要求", "办结时限",
	        "截止时间", "时间要求", "完成日期", "计划完成时间" },
};

char *heads_plain(struct arena *arena, const char *text)
{
	struct text plain;

	text_init(&plain);
	while (*text) {
		const uint32_t letter = utf8_next(&text);
		if (!utf8_is_blank(letter))
			text_add_codepoint(&plain, letter);
	}
	char *out = arena_strndup(arena, plain.bytes, plain.length);
	text_release(&plain);
	return out;
}

/* Which kind the head's word is, and how much it says (0 most); HEAD_OTHER: none. */
static enum head_kind kind_of(const char *plain, size_t *rank)
{
	for (size_t kind = 0; kind < HEAD_KINDS; kind++)
		for (size_t i = 0; i < WORDS_MOST && words[kind][i]; i++)
			if (text_equal(words[kind][i], plain)) {
				*rank = i;
				return (enum head_kind)kind;
			}
	*rank = WORDS_MOST;
	return HEAD_OTHER;
}

/* Of several columns of one kind the word that says most keeps it; the others are what they say. */
static void settle(const size_t *ranks, struct heads *columns)
{
	size_t best[HEAD_KINDS];

	for (size_t kind = 0; kind < HEAD_KINDS; kind++)
		best[kind] = SHEET_COLUMNS;
	for (size_t i = 0; i < columns->count; i++) {
		const enum head_kind kind = columns->kinds[i];
		if (kind == HEAD_OTHER)
			continue;
		const size_t rival = best[kind];
		if (rival < SHEET_COLUMNS && ranks[i] >= ranks[rival]) {
			columns->kinds[i] = HEAD_OTHER;
			continue;
		}
		if (rival < SHEET_COLUMNS)
			columns->kinds[rival] = HEAD_OTHER;
		best[kind] = i;
	}
}

static bool has_kind(const struct heads *columns, enum head_kind kind)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->kinds[i] == kind)
			return true;
	return false;
}

static size_t named_count(const struct heads *columns)
{
	size_t count = 0;

	for (size_t kind = 0; kind < HEAD_KINDS; kind++)
		count += has_kind(columns, (enum head_kind)kind);
	return count;
}

/* A table with 项目 alone has no other words for its tasks. */
static void take_tasks(struct heads *columns)
{
	for (size_t i = 0; i < columns->count && !has_kind(columns, HEAD_TASK); i++)
		if ((columns->kinds[i] == HEAD_CATEGORY || columns->kinds[i] == HEAD_OTHER)
		        && (strstr(columns->names[i], "项目") || strstr(columns->names[i], "实事")))
			columns->kinds[i] = HEAD_TASK;
}

static void read_head(struct arena *arena, const struct sheet_row *row,
        const struct sheet_row *below, struct heads *out)
{
	size_t ranks[SHEET_COLUMNS];
	const size_t width = below && below->count > row->count ? below->count : row->count;

	for (size_t i = 0; i < width; i++) {
		const char *lower = below ? heads_plain(arena, sheet_text(below, i)) : "";
		const char *upper = heads_plain(arena, sheet_text(row, i));
		out->names[i] = lower[0] ? lower : upper;
		out->kinds[i] = kind_of(out->names[i], &ranks[i]);
	}
	out->count = width;
	settle(ranks, out);
	take_tasks(out);
}

/* Every word of the row is one of a head, and there are two at least: 牵头单位 and 配合单位 below
 * 责任单位. */
static bool says_more(struct arena *arena, const struct sheet_row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++) {
		const char *plain = heads_plain(arena, row->cells[i].text);
		size_t rank = 0;
		if (!plain[0])
			continue;
		if (kind_of(plain, &rank) == HEAD_OTHER)
			return false;
		count++;
	}
	return count >= 2;
}

bool heads_find(struct arena *arena, const struct sheet *sheet, struct heads *out)
{
	for (size_t i = 0; i < sheet->count; i++) {
		read_head(arena, &sheet->rows[i], NULL, out);
		if (!has_kind(out, HEAD_TASK) || named_count(out) < 2)
			continue;
		out->head = out->last_head = i;
		out->rows[0] = out->rows[1] = &sheet->rows[i];
		if (i + 1 < sheet->count && says_more(arena, &sheet->rows[i + 1])
		        && !heads_is_head(arena, out, &sheet->rows[i + 1])) {
			read_head(arena, &sheet->rows[i], &sheet->rows[i + 1], out);
			out->last_head = i + 1;
			out->rows[1] = &sheet->rows[i + 1];
		}
		return true;
	}
	return false;
}

static bool says_the_same(
        struct arena *arena, const struct sheet_row *head, const struct sheet_row *row)
{
	size_t same = 0;

	for (size_t i = 0; i < row->count; i++) {
		const char *plain = heads_plain(arena, row->cells[i].text);
		if (plain[0] && !text_equal(plain, heads_plain(arena, sheet_text(head, i))))
			return false;
		same += plain[0] != '\0';
	}
	return same >= 2;
}

bool heads_is_head(struct arena *arena, const struct heads *columns, const struct sheet_row *row)
{
	return says_the_same(arena, columns->rows[0], row)
	        || says_the_same(arena, columns->rows[1], row);
}

const char *heads_words(struct arena *arena, enum head_kind kind)
{
	const char *joined = words[kind][0];

	for (size_t i = 1; i < WORDS_MOST && words[kind][i]; i++)
		joined = arena_printf(arena, "%s、%s", joined, words[kind][i]);
	return joined;
}
