#include "press/intray/filled_grid.h"

#include "base/text.h"
#include "figures/facts/phrase.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

/* Digits that a spreadsheet keeps of a number. */
#define DIGITS_MOST  15
#define EXPONENT_MAX 40
#define BASE_TEN     10
#define LETTERS      26
/* Formats that programs know by number (18.8.30). */
#define FORMATS_BUILT_IN 164

struct grid_reading {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	struct package *package;
	const char **strings; /* shared */
	size_t string_count, string_capacity;
	enum filled_kind *formats; /* by style: GRID_NUMBER, GRID_DAY or GRID_PERCENT */
	size_t format_count, format_capacity;
	bool is_1904; /* day 0 is another */
	struct filled_grid *sheet;
};

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && text_equal((const char *)node->name, name);
}

static const xmlNode *child(const xmlNode *node, const char *name)
{
	for (const xmlNode *at = node ? node->children : NULL; at; at = at->next)
		if (is_named(at, name))
			return at;
	return NULL;
}

/* An attribute, of any name space; "" for none. */
static const char *attribute(struct arena *arena, const xmlNode *node, const char *name)
{
	for (const xmlAttr *at = node->properties; at; at = at->next) {
		if (!text_equal((const char *)at->name, name))
			continue;
		xmlChar *value = xmlNodeListGetString(node->doc, at->children, 1);
		const char *kept = arena_strdup(arena, value ? (const char *)value : "");
		xmlFree(value);
		return kept;
	}
	return "";
}

static size_t number_of(const char *digits, size_t most)
{
	char *end;
	const unsigned long value = strtoul(digits, &end, BASE_TEN);

	return digits[0] >= '0' && digits[0] <= '9' && *end == '\0' && value <= most ? value : most;
}

static void add_content(struct text *out, const xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);

	text_add(out, content ? (const char *)content : "");
	xmlFree(content);
}

static bool is_surrogate(unsigned codepoint)
{
	return codepoint >= 0xD800 && codepoint <= 0xDFFF;
}

/* "_x000D_" as Excel writes what XML cannot hold (ST_Xstring, 22.9.2.19); 0: it is none. */
static unsigned escaped(const char *at)
{
	static const char digits[] = "0123456789ABCDEFabcdef";
	char *end;

	if (at[0] != '_' || at[1] != 'x' || strspn(at + 2, digits) != 4 || at[6] != '_')
		return 0;
	return (unsigned)strtoul(at + 2, &end, 16);
}

/* Such characters in their own place; CR, which stands before a line feed, and NUL go. */
static const char *unescaped(struct arena *arena, const char *words)
{
	struct text out;

	if (!strstr(words, "_x"))
		return words;
	text_init(&out);
	while (*words) {
		const unsigned codepoint = escaped(words);
		const bool is_one = strncmp(words, "_x0000_", 7) == 0 || codepoint > 0;
		if (!is_one)
			text_add_char(&out, *words);
		else if (codepoint > 0 && codepoint != '\r' && !is_surrogate(codepoint))
			text_add_codepoint(&out, codepoint);
		words += is_one ? 7 : 1;
	}
	const char *kept = arena_strdup(arena, out.bytes);
	text_release(&out);
	return kept;
}

/* The text of a string: its runs without what is written above them (rPh). */
static const char *string_of(struct arena *arena, const xmlNode *node)
{
	struct text out;

	text_init(&out);
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (is_named(at, "t"))
			add_content(&out, at);
		else if (is_named(at, "r") && child(at, "t"))
			add_content(&out, child(at, "t"));
	}
	const char *kept = unescaped(arena, arena_strdup(arena, out.bytes));
	text_release(&out);
	return kept;
}

static void read_strings(struct grid_reading *reading)
{
	const xmlNode *root = package_part(reading->package, "xl/sharedStrings.xml");

	for (const xmlNode *at = root ? root->children : NULL; at; at = at->next) {
		if (!is_named(at, "si"))
			continue;
		reading->strings = arena_grow(reading->arena, reading->strings,
		        &reading->string_capacity, reading->string_count, sizeof(const char *));
		reading->strings[reading->string_count++] = string_of(reading->arena, at);
	}
}

/* A comma behind the last place of a number shows a thousandth of it: 0!.0,"万" shows 42000 as 4.2.
 */
static bool scales(const char *picture, const char *at)
{
	return *at == ',' && at > picture && strchr("0#?,", at[-1])
	        && (at[1] == '\0' || !strchr("0#?", at[1]));
}

