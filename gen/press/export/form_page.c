#include "press/export/form_page.h"

#include "base/common.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "figures/facts/phrase.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum form_piece { PART_PAGE, PART_STYLE, PART_SCRIPT };

const char *const form_part_names[FORM_PARTS] = {
	[PART_PAGE] = "form.html",
	[PART_STYLE] = "form.css",
	[PART_SCRIPT] = "form.js",
};

enum form_mark { MARK_TITLE, MARK_STYLE, MARK_SCRIPT, MARK_DATA, MARK_SHA256, MARKS };

static const char *const marks[MARKS] = {
	[MARK_TITLE] = "{{title}}",
	[MARK_STYLE] = "{{style}}",
	[MARK_SCRIPT] = "{{script}}",
	[MARK_DATA] = "{{data}}",
	[MARK_SHA256] = "{{script-sha256}}",
};

static size_t count_of(const char *bytes, const char *word)
{
	size_t count = 0;

	for (const char *at = strstr(bytes, word); at; at = strstr(at + 1, word))
		count++;
	return count;
}

static bool closes(struct diag *diag, const struct form_part *part, const char *tag)
{
	if (count_of(part->bytes, tag) == 0)
		return false;
	diag_say(diag, MSG_FORM_PART_CLOSES, place_file(part->file), tag);
	return true;
}

bool form_parts_check(
        struct arena *arena, struct diag *diag, const struct form_part parts[FORM_PARTS])
{
	bool sound = true;

	for (size_t i = 0; i < FORM_PARTS; i++) {
		if (strlen(parts[i].bytes) == parts[i].length
		        && utf8_invalid(parts[i].bytes, parts[i].length) == parts[i].length)
			continue;
		diag_say_plain(diag, MSG_FORM_PART_TEXT, place_file(parts[i].file));
		sound = false;
	}
	for (size_t i = 0; i < MARKS; i++) {
		const size_t count = count_of(parts[PART_PAGE].bytes, marks[i]);
		if (count == 1)
			continue;
		diag_say(diag, MSG_FORM_PART_MARK, place_file(parts[PART_PAGE].file), marks[i],
		        arena_printf(arena, "%zu", count));
		sound = false;
	}
	if (closes(diag, &parts[PART_STYLE], "</style"))
		sound = false;
	if (closes(diag, &parts[PART_SCRIPT], "</script")
	        || closes(diag, &parts[PART_SCRIPT], "<!--"))
		sound = false;
	return sound;
}

/* RFC 4648, section 4. */
static void add_base64(struct text *out, const unsigned char *bytes, size_t length)
{
	static const char letters[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		const size_t left = length - i;
		const uint32_t group = (uint32_t)bytes[i] << 16
		        | (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0)
		        | (left > 2 ? (uint32_t)bytes[i + 2] : 0);
		text_add_bytes(out, &letters[group >> 18], 1);
		text_add_bytes(out, &letters[group >> 12 & 63], 1);
		text_add_bytes(out, left > 1 ? &letters[group >> 6 & 63] : "=", 1);
		text_add_bytes(out, left > 2 ? &letters[group & 63] : "=", 1);
	}
}

/* In a JSON text "<" stands within strings alone: so written it can end no element. */
static void add_data(const struct form *form, struct text *out)
{
	struct text data;

	text_init(&data);
	form_data(form, &data);
	for (size_t i = 0; i < data.length; i++) {
		if (data.bytes[i] == '<')
			text_add(out, "\\u003c");
		else
			text_add_char(out, data.bytes[i]);
	}
	text_release(&data);
}

static void add_escaped(struct text *out, const char *words)
{
	for (; *words; words++) {
		if (*words == '<')
			text_add(out, "&lt;");
		else if (*words == '&')
			text_add(out, "&amp;");
		else
			text_add_char(out, *words);
	}
}

/* Browsers read CR LF as LF before they hash a script: a page has none. */
static void add_lines(struct text *out, const struct form_part *part)
{
	for (size_t i = 0; i < part->length; i++)
		if (part->bytes[i] != '\r')
			text_add_char(out, part->bytes[i]);
}

static void add_digest(struct text *out, const struct form_part *script)
{
	struct text lines;

	text_init(&lines);
	add_lines(&lines, script);
	const struct digest digest = digest_of(lines.bytes, lines.length);
	add_base64(out, digest.bytes, sizeof digest.bytes);
	text_release(&lines);
}

static void add_mark(const struct form *form, const struct form_part parts[FORM_PARTS],
        enum form_mark mark, struct text *out)
{
	switch (mark) {
	case MARK_TITLE:
		add_escaped(out, form->unit->name);
		text_add(out, phrase_period(form->arena, form->ledger->period));
		text_add(out, "填报表");
		return;
	case MARK_STYLE:
		add_lines(out, &parts[PART_STYLE]);
		return;
	case MARK_SCRIPT:
		add_lines(out, &parts[PART_SCRIPT]);
		return;
	case MARK_DATA:
		add_data(form, out);
		return;
	case MARK_SHA256:
		add_digest(out, &parts[PART_SCRIPT]);
		return;
	case MARKS:
		break;
	}
	assert(false && "a mark of the table");
}

void form_page(const struct form *form, const struct form_part parts[FORM_PARTS], struct text *out)
{
	const char *at = parts[PART_PAGE].bytes;

	while (*at) {
		const char *open = strstr(at, "{{");
		if (!open) {
			text_add(out, at);
			return;
		}
		text_add_bytes(out, at, (size_t)(open - at));
		at = open;
		for (int mark = 0; at == open && mark < MARKS; mark++) {
			if (!text_starts_with(at, marks[mark]))
				continue;
			add_mark(form, parts, (enum form_mark)mark, out);
			at += strlen(marks[mark]);
		}
		if (at == open)
			text_add_char(out, *at++);
	}
}
