/*
 * Faces behind layout's metrics.
 *
 * A role's answer for a character is kept in a two-level table (256 code points a leaf, each
 * NULL until it is asked for), so that
 * a character costs HarfBuzz one look-up a run. Two roles that name the same file and face share
 * one entry. A font is input: no number that comes out of one is handed on that its reader could
 * not bear. From a font that is broken or damaged (said by paper/font/fontfile) a stand-in is
 * answered, so that layout does not call a character missing that only could not be looked up.
 */
#include "paper/font/face.h"

#include "paper/font/chain.h"
#include "paper/font/fontfile.h"
#include "paper/font/opened.h"
#include "paper/font/reach.h"
#include "paper/font/shaping.h"

#include <hb-ot.h>
#include <string.h>
#include <sys/stat.h>

#define LEAF_SIZE   256
#define LEAF_COUNT  (0x110000 / LEAF_SIZE)
#define WORD_GLYPHS 64 /* longer words are set glyph by glyph, without kerning */

struct face {
	const char *path;
	const char *full_name;
	int index;
	size_t file;                     /* in faces->files */
	unsigned document;               /* the last that came upon it */
	size_t rank;                     /* in that document */
	const struct face_choice *asked; /* the first entry of a chain that is this face */
	uint8_t *characters;             /* asked for, and there */
	struct opened opened;
};

/* What a role answers for one character. */
struct answer {
	bool found;
	unsigned document; /* the last that asked */
	size_t tried;      /* entries of the chain, until one had it */
	uint16_t face, embolden;
	const char *features; /* of the chain's entry; "" none */
	struct opened_glyph glyph;
};

/* CHOICE_BROKEN: its file is there, but is no usable font (said). */
enum choice_state { CHOICE_UNKNOWN, CHOICE_MISSING, CHOICE_BROKEN, CHOICE_OPEN };

struct choice {
	enum choice_state state;
	uint16_t face;
};

struct role_state {
	struct choice *choices;
	struct answer ***leaves;
	bool complained;
};

struct faces {
	struct arena *arena;
	struct diag *diag;
	const struct stylesheet *styles;
	struct fontfiles *files;
	struct face *faces;
	size_t count, capacity;
	unsigned document;        /* the number of the one that is set, from 1 */
	size_t rank;              /* of the next face that it comes upon */
	struct role_state *roles; /* by role index */
	struct shaping *shaping;
};

struct faces *faces_new(struct diag *diag, const struct stylesheet *styles, const struct root *root)
{
	struct arena *arena = arena_new();
	struct faces *faces = arena_alloc(arena, sizeof *faces);

	*faces = (struct faces){ .arena = arena,
		.diag = diag,
		.styles = styles,
		.document = 1,
		.files = fontfiles_new(diag, styles, root),
		.shaping = shaping_new() };
	faces->roles = arena_alloc_array(arena, styles->role_count, sizeof *faces->roles);
	for (size_t i = 0; i < styles->role_count; i++)
		faces->roles[i].choices = arena_alloc_array(
		        arena, styles->roles[i].face_count, sizeof(struct choice));
	return faces;
}

void faces_free(struct faces *faces)
{
	if (!faces)
		return;
	for (size_t i = 0; i < faces->count; i++)
		opened_release(&faces->faces[i].opened);
	fontfiles_free(faces->files);
	shaping_free(faces->shaping);
	arena_free(faces->arena);
}

static bool find_open_face(const struct faces *faces, size_t file, int index, uint16_t *out)
{
	for (size_t i = 0; i < faces->count; i++) {
		if (faces->faces[i].file == file && faces->faces[i].index == index) {
			*out = (uint16_t)i;
			return true;
		}
	}
	return false;
}

/* Most entries of chains name a face that another has opened already, and judged. */
static bool find_asked_face(
        const struct faces *faces, size_t file, const struct face_choice *choice, uint16_t *out)
{
	for (size_t i = 0; i < faces->count; i++) {
		const struct face *face = &faces->faces[i];
		if (face->file == file && face->asked->index == choice->index
		        && strcmp(face->asked->name, choice->name) == 0) {
			*out = (uint16_t)i;
			return true;
		}
	}
	return false;
}

