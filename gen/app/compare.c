/* compare A B: in what two months differ, or two revisions of one, written as 2020-05/1. */
#include "app/answering.h"
#include "app/options.h"
#include "base/text.h"
#include "press/month/adjustments.h"
#include "press/month/moment.h"
#include "press/telling/versus.h"

#include <string.h>

/* What stands behind each document: its pages, where they are known, and its digest. */
static const char *document_words(struct arena *arena, const struct moment_document *document)
{
	char hex[DIGEST_HEX];

	if (!document)
		return "";
	digest_hex(&document->digest, hex);
	return document->pages > 0 ? arena_printf(arena, "%zu页 %.12s", document->pages, hex)
	                           : arena_printf(arena, "%.12s", hex);
}

static void add_document(struct contrast *contrast, const char *file,
        const struct moment_document *was, const struct moment_document *is)
{
	contrast->compared[CONTRAST_FILE]++;
	if (was && is && digest_equal(&was->digest, &is->digest))
		return;
	contrast_add(contrast,
	        &(struct contrast_item){ .kind = CONTRAST_FILE,
	                .id = file,
	                .title = "",
	                .unit = "",
	                .was = document_words(contrast->arena, was),
	                .is = document_words(contrast->arena, is),
	                .change = "",
	                .status_was = "",
	                .status_is = "" });
}

static const struct moment_document *document_at(const struct moment *moment, size_t at)
{
	return at < moment->document_count ? &moment->documents[at] : NULL;
}

/* Merges two sorted lists. */
static void add_documents(
        struct contrast *contrast, const struct moment *before, const struct moment *now)
{
	for (size_t i = 0, j = 0; i < before->document_count || j < now->document_count;) {
		const struct moment_document *was = document_at(before, i);
		const struct moment_document *is = document_at(now, j);
		const int order = !was ? 1 : !is ? -1 : strcmp(was->file, is->file);
		if (was && order <= 0)
			add_document(contrast, was->file, was, order == 0 ? is : NULL);
		else if (is)
			add_document(contrast, is->file, NULL, is);
		i += order <= 0;
		j += order >= 0;
	}
}

/* What was adjusted within one year; the tables of two years are other tables. */
static void add_targets(
        struct contrast *contrast, const struct moment *before, const struct moment *now)
{
	const struct catalogue *was = before->month.catalogue, *is = now->month.catalogue;

	if (was == is || was->year != is->year)
		return;
	const struct facts_changes changes = adjustments_between(contrast->arena, was, is);
	contrast->compared[CONTRAST_TARGET] += changes.count;
	for (size_t i = 0; i < changes.count; i++)
		contrast_add(contrast,
		        &(struct contrast_item){ .kind = CONTRAST_TARGET,
		                .id = changes.list[i].subject,
		                .title = changes.list[i].kind,
		                .unit = "",
		                .was = "",
		                .is = changes.list[i].text,
		                .change = "",
		                .status_was = "",
		                .status_is = "" });
}

static void tell(struct run *run, const struct moment *before, const struct moment *now)
{
	struct contrast contrast = contrast_begin(run->arena);
	const struct versus versus = {
		.contrast = &contrast,
		.before = before->title,
		.now = now->title,
		.same_month = period_compare(before->period, now->period) == 0,
		.knows_before = before->document_count > 0,
		.knows_now = now->document_count > 0,
	};
	struct text out;

	contrast_months(&contrast, before->month.assessment, now->month.assessment);
	add_targets(&contrast, before, now);
	if (versus.knows_before && versus.knows_now)
		add_documents(&contrast, before, now);
	text_init(&out);
	if (run->options->json)
		versus_add_json(&out, &versus);
	else
		versus_add_words(&out, &versus);
	answering_print(&out);
}

void command_compare(struct run *run)
{
	const char *const *words = run->options->arguments;
	struct moment before, now;

	if (!answering_moment(run, words[0], &before))
		return;
	if (answering_moment(run, words[1], &now)) {
		tell(run, &before, &now);
		moment_release(&now);
	}
	moment_release(&before);
}
