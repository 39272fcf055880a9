#include "press/month/printable.h"

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "paper/font/face.h"
#include "paper/layout/inline/breaks.h"
#include "paper/style/stylesheet.h"
#include "press/state/folders.h"

#include <stdio.h>
#include <string.h>

#define REPLACEMENT 0xFFFDU /* what a converter put where it could not read */
/* A role without this one is for numbers or signs and sets no sentence. */
#define COMMON_CHARACTER 0x7684U /* 的 */
#define ANY_SIZE         10000   /* whether a face has a character is no matter of size */

/* A role that sets sentences, and the faces of its style sheet. */
struct sentence_role {
	struct metrics metrics;
	const struct font_role *role;
};

/* Every style sheet with its faces, opened at the first question. What is wrong with them is not
 * said here. */
struct printable {
	const struct root *root;
	const struct root *live;
	struct ink ink;
	bool is_open;
	struct arena *arena;
	struct diag *mute;
	struct faces **faces; /* of each style sheet */
	size_t faces_count;
	struct sentence_role *roles;
	size_t role_count, role_capacity;
	struct arena *owner; /* of the lacks, which outlive what was opened */
	struct manifest_lack *lacks;
	size_t lack_count, lack_capacity;
	const struct printable_lacks *recalled; /* NULL: the faces are asked */
};

static bool has(const struct sentence_role *sentence, uint32_t codepoint)
{
	const struct metrics *metrics = &sentence->metrics;
	struct glyph glyph;

	return metrics->lookup(metrics->context, sentence->role, codepoint, ANY_SIZE, &glyph);
}

static void add_roles(struct printable *printable, const struct stylesheet *styles)
{
	struct faces *faces = faces_new(printable->mute, styles, printable->live);

	printable->faces[printable->faces_count++] = faces;
	for (size_t i = 0; i < styles->role_count; i++) {
		const struct sentence_role sentence = { faces_metrics(faces), &styles->roles[i] };
		if (!has(&sentence, COMMON_CHARACTER))
			continue;
		printable->roles = arena_grow(printable->arena, printable->roles,
		        &printable->role_capacity, printable->role_count, sizeof *printable->roles);
		printable->roles[printable->role_count++] = sentence;
	}
}

static void open_faces(struct printable *printable)
{
	struct file_list names;

	if (printable->is_open)
		return;
	struct arena *arena = printable->arena = arena_new();
	printable->mute = diag_new(&(struct diag_options){ 0 });
	printable->is_open = true;
	if (file_list(arena, printable->root, STYLES_FOLDER, &names) == FILE_FAILED)
		diag_say(printable->mute, MSG_INPUT_UNREADABLE, place_file(STYLES_FOLDER),
		        strerror(names.error));
	printable->faces = arena_alloc_array(arena, names.count + 1, sizeof(struct faces *));
	for (size_t i = 0; i < names.count; i++) {
		const char *file = file_join(arena, STYLES_FOLDER, names.names[i]);
		const struct stylesheet *styles = text_ends_with(file, ".xml")
		        ? stylesheet_read(
		                arena, printable->mute, printable->root, file, place_file(file))
		        : NULL;
		if (styles)
			add_roles(printable, styles);
	}
}

/* What needs no ink: blanks, and selectors of a variant, which belong to the character before. */
static bool is_inkless(uint32_t codepoint)
{
	return (utf8_is_blank(codepoint) && !utf8_is_control(codepoint))
	        || utf8_is_selector(codepoint);
}

/* An accent may become one glyph with the letter before it. */
static bool combines(const struct sentence_role *sentence, uint32_t before, uint32_t codepoint)
{
	const struct metrics *metrics = &sentence->metrics;
	const uint32_t pair[2] = { before, codepoint };
	struct glyph glyph;

	return breaks_class(codepoint) == CLASS_COMBINING && before != 0
	        && metrics->combine(metrics->context, sentence->role, pair, ANY_SIZE, &glyph);
}

/* The role that sets sentences and cannot set this character behind that one, or NULL. */
static const struct font_role *lacking_role(
        struct printable *printable, uint32_t codepoint, uint32_t before)
{
	if (is_inkless(codepoint))
		return NULL;
	open_faces(printable);
	for (size_t i = 0; i < printable->role_count; i++) {
		const struct sentence_role *sentence = &printable->roles[i];
		if (!has(sentence, codepoint) && !combines(sentence, before, codepoint))
			return sentence->role;
	}
	return NULL;
}

