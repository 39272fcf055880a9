/*
 * The edition: a month's documents, from facts and templates to PDFs staged for publication.
 *
 * One way for every command that renders. Owns which documents are wanted (all, those named, only
 * those whose inputs have changed) and tells, for each, what became of it. A document that cannot
 * be made costs itself: the others are staged, and its published edition stays. Commits nothing:
 * the caller has begun the publication and decides about it.
 */
#ifndef PRESS_MONTH_EDITION_H
#define PRESS_MONTH_EDITION_H

#include "press/month/month.h"
#include "press/state/freshness.h"
#include "press/state/publish.h"

struct edition_order {
	const char *const *names; /* documents wanted, or patterns (text_matches); none: all */
	size_t name_count;
	bool only_stale;
	bool to_nowhere;   /* measured and dropped; there is no publication then */
	const char *aside; /* folder beside the set, "revision-1", for a document that is none of
	                      it; NULL: the set itself */
	bool archived; /* templates that made what is issued: what they ask is not judged anew */
	bool whole;    /* one document that cannot be made fails all */
	struct fontprints *prints; /* of run->live; NULL: of its own */
	struct diag *watcher;      /* voice whose terminal shows progress; NULL: none */
};

struct edition_document {
	const char *name;  /* unit/市民政局 */
	const char *file;  /* units/市民政局.pdf */
	bool rendered;     /* made now; false: fresh, stands as it is, or failed */
	bool is_stale;     /* it was to be made and could not be: what stands is of other inputs */
	const char *title; /* of a rendered one what it calls itself; "" */
	size_t pages;      /* of a rendered one, as `digest` and `length` */
	struct digest digest;
	size_t length;
};

/* A face that some rendered document was set in, or that was asked for a character in vain. */
struct edition_face {
	const char *path; /* as it was opened */
	const char *name;
	int index;                 /* in that file */
	const uint8_t *characters; /* that it was asked for and has (face.h) */
};

struct edition {
	struct edition_document *documents; /* in order of templates */
	size_t count;
	size_t rendered;
	size_t failed; /* documents, and templates of which no document could be told (said) */
	struct edition_face *faces; /* each once */
	size_t face_count;
	int *layouts; /* versions of layout of the rendered documents, each once, ascending */
	size_t layout_count;
};

/* The document of a file, by its path below the month's folder; NULL: it is of none. */
const struct edition_document *edition_find(const struct edition *edition, const char *file);

/*
 * Render what is ordered into the publication, the record of freshness with it; published documents
 * that no template makes any more are forgotten when all were ordered. Everything wrong
 * is said. False: publish nothing; something could not be read or written, or no document of an
 * ordered name is known, or the order is for the whole and a document failed. Documents of a NULL
 * publication are only told: rendered then means stale, unless they go to nowhere.
 */
bool edition_render(struct run *run, const struct month *month, const struct edition_order *order,
        struct publication *publication, struct edition *out);

/* Says that the month has no document of that name, and which one may have been meant. */
void edition_say_unknown(struct run *run, const struct catalogue *catalogue, struct period period,
        const char *wanted);

/* "bulletin.ofd" of "bulletin.pdf"; in the arena. */
const char *edition_ofd(struct arena *arena, const char *file);

#endif
