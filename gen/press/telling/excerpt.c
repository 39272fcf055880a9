/*
 * The lines of two documents are held against each other by their longest common subsequence, once
 * what they begin and end with alike is put aside. Where the rest is too much for a table of all
 * pairs, all of it differs: no line is lost, some are shown twice.
 */
#include "press/telling/excerpt.h"

#include "base/json_out.h"
#include "figures/facts/phrase.h"

#include <string.h>

/* Pairs of lines that are compared at most: 32 MiB of a table. */
#define PAIRS_MOST ((size_t)16 << 20)

/* Hands on one line: ' ' '+' '-'. */
typedef void line_taker(void *data, char sign, const struct document_line *line);

/* What is being compared: the middle of both, behind what they begin with alike. */
struct alignment {
	struct document_lines before, now;
	uint16_t *common; /* [i][j]: of the lines from i and from j on how many are common */
	line_taker *take;
	void *data;
};

static bool is_same(const struct document_line *one, const struct document_line *other)
{
	return strcmp(one->words, other->words) == 0;
}

static struct document_lines part(struct document_lines lines, size_t from, size_t behind)
{
	return (struct document_lines){ lines.list + from, lines.count - from - behind };
}

static size_t count_alike(const struct document_lines *one, const struct document_lines *other,
        size_t most, bool at_end)
{
	size_t count = 0;

	while (count < most
	        && is_same(&one->list[at_end ? one->count - 1 - count : count],
	                &other->list[at_end ? other->count - 1 - count : count]))
		count++;
	return count;
}

static uint16_t *common_at(const struct alignment *alignment, size_t i, size_t j)
{
	return &alignment->common[i * (alignment->now.count + 1) + j];
}

static void fill(struct alignment *alignment)
{
	for (size_t i = alignment->before.count; i-- > 0;)
		for (size_t j = alignment->now.count; j-- > 0;) {
			const uint16_t down = *common_at(alignment, i + 1, j);
			const uint16_t right = *common_at(alignment, i, j + 1);
			*common_at(alignment, i, j) =
			        is_same(&alignment->before.list[i], &alignment->now.list[j])
			        ? (uint16_t)(*common_at(alignment, i + 1, j + 1) + 1)
			        : down > right ? down
			                       : right;
		}
}

/* Is the line of `before` the one to be handed on next, as one that goes? */
static bool goes_first(const struct alignment *alignment, size_t i, size_t j)
{
	if (i == alignment->before.count || j == alignment->now.count)
		return i < alignment->before.count;
	return !alignment->common
	        || *common_at(alignment, i + 1, j) >= *common_at(alignment, i, j + 1);
}

static void walk(const struct alignment *alignment)
{
	const struct document_lines *before = &alignment->before, *now = &alignment->now;

	for (size_t i = 0, j = 0; i < before->count || j < now->count;) {
		const bool both = alignment->common && i < before->count && j < now->count
		        && is_same(&before->list[i], &now->list[j]);
		const bool goes = !both && goes_first(alignment, i, j);
		alignment->take(alignment->data,
		        (char)(both            ? ' '
		                        : goes ? '-'
		                               : '+'),
		        goes ? &before->list[i] : &now->list[j]);
		i += both || goes;
		j += both || !goes;
	}
}

static void hand_on(struct document_lines lines, line_taker *take, void *data)
{
	for (size_t i = 0; i < lines.count; i++)
		take(data, ' ', &lines.list[i]);
}

static void compare(const struct excerpt *excerpt, line_taker *take, void *data)
{
	const struct document_lines *before = &excerpt->before, *now = &excerpt->now;
	const size_t shorter = before->count < now->count ? before->count : now->count;
	const size_t start = count_alike(before, now, shorter, false);
	const size_t end = count_alike(before, now, shorter - start, true);
	struct alignment alignment = { .before = part(*before, start, end),
		.now = part(*now, start, end),
		.take = take,
		.data = data };
	const size_t rows = alignment.before.count + 1, width = alignment.now.count + 1;

	if (rows < UINT16_MAX && width < UINT16_MAX && rows <= PAIRS_MOST / width) {
		alignment.common =
		        arena_alloc_array(excerpt->arena, rows * width, sizeof *alignment.common);
		fill(&alignment);
	}
	hand_on((struct document_lines){ now->list, start }, take, data);
	walk(&alignment);
	hand_on(part(*now, now->count - end, 0), take, data);
}

