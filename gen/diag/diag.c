#include "diag/diag.h"

#include "base/json_out.h"
#include "base/memory.h"
#include "base/text.h"
#include "diag/message.h"

#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define SEVERITY_COUNT (SEVERITY_ERROR + 1)
/* ECMA-48: to the line's first column, erase the line. */
#define WIPE           "\r\033[K"
#define SHOWN_EVERY_MS 100

/*
 * records[0, count) are all that was said and kept, in that order, with strings of the arena;
 * at_severity adds up to count, and exit is the weightiest status of any of them. cap_left and
 * unsaid mean something while is_capped holds; unsaid also just after.
 */
struct diag {
	struct diag_options options;
	struct arena *arena;
	struct record *records;
	size_t count;
	size_t capacity;
	size_t at_severity[SEVERITY_COUNT];
	enum exit_status exit;
	bool is_capped;
	struct diag_unsaid cap_left; /* records that may still be said */
	struct diag_unsaid unsaid;
	bool in_progress;         /* a progress line stands on the terminal */
	long long progress_start; /* milliseconds of the monotonic clock */
	long long progress_shown;
	diag_where *where; /* NULL: nobody looks at data */
	void *where_data;
};

struct severity_words {
	const char *english;
	const char *chinese;
	const char *color; /* ECMA-48 SGR */
};

static const struct severity_words severities[SEVERITY_COUNT] = {
	[SEVERITY_INFO] = { .english = "info", .chinese = "提示", .color = "\033[2m" },
	[SEVERITY_NOTE] = { .english = "note", .chinese = "注意", .color = "\033[36m" },
	[SEVERITY_DOUBT] = { .english = "doubt", .chinese = "存疑", .color = "\033[33m" },
	[SEVERITY_FAULT] = { .english = "fault", .chinese = "退回", .color = "\033[31m" },
	[SEVERITY_ERROR] = { .english = "error", .chinese = "错误", .color = "\033[1;31m" },
};

const char *severity_name(enum severity severity)
{
	return severities[severity].english;
}

struct place place_file(const char *file)
{
	return (struct place){ .file = file, .pointer = "" };
}

struct place place_line(const char *file, unsigned line)
{
	return (struct place){ .file = file, .line = line, .pointer = "" };
}

char *place_format(struct arena *arena, struct place place)
{
	struct text text;

	assert(place.file && place.pointer);
	text_init(&text);
	text_add(&text, place.file);
	if (place.file[0] != '\0' && place.line > 0) {
		text_printf(&text, ":%u", place.line);
		if (place.column > 0)
			text_printf(&text, ":%u", place.column);
	}
	if (place.pointer[0] != '\0')
		text_printf(&text, "%s(%s)", text.length > 0 ? " " : "", place.pointer);
	char *result = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return result;
}

struct diag *diag_new(const struct diag_options *options)
{
	struct diag *diag = memory_zeroed(sizeof *diag);

	diag->options = *options;
	diag->arena = arena_new();
	return diag;
}

void diag_free(struct diag *diag)
{
	if (!diag)
		return;
	arena_free(diag->arena);
	free(diag);
}

void diag_silence(void)
{
	const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere >= 0)
		(void)dup2(nowhere, STDERR_FILENO);
}

/* The order in which statuses outweigh each other: 70 > 74 > 73 > 75 > 66 > 65 > 64 > 3 > 0. */
static int weight(enum exit_status status)
{
	switch (status) {
	case EXIT_BUG:
		return 8;
	case EXIT_IO:
		return 7;
	case EXIT_CANNOT_CREATE:
		return 6;
	case EXIT_BUSY:
		return 5;
	case EXIT_NO_INPUT:
		return 4;
	case EXIT_DATA:
		return 3;
	case EXIT_USAGE:
		return 2;
	case EXIT_PERSON:
		return 1;
	case EXIT_DONE:
		return 0;
	}
	return 0;
}

static bool is_heard(const struct diag_options *options, enum severity severity)
{
	if (!options->stream)
		return false;
	if (options->quiet)
		return severity >= SEVERITY_FAULT;
	return severity > SEVERITY_INFO || options->verbose;
}

static const char *record_text(const struct record *record, enum diag_language language)
{
	return language == DIAG_CHINESE ? record->chinese : record->english;
}

/* A path stays whole, so that it can be opened; a pointer is made of keys of any length. */
static struct place printable_place(struct arena *arena, struct place place)
{
	place.file = diag_clean(arena, place.file);
	place.pointer = message_clip(arena, place.pointer, MESSAGE_ARGUMENT_MAX);
	return place;
}

