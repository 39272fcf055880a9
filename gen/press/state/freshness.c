#include "press/state/freshness.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/json/json.h"
#include "paper/pdf/pdf.h"
#include "press/state/folders.h"

#include <string.h>

#define RECORD_NAME  ".reads"
#define RECORD_LIMIT ((size_t)1 << 20)

struct made {
	const char *file;
	const char *digest; /* hex */
};

struct freshness {
	struct arena *arena;
	const char *folder;
	struct made *list;
	size_t count, capacity;
};

static void add(struct freshness *freshness, const char *file, const char *digest)
{
	for (size_t i = 0; i < freshness->count; i++) {
		if (text_equal(freshness->list[i].file, file)) {
			freshness->list[i].digest = digest;
			return;
		}
	}
	freshness->list = arena_grow(freshness->arena, freshness->list, &freshness->capacity,
	        freshness->count, sizeof *freshness->list);
	freshness->list[freshness->count++] = (struct made){ .file = file, .digest = digest };
}

struct freshness *freshness_read(struct arena *arena, struct period period)
{
	struct freshness *freshness = arena_alloc(arena, sizeof *freshness);

	*freshness = (struct freshness){ .arena = arena,
		.folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, period)) };
	struct file_bytes record;
	if (file_read(
	            arena, file_join(arena, freshness->folder, RECORD_NAME), RECORD_LIMIT, &record)
	        != FILE_OK)
		return freshness;
	/* "hex  file" a line, as sha256sum prints it; anything else is passed over. */
	for (const char *line = record.bytes; *line;) {
		const char *end = strchr(line, '\n');
		if (!end)
			break;
		size_t length = (size_t)(end - line);
		if (length > DIGEST_HEX + 1)
			add(freshness,
			        arena_strndup(
			                arena, line + DIGEST_HEX + 1, length - DIGEST_HEX - 1),
			        arena_strndup(arena, line, DIGEST_HEX - 1));
		line = end + 1;
	}
	return freshness;
}

static void add_part(struct digest_state *state, const char *name, const struct digest *digest)
{
	digest_add(state, name, strlen(name) + 1);
	digest_add(state, digest->bytes, sizeof digest->bytes);
}

static void add_file(struct arena *arena, struct digest_state *state, const char *file)
{
	struct file_bytes bytes;
	struct digest digest = { 0 };

	if (file_read(arena, file, JSON_FILE_LIMIT, &bytes) == FILE_OK)
		digest = digest_of(bytes.bytes, bytes.length);
	add_part(state, file, &digest);
}

/* By month and name, not by path: a month keeps its digest when it is frozen. */
static void add_inbox(struct arena *arena, struct digest_state *state, const struct inbox *inbox)
{
	const char *month = period_format(arena, inbox->period);

	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		const char *slash = strrchr(entry->file, '/');
		add_part(state, file_join(arena, month, slash ? slash + 1 : entry->file),
		        &entry->digest);
	}
}

struct digest freshness_digest(struct arena *arena, const struct ledger *ledger,
        const struct program *program, struct fontprints *fonts)
{
	struct digest_state *state = digest_new();
	const char *tool = arena_printf(
	        arena, "minsheng %s, %s", MINSHENG_VERSION, pdf_library_versions(arena));

	digest_add(state, tool, strlen(tool) + 1);
	add_file(arena, state, ledger->catalogue->file);
	for (size_t i = 0; i < ledger->month_count; i++)
		add_inbox(arena, state, ledger->inboxes[i]);
	struct template_names files = template_files(arena, program);
	for (size_t i = 0; i < files.count; i++) {
		add_file(arena, state, files.names[i]);
		if (text_starts_with(files.names[i], STYLES_FOLDER "/")) {
			const struct digest found = fontprints_style(fonts, files.names[i]);
			add_part(state, "fonts", &found);
		}
	}
	return digest_finish(state);
}

void freshness_set(struct freshness *freshness, const char *file, const struct digest *digest)
{
	char hex[DIGEST_HEX];

	digest_hex(digest, hex);
	add(freshness, arena_strdup(freshness->arena, file), arena_strdup(freshness->arena, hex));
}

void freshness_forget(struct freshness *freshness, const char *file)
{
	size_t kept = 0;

	for (size_t i = 0; i < freshness->count; i++)
		if (!text_equal(freshness->list[i].file, file))
			freshness->list[kept++] = freshness->list[i];
	freshness->count = kept;
}

bool freshness_holds(
        const struct freshness *freshness, const char *file, const struct digest *digest)
{
	char hex[DIGEST_HEX];

	digest_hex(digest, hex);
	for (size_t i = 0; i < freshness->count; i++)
		if (text_equal(freshness->list[i].file, file))
			return text_equal(freshness->list[i].digest, hex)
			        && file_exists(
			                file_join(freshness->arena, freshness->folder, file));
	return false;
}

bool freshness_stage(const struct freshness *freshness, struct publication *publication)
{
	struct text record;

	text_init(&record);
	for (size_t i = 0; i < freshness->count; i++)
		text_printf(
		        &record, "%s  %s\n", freshness->list[i].digest, freshness->list[i].file);
	bool done = publish_add(publication, RECORD_NAME, record.bytes, record.length);
	text_release(&record);
	return done;
}
