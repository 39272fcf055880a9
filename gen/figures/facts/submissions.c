/* Every file that lay there: whose, from when, what came of it, and what was said about it. */
#include "figures/facts/tree.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "figures/intake/states.h"

/* What a template may print of words that quote a file. */
static const char *printable(struct facts *facts, const char *words)
{
	struct letters_report done = { .counts = { 0 } };

	return letters_read(facts->words, facts->options.ink, words, &done);
}

static void add_message(struct facts *facts, xmlNodePtr parent, const struct record *record)
{
	const xmlNodePtr node = facts_element(parent, NODE_MESSAGE);

	facts_put(node, FACT_CODE, message_name(record->message));
	facts_put(node, FACT_SEVERITY, severity_name(record->severity));
	facts_put(node, FACT_TEXT, printable(facts, record->chinese));
	facts_put_place(facts, node, FACT_SOURCE, record->place);
}

/* The night on which these bytes were first seen; "" when nobody knows. */
static const char *first_seen(struct facts *facts, const struct inbox_entry *entry)
{
	const struct facts_options *options = &facts->options;

	for (size_t i = 0; entry->arrival && i < options->sighting_count; i++)
		if (text_equal(options->sightings[i].name, entry->arrival->name)
		        && digest_equal(&options->sightings[i].digest, &entry->digest))
			return date_format(facts->words, options->sightings[i].day);
	return "";
}

static void put_said(struct facts *facts, xmlNodePtr node, const struct submission *said)
{
	facts_put_integer(node, FACT_REVISION, said ? said->revision : 0);
	facts_put_some(node, FACT_DATE, said ? date_format(facts->words, said->submitted_day) : "");
	facts_put(node, FACT_REASON, said ? said->reason : "");
	facts_put_yes(node, FACT_SAMPLE, said && said->sample);
}

static void add_submission(
        struct facts *facts, xmlNodePtr parent, const struct inbox *inbox, size_t index)
{
	const struct inbox_entry *entry = &inbox->entries[index];
	const xmlNodePtr node = facts_element(parent, NODE_SUBMISSION);
	char digest[DIGEST_HEX];

	facts_put_count(node, FACT_NO, index + 1);
	facts_put(node, FACT_UNIT, entry->unit ? entry->unit->name : "");
	facts_put(node, FACT_FILE, facts_shown(facts, entry->file));
	digest_hex(&entry->digest, digest);
	facts_put(node, FACT_DIGEST, digest);
	facts_put(node, FACT_STATE, states_entry_name(entry->state));
	facts_put(node, FACT_WORD, states_entry_word(entry->state));
	facts_put_some(node, FACT_FIRST_SEEN, first_seen(facts, entry));
	put_said(facts, node, entry->submission);
	for (size_t i = entry->first_record;
	        facts_wants(facts, NODE_MESSAGE) && i < entry->last_record; i++)
		add_message(facts, node, diag_record(inbox->said, i));
}

/* What the office found out and recorded. */
static void add_answers(struct facts *facts, xmlNodePtr root, const struct answers *answers)
{
	const xmlNodePtr list = facts_element(root, NODE_ANSWERS);

	facts_put_count(list, FACT_COUNT, answers->count);
	for (size_t i = 0; facts_wants(facts, NODE_ANSWER) && i < answers->count; i++) {
		const struct acknowledgement *one = &answers->list[i];
		const xmlNodePtr node = facts_element(list, NODE_ANSWER);
		facts_put(node, FACT_CODE, message_name(one->code));
		facts_put(node, FACT_UNIT, one->unit ? one->unit->name : "");
		facts_put(node, FACT_INDICATOR, one->indicator ? one->indicator->id : "");
		facts_put(node, FACT_FOUND, one->figure);
		facts_put(node, FACT_REASON, one->reason);
		facts_put_some(node, FACT_DATE, one->date);
		facts_put_place(facts, node, FACT_SOURCE, one->place);
	}
}

/* As the office wrote it, and ended as a sentence is: in a document more may follow. */
static const char *ended(struct facts *facts, const char *text)
{
	static const char *const marks[] = { "。", "！", "？", "…", "；", "：", "”", "）" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_ends_with(text, marks[i]))
			return text;
	return arena_printf(facts->words, "%s。", text);
}

static void put_paragraph(
        struct facts *facts, xmlNodePtr node, const struct office_paragraph *paragraph)
{
	facts_put(node, FACT_TEXT, ended(facts, paragraph->text));
	facts_put_place(facts, node, FACT_SOURCE, paragraph->place);
}

void facts_add_remarks(struct facts *facts, xmlNodePtr parent, const struct task *task)
{
	const struct office_words *words = ledger_inbox(facts->assessment->ledger)->words;

	for (size_t i = 0; i < words->count; i++)
		if (words->list[i].task == task)
			put_paragraph(
			        facts, facts_element(parent, NODE_PARAGRAPH), &words->list[i]);
}

/* What the office says in its own words of no task alone. */
static void add_office_words(struct facts *facts, xmlNodePtr root, const struct office_words *words)
{
	const xmlNodePtr list = facts_element(root, NODE_WORDS);
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++) {
		if (words->list[i].task)
			continue;
		count++;
		if (!facts_wants(facts, NODE_PARAGRAPH))
			continue;
		const xmlNodePtr node = facts_element(list, NODE_PARAGRAPH);
		facts_put(node, FACT_SLOT, office_words_slot(words->list[i].slot));
		put_paragraph(facts, node, &words->list[i]);
	}
	facts_put_count(list, FACT_COUNT, count);
}

void facts_add_submissions(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *now = facts->assessment;
	const struct inbox *inbox = ledger_inbox(now->ledger);
	const xmlNodePtr list = facts_element(root, NODE_SUBMISSIONS);
	size_t counts[ENTRY_TOO_LATE + 1] = { 0 };

	for (size_t i = 0; i < inbox->entry_count; i++)
		counts[inbox->entries[i].state]++;
	facts_put_count(list, FACT_COUNT, inbox->entry_count);
	facts_put_count(list, FACT_ACCEPTED, counts[ENTRY_ACCEPTED]);
	facts_put_count(list, FACT_SUPERSEDED, counts[ENTRY_SUPERSEDED]);
	facts_put_count(list, FACT_COPIES, counts[ENTRY_COPY]);
	facts_put_count(list, FACT_REFUSED, counts[ENTRY_REFUSED]);
	facts_put_count(list, FACT_REPLACED, counts[ENTRY_REPLACED]);
	facts_put_count(list, FACT_TOO_LATE, counts[ENTRY_TOO_LATE]);
	for (size_t i = 0; facts_wants(facts, NODE_SUBMISSION) && i < inbox->entry_count; i++)
		add_submission(facts, list, inbox, i);
	if (inbox->answers)
		add_answers(facts, root, inbox->answers);
	if (inbox->words->count > 0)
		add_office_words(facts, root, inbox->words);
}
