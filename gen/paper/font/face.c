/*
 * Faces behind layout's metrics.
 *
 * A role's answer for a character is kept in a two-level table (256 code points a leaf), so that
 * a character costs HarfBuzz one look-up a run. Two roles that name the same file and face share
 * one entry. A font is input: no number that comes out of one is handed on that its reader could
 * not bear. From a font that is broken or damaged (said by paper/font/fontfile) a stand-in is
 * answered, so that layout does not call a character missing that only could not be looked up.
 */
#include "paper/font/face.h"

#include "base/common.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "paper/font/chain.h"
#include "paper/font/fontfile.h"

#include <hb-ot.h>
#include <limits.h>
#include <string.h>

#define LEAF_SIZE   256
#define LEAF_COUNT  (0x110000 / LEAF_SIZE)
#define NAME_BYTES  256
#define WORD_GLYPHS 64 /* longer words are set glyph by glyph, without kerning */

struct face {
	const char *path;
	const char *full_name;
	int index;
	size_t file; /* in faces->files */
	hb_face_t *hb;
	hb_font_t *font;
	unsigned glyph_count;
	unsigned units_per_em;
	bool quadratic; /* outlines in glyf: their size is told without drawing them */
};

/* What a role answers for one character; `asked` false: not looked up yet. */
struct answer {
	bool asked, found;
	uint16_t face, embolden;
	uint32_t glyph;
	int32_t advance;             /* font units */
	int32_t ink_left, ink_right; /* likewise; both 0 for a blank */
};

/* CHOICE_BROKEN: its file is there, but is no usable font (said). */
enum choice_state { CHOICE_UNKNOWN, CHOICE_MISSING, CHOICE_BROKEN, CHOICE_OPEN };

struct choice {
	enum choice_state state;
	uint16_t face;
};

struct role_state {
	struct choice *choices;
	struct answer **leaves;
	bool complained;
};

struct faces {
	struct arena *arena;
	struct diag *diag;
	const struct stylesheet *styles;
	struct fontfiles *files;
	struct face *faces;
	size_t count, capacity;
	struct role_state *roles; /* by role index */
	hb_buffer_t *buffer;
};

struct faces *faces_new(struct diag *diag, const struct stylesheet *styles, const struct root *root)
{
	struct arena *arena = arena_new();
	struct faces *faces = arena_alloc(arena, sizeof *faces);

	*faces = (struct faces){ .arena = arena,
		.diag = diag,
		.styles = styles,
		.files = fontfiles_new(diag, styles, root) };
	faces->roles = arena_alloc_array(arena, styles->role_count, sizeof *faces->roles);
	for (size_t i = 0; i < styles->role_count; i++)
		faces->roles[i].choices = arena_alloc_array(
		        arena, styles->roles[i].face_count, sizeof(struct choice));
	/* HarfBuzz goes on with an empty one where there is no memory, and shapes nothing with it.
	 */
	faces->buffer = hb_buffer_create();
	if (!hb_buffer_allocation_successful(faces->buffer)
	        || hb_buffer_get_unicode_funcs(faces->buffer) == hb_unicode_funcs_get_empty())
		memory_exhausted();
	return faces;
}

void faces_free(struct faces *faces)
{
	if (!faces)
		return;
	for (size_t i = 0; i < faces->count; i++) {
		hb_font_destroy(faces->faces[i].font);
		hb_face_destroy(faces->faces[i].hb);
	}
	fontfiles_free(faces->files);
	hb_buffer_destroy(faces->buffer);
	arena_free(faces->arena);
}

static const char *face_name(struct faces *faces, hb_face_t *hb, hb_ot_name_id_t id)
{
	char name[NAME_BYTES];
	unsigned size = sizeof name;

	hb_ot_name_get_utf8(hb, id, hb_language_from_string("en", -1), &size, name);
	return arena_strdup(faces->arena, name);
}

