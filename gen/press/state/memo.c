/*
 * Lines of words, the text of the last word with blanks. Tabs part the strings of "said"; control
 * characters were cleaned away when they were written, so neither tab nor line feed is in them.
 *
 *   minsheng night 2
 *   inputs <hex>
 *   fonts <hex>
 *   font /usr/share/fonts/a b.otf
 *   due 2020-06-05 480 1
 *   cut 2020-06-08
 *   said NIGHT_MISSING 3 0 0 <file>\t<pointer>\t<english>\t<chinese>
 *   end
 */
#include "press/state/memo.h"

#include "base/file.h"
#include "base/text.h"
#include "diag/message.h"
#include "press/state/folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MEMO_NAME  ".night"
#define MEMO_LIMIT ((size_t)4 << 20)
#define MEMO_HEAD  "minsheng night 2"
#define MEMO_END   "end"
#define BASE_TEN   10

struct memo_reading {
	struct arena *arena;
	char *at; /* rest of the text; cut into words in place */
	struct memo *memo;
	const char **font_paths;
	size_t font_capacity;
	struct record *attention;
	size_t attention_capacity;
};

static bool read_number(const char *word, unsigned long limit, unsigned long *out)
{
	char *end;

	if (!word || word[0] < '0' || word[0] > '9')
		return false;
	errno = 0;
	*out = strtoul(word, &end, BASE_TEN);
	return errno == 0 && *end == '\0' && *out <= limit;
}

static bool read_digest(const char *hex, struct digest *out)
{
	return strlen(hex) == DIGEST_HEX - 1 && digest_parse(hex, out);
}

/* The day, minutes east of UTC, whether it had passed. */
static bool read_due(struct memo *memo, char *rest)
{
	const char *due = text_cut(&rest, ' '), *offset = text_cut(&rest, ' ');
	char *end;

	if (!offset || !date_parse(due, &memo->due))
		return false;
	memo->utc_offset = (int)strtol(offset, &end, BASE_TEN);
	memo->overdue = text_equal(rest, "1");
	return *end == '\0' && (memo->overdue || text_equal(rest, "0"));
}

static bool read_font(struct memo_reading *reading, const char *path)
{
	reading->font_paths = arena_grow(reading->arena, reading->font_paths,
	        &reading->font_capacity, reading->memo->font_count, sizeof *reading->font_paths);
	reading->font_paths[reading->memo->font_count++] = path;
	return path[0] != '\0';
}

static bool read_said(struct memo_reading *reading, char *rest)
{
	struct record record = { .severity = SEVERITY_DOUBT };
	unsigned long severity, line, column;

	const char *name = text_cut(&rest, ' ');
	if (!name || !message_find(name, &record.message)
	        || !read_number(text_cut(&rest, ' '), SEVERITY_ERROR, &severity)
	        || !read_number(text_cut(&rest, ' '), UINT32_MAX, &line)
	        || !read_number(text_cut(&rest, ' '), UINT32_MAX, &column))
		return false;
	record.severity = (enum severity)severity;
	record.place = (struct place){ .file = text_cut(&rest, '\t'),
		.line = (unsigned)line,
		.column = (unsigned)column,
		.pointer = text_cut(&rest, '\t') };
	record.english = text_cut(&rest, '\t');
	record.chinese = rest;
	if (!record.place.file || !record.place.pointer || !record.english)
		return false;
	reading->attention =
	        arena_grow(reading->arena, reading->attention, &reading->attention_capacity,
	                reading->memo->attention_count, sizeof *reading->attention);
	reading->attention[reading->memo->attention_count++] = record;
	return true;
}

static bool read_line(struct memo_reading *reading, char *line)
{
	const char *word = text_cut(&line, ' ');

	if (!word)
		return false;
	if (text_equal(word, "inputs"))
		return read_digest(line, &reading->memo->inputs);
	if (text_equal(word, "fonts"))
		return read_digest(line, &reading->memo->fonts);
	if (text_equal(word, "font"))
		return read_font(reading, line);
	if (text_equal(word, "due"))
		return read_due(reading->memo, line);
	if (text_equal(word, "cut"))
		return date_parse(line, &reading->memo->cut);
	return text_equal(word, "said") && read_said(reading, line);
}

static bool read_lines(struct memo_reading *reading)
{
	char *line = text_cut(&reading->at, '\n');

	if (!line || !text_equal(line, MEMO_HEAD))
		return false;
	while ((line = text_cut(&reading->at, '\n'))) {
		if (text_equal(line, MEMO_END))
			return *reading->at == '\0' && reading->memo->due.year > 0
			        && reading->memo->cut.year > 0;
		if (!read_line(reading, line))
			return false;
	}
	return false;
}

static const char *folder_of(struct arena *arena, struct period period)
{
	return file_join(arena, OUTPUT_FOLDER, period_format(arena, period));
}

/* NULL: no memo, or a damaged one. */
static const struct memo *parse(struct arena *arena, const struct file_bytes *bytes)
{
	struct memo *memo = arena_alloc(arena, sizeof *memo);
	struct memo_reading reading = { .arena = arena,
		.at = arena_strndup(arena, bytes->bytes, bytes->length),
		.memo = memo };

	if (!read_lines(&reading))
		return NULL;
	memo->font_paths = reading.font_paths;
	memo->attention = reading.attention;
	return memo;
}

bool memo_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct memo **out)
{
	struct file_bytes bytes;
	const char *file = file_join(arena, folder_of(arena, period), MEMO_NAME);
	const enum file_status status = file_read(arena, root, file, MEMO_LIMIT, &bytes);

	*out = status == FILE_OK ? parse(arena, &bytes) : NULL;
	if (status == FILE_FAILED)
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file), strerror(bytes.error));
	return status != FILE_FAILED;
}

static void add_said(struct text *text, struct arena *arena, const struct record *record)
{
	text_printf(text, "said %s %d %u %u ", message_name(record->message), (int)record->severity,
	        record->place.line, record->place.column);
	text_printf(text, "%s\t%s\t%s\t%s\n", diag_clean(arena, record->place.file),
	        diag_clean(arena, record->place.pointer), diag_clean(arena, record->english),
	        diag_clean(arena, record->chinese));
}

bool memo_stage(const struct memo *memo, struct arena *arena, struct publication *publication)
{
	struct text text;
	char hex[DIGEST_HEX];

	digest_hex(&memo->inputs, hex);
	text_init(&text);
	text_printf(&text, MEMO_HEAD "\ninputs %s\n", hex);
	digest_hex(&memo->fonts, hex);
	text_printf(&text, "fonts %s\ndue %s %d %d\ncut %s\n", hex, date_format(arena, memo->due),
	        memo->utc_offset, memo->overdue, date_format(arena, memo->cut));
	for (size_t i = 0; i < memo->font_count; i++)
		text_printf(&text, "font %s\n", memo->font_paths[i]);
	for (size_t i = 0; i < memo->attention_count; i++)
		add_said(&text, arena, &memo->attention[i]);
	text_add(&text, MEMO_END "\n");
	bool done = publish_add(publication, MEMO_NAME, text.bytes, text.length);
	text_release(&text);
	return done;
}

void memo_drop(struct publication *publication)
{
	publish_forget(publication, MEMO_NAME);
}

bool memo_holds(const struct memo *memo, const struct digest *inputs, struct date today)
{
	return memo && digest_equal(&memo->inputs, inputs)
	        && (date_compare(today, memo->due) > 0) == memo->overdue;
}
