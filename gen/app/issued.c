#include "app/issued.h"

#include "base/text.h"

#include <errno.h>
#include <string.h>

static const char *path_of(const struct issued *issued, const char *file)
{
	return file_join(issued->arena, issued->folder, archive_document(issued->arena, file));
}

static size_t differs(
        const struct issued *issued, const struct manifest_output *output, const struct sum *sum)
{
	char found[DIGEST_HEX], expected[DIGEST_HEX];

	if (!sum) {
		diag_say_plain(issued->diag, MSG_ARCHIVE_MISSING,
		        place_file(path_of(issued, output->file)));
		return 1;
	}
	if (digest_equal(&sum->digest, &output->digest))
		return 0;
	digest_hex(&sum->digest, found);
	digest_hex(&output->digest, expected);
	diag_say(issued->diag, MSG_ARCHIVE_ALTERED, place_file(path_of(issued, output->file)),
	        found, expected);
	return 1;
}

static bool is_listed(const struct manifest *manifest, const char *file)
{
	for (size_t i = 0; i < manifest->output_count; i++)
		if (text_equal(manifest->outputs[i].file, file))
			return true;
	return false;
}

size_t issued_differing(const struct issued *issued, const struct sum_list *sums)
{
	const struct manifest *manifest = issued->manifest;
	size_t differing = 0;

	for (size_t i = 0; i < manifest->output_count; i++) {
		const struct manifest_output *output = &manifest->outputs[i];
		differing += differs(issued, output,
		        sums_lookup(sums, archive_document(issued->arena, output->file)));
	}
	for (size_t i = 0; i < sums->count; i++) {
		const char *name = sums->list[i].file;
		if (!text_starts_with(name, ARCHIVE_DOCUMENTS "/")
		        || is_listed(manifest, name + strlen(ARCHIVE_DOCUMENTS "/")))
			continue;
		diag_say_plain(issued->diag, MSG_ARCHIVE_ADDED,
		        place_file(file_join(issued->arena, issued->folder, name)));
		differing++;
	}
	return differing;
}

bool issued_read(const struct issued *issued, struct arena *arena,
        const struct manifest_output *output, struct file_bytes *out)
{
	const char *path = path_of(issued, output->file);
	const enum file_status status =
	        file_read(arena, issued->root, path, ARCHIVE_DOCUMENT_LIMIT, out);
	const int error = status == FILE_FAILED ? out->error
	        : status == FILE_MISSING        ? ENOENT
	                                        : EAGAIN;

	if (status == FILE_OK) {
		const struct digest digest = digest_of(out->bytes, out->length);
		if (digest_equal(&digest, &output->digest))
			return true;
	}
	diag_say(issued->diag, MSG_ARCHIVE_UNREADABLE, place_file(path), strerror(error));
	return false;
}

static bool stage_document(const struct issued *issued, struct publication *publication,
        const char *file, const struct manifest_output *output)
{
	struct arena *arena = arena_new();
	struct file_bytes bytes;
	const bool done = issued_read(issued, arena, output, &bytes)
	        && publish_put(publication, file, bytes.bytes, bytes.length);

	arena_free(arena);
	return done;
}

bool issued_stage(const struct issued *issued, struct publication *publication, const char *aside,
        struct edition *out)
{
	const struct manifest *manifest = issued->manifest;

	*out = (struct edition){ .documents = arena_alloc_array(issued->arena,
		                         manifest->output_count + 1, sizeof *out->documents) };
	for (size_t i = 0; i < manifest->output_count; i++) {
		const struct manifest_output *output = &manifest->outputs[i];
		const char *file =
		        aside ? file_join(issued->arena, aside, output->file) : output->file;
		if (!stage_document(issued, publication, file, output))
			return false;
		out->documents[out->count++] = (struct edition_document){ .name = output->file,
			.file = output->file,
			.title = "",
			.rendered = true,
			.pages = output->pages,
			.digest = output->digest,
			.length = output->length };
		out->rendered++;
	}
	return true;
}
