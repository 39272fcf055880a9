#include "press/export/parts.h"

#include "base/kept.h"
#include "base/utf8.h"
#include "diag/foreign.h"

#include <string.h>

static bool read_part(struct arena *arena, struct diag *diag, const struct root *root,
        const char *file, struct page_part *out)
{
	const struct kept_file *read = kept_read(arena, root, file);

	switch (read->status) {
	case FILE_OK:
		*out = (struct page_part){ file, read->bytes, read->length };
		return true;
	case FILE_FAILED:
		foreign_say(diag, root, file, MSG_INPUT_UNREADABLE, read->error);
		return false;
	case FILE_MISSING:
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		break;
	}
	diag_say_plain(diag, MSG_FORM_PART_MISSING, place_file(file));
	return false;
}

bool parts_read(struct arena *arena, struct diag *diag, const struct root *root,
        const struct part_names *wanted, struct page_part *out)
{
	bool all = true;

	for (size_t i = 0; i < wanted->count; i++)
		all = read_part(arena, diag, root,
		              file_join(arena, wanted->folder, wanted->names[i]), &out[i])
		        && all;
	return all;
}

bool parts_check_text(struct diag *diag, const struct page_part *parts, size_t count)
{
	bool sound = true;

	for (size_t i = 0; i < count; i++) {
		if (strlen(parts[i].bytes) == parts[i].length
		        && utf8_invalid(parts[i].bytes, parts[i].length) == parts[i].length)
			continue;
		diag_say_plain(diag, MSG_FORM_PART_TEXT, place_file(parts[i].file));
		sound = false;
	}
	return sound;
}

static size_t count_of(const char *bytes, const char *word)
{
	size_t count = 0;

	for (const char *at = strstr(bytes, word); at; at = strstr(at + 1, word))
		count++;
	return count;
}

bool parts_check_marks(struct arena *arena, struct diag *diag, const struct page_part *page,
        const struct page_marks *marks)
{
	bool sound = true;

	for (size_t i = 0; i < marks->count; i++) {
		const size_t count = count_of(page->bytes, marks->list[i]);
		if (count == 1)
			continue;
		diag_say(diag, MSG_FORM_PART_MARK, place_file(page->file), marks->list[i],
		        arena_printf(arena, "%zu", count));
		sound = false;
	}
	return sound;
}

bool parts_check_open(struct diag *diag, const struct page_part *part, const char *tag)
{
	if (count_of(part->bytes, tag) == 0)
		return true;
	diag_say(diag, MSG_FORM_PART_CLOSES, place_file(part->file), tag);
	return false;
}

void parts_add_lines(struct text *out, const struct page_part *part)
{
	for (size_t i = 0; i < part->length; i++)
		if (part->bytes[i] != '\r')
			text_add_char(out, part->bytes[i]);
}

void parts_fill(const struct page_part *page, const struct page_marks *marks, struct text *out)
{
	const char *at = page->bytes;

	while (*at) {
		const char *open = strstr(at, "{{");
		if (!open) {
			text_add(out, at);
			return;
		}
		text_add_bytes(out, at, (size_t)(open - at));
		at = open;
		for (size_t i = 0; at == open && i < marks->count; i++) {
			if (!text_starts_with(at, marks->list[i]))
				continue;
			marks->add(marks->context, i, out);
			at += strlen(marks->list[i]);
		}
		if (at == open)
			text_add_char(out, *at++);
	}
}
