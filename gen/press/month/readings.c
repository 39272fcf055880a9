#include "press/month/readings.h"

#include "base/text.h"
#include "figures/targets/calendar.h"

#include <assert.h>

struct folder_read {
	struct arrivals *arrivals;
	struct folder_read *next;
};

struct judgement {
	const struct arrivals *arrivals;
	const struct catalogue *catalogue;
	bool reopened;
	const struct inbox *inbox;
	struct diag *said; /* owned */
	struct judgement *next;
};

struct readings {
	struct arena *arena;
	const struct root *root;
	struct printable *printable;  /* owned */
	struct folder_read *folders;  /* each path once */
	struct arrivals none[MONTHS]; /* of months that are not reported */
	struct judgement *judgements; /* of a folder one, as long as its year has one catalogue */
};

struct readings *readings_new(struct arena *arena, const struct root *root, const struct root *live)
{
	struct readings *readings = arena_alloc(arena, sizeof *readings);

	*readings = (struct readings){
		.arena = arena, .root = root, .printable = printable_new(arena, root, live)
	};
	return readings;
}

void readings_free(struct readings *readings)
{
	if (!readings)
		return;
	for (struct judgement *one = readings->judgements; one; one = one->next)
		diag_free(one->said);
	readings->judgements = NULL;
	printable_free(readings->printable);
	readings->printable = NULL;
}

struct printable_lacks readings_lacks(const struct readings *readings)
{
	return printable_lacks(readings->printable);
}

void readings_recall(struct readings *readings, const struct printable_lacks *lacks)
{
	printable_recall(readings->printable, lacks);
}

const struct ink *readings_ink(const struct readings *readings)
{
	return printable_ink(readings->printable);
}

static struct arrivals *read_arrivals(struct readings *readings, const char *folder)
{
	for (const struct folder_read *one = readings->folders; one; one = one->next)
		if (text_equal(one->arrivals->folder, folder))
			return one->arrivals;
	struct folder_read *read = arena_alloc(readings->arena, sizeof *read);
	const char *path = arena_strdup(readings->arena, folder);
	*read = (struct folder_read){ .arrivals =
		                              arrivals_read(readings->arena, readings->root, path),
		.next = readings->folders };
	readings->folders = read;
	return read->arrivals;
}

const struct arrivals *readings_arrivals(struct readings *readings, const char *folder)
{
	return read_arrivals(readings, folder);
}

const struct arrivals *readings_opened(struct readings *readings, const char *folder)
{
	struct arrivals *arrivals = read_arrivals(readings, folder);

	arrivals_open(readings->arena, readings->root, arrivals);
	return arrivals;
}

static const struct inbox *judge(struct readings *readings, const struct catalogue *catalogue,
        const struct inbox_source *source, struct period period)
{
	struct judgement *judgement = arena_alloc(readings->arena, sizeof *judgement);
	struct diag *said = diag_new(&(struct diag_options){ 0 });

	*judgement = (struct judgement){ .arrivals = source->arrivals,
		.catalogue = catalogue,
		.reopened = source->reopened,
		.inbox = inbox_read(readings->arena, said, catalogue, source, period),
		.said = said,
		.next = readings->judgements };
	readings->judgements = judgement;
	/* Said to its voice, by which it is not whole. */
	(void)printable_failed(readings->printable, said);
	return judgement->inbox;
}

static struct office_file kept_office_file(const struct readings *readings, const char *path)
{
	const struct kept_file *read = kept_read(readings->arena, readings->root, path);

	return (struct office_file){ .file = read->path,
		.status = read->status,
		.error = read->error,
		.bytes = read->bytes,
		.length = read->length,
		.digest = read->digest,
		.ink = readings_ink(readings) };
}

/* Of a month that the catalogue does not report, whatever lies in its folder. */
static const struct arrivals *no_arrivals(
        struct readings *readings, const struct sources *sources, size_t index)
{
	struct arrivals *none = &readings->none[index];

	*none = (struct arrivals){ .folder = sources->folders[index], .status = FILE_MISSING };
	return none;
}

const struct inbox *readings_inbox(struct readings *readings, const struct catalogue *catalogue,
        const struct sources *sources, struct period period)
{
	assert(period.month >= 1 && period.month <= MONTHS);
	const size_t index = (size_t)period.month - 1;
	assert(sources->revisions[index] >= 0 && "where the month is read from is known");
	const struct office_file answers = kept_office_file(readings, sources->answers[index]);
	const struct office_file words = kept_office_file(readings, sources->words[index]);
	const bool reported = calendar_is_reported(&catalogue->rules, period.month);
	const struct inbox_source source = {
		.arrivals = reported ? readings_opened(readings, sources->folders[index])
		                     : no_arrivals(readings, sources, index),
		.reopened = sources->reopened[index],
		.ink = readings_ink(readings),
		.answers = &answers,
		.words = &words,
	};

	for (const struct judgement *one = readings->judgements; one; one = one->next)
		if (one->arrivals == source.arrivals && one->catalogue == catalogue
		        && one->reopened == source.reopened)
			return one->inbox;
	return judge(readings, catalogue, &source, period);
}

const struct inbox *readings_laid(struct readings *readings, const struct readings_laying *laying,
        struct diag *said, struct period period, size_t *at)
{
	assert(period.month >= 1 && period.month <= MONTHS);
	const struct sources *sources = laying->sources;
	const size_t index = (size_t)period.month - 1;
	const struct office_file answers = kept_office_file(readings, sources->answers[index]);
	const struct office_file words = kept_office_file(readings, sources->words[index]);
	const struct inbox_source source = {
		.arrivals = laid_over(laying->arena,
		        readings_opened(readings, sources->folders[index]), laying->file, at),
		.reopened = sources->reopened[index],
		.ink = readings_ink(readings),
		.answers = &answers,
		.words = &words,
	};
	const struct inbox *inbox =
	        inbox_read(laying->arena, said, laying->catalogue, &source, period);

	(void)printable_failed(readings->printable, said);
	return inbox;
}

bool readings_are_whole(struct diag *diag, const struct inbox *inbox)
{
	for (size_t i = 0; i < diag_count(inbox->said); i++)
		if (diag_record(inbox->said, i)->severity >= SEVERITY_ERROR)
			diag_repeat(diag, diag_record(inbox->said, i));
	return inbox_is_whole(inbox);
}
