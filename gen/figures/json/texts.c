#include "figures/json/texts.h"

#include "base/decimal_parse.h"
#include "base/text.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of HTML: <span style="…">, &nbsp; and &#160; in bytes. */
#define TAG_MOST          200
#define REFERENCE_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define REFERENCE_LEAST   2
#define REFERENCE_MOST    8
#define ASCII_LETTERS     52 /* of them are letters, the first */

struct settling {
	const struct fields *fields;
	const struct ink *ink;
	struct loss *list;
	size_t count, capacity;
};

enum list_form { FORM_CODES, FORM_ENGLISH, FORM_CHINESE, FORM_MAPPING };

static void add_found(struct text *out, const struct letters_found *found, enum list_form form)
{
	char letter[5] = "", meant[5] = "";

	letter[utf8_encode(found->codepoint, letter)] = '\0';
	meant[utf8_encode(found->instead, meant)] = '\0';
	if (form == FORM_MAPPING)
		text_printf(out, "%s ", letter);
	text_printf(out, "U+%04X", (unsigned)found->codepoint);
	if (form == FORM_MAPPING)
		text_printf(out, "→%s", meant);
	if (form == FORM_ENGLISH)
		text_printf(out, " %s", letters_sort_of(found->codepoint).english);
	if (form == FORM_CHINESE)
		text_printf(out, " %s", letters_sort_of(found->codepoint).chinese);
}

static const char *list_found(struct arena *arena, const struct letters_report *report,
        enum letters_deed deed, enum list_form form)
{
	struct text list;

	text_init(&list);
	for (size_t i = 0; i < report->told_counts[deed]; i++) {
		if (i > 0)
			text_add(&list, "、");
		add_found(&list, &report->told[deed][i], form);
	}
	if (report->told_counts[deed] == LETTERS_TOLD_MOST)
		text_add(&list, form == FORM_ENGLISH ? "…" : "等");
	const char *shown = arena_strndup(arena, list.bytes, list.length);
	text_release(&list);
	return shown;
}

const char *texts_codes(struct arena *arena, const struct letters_report *report)
{
	return list_found(arena, report, LETTERS_LOST, FORM_CODES);
}

/* The key of a text; of an item, that of its array. */
static const char *field_of(const struct json *value)
{
	while (value->parent && value->name[0] == '\0')
		value = value->parent;
	return value->name;
}

/* "no" of the innermost object around the text that has one. */
static const char *task_of(const struct json *value)
{
	for (value = value->parent; value; value = value->parent) {
		const struct json *no = json_lookup(value, "no");
		if (no && (no->kind == JSON_NUMBER || no->kind == JSON_STRING))
			return no->string;
	}
	return "";
}

static bool was_said(const struct diag *diag, const struct loss *loss)
{
	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct record *record = diag_record(diag, i);
		if (record->message == MSG_LETTERS_LOST && record->place.line == loss->place.line
		        && record->place.column == loss->place.column
		        && text_equal(record->place.file, loss->place.file)
		        && strstr(record->english, loss->english))
			return true;
	}
	return false;
}

static void say_loss(struct diag *diag, const struct loss *loss)
{
	char count[24];

	snprintf(count, sizeof count, "%zu", loss->count);
	diag_say(diag, MSG_LETTERS_LOST, loss->place, loss->field, count, loss->english,
	        loss->chinese);
}

void texts_say_losses(struct diag *diag, const struct losses *losses)
{
	for (size_t i = 0; i < losses->count; i++)
		if (!was_said(diag, &losses->list[i]))
			say_loss(diag, &losses->list[i]);
}

static void say_deed(const struct settling *settling, const struct json *value,
        const struct letters_report *report, enum letters_deed deed)
{
	static const enum message messages[] = {
		[LETTERS_REMOVED] = MSG_LETTERS_REMOVED,
		[LETTERS_BLANK] = MSG_LETTERS_BLANK,
		[LETTERS_LINE] = MSG_LETTERS_LINE,
		[LETTERS_MAPPED] = MSG_LETTERS_MAPPED,
	};
	const struct fields *fields = settling->fields;

	FIELDS_SAY(fields, messages[deed], value, field_of(value),
	        arena_printf(fields->arena, "%zu", report->counts[deed]),
	        list_found(fields->arena, report, deed,
	                deed == LETTERS_MAPPED ? FORM_MAPPING : FORM_CODES));
}

static void add_loss(
        struct settling *settling, const struct json *value, const struct letters_report *report)
{
	const struct fields *fields = settling->fields;
	const struct loss loss = {
		.json = value,
		.field = field_of(value),
		.task = task_of(value),
		.count = report->counts[LETTERS_LOST],
		.codes = texts_codes(fields->arena, report),
		.english = list_found(fields->arena, report, LETTERS_LOST, FORM_ENGLISH),
		.chinese = list_found(fields->arena, report, LETTERS_LOST, FORM_CHINESE),
		.place = json_place(fields->arena, fields->file, value),
	};

