/*
 * What an issue keeps beside its inputs: the documents as they are published, and the fonts that
 * they are set in. Owns the order of it; knows no judgement of the month.
 */
#ifndef APP_KEEP_H
#define APP_KEEP_H

#include "press/archive/freeze.h"
#include "press/month/fontkeep.h"
#include "press/month/month.h"

struct keep {
	struct run *run; /* of the live tree */
	const struct edition *edition;
	struct publication *publication; /* in which the documents are staged */
	struct freeze *freeze;
	struct manifest *manifest;
	struct fontkeep fonts;
};

/* What the documents were made with, into the manifest. False (said): it cannot be read or kept. */
bool keep_all(struct keep *keep);

#endif
