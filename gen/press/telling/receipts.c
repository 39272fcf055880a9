#include "press/telling/receipts.h"

#include "base/common.h"
#include "base/file.h"
#include "base/filename.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "press/telling/owed.h"
#include "press/telling/prospect.h"
#include "press/telling/questions.h"
#include "press/telling/quote.h"
#include "press/telling/receipts_page.h"
#include "press/telling/told.h"

#include <string.h>

#define NOBODY        "未能识别单位的材料"
#define RECEIPT_KINDS ((size_t)3) /* files a unit; the last where there is a page for it */

/* What became of a report, and with it of the unit's month. */
enum verdict {
	VERDICT_ACCEPTED,
	VERDICT_SUPERSEDED,
	VERDICT_COPY,
	VERDICT_REFUSED,
	VERDICT_REPLACED,
	VERDICT_TOO_LATE,
	VERDICT_REGISTERED,
	VERDICT_WAITING, /* nothing yet, before the due day */
	VERDICT_OVERDUE,
};

static const char *const verdict_names[] = {
	[VERDICT_ACCEPTED] = "accepted",
	[VERDICT_SUPERSEDED] = "superseded",
	[VERDICT_COPY] = "copy",
	[VERDICT_REFUSED] = "refused",
	[VERDICT_REPLACED] = "replaced",
	[VERDICT_TOO_LATE] = "too-late",
	[VERDICT_REGISTERED] = "registered",
	[VERDICT_WAITING] = "waiting",
	[VERDICT_OVERDUE] = "overdue",
};

static const char *const verdict_words[] = {
	[VERDICT_ACCEPTED] = "已受理",
	[VERDICT_SUPERSEDED] = "已有后一次报送，以后一次为准；后一次没有写到的仍按本次计",
	[VERDICT_COPY] = "与另一份材料相同，只计一次",
	[VERDICT_REPLACED] = "已由后来报送的材料取代，不必再改",
	[VERDICT_REFUSED] = "退回，未采用；请按下列各条改正后重新报送",
	[VERDICT_TOO_LATE] = "晚于截稿日报送，未采用",
	[VERDICT_REGISTERED] = "本月通报已印发，材料已登记，未计入",
	[VERDICT_WAITING] = "尚未报送",
	[VERDICT_OVERDUE] = "逾期未报送，请尽快报送",
};

/* One file of the unit: an entry of the inbox and how it fared. */
struct handed {
	const struct inbox_entry *entry;
	enum verdict verdict;
	const struct diag *said; /* NULL: its messages were told in an earlier receipt */
};

struct slip {
	const struct receipts *receipts;
	const struct unit *unit;
	struct handed *files;
	size_t file_count;
};

static enum verdict verdict_of(const struct inbox_entry *entry)
{
	static const enum verdict verdicts[] = {
		[ENTRY_ACCEPTED] = VERDICT_ACCEPTED,
		[ENTRY_SUPERSEDED] = VERDICT_SUPERSEDED,
		[ENTRY_COPY] = VERDICT_COPY,
		[ENTRY_REFUSED] = VERDICT_REFUSED,
		[ENTRY_REPLACED] = VERDICT_REPLACED,
		[ENTRY_TOO_LATE] = VERDICT_TOO_LATE,
	};

	return verdicts[entry->state];
}

/* As the file system has it; a world made by hand has clean names only. */
static const char *path_of(const struct inbox_entry *entry)
{
	return entry->arrival ? entry->arrival->path : entry->file;
}

/* Of an issued month: did the file come later? */
static bool came_later(const struct receipts *receipts, const struct inbox_entry *entry)
{
	return receipts->issued && inputs_lookup(receipts->issued->later, path_of(entry));
}

static void add_file(struct slip *slip, const struct inbox_entry *entry, enum verdict verdict,
        const struct diag *said)
{
	slip->files[slip->file_count++] =
	        (struct handed){ .entry = entry, .verdict = verdict, .said = said };
}

static size_t count_of(const struct inbox *inbox, const struct unit *unit)
{
	size_t count = 0;

	for (size_t i = 0; i < inbox->entry_count; i++)
		count += inbox_concerns(&inbox->entries[i], unit);
	return count;
}

/* In an issued month first what is in the bulletin, then what came later. */
static struct slip make_slip(const struct receipts *receipts, const struct unit *unit)
{
	const struct inbox *inbox = ledger_inbox(receipts->assessment->ledger);
	const struct inbox *frozen = receipts->issued ? receipts->issued->inbox : NULL;
	const size_t most = count_of(inbox, unit) + (frozen ? count_of(frozen, unit) : 0);
	struct slip slip = { .receipts = receipts, .unit = unit };

