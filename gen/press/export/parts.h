/*
 * Pages that an office may restyle: files with marks such as {{title}} in which the program puts
 * what it has to say.
 *
 * Owns reading these files, judging that the marks stand as they must and that no style or script
 * ends before its element does, and filling them in. Refuses to know what goes into a mark.
 */
#ifndef PRESS_EXPORT_PARTS_H
#define PRESS_EXPORT_PARTS_H

#include "base/arena.h"
#include "base/root.h"
#include "base/text.h"
#include "diag/diag.h"

/* Bytes have a NUL behind them. */
struct page_part {
	const char *file; /* its path, as it is to be shown */
	const char *bytes;
	size_t length;
};

/* Marks, and what puts one's content there. */
struct page_marks {
	const char *const *list; /* "{{title}}" */
	size_t count;
	void (*add)(void *context, size_t mark, struct text *out);
	void *context;
};

/* Files of a folder that a page is made of. */
struct part_names {
	const char *folder;
	const char *const *names;
	size_t count;
};

/* Reads each of them into `out`. False: each that is missing or cannot be read is said. */
bool parts_read(struct arena *arena, struct diag *diag, const struct root *root,
        const struct part_names *wanted, struct page_part *out);
/* Text in UTF-8, each. False: said. */
bool parts_check_text(struct diag *diag, const struct page_part *parts, size_t count);
/* Each mark stands in the page once. False: said. */
bool parts_check_marks(struct arena *arena, struct diag *diag, const struct page_part *page,
        const struct page_marks *marks);
/* `tag`, "</style", is not in the part. False: said. */
bool parts_check_open(struct diag *diag, const struct page_part *part, const char *tag);

/* Appends the part with the marks filled in; what is no mark stays as it is. */
void parts_fill(const struct page_part *page, const struct page_marks *marks, struct text *out);
/* Appends the part without CR: browsers read CR LF as LF before they hash a script. */
void parts_add_lines(struct text *out, const struct page_part *part);

#endif
