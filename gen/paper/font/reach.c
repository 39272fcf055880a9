/*
 * HarfBuzz's own extents of a CFF glyph are those of its control points, which may lie 2 pt off the
 * ink of a 36 pt character: the outline is walked instead, a curve at STEPS points.
 */
#include "paper/font/reach.h"

#include <hb.h>

#define STEPS 64
/* More than any outline's: 64 em of the largest em there is. */
#define UNITS_MOST (1024.0F * 1024.0F)

/* Of the points seen, in font units, upward. */
struct outline_reach {
	int64_t low, high;
	bool any;
	bool wild; /* some point is nowhere near the em */
};

static void see(struct outline_reach *reach, int64_t y)
{
	reach->low = !reach->any || y < reach->low ? y : reach->low;
	reach->high = !reach->any || y > reach->high ? y : reach->high;
	reach->any = true;
}

static int64_t whole(struct outline_reach *reach, float y)
{
	if (y > -UNITS_MOST && y < UNITS_MOST)
		return (int64_t)y;
	reach->wild = true; /* NaN too */
	return 0;
}

/* NOLINTBEGIN(readability-function-size): the parameters of these are HarfBuzz's. */
static void see_line(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
        float y, void *user)
{
	struct outline_reach *reach = data;

	(void)functions, (void)x, (void)user;
	see(reach, whole(reach, state->current_y));
	see(reach, whole(reach, y));
}

static void see_curve(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x1,
        float y1, float x2, float y2, float x, float y, void *user)
{
	struct outline_reach *reach = data;
	const int64_t points[] = { whole(reach, state->current_y), whole(reach, y1),
		whole(reach, y2), whole(reach, y) };

	(void)functions, (void)x1, (void)x2, (void)x, (void)user;
	for (int64_t t = 0; t <= STEPS; t++) {
		const int64_t s = STEPS - t;
		see(reach,
		        (s * s * s * points[0] + 3 * s * s * t * points[1]
		                + 3 * s * t * t * points[2] + t * t * t * points[3])
		                / ((int64_t)STEPS * STEPS * STEPS));
	}
}
/* NOLINTEND(readability-function-size) */

bool reach_of_ink(struct hb_font_t *font, const struct glyph *glyph, mpt size, struct reach *out)
{
	const int64_t units = hb_face_get_upem(hb_font_get_face(font));
	struct outline_reach reach = { .any = false };
	hb_draw_funcs_t *functions = hb_draw_funcs_create();

	hb_draw_funcs_set_line_to_func(functions, see_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(functions, see_curve, NULL, NULL);
	hb_font_get_glyph_shape(font, glyph->id, functions, &reach);
	hb_draw_funcs_destroy(functions);
	if (!reach.any || reach.wild)
		return false;
	const mpt stroke = (mpt)((int64_t)size * glyph->embolden / 2000);
	*out = (struct reach){
		.above = (mpt)(reach.high * size / units) + stroke,
		.below = (mpt)(-reach.low * size / units) + stroke,
	};
	return true;
}
