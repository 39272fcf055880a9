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
		.text.words = words,
		.link = "",
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

const struct glyph_run *typesetting_run(const struct line *line, size_t index)
{
	static const struct glyph_run none = { .count = 0 };

	return line->ops[index].kind == OP_GLYPHS ? &line->ops[index].run : &none;
}

void typesetting_words(const struct line *line, struct text *out)
{
	for (size_t i = 0; i < line->op_count; i++) {
		const struct glyph_run *run = typesetting_run(line, i);
		for (size_t j = 0; j < run->count; j++)
			text_add_codepoint(out, run->glyphs[j].codepoint);
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
			const struct glyph_run *run = typesetting_run(line, j);
			for (size_t k = 0; k < run->count; k++)
				text_printf(out, " %" PRId32, run->x + run->glyphs[k].x);
		}
		text_add(out, "\n");
	}
}

mpt typesetting_x(const struct line *line, size_t index)
{
	for (size_t i = 0; i < line->op_count; i++) {
		const struct glyph_run *run = typesetting_run(line, i);
		if (index < run->count)
			return run->x + run->glyphs[index].x;
		index -= run->count;
	}
	return -1;
}
