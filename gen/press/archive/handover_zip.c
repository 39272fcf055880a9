#include "press/archive/handover_zip.h"

#include "base/file.h"
#include "press/archive/manifest.h"
#include "press/export/unzip.h"

#include <errno.h>
#include <string.h>
#include <zip.h>

/* Of one package: what a ZIP file claims to hold is believed up to here. */
#define ENTRIES_MOST 20000
#define BYTES_MOST   ((uint64_t)1 << 30)
#define SUMS_MOST    ((uint64_t)1 << 24) /* of SHA256SUMS, which is held in memory */

struct unpacking {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	zip_t *archive;
	uint64_t left; /* bytes that may still be unpacked */
	bool *seen;    /* of out->sums */
	struct verification *out;
};

static void refuse(struct unpacking *unpacking, const char *why_english, const char *why_chinese)
{
	diag_say(unpacking->diag, MSG_PACKAGE_UNREADABLE, place_file(unpacking->file), why_english,
	        why_chinese);
	unpacking->out->usable = false;
}

static struct place place_of(struct unpacking *unpacking, const char *name)
{
	return place_file(file_join(unpacking->arena, unpacking->file, name));
}

/* False (said): there is more of an entry than may be unpacked. */
static bool allow(struct unpacking *unpacking, uint64_t length, const struct text *text)
{
	if (length > unpacking->left)
		refuse(unpacking, "more than 1 GiB unpacked", "解压后超过 1 GiB");
	else if (text && length > SUMS_MOST - text->length)
		refuse(unpacking, "more than 16 MiB of SHA256SUMS", "SHA256SUMS 超过 16 MiB");
	else
		return true;
	return false;
}

/* An entry in pieces, into a digest or a text; false (said): it cannot be unpacked. What it claims
 * to be long spares the work; what it is counts. */
static bool unpack(struct unpacking *unpacking, zip_uint64_t index, struct digest_state *digest,
        struct text *text)
{
	char piece[1 << 14];
	struct zip_stat stat = { .valid = 0 };
	zip_int64_t length = -1;

	if (zip_stat_index(unpacking->archive, index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE)
	        && !allow(unpacking, stat.size, text))
		return false;
	zip_file_t *entry = zip_fopen_index(unpacking->archive, index, 0);
	while (entry && (length = zip_fread(entry, piece, sizeof piece)) > 0) {
		if (!allow(unpacking, (uint64_t)length, text))
			break;
		unpacking->left -= (uint64_t)length;
		if (digest)
			digest_add(digest, piece, (size_t)length);
		if (text)
			text_add_bytes(text, piece, (size_t)length);
	}
	if (entry)
		zip_fclose(entry);
	if (length < 0)
		refuse(unpacking, "an entry is damaged or encrypted", "其中的文件已损坏或加密");
	return length == 0;
}

static void read_sums(struct unpacking *unpacking)
{
	const zip_int64_t index = zip_name_locate(unpacking->archive, ARCHIVE_SUMS, 0);
	struct text text;

	if (index < 0) {
		diag_say_plain(
		        unpacking->diag, MSG_ARCHIVE_NO_SUMS, place_of(unpacking, ARCHIVE_SUMS));
		unpacking->out->usable = false;
		return;
	}
	text_init(&text);
	if (unpack(unpacking, (zip_uint64_t)index, NULL, &text))
		unpacking->out->sums = sums_parse(unpacking->arena,
		        arena_strndup(unpacking->arena, text.bytes, text.length), text.length);
	text_release(&text);
	sums_sort(&unpacking->out->sums);
	unpacking->seen = arena_alloc_array(
	        unpacking->arena, unpacking->out->sums.count + 1, sizeof *unpacking->seen);
}

static void add_difference(struct unpacking *unpacking, enum message message, const char *name)
{
	diag_say_plain(unpacking->diag, message, place_of(unpacking, name));
	unpacking->out->differing++;
}

static void check_digest(struct unpacking *unpacking, zip_uint64_t index, const struct sum *sum)
{
	struct digest_state *state = digest_new();
	const bool whole = unpack(unpacking, index, state, NULL);
	const struct digest digest = digest_finish(state);
	char found[DIGEST_HEX], expected[DIGEST_HEX];

	if (!whole || digest_equal(&digest, &sum->digest))
		return;
	digest_hex(&digest, found);
	digest_hex(&sum->digest, expected);
	diag_say(unpacking->diag, MSG_ARCHIVE_ALTERED, place_of(unpacking, sum->file), found,
	        expected);
	unpacking->out->differing++;
}

/* A name that leads out of the package, or that stands there twice, is nobody's. */
static void check_entry(struct unpacking *unpacking, zip_uint64_t index)
{
	const char *name = zip_get_name(unpacking->archive, index, 0);
	const struct sum *sum = name ? sums_lookup(&unpacking->out->sums, name) : NULL;

	if (!name)
		refuse(unpacking, "an entry has no name", "其中有无名文件");
	else if (text_equal(name, ARCHIVE_SUMS))
		return;
	else if (!sum || !manifest_is_inside(name)
	        || unpacking->seen[sum - unpacking->out->sums.list])
		add_difference(unpacking, MSG_ARCHIVE_ADDED, diag_clean(unpacking->arena, name));
	else {
		unpacking->seen[sum - unpacking->out->sums.list] = true;
		check_digest(unpacking, index, sum);
	}
}

static void check_all(struct unpacking *unpacking)
{
	const zip_int64_t count = zip_get_num_entries(unpacking->archive, 0);
	struct verification *out = unpacking->out;

	if (count > ENTRIES_MOST) {
		refuse(unpacking, "more than 20,000 entries", "其中的文件超过 20000 个");
		return;
	}
	read_sums(unpacking);
	for (zip_int64_t i = 0; out->usable && i < count; i++)
		check_entry(unpacking, (zip_uint64_t)i);
	for (size_t i = 0; out->usable && i < out->sums.count; i++)
		if (!unpacking->seen[i])
			add_difference(unpacking, MSG_ARCHIVE_MISSING, out->sums.list[i].file);
}

/* NULL (said): there is no such file, it cannot be read, or it is none of ours. */
static zip_t *open_package(struct unpacking *unpacking, const struct root *root)
{
	struct file_bytes bytes;

	switch (file_read(unpacking->arena, root, unpacking->file, BYTES_MOST, &bytes)) {
	case FILE_OK:
		break;
	case FILE_FAILED:
		diag_say(unpacking->diag, MSG_ARCHIVE_UNREADABLE, place_file(unpacking->file),
		        strerror(bytes.error));
		unpacking->out->usable = false;
		return NULL;
	case FILE_MISSING:
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		refuse(unpacking, "no file of at most 1 GiB", "不是 1 GiB 以内的文件");
		return NULL;
	}
	zip_t *archive = unzip_open(bytes.bytes, bytes.length);
	if (!archive)
		refuse(unpacking, "no whole ZIP file", "不是完整的 ZIP 文件");
	return archive;
}

struct verification handover_verify_zip(
        struct arena *arena, struct diag *diag, const struct root *root, const char *file)
{
	struct verification out = { .usable = true };
	struct unpacking unpacking = {
		.arena = arena, .diag = diag, .file = file, .left = BYTES_MOST, .out = &out
	};

	unpacking.archive = open_package(&unpacking, root);
	if (!unpacking.archive)
		return out;
	check_all(&unpacking);
	zip_discard(unpacking.archive);
	return out;
}