	slip.files = arena_alloc_array(receipts->arena, most + 1, sizeof *slip.files);
	for (size_t i = 0; frozen && i < frozen->entry_count; i++)
		if (inbox_concerns(&frozen->entries[i], unit))
			add_file(&slip, &frozen->entries[i], verdict_of(&frozen->entries[i]), NULL);
	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		if (!inbox_concerns(entry, unit))
			continue;
		if (!frozen)
			add_file(&slip, entry, verdict_of(entry), inbox->said);
		else if (came_later(receipts, entry))
			add_file(&slip, entry, VERDICT_REGISTERED, inbox->said);
	}
	return slip;
}

/* The month of the unit in one word: the best that any of its files came to. */
static enum verdict unit_verdict(const struct slip *slip)
{
	static const enum verdict order[] = { VERDICT_REGISTERED, VERDICT_ACCEPTED, VERDICT_REFUSED,
		VERDICT_TOO_LATE };

	for (size_t i = 0; i < COUNT_OF(order); i++)
		for (size_t j = 0; j < slip->file_count; j++)
			if (slip->files[j].verdict == order[i])
				return order[i];
	return slip->receipts->overdue ? VERDICT_OVERDUE : VERDICT_WAITING;
}

static const struct submission *accepted_of(const struct slip *slip)
{
	return slip->unit
	        ? ledger_inbox(slip->receipts->assessment->ledger)->accepted[slip->unit->index]
	        : NULL;
}

/* What is owed is asked of a known unit as long as the month is open. */
static bool is_asked(const struct slip *slip)
{
	return slip->unit && !slip->receipts->issued;
}

static struct owing owing_of(const struct slip *slip)
{
	return (struct owing){ .arena = slip->receipts->arena,
		.assessment = slip->receipts->assessment,
		.unit = slip->unit,
		.is_refused = unit_verdict(slip) == VERDICT_REFUSED };
}

static const char *hex_of(const struct slip *slip, const struct handed *file)
{
	const struct arrival *arrival = file->entry->arrival;
	char hex[DIGEST_HEX];

	/* Whose name or place was refused is told as unread, whatever its bytes are. */
	if (arrival ? !arrivals_is_kept(arrival) : !file->entry->submission)
		return "";
	digest_hex(&file->entry->digest, hex);
	return arena_strdup(slip->receipts->arena, hex);
}

/* Of how many alike a clerk is shown the places; there is one way to mend them all. */
#define ALIKE_SHOWN 3

/* How many records before this one, of its severity, say the same in other places. */
static size_t count_alike_before(const struct handed *file, size_t index)
{
	const struct record *record = diag_record(file->said, index);
	size_t count = 0;

	for (size_t i = file->entry->first_record; i < index; i++) {
		const struct record *other = diag_record(file->said, i);
		count += other->severity == record->severity
		        && text_equal(other->chinese, record->chinese);
	}
	return count;
}

static void text_records(const struct slip *slip, const struct handed *file, enum severity severity,
        const char *head, struct text *out)
{
	struct arena *arena = slip->receipts->arena;
	struct quote_source source = { .bytes = "" };
	struct place quoted = { .line = 0 };
	size_t number = 0, alike = 0;

	for (size_t i = file->entry->first_record; file->said && i < file->entry->last_record;
	        i++) {
		const struct record *record = diag_record(file->said, i);
		if (record->severity != severity)
			continue;
		if (count_alike_before(file, i) >= ALIKE_SHOWN) {
			alike++;
			continue;
		}
		if (number++ == 0) {
			text_printf(out, "   %s\n", head);
			source = quote_open(arena, file->entry);
		}
		const char *place = told_line(arena, record->place);
		text_printf(out, "   （%zu）%s%s%s\n", number, place, place[0] ? "：" : "",
		        record->chinese);
		if (record->place.column > 0
		        && (record->place.line != quoted.line
		                || record->place.column != quoted.column))
			quote_add(&source, record->place, "        ", out);
		quoted = record->place;
	}
	if (alike > 0)
		text_printf(out,
		        "   另有 %zu "
		        "处与上面所列相同的问题没有逐一列出，可用编辑软件的“全部替换”一并改正。\n",
		        alike);
}

/* Is it about the day of this file? */
static bool is_claim(const struct record *record, const struct handed *file)
{
	return text_equal(record->place.file, file->entry->file);
}

