#include "press/telling/versus.h"

#include "base/common.h"
#include "base/json_out.h"
#include "base/listing.h"
#include "figures/facts/phrase.h"

static const struct {
	const char *name, *label, *measure;
} kinds[CONTRAST_KINDS] = {
	[CONTRAST_TASK] = { "task", "任务", "项" },
	[CONTRAST_FIGURE] = { "figure", "指标", "项" },
	[CONTRAST_RANK] = { "rank", "排名", "个" },
	[CONTRAST_REPORT] = { "report", "报送", "个单位" },
	[CONTRAST_TEXT] = { "text", "文字", "段" },
	[CONTRAST_TARGET] = { "target", "目标", "处" },
	[CONTRAST_FILE] = { "document", "文件", "份" },
};

static const char *sign_of(int direction)
{
	return direction > 0 ? "↑" : direction < 0 ? "↓" : " ";
}

static const char *or_dash(const char *words)
{
	return words[0] != '\0' ? words : "—";
}

/* Of what is compared by its words alone: sign, what it is, before, now. */
static void add_plain_row(
        struct listing *listing, struct arena *arena, const struct contrast_item *item)
{
	const char *const parts[] = { item->unit, item->id, item->title };
	const char *name = "";

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i][0] != '\0')
			name = arena_printf(arena, "%s%s%s", name, name[0] ? " " : "", parts[i]);
	const char *const cells[] = { sign_of(item->direction), name, or_dash(item->was), "→",
		or_dash(item->is), "" };
	listing_row(listing, cells);
}

/* The status of a figure stands behind it, with an arrow where it changed. */
static void add_figure_row(
        struct listing *listing, struct arena *arena, const struct contrast_item *item)
{
	const char *status = text_equal(item->status_was, item->status_is)
	        ? item->status_is
	        : arena_printf(
	                arena, "%s → %s", or_dash(item->status_was), or_dash(item->status_is));
	const char *const cells[] = { sign_of(item->direction),
		arena_printf(arena, "%s %s", item->id, item->title), or_dash(item->was), "→",
		or_dash(item->is), item->change, status };

	listing_row(listing, cells);
}

static void add_rows(struct text *out, const struct versus *versus, enum contrast_kind kind)
{
	static const enum listing_side figures[] = { LISTING_LEFT, LISTING_LEFT, LISTING_RIGHT,
		LISTING_LEFT, LISTING_RIGHT, LISTING_RIGHT, LISTING_LEFT };
	static const enum listing_side plain[] = { LISTING_LEFT, LISTING_LEFT, LISTING_LEFT,
		LISTING_LEFT, LISTING_LEFT, LISTING_LEFT };
	const struct contrast *contrast = versus->contrast;
	struct arena *arena = contrast->arena;
	const bool is_figure = kind == CONTRAST_FIGURE;
	struct listing listing = listing_begin(arena, is_figure ? figures : plain,
	        is_figure ? COUNT_OF(figures) : COUNT_OF(plain));

	for (size_t i = 0; i < contrast->count; i++) {
		if (contrast->items[i].kind != kind)
			continue;
		if (is_figure)
			add_figure_row(&listing, arena, &contrast->items[i]);
		else
			add_plain_row(&listing, arena, &contrast->items[i]);
	}
	for (size_t i = 0; i < listing_rows(&listing); i++) {
		text_add(out, " ");
		listing_print(&listing, i, out);
		text_add_char(out, '\n');
	}
}

/* One a line, the two versions below each other: they are long. */
static void add_texts(struct text *out, const struct versus *versus)
{
	const struct contrast *contrast = versus->contrast;
	struct arena *arena = contrast->arena;

	for (size_t i = 0; i < contrast->count; i++) {
		const struct contrast_item *item = &contrast->items[i];
		if (item->kind != CONTRAST_TEXT)
			continue;
		text_printf(out, "   %s 第%s项 %s\n", item->unit, item->id, item->title);
		text_printf(out, "     原：%s\n", diag_clean(arena, phrase_line(arena, item->was)));
		text_printf(out, "     现：%s\n", diag_clean(arena, phrase_line(arena, item->is)));
	}
}

/* What was adjusted is a clause of its own. */
static void add_targets(struct text *out, const struct versus *versus)
{
	const struct contrast *contrast = versus->contrast;

	for (size_t i = 0; i < contrast->count; i++)
		if (contrast->items[i].kind == CONTRAST_TARGET)
			text_printf(
			        out, "   %s\n", diag_clean(contrast->arena, contrast->items[i].is));
}

/* "，↑17 ↓4" */
static const char *directions(const struct contrast *contrast, enum contrast_kind kind)
{
	size_t better = 0, worse = 0;

	for (size_t i = 0; i < contrast->count; i++) {
		better += contrast->items[i].kind == kind && contrast->items[i].direction > 0;
		worse += contrast->items[i].kind == kind && contrast->items[i].direction < 0;
	}
	return better + worse > 0 ? arena_printf(contrast->arena, "，↑%zu ↓%zu", better, worse)
	                          : "";
}

static void add_kind(struct text *out, const struct versus *versus, enum contrast_kind kind)
{
	const size_t differing = contrast_count(versus->contrast, kind);

	text_printf(out, "%s　%zu%s，变化%zu%s%s\n", kinds[kind].label,
	        versus->contrast->compared[kind], kinds[kind].measure, differing,
	        directions(versus->contrast, kind),
	        kind == CONTRAST_TEXT && differing > 0 && !versus->same_month
	                ? "（两个月文字本不相同，--json 逐段列出）"
	                : "");
	if (kind == CONTRAST_TARGET)
		add_targets(out, versus);
	else if (kind != CONTRAST_TEXT)
		add_rows(out, versus, kind);
	else if (versus->same_month)
		add_texts(out, versus);
}

static void add_unknown(struct text *out, const char *title, bool is_known)
{
	if (!is_known)
		text_printf(out, "文件　%s尚未生成，未作比较\n", title);
}

void versus_add_words(struct text *out, const struct versus *versus)
{
	text_printf(out, "%s → %s\n", versus->before, versus->now);
	for (enum contrast_kind kind = 0; kind < CONTRAST_KINDS; kind++)
		if (versus->contrast->compared[kind] > 0)
			add_kind(out, versus, kind);
	add_unknown(out, versus->before, versus->knows_before);
	add_unknown(out, versus->now, versus->knows_now);
	if (versus->contrast->count == 0)
		text_add(out, "没有差别\n");
}

static void put_item(
        struct json_out *json, const struct versus *versus, const struct contrast_item *item)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "kind", kinds[item->kind].name);
	json_out_string(json, "from", versus->before);
	json_out_string(json, "to", versus->now);
	json_out_string(json, "id", item->id);
	json_out_string(json, "title", item->title);
	json_out_string(json, "unit", item->unit);
	json_out_string(json, "was", item->was);
	json_out_string(json, "is", item->is);
	json_out_string(json, "change", item->change);
	json_out_string(json, "status_was", item->status_was);
	json_out_string(json, "status_is", item->status_is);
	json_out_integer(json, "direction", item->direction);
	json_out_close(json);
}

void versus_add_json(struct text *out, const struct versus *versus)
{
	for (size_t i = 0; i < versus->contrast->count; i++) {
		struct json_out json = json_out_begin(out);
		put_item(&json, versus, &versus->contrast->items[i]);
		json_out_end(&json);
	}
}
