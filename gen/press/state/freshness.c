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

struct freshness {
	struct arena *arena;
	const struct root *root;
	const char *folder;
	struct period period;
	struct published published;
	struct sum_list made; /* of each document, the digest of what it was made from */
};

static struct sum *made_of(const struct freshness *freshness, const char *file)
{
	for (size_t i = 0; i < freshness->made.count; i++)
		if (text_equal(freshness->made.list[i].file, file))
			return &freshness->made.list[i];
	return NULL;
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
		freshness->made = sums_parse(arena, record.bytes, record.length);
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
        const struct ledger *ledger, const struct program *program, struct fontprints *fonts)
{
	struct digest_state *state = digest_new();
	const char *tool = arena_printf(
	        arena, "minsheng %s, %s", MINSHENG_VERSION, pdf_library_versions(arena));

	digest_add(state, tool, strlen(tool) + 1);
	add_file(arena, root, state, ledger->catalogue->file);
	for (size_t i = 0; i < ledger->month_count; i++)
		add_inbox(arena, state, ledger->inboxes[i]);
	struct template_names files = { .count = 0 };
	if (program)
		files = template_files(arena, program);
	for (size_t i = 0; i < files.count; i++) {
		add_file(arena, root, state, files.names[i]);
		if (text_starts_with(files.names[i], STYLES_FOLDER "/")) {
			const struct digest found = fontprints_style(fonts, root, files.names[i]);
			add_part(state, "fonts", &found);
		}
	}
	return digest_finish(state);
}

void freshness_set(struct freshness *freshness, const char *file, const struct digest *digest)
{
	struct sum *made = made_of(freshness, file);

	if (made)
		made->digest = *digest;
	else
		sums_add(freshness->arena, &freshness->made,
		        &(struct sum){
		                .digest = *digest, .file = arena_strdup(freshness->arena, file) });
}

void freshness_forget(struct freshness *freshness, const char *file)
{
	struct sum_list *made = &freshness->made;
	size_t kept = 0;

	for (size_t i = 0; i < made->count; i++)
		if (!text_equal(made->list[i].file, file))
			made->list[kept++] = made->list[i];
	made->count = kept;
}

enum freshness_state freshness_look(const struct freshness *freshness, struct diag *diag,
        const char *file, const struct digest *digest)
{
	const struct sum *made = made_of(freshness, file);
	const char *path = file_join(freshness->arena, freshness->folder, file);
	const struct published_place place = { .arena = freshness->arena,
		.diag = diag,
		.root = freshness->root,
		.period = freshness->period };
	bool stands;

	if (!made || !digest_equal(&made->digest, digest)
	        || file_look(freshness->root, path).kind == FILE_KIND_NONE)
		return FRESHNESS_STALE;
	if (!published_stands(&place, &freshness->published, file, &stands))
		return FRESHNESS_UNKNOWN;
	return stands ? FRESHNESS_FRESH : FRESHNESS_DAMAGED;
}

bool freshness_stage(const struct freshness *freshness, struct publication *publication)
{
	struct text record;

	text_init(&record);
	sums_write(&freshness->made, &record);
	bool done = publish_add(publication, RECORD_NAME, record.bytes, record.length);
	text_release(&record);
	return done;
}
