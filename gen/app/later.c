#include "app/later.h"

#include "base/file.h"
#include "base/text.h"
#include "press/archive/archive.h"
#include "press/archive/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

/* What the archive of an issue knows. */
struct known {
	struct run *run;
	const char *tree;
	const char *folder; /* input/submissions/2020-05/ */
	struct sum_list sums;
	const struct manifest *manifest; /* NULL: it cannot be used */
	bool failed;                     /* something could not be read, said */
};

static bool is_frozen(const struct known *known, const struct input *input)
{
	const struct sum *same = sums_lookup(&known->sums, input->file);

	if (same && digest_equal(&same->digest, &input->digest))
		return true;
	for (size_t i = 0; i < known->sums.count; i++)
		if (digest_equal(&known->sums.list[i].digest, &input->digest)
		        && text_starts_with(known->sums.list[i].file, known->folder))
			return true;
	return false;
}

static bool fail(struct known *known, const char *path, int error)
{
	diag_say(known->run->diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(error));
	known->failed = true;
	return false;
}

/* False for a file that is no more, or is too large to have been frozen. */
static bool hash(struct known *known, const char *path, struct digest *out)
{
	struct file_print print;
	const enum file_status status =
	        file_digest(known->run->root, path, ARCHIVE_FILE_LIMIT, &print);

	*out = print.digest;
	if (status == FILE_FAILED)
		return fail(known, path, print.error);
	return status == FILE_OK;
}

static bool are_equal(struct known *known, const char *one, const char *other)
{
	struct digest a, b;

	return hash(known, one, &a) && hash(known, other, &b) && digest_equal(&a, &b);
}

/* A file beside the reports is the one that was frozen: of its length and time it is not opened. */
static bool is_kept(struct known *known, const struct input *input)
{
	const struct root *root = known->run->root;
	const char *frozen = file_join(known->run->arena, known->tree, input->arrival->kept);
	struct stat status;

	if (fstatat(root->folder, frozen, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno != ENOENT && fail(known, frozen, errno);
	if (!S_ISREG(status.st_mode) || (size_t)status.st_size != input->arrival->size)
		return false;
	return file_nanoseconds(&status.st_mtim) == input->arrival->modified
	        || are_equal(known, frozen, input->file);
}

static bool was_left_out(const struct known *known, const struct input *input)
{
	const struct manifest *manifest = known->manifest;

	for (size_t i = 0; manifest && i < manifest->left_out_count; i++)
		if (text_equal(manifest->left_out[i], input->arrival->shown))
			return true;
	return false;
}

static bool is_news(struct known *known, const struct input *input)
{
	if (input->kind == INPUT_FILE)
		return !is_frozen(known, input);
	if (input->kind == INPUT_NAMED && is_kept(known, input))
		return false;
	return !was_left_out(known, input);
}

static bool read_known(struct known *known, const struct later_issue *issue)
{
	struct run *run = known->run;
	struct diag *silent = diag_new(&(struct diag_options){ 0 });

	known->tree = archive_path(run->arena, issue->period, issue->revision);
	known->folder = arena_printf(
	        run->arena, SUBMISSIONS_FOLDER "/%s/", period_format(run->arena, issue->period));
	known->manifest = manifest_read(
	        run->arena, silent, run->root, file_join(run->arena, known->tree, MANIFEST_FILE));
	/* A manifest that is no good is the proof's business; one that cannot be read is nobody's.
	 */
	const bool known_well = diag_exit_status(silent) != EXIT_IO;
	for (size_t i = 0; !known_well && i < diag_count(silent); i++)
		diag_repeat(run->diag, diag_record(silent, i));
	diag_free(silent);
	return known_well
	        && archive_sums_read(run->arena, run->diag, run->root, known->tree, &known->sums);
}

bool later_find(struct run *run, struct inputs *inputs, const struct later_issue *issue,
        struct input_list *out)
{
	const struct input_list *now = inputs_month(inputs, issue->period);
	struct input *later = arena_alloc_array(run->arena, now->count + 1, sizeof *later);
	struct known known = { .run = run };

	*out = (struct input_list){ .folder = "", .inputs = later, .digest = now->digest };
	if (!read_known(&known, issue))
		return false;
	for (size_t i = 0; i < now->count; i++)
		if (is_news(&known, &now->inputs[i]))
			later[out->count++] = now->inputs[i];
	return !known.failed;
}