/* What a format's picture shows, words in quotes and colours in brackets aside. */
static enum filled_kind kind_of_picture(const char *picture)
{
	const char *start = picture;
	bool quoted = false, bracketed = false, is_day = false;

	for (; *picture; picture++) {
		quoted ^= *picture == '"';
		bracketed = *picture == '[' || (bracketed && *picture != ']');
		if (quoted || bracketed || !strchr("%,yYdDhHmMsS", *picture))
			continue;
		if (*picture == '%' || scales(start, picture))
			return GRID_PERCENT;
		if (*picture == ',')
			continue;
		is_day = true;
	}
	return is_day ? GRID_DAY : GRID_NUMBER;
}

/* Of those that have a number alone: 9 and 10 are percents, 14-22, 27-36, 45-47, 50-58 times. */
static enum filled_kind kind_of_built_in(size_t number)
{
	if (number == 9 || number == 10)
		return GRID_PERCENT;
	return (number >= 14 && number <= 22) || (number >= 27 && number <= 36)
	                || (number >= 45 && number <= 47) || (number >= 50 && number <= 58)
	        ? GRID_DAY
	        : GRID_NUMBER;
}

static enum filled_kind kind_of_format(
        struct grid_reading *reading, const xmlNode *own, const char *id)
{
	const size_t number = number_of(id, SIZE_MAX);

	for (const xmlNode *at = own ? own->children : NULL; at; at = at->next)
		if (is_named(at, "numFmt")
		        && text_equal(attribute(reading->arena, at, "numFmtId"), id))
			return kind_of_picture(attribute(reading->arena, at, "formatCode"));
	return number < FORMATS_BUILT_IN ? kind_of_built_in(number) : GRID_NUMBER;
}

static void read_formats(struct grid_reading *reading)
{
	const xmlNode *root = package_part(reading->package, "xl/styles.xml");
	const xmlNode *own = child(root, "numFmts"), *styles = child(root, "cellXfs");

	for (const xmlNode *at = styles ? styles->children : NULL; at; at = at->next) {
		if (!is_named(at, "xf"))
			continue;
		reading->formats = arena_grow(reading->arena, reading->formats,
		        &reading->format_capacity, reading->format_count, sizeof *reading->formats);
		reading->formats[reading->format_count++] =
		        kind_of_format(reading, own, attribute(reading->arena, at, "numFmtId"));
	}
}

/* Digits of a number as it is stored, "1.1000000000000001" "2.5E-3", and where its point is. */
struct grid_digits {
	char digits[64];
	int count;
	int point; /* digits before it; may be negative */
	bool negative;
};

static bool take_digits(const char *raw, struct grid_digits *out)
{
	bool has_point = false;
	char *end;

	*out = (struct grid_digits){ .negative = *raw == '-' };
	raw += *raw == '-' || *raw == '+';
	for (; (*raw >= '0' && *raw <= '9') || (*raw == '.' && !has_point); raw++) {
		if (*raw == '.') {
			has_point = true;
			continue;
		}
		if (out->count == 0 && *raw == '0') {
			out->point -= has_point;
			continue;
		}
		if (out->count >= (int)sizeof out->digits)
			return false;
		out->digits[out->count++] = *raw;
		out->point += !has_point;
	}
	if (*raw != 'e' && *raw != 'E')
		return *raw == '\0';
	const long exponent = strtol(raw + 1, &end, BASE_TEN);
	if (end == raw + 1 || *end || exponent > EXPONENT_MAX || exponent < -EXPONENT_MAX)
		return false;
	out->point += (int)exponent;
	return true;
}

/* To what a spreadsheet keeps; half is rounded up, as it shows it. */
static void round_digits(struct grid_digits *number)
{
	if (number->count > DIGITS_MOST) {
		bool carry = number->digits[DIGITS_MOST] >= '5';
		number->count = DIGITS_MOST;
		for (int i = DIGITS_MOST - 1; carry && i >= 0; i--) {
			carry = number->digits[i] == '9';
			number->digits[i] = (char)(carry ? '0' : number->digits[i] + 1);
		}
		if (carry) {
			number->digits[0] = '1';
			number->point++;
		}
	}
	while (number->count > 0 && number->digits[number->count - 1] == '0')
		number->count--;
}

