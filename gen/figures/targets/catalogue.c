/*
 * Reading a catalogue: top level, units, groups, parameters. Rules, tasks and indicators have
 * files of their own. Every fault is said; what is wrong is left at its default so that the rest
 * can still be checked, and at the end any fault refuses the whole.
 */
#include "figures/targets/catalogue.h"

#include "base/common.h"
#include "base/text.h"
#include "diag/alike.h"
#include "figures/targets/calendar.h"
#include "figures/targets/lookup.h"
#include "figures/targets/relations.h"
#include "figures/targets/rules.h"
#include "figures/targets/succession.h"
#include "figures/targets/take.h"
#include "figures/targets/tasks.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MOST 9999

static const struct fields_messages messages = {
	.unknown = MSG_TARGETS_FIELD_UNKNOWN,
	.unknown_near = MSG_TARGETS_FIELD_UNKNOWN_NEAR,
	.missing = MSG_TARGETS_FIELD_MISSING,
	.type = MSG_TARGETS_FIELD_TYPE,
	.limit = MSG_TARGETS_FIELD_LIMIT,
	.control = MSG_TARGETS_FIELD_CONTROL,
	.range = MSG_TARGETS_FIELD_RANGE,
};

static const struct field top_fields[] = {
	{ .name = "title", .kinds = FIELD_STRING, .required = true },
	{ .name = "city", .kinds = FIELD_STRING, .required = true },
	{ .name = "year", .kinds = FIELD_NUMBER, .required = true },
	{ .name = "subject", .kinds = FIELD_STRING },
	/* As long as a masthead still takes. */
	{ .name = "issuer", .kinds = FIELD_STRING, .required = true, .limit = 60 },
	{ .name = "recipients", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "districts", .kinds = FIELD_STRING },
	{ .name = "leaders", .kinds = FIELD_STRING },
	{ .name = "copies", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "series", .kinds = FIELD_OBJECT },
	{ .name = "units", .kinds = FIELD_ARRAY, .required = true },
	{ .name = "groups", .kinds = FIELD_ARRAY },
	{ .name = "parameters", .kinds = FIELD_OBJECT },
	{ .name = "rules", .kinds = FIELD_OBJECT },
	{ .name = "categories", .kinds = FIELD_ARRAY },
	{ .name = "tasks", .kinds = FIELD_ARRAY },
	{ .name = "relations", .kinds = FIELD_ARRAY },
	{ .name = "source", .kinds = FIELD_ANY, .limit = FIELDS_TEXT },
};

static const struct field unit_fields[] = {
	{ .name = "name", .kinds = FIELD_STRING, .required = true },
	{ .name = "kind", .kinds = FIELD_STRING, .required = true },
	{ .name = "formal", .kinds = FIELD_STRING },
	{ .name = "aliases", .kinds = FIELD_ARRAY },
	{ .name = "from", .kinds = FIELD_STRING },
	{ .name = "succeeds", .kinds = FIELD_ARRAY },
};

static const struct field group_fields[] = {
	{ .name = "name", .kinds = FIELD_STRING, .required = true },
	{ .name = "aliases", .kinds = FIELD_ARRAY },
	{ .name = "members", .kinds = FIELD_ARRAY },
	{ .name = "undefined", .kinds = FIELD_BOOLEAN },
};

static const struct field series_fields[] = {
	{ .name = "name", .kinds = FIELD_STRING, .required = true },
	{ .name = "numbers", .kinds = FIELD_OBJECT },
};

static const struct field parameter_fields[] = {
	{ .name = "value", .kinds = FIELD_FIGURE | FIELD_NULL },
	{ .name = "unit", .kinds = FIELD_STRING },
	{ .name = "note", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
};

static void read_units(struct catalogue_reader *reader)
{
	const struct json *array = fields_member(reader->root, "units", JSON_ARRAY);

	if (!array)
		return;
	if (array->count == 0)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_EMPTY, array, "units");
	struct arena *arena = reader->fields.arena;
	struct unit *units = arena_alloc_array(arena, array->count, sizeof *units);
	const struct unit **list = arena_alloc_array(arena, array->count, sizeof(struct unit *));
	const struct json **items = arena_alloc_array(arena, array->count, sizeof(struct json *));
	size_t count = 0;
	for (const struct json *item = array->first; item; item = item->next) {
		if (!fields_expect(&reader->fields, item, "units", FIELD_OBJECT))
			continue;
		fields_check(&reader->fields, item, unit_fields, COUNT_OF(unit_fields));
		struct unit *unit = &units[count];
		items[count] = item;
		int kind = UNIT_BUREAU;
		take_word(reader, item, "kind", &unit_kind_word_list, &kind);
		unit->index = count;
		unit->name = fields_string(&reader->fields, item, "name");
		unit->kind = (enum unit_kind)kind;
		unit->formal = fields_string(&reader->fields, item, "formal");
		if (!unit->formal[0])
			unit->formal = unit->name;
		unit->aliases = take_strings(reader, item, "aliases", &unit->alias_count);
		list[count++] = unit;
	}
	reader->catalogue->units = list;
	reader->catalogue->unit_count = reader->catalogue->known_unit_count = count;
	succession_read(reader, units, items, count);
}

