#include "press/month/moment.h"

#include "base/text.h"
#include "diag/hint.h"
#include "figures/intake/strays.h"
#include "press/archive/archive.h"
#include "press/archive/manifest.h"
#include "press/state/published.h"

#include <stdlib.h>
#include <string.h>

/* What a number of a revision has at most. */
#define DIGITS_MOST 6

/* "2020-05" or "2020-05/1" */
static bool parse(struct arena *arena, const char *words, struct moment *out)
{
	const char *slash = strchr(words, '/');
	const char *number = slash ? slash + 1 : "";
	const size_t length = strlen(number);

	*out = (struct moment){ .title = words };
	if (!slash)
		return period_parse(words, &out->period);
	if (length == 0 || length > DIGITS_MOST || strspn(number, "0123456789") != length)
		return false;
	out->revision = (int)strtol(number, NULL, 10);
	return out->revision > 0
	        && period_parse(arena_strndup(arena, words, (size_t)(slash - words)), &out->period);
}

static int by_file(const void *left, const void *right)
{
	return strcmp(((const struct moment_document *)left)->file,
	        ((const struct moment_document *)right)->file);
}

static void take_documents(struct moment *moment, struct moment_document *documents, size_t count)
{
	qsort(documents, count, sizeof *documents, by_file);
	moment->documents = documents;
	moment->document_count = count;
}

/* Those that a revision lists. */
static bool read_issued(struct run *run, struct moment *moment, int revision)
{
	const struct manifest *manifest = manifest_read(run->arena, run->diag, run->root,
	        file_join(run->arena, archive_path(run->arena, moment->period, revision),
	                MANIFEST_FILE));

	if (!manifest)
		return false;
	struct moment_document *documents =
	        arena_alloc_array(run->arena, manifest->output_count + 1, sizeof *documents);
	for (size_t i = 0; i < manifest->output_count; i++)
		documents[i] = (struct moment_document){ .file = manifest->outputs[i].file,
			.digest = manifest->outputs[i].digest,
			.pages = manifest->outputs[i].pages };
	take_documents(moment, documents, manifest->output_count);
	return true;
}

/* Those that stand in output/, if anything was published. */
static bool read_published(struct run *run, struct moment *moment)
{
	struct published published;

	if (!published_read(run->arena, run->diag, run->live, moment->period, &published))
		return false;
	const size_t count = published.is_known ? published.count : 0;
	struct moment_document *documents =
	        arena_alloc_array(run->arena, count + 1, sizeof *documents);
	for (size_t i = 0; i < count; i++)
		documents[i] = (struct moment_document){ .file = published.files[i].file,
			.digest = published.files[i].digest };
	take_documents(moment, documents, count);
	return true;
}

/* The month as a frozen tree has it; what cannot be read is named by where the tree stands. */
static bool read_tree(struct run *run, struct moment *moment, const char *folder)
{
	struct root tree;

	if (!archive_open(&tree, run->arena, run->diag, run->root, folder))
		return false;
	struct run inner = *run;
	inner.diag = diag_new(&(struct diag_options){ 0 });
	inner.root = &tree;
	inner.readings = moment->reading = readings_new(run->arena, &tree, run->live);
	const bool done = month_read_figures(&inner, moment->period, &moment->month);
	for (size_t i = 0; i < diag_count(inner.diag); i++)
		archive_repeat(run->diag, run->arena, folder, diag_record(inner.diag, i));
	diag_free(inner.diag);
	root_close(&tree);
	return done;
}

static bool read_revision(struct run *run, struct moment *moment, int last)
{
	const char *folder = archive_path(run->arena, moment->period, moment->revision);
	const char *month = period_format(run->arena, moment->period);

	if (last == 0)
		diag_say(run->diag, MSG_NOT_ISSUED, PLACE_NONE, month);
	else if (file_look(run->root, folder).kind == FILE_KIND_NONE)
		diag_say(run->diag, MSG_NO_REVISION, PLACE_NONE, month,
		        arena_printf(run->arena, "%d", moment->revision),
		        arena_printf(run->arena, "%d", last));
	else
		return read_tree(run, moment, folder) && read_issued(run, moment, moment->revision);
	return false;
}

static void say_unknown(struct run *run, const char *words)
{
	const char *slash = strchr(words, '/');
	const size_t length = slash ? (size_t)(slash - words) : strlen(words);
	const char *meant = strays_meant(run->arena, arena_strndup(run->arena, words, length));
	const struct hint hint = hint_of(
	        run->arena, meant ? arena_printf(run->arena, "%s%s", meant, words + length) : NULL);

	diag_say(run->diag, MSG_BAD_MOMENT, PLACE_NONE, words, hint.english, hint.chinese);
}

bool moment_read(struct run *run, const char *words, struct moment *out)
{
	struct archive_stand stand;
	bool done;

	if (!parse(run->arena, words, out)) {
		say_unknown(run, words);
		return false;
	}
	if (!archive_find(run->arena, run->diag, run->root, out->period, &stand))
		return false;
	if (out->revision > 0)
		done = read_revision(run, out, stand.revision);
	else
		done = month_read_figures(run, out->period, &out->month)
		        && (stand.is_closed ? read_issued(run, out, stand.revision)
		                            : read_published(run, out));
	if (!done)
		moment_release(out);
	return done;
}

void moment_release(struct moment *moment)
{
	readings_free(moment->reading);
	moment->reading = NULL;
}
