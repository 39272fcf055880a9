#include "press/archive/manifest.h"

#include "base/json_out.h"
#include "base/utf8.h"
#include "figures/json/json.h"

#include <stdlib.h>
#include <string.h>

#define FORMAT        1
#define INTEGER_MAX   1000000000L
#define INTEGER_CHARS 10

static bool is_plain_name(const char *name, size_t length)
{
	if (length == 0 || length > 255)
		return false;
	return !(name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.')));
}

bool manifest_is_inside(const char *path)
{
	if (utf8_invalid(path, strlen(path)) != strlen(path))
		return false;
	for (const char *at = path; *at;)
		if (utf8_is_control(utf8_next(&at)))
			return false;
	for (const char *at = path;; at++) {
		const size_t length = strcspn(at, "/");
		if (!is_plain_name(at, length))
			return false;
		at += length;
		if (*at == '\0')
			return true;
	}
}

/* Writing */

static void add_strings(
        struct json_out *json, const char *key, const char *const *list, size_t count)
{
	json_out_array(json, key, JSON_LINES);
	for (size_t i = 0; i < count; i++)
		json_out_string(json, NULL, list[i]);
	json_out_close(json);
}

static void add_exceptions(struct json_out *json, const struct manifest *manifest)
{
	json_out_object(json, "exceptions", JSON_SPACED);
	json_out_string(json, "reason", manifest->exception_reason);
	json_out_string(json, "text", manifest->exception_text);
	json_out_array(json, "codes", JSON_LINES);
	for (size_t i = 0; i < manifest->exception_count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "code", manifest->exceptions[i].code);
		json_out_size(json, "count", manifest->exceptions[i].count);
		json_out_close(json);
	}
	json_out_close(json);
	json_out_close(json);
}

static void add_layouts(struct json_out *json, const struct manifest *manifest)
{
	json_out_array(json, "layouts", JSON_SPACED);
	for (size_t i = 0; i < manifest->layout_count; i++)
		json_out_integer(json, NULL, manifest->layouts[i]);
	json_out_close(json);
}

static void add_binary(struct json_out *json, const char *key, const struct manifest_binary *binary)
{
	json_out_object(json, key, JSON_SPACED);
	json_out_string(json, "file", binary->file);
	json_out_string(json, "package", binary->package);
	json_out_string(json, "version", binary->version);
	json_out_digest(json, &binary->digest);
	json_out_close(json);
}

static void add_libraries(struct json_out *json, const struct manifest *manifest)
{
	json_out_array(json, "libraries", JSON_LINES);
	for (size_t i = 0; i < manifest->library_count; i++)
		add_binary(json, NULL, &manifest->libraries[i]);
	json_out_close(json);
}

