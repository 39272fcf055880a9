/*
 * The cross-reference table at the end tells where each object begins (ISO 32000-1, 7.5.4); what
 * stands from there to “endobj” is compared, streams inflated, after what may differ was taken out.
 */
#include "paper/pdf/likeness.h"

#include "base/common.h"
#include "base/memory.h"
#include "base/text.h"
#include "paper/pdf/outlines.h"

#include <ctype.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#define ENTRY        20                /* bytes of a line of the table */
#define OBJECTS_MOST ((size_t)1 << 23) /* as many as PDF/A-1 allows */
#define STREAM_MOST  ((size_t)1 << 28) /* bytes of one stream, inflated */

struct piece_of_file {
	const char *at;
	size_t length;
};

struct pdf_file {
	struct piece_of_file all;
	struct piece_of_file *objects; /* by number - 1 */
	size_t count;
};

static const char *find_in(struct piece_of_file span, const char *words)
{
	return memmem(span.at, span.length, words, strlen(words));
}

/* A number at the start of what is left; what follows it is left then. */
static size_t take_number(struct piece_of_file *span)
{
	size_t number = 0;

	while (span->length > 0 && isspace((unsigned char)*span->at)) {
		span->at++;
		span->length--;
	}
	while (span->length > 0 && isdigit((unsigned char)*span->at) && number < SIZE_MAX / 20) {
		number = number * 10 + (size_t)(*span->at++ - '0');
		span->length--;
	}
	return number;
}

static struct piece_of_file from(struct piece_of_file span, size_t offset)
{
	const size_t start = offset < span.length ? offset : span.length;

	return (struct piece_of_file){ span.at + start, span.length - start };
}

/* What stands between “N 0 obj” and “endobj”; empty where nothing does. */
static struct piece_of_file object_at(struct piece_of_file all, size_t offset)
{
	struct piece_of_file object = from(all, offset);
	const char *start = find_in(
	        (struct piece_of_file){ object.at, object.length < 32 ? object.length : 32 },
	        " obj");

	if (!start)
		return (struct piece_of_file){ "", 0 };
	object = from(object, (size_t)(start - object.at) + strlen(" obj"));
	const char *end = find_in(object, "endobj");
	object.length = end ? (size_t)(end - object.at) : 0;
	return object;
}

static struct piece_of_file table_of(struct piece_of_file all)
{
	static const char word[] = "startxref";
	const size_t tail = all.length < 64 ? all.length : 64;
	const char *at = find_in(from(all, all.length - tail), word);

	if (!at)
		return (struct piece_of_file){ "", 0 };
	struct piece_of_file rest = from(all, (size_t)(at - all.at) + strlen(word));
	return from(all, take_number(&rest));
}

/* False: not as it is written here. */
static bool read_objects(
        struct arena *arena, const struct likeness_file *file, struct pdf_file *out)
{
	struct piece_of_file table;

	*out = (struct pdf_file){ .all = { file->bytes, file->length } };
	table = table_of(out->all);
	if (table.length < strlen("xref") || memcmp(table.at, "xref", strlen("xref")) != 0)
		return false;
	table = from(table, strlen("xref"));
	(void)take_number(&table);
	const size_t count = take_number(&table);
	table = from(table, strspn(table.length > 0 ? table.at : "", "\r\n"));
	if (count < 2 || count > OBJECTS_MOST || table.length < count * ENTRY)
		return false;
	out->count = count - 1;
	out->objects = arena_alloc_array(arena, out->count, sizeof *out->objects);
	for (size_t i = 0; i < out->count; i++) {
		struct piece_of_file entry = from(table, (i + 1) * ENTRY);
		out->objects[i] = object_at(out->all, take_number(&entry));
	}
	return true;
}

/* The number that stands behind a name in an object: /FontFile3 12 0 R; 0: none does. */
static size_t named(struct piece_of_file object, const char *name)
{
	const char *at = find_in(object, name);

	if (!at)
		return 0;
	struct piece_of_file rest = from(object, (size_t)(at - object.at) + strlen(name));
	return take_number(&rest);
}

