/*
 * Litter: what office programs, systems and editors leave beside the files that people make.
 *
 * Owns which names are nobody's file. Such a file is passed over in silence, whatever is in it;
 * everything else that lies in a folder of reports is told to somebody.
 */
#ifndef FIGURES_INTAKE_LITTER_H
#define FIGURES_INTAKE_LITTER_H

#include <stdbool.h>

/* A plain name: "~$市民政局.docx", "Thumbs.db"; also every name with a dot before it. */
bool litter_is_name(const char *name);
/* A path below a folder, any part of which is litter: "__MACOSX/a.json". */
bool litter_is_path(const char *path);
/*
 * Fewer: a plain name that a system writes by itself into a folder that somebody only looks at,
 * "Thumbs.db", ".DS_Store", "._report.json"; never one that a person or an editor gives.
 */
bool litter_is_desktop(const char *name);

#endif