/* A plain decimal; NULL: no number, or one of which digits are lost. */
static const char *plain_number(struct arena *arena, const char *raw)
{
	struct grid_digits number;
	struct text out;

	if (!take_digits(raw, &number))
		return NULL;
	round_digits(&number);
	if (number.count == 0)
		return "0";
	if (number.point > DIGITS_MOST || number.point < -DIGITS_MOST)
		return NULL;
	text_init(&out);
	text_add(&out, number.negative ? "-" : "");
	text_add(&out, number.point <= 0 ? "0." : "");
	for (int i = number.point; i < 0; i++)
		text_add_char(&out, '0');
	for (int i = 0; i < number.count || i < number.point; i++) {
		if (i > 0 && i == number.point)
			text_add_char(&out, '.');
		text_add_char(&out, (char)(i < number.count ? number.digits[i] : '0'));
	}
	const char *kept = arena_strdup(arena, out.bytes);
	text_release(&out);
	return kept;
}

static struct filled_cell day_cell(const struct grid_reading *reading, const char *number)
{
	static const struct date first = { .year = 1899, .month = 12, .day = 30 };
	const size_t most = 2958465; /* 9999-12-31 */
	const size_t days = number_of(number, most + 1);

	if (reading->is_1904 || days > most)
		return (struct filled_cell){ GRID_PERCENT, number };
	return (struct filled_cell){ GRID_DAY,
		phrase_date(reading->arena, date_add_days(first, (int)days)) };
}

static struct filled_cell number_cell(
        struct grid_reading *reading, const xmlNode *node, const char *raw)
{
	const size_t style = number_of(attribute(reading->arena, node, "s"), SIZE_MAX);
	const enum filled_kind shown =
	        style < reading->format_count ? reading->formats[style] : GRID_NUMBER;
	const char *number = plain_number(reading->arena, raw);

	if (!number)
		return (struct filled_cell){ GRID_LONG, raw };
	return shown == GRID_DAY ? day_cell(reading, number)
	                         : (struct filled_cell){ shown, number };
}

static struct filled_cell shared_cell(const struct grid_reading *reading, const char *raw)
{
	const size_t number = number_of(raw, SIZE_MAX);

	if (number >= reading->string_count)
		return (struct filled_cell){ GRID_ERROR, raw };
	return (struct filled_cell){ GRID_WORDS, reading->strings[number] };
}

static struct filled_cell cell_of(struct grid_reading *reading, const xmlNode *node)
{
	const char *type = attribute(reading->arena, node, "t");
	const xmlNode *value = child(node, "v"), *within = child(node, "is");
	struct text raw;

	if (child(node, "f"))
		return (struct filled_cell){ GRID_FORMULA, "" };
	if (text_equal(type, "inlineStr") && within)
		return (struct filled_cell){ GRID_WORDS, string_of(reading->arena, within) };
	if (!value)
		return (struct filled_cell){ GRID_EMPTY, "" };
	text_init(&raw);
	add_content(&raw, value);
	const char *words = arena_strdup(reading->arena, raw.bytes);
	text_release(&raw);
	if (text_equal(type, "s"))
		return shared_cell(reading, words);
	if (text_equal(type, "str") || text_equal(type, "d"))
		return (struct filled_cell){ GRID_WORDS, unescaped(reading->arena, words) };
	if (text_equal(type, "b"))
		return (struct filled_cell){ GRID_YES_NO, words };
	if (text_equal(type, "e"))
		return (struct filled_cell){ GRID_ERROR, words };
	return number_cell(reading, node, words);
}

/* "F12": column 5, row 11. False: it is no place. */
static bool take_place(const char **at, size_t *column, size_t *row)
{
	size_t letters = 0, digits = 0;

	*column = *row = 0;
	for (; **at >= 'A' && **at <= 'Z' && letters < 4; letters++)
		*column = *column * LETTERS + (size_t)(*(*at)++ - 'A' + 1);
	for (; **at >= '0' && **at <= '9' && digits < 8; digits++)
		*row = *row * BASE_TEN + (size_t)(*(*at)++ - '0');
	if (letters == 0 || *row == 0)
		return false;
	--*column;
	--*row;
	return true;
}

static struct filled_cell *room_for(struct grid_reading *reading, size_t row, size_t column)
{
	struct filled_grid *sheet = reading->sheet;

	if (row >= GRID_ROWS || column >= ENTRY_COLUMNS)
		return NULL;
	while (sheet->count <= row) {
		sheet->rows = arena_grow(reading->arena, sheet->rows, &sheet->capacity,
		        sheet->count, sizeof *sheet->rows);
		for (size_t i = 0; i < ENTRY_COLUMNS; i++)
			sheet->rows[sheet->count][i] = (struct filled_cell){ GRID_EMPTY, "" };
		sheet->count++;
	}
	return &sheet->rows[row][column];
}

