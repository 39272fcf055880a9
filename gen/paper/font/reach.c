#include "paper/font/reach.h"

#include <hb.h>

bool reach_of_ink(void *faces, const struct glyph *glyph, mpt size, struct reach *out)
{
	hb_glyph_extents_t extents;

	if (glyph->face >= faces_count(faces))
		return false; /* a font that could not be used: said by the faces */
	const int64_t units = hb_face_get_upem(faces_hb(faces, glyph->face));
	if (!hb_font_get_glyph_extents(faces_hb_font(faces, glyph->face), glyph->id, &extents)
	        || extents.height == 0)
		return false;
	/* HarfBuzz's y goes up, and its height is negative. */
	const int64_t bottom = (int64_t)extents.y_bearing + extents.height;
	const mpt stroke = (mpt)((int64_t)size * glyph->embolden / 2000);
	*out = (struct reach){
		.above = (mpt)(extents.y_bearing * (int64_t)size / units) + stroke,
		.below = (mpt)(-bottom * size / units) + stroke,
	};
	return true;
}
