/*
 * What can be printed: the faces' answer for figures/, which knows none, and texts of a person's
 * own that documents print: why a month is issued or opened again.
 *
 * Owns what such a text may be, and what stands for the characters of one that is in an archive
 * already. A face is asked of every role that sets sentences, in every style sheet, since a
 * template may print the text anywhere. A style sheet or a face that is wrong is not asked: whoever
 * sets the documents says what is wrong with it. One that could not be read has answered nothing,
 * and what was judged by such answers does not count (printable_failed).
 */
#ifndef PRESS_MONTH_PRINTABLE_H
#define PRESS_MONTH_PRINTABLE_H

#include "base/letters.h"
#include "base/root.h"
#include "diag/diag.h"
#include "press/archive/manifest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters. */
#define PRINTABLE_LIMIT 500

/*
 * The style sheets below `root` with the fonts of `live`; nothing is opened before the first
 * question. In the arena; both roots are borrowed, `root` only until then.
 */
struct printable;
struct printable *printable_new(
        struct arena *arena, const struct root *root, const struct root *live);
/* What was opened; accepts NULL. */
void printable_free(struct printable *printable);
const struct ink *printable_ink(const struct printable *printable);
/*
 * What was asked for and cannot be printed, each once: an archive keeps it, so that the month is
 * judged again as it was, whatever fonts there are then.
 */
struct printable_lacks {
	const struct manifest_lack *list;
	size_t count;
};
struct printable_lacks printable_lacks(const struct printable *printable);
/* Before the first question: no font is asked, these cannot be printed and all else can. Borrowed.
 */
void printable_recall(struct printable *printable, const struct printable_lacks *lacks);
/* Something that was to be asked could not be read: said. */
bool printable_failed(const struct printable *printable, struct diag *diag);

/*
 * A text that is recorded: UTF-8, not blank, no control character, no longer than PRINTABLE_LIMIT.
 * False, with what to do, as usage of `option`, when it is not.
 */
bool printable_is_plain(struct diag *diag, const char *option, const char *text);
/*
 * The same, and the faces of the templates below `root` have its characters. False (said), too,
 * when they could not be asked.
 */
bool printable_check(
        struct diag *diag, const struct root *root, const char *option, const char *text);
/*
 * A text that was recorded, as it is printed: 〓 stands for what is no character or has no face,
 * and for the whole when it is blank; said as a doubt at `place`. In the arena. NULL (said): the
 * faces could not be asked.
 */
const char *printable_text(struct arena *arena, struct diag *diag, const struct root *root,
        struct place place, const char *text);

#endif
