#include "press/template/program_image.h"

#include "base/file.h"
#include "base/text.h"

static const struct image *lookup(const struct program *program, const char *file)
{
	for (const struct program_image *at = program->images; at; at = at->next) {
		if (text_equal(at->image->file, file))
			return at->image;
	}
	return NULL;
}

const struct image *program_image(
        struct program *program, struct diag *diag, const char *href, struct place place)
{
	struct arena *arena = program->arena;
	const char *file = file_join(arena, program->folder, href);
	const struct image *image = lookup(program, file);

	if (image)
		return image;
	image = image_read(arena, diag, program->below, file, place);
	if (!image)
		return NULL;
	if (image_size(image) > PROGRAM_IMAGES_LIMIT - program->image_bytes) {
		diag_say(diag, MSG_IMAGE_TOTAL, place, file,
		        arena_printf(arena, "%zu", PROGRAM_IMAGES_LIMIT >> 20));
		return NULL;
	}
	struct program_image *kept = arena_alloc(arena, sizeof *kept);
	*kept = (struct program_image){ .image = image, .next = program->images };
	program->images = kept;
	program->image_bytes += image_size(image);
	return image;
}

bool program_is_image(const struct program *program, const char *file)
{
	return lookup(program, file);
}
