#include "press/export/plain_page.h"

#include "base/html_out.h"

enum plain_piece { PART_PAGE, PART_STYLE };

static const char *const names[PLAIN_PAGE_PARTS] = {
	[PART_PAGE] = "page.html",
	[PART_STYLE] = "page.css",
};

enum plain_mark { MARK_TITLE, MARK_STYLE, MARK_BODY, MARKS };

static const char *const words[MARKS] = {
	[MARK_TITLE] = "{{title}}",
	[MARK_STYLE] = "{{style}}",
	[MARK_BODY] = "{{body}}",
};

/* What a page is filled in from. */
struct plain_filling {
	const struct plain_page *page;
	const char *title;
	const struct text *body;
};

static void add_mark(void *context, size_t mark, struct text *out)
{
	const struct plain_filling *filling = context;

	switch ((enum plain_mark)mark) {
	case MARK_TITLE:
		html_out_escape(out, filling->title);
		break;
	case MARK_STYLE:
		parts_add_lines(out, &filling->page->parts[PART_STYLE]);
		break;
	case MARK_BODY:
		text_add_bytes(out, filling->body->bytes, filling->body->length);
		break;
	case MARKS:
		break;
	}
}

bool plain_page_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *folder, struct plain_page *out)
{
	const struct page_marks marks = { .list = words, .count = MARKS };

	if (!parts_read(arena, diag, root, &(struct part_names){ folder, names, PLAIN_PAGE_PARTS },
	            out->parts)
	        || !parts_check_text(diag, out->parts, PLAIN_PAGE_PARTS))
		return false;
	const bool marked = parts_check_marks(arena, diag, &out->parts[PART_PAGE], &marks);
	return parts_check_open(diag, &out->parts[PART_STYLE], "</style") && marked;
}

const struct plain_page *plain_page_find(
        struct arena *arena, const struct root *root, const char *folder)
{
	struct plain_page *page = arena_alloc(arena, sizeof *page);
	struct diag *quiet = diag_new(&(struct diag_options){ 0 });
	const bool read = plain_page_read(arena, quiet, root, folder, page);

	diag_free(quiet);
	return read ? page : NULL;
}

void plain_page_add(
        const struct plain_page *page, const char *title, const struct text *body, struct text *out)
{
	struct plain_filling filling = { .page = page, .title = title, .body = body };
	const struct page_marks marks = {
		.list = words, .count = MARKS, .add = add_mark, .context = &filling
	};

	parts_fill(&page->parts[PART_PAGE], &marks, out);
}
