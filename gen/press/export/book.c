#include "press/export/book.h"

#define DAY_SECONDS ((time_t)24 * 60 * 60)
#define GREY        0xA0A0A0
#define BLUE        0xDCE6F1

void book_keep(struct book *book, lxw_error error)
{
	if (book->error == LXW_NO_ERROR)
		book->error = error;
}

bool book_open(struct book *book, const struct xlsx_order *order, const char *path)
{
	*book = (struct book){ .arena = arena_new(), .file = workbook_new(path) };
	if (!book->file) {
		arena_free(book->arena);
		return false;
	}
	lxw_doc_properties properties = { .title = arena_strdup(book->arena, order->title),
		.author = arena_strdup(book->arena, order->author),
		.company = arena_strdup(book->arena, order->author),
		.created = (time_t)date_number(order->created) * DAY_SECONDS };
	book_keep(book, workbook_set_properties(book->file, &properties));
	return true;
}

const char *book_close(struct book *book)
{
	if (book->error)
		lxw_workbook_free(book->file);
	else
		book_keep(book, workbook_close(book->file));
	arena_free(book->arena);
	return book->error ? lxw_strerror(book->error) : NULL;
}

bool book_add_sheet(struct book *book, const char *name)
{
	book->sheet = workbook_add_worksheet(book->file, name);
	if (!book->sheet)
		book_keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
	return book->sheet;
}

lxw_format *book_format(struct book *book, enum lxw_format_alignments align)
{
	lxw_format *format = workbook_add_format(book->file);

	if (!format) {
		book_keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	format_set_font_name(format, "宋体");
	format_set_font_size(format, 10);
	format_set_align(format, (uint8_t)align);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	return format;
}

lxw_format *book_cell_format(struct book *book, enum lxw_format_alignments align)
{
	lxw_format *format = book_format(book, align);

	if (!format)
		return NULL;
	format_set_border(format, LXW_BORDER_THIN);
	format_set_border_color(format, GREY);
	format_set_text_wrap(format);
	return format;
}

void book_make_title(lxw_format *format)
{
	format_set_font_size(format, 16);
	format_set_bold(format);
}

void book_make_head(lxw_format *format)
{
	format_set_bold(format);
	format_set_bg_color(format, BLUE);
}

unsigned book_width(uint32_t codepoint)
{
	return codepoint < 0x2000 ? 1 : 2;
}
