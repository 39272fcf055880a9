/* A table of a page: its head, and a body that rows are added to. */
#ifndef PRESS_DESK_DESK_TABLE_H
#define PRESS_DESK_DESK_TABLE_H

#include "base/html_out.h"

struct desk_head {
	const char *words;
	const char *look; /* its class: "number", or "" */
};

/* Open are then the table and its body. */
void desk_table_begin(
        struct html_out *html, const char *look, const struct desk_head *heads, size_t count);
void desk_table_end(struct html_out *html);

#endif
