#include "paper/layout/table/table_scale.h"

#define STEP ((mpt)500) /* half a point */

void table_scale_init(
        struct table_scale *scale, struct arena *arena, const struct table_style *style)
{
	const mpt size = style->cell ? style->cell->size : 0;

	*scale = (struct table_scale){ .arena = arena, .full = size, .size = size };
}

bool table_scale_shrink(struct table_scale *scale, const struct table_style *style)
{
	if (style->least_size == 0 || scale->size <= style->least_size)
		return false;
	const mpt next = scale->size - STEP;
	scale->size = next > style->least_size ? next : style->least_size;
	scale->count = 0;
	return true;
}

static mpt scaled(const struct table_scale *scale, mpt length)
{
	return (mpt)((int64_t)length * scale->size / scale->full);
}

static const struct paragraph_style *make(
        const struct table_scale *scale, const struct paragraph_style *style)
{
	struct paragraph_style *made = arena_alloc(scale->arena, sizeof *made);

	*made = *style;
	made->size = scaled(scale, style->size);
	made->leading = scaled(scale, style->leading);
	made->tracking = scaled(scale, style->tracking);
	made->indent_first = scaled(scale, style->indent_first);
	made->indent_left = scaled(scale, style->indent_left);
	made->indent_right = scaled(scale, style->indent_right);
	made->space_before = scaled(scale, style->space_before);
	made->space_after = scaled(scale, style->space_after);
	return made;
}

const struct paragraph_style *table_scale_style(
        struct table_scale *scale, const struct paragraph_style *style)
{
	if (scale->size == scale->full)
		return style;
	for (size_t i = 0; i < scale->count; i++) {
		if (scale->from[i] == style)
			return scale->made[i];
	}
	scale->from = arena_grow(scale->arena, scale->from, &scale->from_capacity, scale->count,
	        sizeof(const struct paragraph_style *));
	scale->made = arena_grow(scale->arena, scale->made, &scale->made_capacity, scale->count,
	        sizeof(const struct paragraph_style *));
	scale->from[scale->count] = style;
	scale->made[scale->count] = make(scale, style);
	return scale->made[scale->count++];
}
