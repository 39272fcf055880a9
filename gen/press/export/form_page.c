#include "press/export/form_page.h"

#include "base/digest.h"
#include "base/html_out.h"
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

bool form_parts_check(
        struct arena *arena, struct diag *diag, const struct page_part parts[FORM_PARTS])
{
	const struct page_marks all = { .list = marks, .count = MARKS };
	bool sound = parts_check_text(diag, parts, FORM_PARTS);

	sound = parts_check_marks(arena, diag, &parts[PART_PAGE], &all) && sound;
	sound = parts_check_open(diag, &parts[PART_STYLE], "</style") && sound;
	if (!parts_check_open(diag, &parts[PART_SCRIPT], "</script")
	        || !parts_check_open(diag, &parts[PART_SCRIPT], "<!--"))
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

static void add_digest(struct text *out, const struct page_part *script)
{
	struct text lines;

	text_init(&lines);
	parts_add_lines(&lines, script);
	const struct digest digest = digest_of(lines.bytes, lines.length);
	add_base64(out, digest.bytes, sizeof digest.bytes);
	text_release(&lines);
}

/* What a mark is filled in from. */
struct form_filling {
	const struct form *form;
	const struct page_part *parts;
};

static void add_mark(void *context, size_t mark, struct text *out)
{
	const struct form_filling *filling = context;
	const struct form *form = filling->form;

	switch ((enum form_mark)mark) {
	case MARK_TITLE:
		html_out_escape(out, form->unit->name);
		text_add(out, phrase_period(form->arena, form->ledger->period));
		text_add(out, "填报表");
		return;
	case MARK_STYLE:
		parts_add_lines(out, &filling->parts[PART_STYLE]);
		return;
	case MARK_SCRIPT:
		parts_add_lines(out, &filling->parts[PART_SCRIPT]);
		return;
	case MARK_DATA:
		add_data(form, out);
		return;
	case MARK_SHA256:
		add_digest(out, &filling->parts[PART_SCRIPT]);
		return;
	case MARKS:
		break;
	}
	assert(false && "a mark of the table");
}

void form_page(const struct form *form, const struct page_part parts[FORM_PARTS], struct text *out)
{
	struct form_filling filling = { .form = form, .parts = parts };
	const struct page_marks all = {
		.list = marks, .count = MARKS, .add = add_mark, .context = &filling
	};

	parts_fill(&parts[PART_PAGE], &all, out);
}
