/* Categories, tasks and duties of a catalogue, and what needs all indicators at once. */
#include "figures/targets/tasks.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/targets/duties.h"
#include "figures/targets/indicators.h"
#include "figures/targets/lookup.h"
#include "figures/targets/succession.h"

#include <stdlib.h>
#include <string.h>

static const struct field category_fields[] = {
	{ .name = "name", .kinds = FIELD_STRING },
	{ .name = "tasks", .kinds = FIELD_ARRAY, .required = true },
};

static const struct field task_fields[] = {
	{ .name = "no", .kinds = FIELD_FIGURE },
	{ .name = "label", .kinds = FIELD_STRING },
	{ .name = "short", .kinds = FIELD_STRING },
	{ .name = "text", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "leader", .kinds = FIELD_STRING },
	{ .name = "lead", .kinds = FIELD_STRING | FIELD_NULL },
	{ .name = "duties", .kinds = FIELD_ARRAY },
	{ .name = "deadline", .kinds = FIELD_STRING },
	{ .name = "deadline_printed", .kinds = FIELD_STRING },
	{ .name = "mark", .kinds = FIELD_STRING },
	{ .name = "remark", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "note", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "indicators", .kinds = FIELD_ARRAY },
	{ .name = "parts", .kinds = FIELD_ARRAY },
};

static const struct field part_fields[] = {
	{ .name = "no", .kinds = FIELD_FIGURE },
	{ .name = "label", .kinds = FIELD_STRING },
	{ .name = "short", .kinds = FIELD_STRING },
	{ .name = "text", .kinds = FIELD_STRING, .required = true, .limit = FIELDS_TEXT },
	{ .name = "leader", .kinds = FIELD_STRING },
	{ .name = "lead", .kinds = FIELD_STRING | FIELD_NULL },
	{ .name = "duties", .kinds = FIELD_ARRAY },
	{ .name = "deadline", .kinds = FIELD_STRING },
	{ .name = "deadline_printed", .kinds = FIELD_STRING },
	{ .name = "mark", .kinds = FIELD_STRING },
	{ .name = "remark", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "note", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "indicators", .kinds = FIELD_ARRAY },
};

static const struct field duty_fields[] = {
	{ .name = "unit", .kinds = FIELD_STRING },
	{ .name = "group", .kinds = FIELD_STRING },
	{ .name = "printed", .kinds = FIELD_STRING },
	{ .name = "person", .kinds = FIELD_STRING },
	{ .name = "helps", .kinds = FIELD_BOOLEAN },
};

/* A row of the table: the task's object, and that of its part, or NULL. */
struct task_row {
	const struct json *task;
	const struct json *part;
	const char *number; /* what its task is called */
	int place;          /* among the parts, from 1; 0: it is no part */
};

/* Where the row says something: a part says what differs from its task. */
static const struct json *holder_of(const struct task_row *row, const char *key)
{
	return row->part && json_lookup(row->part, key) ? row->part : row->task;
}

static const char *given_or(const char *given, const char *otherwise)
{
	return *given == '\0' ? otherwise : given;
}

static bool read_duty(
        const struct catalogue_reader *reader, const struct json *item, struct duty *duty)
{
	const struct json *unit = fields_member(item, "unit", JSON_STRING);
	const struct json *group = fields_member(item, "group", JSON_STRING);

	fields_check(&reader->fields, item, duty_fields, COUNT_OF(duty_fields));
	if ((!unit) == (!group)) {
		FIELDS_SAY(&reader->fields, MSG_TARGETS_DUTY, item, "unit", "group");
		return false;
	}
	const char *name = "";
	if (unit) {
		duty->unit = take_unit(reader, unit, "unit");
		name = !duty->unit ? "" : duty->unit->name;
	} else {
		duty->group = take_group(reader, group, "group");
		name = !duty->group ? "" : duty->group->name;
	}
	duty->printed = given_or(fields_string(&reader->fields, item, "printed"), name);
	duty->person = fields_string(&reader->fields, item, "person");
	duty->helps = fields_yes(item, "helps");
	return duty->unit || duty->group;
}

