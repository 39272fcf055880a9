#include "paper/pdf/outlines.h"

#include "base/memory.h"
#include "base/text.h"
#include "paper/pdf/cff.h"

#include <hb-ot.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CFF_UNITS 1000 /* of an em; both programs get the same, whatever their FontMatrix says */

/* What draws a program's glyphs; the face borrows the bytes. */
struct drawn_program {
	hb_face_t *face;
	hb_font_t *font;
	size_t count;
	uint16_t *numbers; /* CIDs, by which a page asks for its glyphs; NULL: as they come */
};

/* Bit by bit; 0 has two signs. */
static void write_points(struct text *out, char kind, const float *points, size_t count)
{
	text_add_char(out, kind);
	for (size_t i = 0; i < count; i++) {
		const float point = points[i] == 0 ? 0 : points[i];
		text_add_bytes(out, (const char *)&point, sizeof point);
	}
}

/* NOLINTBEGIN(readability-function-size): the parameters of these are HarfBuzz's. */
static void write_move(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
        float y, void *user)
{
	(void)functions, (void)state, (void)user;
	write_points(data, 'm', (const float[]){ x, y }, 2);
}

static void write_line(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
        float y, void *user)
{
	(void)functions, (void)state, (void)user;
	write_points(data, 'l', (const float[]){ x, y }, 2);
}

static void write_quadratic(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state,
        float x1, float y1, float x, float y, void *user)
{
	(void)functions, (void)state, (void)user;
	write_points(data, 'q', (const float[]){ x1, y1, x, y }, 4);
}

static void write_cubic(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x1,
        float y1, float x2, float y2, float x, float y, void *user)
{
	(void)functions, (void)state, (void)user;
	write_points(data, 'c', (const float[]){ x1, y1, x2, y2, x, y }, 6);
}
/* NOLINTEND(readability-function-size) */

static hb_draw_funcs_t *pen_new(void)
{
	hb_draw_funcs_t *pen = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(pen, write_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(pen, write_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(pen, write_quadratic, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(pen, write_cubic, NULL, NULL);
	return pen;
}

/* A CFF table stands alone in a PDF; HarfBuzz reads it in a file that has nothing else. */
static hb_face_t *open_cff(
        hb_blob_t *blob, const struct outlines_program *program, struct drawn_program *out)
{
	struct cff cff;

	if (!cff_read(program->bytes, program->length, &cff)
	        || !cff_count(&cff, cff.outline_offset, &out->count))
		return NULL;
	if (cff.cid_keyed)
		out->numbers = memory_resize(NULL, (out->count + 1) * sizeof *out->numbers);
	if (cff.cid_keyed && !cff_charset(&cff, out->count, out->numbers))
		return NULL;
	hb_face_t *face = hb_face_builder_create();
	(void)hb_face_builder_add_table(face, HB_TAG('C', 'F', 'F', ' '), blob);
	hb_face_set_upem(face, CFF_UNITS);
	hb_face_set_glyph_count(face, (unsigned)out->count);
	return face;
}

static hb_face_t *open_file(hb_blob_t *blob, size_t *count)
{
	hb_face_t *face = hb_face_create(blob, 0);

	*count = hb_face_get_glyph_count(face);
	return face;
}

static bool open_program(const struct outlines_program *program, struct drawn_program *out)
{
	static const unsigned char cff_version[] = { 1, 0 };
	const bool is_cff = program->length >= 4
	        && memcmp(program->bytes, cff_version, sizeof cff_version) == 0;

	*out = (struct drawn_program){ .count = 0 };
	if (program->length > UINT_MAX)
		return false;
	hb_blob_t *blob = hb_blob_create(
	        program->bytes, (unsigned)program->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	out->face = is_cff ? open_cff(blob, program, out) : open_file(blob, &out->count);
	hb_blob_destroy(blob);
	out->font = out->face ? hb_font_create(out->face) : NULL;
	return out->font && out->count > 0;
}

static void close_program(struct drawn_program *program)
{
	free(program->numbers);
	hb_font_destroy(program->font);
	hb_face_destroy(program->face);
}

static void draw(
        const struct drawn_program *program, hb_draw_funcs_t *pen, size_t glyph, struct text *out)
{
	const hb_codepoint_t number = (hb_codepoint_t)glyph;

	text_clear(out);
	text_printf(out, "%d %d ", program->numbers ? program->numbers[glyph] : -1,
	        hb_font_get_glyph_h_advance(program->font, number));
	hb_font_get_glyph_shape(program->font, number, pen, out);
}

bool outlines_same(
        const struct outlines_program *now, const struct outlines_program *then, size_t *glyph)
{
	struct drawn_program drawn_now, drawn_then;
	const bool is_read = open_program(now, &drawn_now),
	           was_read = open_program(then, &drawn_then);
	hb_draw_funcs_t *pen = pen_new();
	struct text one, other;
	size_t alike = 0;

	text_init(&one);
	text_init(&other);
	while (is_read && was_read && alike < drawn_then.count && alike < drawn_now.count) {
		draw(&drawn_now, pen, alike, &one);
		draw(&drawn_then, pen, alike, &other);
		if (!text_same_bytes(&one, &other))
			break;
		alike++;
	}
	*glyph = is_read && was_read ? alike : SIZE_MAX;
	const bool same = is_read && was_read && alike == drawn_then.count;
	text_release(&one);
	text_release(&other);
	hb_draw_funcs_destroy(pen);
	close_program(&drawn_now);
	close_program(&drawn_then);
	return same;
}
