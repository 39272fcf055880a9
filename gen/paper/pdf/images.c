#include "paper/pdf/images.h"

#include "base/memory.h"
#include "paper/pdf/objects.h"

#include <stdio.h>
#include <stdlib.h>

struct used_image {
	const struct image *image; /* to be compared only: it may be gone */
	struct digest digest;
};

struct pdf_images {
	struct deflater *deflater;
	HPDF_Doc document;
	HPDF_Dict resources;
	struct used_image *used;
	size_t count, capacity;
	bool failed;
};

struct pdf_images *pdf_images_new(struct deflater *deflater, HPDF_Doc document)
{
	struct pdf_images *images = memory_zeroed(sizeof *images);

	images->deflater = deflater;
	images->document = document;
	return images;
}

void pdf_images_free(struct pdf_images *images)
{
	if (!images)
		return;
	free(images->used);
	free(images);
}

static bool write_image(struct pdf_images *images, const struct image *image, size_t number)
{
	char name[24];

	if (!images->resources)
		images->resources = objects_new(images->document);
	HPDF_Dict stream = pdf_stream_new(
	        images->deflater, images->document, image->pixels, image_size(image));
	if (!images->resources || !stream)
		return false;
	(void)snprintf(name, sizeof name, "I%zu", number);
	return HPDF_Dict_AddName(stream, "Type", "XObject") == HPDF_OK
	        && HPDF_Dict_AddName(stream, "Subtype", "Image") == HPDF_OK
	        && HPDF_Dict_AddNumber(stream, "Width", (HPDF_INT32)image->width) == HPDF_OK
	        && HPDF_Dict_AddNumber(stream, "Height", (HPDF_INT32)image->height) == HPDF_OK
	        && HPDF_Dict_AddName(
	                   stream, "ColorSpace", image->channels == 1 ? "DeviceGray" : "DeviceRGB")
	        == HPDF_OK
	        && HPDF_Dict_AddNumber(stream, "BitsPerComponent", 8) == HPDF_OK
	        && HPDF_Dict_Add(images->resources, name, stream) == HPDF_OK;
}

size_t pdf_images_use(struct pdf_images *images, const struct image *image)
{
	for (size_t i = 0; i < images->count; i++) {
		if (images->used[i].image == image)
			return i;
	}
	if (images->count == images->capacity) {
		images->capacity = images->capacity ? images->capacity * 2 : 8;
		images->used = memory_resize(images->used, images->capacity * sizeof *images->used);
	}
	images->used[images->count] = (struct used_image){ .image = image,
		.digest = digest_of(image->pixels, image_size(image)) };
	images->failed |= !write_image(images, image, images->count);
	return images->count++;
}

HPDF_Dict pdf_images_resources(const struct pdf_images *images)
{
	return images->resources;
}

bool pdf_images_finish(const struct pdf_images *images, struct digest_state *digest)
{
	for (size_t i = 0; i < images->count; i++)
		digest_add(
		        digest, images->used[i].digest.bytes, sizeof images->used[i].digest.bytes);
	return !images->failed;
}