static bool has_quadratic_outlines(hb_face_t *hb)
{
	hb_blob_t *table = hb_face_reference_table(hb, HB_TAG('g', 'l', 'y', 'f'));
	const unsigned length = hb_blob_get_length(table);

	hb_blob_destroy(table);
	return length > 0;
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

static void add_face(struct faces *faces, hb_face_t *hb, size_t file, int index)
{
	fontfile_clear_memory();
	hb_face_make_immutable(hb);
	faces->faces = arena_grow(
	        faces->arena, faces->faces, &faces->capacity, faces->count, sizeof *faces->faces);
	faces->faces[faces->count++] = (struct face){ .path = fontfiles_path(faces->files, file),
		.full_name = face_name(faces, hb, HB_OT_NAME_ID_FULL_NAME),
		.index = index,
		.file = file,
		.hb = hb,
		.font = hb_font_create(hb),
		.glyph_count = hb_face_get_glyph_count(hb),
		.units_per_em = hb_face_get_upem(hb),
		.quadratic = has_quadratic_outlines(hb) };
	fontfile_check_memory();
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
	hb_face_t *hb = fontfiles_face(faces->files, file, choice, &index);
	if (!hb)
		return CHOICE_BROKEN;
	if (find_open_face(faces, file, index, out)) {
		hb_face_destroy(hb);
		return CHOICE_OPEN;
	}
	add_face(faces, hb, file, index);
	*out = (uint16_t)(faces->count - 1);
	return CHOICE_OPEN;
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

/*
 * Where the ink stands matters for marks alone: 。 in the corner or the middle, —— that joins.
 * Han characters and letters are spared the cost of reading their outlines.
 */
static bool tells_ink(uint32_t codepoint)
{
	return (codepoint >= 0x2010 && codepoint <= 0x2027)
	        || (codepoint >= 0x3000 && codepoint <= 0x303F)
	        || (codepoint >= 0xFF00 && codepoint <= 0xFFEF) || codepoint == 0xB7
	        || codepoint == 0x2E3A;
}

/* More than any glyph's: U+FDFD is some 10 em wide. */
#define EM_MOST 64

static bool is_bearable(const struct face *face, int64_t units)
{
	const int64_t most = (int64_t)face->units_per_em * EM_MOST;

	return -most <= units && units <= most;
}

/* What of a font's answer is at fault, as the code point that was asked for: "U+4E00". */
static void say_damaged(struct faces *faces, const struct face *face, uint32_t codepoint)
{
	fontfiles_damaged(faces->files, face->file,
	        arena_printf(faces->arena, "U+%04X", (unsigned)codepoint));
}

static bool measure_ink(const struct face *face, struct answer *answer)
{
	hb_glyph_extents_t extents;

	if (!hb_font_get_glyph_extents(face->font, answer->glyph, &extents))
		return true;
	const int64_t right = (int64_t)extents.x_bearing + extents.width;
	if (!is_bearable(face, extents.x_bearing) || !is_bearable(face, right))
		return false;
	answer->ink_left = extents.x_bearing;
	answer->ink_right = (int32_t)right;
	return true;
}

/*
 * Some faces map rare characters to glyphs without ink (AR PL UKai has 43, 䶮 among them): the next
 * face of the chain is asked then. The common characters of CFF faces are trusted, for their
 * outlines would have to be drawn to know.
 */
static bool is_hollow(const struct face *face, uint32_t codepoint, hb_codepoint_t glyph)
{
	const bool common = codepoint >= 0x4E00 && codepoint <= 0x9FFF;
	hb_glyph_extents_t extents;

	if (!utf8_is_han(codepoint) || (common && !face->quadratic))
		return false;
	return hb_font_get_glyph_extents(face->font, glyph, &extents) && extents.width == 0
	        && extents.height == 0;
}

/* What a face says of a glyph that it maps the character to; false when that cannot be. */
static bool measure(const struct face *face, uint32_t codepoint, struct answer *answer)
{
	if (answer->glyph >= face->glyph_count)
		return false;
	answer->advance = hb_font_get_glyph_h_advance(face->font, answer->glyph);
	return answer->advance >= 0 && is_bearable(face, answer->advance)
	        && (!tells_ink(codepoint) || measure_ink(face, answer));
}

/* Handed out for what a broken font was asked: no face has this number. */
static const struct answer stand_in = { .asked = true, .found = true, .face = UINT16_MAX };

static struct answer find_in_chain(
        struct faces *faces, const struct font_role *role, uint32_t codepoint)
{
	for (size_t i = 0; i < role->face_count; i++) {
		if (!chain_serves(&role->faces[i], codepoint))
			continue;
		const struct choice *choice = opened_choice(faces, role, i);
		if (choice->state == CHOICE_BROKEN)
			return stand_in;
		if (choice->state != CHOICE_OPEN)
			continue;
		const struct face *face = &faces->faces[choice->face];
		struct answer answer = { .asked = true,
			.found = true,
			.face = choice->face,
			.embolden = (uint16_t)role->faces[i].embolden };
		if (!hb_font_get_nominal_glyph(face->font, codepoint, &answer.glyph)
		        || is_hollow(face, codepoint, answer.glyph))
			continue;
		if (measure(face, codepoint, &answer))
			return answer;
		say_damaged(faces, face, codepoint);
		return stand_in;
	}
	return (struct answer){ .asked = true };
}

static struct answer find_answer(
        struct faces *faces, const struct font_role *role, uint32_t codepoint)
{
	fontfile_clear_memory();
	const struct answer answer = find_in_chain(faces, role, codepoint);
	fontfile_check_memory();

	if (answer.found)
		return answer;
	if (!fontfiles_sound(faces->files))
		return stand_in;
	complain_if_empty(faces, role);
	return answer;
}

static const struct answer *answer_for(
        struct faces *faces, const struct font_role *role, uint32_t codepoint)
{
	static const struct answer none = { .asked = true };

	if (codepoint >= 0x110000)
		return &none;
	struct role_state *state = &faces->roles[role->index];
	if (!state->leaves)
		state->leaves = arena_alloc_array(faces->arena, LEAF_COUNT, sizeof(void *));
	struct answer **leaf = &state->leaves[codepoint / LEAF_SIZE];
	if (!*leaf)
		*leaf = arena_alloc_array(faces->arena, LEAF_SIZE, sizeof **leaf);
	struct answer *answer = &(*leaf)[codepoint % LEAF_SIZE];
	if (!answer->asked)
		*answer = find_answer(faces, role, codepoint);
	return answer;
}

static mpt scale_advance(const struct face *face, int32_t advance, mpt size)
{
	int64_t units = face->units_per_em;
	int64_t product = (int64_t)advance * size;

	return (mpt)((product + (product < 0 ? -units : units) / 2) / units);
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
	const struct face *face = &faces->faces[answer->face];
	*out = (struct glyph){ .face = answer->face,
		.embolden = answer->embolden,
		.id = answer->glyph,
		.advance = scale_advance(face, answer->advance, size),
		.ink_left = scale_advance(face, answer->ink_left, size),
		.ink_right = scale_advance(face, answer->ink_right, size) };
	return true;
}

/* Figures are not kerned: columns of digits must stand under each other. */
static bool has_letter(const uint32_t *codepoints, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((codepoints[i] | 0x20) >= 'a' && codepoints[i] != 0xD7)
			return true;
	return false;
}

/* A word to be kerned: characters at a size. */
struct kerned_word {
	const uint32_t *codepoints;
	size_t count;
	mpt size;
};

/* Fills the buffer with the word's glyphs. */
static void shape_word(struct faces *faces, const struct face *face, const struct kerned_word *word)
{
	static const hb_feature_t features[] = {
		{ HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT_MAX },
		{ HB_TAG('c', 'l', 'i', 'g'), 0, 0, UINT_MAX },
		{ HB_TAG('c', 'c', 'm', 'p'), 0, 0, UINT_MAX },
	};
	int count = (int)word->count;

	fontfile_clear_memory();
	hb_buffer_reset(faces->buffer);
	hb_buffer_add_utf32(faces->buffer, word->codepoints, count, 0, count);
	hb_buffer_set_direction(faces->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(faces->buffer, HB_SCRIPT_LATIN);
	hb_shape(face->font, faces->buffer, features, COUNT_OF(features));
	fontfile_check_memory();
}

/* Kerning without ligatures; false when the shaper did not give one glyph a character. */
static bool kern(struct faces *faces, const struct face *face, const struct kerned_word *word,
        struct glyph *out)
{
	unsigned length = 0;

	shape_word(faces, face, word);
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(faces->buffer, &length);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(faces->buffer, NULL);
	if (length != word->count)
		return false;
	for (unsigned i = 0; i < length; i++) {
		if (infos[i].cluster != i || infos[i].codepoint == 0 || positions[i].x_offset != 0)
			return false;
		if (infos[i].codepoint >= face->glyph_count || positions[i].x_advance < 0
		        || !is_bearable(face, positions[i].x_advance)) {
			say_damaged(faces, face, word->codepoints[i]);
			return false;
		}
		out[i].id = infos[i].codepoint;
		out[i].advance = scale_advance(face, positions[i].x_advance, word->size);
	}
	return true;
}

/* NOLINTNEXTLINE(readability-function-size): the parameters are those of metrics.h */
static bool shape(void *context, const struct font_role *role, const uint32_t *codepoints,
        size_t count, mpt size, struct glyph *out)
{
	struct faces *faces = context;

	for (size_t i = 0; i < count; i++)
		if (!lookup(context, role, codepoints[i], size, &out[i])
		        || out[i].face != out[0].face || out[i].embolden != out[0].embolden)
			return false;
	if (count < 2 || count > WORD_GLYPHS || !has_letter(codepoints, count)
	        || out[0].face == stand_in.face)
		return true;
	struct glyph kerned[WORD_GLYPHS];
	memcpy(kerned, out, count * sizeof *out);
	const struct kerned_word word = { .codepoints = codepoints, .count = count, .size = size };
	if (kern(faces, &faces->faces[out[0].face], &word, kerned))
		memcpy(out, kerned, count * sizeof *out);
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
		        || !hb_font_get_variation_glyph(
		                faces->faces[choice->face].font, pair[0], pair[1], &answer.glyph))
			continue;
		const struct face *face = &faces->faces[choice->face];
		if (!measure(face, 0, &answer)) {
			say_damaged(faces, face, pair[0]);
			return false;
		}
		*out = (struct glyph){ .face = choice->face,
			.embolden = (uint16_t)role->faces[i].embolden,
			.id = answer.glyph,
			.advance = scale_advance(face, answer.advance, size) };
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

struct metrics faces_metrics(struct faces *faces)
{
	return (struct metrics){
		.context = faces,
		.lookup = lookup,
		.shape = shape,
		.combine = combine,
		.is_empty = is_empty,
	};
}

static size_t mapped_characters(const struct face *face)
{
	hb_set_t *set = hb_set_create();

	hb_face_collect_unicodes(face->hb, set);
	size_t count = hb_set_get_population(set);
	hb_set_destroy(set);
	return count;
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
		report.characters = mapped_characters(face);
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

hb_face_t *faces_hb(const struct faces *faces, size_t face)
{
	return faces->faces[face].hb;
}

hb_font_t *faces_hb_font(const struct faces *faces, size_t face)
{
	return faces->faces[face].font;
}
