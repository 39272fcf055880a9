/*
 * A page without a script: what the desk publishes for a browser beside its documents.
 *
 * Owns putting templates/desk/page.html and page.css together with a title and a body that somebody
 * else wrote. Such a page needs no other file and no network. Refuses to know what it says.
 */
#ifndef PRESS_EXPORT_PLAIN_PAGE_H
#define PRESS_EXPORT_PLAIN_PAGE_H

#include "press/export/parts.h"

#define PLAIN_PAGE_PARTS 2

struct plain_page {
	struct page_part parts[PLAIN_PAGE_PARTS]; /* page.html, page.css */
};

/* From the folder. False (said): they are not there, or cannot be put together. */
bool plain_page_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *folder, struct plain_page *out);
/* The same in the arena, and nothing is said: NULL. */
const struct plain_page *plain_page_find(
        struct arena *arena, const struct root *root, const char *folder);
/* Appends the page; `title` is plain words, `body` what html_out.h wrote. */
void plain_page_add(const struct plain_page *page, const char *title, const struct text *body,
        struct text *out);

#endif