static struct face *add_face(struct faces *faces, hb_face_t *hb, size_t file, int index)
{
	fontfile_clear_memory();
	faces->faces = arena_grow(
	        faces->arena, faces->faces, &faces->capacity, faces->count, sizeof *faces->faces);
	faces->faces[faces->count++] = (struct face){ .path = fontfiles_path(faces->files, file),
		.full_name = opened_full_name(faces->arena, hb),
		.index = index,
		.file = file,
		.characters = arena_alloc_array(faces->arena, FACE_CHARACTERS_BYTES, 1),
		.opened = opened_make(hb) };
	fontfile_check_memory();
	return &faces->faces[faces->count - 1];
}

static enum choice_state open_face(
        struct faces *faces, const struct face_choice *choice, uint16_t *out)
{
	size_t file;
	int index = 0;

	switch (fontfiles_find(faces->files, choice, &file)) {
	case FONTFILE_ABSENT:
		return CHOICE_MISSING;
	case FONTFILE_BROKEN:
		return CHOICE_BROKEN;
	case FONTFILE_FOUND:
		break;
	}
	if (find_asked_face(faces, file, choice, out))
		return CHOICE_OPEN;
	hb_face_t *hb = fontfiles_face(faces->files, file, choice, &index);
	if (!hb)
		return CHOICE_BROKEN;
	if (find_open_face(faces, file, index, out)) {
		hb_face_destroy(hb);
		return CHOICE_OPEN;
	}
	add_face(faces, hb, file, index)->asked = choice;
	*out = (uint16_t)(faces->count - 1);
	return CHOICE_OPEN;
}

void faces_begin(struct faces *faces)
{
	faces->document++;
	faces->rank = 0;
}

size_t faces_rank(const struct faces *faces, size_t face)
{
	return faces->faces[face].rank;
}

static void come_upon(struct faces *faces, struct face *face)
{
	if (face->document == faces->document)
		return;
	face->document = faces->document;
	face->rank = faces->rank++;
}

static const struct choice *opened_choice(
        struct faces *faces, const struct font_role *role, size_t number)
{
	struct choice *choice = &faces->roles[role->index].choices[number];

	if (choice->state == CHOICE_UNKNOWN) {
		fontfile_check_memory();
		choice->state = open_face(faces, &role->faces[number], &choice->face);
		fontfile_clear_memory(); /* a file that could not be mapped has been said */
	}
	if (choice->state == CHOICE_OPEN)
		come_upon(faces, &faces->faces[choice->face]);
	return choice;
}

static void complain_if_empty(struct faces *faces, const struct font_role *role)
{
	struct role_state *state = &faces->roles[role->index];

	if (state->complained)
		return;
	for (size_t i = 0; i < role->face_count; i++)
		if (opened_choice(faces, role, i)->state != CHOICE_MISSING)
			return;
	state->complained = true;
	diag_say(faces->diag, MSG_FONT_ROLE_EMPTY, place_file(faces->styles->file), role->title,
	        role->name, chain_packages(faces->arena, role));
}

/* What of a font's answer is at fault, as the code point that was asked for: "U+4E00". */
static void say_damaged(struct faces *faces, const struct face *face, uint32_t codepoint)
{
	fontfiles_damaged(faces->files, face->file,
	        arena_printf(faces->arena, "U+%04X", (unsigned)codepoint));
}

static const char *features_of(const struct face_choice *choice)
{
	return choice->features ? choice->features : "";
}

/* The form that the entry's features ask for, where the face has one. */
static void take_form(
        struct faces *faces, const struct face *face, uint32_t codepoint, struct answer *answer)
{
	const struct shaping_row row = { &codepoint, 1, answer->features };
	struct shaped_glyph shaped;

