#include "paper/layout/inline/tagging.h"

#include "base/text.h"

#include <string.h>

uint32_t tagging_begin(struct setting *setting, enum tag_role role)
{
	const uint32_t outer = setting->within;

	if (setting->structure)
		setting->within = structure_add(setting->structure, outer, role);
	return outer;
}

enum tag_role tagging_heading(struct setting *setting, int level)
{
	const int deepest = TAG_HEADING_6 - TAG_HEADING_1 + 1;
	const int next = setting->heading < deepest ? setting->heading + 1 : deepest;

	setting->heading = level < 1 ? 1 : level < next ? level : next;
	return (enum tag_role)(TAG_HEADING_1 + setting->heading - 1);
}

/* Thousandths as percent: "56.3%". */
static const char *percent(struct arena *arena, int thousandths)
{
	if (thousandths % 10 == 0)
		return arena_printf(arena, "%d%%", thousandths / 10);
	return arena_printf(arena, "%d.%d%%", thousandths / 10, thousandths % 10);
}

/* Of a bar: its share, and where its mark stands. */
static const char *bar_words(struct arena *arena, const struct bar *bar)
{
	if (bar->mark < 0)
		return percent(arena, bar->share);
	return arena_printf(
	        arena, "%s / %s", percent(arena, bar->share), percent(arena, bar->mark));
}

/* Signs rather than words: they are of no language. */
static const char *light_words(const struct light_style *light)
{
	static const char *const signs[] = {
		[SHAPE_CIRCLE] = "●",
		[SHAPE_SQUARE] = "■",
		[SHAPE_TRIANGLE] = "▲",
		[SHAPE_DIAMOND] = "◆",
		[SHAPE_RING] = "○",
	};

	return light ? signs[light->shape] : "";
}

/* What an object says to who does not see it: NULL for what is none, "" for what says nothing. */
static const char *words_of(struct arena *arena, const struct inline_item *item)
{
	if (item->kind == INLINE_IMAGE)
		return item->shown.alt;
	if (item->kind == INLINE_BAR)
		return item->alt ? item->alt : bar_words(arena, &item->bar);
	if (item->kind == INLINE_LIGHT)
		return item->alt ? item->alt : light_words(item->light);
	return NULL;
}

static bool links(const struct inline_item *item)
{
	return item->link && item->link[0] != '\0';
}

/* The words up to where the link ends. */
static const char *link_words(struct arena *arena, const struct span *spans, size_t count)
{
	const char *link = spans[0].item->link;
	struct text words;

	text_init(&words);
	for (size_t i = 0; i < count && links(spans[i].item); i++) {
		const struct inline_item *item = spans[i].item;
		if (strcmp(item->link, link) != 0)
			break;
		if (item->kind == INLINE_TEXT)
			text_add(&words, item->text.words);
		else if (item->kind == INLINE_IMAGE)
			text_add(&words, item->shown.alt);
	}
	const char *copy = arena_strdup(arena, words.length > 0 ? words.bytes : link);
	text_release(&words);
	return copy;
}

/* One for all neighbouring items that lead to the same place. */
static void tag_link(struct setting *setting, struct span *spans, size_t i, size_t count)
{
	const struct inline_item *item = spans[i].item;
	const struct span *before = i > 0 ? &spans[i - 1] : NULL;
	struct structure *structure = setting->structure;
	const bool apart = setting->within == TAG_NONE || setting->within == TAG_PAGINATION;

	if (before && links(before->item) && strcmp(before->item->link, item->link) == 0) {
		spans[i].link_tag = before->link_tag;
	} else {
		/* A link is one even where its words are none: in what runs. */
		spans[i].link_tag =
		        structure_add(structure, apart ? TAG_ROOT : spans[i].tag, TAG_LINK);
		structure_tag(structure, spans[i].link_tag)->words =
		        link_words(structure_arena(structure), &spans[i], count - i);
	}
	if (!apart)
		spans[i].tag = spans[i].link_tag;
}

static void tag_object(struct setting *setting, struct span *span, const char *words)
{
	struct structure *structure = setting->structure;

	span->tag = words[0] == '\0' ? TAG_NONE : structure_add(structure, span->tag, TAG_FIGURE);
	if (span->tag != TAG_NONE)
		structure_tag(structure, span->tag)->words =
		        arena_strdup(structure_arena(structure), words);
}

/* The mark is part of the line, what it stands for comes behind it. */
static void tag_note(struct setting *setting, struct span *span)
{
	const uint32_t line = span->tag;

	span->tag = structure_add(setting->structure, line, TAG_REFERENCE);
	span->note_tag = structure_add(setting->structure, line, TAG_NOTE);
}

void tagging_spans(struct setting *setting, struct span *spans, size_t count)
{
	if (!setting->structure)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct inline_item *item = spans[i].item;
		const bool is_label = i == 0 && setting->label != TAG_NONE;
		spans[i].tag = is_label ? setting->label : setting->within;
		const char *words = words_of(setting->scratch, item);
		if (links(item))
			tag_link(setting, spans, i, count);
		if (words)
			tag_object(setting, &spans[i], words);
		if (item->note)
			tag_note(setting, &spans[i]);
	}
}