/* The duties of a task as they are read, and how the file names whose each is. */
struct duty_list {
	struct duty *duties;
	const struct unit **named; /* NULL: a group */
	size_t count;
};

static struct duty *find_duty(const struct duty_list *list, const struct unit *unit)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->duties[i].unit == unit)
			return &list->duties[i];
	return NULL;
}

/*
 * The name of a unit that is absent means who answers for it, each once and under its own name; of
 * one that is named itself too, what is said there holds.
 */
static void spread_duty(struct duty_list *list, const struct duty *duty)
{
	const struct unit *named = duty->unit;

	for (size_t place = 0; succession_meant(named, place); place++) {
		const struct unit *unit = succession_meant(named, place);
		struct duty *known = find_duty(list, unit);
		struct duty *out = known ? known : &list->duties[list->count];
		if (known && unit != named)
			continue;
		*out = *duty;
		out->unit = unit;
		if (unit != named) {
			out->printed = unit->name;
			out->person = named->stand_in_count > 1 ? "" : duty->person;
		}
		list->named[out - list->duties] = named;
		list->count += !known;
	}
}

static bool is_twice(const struct duty_list *list, const struct duty *duty)
{
	for (size_t i = 0; i < list->count; i++)
		if (duty->unit ? list->named[i] == duty->unit
		               : list->duties[i].group == duty->group)
			return true;
	return false;
}

static void add_duty(struct duty_list *list, const struct duty *duty)
{
	if (duty->unit)
		spread_duty(list, duty);
	else
		list->duties[list->count++] = *duty;
}

static void read_duties(
        const struct catalogue_reader *reader, const struct json *object, struct task *task)
{
	const struct json *array = fields_member(object, "duties", JSON_ARRAY);
	struct arena *arena = reader->fields.arena;

	if (!array)
		return;
	const size_t most = array->count + reader->catalogue->known_unit_count;
	struct arena *scratch = arena_new();
	struct duty_list list = {
		.duties = arena_alloc_array(scratch, most, sizeof *list.duties),
		.named = arena_alloc_array(scratch, most, sizeof(const struct unit *)),
	};
	for (const struct json *item = array->first; item; item = item->next) {
		struct duty duty = { .unit = NULL };
		if (!fields_expect(&reader->fields, item, "duties", FIELD_OBJECT)
		        || !read_duty(reader, item, &duty))
			continue;
		if (is_twice(&list, &duty))
			FIELDS_SAY(&reader->fields, MSG_TARGETS_TWICE, item, duty.printed,
			        arena_printf(arena, "%u", array->line));
		else
			add_duty(&list, &duty);
	}
	struct duty *duties = arena_alloc_array(arena, list.count, sizeof *duties);
	if (list.count > 0)
		memcpy(duties, list.duties, list.count * sizeof *duties);
	arena_free(scratch);
	task->duties = duties;
	task->duty_count = list.count;
}

static void read_lead(
        const struct catalogue_reader *reader, const struct json *object, struct task *task)
{
	const struct json *lead = fields_member(object, "lead", JSON_STRING);

	task->lead = !lead ? NULL : succession_take(reader, lead, "lead");
	if (task->lead && !unit_has_duty(task, task->lead))
		FIELDS_SAY(&reader->fields, MSG_TARGETS_LEAD, lead, task->lead->name, task->no);
}

static int compare_indicators(const void *left, const void *right)
{
	const struct indicator *a = *(const struct indicator *const *)left;
	const struct indicator *b = *(const struct indicator *const *)right;

	return lookup_compare_ids(a->id, b->id);
}

static void read_indicators(
        struct catalogue_reader *reader, const struct json *object, struct task *task)
{
	const struct json *array = fields_member(object, "indicators", JSON_ARRAY);

