/*
 * A form as a page: one file that holds its style, its script and its data, and needs nothing else.
 *
 * Owns putting the parts of templates/form/ together so that the page runs its own script alone
 * (Content-Security-Policy with the script's SHA-256) and no text of a catalogue or report can end
 * the data. Refuses to know what the parts look like.
 */
#ifndef PRESS_EXPORT_FORM_PAGE_H
#define PRESS_EXPORT_FORM_PAGE_H

#include "press/export/form.h"
#include "press/export/parts.h"

#define FORM_PARTS 3

/* "form.html", "form.css", "form.js": below templates/form/. */
extern const char *const form_part_names[FORM_PARTS];

/*
 * The parts can be put together: each mark stands once in the page, nothing in style or script
 * closes it. False: each fault is said.
 */
bool form_parts_check(
        struct arena *arena, struct diag *diag, const struct page_part parts[FORM_PARTS]);
/* Appends the page; the parts are sound. */
void form_page(const struct form *form, const struct page_part parts[FORM_PARTS], struct text *out);

#endif