	if (answer->features[0] != '\0'
	        && shaping_set(faces->shaping, face->opened.font, &row, &shaped))
		answer->glyph.id = shaped.id;
}

static void note_character(const struct face *face, uint32_t codepoint)
{
	face->characters[codepoint / 8] |= (uint8_t)(1U << codepoint % 8);
}

/* Handed out for what a broken font was asked: no face has this number. */
static const struct answer stand_in = { .found = true, .face = UINT16_MAX, .features = "" };

static struct answer find_in_chain(
        struct faces *faces, const struct font_role *role, uint32_t codepoint, size_t *tried)
{
	for (size_t i = 0; i < role->face_count; i++) {
		*tried = i + 1;
		if (!chain_serves(&role->faces[i], codepoint))
			continue;
		const struct choice *choice = opened_choice(faces, role, i);
		if (choice->state == CHOICE_BROKEN)
			return stand_in;
		if (choice->state != CHOICE_OPEN)
			continue;
		const struct face *face = &faces->faces[choice->face];
		struct answer answer = { .found = true,
			.face = choice->face,
			.embolden = (uint16_t)role->faces[i].embolden,
			.features = features_of(&role->faces[i]) };
		if (!opened_has(&face->opened, codepoint, &answer.glyph.id))
			continue;
		note_character(face, codepoint);
		take_form(faces, face, codepoint, &answer);
		if (opened_measure(&face->opened, codepoint, &answer.glyph))
			return answer;
		say_damaged(faces, face, codepoint);
		return stand_in;
	}
	return (struct answer){ .found = false };
}

static struct answer find_answer(
        struct faces *faces, const struct font_role *role, uint32_t codepoint)
{
	size_t tried = 0;

	fontfile_clear_memory();
	struct answer answer = find_in_chain(faces, role, codepoint, &tried);
	fontfile_check_memory();
	answer.document = faces->document;
	answer.tried = tried;

	if (answer.found)
		return answer;
	if (!fontfiles_sound(faces->files))
		return stand_in;
	complain_if_empty(faces, role);
	return answer;
}

/* What is known already is come upon as if it were looked up. */
static void try_again(struct faces *faces, const struct font_role *role, uint32_t codepoint,
        struct answer *answer)
{
	answer->document = faces->document;
	for (size_t i = 0; i < answer->tried; i++)
		if (chain_serves(&role->faces[i], codepoint))
			(void)opened_choice(faces, role, i);
}

static const struct answer *answer_for(
        struct faces *faces, const struct font_role *role, uint32_t codepoint)
{
	static const struct answer none = { .found = false };

	if (codepoint >= 0x110000)
		return &none;
	struct role_state *state = &faces->roles[role->index];
	if (!state->leaves)
		state->leaves = arena_alloc_array(faces->arena, LEAF_COUNT, sizeof(void *));
	struct answer ***leaf = &state->leaves[codepoint / LEAF_SIZE];
	if (!*leaf)
		*leaf = arena_alloc_array(faces->arena, LEAF_SIZE, sizeof(struct answer *));
	struct answer **answer = &(*leaf)[codepoint % LEAF_SIZE];
	if (!*answer) {
		const struct answer found = find_answer(faces, role, codepoint);
		*answer = arena_alloc(faces->arena, sizeof found);
		**answer = found;
	} else if ((*answer)->document != faces->document) {
		try_again(faces, role, codepoint, *answer);
	}
	return *answer;
}

static bool lookup(void *context, const struct font_role *role, uint32_t codepoint, mpt size,
        struct glyph *out)
{
	struct faces *faces = context;
	const struct answer *answer = answer_for(faces, role, codepoint);

	if (!answer->found)
		return false;
	*out = (struct glyph){ .face = stand_in.face, .advance = size };
	if (answer->face == stand_in.face)
		return true;
	const struct opened *opened = &faces->faces[answer->face].opened;
	*out = (struct glyph){ .face = answer->face,
		.embolden = answer->embolden,
		.id = answer->glyph.id,
		.advance = opened_scale(opened, answer->glyph.advance, size),
		.ink_left = opened_scale(opened, answer->glyph.ink_left, size),
		.ink_right = opened_scale(opened, answer->glyph.ink_right, size) };
	return true;
}