static bool lists(const struct printable_lacks *lacks, uint32_t codepoint, uint32_t before)
{
	for (size_t i = 0; i < lacks->count; i++)
		if (lacks->list[i].codepoint == codepoint && lacks->list[i].before == before)
			return true;
	return false;
}

static void note_lack(struct printable *printable, uint32_t codepoint, uint32_t before)
{
	const struct printable_lacks known = printable_lacks(printable);

	if (lists(&known, codepoint, before))
		return;
	printable->lacks = arena_grow(printable->owner, printable->lacks, &printable->lack_capacity,
	        printable->lack_count, sizeof *printable->lacks);
	printable->lacks[printable->lack_count++] =
	        (struct manifest_lack){ .codepoint = codepoint, .before = before };
}

static bool prints(void *context, uint32_t codepoint, uint32_t before)
{
	struct printable *printable = context;

	if (printable->recalled)
		return !lists(printable->recalled, codepoint, before);
	if (!lacking_role(printable, codepoint, before))
		return true;
	note_lack(printable, codepoint, before);
	return false;
}

struct printable_lacks printable_lacks(const struct printable *printable)
{
	return (struct printable_lacks){ .list = printable->lacks, .count = printable->lack_count };
}

void printable_recall(struct printable *printable, const struct printable_lacks *lacks)
{
	printable->recalled = lacks;
}

struct printable *printable_new(
        struct arena *arena, const struct root *root, const struct root *live)
{
	struct printable *printable = arena_alloc(arena, sizeof *printable);

	*printable = (struct printable){ .root = root,
		.live = live,
		.owner = arena,
		.ink = { .prints = prints, .context = printable } };
	return printable;
}

void printable_free(struct printable *printable)
{
	if (!printable || !printable->is_open)
		return;
	for (size_t i = 0; i < printable->faces_count; i++)
		faces_free(printable->faces[i]);
	diag_free(printable->mute);
	arena_free(printable->arena);
	printable->is_open = false;
	printable->role_count = 0;
	printable->faces_count = 0;
}

const struct ink *printable_ink(const struct printable *printable)
{
	return &printable->ink;
}

bool printable_failed(const struct printable *printable, struct diag *diag)
{
	if (!printable->is_open || diag_exit_status(printable->mute) != EXIT_IO)
		return false;
	for (size_t i = 0; i < diag_count(printable->mute); i++)
		if (diag_record(printable->mute, i)->severity >= SEVERITY_ERROR)
			diag_repeat(diag, diag_record(printable->mute, i));
	return true;
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
	struct arena *arena = arena_new();
	struct printable *printable = printable_new(arena, root, root);
	const struct font_role *lacking = NULL;
	uint32_t before = 0;
	for (const char *at = text; *at && !lacking;) {
		char shown[5] = "", code[16];
		const uint32_t codepoint = utf8_next(&at);
		lacking = lacking_role(printable, codepoint, before);
		before = codepoint;
		if (!lacking)
			continue;
		shown[utf8_encode(codepoint, shown)] = '\0';
		diag_say(diag, MSG_TEXT_UNPRINTABLE, PLACE_NONE, option, shown,
		        code_of(codepoint, code), lacking->title);
	}
	const bool failed = printable_failed(printable, diag);
	printable_free(printable);
	arena_free(arena);
	return !lacking && !failed;
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
        struct printable *printable, const char *text, struct text *out, struct text *codes)
{
	uint32_t before = 0;

	for (const char *at = text; *at;) {
		const uint32_t codepoint = utf8_next(&at);
		const bool kept = is_text(codepoint) && !lacking_role(printable, codepoint, before);
		before = kept ? codepoint : LETTERS_SUBSTITUTE;
		text_add_codepoint(out, before);
		if (!kept)
			add_code(codes, codepoint);
	}
	if (is_blank(out->bytes)) {
		text_clear(out);
		text_add_codepoint(out, LETTERS_SUBSTITUTE);
		add_code(codes, ' ');
	}
}

const char *printable_text(struct arena *arena, struct diag *diag, const struct root *root,
        struct place place, const char *text)
{
	struct printable *printable = printable_new(arena, root, root);
	struct text out;
	struct text codes;

	text_init(&out);
	text_init(&codes);
	substitute(printable, text, &out, &codes);
	const bool failed = printable_failed(printable, diag);
	printable_free(printable);
	if (codes.length > 0)
		diag_say(diag, MSG_TEXT_SUBSTITUTED, place, codes.bytes);
	const char *printed = failed ? NULL : arena_strndup(arena, out.bytes, out.length);
	text_release(&codes);
	text_release(&out);
	return printed;
}
