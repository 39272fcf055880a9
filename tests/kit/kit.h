/*
 * Small help for unit tests: a silent message sink, throw-away folders, files in one line. Knows
 * no layer above diag.
 */
#ifndef KIT_KIT_H
#define KIT_KIT_H

#include "base/arena.h"
#include "base/root.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* A sink that keeps records and prints nothing; diag_free it. */
struct diag *kit_diag(void);
bool kit_has(const struct diag *diag, enum message message);
size_t kit_count(const struct diag *diag, enum message message);
/* The first record of this message, NULL when it was never said. */
const struct record *kit_lookup(const struct diag *diag, enum message message);
/* Every record as "CODE place english" lines, for failure messages and whole-text claims. */
char *kit_records(struct arena *arena, const struct diag *diag);

/* A new empty folder; kit_remove it with everything in it. Fails the test when it cannot. */
char *kit_temporary_folder(struct arena *arena);
void kit_remove(const char *path);

/* Writes a file below `folder`, making folders as needed; returns its path. */
char *kit_write(struct arena *arena, const char *folder, const char *name, const char *content);
/* A name that is there, but can be neither looked at nor opened, by root neither (ENAMETOOLONG). */
char *kit_unreadable(struct arena *arena, const char *folder, const char *name);
bool kit_exists(const struct root *root, const char *path);
bool kit_is_folder(const struct root *root, const char *path);
/* A whole file as a string, "" when there is none. */
const char *kit_read(struct arena *arena, const char *path);

#endif