/* Part of a word to be kerned, all from one entry of a chain: characters at a size. */
struct kerned_word {
	const uint32_t *codepoints;
	size_t count;
	mpt size;
};

/* The glyphs stay as they are where the shaper does not give one a character. */
static void kern(struct faces *faces, const struct answer *answer, const struct kerned_word *word,
        struct glyph *out)
{
	const struct face *face = &faces->faces[answer->face];
	const struct shaping_row row = { word->codepoints, word->count, answer->features };
	struct shaped_glyph shaped[WORD_GLYPHS];

	if (!shaping_set(faces->shaping, face->opened.font, &row, shaped))
		return;
	for (size_t i = 0; i < word->count; i++) {
		if (!opened_is_possible(&face->opened, shaped[i].id, shaped[i].advance)) {
			say_damaged(faces, face, word->codepoints[i]);
			return;
		}
	}
	for (size_t i = 0; i < word->count; i++) {
		out[i].id = shaped[i].id;
		out[i].advance = opened_scale(&face->opened, shaped[i].advance, word->size);
	}
}

static bool is_one_entry(const struct answer *a, const struct answer *b)
{
	return a->face == b->face && a->embolden == b->embolden
	        && strcmp(a->features, b->features) == 0;
}

/* The number of characters from the first on that come from one entry of the chain. */
static size_t count_of_entry(
        struct faces *faces, const struct font_role *role, const uint32_t *codepoints, size_t count)
{
	const struct answer first = *answer_for(faces, role, codepoints[0]);
	size_t own = 1;

	while (own < count && is_one_entry(&first, answer_for(faces, role, codepoints[own])))
		own++;
	return own;
}

/* NOLINTNEXTLINE(readability-function-size): the parameters are those of metrics.h */
static bool shape(void *context, const struct font_role *role, const uint32_t *codepoints,
        size_t count, mpt size, struct glyph *out)
{
	struct faces *faces = context;

	for (size_t i = 0; i < count; i++)
		if (!lookup(context, role, codepoints[i], size, &out[i]))
			return false;
	if (count > WORD_GLYPHS || !shaping_kerns(codepoints, count))
		return true;
	for (size_t i = 0, own; i < count; i += own) {
		own = count_of_entry(faces, role, codepoints + i, count - i);
		const struct kerned_word word = { codepoints + i, own, size };
		if (own > 1 && out[i].face != stand_in.face && shaping_kerns(word.codepoints, own))
			kern(faces, answer_for(faces, role, codepoints[i]), &word, out + i);
	}
	return true;
}

/* The variant of a character that some face of the chain has (IVD and standardised ones). */
static bool find_variant(struct faces *faces, const struct font_role *role, const uint32_t pair[2],
        mpt size, struct glyph *out)
{
	for (size_t i = 0; i < role->face_count; i++) {
		struct answer answer = { .found = true };
		if (!chain_serves(&role->faces[i], pair[0]))
			continue;
		const struct choice *choice = opened_choice(faces, role, i);
		if (choice->state != CHOICE_OPEN
		        || !hb_font_get_variation_glyph(faces->faces[choice->face].opened.font,
		                pair[0], pair[1], &answer.glyph.id))
			continue;
		const struct face *face = &faces->faces[choice->face];
		note_character(face, pair[0]);
		note_character(face, pair[1]);
		if (!opened_measure(&face->opened, 0, &answer.glyph)) {
			say_damaged(faces, face, pair[0]);
			return false;
		}
		*out = (struct glyph){ .face = choice->face,
			.embolden = (uint16_t)role->faces[i].embolden,
			.id = answer.glyph.id,
			.advance = opened_scale(&face->opened, answer.glyph.advance, size) };
		return true;
	}
	return false;
}

