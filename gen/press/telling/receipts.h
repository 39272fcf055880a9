/*
 * Receipts (回执): for each unit what became of the reports it handed in, in Chinese, for a clerk.
 *
 * output/<period>/receipts/<unit>.txt to read, .html for a browser and .json for machines: accepted
 * or refused, SHA-256, when received (as the report itself says), every fault with its place and
 * how to mend it, doubts, what is still owed and until when. The same inputs give the same bytes:
 * no clock shows, only whether the due day has passed. Files of nobody known share one receipt.
 * Decides nothing: states are the inbox's, faults the messages'.
 */
#ifndef PRESS_TELLING_RECEIPTS_H
#define PRESS_TELLING_RECEIPTS_H

#include "press/export/plain_page.h"
#include "press/month/inputs.h"
#include "press/month/month.h"
#include "press/state/publish.h"

#define RECEIPTS_FOLDER "receipts"

/* The month was issued: what it holds, and what came since. */
struct receipts_issued {
	const struct inbox *inbox;      /* as it was frozen */
	const struct input_list *later; /* files that are not in it */
};

struct receipts {
	struct arena *arena;
	const struct root *root; /* the live one */
	const struct assessment *assessment;
	const struct input_list *inputs; /* of the month's folder */
	const struct diag *claims; /* what was asked about the days of reports; NULL: nothing */
	bool overdue;              /* the due day has passed */
	const struct receipts_issued *issued; /* NULL for an open month */
	const struct plain_page *page; /* of the receipts for a browser; NULL: none are made */
};

/* The receipt of a unit, or for NULL of the files whose unit cannot be told; appended. */
void receipts_text(const struct receipts *receipts, const struct unit *unit, struct text *out);
void receipts_json(const struct receipts *receipts, const struct unit *unit, struct text *out);
/*
 * "receipts/市民政局.txt" for the suffix "txt"; the unit may be NULL. No two names share a file:
 * one that cannot be a file's (甲/乙, too long, NOBODY's) is changed and ends in 16 digits of its
 * digest.
 */
char *receipts_file(struct arena *arena, const struct unit *unit, const char *suffix);

struct receipts_staged {
	const char **files; /* below output/<period>/, of every kind */
	size_t count;
};
/*
 * Stage every receipt, of an issued month those of units whose files came later. False (said) when
 * one could not be written.
 */
bool receipts_stage(const struct receipts *receipts, struct publication *publication,
        struct receipts_staged *out);

#endif