static struct piece_of_file head_of(struct piece_of_file object)
{
	const char *stream = find_in(object, "\nstream");

	return (struct piece_of_file){ object.at,
		stream ? (size_t)(stream - object.at) : object.length };
}

/* Without what comes of the library: lengths, letters before a font's name, the producer. */
static void add_head(struct piece_of_file head, struct text *out)
{
	enum { LETTERS = 6 };

	for (size_t i = 0; i < head.length;) {
		const struct piece_of_file rest = from(head, i);
		size_t letters = 1;
		while (letters < rest.length && isupper((unsigned char)rest.at[letters]))
			letters++;
		if (rest.length > 10 && memcmp(rest.at, "/Producer ", 10) == 0) {
			const char *end = memchr(rest.at, '\n', rest.length);
			i += end ? (size_t)(end - rest.at) : rest.length;
		} else if (*rest.at == '/' && letters == LETTERS + 1 && letters < rest.length
		        && rest.at[letters] == '+') {
			i += letters;
		} else {
			text_add_char(out, *rest.at);
			i++;
		}
	}
}

/* An object that is a number is a stream's length. */
static bool is_number(struct piece_of_file object)
{
	(void)take_number(&object);
	while (object.length > 0 && isspace((unsigned char)*object.at))
		object = from(object, 1);
	return object.length == 0;
}

static struct piece_of_file data_of(const struct pdf_file *file, struct piece_of_file object)
{
	const struct piece_of_file head = head_of(object);
	const size_t length = named(head, "/Length ");
	struct piece_of_file data = from(object, head.length + strlen("\nstream"));
	size_t bytes = 0;

	if (length == 0 || length > file->count)
		return (struct piece_of_file){ "", 0 };
	struct piece_of_file number = file->objects[length - 1];
	bytes = take_number(&number);
	data = from(data, data.length > 0 && *data.at == '\r' ? 2 : 1);
	data.length = bytes < data.length ? bytes : data.length;
	return data;
}

/* False: it cannot be inflated. */
static bool inflate(struct piece_of_file data, struct text *out)
{
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	size_t room = data.length * 4 + 1024, length = 0;
	char *bytes = NULL;

	while (decompressor && result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= STREAM_MOST) {
		bytes = memory_resize(bytes, room);
		result = libdeflate_zlib_decompress(
		        decompressor, data.at, data.length, bytes, room, &length);
		room *= 4;
	}
	if (result == LIBDEFLATE_SUCCESS)
		text_add_bytes(out, bytes, length);
	free(bytes);
	libdeflate_free_decompressor(decompressor);
	return result == LIBDEFLATE_SUCCESS;
}

static bool add_data(const struct pdf_file *file, struct piece_of_file object, struct text *out)
{
	const struct piece_of_file data = data_of(file, object);

	if (find_in(head_of(object), "/FlateDecode"))
		return inflate(data, out);
	const char *producer = find_in(data, "<pdf:Producer>");
	const char *end = producer ? find_in(data, "</pdf:Producer>") : NULL;
	if (!end || end < producer) {
		text_add_bytes(out, data.at, data.length);
		return true;
	}
	text_add_bytes(out, data.at, (size_t)(producer - data.at));
	text_add_bytes(out, end, data.length - (size_t)(end - data.at));
	return true;
}

/* What a library that cuts fonts writes as it likes. */
enum stream_role {
	STREAM_OURS = 0,
	STREAM_PROGRAM, /* a font's: the glyphs that it draws are compared */
	STREAM_SET,     /* which glyphs a program has */
};

/* Of each object of a file. */
static enum stream_role *roles_of(struct arena *arena, const struct pdf_file *file)
{
	static const struct {
		const char *name;
		enum stream_role role;
	} rows[] = {
		{ "/FontFile2 ", STREAM_PROGRAM },
		{ "/FontFile3 ", STREAM_PROGRAM },
		{ "/CIDSet ", STREAM_SET },
	};
	enum stream_role *roles = arena_alloc_array(arena, file->count + 1, sizeof *roles);

