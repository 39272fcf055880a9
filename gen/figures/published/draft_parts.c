#include "figures/published/draft_parts.h"

#include "base/utf8.h"

void draft_parts_decide(struct drafter *drafter, const char *sentence)
{
	struct draft *draft = drafter->draft;

	draft->open = arena_grow(drafter->arena, draft->open, &draft->open_capacity,
	        draft->open_count, sizeof *draft->open);
	draft->open[draft->open_count++] = sentence;
}

void draft_parts_decide_of(struct drafter *drafter, struct draft_task *task, const char *sentence)
{
	text_add(&task->note, sentence);
	draft_parts_decide(drafter, arena_printf(drafter->arena, "第%d项：%s", task->no, sentence));
}

const char *draft_parts_line(struct arena *arena, const char *text)
{
	struct text line;

	text_init(&line);
	for (const char *at = text; *at;) {
		const char *here = at;
		const uint32_t letter = utf8_next(&at);
		if (letter != '\n' && letter != '\t')
			text_add_bytes(&line, here, (size_t)(at - here));
		else if (line.length > 0 && (unsigned char)line.bytes[line.length - 1] < 0x80
		        && (unsigned char)*at < 0x80)
			text_add_char(&line, ' ');
	}
	const char *out = arena_strndup(arena, line.bytes, line.length);
	text_release(&line);
	return out;
}