/* "file:12:5 (/tasks/0): error: what was found [CODE]" */
static void add_line(struct text *line, struct diag *diag, const struct record *record)
{
	const bool chinese = diag->options.language == DIAG_CHINESE;
	const struct severity_words *words = &severities[record->severity];
	const char *place = place_format(diag->arena, printable_place(diag->arena, record->place));

	if (place[0] != '\0')
		text_printf(line, "%s: ", place);
	text_printf(line, "%s%s%s%s", diag->options.color ? words->color : "",
	        chinese ? words->chinese : words->english, chinese ? "：" : ": ",
	        diag->options.color ? "\033[0m" : "");
	text_printf(line, "%s [%s]\n", record_text(record, diag->options.language),
	        message_name(record->message));
}

/* One object a line, with the keys of the records in run.json. */
static void add_json_line(struct text *line, struct diag *diag, const struct record *record)
{
	const struct place place = record->place;
	struct json_out json = json_out_begin(line);

	json_out_object(&json, NULL, JSON_TIGHT);
	json_out_string(&json, "code", message_name(record->message));
	json_out_string(&json, "severity", severity_name(record->severity));
	json_out_string(&json, "file", place.file);
	json_out_size(&json, "line", place.line);
	json_out_size(&json, "column", place.column);
	json_out_string(&json, "pointer", place.pointer);
	json_out_string(&json, "text", record_text(record, diag->options.language));
	json_out_close(&json);
	json_out_end(&json);
}

/* Of syslog(3): LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO. */
static const int levels[] = {
	[SEVERITY_INFO] = 6,
	[SEVERITY_NOTE] = 5,
	[SEVERITY_DOUBT] = 4,
	[SEVERITY_FAULT] = 4,
	[SEVERITY_ERROR] = 3,
};

/* One write a line, so that lines of two runs into one log do not mix. */
static void print_record(struct diag *diag, const struct record *record)
{
	struct text line;

	text_init(&line);
	if (diag->options.journal)
		text_printf(&line, "<%d>", levels[record->severity]);
	if (diag->options.json)
		add_json_line(&line, diag, record);
	else
		add_line(&line, diag, record);
	diag_progress_end(diag);
	/* A log that cannot be written has nobody left to be told. */
	(void)fwrite(line.bytes, 1, line.length, diag->options.stream);
	(void)fflush(diag->options.stream);
	text_release(&line);
}

static void keep(struct diag *diag, const struct record *record)
{
	struct arena *arena = diag->arena;
	const enum exit_status status = message_lookup(record->message)->exit;

	diag->records = arena_grow(
	        arena, diag->records, &diag->capacity, diag->count, sizeof *diag->records);
	struct record *kept = &diag->records[diag->count++];
	*kept = *record;
	kept->place.file = arena_strdup(arena, record->place.file);
	kept->place.pointer = arena_strdup(arena, record->place.pointer);
	assert(record->severity < SEVERITY_COUNT && record->message < MESSAGE_COUNT);
	diag->at_severity[record->severity]++;
	if (weight(status) > weight(diag->exit))
		diag->exit = status;
	if (is_heard(&diag->options, record->severity))
		print_record(diag, kept);
}

static size_t *share_of(struct diag_unsaid *counts, enum severity severity)
{
	return severity < SEVERITY_FAULT ? &counts->notes : &counts->faults;
}

/* Counts a record against the cap; true when it is to be left unsaid. */
static bool is_beyond_cap(struct diag *diag, enum severity severity)
{
	size_t *left = share_of(&diag->cap_left, severity);

	if (!diag->is_capped)
		return false;
	if (*left == 0) {
		(*share_of(&diag->unsaid, severity))++;
		return true;
	}
	(*left)--;
	return false;
}

void diag_cap_begin(struct diag *diag, size_t most)
{
	assert(!diag->is_capped);
	diag->is_capped = true;
	diag->cap_left = (struct diag_unsaid){ .notes = most, .faults = most };
	diag->unsaid = (struct diag_unsaid){ .notes = 0 };
}

struct diag_unsaid diag_cap_end(struct diag *diag)
{
	assert(diag->is_capped);
	diag->is_capped = false;
	return diag->unsaid;
}

void diag_say_all(
        struct diag *diag, enum message message, struct place place, const char *const *arguments)
{
	const struct message_row *row = message_lookup(message);

	assert(place.file && place.pointer);
	if (is_beyond_cap(diag, row->severity))
		return;
	if (diag->where && place.pointer[0] == '\0')
		place.pointer = diag->where(diag->where_data, diag->arena);
	keep(diag,
	        &(struct record){
	                .message = message,
	                .severity = row->severity,
	                .place = place,
	                .english = message_fill(diag->arena, row->english, arguments),
	                .chinese = message_fill(diag->arena, row->chinese, arguments),
	        });
}

