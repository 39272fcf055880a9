/*
 * Reading in three steps: encoding_decode makes UTF-8, grammar_scan refuses whatever RFC 8259 does
 * not know and marks the place of every value in document order, cJSON decodes. The copy walks
 * cJSON's tree in the same order and lays the marks beside it, so that values know their places
 * and numbers keep their source text; cJSON's doubles are never looked at.
 */
#include "figures/json/json.h"

#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/grammar.h"
#include "figures/json/mend.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#define DESCRIBED_CHARACTERS 40

/* Slips that are told of a text that could not be understood to its end. */
#define SLIPS_MOST 2

struct copier {
	struct arena *arena;   /* for texts */
	struct arena *values;  /* for the tree */
	struct arena *scratch; /* dropped after the parse */
	struct diag *diag;
	const char *file;
	const char *bytes;
	const struct grammar_marks *marks;
	size_t next; /* mark of the next value */
	bool failed;
	bool keeps;              /* the tree is wanted in spite of keys that are given twice */
	const char *texts[1024]; /* kept last, by what they add up to; NULL: none */
};

/* A member of an object beside its mark, for finding keys that are given twice. */
struct member {
	const char *name;
	const struct grammar_mark *mark;
};

static int compare_keys(const void *left, const void *right)
{
	const struct member *a = left;
	const struct member *b = right;
	const int order = strcmp(a->name, b->name);

	if (order != 0)
		return order;
	return a->mark < b->mark ? -1 : a->mark > b->mark;
}

/* Says every key that equals an earlier one; escapes are decoded by now. */
static void check_keys(struct copier *copier, struct member *keys, size_t count)
{
	qsort(keys, count, sizeof *keys, compare_keys);
	size_t first = 0;
	for (size_t i = 1; i < count; i++) {
		if (!text_equal(keys[i].name, keys[first].name)) {
			first = i;
			continue;
		}
		const struct place place = { .file = copier->file,
			.line = keys[i].mark->key_line,
			.column = keys[i].mark->key_column,
			.pointer = "" };
		diag_say(copier->diag, MSG_JSON_DUPLICATE_KEY, place, keys[i].name,
		        arena_printf(copier->arena, "%u", keys[first].mark->key_line));
		copier->failed = true;
	}
}

static enum json_kind kind_of(char first)
{
	switch (first) {
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case '"':
		return JSON_STRING;
	case 't':
	case 'f':
		return JSON_BOOLEAN;
	case 'n':
		return JSON_NULL;
	default:
		return JSON_NUMBER;
	}
}

static struct json *copy_value(
        struct copier *copier, const cJSON *item, const struct json *parent, size_t index);

static void copy_children(struct copier *copier, const cJSON *item, struct json *value)
{
	struct json **link = &value->first;

	for (const cJSON *child = item->child; child; child = child->next) {
		struct json *copy = copy_value(copier, child, value, value->count);
		*link = copy;
		link = &copy->next;
		value->count++;
	}
}

/* The keys of an object whose members begin behind mark `first`. */
static void check_object(struct copier *copier, const struct json *object, size_t first)
{
	if (object->count < 2)
		return;
	struct member *keys = arena_alloc_array(copier->scratch, object->count, sizeof *keys);
	size_t mark = first;
	size_t count = 0;
	for (const struct json *child = object->first; child; child = child->next) {
		const struct grammar_mark *marks = copier->marks->marks;
		const size_t end = marks[mark].offset + marks[mark].length;
		keys[count++] = (struct member){ .name = child->name, .mark = &marks[mark] };
		while (mark < copier->marks->count && marks[mark].offset < end)
			mark++;
	}
	check_keys(copier, keys, count);
}

/*
 * A text in the arena: members of thousands of objects are called the same, and thousands of tasks
 * have the same units, persons and measures.
 */
static const char *keep_text(struct copier *copier, const char *text)
{
	size_t place = 0;

	for (const char *at = text; *at; at++)
		place = place * 31 + (unsigned char)*at;
	const char **known = &copier->texts[place % COUNT_OF(copier->texts)];
	if (!*known || !text_equal(*known, text))
		*known = arena_strdup(copier->arena, text);
	return *known;
}

