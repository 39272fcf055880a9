#include "app/ending.h"

#include "base/json_out.h"
#include "base/memory.h"
#include "press/archive/archive.h"
#include "press/state/folders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FORMAT        1
#define NANO_PER_MILL 1000000L

/* documents, clean and outcomes hold what was told so far, in that order, in the arena. */
struct ending {
	struct arena *arena;
	struct timespec start; /* of the monotonic clock */
	struct ending_document *documents;
	size_t document_count, document_capacity;
	const char **clean;
	size_t clean_count, clean_capacity;
	struct runlog_outcome *outcomes;
	size_t outcome_count, outcome_capacity;
	size_t read; /* files that were judged */
};

struct ending *ending_new(void)
{
	struct ending *ending = memory_zeroed(sizeof *ending);

	ending->arena = arena_new();
	(void)clock_gettime(CLOCK_MONOTONIC, &ending->start);
	return ending;
}

void ending_free(struct ending *ending)
{
	if (!ending)
		return;
	arena_free(ending->arena);
	free(ending);
}

static void *copy(struct arena *arena, const void *what, size_t size)
{
	return what ? memcpy(arena_alloc(arena, size), what, size) : NULL;
}

void ending_made(struct run *run, const struct ending_document *document)
{
	struct ending *ending = run->ending;

	if (!ending) {
		printf("%s\n", document->path);
		return;
	}
	ending->documents = arena_grow(ending->arena, ending->documents, &ending->document_capacity,
	        ending->document_count, sizeof *ending->documents);
	ending->documents[ending->document_count++] = (struct ending_document){
		.period = copy(ending->arena, document->period, sizeof *document->period),
		.path = arena_strdup(ending->arena, document->path),
		.pages = document->pages,
		.length = document->length,
		.digest = copy(ending->arena, document->digest, sizeof *document->digest)
	};
}

void ending_made_of(struct run *run, struct period period, const struct edition_document *document,
        const char *path)
{
	ending_made(run,
	        &(struct ending_document){ .period = &period,
	                .path = path,
	                .pages = document->pages,
	                .length = document->length,
	                .digest = document->length > 0 ? &document->digest : NULL });
}

void ending_clean(struct run *run, const char *name)
{
	struct ending *ending = run->ending;

	if (!ending) {
		printf("%s\n", name);
		return;
	}
	ending->clean = arena_grow(ending->arena, ending->clean, &ending->clean_capacity,
	        ending->clean_count, sizeof(const char *));
	ending->clean[ending->clean_count++] = arena_strdup(ending->arena, name);
}

void ending_edition(struct run *run, struct period period, const struct edition *edition)
{
	if (!run->ending)
		return;
	for (size_t i = 0; i < edition->count; i++)
		if (edition->documents[i].rendered)
			ending_made_of(run, period, &edition->documents[i],
			        month_output_path(run, period, edition->documents[i].file));
}

void ending_plan(struct run *run, struct period period, const char *what, size_t count)
{
	if (!run->ending)
		printf("%s\t%s\t%zu\n", period_format(run->arena, period), what, count);
}

void ending_month(
        struct run *run, const struct runlog_outcome *outcome, const struct edition *edition)
{
	struct ending *ending = run->ending;

	if (!ending)
		return;
	ending->outcomes = arena_grow(ending->arena, ending->outcomes, &ending->outcome_capacity,
	        ending->outcome_count, sizeof *ending->outcomes);
	ending->outcomes[ending->outcome_count++] = *outcome;
	if (outcome->state == RUNLOG_PUBLISHED)
		ending_edition(run, outcome->period, edition);
}

void ending_read(struct run *run, size_t count)
{
	if (run->ending)
		run->ending->read += count;
}

/* Seconds and thousandths since the start. */
static const char *elapsed(const struct ending *ending)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	const long long mills = (long long)(now.tv_sec - ending->start.tv_sec) * 1000
	        + (now.tv_nsec - ending->start.tv_nsec) / NANO_PER_MILL;
	return arena_printf(ending->arena, "%lld.%03lld", mills / 1000, mills % 1000);
}

/* A report, or what the office wrote: no document and nothing of the archive. */
static bool is_of_input(const char *file)
{
	return file[0] != '\0' && !text_starts_with(file, OUTPUT_FOLDER "/")
	        && !text_starts_with(file, ARCHIVE_FOLDER "/");
}

static bool is_refused_before(const struct diag *diag, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (diag_record(diag, i)->severity == SEVERITY_FAULT
		        && text_equal(diag_record(diag, i)->place.file,
		                diag_record(diag, index)->place.file))
			return true;
	return false;
}

/* The files in which a fault was found, each once, as it was said first. */
static struct file_list refused(const struct ending *ending, const struct diag *diag)
{
	struct file_list list = { .count = 0 };
	const char **names =
	        arena_alloc_array(ending->arena, diag_count(diag) + 1, sizeof(const char *));

	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct record *record = diag_record(diag, i);
		if (record->severity == SEVERITY_FAULT && is_of_input(record->place.file)
		        && !is_refused_before(diag, i))
			names[list.count++] = record->place.file;
	}
	list.names = names;
	return list;
}

