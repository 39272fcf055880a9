/*
 * Font files: found in the style sheet's folders, mapped, and judged before a glyph is asked of
 * them.
 *
 * Owns the search, the mappings and all that is said of a file which is there but cannot be read
 * (74) or is no usable font (65). Only a file that is not there is passed over for the next of the
 * chain. Each thing is said of a file once a voice, whoever opens it again. Knows no role and no
 * character.
 *
 * Files are mapped, not read: a bulletin uses a few hundred kilobytes of 80 MB. So a file may
 * change under its reader; fontfiles_sound tells, and is asked before anything is published.
 */
#ifndef PAPER_FONT_FONTFILE_H
#define PAPER_FONT_FONTFILE_H

#include "base/arena.h"
#include "base/root.h"
#include "diag/diag.h"
#include "paper/style/style.h"

struct fontfiles;
struct stat;

/* All three are borrowed. */
struct fontfiles *fontfiles_new(
        struct diag *diag, const struct stylesheet *styles, const struct root *root);
void fontfiles_free(struct fontfiles *files);

/*
 * Fonts that were kept instead of those that the style sheet names: what is looked for at a path is
 * found there if the list has it, and is absent if not, whatever the system has.
 */
struct fontfile_cut {
	const char *path; /* where the style sheet finds it, which messages name */
	int index;        /* of the face in the file there */
	const char *file; /* that is opened instead */
	bool is_whole;    /* a copy, with all its faces; else that face alone */
};
struct fontfile_cuts {
	const struct fontfile_cut *list;
	size_t count;
};
/* Before anything is looked for. Borrowed; NULL: none. */
void fontfiles_keep_to(struct fontfiles *files, const struct fontfile_cuts *cuts);

enum fontfile_status {
	FONTFILE_FOUND,
	FONTFILE_ABSENT,
	FONTFILE_BROKEN, /* said; no document that asked for it may be published */
};
/* The first file of the choice's name in the style sheet's folders, as a number. */
enum fontfile_status fontfiles_find(
        struct fontfiles *files, const struct face_choice *choice, size_t *number);
const char *fontfiles_path(const struct fontfiles *files, size_t number);
/* The file as it was when it was opened; borrowed. */
const struct stat *fontfiles_identity(const struct fontfiles *files, size_t number);

/*
 * The face that the choice means in a file found, by name or index, and its index; the caller
 * destroys it. NULL (said) when there is none, or none that can be drawn from.
 */
struct hb_face_t *fontfiles_face(
        struct fontfiles *files, size_t number, const struct face_choice *choice, int *index);
/*
 * Whether each face that the sheet names stands in its file, where that is there, and each role has
 * a file. Says STYLE_FACE and STYLE_FONTS at the sheet's places, with what was meant. Opens each
 * file and judges no outline.
 */
bool fontfiles_check_names(struct fontfiles *files);
/* Whether the long tables, too, come to their checksums: reads all of the file. Says what does not.
 */
void fontfiles_check_whole(struct fontfiles *files, size_t number, int index);

/* Something of a file was found damaged while it was used; `what` names it. Says FONT_DAMAGED. */
void fontfiles_damaged(struct fontfiles *files, size_t number, const char *what);
/*
 * No file was broken or damaged, and each is still as it was when it was opened, every page of it
 * read. Says what is not.
 */
bool fontfiles_sound(struct fontfiles *files);

/*
 * HarfBuzz goes on with an empty object when it lacks memory, and finds no glyph in it. Clear
 * before asking it, check behind: the program then ends as memory_exhausted does.
 */
void fontfile_clear_memory(void);
void fontfile_check_memory(void);

#endif
