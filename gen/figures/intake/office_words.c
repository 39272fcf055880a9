#include "figures/intake/office_words.h"

#include "base/common.h"
#include "diag/message.h"
#include "figures/intake/submission_parts.h"
#include "figures/json/json.h"
#include "figures/json/texts.h"
#include "figures/targets/lookup.h"

static const struct {
	const char *name, *word;
} slots[OFFICE_SLOTS] = {
	[OFFICE_OPENING] = { "opening", "开头" },
	[OFFICE_VERDICT] = { "verdict", "总体评价" },
	[OFFICE_REMARK] = { "remark", "点评" },
	[OFFICE_DEMANDS] = { "demands", "工作要求" },
	[OFFICE_CLOSE] = { "close", "结尾" },
};

static const struct field top_fields[] = {
	{ .name = "period", .meaning = "月份", .kinds = FIELD_STRING, .required = true },
	{ .name = "opening", .meaning = "开头", .kinds = FIELD_ARRAY },
	{ .name = "verdict", .meaning = "总体评价", .kinds = FIELD_ARRAY },
	{ .name = "tasks", .meaning = "任务", .kinds = FIELD_ARRAY },
	{ .name = "demands", .meaning = "工作要求", .kinds = FIELD_ARRAY },
	{ .name = "close", .meaning = "结尾", .kinds = FIELD_ARRAY },
};

static const struct field task_fields[] = {
	{ .name = "no", .meaning = "序号", .kinds = FIELD_FIGURE, .required = true },
	{ .name = "remark", .meaning = "任务点评", .kinds = FIELD_ARRAY, .required = true },
};

struct words_reader {
	struct fields fields;
	const struct catalogue *catalogue;
	struct office_paragraph *list;
	size_t count, capacity;
};

const char *office_words_slot(enum office_slot slot)
{
	return slots[slot].name;
}

const char *office_words_slot_word(enum office_slot slot)
{
	return slots[slot].word;
}

static void read_paragraph(struct words_reader *reader, enum office_slot slot,
        const struct task *task, struct json *item)
{
	const struct fields *fields = &reader->fields;
	const char *name = slots[slot].name;

	if (!fields_expect(fields, item, name, FIELD_STRING)
	        || !fields_check_text(fields, item, name, OFFICE_WORDS_CHARACTERS))
		return;
	if (lookup_compare_names(item->string, "") == 0) {
		FIELDS_SAY(fields, MSG_WORDS_BLANK, item, name);
		return;
	}
	reader->list = arena_grow(fields->arena, reader->list, &reader->capacity, reader->count,
	        sizeof *reader->list);
	reader->list[reader->count++] = (struct office_paragraph){ .slot = slot,
		.task = task,
		.text = item->string,
		.place = json_place(fields->arena, fields->file, item) };
}

/* The paragraphs of a slot, which is a member of the object. */
static void read_slot(struct words_reader *reader, const struct json *object, enum office_slot slot,
        const struct task *task)
{
	const struct fields *fields = &reader->fields;
	const struct json *array = fields_member(object, slots[slot].name, JSON_ARRAY);

	if (!array)
		return;
	if (array->count > OFFICE_WORDS_PARAGRAPHS)
		FIELDS_SAY(fields, MSG_WORDS_MANY, array, slots[slot].name,
		        arena_printf(fields->arena, "%zu", array->count),
		        arena_printf(fields->arena, "%d", OFFICE_WORDS_PARAGRAPHS));
	for (struct json *item = array->first; item; item = item->next)
		read_paragraph(reader, slot, task, item);
}

/* The numbers that tasks have. */
static const char *numbers_of(const struct words_reader *reader)
{
	const struct catalogue *catalogue = reader->catalogue;
	const char **numbers =
	        arena_alloc_array(reader->fields.arena, catalogue->task_count, sizeof *numbers);

	for (size_t i = 0; i < catalogue->task_count; i++)
		numbers[i] = catalogue->tasks[i]->no;
	return fields_join(reader->fields.arena, numbers, catalogue->task_count);
}

static bool is_told(const struct words_reader *reader, const struct task *task)
{
	for (size_t i = 0; i < reader->count; i++)
		if (reader->list[i].task == task)
			return true;
	return false;
}

static void read_task(struct words_reader *reader, const struct json *item)
{
	const struct fields *fields = &reader->fields;

	fields_check(fields, item, task_fields, COUNT_OF(task_fields));
	const char *number = fields_label(fields, item, "no");
	if (!number[0])
		return;
	const struct task *task = lookup_task(reader->catalogue, number);
	const struct json *at = json_lookup(item, "no");
	if (!task)
		FIELDS_SAY(fields, MSG_WORDS_TASK, at, number, numbers_of(reader));
	else if (is_told(reader, task))
		FIELDS_SAY(fields, MSG_WORDS_TASK_TWICE, at, number);
	else
		read_slot(reader, item, OFFICE_REMARK, task);
}

static void take_slots(void *data, const struct json *root)
{
	struct words_reader *reader = data;
	const struct json *tasks = fields_member(root, "tasks", JSON_ARRAY);

	for (enum office_slot slot = 0; slot < OFFICE_SLOTS; slot++) {
		if (slot != OFFICE_REMARK) {
			read_slot(reader, root, slot, NULL);
			continue;
		}
		for (const struct json *item = tasks ? tasks->first : NULL; item; item = item->next)
			if (fields_expect(&reader->fields, item, "tasks", FIELD_OBJECT))
				read_task(reader, item);
	}
}

const struct office_words *office_words_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period, const struct office_file *source)
{
	struct office_words *words = arena_alloc(arena, sizeof *words);

	*words = (struct office_words){ .file = "" };
	if (!source || source->status == FILE_MISSING)
		return words;
	struct words_reader reader = {
		.fields = { .arena = arena,
		        .diag = diag,
		        .file = source->file,
		        .messages = &submission_messages },
		.catalogue = catalogue,
	};
	*words = (struct office_words){ .file = source->file, .digest = source->digest };
	if (source->status != FILE_OK) {
		json_say_unread(arena, diag, source->file, source->status, source->error);
		return words;
	}
	if (!office_file_take(&reader.fields, source,
	            &(struct office_shape){ .fields = top_fields,
	                    .field_count = COUNT_OF(top_fields),
	                    .folder = period,
	                    .other_period = MSG_WORDS_PERIOD,
	                    .take = take_slots,
	                    .data = &reader })) {
		diag_say_plain(diag, MSG_WORDS_UNUSABLE, place_file(source->file));
		return words;
	}
	words->list = reader.list;
	words->count = reader.count;
	return words;
}