static size_t count_of(const struct diag *diag, enum severity severity)
{
	const size_t above =
	        severity == SEVERITY_ERROR ? 0 : diag_count_at_least(diag, severity + 1);

	return diag_count_at_least(diag, severity) - above;
}

static void add_counts(struct json_out *json, const struct ending *ending, const struct diag *diag,
        size_t refused_count)
{
	size_t pages = 0, bytes = 0;

	for (size_t i = 0; i < ending->document_count; i++) {
		pages += ending->documents[i].pages;
		bytes += ending->documents[i].length;
	}
	json_out_object(json, "counts", JSON_LINE);
	json_out_size(json, "documents", ending->document_count);
	json_out_size(json, "pages", pages);
	json_out_size(json, "bytes", bytes);
	json_out_size(json, "read", ending->read);
	json_out_size(json, "refused", refused_count);
	json_out_size(json, "errors", count_of(diag, SEVERITY_ERROR));
	json_out_size(json, "faults", count_of(diag, SEVERITY_FAULT));
	json_out_size(json, "doubts", count_of(diag, SEVERITY_DOUBT));
	json_out_size(json, "notes", count_of(diag, SEVERITY_NOTE));
	json_out_close(json);
}

static void add_documents(struct json_out *json, const struct ending *ending)
{
	json_out_array(json, "documents", JSON_LINE);
	for (size_t i = 0; i < ending->document_count; i++) {
		const struct ending_document *document = &ending->documents[i];
		json_out_object(json, NULL, JSON_LINE);
		if (document->period)
			json_out_string(
			        json, "period", period_format(ending->arena, *document->period));
		json_out_string(json, "file", document->path);
		if (document->pages > 0)
			json_out_size(json, "pages", document->pages);
		if (document->digest) {
			json_out_size(json, "bytes", document->length);
			json_out_digest(json, document->digest);
		}
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_months(struct json_out *json, const struct ending *ending)
{
	json_out_array(json, "months", JSON_LINE);
	for (size_t i = 0; i < ending->outcome_count; i++) {
		const struct runlog_outcome *outcome = &ending->outcomes[i];
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "period", period_format(ending->arena, outcome->period));
		json_out_string(json, "state", runlog_state_name(outcome->state));
		json_out_size(json, "rendered", outcome->rendered);
		json_out_integer(json, "exit", (int)outcome->exit);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_names(
        struct json_out *json, const char *key, const char *const *names, size_t count)
{
	json_out_array(json, key, JSON_LINE);
	for (size_t i = 0; i < count; i++)
		json_out_string(json, NULL, names[i]);
	json_out_close(json);
}

/* By code, in the order of the table of messages; what only -v prints is none of them. */
static void add_messages(
        struct json_out *json, const struct ending *ending, const struct diag *diag)
{
	size_t *counts = arena_alloc_array(ending->arena, MESSAGE_COUNT, sizeof *counts);
	enum severity *severities =
	        arena_alloc_array(ending->arena, MESSAGE_COUNT, sizeof *severities);

	for (size_t i = 0; i < diag_count(diag); i++) {
		counts[diag_record(diag, i)->message]++;
		severities[diag_record(diag, i)->message] = diag_record(diag, i)->severity;
	}
	json_out_array(json, "messages", JSON_LINE);
	for (enum message message = 0; message < MESSAGE_COUNT; message++) {
		if (counts[message] == 0 || severities[message] == SEVERITY_INFO)
			continue;
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "code", message_name(message));
		json_out_string(json, "severity", severity_name(severities[message]));
		json_out_size(json, "count", counts[message]);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_all(struct json_out *json, const struct run *run, bool is_dry)
{
	const struct ending *ending = run->ending;
	const struct file_list files = refused(ending, run->diag);

	json_out_object(json, NULL, JSON_LINE);
	json_out_integer(json, "format", FORMAT);
	json_out_string(json, "tool", "minsheng " MINSHENG_VERSION);
	json_out_string(json, "command", run->command);
	json_out_bool(json, "dry_run", is_dry);
	json_out_integer(json, "exit", (int)diag_exit_status(run->diag));
	json_out_number(json, "seconds", elapsed(ending));
	add_counts(json, ending, run->diag, files.count);
	add_documents(json, ending);
	add_names(json, "clean", ending->clean, ending->clean_count);
	add_months(json, ending);
	add_names(json, "refused", files.names, files.count);
	add_messages(json, ending, run->diag);
	json_out_close(json);
}

void ending_print(struct run *run, bool is_dry)
{
	struct text line;

	if (!run->ending)
		return;
	text_init(&line);
	struct json_out json = json_out_begin(&line);
	add_all(&json, run, is_dry);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}