	if (!array || array->count == 0)
		return;
	struct arena *arena = reader->fields.arena;
	struct indicator **list =
	        arena_alloc_array(arena, array->count, sizeof(struct indicator *));
	size_t count = 0;
	for (const struct json *item = array->first; item; item = item->next) {
		if (!fields_expect(&reader->fields, item, "indicators", FIELD_OBJECT))
			continue;
		struct indicator *indicator = arena_alloc(arena, sizeof *indicator);
		indicators_read(reader, item, task, indicator);
		list[count++] = indicator;
	}
	qsort(list, count, sizeof(struct indicator *), compare_indicators);
	for (size_t i = 0; i < count; i++)
		list[i]->index = reader->catalogue->indicator_count++;
	task->indicators = (const struct indicator *const *)list;
	task->indicator_count = count;
}

static void read_deadline(
        const struct catalogue_reader *reader, const struct json *object, struct task *task)
{
	const int year = reader->catalogue->year;

	task->deadline = (struct date){ .year = year, .month = 12, .day = 31 };
	take_deadline(reader, object, &task->deadline);
}

/* What sentences call it: its own number, else its task's and its place among the parts. */
static const char *no_of(
        struct arena *arena, const struct fields *fields, const struct task_row *row)
{
	const char *own = row->part ? fields_label(fields, row->part, "no") : "";

	if (*own || !row->part)
		return given_or(own, row->number);
	return arena_printf(arena, "%s-%d", row->number, row->place);
}

static void read_task(struct catalogue_reader *reader, const struct task_row *row,
        const struct category *category, struct task *task)
{
	const struct fields *fields = &reader->fields;
	const struct json *own = row->part ? row->part : row->task;

	task->category = category;
	task->place = json_place(fields->arena, fields->file, own);
	task->no = no_of(fields->arena, fields, row);
	task->printed_no = fields_label(fields, row->task, "no");
	task->part = row->place;
	task->text = fields_string(fields, own, "text");
	if (!row->part && !json_lookup(own, "text"))
		FIELDS_SAY(fields, MSG_TARGETS_FIELD_MISSING, own, "text");
	task->brief = fields_string(fields, own, "short");
	task->label =
	        given_or(fields_string(fields, holder_of(row, "label"), "label"), category->name);
	task->leader = fields_string(fields, holder_of(row, "leader"), "leader");
	task->deadline_printed =
	        fields_string(fields, holder_of(row, "deadline_printed"), "deadline_printed");
	task->mark = fields_string(fields, holder_of(row, "mark"), "mark");
	task->remark = fields_string(fields, holder_of(row, "remark"), "remark");
	task->note = fields_string(fields, holder_of(row, "note"), "note");
	read_deadline(reader, holder_of(row, "deadline"), task);
	read_duties(reader, holder_of(row, "duties"), task);
	read_lead(reader, holder_of(row, "lead"), task);
	read_indicators(reader, own, task);
}

static void add_row(struct catalogue_reader *reader, const struct task_row *row,
        struct category *category, const struct task **rows)
{
	struct task *task = arena_alloc(reader->fields.arena, sizeof *task);

	task->index = reader->catalogue->task_count++;
	read_task(reader, row, category, task);
	rows[category->task_count++] = task;
}

/* What each part says for itself would stand nowhere. */
static void check_parts(const struct fields *fields, const struct json *item)
{
	static const char *const of_a_row[] = { "text", "short", "indicators" };

	for (size_t i = 0; i < COUNT_OF(of_a_row); i++) {
		const struct json *member = json_lookup(item, of_a_row[i]);
		if (member)
			FIELDS_SAY(fields, MSG_TARGETS_BOTH, member, of_a_row[i], "parts");
	}
}

/* The rows of a task: itself, or its parts. */
static void add_rows(struct catalogue_reader *reader, const struct json *item,
        struct category *category, const struct task **rows)
{
	const struct fields *fields = &reader->fields;
	const struct json *parts = fields_member(item, "parts", JSON_ARRAY);
	const char *no = fields_label(fields, item, "no");
	struct task_row row = { .task = item };