static void add_fonts(struct json_out *json, const struct manifest *manifest)
{
	char kept[DIGEST_HEX];

	json_out_array(json, "fonts", JSON_LINES);
	for (size_t i = 0; i < manifest->font_count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "path", manifest->fonts[i].path);
		json_out_string(json, "name", manifest->fonts[i].name);
		json_out_integer(json, "index", manifest->fonts[i].index);
		json_out_digest(json, &manifest->fonts[i].digest);
		digest_hex(&manifest->fonts[i].cut, kept);
		json_out_string(json, "kept", kept);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_outputs(struct json_out *json, const struct manifest *manifest)
{
	json_out_array(json, "outputs", JSON_LINES);
	for (size_t i = 0; i < manifest->output_count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "file", manifest->outputs[i].file);
		json_out_digest(json, &manifest->outputs[i].digest);
		json_out_size(json, "pages", manifest->outputs[i].pages);
		json_out_size(json, "bytes", manifest->outputs[i].length);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_changes(
        struct json_out *json, const char *key, const struct facts_change *list, size_t count)
{
	json_out_array(json, key, JSON_LINES);
	for (size_t i = 0; i < count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "kind", list[i].kind);
		json_out_string(json, "subject", list[i].subject);
		json_out_string(json, "text", list[i].text);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_renamed(struct json_out *json, const struct manifest *manifest)
{
	if (manifest->renamed_count == 0)
		return;
	json_out_array(json, "renamed", JSON_LINES);
	for (size_t i = 0; i < manifest->renamed_count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "file", manifest->renamed[i].file);
		json_out_string(json, "kept", manifest->renamed[i].kept);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_lacks(struct json_out *json, const struct manifest *manifest)
{
	if (manifest->lack_count == 0)
		return;
	json_out_array(json, "unprintable", JSON_LINES);
	for (size_t i = 0; i < manifest->lack_count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_integer(json, "character", manifest->lacks[i].codepoint);
		json_out_integer(json, "behind", manifest->lacks[i].before);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_sightings(struct json_out *json, const struct manifest *manifest)
{
	struct arena *arena = arena_new();

	if (manifest->sighting_count > 0)
		json_out_array(json, "sightings", JSON_LINES);
	for (size_t i = 0; i < manifest->sighting_count; i++) {
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "file", manifest->sightings[i].name);
		json_out_digest(json, &manifest->sightings[i].digest);
		json_out_string(json, "date", date_format(arena, manifest->sightings[i].day));
		json_out_close(json);
	}
	if (manifest->sighting_count > 0)
		json_out_close(json);
	arena_free(arena);
}

void manifest_write(const struct manifest *manifest, struct text *out)
{
	struct arena *arena = arena_new();
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	json_out_integer(&json, "format", FORMAT);
	json_out_string(&json, "period", period_format(arena, manifest->period));
	json_out_integer(&json, "revision", manifest->revision);
	json_out_integer(&json, "number", manifest->number);
	json_out_string(&json, "date", date_format(arena, manifest->date));
	json_out_string(&json, "reason", manifest->reason);
	add_exceptions(&json, manifest);
	json_out_string(&json, "tool", manifest->tool);
	add_binary(&json, "program", &manifest->program);
	add_libraries(&json, manifest);
	add_layouts(&json, manifest);
	add_fonts(&json, manifest);
	add_outputs(&json, manifest);
	add_changes(&json, "changes", manifest->changes, manifest->change_count);
	add_changes(&json, "adjustments", manifest->adjustments, manifest->adjustment_count);
	add_strings(&json, "left_out", manifest->left_out, manifest->left_out_count);
	add_renamed(&json, manifest);
	add_lacks(&json, manifest);
	add_sightings(&json, manifest);
	json_out_close(&json);
	json_out_end(&json);
	arena_free(arena);
}

struct facts_options manifest_facts(const struct manifest *manifest)
{
	return (struct facts_options){ .date = manifest->date,
		.number = manifest->number,
		.revision = manifest->revision - 1,
		.reason = manifest->reason,
		.despite = manifest->exception_text,
		.adjustments = manifest->adjustments,
		.adjustment_count = manifest->adjustment_count,
		.changes = manifest->changes,
		.change_count = manifest->change_count,
		.sightings = manifest->sightings,
		.sighting_count = manifest->sighting_count };
}

/* Reading */

struct manifest_reading {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	bool failed;
};

static void complain(struct manifest_reading *reading, const struct json *at, const char *field,
        const char *expected)
{
	diag_say(reading->diag, MSG_MANIFEST_FIELD, json_place(reading->arena, reading->file, at),
	        field, expected);
	reading->failed = true;
}

/* A member of this kind; NULL (said) when it is missing or another. */
static const struct json *member(struct manifest_reading *reading, const struct json *object,
        const char *field, enum json_kind kind)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",
		[JSON_BOOLEAN] = "true / false",
		[JSON_NUMBER] = "123",
		[JSON_STRING] = "\"…\"",
		[JSON_ARRAY] = "[ … ]",
		[JSON_OBJECT] = "{ … }",
	};
	const struct json *found = object->kind == JSON_OBJECT ? json_lookup(object, field) : NULL;

	if (found && found->kind == kind)
		return found;
	complain(reading, !found ? object : found, field, names[kind]);
	return NULL;
}

static const char *string_of(
        struct manifest_reading *reading, const struct json *object, const char *field)
{
	const struct json *found = member(reading, object, field, JSON_STRING);

	return !found ? "" : found->string;
}

static long whole_number(struct manifest_reading *reading, const struct json *at, const char *field)
{
	const size_t length = at->kind == JSON_NUMBER ? strlen(at->string) : INTEGER_CHARS + 1;
	const long value = length > INTEGER_CHARS ? -1 : strtol(at->string, NULL, 10);

	if (value >= 0 && value <= INTEGER_MAX && strspn(at->string, "0123456789") == length)
		return value;
	complain(reading, at, field, "0 … 1000000000");
	return 0;
}

static long integer_of(
        struct manifest_reading *reading, const struct json *object, const char *field)
{
	const struct json *found = member(reading, object, field, JSON_NUMBER);

	return !found ? 0 : whole_number(reading, found, field);
}

static struct digest digest_called(
        struct manifest_reading *reading, const struct json *object, const char *field)
{
	const char *hex = string_of(reading, object, field);
	struct digest digest = { 0 };

	if (strlen(hex) != DIGEST_HEX - 1 || !digest_parse(hex, &digest))
		complain(reading, object, field, "SHA-256");
	return digest;
}

static struct digest digest_in(struct manifest_reading *reading, const struct json *object)
{
	return digest_called(reading, object, "sha256");
}

/* The elements of a list as an array of `size` bytes each, zeroed, and the first of them. */
static void *list_of(struct manifest_reading *reading, const struct json *object, const char *field,
        size_t size, const struct json **first)
{
	const struct json *list = member(reading, object, field, JSON_ARRAY);

	*first = !list ? NULL : list->first;
	return arena_alloc_array(reading->arena, !list ? 1 : list->count + 1, size);
}

static void read_head(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	out->revision = (int)integer_of(reading, root, "revision");
	out->number = (int)integer_of(reading, root, "number");
	out->reason = string_of(reading, root, "reason");
	out->tool = string_of(reading, root, "tool");
	if (!period_parse(string_of(reading, root, "period"), &out->period))
		complain(reading, root, "period", "2020-05");
	if (!date_parse(string_of(reading, root, "date"), &out->date))
		complain(reading, root, "date", "2020-06-08");
}

static void read_exceptions(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;
	const struct json *object = member(reading, root, "exceptions", JSON_OBJECT);

	out->exception_reason = out->exception_text = "";
	if (!object)
		return;
	out->exception_reason = string_of(reading, object, "reason");
	out->exception_text = string_of(reading, object, "text");
	struct manifest_exception *list = list_of(reading, object, "codes", sizeof *list, &at);
	for (; at; at = at->next)
		list[out->exception_count++] =
		        (struct manifest_exception){ .code = string_of(reading, at, "code"),
			        .count = (size_t)integer_of(reading, at, "count") };
	out->exceptions = list;
}

static struct manifest_binary read_binary(
        struct manifest_reading *reading, const struct json *object)
{
	return (struct manifest_binary){ .file = string_of(reading, object, "file"),
		.package = string_of(reading, object, "package"),
		.version = string_of(reading, object, "version"),
		.digest = digest_in(reading, object) };
}

static void read_binaries(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *program = member(reading, root, "program", JSON_OBJECT);
	const struct json *at = NULL;

	if (program)
		out->program = read_binary(reading, program);
	struct manifest_binary *list = list_of(reading, root, "libraries", sizeof *list, &at);
	for (; at; at = at->next)
		list[out->library_count++] = read_binary(reading, at);
	out->libraries = list;
}

static void read_layouts(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;
	int *list = list_of(reading, root, "layouts", sizeof *list, &at);

	for (; at; at = at->next)
		list[out->layout_count++] = (int)whole_number(reading, at, "layouts");
	out->layouts = list;
}

static void read_fonts(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;
	struct manifest_font *list = list_of(reading, root, "fonts", sizeof *list, &at);

	for (; at; at = at->next)
		list[out->font_count++] =
		        (struct manifest_font){ .path = string_of(reading, at, "path"),
			        .name = string_of(reading, at, "name"),
			        .index = (int)integer_of(reading, at, "index"),
			        .digest = digest_in(reading, at),
			        .cut = digest_called(reading, at, "kept") };
	out->fonts = list;
}

static void read_outputs(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;
	struct manifest_output *list = list_of(reading, root, "outputs", sizeof *list, &at);

	for (; at; at = at->next) {
		list[out->output_count] =
		        (struct manifest_output){ .file = string_of(reading, at, "file"),
			        .digest = digest_in(reading, at),
			        .pages = (size_t)integer_of(reading, at, "pages"),
			        .length = (size_t)integer_of(reading, at, "bytes") };
		if (!manifest_is_inside(list[out->output_count++].file))
			complain(reading, at, "file", "bulletin.pdf");
	}
	out->outputs = list;
}

static const struct facts_change *read_changes(
        struct manifest_reading *reading, const struct json *root, const char *field, size_t *count)
{
	const struct json *at = NULL;
	struct facts_change *list = list_of(reading, root, field, sizeof *list, &at);

	for (; at; at = at->next)
		list[(*count)++] = (struct facts_change){ .kind = string_of(reading, at, "kind"),
			.subject = string_of(reading, at, "subject"),
			.text = string_of(reading, at, "text") };
	return list;
}

static const char *const *read_strings(
        struct manifest_reading *reading, const struct json *root, const char *field, size_t *count)
{
	const struct json *at = NULL;
	const char **list = list_of(reading, root, field, sizeof *list, &at);

	for (; at; at = at->next) {
		if (at->kind != JSON_STRING)
			complain(reading, at, field, "[ \"…\" ]");
		list[(*count)++] = at->string;
	}
	return list;
}

static void read_renamed(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;

	if (!json_lookup(root, "renamed"))
		return;
	struct manifest_renamed *list = list_of(reading, root, "renamed", sizeof *list, &at);
	for (; at; at = at->next)
		list[out->renamed_count++] =
		        (struct manifest_renamed){ .file = string_of(reading, at, "file"),
			        .kept = string_of(reading, at, "kept") };
	out->renamed = list;
}

static void read_lacks(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;

	if (!json_lookup(root, "unprintable"))
		return;
	struct manifest_lack *list = list_of(reading, root, "unprintable", sizeof *list, &at);
	for (; at; at = at->next)
		list[out->lack_count++] = (struct manifest_lack){ .codepoint = (uint32_t)integer_of(
			                                                  reading, at, "character"),
			.before = (uint32_t)integer_of(reading, at, "behind") };
	out->lacks = list;
}

static void read_sightings(
        struct manifest_reading *reading, const struct json *root, struct manifest *out)
{
	const struct json *at = NULL;

	if (!json_lookup(root, "sightings"))
		return;
	struct facts_sighting *list = list_of(reading, root, "sightings", sizeof *list, &at);
	for (; at; at = at->next) {
		struct facts_sighting *one = &list[out->sighting_count++];
		*one = (struct facts_sighting){ .name = string_of(reading, at, "file"),
			.digest = digest_in(reading, at) };
		if (!date_parse(string_of(reading, at, "date"), &one->day))
			complain(reading, at, "date", "2020-06-03");
	}
	out->sightings = list;
}

const struct manifest *manifest_read(
        struct arena *arena, struct diag *diag, const struct root *root, const char *file)
{
	struct manifest_reading reading = { .arena = arena, .diag = diag, .file = file };
	struct manifest *manifest = arena_alloc(arena, sizeof *manifest);
	const struct json *whole = json_read(arena, diag, root, file);

	if (whole && whole->kind == JSON_OBJECT
	        && integer_of(&reading, whole, "format") == FORMAT) {
		read_head(&reading, whole, manifest);
		read_exceptions(&reading, whole, manifest);
		read_binaries(&reading, whole, manifest);
		read_layouts(&reading, whole, manifest);
		read_fonts(&reading, whole, manifest);
		read_outputs(&reading, whole, manifest);
		manifest->changes =
		        read_changes(&reading, whole, "changes", &manifest->change_count);
		manifest->adjustments =
		        read_changes(&reading, whole, "adjustments", &manifest->adjustment_count);
		manifest->left_out =
		        read_strings(&reading, whole, "left_out", &manifest->left_out_count);
		read_renamed(&reading, whole, manifest);
		read_lacks(&reading, whole, manifest);
		read_sightings(&reading, whole, manifest);
	} else {
		reading.failed = true;
	}
	if (!reading.failed)
		return manifest;
	diag_say_plain(diag, MSG_MANIFEST_UNUSABLE, place_file(file));
	return NULL;
}
