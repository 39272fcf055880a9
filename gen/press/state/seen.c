/*
 *   minsheng seen 1
 *   2020-06-04 2020-06-05 <hex> input/submissions/2020-05/a.json
 *   - 2020-06-05 <hex> input/submissions/2020-05/b.json
 *   end
 */
#include "press/state/seen.h"

#include "base/file.h"
#include "base/text.h"
#include "press/state/folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SEEN_NAME  ".seen"
#define SEEN_LIMIT ((size_t)4 << 20)
#define SEEN_HEAD  "minsheng seen 1\n"
#define SEEN_END   "end\n"
#define NEVER      "-"

static bool read_line(char *line, struct seen_file *out)
{
	const char *before = text_cut(&line, ' ');
	const char *first = before ? text_cut(&line, ' ') : NULL;
	const char *hex = first ? text_cut(&line, ' ') : NULL;

	*out = (struct seen_file){ .path = line };
	return hex && digest_parse(hex, &out->digest)
	        && (text_equal(before, NEVER) || date_parse(before, &out->before))
	        && date_parse(first, &out->first) && line[0] != '\0';
}

/* A record that is damaged is none. */
static void parse(struct arena *arena, const struct file_bytes *bytes, struct sightings *out)
{
	char *at = arena_strndup(arena, bytes->bytes, bytes->length);
	struct seen_file *list = NULL;
	size_t count = 0, capacity = 0;

	if (!text_starts_with(at, SEEN_HEAD))
		return;
	at += strlen(SEEN_HEAD);
	while (*at && !text_equal(at, SEEN_END)) {
		char *line = text_cut(&at, '\n');
		list = arena_grow(arena, list, &capacity, count, sizeof *list);
		if (!line || !read_line(line, &list[count]))
			return;
		count++;
	}
	if (*at)
		*out = (struct sightings){ .list = list, .count = count, .is_known = true };
}

bool seen_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct sightings *out)
{
	const char *folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, period));
	const char *file = file_join(arena, folder, SEEN_NAME);
	struct file_bytes bytes;
	const enum file_status status = file_read(arena, root, file, SEEN_LIMIT, &bytes);

	*out = (struct sightings){ .count = 0 };
	if (status == FILE_OK)
		parse(arena, &bytes, out);
	/* Where output/ is no folder, nothing will be put either. */
	if (status == FILE_FAILED && bytes.error == ENOTDIR)
		diag_say(diag, MSG_OUTPUT_UNWRITABLE, place_file(folder), strerror(bytes.error));
	else if (status == FILE_FAILED)
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file), strerror(bytes.error));
	return status != FILE_FAILED;
}

static int compare_path(const void *key, const void *element)
{
	const struct seen_file *sighting = element;

	return strcmp(key, sighting->path);
}

const struct seen_file *seen_lookup(const struct sightings *sightings, const char *path)
{
	if (sightings->count == 0)
		return NULL;
	return bsearch(
	        path, sightings->list, sightings->count, sizeof *sightings->list, compare_path);
}

bool seen_stage(
        const struct sightings *sightings, struct arena *arena, struct publication *publication)
{
	struct text text;

	text_init(&text);
	text_add(&text, SEEN_HEAD);
	for (size_t i = 0; i < sightings->count; i++) {
		const struct seen_file *one = &sightings->list[i];
		char hex[DIGEST_HEX];
		digest_hex(&one->digest, hex);
		text_printf(&text, "%s %s %s %s\n",
		        one->before.year > 0 ? date_format(arena, one->before) : NEVER,
		        date_format(arena, one->first), hex, one->path);
	}
	text_add(&text, SEEN_END);
	const bool done = publish_put(publication, SEEN_NAME, text.bytes, text.length);
	text_release(&text);
	return done;
}
