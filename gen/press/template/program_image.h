/*
 * The images of a template: each file below templates/ is read once, however often it is shown.
 * Internal to this room.
 */
#ifndef PRESS_TEMPLATE_PROGRAM_IMAGE_H
#define PRESS_TEMPLATE_PROGRAM_IMAGE_H

#include "press/template/program.h"

/* Of the pixels of all images of a template. */
#define PROGRAM_IMAGES_LIMIT ((size_t)64 << 20)

/* The image at `href` in the template's folder, for the element at `place`. NULL: said. */
const struct image *program_image(
        struct program *program, struct diag *diag, const char *href, struct place place);
/* Whether a file of the template is an image. */
bool program_is_image(const struct program *program, const char *file);

#endif
