/*
 * The texts of a file, keys and values alike, as they can be printed (base/letters.h): settled in
 * one place, once, before anybody looks anything up in it, so that a unit's name with ⽣ in it
 * finds its unit. The file's bytes stay as they are.
 */
#ifndef FIGURES_JSON_TEXTS_H
#define FIGURES_JSON_TEXTS_H

#include "base/letters.h"
#include "figures/json/fields.h"

/* A text with characters that cannot be printed; 〓 stands in it for each. */
struct loss {
	const struct json *json; /* while the tree lives */
	const char *field;       /* its key; of an item, that of its array */
	const char *task;        /* "no" of the object that it belongs to, "": none has one */
	size_t count;            /* characters lost */
	const char *codes;       /* "U+1F44D、U+E000" */
	const char *english;     /* the same with what sort each is: "U+1F44D emoji" */
	const char *chinese;
	struct place place;
};

struct losses {
	struct loss *list;
	size_t count;
};

/*
 * Every key and string below `root`, but for "$schema" and what belongs to "x-…". What is done to a
 * text is a note, what is lost a doubt; keys of one object that have become the same are a fault.
 * `ink` may be NULL.
 */
struct losses texts_settle(const struct fields *fields, const struct ink *ink, struct json *root);
/* Again what each belongs to, when keys have been given other names since. */
void texts_name_losses(const struct losses *losses);
/* Says each as a doubt, once a voice: what of a catalogue is lost is asked in each month of it. */
void texts_say_losses(struct diag *diag, const struct losses *losses);
/* The characters that were lost: "U+1F44D、U+E000", with 等 when there are more. In the arena. */
const char *texts_codes(struct arena *arena, const struct letters_report *report);

#endif