static void text_claims(const struct slip *slip, const struct handed *file, struct text *out)
{
	const struct diag *claims = slip->receipts->claims;

	for (size_t i = 0; claims && i < diag_count(claims); i++)
		if (is_claim(diag_record(claims, i), file))
			text_printf(
			        out, "   请核实报送时间：%s\n", diag_record(claims, i)->chinese);
}

static void text_file(
        const struct slip *slip, const struct handed *file, size_t number, struct text *out)
{
	const struct submission *submission = file->entry->submission;
	const char *hex = hex_of(slip, file);

	text_printf(out, "%zu. %s\n   SHA-256：%s\n", number, file->entry->file,
	        hex[0] ? hex : "（文件未读取）");
	if (submission)
		text_printf(out, "   报送时间：%s（第%d次报送）\n",
		        diag_clean(slip->receipts->arena, submission->submitted_at),
		        submission->revision);
	text_printf(out, "   结果：%s\n", verdict_words[file->verdict]);
	text_records(slip, file, SEVERITY_FAULT, "须改正：", out);
	text_records(slip, file, SEVERITY_DOUBT, "请核实：", out);
	text_claims(slip, file, out);
	text_records(slip, file, SEVERITY_NOTE, "说明：", out);
}

void receipts_text(const struct receipts *receipts, const struct unit *unit, struct text *out)
{
	const struct assessment *assessment = receipts->assessment;
	struct arena *arena = receipts->arena;
	const struct slip slip = make_slip(receipts, unit);
	const struct submission *accepted = accepted_of(&slip);

	text_printf(out, "%s\n报送材料回执\n\n单位：%s\n月份：%s\n", assessment->catalogue->title,
	        unit ? unit->name : NOBODY, phrase_period(arena, assessment->period));
	text_printf(out, "报送截止：%s；截稿：%s\n", phrase_date(arena, assessment->due),
	        phrase_date(arena, assessment->cut));
	if (unit)
		text_printf(out, "结果：%s\n", verdict_words[unit_verdict(&slip)]);
	if (unit && accepted && !receipts->issued
	        && assessment->units[unit->index].state == REPORT_LATE)
		text_add(out, "　　　迟报，请下月按时报送\n");
	if (slip.file_count > 0)
		text_add(out, "\n【收到的材料】\n");
	for (size_t i = 0; i < slip.file_count; i++)
		text_file(&slip, &slip.files[i], i + 1, out);
	if (!is_asked(&slip))
		return;
	questions_text(arena, assessment, unit, out);
	prospect_text(arena, assessment, unit, out);
	const struct owing owing = owing_of(&slip);
	owed_text(&owing, out);
}

static void json_claims(const struct slip *slip, const struct handed *file, struct json_out *json)
{
	const struct diag *claims = slip->receipts->claims;

	json_out_array(json, "claims", JSON_HANGING);
	for (size_t i = 0; claims && i < diag_count(claims); i++)
		if (is_claim(diag_record(claims, i), file))
			told_add(json, diag_record(claims, i));
	json_out_close(json);
}

static void json_file(const struct slip *slip, const struct handed *file, struct json_out *json)
{
	const struct submission *submission = file->entry->submission;
	const struct told_range said = { .diag = file->said,
		.first = file->said ? file->entry->first_record : 0,
		.last = file->said ? file->entry->last_record : 0 };

	json_out_object(json, NULL, JSON_BESIDE);
	json_out_string(json, "file", file->entry->file);
	json_out_new_line(json);
	json_out_string(json, "sha256", hex_of(slip, file));
	json_out_new_line(json);
	json_out_string(json, "result", verdict_names[file->verdict]);
	json_out_string(json, "text", verdict_words[file->verdict]);
	if (submission) {
		json_out_new_line(json);
		json_out_integer(json, "revision", submission->revision);
		json_out_string(json, "submitted_at", submission->submitted_at);
	}
	json_out_new_line(json);
	told_add_array(json, "faults", said, SEVERITY_FAULT);
	json_out_new_line(json);
	told_add_array(json, "doubts", said, SEVERITY_DOUBT);
	json_out_new_line(json);
	json_claims(slip, file, json);
	json_out_new_line(json);
	told_add_array(json, "notes", said, SEVERITY_NOTE);
	json_out_close(json);
}

