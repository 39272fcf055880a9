/*
 * Numbers in the order of the struct; documents with tabs between.
 *
 *   minsheng glance 1
 *   title 某市2020年民生实事任务分解表
 *   month 0 38 35 1 1 1 15 3 2 1 7
 *   document 19<tab>bulletin.pdf<tab>关于2020年民生实事进展情况的通报
 *   end
 */
#include "press/state/glance.h"

#include "base/text.h"
#include "press/state/folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define GLANCE_NAME  ".glance"
#define GLANCE_LIMIT ((size_t)4 << 20)
#define GLANCE_HEAD  "minsheng glance 1"
#define GLANCE_END   "end"
#define BASE_TEN     10
#define NUMBERS      11

struct glance_reading {
	struct arena *arena;
	char *at; /* rest of the text; cut into words in place */
	struct glance *glance;
	struct glance_document *documents;
	size_t capacity;
	bool has_month;
};

static bool read_number(const char *word, size_t *out)
{
	char *end;

	if (!word || word[0] < '0' || word[0] > '9')
		return false;
	errno = 0;
	*out = strtoul(word, &end, BASE_TEN);
	return errno == 0 && *end == '\0' && *out <= INT32_MAX;
}

static bool read_month(struct glance_reading *reading, char *rest)
{
	struct glance *glance = reading->glance;
	size_t revision = 0;
	size_t *const numbers[NUMBERS] = { &revision, &glance->expected, &glance->on_time,
		&glance->late, &glance->refused, &glance->missing, &glance->green, &glance->yellow,
		&glance->red, &glance->unlit, &glance->doubts };

	for (size_t i = 0; i < NUMBERS; i++) {
		char *word = i + 1 < NUMBERS ? text_cut(&rest, ' ') : rest;
		if (!read_number(word, numbers[i]))
			return false;
	}
	glance->revision = (int)revision;
	reading->has_month = true;
	return true;
}

static bool read_document(struct glance_reading *reading, char *rest)
{
	struct glance_document document;

	if (!read_number(text_cut(&rest, '\t'), &document.pages))
		return false;
	document.file = text_cut(&rest, '\t');
	document.title = rest;
	if (!document.file || !document.file[0])
		return false;
	reading->documents = arena_grow(reading->arena, reading->documents, &reading->capacity,
	        reading->glance->document_count, sizeof *reading->documents);
	reading->documents[reading->glance->document_count++] = document;
	return true;
}

static bool read_line(struct glance_reading *reading, char *line)
{
	const char *word = text_cut(&line, ' ');

	if (!word)
		return false;
	if (text_equal(word, "title")) {
		reading->glance->title = line;
		return true;
	}
	if (text_equal(word, "month"))
		return read_month(reading, line);
	return text_equal(word, "document") && read_document(reading, line);
}

static bool read_lines(struct glance_reading *reading)
{
	char *line = text_cut(&reading->at, '\n');

	if (!line || !text_equal(line, GLANCE_HEAD))
		return false;
	while ((line = text_cut(&reading->at, '\n'))) {
		if (text_equal(line, GLANCE_END))
			return *reading->at == '\0' && reading->has_month;
		if (!read_line(reading, line))
			return false;
	}
	return false;
}

static const struct glance *parse(struct arena *arena, const struct file_bytes *bytes)
{
	struct glance *glance = arena_alloc(arena, sizeof *glance);
	struct glance_reading reading = { .arena = arena,
		.at = arena_strndup(arena, bytes->bytes, bytes->length),
		.glance = glance };

	*glance = (struct glance){ .title = "" };
	if (!read_lines(&reading))
		return NULL;
	glance->documents = reading.documents;
	return glance;
}

bool glance_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct glance **out)
{
	const char *folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, period));
	const char *file = file_join(arena, folder, GLANCE_NAME);
	struct file_bytes bytes;
	const enum file_status status = file_read(arena, root, file, GLANCE_LIMIT, &bytes);

	*out = status == FILE_OK ? parse(arena, &bytes) : NULL;
	if (status == FILE_FAILED)
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file), strerror(bytes.error));
	return status != FILE_FAILED;
}

bool glance_stage(const struct glance *glance, struct publication *publication)
{
	struct text text;

	text_init(&text);
	text_printf(&text, GLANCE_HEAD "\ntitle %s\nmonth %d", glance->title, glance->revision);
	const size_t numbers[] = { glance->expected, glance->on_time, glance->late, glance->refused,
		glance->missing, glance->green, glance->yellow, glance->red, glance->unlit,
		glance->doubts };
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		text_printf(&text, " %zu", numbers[i]);
	text_add_char(&text, '\n');
	for (size_t i = 0; i < glance->document_count; i++) {
		const struct glance_document *document = &glance->documents[i];
		text_printf(&text, "document %zu\t%s\t%s\n", document->pages, document->file,
		        document->title);
	}
	text_add(&text, GLANCE_END "\n");
	const bool done = publish_put(publication, GLANCE_NAME, text.bytes, text.length);
	text_release(&text);
	return done;
}

const struct glance_document *glance_lookup(const struct glance *glance, const char *file)
{
	for (size_t i = 0; glance && i < glance->document_count; i++)
		if (text_equal(glance->documents[i].file, file))
			return &glance->documents[i];
	return NULL;
}