/* Who is meant by several names is a member once. */
static void add_member(const struct unit **members, struct group *group, const struct unit *unit)
{
	for (size_t i = 0; i < group->member_count; i++)
		if (members[i] == unit)
			return;
	members[group->member_count++] = unit;
}

static void read_members(
        const struct catalogue_reader *reader, const struct json *item, struct group *group)
{
	const struct json *array = fields_member(item, "members", JSON_ARRAY);

	if (!array || array->count == 0) {
		if (!group->undefined)
			FIELDS_SAY(&reader->fields, MSG_TARGETS_EMPTY, item, "members");
		return;
	}
	const struct unit **members = arena_alloc_array(reader->fields.arena,
	        array->count + reader->catalogue->known_unit_count, sizeof(struct unit *));
	for (const struct json *name = array->first; name; name = name->next) {
		const struct unit *unit = take_unit(reader, name, "members");
		for (size_t i = 0; unit && succession_meant(unit, i); i++)
			add_member(members, group, succession_meant(unit, i));
	}
	group->members = members;
}

static void read_groups(struct catalogue_reader *reader)
{
	const struct json *array = fields_member(reader->root, "groups", JSON_ARRAY);

	if (!array)
		return;
	struct arena *arena = reader->fields.arena;
	struct group *groups = arena_alloc_array(arena, array->count, sizeof *groups);
	const struct group **list = arena_alloc_array(arena, array->count, sizeof(struct group *));
	size_t count = 0;
	for (const struct json *item = array->first; item; item = item->next) {
		if (!fields_expect(&reader->fields, item, "groups", FIELD_OBJECT))
			continue;
		fields_check(&reader->fields, item, group_fields, COUNT_OF(group_fields));
		struct group *group = &groups[count];
		group->name = fields_string(&reader->fields, item, "name");
		group->aliases = take_strings(reader, item, "aliases", &group->alias_count);
		group->undefined = fields_yes(item, "undefined");
		read_members(reader, item, group);
		list[count++] = group;
	}
	reader->catalogue->groups = list;
	reader->catalogue->group_count = count;
}

/* A name or alias in the file and the entry it belongs to. */
struct owned_name {
	const struct json *json;
	const struct json *owner;
};

static int compare_owned(const void *left, const void *right)
{
	const struct owned_name *a = left;
	const struct owned_name *b = right;
	const int order = lookup_compare_names(a->json->string, b->json->string);

	if (order != 0)
		return order;
	if (a->json->line != b->json->line)
		return a->json->line < b->json->line ? -1 : 1;
	return a->json->column < b->json->column ? -1 : a->json->column > b->json->column;
}

struct owned_names {
	struct owned_name *names;
	size_t count;
	size_t capacity;
};

static void add_name(struct arena *arena, struct owned_names *list, const struct json *name,
        const struct json *owner)
{
	if (!name || name->kind != JSON_STRING)
		return;
	list->names =
	        arena_grow(arena, list->names, &list->capacity, list->count, sizeof *list->names);
	list->names[list->count++] = (struct owned_name){ .json = name, .owner = owner };
}

static void collect_names(
        const struct catalogue_reader *reader, const char *key, struct owned_names *list)
{
	struct arena *arena = reader->fields.arena;
	const struct json *array = fields_member(reader->root, key, JSON_ARRAY);
	const struct json *item = !array ? NULL : array->first;

	for (; item; item = item->next) {
		add_name(arena, list, json_lookup(item, "name"), item);
		add_name(arena, list, json_lookup(item, "formal"), item);
		const struct json *aliases = fields_member(item, "aliases", JSON_ARRAY);
		const struct json *alias = !aliases ? NULL : aliases->first;
		for (; alias; alias = alias->next)
			add_name(arena, list, alias, item);
	}
}

