#include "figures/answers/origin.h"

#include "base/text.h"
#include "figures/ledger/amount.h"

static const struct {
	const char *name, *word;
} states[] = {
	[CELL_NOT_CONCERNED] = { "not-concerned", "不涉及" },
	[CELL_OPTIONAL] = { "optional", "未报（非必报）" },
	[CELL_NOT_REPORTED] = { "not-reported", "未报送" },
	[CELL_OMITTED] = { "omitted", "未填" },
	[CELL_CARRIED] = { "carried", "沿用" },
	[CELL_KEPT] = { "kept", "沿用" },
	[CELL_REPORTED] = { "reported", "" },
};

/* What counted of the unit's reports of a month, or NULL. */
static const struct submission *submission_of(
        const struct ledger *ledger, struct period period, const struct unit *unit)
{
	return ledger->inboxes[period.month - 1]->accepted[unit->index];
}

/* The report of the chain that gave the value. */
static const struct submission *giver_of(
        const struct submission *submission, const struct value *value)
{
	while (submission && submission->revision > value->revision)
		submission = submission->earlier;
	return submission;
}

/* What an earlier revision said of the same figure, if it said something else; "" otherwise. */
static const char *said_before(
        struct arena *arena, const struct submission *giver, const struct value *value)
{
	const struct amount now = amount_of(value);

	for (giver = giver ? giver->earlier : NULL; giver; giver = giver->earlier) {
		const struct value *earlier = submission_value(giver, value->indicator);
		if (!earlier)
			continue;
		const struct amount before = amount_of(earlier);
		if (!amount_equal(value->indicator, &before, &now))
			return amount_format_value(arena, earlier);
	}
	return "";
}

const char *origin_digest(struct arena *arena, const struct inbox *inbox, const char *file)
{
	char hex[DIGEST_HEX];

	for (size_t i = 0; i < inbox->entry_count; i++) {
		if (!text_equal(inbox->entries[i].file, file))
			continue;
		digest_hex(&inbox->entries[i].digest, hex);
		return arena_strdup(arena, hex);
	}
	return "";
}

static void put_value(struct arena *arena, const struct ledger *ledger, const struct cell *cell,
        struct account_source *out)
{
	const struct value *value = cell->value;
	const struct submission *giver =
	        giver_of(submission_of(ledger, cell->from, out->unit), value);

	out->value = amount_format_value(arena, value);
	out->place = value->place;
	out->from = cell->from;
	out->revision = value->revision;
	out->digest =
	        origin_digest(arena, ledger->inboxes[cell->from.month - 1], value->place.file);
	out->corrects = value->corrects;
	out->confirms = value->confirms;
	out->before = said_before(arena, giver, value);
	if (giver) {
		out->submitted = date_format(arena, giver->submitted_day);
		out->reason = giver->reason;
	}
}

struct account_source origin_of(struct arena *arena, const struct ledger *ledger,
        const struct unit *unit, const struct cell *cell)
{
	struct account_source out = {
		.unit = unit,
		.state = states[cell->state].name,
		.word = states[cell->state].word,
		.value = "",
		.place = PLACE_NONE,
		.digest = "",
		.from = ledger->period,
		.submitted = "",
		.reason = "",
		.before = "",
		.rejected = cell->rejected ? amount_format_value(arena, cell->rejected) : "",
		.corrects = "",
		.confirms = "",
	};

	if (cell->value)
		put_value(arena, ledger, cell, &out);
	return out;
}