/* Is the file one of the unit's of the month? */
static bool is_report(const struct excerpt *excerpt, const char *file)
{
	for (size_t i = 0; i < excerpt->inbox->entry_count; i++)
		if (excerpt->inbox->entries[i].unit == excerpt->unit
		        && text_equal(excerpt->inbox->entries[i].file, file))
			return true;
	return false;
}

static bool concerns(const struct excerpt *excerpt, const struct document_line *line)
{
	if (strstr(line->words, excerpt->unit->name))
		return true;
	for (size_t i = 0; i < line->file_count; i++)
		if (is_report(excerpt, line->files[i]))
			return true;
	return false;
}

/* Where the lines go, and the heading that they stand under. */
struct setting_out {
	const struct excerpt *excerpt;
	struct text *out;
	const char *heading; /* "" none yet */
	bool is_titled, is_headed;
};

static void set_words(struct setting_out *out, char sign, const char *words)
{
	struct arena *arena = out->excerpt->arena;

	if (!out->is_titled)
		text_printf(out->out, "%s　%s\n", out->excerpt->document, out->excerpt->unit->name);
	if (!out->is_headed && out->heading[0] != '\0')
		text_printf(out->out, " 【%s】\n", diag_clean(arena, out->heading));
	out->is_titled = out->is_headed = true;
	text_printf(out->out, " %c %s\n", sign, diag_clean(arena, phrase_line(arena, words)));
}

static void set_json(struct setting_out *out, char sign, const char *words)
{
	const char mark[] = { (char)(sign == ' ' ? '=' : sign), '\0' };
	struct json_out json = json_out_begin(out->out);

	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "document", out->excerpt->document);
	json_out_string(&json, "unit", out->excerpt->unit->name);
	json_out_string(&json, "heading", out->heading);
	json_out_string(&json, "sign", mark);
	json_out_string(&json, "text", words);
	json_out_close(&json);
	json_out_end(&json);
}

static void take(struct setting_out *out, char sign, const struct document_line *line,
        void (*set)(struct setting_out *, char, const char *))
{
	if (line->is_heading && sign != '-') {
		out->heading = line->words;
		out->is_headed = false;
	}
	if (sign != ' '
	        || (!line->is_heading && !out->excerpt->is_of_family
	                && concerns(out->excerpt, line)))
		set(out, sign, line->words);
}

static void take_words(void *data, char sign, const struct document_line *line)
{
	take(data, sign, line, set_words);
}

static void take_json(void *data, char sign, const struct document_line *line)
{
	take(data, sign, line, set_json);
}

/* The document itself, before what changes in it; '=' is a sign of its own: it is always shown. */
static void hand_on_whole(const struct excerpt *excerpt, line_taker *taker, void *data)
{
	const struct document_line line = { .words = excerpt->comes ? "将新增此文件"
		        : excerpt->goes                             ? "将不再有此文件"
		                                                    : "本月有此文件" };

	taker(data, (char)(excerpt->comes ? '+' : excerpt->goes ? '-' : '='), &line);
}

static void set_out(struct text *out, const struct excerpt *excerpt, line_taker *taker)
{
	struct setting_out setting = { .excerpt = excerpt, .out = out, .heading = "" };

	if (excerpt->is_of_family)
		hand_on_whole(excerpt, taker, &setting);
	if (excerpt->comes || excerpt->goes)
		return;
	if (excerpt->has_before)
		compare(excerpt, taker, &setting);
	else
		hand_on(excerpt->now, taker, &setting);
}

void excerpt_add_words(struct text *out, const struct excerpt *excerpt)
{
	set_out(out, excerpt, take_words);
}

void excerpt_add_json(struct text *out, const struct excerpt *excerpt)
{
	set_out(out, excerpt, take_json);
}