static struct json *copy_value(
        struct copier *copier, const cJSON *item, const struct json *parent, size_t index)
{
	assert(copier->next < copier->marks->count);
	const struct grammar_mark *mark = &copier->marks->marks[copier->next++];
	const char *source = copier->bytes + mark->offset;
	struct json *value = arena_alloc(copier->values, sizeof *value);
	value->kind = kind_of(*source);
	value->yes = *source == 't';
	value->name = !item->string ? "" : keep_text(copier, item->string);
	value->string = "";
	value->index = index;
	value->parent = parent;
	value->line = mark->line;
	value->column = mark->column;
	if (value->kind == JSON_STRING)
		value->string = keep_text(copier, item->valuestring);
	if (value->kind == JSON_NUMBER)
		value->string = arena_strndup(copier->arena, source, mark->length);
	const size_t first = copier->next;
	copy_children(copier, item, value);
	if (value->kind == JSON_OBJECT)
		check_object(copier, value, first);
	return value;
}

/*
 * Where cJSON puts its tree while it parses, for its hooks know nobody: it goes with the
 * scratch. Freed piece by piece it would cost a third of the parsing.
 */
static struct arena *nodes;

static void *take_node(size_t size)
{
	return arena_alloc(nodes, size);
}

static void drop_node(void *node)
{
	(void)node;
}

/* Valid text and its marks to a tree; NULL when keys are given twice. */
static struct json *build(struct copier *copier, const struct encoding_text *text)
{
	const char *end = text->bytes;

	cJSON_InitHooks(&(cJSON_Hooks){ .malloc_fn = take_node, .free_fn = drop_node });
	nodes = copier->scratch;
	const cJSON *tree = cJSON_ParseWithLengthOpts(text->bytes, text->length + 1, &end, true);
	nodes = NULL;

	copier->bytes = text->bytes;
	if (!tree) {
		diag_say(copier->diag, MSG_JSON_SYNTAX,
		        encoding_place(copier->file, text->bytes, (size_t)(end - text->bytes)),
		        arena_strndup(copier->arena, end, *end == '\0' ? 0 : 1), "JSON", "JSON");
		return NULL;
	}
	struct json *root = copy_value(copier, tree, NULL, 0);
	assert(copier->next == copier->marks->count);
	return copier->failed && !copier->keeps ? NULL : root;
}

static void say_too_large(struct arena *arena, struct diag *diag, const char *file)
{
	diag_say(diag, MSG_JSON_TOO_LARGE, place_file(file),
	        arena_printf(arena, "%zu", JSON_FILE_LIMIT >> 20));
}

/* The text of a file's bytes; false (said): there is none. */
static bool decode(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *source, struct encoding_text *text)
{
	if (source->length > JSON_FILE_LIMIT) {
		say_too_large(arena, diag, file);
		return false;
	}
	return encoding_decode(arena, diag, file, source, text);
}

/* Of a text that was lost sight of, the first slips; all of one that was understood to its end. */
static void repeat_said(struct diag *to, const struct diag *said, size_t most)
{
	for (size_t i = 0; i < diag_count(said) && i < most; i++)
		diag_repeat(to, diag_record(said, i));
}

/*
 * Slips of which each leads astray, if it is not what it was taken for: several of them are more
 * often one that was misunderstood. Commas are told from others of their kind where brackets are
 * right.
 */
static bool is_lost(const struct diag *said)
{
	static const enum message doubtful[] = { MSG_JSON_SYNTAX, MSG_JSON_EXTRA,
		MSG_JSON_EXTRA_COMMA, MSG_JSON_MISSING_BRACKET, MSG_JSON_WRONG_BRACKET,
		MSG_JSON_UNTERMINATED, MSG_JSON_UNOPENED, MSG_JSON_LINE_IN_TEXT, MSG_JSON_TRAILING,
		MSG_JSON_UNCLOSED, MSG_JSON_SECOND };
	size_t count = 0;
	bool brackets = false;

	for (size_t i = 0; i < diag_count(said); i++) {
		const enum message message = diag_record(said, i)->message;
		for (size_t j = 0; j < COUNT_OF(doubtful); j++)
			count += message == doubtful[j];
		brackets |= message == MSG_JSON_MISSING_BRACKET || message == MSG_JSON_TRAILING
		        || message == MSG_JSON_UNCLOSED;
	}
	for (size_t i = 0; brackets && i < diag_count(said); i++) {
		const enum message message = diag_record(said, i)->message;
		count += message == MSG_JSON_MISSING_COMMA || message == MSG_JSON_TRAILING_COMMA
		        || message == MSG_JSON_QUOTE_IN_TEXT;
	}
	return count > SLIPS_MOST;
}