/* No name or alias may mean two of the units and groups. */
static void check_names(const struct catalogue_reader *reader)
{
	struct owned_names list = { 0 };

	collect_names(reader, "units", &list);
	collect_names(reader, "groups", &list);
	if (list.count == 0)
		return;
	qsort(list.names, list.count, sizeof *list.names, compare_owned);
	for (size_t i = 1; i < list.count; i++) {
		const struct owned_name *name = &list.names[i];
		const struct owned_name *before = &list.names[i - 1];
		if (name->owner != before->owner
		        && lookup_compare_names(name->json->string, before->json->string) == 0)
			FIELDS_SAY(&reader->fields, MSG_TARGETS_TWICE, name->json,
			        name->json->string,
			        arena_printf(reader->fields.arena, "%u", before->json->line));
	}
}

static void read_parameters(struct catalogue_reader *reader)
{
	const struct json *object = fields_member(reader->root, "parameters", JSON_OBJECT);

	if (!object)
		return;
	struct parameter *parameters =
	        arena_alloc_array(reader->fields.arena, object->count, sizeof *parameters);
	size_t count = 0;
	for (const struct json *item = object->first; item; item = item->next) {
		if (!fields_expect(&reader->fields, item, item->name, FIELD_OBJECT))
			continue;
		fields_check(&reader->fields, item, parameter_fields, COUNT_OF(parameter_fields));
		struct parameter *parameter = &parameters[count++];
		const struct json *value = json_lookup(item, "value");
		parameter->name = item->name;
		parameter->measure = fields_string(&reader->fields, item, "unit");
		parameter->note = fields_string(&reader->fields, item, "note");
		parameter->given = value && value->kind != JSON_NULL
		        && take_figure(reader, item, "value", &parameter->value);
	}
	reader->catalogue->parameters = parameters;
	reader->catalogue->parameter_count = count;
}

static void read_number(const struct catalogue_reader *reader, const struct json *numbers,
        const struct json *member)
{
	struct period period = { 0 };

	if (!fields_expect(&reader->fields, member, member->name, FIELD_NUMBER))
		return;
	if (!period_parse(member->name, &period) || period.year != reader->catalogue->year) {
		FIELDS_SAY(&reader->fields, MSG_TARGETS_MONTH, member, member->name,
		        arena_printf(reader->fields.arena, "%d", reader->catalogue->year));
		return;
	}
	fields_integer(&reader->fields, numbers, member->name,
	        (struct fields_range){ .least = 1, .most = NUMBER_MOST },
	        &reader->catalogue->numbers[period.month - 1]);
}

static void read_series(struct catalogue_reader *reader)
{
	for (int i = 0, number = 0; i < MONTHS; i++) {
		number += calendar_is_reported(&reader->catalogue->rules, i + 1);
		reader->catalogue->numbers[i] = number > 0 ? number : 1;
	}
	const struct json *object = fields_member(reader->root, "series", JSON_OBJECT);
	if (!object)
		return;
	fields_check(&reader->fields, object, series_fields, COUNT_OF(series_fields));
	reader->catalogue->series = fields_string(&reader->fields, object, "name");
	const struct json *numbers = fields_member(object, "numbers", JSON_OBJECT);
	const struct json *member = !numbers ? NULL : numbers->first;
	for (; member; member = member->next)
		read_number(reader, numbers, member);
}

/* What the table is of, by its title: without the word for a table at its end. */
static const char *subject_of(struct arena *arena, const char *title)
{
	static const char *const endings[] = { "责任分解表", "分解表", "责任分工表", "分工表",
		"一览表", "责任清单", "清单", "表" };
	const size_t length = strlen(title);

	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		const size_t ending = strlen(endings[i]);
		if (length > ending && text_ends_with(title, endings[i]))
			return arena_strndup(arena, title, length - ending);
	}
	return title;
}

/* 全市 of 江门市; 全部 where the name does not end in what such a place is. */
static const char *whole_of(struct arena *arena, const char *city)
{
	static const char *const kinds[] = { "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡" };

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (text_ends_with(city, kinds[i]))
			return arena_printf(arena, "全%s", kinds[i]);
	return "全部";
}

