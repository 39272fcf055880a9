/*
 * Faces: font files found by the style sheet's chains, opened once a run, asked for glyphs.
 *
 * Owns the fallback per character and the caches behind layout's metrics; paper/font/fontfile finds
 * and opens the files. A face is opened when its first character is asked for, never before. When
 * it is there and cannot be used, that is said, what is asked of it gets an answer all the same,
 * and faces_sound is false from then on: the caller publishes nothing that was set with these
 * faces.
 */
#ifndef PAPER_FONT_FACE_H
#define PAPER_FONT_FACE_H

#include "base/arena.h"
#include "base/root.h"
#include "diag/diag.h"
#include "paper/font/metrics.h"

struct faces;
struct fontfile_cuts;

/*
 * `root` is what relative font folders start from. Nothing is opened yet. The style sheet must
 * outlive the faces.
 */
struct faces *faces_new(
        struct diag *diag, const struct stylesheet *styles, const struct root *root);
void faces_free(struct faces *faces);
/* Nothing but these is opened from now on; before anything was. Borrowed; NULL: as without. */
void faces_keep_to(struct faces *faces, const struct fontfile_cuts *cuts);
/*
 * A document begins. In it faces have ranks by the order in which it comes upon them, the same as
 * if nothing had been set with these faces before.
 */
void faces_begin(struct faces *faces);
size_t faces_rank(const struct faces *faces, size_t face);
/* For layout; valid as long as the faces. */
struct metrics faces_metrics(struct faces *faces);

/* One line of `minsheng fonts`: an entry of a role's chain. */
struct face_report {
	const struct font_role *role;
	const struct face_choice *choice;
	bool found;
	const char *path;      /* "" when not found */
	const char *full_name; /* of the face found */
	size_t characters;     /* mapped code points */
};
/* Opens every choice of every role, in order, and compares all checksums of their files. */
struct face_reports {
	const struct face_report *reports;
	size_t count;
};
struct face_reports faces_report(struct faces *faces, struct arena *arena);

/*
 * Every font that was asked for could be read and used, and is still as it was when it was opened.
 * What is not so is said, with the font's file.
 */
bool faces_sound(struct faces *faces);
/* A glyph of the face was found damaged, `what` names it: said, and faces_sound is false. */
void faces_damaged(struct faces *faces, size_t face, const char *what);

/* Faces opened so far, for the manifest: path, full name and number in the file. */
size_t faces_count(const struct faces *faces);
const char *faces_path(const struct faces *faces, size_t face);
const char *faces_name(const struct faces *faces, size_t face);
int faces_index(const struct faces *faces, size_t face);

/* A set of characters: the bit of code point n is 1 << n % 8 of byte n / 8. */
#define FACE_CHARACTERS_BYTES ((size_t)0x110000 / 8)
/* What the face was asked for and has, so far; borrowed, valid as long as the faces. */
const uint8_t *faces_asked(const struct faces *faces, size_t face);

/* What tells a face from every other, and from itself before its file was changed. */
struct face_mark {
	uintmax_t device, inode;
	intmax_t size, seconds; /* of the file's last change */
	long nanoseconds;
	int index;
};
struct face_mark faces_mark(const struct faces *faces, size_t face);
bool face_mark_equal(const struct face_mark *a, const struct face_mark *b);

/*
 * HarfBuzz's own face and font, for paper/pdf, which cuts and embeds them; borrowed, valid as long
 * as the faces.
 */
struct hb_face_t *faces_hb(const struct faces *faces, size_t face);
struct hb_font_t *faces_hb_font(const struct faces *faces, size_t face);

#endif
