/*
 * The two proofs of a month that was rendered again: its documents' bytes are those that were
 * issued; or, where a library has moved since, its PDF, OFD and workbook files show what was issued
 * (likeness.h, package_likeness.h), though in other bytes. What is neither is said, with the page
 * and the element that differ first. Owns the comparison; publishes nothing.
 */
#ifndef APP_REGENERATE_PROOF_H
#define APP_REGENERATE_PROOF_H

#include "app/issued.h"
#include "app/regenerate.h"
#include "press/month/press.h"

/* All borrowed but the counts. */
struct regenerate_proof {
	struct run *run; /* as the user sees it */
	const struct regeneration *what;
	const struct edition *edition;
	struct publication *publication; /* with what came out; NULL: nothing is staged */
	struct issued issued;
	struct press *press; /* looked at where a document differs */
	size_t differing;    /* documents that are neither */
	size_t alike;        /* that show what was issued, in other bytes */
};

void regenerate_proof_compare(struct regenerate_proof *proof);
/* Says that all documents are as issued or show it, and which libraries moved. */
void regenerate_proof_say_alike(const struct regenerate_proof *proof, const char *title);

#endif
