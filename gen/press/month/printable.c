#include "press/month/printable.h"

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "paper/font/face.h"
#include "paper/style/stylesheet.h"
#include "press/state/folders.h"

#include <stdio.h>
#include <string.h>

#define STYLES_FOLDER TEMPLATES_FOLDER "/styles"
#define SUBSTITUTE    0x3013U /* 〓, as printers set it for a type they do not have */
#define REPLACEMENT   0xFFFDU /* what a converter put where it could not read */
/* A role without this one is for numbers or signs and sets no sentence. */
#define COMMON_CHARACTER 0x7684U /* 的 */
#define ANY_SIZE         10000   /* whether a face has a character is no matter of size */

struct sheet {
	const struct stylesheet *styles;
	struct faces *faces;
};

/* Every style sheet with its faces. What is wrong with them is not said here. */
struct wall {
	struct arena *arena;
	struct diag *mute;
	struct sheet *sheets;
	size_t count;
};

static struct wall wall_open(const struct root *root)
{
	struct wall wall = { .arena = arena_new(), .mute = diag_new(&(struct diag_options){ 0 }) };
	struct file_list names;

	if (file_list(wall.arena, root, STYLES_FOLDER, &names) != FILE_OK)
		return wall;
	wall.sheets = arena_alloc_array(wall.arena, names.count + 1, sizeof *wall.sheets);
	for (size_t i = 0; i < names.count; i++) {
		const char *file = file_join(wall.arena, STYLES_FOLDER, names.names[i]);
		const struct stylesheet *styles = text_ends_with(file, ".xml")
		        ? stylesheet_read(wall.arena, wall.mute, root, file)
		        : NULL;
		if (styles)
			wall.sheets[wall.count++] = (struct sheet){ .styles = styles,
				.faces = faces_new(wall.mute, styles, root) };
	}
	return wall;
}

static void wall_close(struct wall *wall)
{
	for (size_t i = 0; i < wall->count; i++)
		faces_free(wall->sheets[i].faces);
	diag_free(wall->mute);
	arena_free(wall->arena);
}

static bool has(const struct sheet *sheet, const struct font_role *role, uint32_t codepoint)
{
	const struct metrics metrics = faces_metrics(sheet->faces);
	struct glyph glyph;

	return metrics.lookup(metrics.context, role, codepoint, ANY_SIZE, &glyph);
}

/* What needs no ink: blanks, and selectors of a variant, which belong to the character before. */
static bool is_inkless(uint32_t codepoint)
{
	return codepoint == ' ' || codepoint == 0xA0 || codepoint == 0x3000
	        || (codepoint >= 0x2000 && codepoint <= 0x200A) || codepoint == 0x202F
	        || codepoint == 0x205F || (codepoint >= 0xFE00 && codepoint <= 0xFE0F)
	        || (codepoint >= 0xE0100 && codepoint <= 0xE01EF);
}

/* The role that sets sentences and cannot set this character, or NULL. */
static const struct font_role *lacking_role(const struct wall *wall, uint32_t codepoint)
{
	if (is_inkless(codepoint))
		return NULL;
	for (size_t i = 0; i < wall->count; i++) {
		const struct sheet *sheet = &wall->sheets[i];
		for (size_t r = 0; r < sheet->styles->role_count; r++) {
			const struct font_role *role = &sheet->styles->roles[r];
			if (has(sheet, role, COMMON_CHARACTER) && !has(sheet, role, codepoint))
				return role;
		}
	}
	return NULL;
}

/* A full stop alone says nothing either. */
static bool is_blank(const char *text)
{
	for (uint32_t codepoint = utf8_next(&text); codepoint != 0; codepoint = utf8_next(&text))
		if (!is_inkless(codepoint) && codepoint != 0x3002)
			return false;
	return true;
}

static bool is_text(uint32_t codepoint)
{
	return !utf8_is_control(codepoint) && codepoint != REPLACEMENT;
}

static bool complain_of(
        struct diag *diag, enum message message, const char *option, const char *first)
{
	diag_say(diag, message, PLACE_NONE, option, first);
	return false;
}

static const char *code_of(uint32_t codepoint, char out[16])
{
	snprintf(out, 16, "U+%04X", (unsigned)codepoint);
	return out;
}

bool printable_is_plain(struct diag *diag, const char *option, const char *text)
{
	const size_t length = strlen(text);
	const size_t invalid = utf8_invalid(text, length);
	char shown[24];

	if (invalid != length) {
		snprintf(shown, sizeof shown, "0x%02X", (unsigned)(unsigned char)text[invalid]);
		return complain_of(diag, MSG_TEXT_ENCODING, option, shown);
	}
	if (is_blank(text)) {
		diag_say(diag, MSG_TEXT_BLANK, PLACE_NONE, option);
		return false;
	}
	for (const char *at = text; *at;) {
		const uint32_t codepoint = utf8_next(&at);
		if (!is_text(codepoint))
			return complain_of(
			        diag, MSG_TEXT_CONTROL, option, code_of(codepoint, shown));
	}
	if (utf8_count(text) <= PRINTABLE_LIMIT)
		return true;
	snprintf(shown, sizeof shown, "%d", PRINTABLE_LIMIT);
	return complain_of(diag, MSG_TEXT_LONG, option, shown);
}

bool printable_check(
        struct diag *diag, const struct root *root, const char *option, const char *text)
{
	if (!printable_is_plain(diag, option, text))
		return false;
	struct wall wall = wall_open(root);
	const struct font_role *lacking = NULL;
	for (const char *at = text; *at && !lacking;) {
		char shown[5] = "", code[16];
		const uint32_t codepoint = utf8_next(&at);
		lacking = lacking_role(&wall, codepoint);
		if (!lacking)
			continue;
		shown[utf8_encode(codepoint, shown)] = '\0';
		diag_say(diag, MSG_TEXT_UNPRINTABLE, PLACE_NONE, option, shown,
		        code_of(codepoint, code), lacking->title);
	}
	wall_close(&wall);
	return !lacking;
}

static void add_code(struct text *codes, uint32_t codepoint)
{
	char code[16];

	code_of(codepoint, code);
	if (!strstr(codes->bytes, code))
		text_printf(codes, "%s%s", codes->length > 0 ? "、" : "", code);
}

/* The text with its substitutes; `codes` names what they stand for. */
static void substitute(
        const struct wall *wall, const char *text, struct text *out, struct text *codes)
{
	for (const char *at = text; *at;) {
		const uint32_t codepoint = utf8_next(&at);
		const bool prints = is_text(codepoint) && !lacking_role(wall, codepoint);
		text_add_codepoint(out, prints ? codepoint : SUBSTITUTE);
		if (!prints)
			add_code(codes, codepoint);
	}
	if (is_blank(out->bytes)) {
		text_clear(out);
		text_add_codepoint(out, SUBSTITUTE);
		add_code(codes, ' ');
	}
}

const char *printable_text(struct arena *arena, struct diag *diag, const struct root *root,
        struct place place, const char *text)
{
	struct wall wall = wall_open(root);
	struct text out;
	struct text codes;

	text_init(&out);
	text_init(&codes);
	substitute(&wall, text, &out, &codes);
	wall_close(&wall);
	if (codes.length > 0)
		diag_say(diag, MSG_TEXT_SUBSTITUTED, place, codes.bytes);
	const char *printed = arena_strndup(arena, out.bytes, out.length);
	text_release(&codes);
	text_release(&out);
	return printed;
}
