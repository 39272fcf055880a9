/*
 *   from templates/bulletin.xml<tab>templates/parts/overview.xml<tab>…
 *   <digest>  bulletin.pdf
 *   from
 *   <digest>  summary.csv
 */
#include "press/state/freshness.h"

#include "base/kept.h"
#include "base/sums.h"
#include "base/text.h"
#include "figures/json/json.h"
#include "paper/pdf/pdf.h"
#include "press/state/folders.h"

#include <string.h>

#define RECORD_NAME  ".reads"
#define RECORD_LIMIT ((size_t)1 << 20)
#define RECORD_FROM  "from"

/* The documents of a template, by all its files; those that need none stand together too. */
struct origin {
	struct template_names files;
	struct sum_list made; /* of each document, the digest of what it was made from */
	bool is_known;        /* what its files hold now was looked at */
	struct digest digest; /* of that */
};

struct freshness {
	struct arena *arena;
	const struct root *root;
	const char *folder;
	struct period period;
	struct published published;
	struct origin *origins;
	size_t origin_count, origin_capacity;
};

/* Where the document stands in the record; sum NULL: nowhere. */
struct record_place {
	struct origin *origin;
	struct sum *sum;
};

static struct record_place find(const struct freshness *freshness, const char *file)
{
	for (size_t i = 0; i < freshness->origin_count; i++) {
		struct origin *origin = &freshness->origins[i];
		for (size_t j = 0; j < origin->made.count; j++)
			if (text_equal(origin->made.list[j].file, file))
				return (struct record_place){ origin, &origin->made.list[j] };
	}
	return (struct record_place){ .sum = NULL };
}

static bool same_names(const struct template_names *a, const struct template_names *b)
{
	bool same = a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = text_equal(a->names[i], b->names[i]);
	return same;
}

/* That of these files, which is begun if there is none. */
static struct origin *origin_of(struct freshness *freshness, const struct template_names *files)
{
	for (size_t i = 0; i < freshness->origin_count; i++)
		if (same_names(&freshness->origins[i].files, files))
			return &freshness->origins[i];
	freshness->origins = arena_grow(freshness->arena, freshness->origins,
	        &freshness->origin_capacity, freshness->origin_count, sizeof *freshness->origins);
	struct origin *origin = &freshness->origins[freshness->origin_count++];
	*origin = (struct origin){ .files = *files };
	return origin;
}

/* Of the line behind "from"; the words are cut out of it. */
static struct template_names read_names(struct arena *arena, char *rest)
{
	struct template_names files = { .count = 0 };
	size_t capacity = 0;

	while (rest && rest[0] != '\0') {
		char *tab = strchr(rest, '\t');
		if (tab)
			*tab++ = '\0';
		files.names =
		        arena_grow(arena, files.names, &capacity, files.count, sizeof *files.names);
		files.names[files.count++] = rest;
		rest = tab;
	}
	return files;
}

/* What is no line of a record is passed over: its documents are not on record. */
static void read_record(struct freshness *freshness, const struct file_bytes *record)
{
	struct arena *arena = freshness->arena;
	struct sums_lines lines = { .rest = record->bytes, .rest_length = record->length };
	struct template_names files = { .count = 0 };
	struct sum sum;

	while (sums_next_line(&lines)) {
		if (lines.length >= strlen(RECORD_FROM)
		        && strncmp(lines.line, RECORD_FROM, strlen(RECORD_FROM)) == 0) {
			char *line = arena_strndup(arena, lines.line, lines.length);
			char *names = line + strlen(RECORD_FROM);
			files = read_names(arena, *names == ' ' ? names + 1 : names);
		} else if (sums_parse_line(arena, lines.line, lines.length, &sum)) {
			sums_add(arena, &origin_of(freshness, &files)->made, &sum);
		}
	}
}

struct freshness *freshness_read(
        struct arena *arena, struct diag *diag, const struct root *root, struct period period)
{
	struct freshness *freshness = arena_alloc(arena, sizeof *freshness);

	*freshness = (struct freshness){ .arena = arena,
		.root = root,
		.period = period,
		.folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, period)) };
	const char *file = file_join(arena, freshness->folder, RECORD_NAME);
	struct file_bytes record;
	const enum file_status status = file_read(arena, root, file, RECORD_LIMIT, &record);
	if (status == FILE_FAILED) {
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file), strerror(record.error));
		return NULL;
	}
	if (status == FILE_OK)
		read_record(freshness, &record);
	return published_read(arena, diag, root, period, &freshness->published) ? freshness : NULL;
}

static void add_part(struct digest_state *state, const char *name, const struct digest *digest)
{
	digest_add(state, name, strlen(name) + 1);
	digest_add(state, digest->bytes, sizeof digest->bytes);
}

/* The bytes that were used: the file has been read for the month or the template. */
static void add_file(
        struct arena *arena, const struct root *root, struct digest_state *state, const char *file)
{
	add_part(state, file, &kept_read(arena, root, file)->digest);
}

/* By month and name, not by path: a month keeps its digest when it is frozen. */
static void add_inbox(struct arena *arena, struct digest_state *state, const struct inbox *inbox)
{
	const char *month = period_format(arena, inbox->period);

	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		const char *file = entry->arrival ? entry->arrival->kept : entry->file;
		const char *slash = strrchr(file, '/');
		add_part(state, file_join(arena, month, slash ? slash + 1 : file), &entry->digest);
	}
	add_part(state, file_join(arena, month, "answers"), &inbox->answers->digest);
	add_part(state, file_join(arena, month, "words"), &inbox->words->digest);
}