	for (size_t i = 0; i < file->count; i++)
		for (size_t j = 0; j < COUNT_OF(rows); j++) {
			const size_t number = find_in(file->objects[i], "/FontDescriptor")
			        ? named(head_of(file->objects[i]), rows[j].name)
			        : 0;
			if (number > 0 && number <= file->count)
				roles[number - 1] = rows[j].role;
		}
	return roles;
}

/* Of pages: in the order of their objects, which is theirs. */
static size_t page_number(const struct pdf_file *file, size_t page)
{
	size_t number = 0;

	for (size_t i = 0; i < file->count && i < page; i++)
		number += find_in(head_of(file->objects[i]), "/Type /Page\n") ? 1 : 0;
	return number;
}

/* The page that an object, by its number, is a part of; 0: none. */
static size_t page_of(const struct pdf_file *file, size_t object, struct text *reference)
{
	text_clear(reference);
	text_printf(reference, " %zu 0 R", object);
	for (size_t i = 0; i < file->count; i++) {
		const struct piece_of_file head = head_of(file->objects[i]);
		if (find_in(head, "/Type /Page\n") && find_in(head, reference->bytes))
			return page_number(file, i + 1);
	}
	const size_t page = named(head_of(file->objects[object - 1]), "/Pg ");
	return page > 0 && page <= file->count ? page_number(file, page) : 0;
}

/* The tag within which two contents first differ: "P 12"; Artifact where it has no number. */
static const char *tag_at(struct arena *arena, const struct text *now, const struct text *then)
{
	size_t at = 0;

	while (at < now->length && at < then->length && now->bytes[at] == then->bytes[at])
		at++;
	for (size_t i = at; i-- > 0;) {
		const struct piece_of_file rest = { now->bytes + i, now->length - i };
		if (*rest.at != '/' || (i > 0 && now->bytes[i - 1] != '\n'))
			continue;
		const size_t length = strcspn(rest.at + 1, " <\n");
		const char *end = memchr(rest.at, '\n', rest.length);
		const struct piece_of_file line = { rest.at,
			end ? (size_t)(end - rest.at) : rest.length };
		const char *name = arena_strndup(arena, rest.at + 1, length);
		if (find_in(line, "/MCID "))
			return arena_printf(arena, "%s %zu", name, named(line, "/MCID "));
		if (find_in(line, "BDC") || find_in(line, "BMC"))
			return name;
	}
	return "Contents";
}

/* What an object is, by its own words: "Link", "TD", "Outlines", "Font". */
static const char *kind_of(struct arena *arena, struct piece_of_file head, size_t number)
{
	static const char *const names[] = { "/Subtype /Link", "/S/", "/S /", "/Type /" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *at = find_in(head, names[i]);
		if (!at)
			continue;
		const char *name = strrchr(names[i], '/') + 1;
		if (*name)
			return name;
		const struct piece_of_file rest =
		        from(head, (size_t)(at - head.at) + strlen(names[i]));
		size_t length = 0;
		while (length < rest.length && isalnum((unsigned char)rest.at[length]))
			length++;
		return arena_strndup(arena, rest.at, length);
	}
	return arena_printf(arena, "object %zu", number);
}

/* Both files and what is compared of an object of theirs. */
struct both_files {
	struct arena *arena;
	struct pdf_file now, then;
	struct text head, data, then_head, then_data;
	bool is_program; /* it is a font program that differs, */
	size_t glyph;    /* from this one of its glyphs on; SIZE_MAX: it cannot be read */
};

static bool is_drawn_alike(struct both_files *comparison)
{
	const struct text *now = &comparison->data, *then = &comparison->then_data;

	if (text_same_bytes(now, then))
		return true;
	comparison->is_program = !outlines_same(
	        &(struct outlines_program){ now->bytes, now->length },
	        &(struct outlines_program){ then->bytes, then->length }, &comparison->glyph);
	return !comparison->is_program;
}

