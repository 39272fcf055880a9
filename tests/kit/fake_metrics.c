#include "kit/fake_metrics.h"

struct range {
	uint32_t first, last;
};

bool fake_metrics_wide(uint32_t codepoint)
{
	static const struct range wide[] = {
		{ 0x4E00, 0x9FFF },   /* Han */
		{ 0x2014, 0x2015 },   /* — ― */
		{ 0x2018, 0x2019 },   /* ‘ ’ */
		{ 0x201C, 0x201D },   /* “ ” */
		{ 0x2025, 0x2026 },   /* ‥ … */
		{ 0x2030, 0x2030 },   /* ‰ */
		{ 0x2103, 0x2103 },   /* ℃ */
		{ 0x2116, 0x2116 },   /* № */
		{ 0x2460, 0x27BF },   /* ①, shapes, dingbats */
		{ 0x2E3A, 0x2E3B },   /* ⸺ */
		{ 0x2E80, 0x303F },   /* radicals, 、。〈》 */
		{ 0x3041, 0x33FF },   /* kana, enclosed, ㎡ */
		{ 0x3400, 0x4DBF },   /* Han A */
		{ 0xAC00, 0xD7A3 },   /* Hangul */
		{ 0xF900, 0xFAFF },   /* compatibility */
		{ 0xFE10, 0xFE4F },   /* vertical forms */
		{ 0xFF01, 0xFF60 },   /* full-width ASCII */
		{ 0xFFE0, 0xFFE6 },   /* ￥ */
		{ 0x20000, 0x3FFFF }, /* Han B and beyond */
	};

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
		if (codepoint >= wide[i].first && codepoint <= wide[i].last)
			return true;
	}
	return false;
}

static bool lookup(void *context, const struct font_role *role, uint32_t codepoint, mpt size,
        struct glyph *out)
{
	struct fake_metrics *fake = context;

	fake->asked++;
	if (fake->missing != 0 && codepoint == fake->missing)
		return false;
	*out = (struct glyph){
		.face = (uint16_t)(!role ? 0 : role->index),
		.id = codepoint,
		.advance = fake_metrics_wide(codepoint) ? size : size / 2,
	};
	if (fake->centered != 0 && codepoint == fake->centered) {
		out->ink_left = size * 3 / 10;
		out->ink_right = size * 7 / 10;
	}
	return true;
}

static bool shape(void *context, const struct font_role *role, const uint32_t *codepoints,
        size_t count, mpt size, struct glyph *out)
{
	for (size_t i = 0; i < count; i++) {
		if (!lookup(context, role, codepoints[i], size, &out[i]))
			return false;
	}
	return true;
}

static bool combine(void *context, const struct font_role *role, const uint32_t pair[2], mpt size,
        struct glyph *out)
{
	const struct fake_metrics *fake = context;

	if (pair[0] != fake->combined[0] || pair[1] != fake->combined[1])
		return false;
	const bool found = lookup(context, role, pair[0], size, out);
	out->id = FAKE_COMBINED;
	return found;
}

/* Ink stands a little within the em box of 0.88 em above the baseline and 0.12 below. */
static bool ink(void *context, const struct glyph *glyph, mpt size, struct reach *out)
{
	const struct fake_metrics *fake = context;

	*out = (struct reach){ .above = size * 80 / 100, .below = size * 6 / 100 };
	if (fake->accent != 0 && glyph->id == fake->accent)
		*out = (struct reach){ .above = size * 75 / 100, .below = -size * 60 / 100 };
	return glyph->id != ' ' && glyph->id != 0x3000;
}

struct metrics fake_metrics(struct fake_metrics *fake)
{
	return (struct metrics){
		.context = fake, .lookup = lookup, .shape = shape, .combine = combine, .ink = ink
	};
}