/* Where a cell does not say where it is, it stands behind the one before. */
static void read_row(struct grid_reading *reading, const xmlNode *node, size_t row)
{
	size_t column = 0;

	for (const xmlNode *at = node->children; at; at = at->next) {
		if (!is_named(at, "c"))
			continue;
		const char *place = attribute(reading->arena, at, "r");
		if (place[0] && !take_place(&place, &column, &row))
			continue;
		struct filled_cell *cell = room_for(reading, row, column++);
		if (cell)
			*cell = cell_of(reading, at);
	}
}

static void read_rows(struct grid_reading *reading, const xmlNode *data)
{
	size_t row = 0;

	for (const xmlNode *at = data ? data->children : NULL; at; at = at->next) {
		if (!is_named(at, "row"))
			continue;
		const size_t said = number_of(attribute(reading->arena, at, "r"), SIZE_MAX);
		if (said > 0 && said <= GRID_ROWS)
			row = said - 1;
		read_row(reading, at, row++);
	}
}

/* Below the title nothing of ours is merged: what stands in such a cell is not all there is. */
static void mark_merged(struct grid_reading *reading, const xmlNode *merges)
{
	for (const xmlNode *at = merges ? merges->children : NULL; at; at = at->next) {
		size_t column, row, last_column, last_row;
		const char *place =
		        is_named(at, "mergeCell") ? attribute(reading->arena, at, "ref") : "";
		if (!take_place(&place, &column, &row) || *place++ != ':'
		        || !take_place(&place, &last_column, &last_row))
			continue;
		for (size_t i = row; i <= last_row && i < reading->sheet->count; i++)
			for (size_t j = column; j <= last_column && j < ENTRY_COLUMNS; j++)
				if (i >= ENTRY_FIRST_ROW)
					reading->sheet->rows[i][j].kind = GRID_MERGED;
	}
}

/* "xl/worksheets/sheet1.xml" of a sheet, by the relation that the workbook names. */
static const char *part_of(struct grid_reading *reading, const char *relation)
{
	const xmlNode *root = package_part(reading->package, "xl/_rels/workbook.xml.rels");

	for (const xmlNode *at = root ? root->children : NULL; at; at = at->next) {
		if (!is_named(at, "Relationship")
		        || !text_equal(attribute(reading->arena, at, "Id"), relation))
			continue;
		const char *target = attribute(reading->arena, at, "Target");
		return target[0] == '/' ? target + 1
		                        : arena_printf(reading->arena, "xl/%s", target);
	}
	return "";
}

static bool read_sheet(struct grid_reading *reading, const char *relation)
{
	const xmlNode *root = package_part(reading->package, part_of(reading, relation));

	*reading->sheet = (struct filled_grid){ .count = 0 };
	if (!root)
		return false;
	read_rows(reading, child(root, "sheetData"));
	mark_merged(reading, child(root, "mergeCells"));
	if (reading->sheet->count <= ENTRY_FIRST_ROW)
		return false;
	const char *identity = reading->sheet->rows[0][ENTRY_KEY].words;
	return text_starts_with(identity, ENTRY_IDENTITY)
	        || text_starts_with(identity, ENTRY_WANTING);
}

bool filled_grid_read(struct arena *arena, struct diag *diag, const char *file,
        struct package *package, struct filled_grid *out)
{
	struct grid_reading reading = {
		.arena = arena, .diag = diag, .file = file, .package = package, .sheet = out
	};
	const size_t faults = diag_count_at_least(diag, SEVERITY_FAULT);
	const xmlNode *root = package_part(package, "xl/workbook.xml");
	const xmlNode *sheets = child(root, "sheets"), *properties = child(root, "workbookPr");
	const char *epoch = properties ? attribute(arena, properties, "date1904") : "";

	reading.is_1904 = text_equal(epoch, "1") || text_equal(epoch, "true");
	read_strings(&reading);
	read_formats(&reading);
	for (const xmlNode *at = sheets ? sheets->children : NULL; at; at = at->next)
		if (is_named(at, "sheet") && read_sheet(&reading, attribute(arena, at, "id")))
			return diag_count_at_least(diag, SEVERITY_FAULT) == faults;
	if (diag_count_at_least(diag, SEVERITY_FAULT) == faults)
		diag_say_plain(diag, MSG_IMPORT_FOREIGN, place_file(file));
	return false;
}
