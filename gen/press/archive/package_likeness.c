#include "press/archive/package_likeness.h"

#include "base/text.h"
#include "paper/image/image.h"
#include "paper/pdf/outlines.h"
#include "press/export/unzip.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define MEMBER_MOST ((size_t)1 << 28) /* bytes, unpacked */

struct both_packages {
	struct arena *arena;
	zip_t *now, *then;
	struct text now_bytes, then_bytes;
};

/* False: the member is damaged, or longer than any of ours. */
static bool read_member(zip_t *archive, zip_uint64_t index, struct text *out)
{
	char piece[1 << 14];
	zip_int64_t length = -1;
	zip_file_t *member = zip_fopen_index(archive, index, 0);

	text_clear(out);
	while (member && out->length < MEMBER_MOST
	        && (length = zip_fread(member, piece, sizeof piece)) > 0)
		text_add_bytes(out, piece, (size_t)length);
	return member && zip_fclose(member) == 0 && length == 0;
}

/* What stands between two tags is taken out, and with it what was made of other bytes. */
static void drop(struct text *bytes, const char *tag, const char *end)
{
	char *from = strstr(bytes->bytes, tag);
	char *to = from ? strstr(from, end) : NULL;

	if (!to)
		return;
	memmove(from, to, bytes->length - (size_t)(to - bytes->bytes) + 1);
	bytes->length -= (size_t)(to - from);
}

static const struct image *pixels_of(
        struct both_packages *both, struct diag *diag, const struct text *bytes)
{
	return image_decode(both->arena, diag,
	        &(struct image_source){
	                .file = "", .bytes = bytes->bytes, .length = bytes->length });
}

static bool is_seen_alike(struct both_packages *both)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const struct image *now = pixels_of(both, diag, &both->now_bytes);
	const struct image *then = pixels_of(both, diag, &both->then_bytes);
	const bool alike = now && then && now->width == then->width && now->height == then->height
	        && now->channels == then->channels
	        && memcmp(now->pixels, then->pixels, image_size(then)) == 0;

	diag_free(diag);
	return alike;
}

static bool is_drawn_alike(struct both_packages *both, size_t *glyph)
{
	return outlines_same(
	        &(struct outlines_program){ both->now_bytes.bytes, both->now_bytes.length },
	        &(struct outlines_program){ both->then_bytes.bytes, both->then_bytes.length },
	        glyph);
}

/* "Doc_0/Pages/Page_2/Content.xml" → 3; of no page 0. */
static size_t page_in(const char *member)
{
	static const char word[] = "/Page_";
	const char *at = strstr(member, word);

	return at ? strtoul(at + strlen(word), NULL, 10) + 1 : 0;
}

/* An attribute's value in a tag that begins at `tag`; "" where it has none. */
static const char *value_in(struct arena *arena, const char *tag, const char *attribute)
{
	const char *at = memmem(tag, strcspn(tag, ">"), attribute, strlen(attribute));

	if (!at)
		return "";
	at += strlen(attribute);
	return arena_strndup(arena, at, strcspn(at, "\""));
}

/* The last element with a number or a place that begins before the first difference. */
static const char *element_at(struct arena *arena, const struct text *now, const struct text *then)
{
	size_t at = 0;

	while (at < now->length && at < then->length && now->bytes[at] == then->bytes[at])
		at++;
	for (size_t i = at; i-- > 0;) {
		const char *tag = now->bytes + i;
		if (*tag != '<' || tag[1] == '/')
			continue;
		const char *number = value_in(arena, tag, " ID=\"");
		const char *place = *number ? number : value_in(arena, tag, " r=\"");
		const char *name = tag + 1 + (strncmp(tag + 1, "ofd:", 4) == 0 ? 4 : 0);
		if (*place)
			return arena_printf(
			        arena, "%.*s %s", (int)strcspn(name, " />"), name, place);
	}
	return "";
}

static struct likeness describe(struct both_packages *both, const char *member)
{
	struct likeness found = { .page = page_in(member) };
	const char *element = element_at(both->arena, &both->now_bytes, &both->then_bytes);

	found.element = !*element ? arena_strdup(both->arena, member)
	        : found.page > 0  ? element
	                          : arena_printf(both->arena, "%s %s", member, element);
	return found;
}

/* False: told in `found`. */
static bool compare_member(struct both_packages *both, zip_uint64_t index, struct likeness *found)
{
	const char *name = zip_get_name(both->now, index, 0);
	const char *then_name = zip_get_name(both->then, index, 0);
	size_t glyph = SIZE_MAX;

	if (!name || !then_name || !text_equal(name, then_name)
	        || !read_member(both->now, index, &both->now_bytes)
	        || !read_member(both->then, index, &both->then_bytes)) {
		found->element = arena_strdup(both->arena, name ? name : "ZIP");
		return false;
	}
	if (text_same_bytes(&both->now_bytes, &both->then_bytes)
	        || (text_ends_with(name, ".png") && is_seen_alike(both)))
		return true;
	const bool is_font = text_ends_with(name, ".otf") || text_ends_with(name, ".ttf");
	if (is_font && is_drawn_alike(both, &glyph))
		return true;
	if (text_equal(name, "OFD.xml")) {
		drop(&both->now_bytes, "<ofd:DocID>", "</ofd:DocID>");
		drop(&both->then_bytes, "<ofd:DocID>", "</ofd:DocID>");
		if (text_same_bytes(&both->now_bytes, &both->then_bytes))
			return true;
	}
	*found = describe(both, name);
	if (is_font && glyph < SIZE_MAX)
		found->element = arena_printf(both->arena, "%s, glyph %zu", name, glyph);
	return false;
}

static struct likeness compare(struct both_packages *both)
{
	const zip_int64_t count = zip_get_num_entries(both->now, 0);
	const zip_int64_t then = zip_get_num_entries(both->then, 0);
	struct likeness found = { .element = "" };

	for (zip_int64_t i = 0; i < count && i < then; i++)
		if (!compare_member(both, (zip_uint64_t)i, &found))
			return found;
	found.is_alike = count == then;
	if (!found.is_alike)
		found.element = arena_printf(
		        both->arena, "%lld members, then %lld", (long long)count, (long long)then);
	return found;
}

struct likeness package_likeness_of(
        struct arena *arena, const struct likeness_file *now, const struct likeness_file *then)
{
	struct both_packages both = { .arena = arena, .now = unzip_open(now->bytes, now->length) };
	struct likeness found = { .element = "ZIP" };

	both.then = unzip_open(then->bytes, then->length);
	text_init(&both.now_bytes);
	text_init(&both.then_bytes);
	if (both.now && both.then)
		found = compare(&both);
	text_release(&both.now_bytes);
	text_release(&both.then_bytes);
	zip_discard(both.now);
	zip_discard(both.then);
	return found;
}