/* A letter and its accent as the one character that Unicode has for both. */
static bool combine(void *context, const struct font_role *role, const uint32_t pair[2], mpt size,
        struct glyph *out)
{
	hb_codepoint_t composed;

	if (find_variant(context, role, pair, size, out))
		return true;
	return hb_unicode_compose(hb_unicode_funcs_get_default(), pair[0], pair[1], &composed)
	        && lookup(context, role, composed, size, out);
}

static bool is_empty(void *context, const struct font_role *role)
{
	const struct faces *faces = context;

	return faces->roles[role->index].complained;
}

static bool ink(void *context, const struct glyph *glyph, mpt size, struct reach *out)
{
	const struct faces *faces = context;

	return glyph->face < faces->count
	        && reach_of_ink(faces->faces[glyph->face].opened.font, glyph, size, out);
}

struct metrics faces_metrics(struct faces *faces)
{
	return (struct metrics){
		.context = faces,
		.lookup = lookup,
		.shape = shape,
		.combine = combine,
		.is_empty = is_empty,
		.ink = ink,
	};
}

static struct face_report report_choice(
        struct faces *faces, const struct font_role *role, size_t number)
{
	const struct choice *choice = opened_choice(faces, role, number);
	struct face_report report = { .role = role,
		.choice = &role->faces[number],
		.found = choice->state == CHOICE_OPEN,
		.path = "",
		.full_name = "" };

	if (report.found) {
		const struct face *face = &faces->faces[choice->face];
		fontfiles_check_whole(faces->files, face->file, face->index);
		report.path = face->path;
		report.full_name = face->full_name;
		report.characters = opened_characters(&face->opened);
	}
	return report;
}

struct face_reports faces_report(struct faces *faces, struct arena *arena)
{
	const struct stylesheet *styles = faces->styles;
	size_t total = 0;

	for (size_t i = 0; i < styles->role_count; i++)
		total += styles->roles[i].face_count;
	struct face_report *reports = arena_alloc_array(arena, total, sizeof *reports);
	size_t count = 0;
	for (size_t i = 0; i < styles->role_count; i++)
		for (size_t j = 0; j < styles->roles[i].face_count; j++)
			reports[count++] = report_choice(faces, &styles->roles[i], j);
	return (struct face_reports){ .reports = reports, .count = count };
}

bool faces_sound(struct faces *faces)
{
	return fontfiles_sound(faces->files);
}

void faces_damaged(struct faces *faces, size_t face, const char *what)
{
	fontfiles_damaged(faces->files, faces->faces[face].file, what);
}

size_t faces_count(const struct faces *faces)
{
	return faces->count;
}

const char *faces_path(const struct faces *faces, size_t face)
{
	return faces->faces[face].path;
}

const char *faces_name(const struct faces *faces, size_t face)
{
	return faces->faces[face].full_name;
}

int faces_index(const struct faces *faces, size_t face)
{
	return faces->faces[face].index;
}

const uint8_t *faces_asked(const struct faces *faces, size_t face)
{
	return faces->faces[face].characters;
}

void faces_keep_to(struct faces *faces, const struct fontfile_cuts *cuts)
{
	fontfiles_keep_to(faces->files, cuts);
}

struct face_mark faces_mark(const struct faces *faces, size_t face)
{
	const struct stat *file = fontfiles_identity(faces->files, faces->faces[face].file);

	return (struct face_mark){ .device = file->st_dev,
		.inode = file->st_ino,
		.size = file->st_size,
		.seconds = file->st_mtim.tv_sec,
		.nanoseconds = file->st_mtim.tv_nsec,
		.index = faces->faces[face].index };
}

bool face_mark_equal(const struct face_mark *a, const struct face_mark *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size
	        && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds
	        && a->index == b->index;
}

hb_face_t *faces_hb(const struct faces *faces, size_t face)
{
	return faces->faces[face].opened.hb;
}

hb_font_t *faces_hb_font(const struct faces *faces, size_t face)
{
	return faces->faces[face].opened.font;
}
