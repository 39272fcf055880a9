/*
 * The archivist's package of an issued month: what the archive has of it, the fonts that may be
 * handed on, metadata.xml after DA/T 46 and GB/T 33480, a word to the reader, and sums of all.
 *
 * Owns what is in it and its two forms: a folder, a ZIP file. The same archive gives the same
 * bytes. Reads the archive, and refuses one that is not what was frozen.
 */
#ifndef PRESS_ARCHIVE_HANDOVER_H
#define PRESS_ARCHIVE_HANDOVER_H

#include "base/root.h"
#include "figures/targets/catalogue.h"
#include "press/archive/archive.h"
#include "press/archive/manifest.h"

#define HANDOVER_METADATA "metadata.xml"
#define HANDOVER_README   "说明.txt"
#define HANDOVER_SM3      "SM3SUMS"

struct handover_file {
	const char *name; /* "documents/bulletin.pdf" */
	const char *bytes;
	size_t length;
	struct digest digest;
};

/* A font that the documents are set in. */
struct handover_font {
	const char *name;
	const char *file;    /* in the package; "" when it is not */
	const char *licence; /* "" when none is known */
	const char *reason;  /* why it is not in the package, "" when it is */
};

/* Sorted by name; everything lives in the arena. */
struct handover {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct manifest *manifest;
	struct handover_file *files;
	size_t count, capacity;
	struct handover_font *fonts;
	size_t font_count;
	bool with_sm3;
};

/* Which revision, and whether sums after GB/T 32905 (SM3) are wanted, too. */
struct handover_order {
	struct period period;
	int revision;
	const struct catalogue *catalogue; /* of the archived month */
	bool with_sm3;
};

/* False (said): the archive is not what was frozen, something of it cannot be read, or there is no
 * SM3. */
bool handover_gather(struct arena *arena, struct diag *diag, const struct root *root,
        const struct handover_order *order, struct handover *out);
/* Writes the package, whole or not at all, to a folder that is new or empty, or to a new file.
 * False: said. */
bool handover_write_folder(const struct handover *package, struct diag *diag,
        const struct root *root, const char *folder);
bool handover_write_zip(const struct handover *package, struct diag *diag, const struct root *root,
        const char *file, struct handover_file *out);

/* What handover_gather writes in words: appended. */
void handover_metadata(const struct handover *package, struct text *out);
void handover_readme(const struct handover *package, struct text *out);

#endif
