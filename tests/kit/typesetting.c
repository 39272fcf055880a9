#include "kit/typesetting.h"

#include <inttypes.h>

void typesetting_init(struct typesetting *bench)
{
	*bench = (struct typesetting){
		.arena = arena_new(),
		.diag = diag_new(&(struct diag_options){ .stream = NULL }),
		.role = { .name = "song", .title = "宋体" },
		.styles = { .file = "test", .em_ascent = 880 },
		.style = {
			.name = "body",
			.size = EM,
			.leading = 18000,
			.align = ALIGN_JUSTIFY,
			.breaking = BREAK_LEVEL_GB,
			.han_latin_gap = 250,
			.squeeze = true,
			.glue_limit = 10000,
		},
	};
	bench->metrics = fake_metrics(&bench->fake);
	bench->style.role = &bench->role;
	bench->setting = (struct setting){
		.arena = bench->arena,
		.scratch = bench->arena,
		.diag = bench->diag,
		.metrics = &bench->metrics,
		.styles = &bench->styles,
	};
}

void typesetting_release(struct typesetting *bench)
{
	diag_free(bench->diag);
	arena_free(bench->arena);
}

struct inline_item *typesetting_item(struct typesetting *bench, const char *words)
{
	struct inline_item *item = arena_alloc(bench->arena, sizeof *item);

	*item = (struct inline_item){
		.kind = INLINE_TEXT,
		.text = words,
		.link = "",
		.mark = -1,
		.place = place_line("templates/test.xml", 7),
		.source = { .file = "input/submissions/2020-05/a.json",
		        .line = 12,
		        .pointer = "/tasks/0/progress" },
	};
	return item;
}

struct lines typesetting_set(struct typesetting *bench, const char *words, mpt measure)
{
	const struct paragraph paragraph = { .style = &bench->style,
		.first = typesetting_item(bench, words) };

	return paragraph_set(&bench->setting, &paragraph, measure);
}

void typesetting_words(const struct line *line, struct text *out)
{
	for (size_t i = 0; i < line->op_count; i++) {
		for (size_t j = 0; j < line->ops[i].glyph_count; j++)
			text_add_codepoint(out, line->ops[i].glyphs[j].codepoint);
	}
}

void typesetting_lines(const struct lines *lines, struct text *out)
{
	for (size_t i = 0; i < lines->count; i++) {
		typesetting_words(&lines->lines[i], out);
		text_add(out, "|");
	}
}

void typesetting_dump(const struct lines *lines, struct text *out)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->lines[i];
		typesetting_words(line, out);
		text_add(out, "\n ");
		for (size_t j = 0; j < line->op_count; j++) {
			const struct op *op = &line->ops[j];
			for (size_t k = 0; k < op->glyph_count; k++)
				text_printf(out, " %" PRId32, op->x + op->glyphs[k].x);
		}
		text_add(out, "\n");
	}
}

mpt typesetting_x(const struct line *line, size_t index)
{
	for (size_t i = 0; i < line->op_count; i++) {
		const struct op *op = &line->ops[i];
		if (index < op->glyph_count)
			return op->x + op->glyphs[index].x;
		index -= op->glyph_count;
	}
	return -1;
}
