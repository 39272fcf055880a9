/*
 * The manifest of a frozen month: with what it was rendered, what was told to the templates beside
 * the data, and the digest of every document that came out.
 *
 * Owns the shape of manifest.json, written and read. What it holds is read back as a stranger's
 * file: every field is checked. Knows no folder and renders nothing.
 */
#ifndef PRESS_ARCHIVE_MANIFEST_H
#define PRESS_ARCHIVE_MANIFEST_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/root.h"
#include "base/text.h"
#include "diag/diag.h"
#include "figures/facts/facts.h"

#include <stdbool.h>
#include <stddef.h>

#define MANIFEST_FILE "manifest.json"

/* Where it lies: input/archive/fonts/<cut>.otf (archive_font). */
struct manifest_font {
	const char *path;     /* as found: relative to the root when it lies below it */
	const char *name;     /* of the face */
	int index;            /* in the file */
	struct digest digest; /* of the whole file */
	struct digest cut;    /* of what is kept of it; the same when all is */
};

/* A file of machine code that the month was printed with: the program, a shared library. */
struct manifest_binary {
	const char *file;    /* its name: "libharfbuzz.so.0.60000.0" */
	const char *package; /* that it came in: "libharfbuzz0b"; "" none known */
	const char *version; /* of the package: "6.0.0+dfsg-3"; "" likewise */
	struct digest digest;
};

/* A character of the inputs that no font could print, and the one in front of it, 0 none. */
struct manifest_lack {
	uint32_t codepoint, before;
};

struct manifest_output {
	const char *file; /* relative to output/<period>/ */
	struct digest digest;
	size_t pages;
	size_t length; /* bytes */
};

/* A kind of message that stood when the month was issued, and how often. */
struct manifest_exception {
	const char *code;
	size_t count;
};

/* A file that is not kept under the name that it came with: that was no UTF-8. */
struct manifest_renamed {
	const char *file; /* as it came, its bytes shown as \u{XX} */
	const char *kept; /* in the archive */
};

/*
 * JSON: { "format": 1, "period": "2020-03", "revision": 1, "number": 3, "date": "2020-04-08",
 *   "reason": "", "exceptions": { "reason": "", "text": "", "codes": [{"code": "FIGURE_FELL",
 *   "count": 2}] }, "tool": "minsheng 0.1.0",
 *   "program": {"file": "minsheng", "package": "", "version": "", "sha256": "…"},
 *   "libraries": [likewise], "layouts": [1], "fonts": [{"path": "…", "name": "…", "index": 0,
 *   "sha256": "…", "kept": "…"}],
 *   "outputs": [{"file": "bulletin.pdf", "sha256": "…", "pages": 9, "bytes": 81234}],
 *   "changes": [{"kind": "figure", "subject": "2.1", "text": "…"}], "adjustments": [likewise],
 *   "left_out": ["…"],
 *   "renamed": [{"file": "…", "kept": "…"}] (absent when there is none),
 *   "unprintable": [{"character": 128512, "behind": 25913}] (likewise: code points),
 *   "sightings": [{"file": "…", "sha256": "…", "date": "2020-04-02"}] (likewise) }
 */
struct manifest {
	struct period period;
	int revision;                 /* 1, 2, … */
	int number;                   /* in the series */
	struct date date;             /* day of issue */
	const char *reason;           /* of the revision, "" for the first */
	const char *exception_reason; /* "" when nothing was lifted */
	const char *exception_text;   /* as printed, "" */
	const struct manifest_exception *exceptions;
	size_t exception_count;
	const char *tool;
	struct manifest_binary program;
	const struct manifest_binary *libraries; /* shared ones, all that were mapped */
	size_t library_count;
	const int *layouts; /* versions of layout that the documents' templates ask for */
	size_t layout_count;
	const struct manifest_font *fonts; /* those that the documents were set in */
	size_t font_count;
	const struct manifest_output *outputs;
	size_t output_count;
	const struct facts_change *changes;
	size_t change_count;
	const struct facts_change *adjustments; /* of targets, since the month issued before */
	size_t adjustment_count;
	const char *const *left_out; /* files among the submissions that nobody can read */
	size_t left_out_count;
	const struct manifest_renamed *renamed;
	size_t renamed_count;
	const struct manifest_lack *lacks;
	size_t lack_count;
	const struct facts_sighting *sightings;
	size_t sighting_count;
};

void manifest_write(const struct manifest *manifest, struct text *out);
/* NULL when it cannot be used (said). Everything lives in the arena. */
const struct manifest *manifest_read(
        struct arena *arena, struct diag *diag, const struct root *root, const char *file);

/* What the templates are told beside the data, now as then. */
struct facts_options manifest_facts(const struct manifest *manifest);

/* A path that stays below where it starts: relative, without "." and "..", without a control. */
bool manifest_is_inside(const char *path);

#endif
