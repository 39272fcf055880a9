#include "press/telling/quote.h"

#include "base/utf8.h"
#include "figures/json/encoding.h"

#include <string.h>

/* Characters of a line that are shown before the place and behind it. */
#define BEFORE 24
#define BEHIND 30

struct quote_source quote_open(struct arena *arena, const struct inbox_entry *entry)
{
	const struct arrival *arrival = entry->arrival;
	struct encoding_text text = { .bytes = "" };

	if (!arrival || arrival->status != FILE_OK || arrival->length == 0)
		return (struct quote_source){ .bytes = "" };
	const struct encoding_text source = { .bytes = arrival->bytes, .length = arrival->length };
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	if (!encoding_decode(arena, mute, entry->file, &source, &text))
		text = (struct encoding_text){ .bytes = "" };
	diag_free(mute);
	return (struct quote_source){ .bytes = text.bytes, .length = text.length };
}

/* Where line `number` begins; NULL when there are not so many. */
static const char *line_at(const struct quote_source *source, unsigned number)
{
	const char *at = source->bytes;

	for (unsigned line = 1; line < number; line++) {
		at = strchr(at, '\n');
		if (!at)
			return NULL;
		at++;
	}
	return at;
}

/* Chinese marks, letters and full-width forms take two columns. */
static bool is_wide(uint32_t codepoint)
{
	return codepoint >= 0x2E80 || (codepoint >= 0x2010 && codepoint <= 0x2027);
}

static bool is_line_end(uint32_t codepoint)
{
	return codepoint == 0 || codepoint == '\n' || codepoint == '\r';
}

/* One character as it can be shown on one line. */
static void add_shown(struct text *out, uint32_t codepoint)
{
	text_add_codepoint(out, codepoint == '\t' || utf8_is_control(codepoint) ? ' ' : codepoint);
}

static void add_blank(struct text *out, uint32_t codepoint)
{
	text_add(out, is_wide(codepoint) ? "　" : " ");
}

void quote_add(
        const struct quote_source *source, struct place place, const char *margin, struct text *out)
{
	const char *at = place.line > 0 ? line_at(source, place.line) : NULL;
	const unsigned column = place.column > 0 ? place.column : 1;
	const unsigned first = column > BEFORE ? column - BEFORE : 1;
	struct text under;

	if (!at || !*at)
		return;
	text_init(&under);
	text_add(out, margin);
	text_add(out, first > 1 ? "…" : "");
	text_add(&under, first > 1 ? "　" : "");
	uint32_t codepoint = utf8_next(&at);
	for (unsigned i = 1; !is_line_end(codepoint) && i < column + BEHIND; i++) {
		if (i >= first)
			add_shown(out, codepoint);
		if (i >= first && i < column)
			add_blank(&under, codepoint);
		codepoint = utf8_next(&at);
	}
	text_printf(out, "%s\n%s%s↑\n", is_line_end(codepoint) ? "" : "…", margin, under.bytes);
	text_release(&under);
}
