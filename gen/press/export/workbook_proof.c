#include "press/export/workbook_proof.h"

#include "press/export/entry_book.h"
#include "press/export/unzip.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define SHEET_PART   "xl/worksheets/sheet%zu.xml"
#define STRINGS_PART "xl/sharedStrings.xml"

static size_t count_of(const char *bytes, const char *what)
{
	size_t count = 0;

	for (const char *at = bytes; (at = strstr(at, what)); at += strlen(what))
		count++;
	return count;
}

/* One element from end to end: what follows the declaration is closed at the very end. */
static bool is_closed(struct arena *arena, const struct text *part)
{
	const char *declared = strstr(part->bytes, "?>");
	const char *start = declared ? strchr(declared, '<') : NULL;

	if (!start || strlen(part->bytes) != part->length)
		return false;
	const size_t length = strcspn(start + 1, " />");
	const char *end = arena_printf(arena, "</%.*s>", (int)length, start + 1);
	const char *whole = arena_strndup(arena, start, text_length_without(start, "\n"));
	return text_ends_with(whole, end)
	        || (text_ends_with(whole, "/>") && !strchr(whole + 1, '<'));
}

/* Appends a part; false: it is not there, or its bytes are not those that were packed. */
static bool read_part(zip_t *archive, const char *name, struct text *out)
{
	char piece[1 << 14];
	zip_int64_t length = 0;
	zip_file_t *file = zip_fopen(archive, name, 0);

	if (!file)
		return false;
	while ((length = zip_fread(file, piece, sizeof piece)) > 0)
		text_add_bytes(out, piece, (size_t)length);
	return zip_fclose(file) == 0 && length == 0;
}

static size_t sheets_of(const struct xlsx_order *order)
{
	return order->entry ? 1 : order->sheet_count;
}

static size_t cells_of(const struct xlsx_order *order, size_t number)
{
	return order->entry ? entry_book_cell_count(order->entry)
	                    : xlsx_cell_count(&order->sheets[number - 1]);
}

/* The number of the sheet whose part this is, from 1; 0: it is another part. */
static size_t sheet_number(struct arena *arena, const struct xlsx_order *order, const char *name)
{
	for (size_t i = 1; i <= sheets_of(order); i++)
		if (text_equal(name, arena_printf(arena, SHEET_PART, i)))
			return i;
	return 0;
}

/* All that is told of its texts: as many as it says, each with its words. */
static bool has_all_strings(struct arena *arena, const struct text *part)
{
	const size_t items = count_of(part->bytes, "<si>");
	const char *said = arena_printf(arena, " uniqueCount=\"%zu\"", items);

	return strstr(part->bytes, said) && count_of(part->bytes, "</t></si>") == items;
}

static bool is_whole(struct arena *arena, const struct xlsx_order *order, const char *name,
        const struct text *part)
{
	const size_t number = sheet_number(arena, order, name);

	if (!is_closed(arena, part))
		return false;
	if (text_equal(name, STRINGS_PART))
		return has_all_strings(arena, part);
	return number == 0
	        || (count_of(part->bytes, "<c r=") == cells_of(order, number)
	                && count_of(part->bytes, "<row ") == count_of(part->bytes, "</row>"));
}

static bool check_part(
        struct arena *arena, const struct xlsx_order *order, zip_t *archive, const char *name)
{
	struct text part;

	text_init(&part);
	const bool whole = read_part(archive, name, &part) && is_whole(arena, order, name, &part);
	text_release(&part);
	return whole;
}

/* Every part that is there; those that must be are among them. */
static const char *check_parts(struct arena *arena, const struct xlsx_order *order, zip_t *archive)
{
	const zip_int64_t count = zip_get_num_entries(archive, 0);

	for (size_t i = 1; i <= sheets_of(order); i++) {
		const char *name = arena_printf(arena, SHEET_PART, i);
		if (zip_name_locate(archive, name, 0) < 0)
			return name;
	}
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
		if (!name || !check_part(arena, order, archive, name))
			return arena_strdup(arena, name ? name : "zip");
	}
	return NULL;
}

const char *workbook_proof(
        struct arena *arena, const struct xlsx_order *order, const struct text *bytes)
{
	zip_t *archive = unzip_open(bytes->bytes, bytes->length);

	if (!archive)
		return "zip";
	const char *wrong = check_parts(arena, order, archive);
	zip_discard(archive);
	return wrong;
}
