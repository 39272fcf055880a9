/*
 * The office's own words for a month's documents: what no figure gives, an instruction from above,
 * a verdict, praise, a demand: input/words/2020-05.json.
 *
 * Owns the file's shape and its checks: a paragraph stands in a slot that a template prints. Reads
 * no file, knows no page. The words change no figure.
 */
#ifndef FIGURES_INTAKE_OFFICE_WORDS_H
#define FIGURES_INTAKE_OFFICE_WORDS_H

#include "figures/intake/office_file.h"
#include "figures/intake/submission.h"

/* Characters of a paragraph, and paragraphs of a slot. */
#define OFFICE_WORDS_CHARACTERS 1000
#define OFFICE_WORDS_PARAGRAPHS 20

/* Where a paragraph is printed. */
enum office_slot {
	OFFICE_OPENING, /* behind the sentence that says what the document is */
	OFFICE_VERDICT, /* at the end of what is said of all tasks together */
	OFFICE_REMARK,  /* with its task */
	OFFICE_DEMANDS, /* among what is demanded next */
	OFFICE_CLOSE,   /* last of the text */
	OFFICE_SLOTS
};

/* Strings are never NULL. */
struct office_paragraph {
	enum office_slot slot;
	const struct task *task; /* of a remark; else NULL */
	const char *text;        /* one line */
	struct place place;
};

/*
 * JSON: { "period": "2020-05", "opening": ["…"], "verdict": ["…"], "tasks": [ { "no": 16,
 * "remark": ["…"] } ], "demands": ["…"], "close": ["…"] }
 */
struct office_words {
	const char *file;                    /* "" where there is none */
	const struct office_paragraph *list; /* by slot, then as the file has them */
	size_t count;
	struct digest digest; /* of the file's bytes; of none: zero */
};

/*
 * Never NULL; in the arena. No source, no words. Each fault is said; of a file with any no word is
 * printed. What cannot be read is an error (said).
 */
const struct office_words *office_words_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period, const struct office_file *source);
/* "opening" */
const char *office_words_slot(enum office_slot slot);
/* 开头 */
const char *office_words_slot_word(enum office_slot slot);

#endif