static bool is_same(struct both_files *comparison, size_t i, enum stream_role role)
{
	const struct piece_of_file now = comparison->now.objects[i],
	                           then = comparison->then.objects[i];

	text_clear(&comparison->head);
	text_clear(&comparison->data);
	text_clear(&comparison->then_head);
	text_clear(&comparison->then_data);
	if (is_number(now) && is_number(then))
		return true;
	add_head(head_of(now), &comparison->head);
	add_head(head_of(then), &comparison->then_head);
	const bool is_readable = role == STREAM_SET
	        || (add_data(&comparison->now, now, &comparison->data)
	                && add_data(&comparison->then, then, &comparison->then_data));
	return is_readable && text_same_bytes(&comparison->head, &comparison->then_head)
	        && (role == STREAM_PROGRAM
	                        ? is_drawn_alike(comparison)
	                        : text_same_bytes(&comparison->data, &comparison->then_data));
}

/* "Song" of "/FontName /ABCDEF+Song". */
static const char *name_in(struct arena *arena, struct piece_of_file descriptor)
{
	static const char key[] = "/FontName /";
	const char *at = find_in(descriptor, key);
	struct piece_of_file rest = descriptor;
	size_t length = 0;

	if (at)
		rest = from(descriptor, (size_t)(at - descriptor.at) + strlen(key));
	while (length < rest.length && !isspace((unsigned char)rest.at[length])) {
		if (rest.at[length++] != '+')
			continue;
		rest = from(rest, length);
		length = 0;
	}
	return at ? arena_strndup(arena, rest.at, length) : "";
}

/* "Song, glyph 17": by the name in the descriptor that has the program. */
static const char *glyph_of(struct both_files *comparison, size_t program)
{
	struct text *reference = &comparison->head;
	const char *name = "";

	text_clear(reference);
	text_printf(reference, " %zu 0 R", program);
	for (size_t i = 0; i < comparison->now.count && !*name; i++) {
		const struct piece_of_file head = head_of(comparison->now.objects[i]);
		if (find_in(head, reference->bytes))
			name = name_in(comparison->arena, head);
	}
	return comparison->glyph < SIZE_MAX
	        ? arena_printf(comparison->arena, "%s, glyph %zu", name, comparison->glyph)
	        : name;
}

static struct likeness describe(struct both_files *comparison, size_t i)
{
	const struct piece_of_file head = head_of(comparison->now.objects[i]);
	struct likeness found = { .element = kind_of(comparison->arena, head, i + 1) };

	if (comparison->is_program)
		found.element = glyph_of(comparison, i + 1);
	else if (comparison->data.length > 0 && strstr(comparison->data.bytes, "BDC\n"))
		found.element =
		        tag_at(comparison->arena, &comparison->data, &comparison->then_data);
	found.page = page_of(&comparison->now, i + 1, &comparison->head);
	return found;
}

static struct likeness compare(struct both_files *comparison)
{
	const enum stream_role *roles = roles_of(comparison->arena, &comparison->then);
	const size_t count = comparison->now.count, then = comparison->then.count;

	for (size_t i = 0; i < count && i < then; i++)
		if (!is_same(comparison, i, roles[i]))
			return describe(comparison, i);
	return (struct likeness){ .is_alike = count == then,
		.element = count == then
		        ? ""
		        : arena_printf(comparison->arena, "%zu objects, then %zu", count, then) };
}

struct likeness likeness_of(
        struct arena *arena, const struct likeness_file *now, const struct likeness_file *then)
{
	struct both_files comparison = { .arena = arena };
	struct likeness found = { .element = "PDF" };

	text_init(&comparison.head);
	text_init(&comparison.data);
	text_init(&comparison.then_head);
	text_init(&comparison.then_data);
	if (read_objects(arena, now, &comparison.now)
	        && read_objects(arena, then, &comparison.then))
		found = compare(&comparison);
	text_release(&comparison.head);
	text_release(&comparison.data);
	text_release(&comparison.then_head);
	text_release(&comparison.then_data);
	return found;
}