struct digest freshness_digest(struct arena *arena, const struct root *root,
        const struct ledger *ledger, const struct template_names *files, struct fontprints *fonts)
{
	struct digest_state *state = digest_new();
	const char *tool = arena_printf(
	        arena, "minsheng %s, %s", MINSHENG_VERSION, pdf_library_versions(arena));

	digest_add(state, tool, strlen(tool) + 1);
	add_file(arena, root, state, ledger->catalogue->file);
	for (size_t i = 0; i < ledger->month_count; i++)
		add_inbox(arena, state, ledger->inboxes[i]);
	for (size_t i = 0; i < files->count; i++) {
		add_file(arena, root, state, files->names[i]);
		if (text_starts_with(files->names[i], STYLES_FOLDER "/")) {
			const struct digest found = fontprints_style(fonts, root, files->names[i]);
			add_part(state, "fonts", &found);
		}
	}
	return digest_finish(state);
}

void freshness_forget(struct freshness *freshness, const char *file)
{
	const struct record_place place = find(freshness, file);

	if (!place.sum)
		return;
	struct sum_list *made = &place.origin->made;
	const size_t index = (size_t)(place.sum - made->list);
	memmove(&made->list[index], &made->list[index + 1],
	        (--made->count - index) * sizeof *made->list);
}

void freshness_set(struct freshness *freshness, const char *file, const struct digest *digest,
        const struct template_names *files)
{
	struct origin *origin = origin_of(freshness, files);
	const struct record_place place = find(freshness, file);

	if (place.sum && place.origin == origin) {
		place.sum->digest = *digest;
		return;
	}
	freshness_forget(freshness, file);
	sums_add(freshness->arena, &origin->made,
	        &(struct sum){ .digest = *digest, .file = arena_strdup(freshness->arena, file) });
}

/* What is asked of a document, and where it stands. */
struct document_question {
	const char *file;
	const struct digest *digest;
	bool read; /* its content */
};

static enum freshness_state look(const struct freshness *freshness, struct diag *diag,
        const struct document_question *question)
{
	const struct sum *made = find(freshness, question->file).sum;
	const char *path = file_join(freshness->arena, freshness->folder, question->file);
	const struct published_place place = { .arena = freshness->arena,
		.diag = diag,
		.root = freshness->root,
		.period = freshness->period };
	bool stands;

	if (!made || !digest_equal(&made->digest, question->digest)
	        || file_look(freshness->root, path).kind == FILE_KIND_NONE)
		return FRESHNESS_STALE;
	if (!published_stands(
	            &place, &freshness->published, question->file, question->read, &stands))
		return FRESHNESS_UNKNOWN;
	return stands ? FRESHNESS_FRESH : FRESHNESS_DAMAGED;
}

enum freshness_state freshness_look(const struct freshness *freshness, struct diag *diag,
        const char *file, const struct digest *digest)
{
	return look(freshness, diag,
	        &(struct document_question){ .file = file, .digest = digest, .read = true });
}

struct template_names freshness_documents(const struct freshness *freshness)
{
	struct template_names documents = { .count = 0 };
	size_t capacity = 0;

	for (size_t i = 0; i < freshness->origin_count; i++) {
		const struct sum_list *made = &freshness->origins[i].made;
		for (size_t j = 0; j < made->count; j++) {
			documents.names = arena_grow(freshness->arena, documents.names, &capacity,
			        documents.count, sizeof *documents.names);
			documents.names[documents.count++] = made->list[j].file;
		}
	}
	return documents;
}

/* False (said): one of its files, or a font, is there and cannot be read. */
static bool look_at_files(struct freshness *freshness, struct diag *diag, struct origin *origin,
        const struct ledger *ledger, struct fontprints *fonts)
{
	struct arena *arena = freshness->arena;

	for (size_t i = 0; i < origin->files.count; i++) {
		const char *file = origin->files.names[i];
		const struct kept_file *kept = kept_read(arena, freshness->root, file);
		if (kept->status != FILE_FAILED)
			continue;
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file), strerror(kept->error));
		return false;
	}
	origin->digest = freshness_digest(arena, freshness->root, ledger, &origin->files, fonts);
	origin->is_known = !fontprints_failed(fonts, diag);
	return origin->is_known;
}

enum freshness_state freshness_look_again(struct freshness *freshness, struct diag *diag,
        const char *file, const struct ledger *ledger, struct fontprints *fonts)
{
	struct origin *origin = find(freshness, file).origin;

	if (!origin)
		return FRESHNESS_STALE;
	if (!origin->is_known && !look_at_files(freshness, diag, origin, ledger, fonts))
		return FRESHNESS_UNKNOWN;
	return look(freshness, diag,
	        &(struct document_question){ .file = file, .digest = &origin->digest });
}

bool freshness_stage(const struct freshness *freshness, struct publication *publication)
{
	struct text record;

	text_init(&record);
	for (size_t i = 0; i < freshness->origin_count; i++) {
		const struct origin *origin = &freshness->origins[i];
		if (origin->made.count == 0)
			continue;
		text_add(&record, RECORD_FROM);
		for (size_t j = 0; j < origin->files.count; j++)
			text_printf(&record, "%c%s", j == 0 ? ' ' : '\t', origin->files.names[j]);
		text_add_char(&record, '\n');
		sums_write(&origin->made, &record);
	}
	bool done = publish_add(publication, RECORD_NAME, record.bytes, record.length);
	text_release(&record);
	return done;
}
