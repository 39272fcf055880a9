/*
 * The end of a run, for machines: with --json a command that makes or judges something prints one
 * JSON object as its last line on stdout (input/schema/ending.schema.json) instead of the paths
 * that persons are given. Owns that object's shape; what it counts as refused or in doubt is what
 * the voice has said.
 *
 * {"format": 1, "tool": "minsheng 0.1.0", "command": "render", "dry_run": false, "exit": 3,
 *  "seconds": 0.412, "counts": {…}, "documents": [{"period": "2020-05", "file":
 *  "output/2020-05/bulletin.pdf", "pages": 19, "bytes": 81234, "sha256": "…"}], "clean": ["…"],
 *  "months": [{"period": "2020-05", "state": "published", "rendered": 12, "exit": 3}],
 *  "refused": ["input/submissions/2020-05/市残联.json"],
 *  "messages": [{"code": "FIGURE_FELL", "severity": "doubt", "count": 1}]}
 */
#ifndef APP_ENDING_H
#define APP_ENDING_H

#include "press/month/edition.h"
#include "press/telling/runlog.h"

struct ending;

/* Since now; freed by ending_free, which accepts NULL. */
struct ending *ending_new(void);
void ending_free(struct ending *ending);

/*
 * A file that was written, or would be: its path is printed, a line, or kept for the end when the
 * run has one. All but `path` may be unknown: NULL, 0. Copied.
 */
struct ending_document {
	const struct period *period;
	const char *path; /* as the user sees it */
	size_t pages;
	size_t length; /* bytes */
	const struct digest *digest;
};
void ending_made(struct run *run, const struct ending_document *document);
/* Of an edition, the document at that path. */
void ending_made_of(struct run *run, struct period period, const struct edition_document *document,
        const char *path);
/* A template without a fault, by the name that is typed: printed or kept, as above. */
void ending_clean(struct run *run, const char *name);
/* Kept only; what became of a night's month, and of a published one what was rendered for it. */
void ending_month(
        struct run *run, const struct runlog_outcome *outcome, const struct edition *edition);
/* Kept only; the documents of an edition that would be published. */
void ending_edition(struct run *run, struct period period, const struct edition *edition);
/* What a dry run would do to a month, a line; nothing when the run has an ending. */
void ending_plan(struct run *run, struct period period, const char *what, size_t count);
/* Kept only; so many files were read to be judged. */
void ending_read(struct run *run, size_t count);

/* Prints the object, when the run has an ending: nothing is said of the run after it. */
void ending_print(struct run *run, bool is_dry);

#endif