void receipts_json(const struct receipts *receipts, const struct unit *unit, struct text *out)
{
	const struct assessment *assessment = receipts->assessment;
	struct arena *arena = receipts->arena;
	const struct slip slip = make_slip(receipts, unit);
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	json_out_string(&json, "unit", unit ? unit->name : "");
	json_out_string(&json, "period", period_format(arena, assessment->period));
	json_out_string(&json, "due", date_format(arena, assessment->due));
	json_out_string(&json, "cut", date_format(arena, assessment->cut));
	if (unit)
		json_out_string(&json, "result", verdict_names[unit_verdict(&slip)]);
	if (is_asked(&slip)) {
		questions_json(assessment, unit, &json);
		prospect_json(arena, assessment, unit, &json);
		const struct owing owing = owing_of(&slip);
		owed_json(&owing, &json);
	}
	json_out_array(&json, "files", JSON_HANGING);
	for (size_t i = 0; i < slip.file_count; i++)
		json_file(&slip, &slip.files[i], &json);
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
}

/* A unit's name as a file name: nobody else's. */
static const char *file_name(struct arena *arena, const char *name)
{
	return text_equal(name, NOBODY) ? filename_marked(arena, name) : filename_fit(arena, name);
}

char *receipts_file(struct arena *arena, const struct unit *unit, const char *suffix)
{
	return arena_printf(arena, RECEIPTS_FOLDER "/%s.%s",
	        unit ? file_name(arena, unit->name) : NOBODY, suffix);
}

/* For the editors of Windows: a byte order mark, and CR LF at the ends of lines. */
static void write_text(const struct receipts *receipts, const struct unit *unit, struct text *out)
{
	struct text plain;

	text_init(&plain);
	receipts_text(receipts, unit, &plain);
	text_add(out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < plain.length; i++) {
		if (plain.bytes[i] == '\n')
			text_add_char(out, '\r');
		text_add_char(out, plain.bytes[i]);
	}
	text_release(&plain);
}

static void write_page(const struct receipts *receipts, const struct unit *unit, struct text *out)
{
	const struct slip slip = make_slip(receipts, unit);
	struct text plain, body;

	text_init(&plain);
	text_init(&body);
	receipts_text(receipts, unit, &plain);
	receipts_page_body(receipts->arena, plain.bytes,
	        unit ? verdict_names[unit_verdict(&slip)] : "", &body);
	plain_page_add(receipts->page,
	        arena_printf(receipts->arena, "%s　%s　回执", unit ? unit->name : NOBODY,
	                phrase_period(receipts->arena, receipts->assessment->period)),
	        &body, out);
	text_release(&body);
	text_release(&plain);
}

/* A receipt that reads as it did last night stays the file it is. */
static bool stage(const struct receipts *receipts, struct publication *publication,
        const struct unit *unit, struct receipts_staged *out)
{
	static const struct {
		const char *suffix;
		void (*write)(const struct receipts *, const struct unit *, struct text *);
	} kinds[RECEIPT_KINDS] = { { "txt", write_text }, { "json", receipts_json },
		{ "html", write_page } };
	bool done = true;

	for (size_t i = 0; i < (receipts->page ? RECEIPT_KINDS : RECEIPT_KINDS - 1); i++) {
		const char *file = receipts_file(receipts->arena, unit, kinds[i].suffix);
		struct text bytes;
		text_init(&bytes);
		kinds[i].write(receipts, unit, &bytes);
		out->files[out->count++] = file;
		done = publish_put(publication, file, bytes.bytes, bytes.length) && done;
		text_release(&bytes);
	}
	return done;
}

/* Does the unit get a receipt? Nobody's only when there are such files. */
static bool is_due(const struct receipts *receipts, const struct unit *unit)
{
	const struct inbox *inbox = ledger_inbox(receipts->assessment->ledger);

	if (unit && !receipts->issued)
		return true;
	for (size_t i = 0; i < inbox->entry_count; i++)
		if (inbox_concerns(&inbox->entries[i], unit)
		        && (!receipts->issued || came_later(receipts, &inbox->entries[i])))
			return true;
	return false;
}

bool receipts_stage(const struct receipts *receipts, struct publication *publication,
        struct receipts_staged *out)
{
	const struct catalogue *catalogue = receipts->assessment->catalogue;
	bool done = true;

	*out = (struct receipts_staged){ .files = arena_alloc_array(receipts->arena,
		                                 RECEIPT_KINDS * (catalogue->unit_count + 1),
		                                 sizeof *out->files) };
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (is_due(receipts, catalogue->units[i]))
			done = stage(receipts, publication, catalogue->units[i], out) && done;
	if (is_due(receipts, NULL))
		done = stage(receipts, publication, NULL, out) && done;
	return done;
}