/* The tree of a text that the grammar refused; NULL: it could not be understood to its end. */
static struct json *mend(
        struct copier *copier, const struct encoding_text *text, const struct diag *first)
{
	struct diag *said = diag_new(&(struct diag_options){ 0 });
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct grammar_marks strict;
	struct mended *mended = arena_alloc(copier->scratch, sizeof *mended);
	struct json *root = NULL;

	/* What was mended must be JSON, value for value. */
	if (mend_text(copier->scratch, said, copier->file, text, mended) && !is_lost(said)
	        && grammar_scan(copier->scratch, mute, copier->file, &mended->text, &strict)
	        && strict.count == mended->marks.count) {
		repeat_said(copier->diag, said, SIZE_MAX);
		copier->marks = &mended->marks;
		root = build(copier, &mended->text);
	} else {
		const size_t slips = mended->slips < SLIPS_MOST ? mended->slips : SLIPS_MOST;
		repeat_said(copier->diag, slips > 0 ? said : first, slips > 0 ? slips : 1);
	}
	diag_free(mute);
	diag_free(said);
	return root;
}

/* `mends`: what the grammar refuses is mended, if it can be, and keys given twice keep the tree. */
static struct json *parse(struct copier *copier, const struct encoding_text *source, bool mends)
{
	struct encoding_text text = *source;

	if (!decode(copier->arena, copier->diag, copier->file, source, &text))
		return NULL;
	struct diag *first = diag_new(&(struct diag_options){ 0 });
	struct json *root = NULL;
	copier->scratch = arena_new();
	struct grammar_marks *marks = arena_alloc(copier->scratch, sizeof *marks);
	copier->marks = marks;
	copier->keeps = mends;
	if (grammar_scan(copier->scratch, mends ? first : copier->diag, copier->file, &text, marks))
		root = build(copier, &text);
	else if (mends)
		root = mend(copier, &text, first);
	arena_free(copier->scratch);
	diag_free(first);
	return root;
}

struct json *json_parse_apart(const struct json_arenas *arenas, struct diag *diag, const char *file,
        const char *bytes, size_t length)
{
	struct copier copier = {
		.arena = arenas->texts, .values = arenas->values, .diag = diag, .file = file
	};

	return parse(&copier, &(struct encoding_text){ .bytes = bytes, .length = length }, false);
}

struct json *json_parse(
        struct arena *arena, struct diag *diag, const char *file, const char *bytes, size_t length)
{
	const struct json_arenas arenas = { .values = arena, .texts = arena };

	return json_parse_apart(&arenas, diag, file, bytes, length);
}

struct json *json_parse_mended(
        struct arena *arena, struct diag *diag, const char *file, const char *bytes, size_t length)
{
	struct copier copier = { .arena = arena, .values = arena, .diag = diag, .file = file };

	return parse(&copier, &(struct encoding_text){ .bytes = bytes, .length = length }, true);
}

void json_say_unread(struct arena *arena, struct diag *diag, const char *file,
        enum file_status status, int error)
{
	const struct place place = place_file(file);

	switch (status) {
	case FILE_OK:
		break;
	case FILE_MISSING:
		diag_say_plain(diag, MSG_JSON_NO_FILE, place);
		break;
	case FILE_NOT_REGULAR:
		diag_say_plain(diag, MSG_JSON_NOT_REGULAR, place);
		break;
	case FILE_TOO_LARGE:
		say_too_large(arena, diag, file);
		break;
	case FILE_FAILED:
		diag_say(diag, MSG_INPUT_UNREADABLE, place, strerror(error));
		break;
	}
}