	fields_check(fields, item, task_fields, COUNT_OF(task_fields));
	reader->catalogue->number_count++;
	row.number = *no ? no : arena_printf(fields->arena, "%zu", reader->catalogue->number_count);
	if (!parts)
		add_row(reader, &row, category, rows);
	else
		check_parts(fields, item);
	if (parts && !parts->first)
		FIELDS_SAY(fields, MSG_TARGETS_EMPTY, parts, "parts");
	for (row.part = parts ? parts->first : NULL; row.part; row.part = row.part->next) {
		row.place++;
		if (!fields_expect(fields, row.part, "parts", FIELD_OBJECT))
			continue;
		fields_check(fields, row.part, part_fields, COUNT_OF(part_fields));
		add_row(reader, &row, category, rows);
	}
}

/* How many rows the tasks of an array make, at most. */
static size_t count_rows(const struct json *array)
{
	size_t count = 0;

	for (const struct json *item = array->first; item; item = item->next) {
		const struct json *parts = fields_member(item, "parts", JSON_ARRAY);
		count += parts ? parts->count : 1;
	}
	return count;
}

/* Tasks are numbered for the whole catalogue, in the order of the file. */
static void read_tasks(
        struct catalogue_reader *reader, const struct json *array, struct category *category)
{
	struct arena *arena = reader->fields.arena;

	if (!array)
		return;
	if (array->count == 0)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_EMPTY, array, "tasks");
	const struct task **rows =
	        arena_alloc_array(arena, count_rows(array), sizeof(struct task *));
	for (const struct json *item = array->first; item; item = item->next)
		if (fields_expect(&reader->fields, item, "tasks", FIELD_OBJECT))
			add_rows(reader, item, category, rows);
	category->tasks = rows;
}

static void read_category(
        struct catalogue_reader *reader, const struct json *item, struct category *category)
{
	fields_check(&reader->fields, item, category_fields, COUNT_OF(category_fields));
	category->name = fields_string(&reader->fields, item, "name");
	read_tasks(reader, fields_member(item, "tasks", JSON_ARRAY), category);
}

/* A table without categories: all its tasks are in one without a name. */
static void read_uncategorised(struct catalogue_reader *reader)
{
	struct arena *arena = reader->fields.arena;
	struct category *category = arena_alloc(arena, sizeof *category);
	const struct category **list = arena_alloc_array(arena, 1, sizeof(struct category *));

	category->name = "";
	list[0] = category;
	read_tasks(reader, fields_member(reader->root, "tasks", JSON_ARRAY), category);
	reader->catalogue->categories = list;
	reader->catalogue->category_count = 1;
}

static void read_categories(struct catalogue_reader *reader)
{
	const struct json *array = fields_member(reader->root, "categories", JSON_ARRAY);
	const struct json *tasks = json_lookup(reader->root, "tasks");

	if (!json_lookup(reader->root, "categories") && !tasks)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_FIELD_MISSING, reader->root, "categories");
	if (tasks)
		read_uncategorised(reader);
	if (array && tasks)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_BOTH, tasks, "categories", "tasks");
	if (!array || tasks)
		return;
	if (array->count == 0)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_EMPTY, array, "categories");
	struct arena *arena = reader->fields.arena;
	struct category *categories = arena_alloc_array(arena, array->count, sizeof *categories);
	const struct category **list =
	        arena_alloc_array(arena, array->count, sizeof(struct category *));
	size_t count = 0;
	for (const struct json *item = array->first; item; item = item->next) {
		if (!fields_expect(&reader->fields, item, "categories", FIELD_OBJECT))
			continue;
		categories[count].index = count;
		read_category(reader, item, &categories[count]);
		list[count] = &categories[count];
		count++;
	}
	reader->catalogue->categories = list;
	reader->catalogue->category_count = count;
}

/* Lists all tasks and all indicators in order. */
static void collect(struct catalogue_reader *reader)
{
	struct catalogue *catalogue = reader->catalogue;
	struct arena *arena = reader->fields.arena;
	const struct task **tasks =
	        arena_alloc_array(arena, catalogue->task_count, sizeof(struct task *));
	const struct indicator **indicators =
	        arena_alloc_array(arena, catalogue->indicator_count, sizeof(struct indicator *));

	for (size_t i = 0; i < catalogue->category_count; i++) {
		const struct category *category = catalogue->categories[i];
		for (size_t j = 0; j < category->task_count; j++) {
			const struct task *task = category->tasks[j];
			tasks[task->index] = task;
			for (size_t k = 0; k < task->indicator_count; k++)
				indicators[task->indicators[k]->index] = task->indicators[k];
		}
	}
	catalogue->tasks = tasks;
	catalogue->indicators = indicators;
}

