/*
 * Freshness: is a published document still what its inputs say?
 *
 * Beside a month's documents stands `.reads`: for each file the digest of all that it was made
 * from (tool, targets, submissions, template, style sheet, fonts), by content, never by time, and
 * the names of the files of its template, so that how it stands can be told without the template.
 */
#ifndef PRESS_STATE_FRESHNESS_H
#define PRESS_STATE_FRESHNESS_H

#include "base/root.h"
#include "figures/ledger/ledger.h"
#include "press/state/fontprints.h"
#include "press/state/publish.h"
#include "press/state/published.h"
#include "press/template/template_facts.h"

struct freshness;

/* What stands in output/<period>/.reads; nothing is an empty record. NULL (said): unreadable. */
struct freshness *freshness_read(
        struct arena *arena, struct diag *diag, const struct root *root, struct period period);
/*
 * Digest of all that a document is made from, the files of its template (template_files) below
 * `root`; without any: of what is made from the facts alone.
 */
struct digest freshness_digest(struct arena *arena, const struct root *root,
        const struct ledger *ledger, const struct template_names *files, struct fontprints *fonts);
/* The names of the files live as long as the record does. */
void freshness_set(struct freshness *freshness, const char *file, const struct digest *digest,
        const struct template_names *files);
/* It is no document of the month any more. */
void freshness_forget(struct freshness *freshness, const char *file);
enum freshness_state {
	FRESHNESS_FRESH,   /* there, as it was published, and made from inputs of this digest */
	FRESHNESS_STALE,   /* not there, or made from others */
	FRESHNESS_DAMAGED, /* made from these inputs, but not as it was published (published.h) */
	FRESHNESS_UNKNOWN, /* said: it cannot be read */
};
enum freshness_state freshness_look(const struct freshness *freshness, struct diag *diag,
        const char *file, const struct digest *digest);
/* Every document of the record, those of a template behind each other. */
struct template_names freshness_documents(const struct freshness *freshness);
/*
 * As freshness_look, of one of them, with what the files that it was made from hold now; its own
 * content is not read: of damage only another length is told. One that is not in the record is
 * stale.
 */
enum freshness_state freshness_look_again(struct freshness *freshness, struct diag *diag,
        const char *file, const struct ledger *ledger, struct fontprints *fonts);
/* Stage the record with the documents. */
bool freshness_stage(const struct freshness *freshness, struct publication *publication);

#endif
