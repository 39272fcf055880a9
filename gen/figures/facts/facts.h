/*
 * The facts document: everything a template may say, in one XML tree.
 *
 * Owns the vocabulary (templates/README.md lists it; tests keep the two in step). Figures are
 * attributes already formatted beside their exact parts; elements whose words or figures came
 * from a submission carry `source="file:line:column#pointer"`, so that each can be traced. libxml2
 * stays behind this header.
 */
#ifndef FIGURES_FACTS_FACTS_H
#define FIGURES_FACTS_FACTS_H

#include "base/letters.h"
#include "base/text.h"
#include "figures/assess/assess.h"
#include "figures/facts/names.h"

/*
 * Owned by who made it; dropped by facts_free. What it was made from is borrowed until then. Its
 * tree is built when it is asked for, of the names that are asked for (facts_ask).
 */
struct facts;

/* One thing that a revision changed against the one before, or that was adjusted within the year.
 */
struct facts_change {
	const char *kind;    /* "figure" "report" "targets" "template" */
	const char *subject; /* id of the indicator, or the file */
	const char *text;    /* Chinese, one clause */
};

struct facts_changes {
	struct facts_change *list;
	size_t count, capacity;
};
void facts_changes_add(
        struct facts_changes *changes, struct arena *arena, const struct facts_change *change);

/* The night on which a file of the month was first seen with these bytes. */
struct facts_sighting {
	const char *name; /* in the month's folder */
	struct digest digest;
	struct date day;
};

/* Values that come from the run, not from the data. */
struct facts_options {
	struct date date;    /* day of issue; year 0: a draft, which bears the day of the cut */
	int number;          /* number in the series; 0: the catalogue's */
	int revision;        /* 0 original, N: 第N次修订 */
	const char *reason;  /* of the revision, "" */
	const char *despite; /* recorded exception at issue, "" */
	const struct facts_change *changes; /* of a revision against the one before */
	size_t change_count;
	const struct facts_change *adjustments; /* of targets, since the month issued before */
	size_t adjustment_count;
	const struct facts_sighting *sightings; /* of those that a night has seen */
	size_t sighting_count;
	const struct ink *ink; /* what can be printed of the names of files; may be NULL */
};

struct facts *facts_new(const struct assessment *assessment, const struct facts_options *options);
/* Facts that say nothing, for a template that asks for nothing. */
struct facts *facts_empty(void);
/* Takes the place of the sightings that it was made with; borrowed. */
void facts_see(struct facts *facts, const struct facts_sighting *sightings, size_t count);
void facts_free(struct facts *facts);
/*
 * The tree is to have the elements and attributes of these names; which others it has nobody may
 * rely on. One that lacks some of them is dropped.
 */
void facts_ask(struct facts *facts, const struct facts_names *names);
void facts_ask_all(struct facts *facts);
/* The tree goes until it is asked for again. */
void facts_rest(struct facts *facts);
/* All there is, as indented UTF-8 XML with a declaration. */
void facts_print(struct facts *facts, struct text *out);
/*
 * The xmlDoc, for press/template only: as it was asked for last, or, when nobody has asked, of all
 * names. Gone with the next facts_ask for more.
 */
void *facts_tree(struct facts *facts);

#endif