void diag_repeat(struct diag *diag, const struct record *record)
{
	struct record copy = *record;

	if (is_beyond_cap(diag, record->severity))
		return;
	copy.english = arena_strdup(diag->arena, record->english);
	copy.chinese = arena_strdup(diag->arena, record->chinese);
	keep(diag, &copy);
}

void diag_set_where(struct diag *diag, diag_where *where, void *data)
{
	diag->where = where;
	diag->where_data = data;
}

bool diag_has(const struct diag *diag, const struct record *record)
{
	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct record *said = diag_record(diag, i);
		if (said->message == record->message && said->place.line == record->place.line
		        && said->place.column == record->place.column
		        && text_equal(said->place.file, record->place.file)
		        && text_equal(said->english, record->english))
			return true;
	}
	return false;
}

/* Files in the order in which they are met first, within them lines and columns. */
static int compare_places(const struct diag *diag, const struct record *a, const struct record *b)
{
	if (text_equal(a->place.file, b->place.file)) {
		if (a->place.line != b->place.line)
			return a->place.line < b->place.line ? -1 : 1;
		return a->place.column < b->place.column ? -1 : a->place.column > b->place.column;
	}
	for (size_t i = 0; i < diag->count; i++) {
		if (text_equal(diag->records[i].place.file, a->place.file))
			return -1;
		if (text_equal(diag->records[i].place.file, b->place.file))
			return 1;
	}
	return 0;
}

void diag_pour(struct diag *diag, struct diag *aside)
{
	size_t *sorted = arena_alloc_array(aside->arena, aside->count, sizeof *sorted);

	for (size_t i = 0; i < aside->count; i++) {
		const struct record *own = &aside->records[i];
		size_t at = i;
		for (; at > 0 && compare_places(aside, &aside->records[sorted[at - 1]], own) > 0;
		        at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = i;
	}
	for (size_t i = 0; i < aside->count; i++) {
		const struct record *record = &aside->records[sorted[i]];
		if (!diag_has(diag, record))
			diag_repeat(diag, record);
	}
	diag_free(aside);
}

bool diag_is_watched(const struct diag *diag)
{
	const struct diag_options *options = &diag->options;

	return options->stream && !options->quiet && !options->json
	        && isatty(fileno(options->stream)) == 1;
}

static long long now_milliseconds(void)
{
	struct timespec now = { .tv_sec = 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Rounded up: what is nearly done takes a moment still. */
static void add_time_left(struct text *line, enum diag_language language, long long milliseconds)
{
	const long long seconds = (milliseconds + 999) / 1000, minutes = (seconds + 59) / 60;
	const bool is_long = seconds >= 120;

	if (language == DIAG_CHINESE)
		text_printf(
		        line, "  还需%lld%s", is_long ? minutes : seconds, is_long ? "分钟" : "秒");
	else
		text_printf(
		        line, "  %lld %s left", is_long ? minutes : seconds, is_long ? "min" : "s");
}

void diag_progress(struct diag *diag, const char *what, size_t done, size_t total)
{
	const long long now = now_milliseconds();
	struct text line;

	if (!diag_is_watched(diag))
		return;
	if (done == 0)
		diag->progress_start = now;
	else if (done < total && now - diag->progress_shown < SHOWN_EVERY_MS)
		return;
	const long long spent = now - diag->progress_start;
	text_init(&line);
	text_printf(
	        &line, WIPE "%s  %zu/%zu", message_clip(diag->arena, what, SIZE_MAX), done, total);
	if (done > 0 && spent > 0)
		text_printf(&line, "  %lld.%lld/s", (long long)done * 1000 / spent,
		        (long long)done * 10000 / spent % 10);
	if (done > 0 && done < total)
		add_time_left(&line, diag->options.language,
		        spent * (long long)(total - done) / (long long)done);
	(void)fwrite(line.bytes, 1, line.length, diag->options.stream);
	(void)fflush(diag->options.stream);
	text_release(&line);
	diag->in_progress = true;
	diag->progress_shown = now;
}

void diag_progress_end(struct diag *diag)
{
	if (!diag->in_progress)
		return;
	(void)fwrite(WIPE, 1, sizeof WIPE - 1, diag->options.stream);
	(void)fflush(diag->options.stream);
	diag->in_progress = false;
}

size_t diag_count(const struct diag *diag)
{
	return diag->count;
}

const struct record *diag_record(const struct diag *diag, size_t index)
{
	assert(index < diag->count);
	return &diag->records[index];
}

size_t diag_count_at_least(const struct diag *diag, enum severity severity)
{
	size_t count = 0;

	for (size_t i = severity; i < SEVERITY_COUNT; i++)
		count += diag->at_severity[i];
	return count;
}

enum exit_status diag_exit_status(const struct diag *diag)
{
	return diag->exit;
}
