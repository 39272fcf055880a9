/*
 * What mend.c and mend_text.c share; nobody else includes it.
 */
#ifndef FIGURES_JSON_MEND_PARTS_H
#define FIGURES_JSON_MEND_PARTS_H

#include "base/text.h"
#include "figures/json/mend.h"

#include <stdint.h>

#define STRANGE_MOST 8 /* characters that belong nowhere: more are no JSON */
#define BLANKS_MOST  8

struct mending {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	const char *at, *end; /* *end is NUL */
	unsigned line, column;
	struct text out;
	struct grammar_marks marks;
	uint32_t blanks[BLANKS_MOST]; /* kinds that were said */
	size_t blank_count;
	size_t strange;
	bool comma; /* one was taken with a text that had no end quote */
	bool hopeless;
	size_t slips; /* that were said until it was */
};

/* The cursor, its character (0 at the end), and moving it. */
struct place mend_place(const struct mending *mending);
uint32_t mend_look(const struct mending *mending);
void mend_step(struct mending *mending);
void mend_step_to(struct mending *mending, const char *at);
/* The character at the cursor, for messages. */
const char *mend_shown(const struct mending *mending);
/* The ASCII mark that stands at a place, in either width; NUL for anything else. */
char mend_mark_at(const char *at);
/* Takes the mark at the cursor; says so when it is a Chinese one. */
void mend_take_mark(struct mending *mending);
/* What cannot be told any more: the file ends within something. */
void mend_cut_off(struct mending *mending);
/* Over blanks and comments; what does not belong there is said. */
void mend_skip_blanks(struct mending *mending);
/* Behind blanks of every kind, without taking them. */
const char *mend_behind_blanks(const char *at);
/* Does a member begin here: "name": on one line, or name: in ASCII letters? */
bool mend_sees_member(const char *at);
/* As a text in quotes. */
void mend_add_string(struct text *out, const char *text, size_t length);
bool mend_sees_comment(const char *at);
bool mend_sees_word(const char *at);
/* A text in quotes of any kind, the cursor being at the first. */
void mend_string(struct mending *mending, bool is_key);
/* What stands where a value is expected, without a quote or bracket before it. */
void mend_word(struct mending *mending);

#endif