bool json_load(struct arena *arena, struct diag *diag, const struct root *root, const char *file,
        struct file_bytes *out)
{
	const enum file_status status = file_read(arena, root, file, JSON_FILE_LIMIT, out);

	json_say_unread(arena, diag, file, status, out->error);
	return status == FILE_OK;
}

const struct json *json_read(
        struct arena *arena, struct diag *diag, const struct root *root, const char *file)
{
	struct file_bytes content = { .bytes = "" };

	if (!json_load(arena, diag, root, file, &content))
		return NULL;
	return json_parse(arena, diag, file, content.bytes, content.length);
}

const struct json *json_lookup(const struct json *object, const char *key)
{
	for (const struct json *child = object->first; child; child = child->next) {
		if (object->kind == JSON_OBJECT && text_equal(child->name, key))
			return child;
	}
	return NULL;
}

/* The first characters of a string, with … when it goes on. */
static const char *clip(struct arena *arena, const char *string)
{
	const char *end = string;

	for (int i = 0; i < DESCRIBED_CHARACTERS && *end != '\0'; i++)
		utf8_next(&end);
	if (*end == '\0')
		return string;
	return arena_printf(arena, "%.*s…", (int)(end - string), string);
}

/* A key of any length is clipped: a pointer is for reading, and stands in every message. */
static const char *shown_key(struct arena *arena, const struct json *value)
{
	const bool fits = strlen(value->name) <= DESCRIBED_CHARACTERS;

	return fits ? value->name : clip(arena, value->name);
}

static size_t pointer_length(struct arena *arena, const struct json *value)
{
	size_t length = 0;

	for (; value->parent; value = value->parent) {
		length++;
		if (value->parent->kind == JSON_ARRAY) {
			size_t rest = value->index;
			do
				length++;
			while ((rest /= 10) > 0);
			continue;
		}
		for (const char *at = shown_key(arena, value); *at != '\0'; at++)
			length += *at == '~' || *at == '/' ? 2 : 1;
	}
	return length;
}

/* Writes the part of `value` before `end`; returns its first byte. */
static char *part_before(struct arena *arena, char *end, const struct json *value)
{
	if (value->parent->kind == JSON_ARRAY) {
		size_t rest = value->index;
		do
			*--end = (char)('0' + rest % 10);
		while ((rest /= 10) > 0);
	} else {
		const char *key = shown_key(arena, value);
		for (size_t i = strlen(key); i > 0; i--) {
			*--end = key[i - 1];
			if (*end != '~' && *end != '/')
				continue;
			*end = *end == '~' ? '0' : '1';
			*--end = '~';
		}
	}
	*--end = '/';
	return end;
}

/* From the value outwards, so that each part is written once, into its place. */
char *json_pointer(struct arena *arena, const struct json *value)
{
	const size_t length = pointer_length(arena, value);
	char *pointer = arena_alloc(arena, length + 1);
	char *end = pointer + length;

	for (; value->parent; value = value->parent)
		end = part_before(arena, end, value);
	return pointer;
}

struct place json_place(struct arena *arena, const char *file, const struct json *value)
{
	return (struct place){ .file = file,
		.line = value->line,
		.column = value->column,
		.pointer = json_pointer(arena, value) };
}

char *json_describe(struct arena *arena, const struct json *value, enum diag_language language)
{
	static const char *const formats[][2] = {
		[JSON_NULL] = { "null", "空值 null" },
		[JSON_BOOLEAN] = { "%s", "是否值 %s" },
		[JSON_NUMBER] = { "number %s", "数 %s" },
		[JSON_STRING] = { "string “%s”", "文字“%s”" },
		[JSON_ARRAY] = { "array", "数组 [ ]" },
		[JSON_OBJECT] = { "object", "对象 { }" },
	};
	const char *format = formats[value->kind][language == DIAG_CHINESE];
	const char *hole = strstr(format, "%s");

	if (!hole)
		return arena_strdup(arena, format);
	const char *shown = value->string;
	if (value->kind == JSON_BOOLEAN)
		shown = value->yes ? "true" : "false";
	return arena_printf(
	        arena, "%.*s%s%s", (int)(hole - format), format, clip(arena, shown), hole + 2);
}