	say_loss(fields->diag, &loss);
	if (settling->count == FIELDS_SAID_MAX)
		return; /* more than the voice keeps of one file, which says how many */
	settling->list = arena_grow(fields->arena, settling->list, &settling->capacity,
	        settling->count, sizeof *settling->list);
	settling->list[settling->count++] = loss;
}

/* Letters, digits and signs that every face has and that mean themselves: keys and figures. */
static bool is_ascii(const char *text)
{
	while (*text >= ' ' && *text <= '~')
		text++;
	return *text == '\0';
}

/* `text` is the value's string or its key. */
static const char *settle_text(
        struct settling *settling, const struct json *value, const char *text)
{
	struct letters_report report = { .counts = { 0 } };

	if (is_ascii(text))
		return text;
	const char *settled = letters_read(settling->fields->arena, settling->ink, text, &report);

	for (enum letters_deed deed = 0; deed < LETTERS_LOST; deed++)
		if (report.counts[deed] > 0)
			say_deed(settling, value, &report, deed);
	if (report.counts[LETTERS_LOST] > 0)
		add_loss(settling, value, &report);
	return settled;
}

/* The length of a tag or character reference of HTML that begins here; 0: none does. */
static size_t markup_at(const char *at)
{
	if (*at == '<') {
		const char *name = at + 1 + (at[1] == '/');
		const size_t inside = strcspn(name, "<>");
		const char *letter = strchr(REFERENCE_LETTERS, *name);
		return letter && letter - REFERENCE_LETTERS < ASCII_LETTERS && name[inside] == '>'
		                && inside <= TAG_MOST
		        ? (size_t)(name - at) + inside + 1
		        : 0;
	}
	const char *name = at + 1 + (at[1] == '#');
	const size_t length = strspn(name, REFERENCE_LETTERS);
	return *at == '&' && length >= REFERENCE_LEAST && length <= REFERENCE_MOST
	                && name[length] == ';'
	        ? (size_t)(name - at) + length + 1
	        : 0;
}

/* What was copied out of a web page or an editor would be printed with its marks. */
static void say_markup(const struct settling *settling, const struct json *value)
{
	const struct fields *fields = settling->fields;
	struct text shown;
	size_t count = 0;

	if (!strpbrk(value->string, "<&"))
		return;
	text_init(&shown);
	for (const char *at = value->string; *at;) {
		const size_t length = markup_at(at);
		if (length > 0 && count++ < LETTERS_TOLD_MOST)
			text_printf(&shown, "%s%.*s", count > 1 ? " " : "", (int)length, at);
		at += length > 0 ? length : 1;
	}
	if (count > 0)
		FIELDS_SAY(fields, MSG_TEXT_MARKUP, value, field_of(value),
		        arena_printf(fields->arena, "%zu", count),
		        arena_printf(fields->arena, "%s%s", shown.bytes,
		                count > LETTERS_TOLD_MOST ? " …" : ""));
	text_release(&shown);
}

static int compare_members(const void *left, const void *right)
{
	const struct json *a = *(const struct json *const *)left;
	const struct json *b = *(const struct json *const *)right;
	const int order = strcmp(a->name, b->name);

	if (order != 0)
		return order;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* Keys were different as they stood in the file: "10.1" and one with U+200B in it. */
static void check_keys(const struct settling *settling, const struct json *object)
{
	const struct fields *fields = settling->fields;
	const struct json **members =
	        arena_alloc_array(fields->arena, object->count, sizeof(const struct json *));
	size_t count = 0;

	for (const struct json *member = object->first; member; member = member->next)
		members[count++] = member;
	assert(count == object->count);
	qsort(members, count, sizeof(const struct json *), compare_members);
	for (size_t i = 1; i < count; i++)
		if (text_equal(members[i - 1]->name, members[i]->name))
			FIELDS_SAY(fields, MSG_JSON_DUPLICATE_KEY, members[i], members[i]->name,
			        arena_printf(fields->arena, "%u", members[i - 1]->line));
}

/* As deep as the grammar lets a file be nested. */
static void settle(struct settling *settling, struct json *value)
{
	bool renamed = false;

	if (value->kind == JSON_STRING) {
		value->string = settle_text(settling, value, value->string);
		say_markup(settling, value);
	}
	for (struct json *child = value->first; child; child = child->next) {
		if (value->kind == JSON_OBJECT && fields_is_free(child))
			continue;
		const char *name = child->name;
		child->name = settle_text(settling, child, name);
		renamed |= child->name != name;
		settle(settling, child);
	}
	if (renamed)
		check_keys(settling, value);
}

void texts_name_losses(const struct losses *losses)
{
	for (size_t i = 0; i < losses->count; i++) {
		struct loss *loss = &losses->list[i];
		loss->field = field_of(loss->json);
		loss->task = task_of(loss->json);
	}
}

struct losses texts_settle(const struct fields *fields, const struct ink *ink, struct json *root)
{
	struct settling settling = { .fields = fields, .ink = ink };

	settle(&settling, root);
	return (struct losses){ .list = settling.list, .count = settling.count };
}