static void read_head(struct catalogue_reader *reader)
{
	const struct fields *fields = &reader->fields;
	struct catalogue *catalogue = reader->catalogue;

	fields_check(fields, reader->root, top_fields, COUNT_OF(top_fields));
	fields_integer(fields, reader->root, "year",
	        (struct fields_range){ .least = CATALOGUE_YEAR_LEAST, .most = CATALOGUE_YEAR_MOST },
	        &catalogue->year);
	catalogue->title = fields_string(fields, reader->root, "title");
	catalogue->city = fields_string(fields, reader->root, "city");
	catalogue->whole = whole_of(fields->arena, catalogue->city);
	catalogue->subject = fields_string(fields, reader->root, "subject");
	if (catalogue->subject[0] == '\0')
		catalogue->subject = subject_of(fields->arena, catalogue->title);
	catalogue->issuer = fields_string(fields, reader->root, "issuer");
	catalogue->recipients = fields_string(fields, reader->root, "recipients");
	catalogue->districts = fields_string(fields, reader->root, "districts");
	if (catalogue->districts[0] == '\0')
		catalogue->districts = "区县";
	catalogue->leaders = fields_string(fields, reader->root, "leaders");
	if (catalogue->leaders[0] == '\0')
		catalogue->leaders = "分管领导";
	catalogue->copies = fields_string(fields, reader->root, "copies");
	catalogue->series = "工作通报";
}

static void read_catalogue(struct catalogue_reader *reader)
{
	if (!fields_expect(&reader->fields, reader->root, "", FIELD_OBJECT))
		return;
	read_head(reader);
	read_units(reader);
	read_groups(reader);
	check_names(reader);
	read_parameters(reader);
	rules_read(reader);
	read_series(reader);
	tasks_read(reader);
	relations_read(reader);
}

const struct catalogue *catalogue_parse(
        struct arena *arena, struct diag *diag, const struct catalogue_source *source)
{
	const char *file = source->file;
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	struct catalogue *catalogue = arena_alloc(arena, sizeof *catalogue);
	struct catalogue_reader reader = {
		.fields = { .arena = arena, .diag = aside, .file = file, .messages = &messages },
		.catalogue = catalogue,
	};

	catalogue->file = arena_strdup(arena, file);
	catalogue->month = source->month > 0 ? source->month : MONTHS;
	diag_cap_begin(aside, FIELDS_SAID_ALL);
	/* A catalogue keeps texts of its file, but no values. */
	const struct json_arenas arenas = { .values = arena_new(), .texts = arena };
	struct json *root = json_parse_apart(&arenas, aside, file, source->bytes, source->length);
	if (root) {
		catalogue->losses = texts_settle(&reader.fields, source->ink, root);
		reader.root = root;
		read_catalogue(&reader);
	}
	arena_free(arenas.values);
	const size_t unsaid = diag_cap_end(aside).faults;
	const size_t faults = diag_count_at_least(aside, SEVERITY_FAULT) + unsaid;
	/* One slip of the hand that made the table is told once, not in each of its rows. */
	fields_begin_cap(diag);
	alike_pour(diag, aside);
	(void)fields_end_cap(arena, diag, file, MSG_TARGETS_FAULTS_UNSAID);
	if (faults == 0)
		return catalogue;
	diag_say(diag, MSG_TARGETS_UNUSABLE, place_file(file), arena_printf(arena, "%zu", faults));
	return NULL;
}

bool catalogue_uses(const struct catalogue *catalogue, const char *name)
{
	for (size_t i = 0; i < catalogue->rules.documents_off_count; i++)
		if (text_equal(catalogue->rules.documents_off[i], name))
			return false;
	return true;
}

bool catalogue_serves(const struct catalogue *catalogue, struct period period)
{
	for (size_t i = 0; i < catalogue->known_unit_count; i++)
		if (catalogue->units[i]->is_absent
		        == succession_is_there(catalogue->units[i], period.month))
			return false;
	return catalogue->year == period.year;
}

const struct catalogue *catalogue_read(struct arena *arena, struct diag *diag,
        const struct root *root, const char *file, const struct ink *ink)
{
	return catalogue_read_as_of(
	        arena, diag, root, &(struct catalogue_file){ file, ink, MONTHS });
}

const struct catalogue *catalogue_read_as_of(struct arena *arena, struct diag *diag,
        const struct root *root, const struct catalogue_file *wanted)
{
	const char *file = wanted->path;
	const struct kept_file *read = kept_read(arena, root, file);

	switch (read->status) {
	case FILE_OK:
		return catalogue_parse(arena, diag,
		        &(struct catalogue_source){ .file = file,
		                .bytes = read->bytes,
		                .length = read->length,
		                .ink = wanted->ink,
		                .month = wanted->month });
	case FILE_MISSING:
		diag_say_plain(diag, MSG_TARGETS_MISSING, place_file(file));
		return NULL;
	case FILE_FAILED:
		json_say_unread(arena, diag, file, read->status, read->error);
		return NULL;
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		json_say_unread(arena, diag, file, read->status, read->error);
		break;
	}
	diag_say(diag, MSG_TARGETS_UNUSABLE, place_file(file), "1");
	return NULL;
}