static int compare_places(struct place a, struct place b)
{
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return a.column < b.column ? -1 : a.column > b.column;
}

static int compare_tasks(const void *left, const void *right)
{
	const struct task *a = *(const struct task *const *)left;
	const struct task *b = *(const struct task *const *)right;
	const int order = lookup_compare_names(a->no, b->no);

	return order != 0 ? order : compare_places(a->place, b->place);
}

static int compare_all_indicators(const void *left, const void *right)
{
	const struct indicator *a = *(const struct indicator *const *)left;
	const struct indicator *b = *(const struct indicator *const *)right;
	const int order = lookup_compare_ids(a->id, b->id);

	return order != 0 ? order : compare_places(a->place, b->place);
}

static void say_twice(const struct catalogue_reader *reader, struct place place, const char *name,
        unsigned first_line)
{
	diag_say(reader->fields.diag, MSG_TARGETS_TWICE, place, name,
	        arena_printf(reader->fields.arena, "%u", first_line));
}

/* Puts them in the order of their numbers, in which they are looked up, and finds two of one
 * number. */
static void sort_numbers(const struct catalogue_reader *reader)
{
	const size_t count = reader->catalogue->task_count;
	struct arena *arena = reader->fields.arena;
	const struct task **sorted = arena_alloc_array(arena, count, sizeof(struct task *));

	for (size_t i = 0; i < count; i++)
		sorted[i] = reader->catalogue->tasks[i];
	if (count > 0)
		qsort(sorted, count, sizeof(struct task *), compare_tasks);
	reader->catalogue->tasks_by_no = sorted;
	for (size_t i = 1; i < count; i++) {
		if (lookup_compare_names(sorted[i]->no, sorted[i - 1]->no) == 0)
			say_twice(
			        reader, sorted[i]->place, sorted[i]->no, sorted[i - 1]->place.line);
	}
}

/* Puts them in the order of their ids, in which they are looked up, and finds those of one id. */
static void sort_ids(const struct catalogue_reader *reader)
{
	const size_t count = reader->catalogue->indicator_count;
	const struct indicator **sorted =
	        arena_alloc_array(reader->fields.arena, count, sizeof(struct indicator *));

	for (size_t i = 0; i < count; i++)
		sorted[i] = reader->catalogue->indicators[i];
	if (count > 0)
		qsort(sorted, count, sizeof(struct indicator *), compare_all_indicators);
	reader->catalogue->indicators_by_id = sorted;
	for (size_t i = 1; i < count; i++) {
		if (*sorted[i]->id != '\0'
		        && lookup_compare_ids(sorted[i]->id, sorted[i - 1]->id) == 0)
			say_twice(
			        reader, sorted[i]->place, sorted[i]->id, sorted[i - 1]->place.line);
	}
}

static void check_references(const struct catalogue_reader *reader)
{
	const struct catalogue *catalogue = reader->catalogue;
	const char **ids =
	        arena_alloc_array(reader->fields.arena, catalogue->indicator_count, sizeof *ids);

	for (size_t i = 0; i < catalogue->indicator_count; i++)
		ids[i] = catalogue->indicators[i]->id;
	const struct word_list words = { .words = ids, .count = catalogue->indicator_count };
	for (size_t i = 0; i < reader->reference_count; i++) {
		const struct take_reference *reference = &reader->references[i];
		if (!lookup_indicator(catalogue, reference->json->string))
			take_say_unknown(reader, reference->json, reference->field, &words);
	}
}

void tasks_read(struct catalogue_reader *reader)
{
	read_categories(reader);
	collect(reader);
	if (reader->catalogue->task_count > 0)
		sort_numbers(reader);
	sort_ids(reader);
	check_references(reader);
}
