/*
 * A submission from its bytes: head, then task by task. Every fault is said; at the end any of
 * them refuses the whole file.
 */
#include "figures/intake/submission.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/intake/keys.h"
#include "figures/intake/submission_parts.h"
#include "figures/intake/written.h"
#include "figures/json/encoding.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"

#include <string.h>

#define REVISION_MOST   999
#define SECONDS_PER_DAY 86400LL

const struct fields_messages submission_messages = {
	.unknown = MSG_FIELD_UNKNOWN,
	.unknown_near = MSG_FIELD_UNKNOWN_NEAR,
	.elsewhere = MSG_FIELD_ELSEWHERE,
	.missing = MSG_FIELD_MISSING,
	.type = MSG_FIELD_TYPE,
	.limit = MSG_FIELD_LIMIT,
	.control = MSG_FIELD_CONTROL,
	.range = MSG_FIELD_RANGE,
};

static const struct field top_fields[] = {
	{ .name = "unit", .meaning = "单位", .kinds = FIELD_STRING, .required = true },
	{ .name = "period", .meaning = "月份", .kinds = FIELD_STRING, .required = true },
	{ .name = "revision", .meaning = "第几次报送", .kinds = FIELD_NUMBER },
	{ .name = "submitted_at", .meaning = "报送时间", .kinds = FIELD_STRING, .required = true },
	{ .name = "reporter", .meaning = "填报人", .kinds = FIELD_STRING },
	{ .name = "approver", .meaning = "审核人", .kinds = FIELD_STRING },
	{ .name = "phone", .meaning = "联系电话", .kinds = FIELD_STRING },
	{ .name = "sample", .meaning = "样例", .kinds = FIELD_BOOLEAN },
	{ .name = "reason", .meaning = "更正原因", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "tasks",
	        .meaning = "任务",
	        .kinds = FIELD_ARRAY,
	        .required = true,
	        .example = "\"tasks\": [ { \"no\": 1, \"progress\": \"…\" } ]" },
	{ .name = "withdraw", .meaning = "撤回的数据", .kinds = FIELD_ARRAY },
	{ .name = "confirms", .meaning = "核实说明", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	/* What a task holds, laid beside the tasks. */
	{ .name = "values", .meaning = "数据", .elsewhere = "tasks（任务）" },
	{ .name = "progress", .meaning = "进展情况", .elsewhere = "tasks（任务）" },
	{ .name = "problems", .meaning = "存在问题", .elsewhere = "tasks（任务）" },
	{ .name = "next", .meaning = "下一步", .elsewhere = "tasks（任务）" },
	{ .name = "expected", .meaning = "预计完成", .elsewhere = "tasks（任务）" },
};

static const struct field task_fields[] = {
	{ .name = "no", .meaning = "任务序号", .kinds = FIELD_FIGURE, .required = true },
	{ .name = "values",
	        .meaning = "数据",
	        .kinds = FIELD_OBJECT,
	        .example = "\"values\": { \"1.1\": 5, \"1.2\": 8 }" },
	{ .name = "progress",
	        .meaning = "进展情况",
	        .kinds = FIELD_STRING,
	        .limit = FIELDS_TEXT,
	        .example = "\"progress\": \"…\"" },
	{ .name = "problems",
	        .meaning = "存在问题",
	        .kinds = FIELD_STRING,
	        .limit = FIELDS_TEXT,
	        .example = "\"problems\": \"…\"" },
	{ .name = "next",
	        .meaning = "下一步",
	        .kinds = FIELD_STRING,
	        .limit = FIELDS_TEXT,
	        .example = "\"next\": \"…\"" },
	{ .name = "expected", .meaning = "预计完成", .kinds = FIELD_STRING },
};

static void read_period(const struct submission_reader *reader, const struct json *root,
        struct period folder, struct submission *out)
{
	const struct fields *fields = &reader->fields;
	const struct json *text = fields_member(root, "period", JSON_STRING);
	struct period period = { 0 };

	out->period = folder;
	if (!text)
		return;
	const bool plain = period_parse(text->string, &period);
	if (!plain && !written_period(text->string, folder, &period))
		FIELDS_SAY(fields, MSG_SUBMISSION_PERIOD_FORM, text, text->string,
		        period_format(fields->arena, folder));
	else if (!plain && period_compare(period, folder) == 0)
		FIELDS_SAY(fields, MSG_VALUE_NORMALISED, text, text->name, text->string,
		        period_format(fields->arena, folder));
	else if (period_compare(period, folder) != 0)
		FIELDS_SAY(fields, MSG_SUBMISSION_PERIOD, text, text->string,
		        period_format(fields->arena, folder));
}

/* The day of an instant where the catalogue's clock stands; a bare date is that day anywhere. */
static struct date local_day(const struct catalogue *catalogue, const struct submission *submission)
{
	if (strlen(submission->submitted_at) <= strlen("2020-06-03"))
		return submission->submitted_day;
	const struct date epoch = { .year = 1970, .month = 1, .day = 1 };
	const long long seconds =
	        submission->submitted_seconds + (long long)catalogue->rules.utc_offset * 60;
	long long days = seconds / SECONDS_PER_DAY;
	days -= seconds % SECONDS_PER_DAY < 0;
	return date_add_days(epoch, (int)days);
}

/* A day as people write it; false (said) when it is none, or could be another. */
static bool read_written_time(
        const struct fields *fields, const struct json *text, struct submission *out)
{
	struct date day;
	bool certain = false;
	const bool known = written_day(text->string, out->period, &day, &certain);
	const char *plain = known ? date_format(fields->arena, day) : "2020-06-02";

	if (!known || !certain
	        || !date_parse_timestamp(plain, &out->submitted_day, &out->submitted_seconds)) {
		FIELDS_SAY(fields, MSG_SUBMISSION_TIME, text, text->string, plain);
		return false;
	}
	FIELDS_SAY(fields, MSG_VALUE_NORMALISED, text, text->name, text->string, plain);
	out->submitted_at = plain;
	return true;
}

static void read_time(
        const struct submission_reader *reader, const struct json *root, struct submission *out)
{
	const struct fields *fields = &reader->fields;
	const struct json *text = fields_member(root, "submitted_at", JSON_STRING);

	out->submitted_at = fields_string(fields, root, "submitted_at");
	if (!text)
		return;
	if (!date_parse_timestamp(text->string, &out->submitted_day, &out->submitted_seconds)
	        && !read_written_time(fields, text, out))
		return;
	out->submitted_day = local_day(reader->catalogue, out);
	const struct date first = {
		.year = out->period.year, .month = out->period.month, .day = 1
	};
	if (date_compare(out->submitted_day, first) < 0)
		FIELDS_SAY(fields, MSG_SUBMISSION_TIME_EARLY, text,
		        date_format(fields->arena, out->submitted_day),
		        period_format(fields->arena, out->period));
}

static void read_revision(
        const struct submission_reader *reader, const struct json *root, struct submission *out)
{
	const struct fields *fields = &reader->fields;

	out->revision = 1;
	out->reason = fields_string(fields, root, "reason");
	fields_integer(fields, root, "revision",
	        (struct fields_range){ .least = 1, .most = REVISION_MOST }, &out->revision);
	if (out->revision > 1 && lookup_compare_names(out->reason, "") == 0)
		FIELDS_SAY(fields, MSG_SUBMISSION_REASON, json_lookup(root, "revision"),
		        arena_printf(fields->arena, "%d", out->revision));
}

static const char *list_duties(struct arena *arena, const struct task *task)
{
	const char **names = arena_alloc_array(arena, task->duty_count, sizeof *names);

	for (size_t i = 0; i < task->duty_count; i++)
		names[i] = task->duties[i].printed;
	return fields_join(arena, names, task->duty_count);
}

/* Numbers of the tasks in which the unit has a duty; of all when there is no unit. */
static const char *list_tasks(const struct submission_reader *reader)
{
	const struct catalogue *catalogue = reader->catalogue;
	struct arena *arena = reader->fields.arena;
	const char **numbers = arena_alloc_array(arena, catalogue->task_count, sizeof *numbers);
	size_t count = 0;

	for (size_t i = 0; i < catalogue->task_count; i++) {
		const struct task *task = catalogue->tasks[i];
		if (!reader->unit || unit_has_duty(task, reader->unit))
			numbers[count++] = task->no;
	}
	return fields_join(arena, numbers, count);
}

/* A bureau may belong to a group that the table names without saying who is in it. */
static bool may_belong(const struct task *task, const struct unit *unit)
{
	for (size_t i = 0; i < task->duty_count; i++) {
		const struct group *group = task->duties[i].group;
		if (group && group->undefined && unit->kind == UNIT_BUREAU)
			return true;
	}
	return unit_has_duty(task, unit);
}

/* "第3-1项", "第３项", "三": what stands between 第 and 项, or the number in the words; or NULL. */
static const char *number_meant(struct arena *arena, const char *words)
{
	static const char start[] = "第", end[] = "项";
	const size_t length = strlen(words);
	const char *number = keys_number(arena, words);

	if (number || length <= strlen(start) + strlen(end) || !text_starts_with(words, start)
	        || !text_ends_with(words, end))
		return number;
	return arena_strndup(arena, words + strlen(start), length - strlen(start) - strlen(end));
}

/* The task that `item` reports on, or NULL when it was said why not. */
static const struct task *find_task(const struct submission_reader *reader, const struct json *item)
{
	const struct fields *fields = &reader->fields;
	const struct json *number = json_lookup(item, "no");
	const char *printed = fields_label(fields, item, "no");

	if (!number || (number->kind != JSON_NUMBER && number->kind != JSON_STRING))
		return NULL;
	const struct task *task = lookup_task(reader->catalogue, printed);
	const char *meant =
	        !task && number->kind == JSON_STRING ? number_meant(fields->arena, printed) : NULL;
	if (meant)
		task = lookup_task(reader->catalogue, meant);
	if (meant && task)
		FIELDS_SAY(fields, MSG_VALUE_NORMALISED, number, number->name, printed, meant);
	if (!task)
		FIELDS_SAY(fields, MSG_SUBMISSION_NO_TASK, number, meant ? meant : printed,
		        list_tasks(reader));
	else if (reader->unit && !may_belong(task, reader->unit))
		FIELDS_SAY(fields, MSG_SUBMISSION_NO_DUTY, number, reader->unit->name, printed,
		        list_duties(fields->arena, task));
	return task;
}

/* A text of the report and where it stands. */
static const char *read_text(const struct submission_reader *reader, const struct json *item,
        const char *key, struct place *place)
{
	const struct fields *fields = &reader->fields;
	const struct json *text = json_lookup(item, key);

	*place = !text ? place_file(fields->file) : json_place(fields->arena, fields->file, text);
	return fields_string(fields, item, key);
}

/* "10.3" and "10．3" are one: it was not given before. */
static bool is_new(const struct submission_reader *reader, const struct json *member,
        const struct value *values, const struct value *value)
{
	for (const struct value *other = values; other < value; other++) {
		if (other->indicator != value->indicator)
			continue;
		FIELDS_SAY(&reader->fields, MSG_JSON_DUPLICATE_KEY, member, value->indicator->id,
		        arena_printf(reader->fields.arena, "%u", other->place.line));
		return false;
	}
	return true;
}

static void read_values(
        const struct submission_reader *reader, const struct json *item, struct task_report *out)
{
	const struct json *object = fields_member(item, "values", JSON_OBJECT);

	if (!object || object->count == 0)
		return;
	struct value *values =
	        arena_alloc_array(reader->fields.arena, object->count, sizeof *values);
	for (const struct json *member = object->first; member; member = member->next) {
		struct value *value = &values[out->value_count];
		if (submission_read_value(reader, member, out->task, value)
		        && is_new(reader, member, values, value))
			out->value_count++;
	}
	out->values = values;
}

static bool read_report(
        const struct submission_reader *reader, const struct json *item, struct task_report *out)
{
	const struct fields *fields = &reader->fields;

	if (!fields_expect(fields, item, "tasks", FIELD_OBJECT))
		return false;
	fields_check(fields, item, task_fields, COUNT_OF(task_fields));
	*out = (struct task_report){ .task = find_task(reader, item) };
	out->place = json_place(fields->arena, fields->file, item);
	out->progress = read_text(reader, item, "progress", &out->progress_place);
	out->problems = read_text(reader, item, "problems", &out->problems_place);
	out->next = read_text(reader, item, "next", &out->next_place);
	out->expected = read_text(reader, item, "expected", &out->expected_place);
	if (!out->task)
		return false;
	read_values(reader, item, out);
	return true;
}

/* Says so when one of the `count` reports before is on the same task. */
static void check_twice(
        const struct submission_reader *reader, const struct task_report *reports, size_t count)
{
	const struct task_report *report = &reports[count];

	for (size_t i = 0; i < count; i++) {
		if (reports[i].task != report->task)
			continue;
		diag_say(reader->fields.diag, MSG_SUBMISSION_TASK_TWICE, report->place,
		        report->task->no,
		        arena_printf(reader->fields.arena, "%u", reports[i].place.line));
		return;
	}
}

static void read_tasks(
        const struct submission_reader *reader, const struct json *root, struct submission *out)
{
	const struct json *array = fields_member(root, "tasks", JSON_ARRAY);

	if (!array)
		return;
	const struct json *withdraw = fields_member(root, "withdraw", JSON_ARRAY);
	if (array->count == 0 && withdraw && withdraw->count > 0)
		return;
	if (array->count == 0) {
		FIELDS_SAY(&reader->fields, MSG_SUBMISSION_EMPTY, array, "tasks");
		return;
	}
	struct task_report *reports =
	        arena_alloc_array(reader->fields.arena, array->count, sizeof *reports);
	for (const struct json *item = array->first; item; item = item->next) {
		if (!read_report(reader, item, &reports[out->task_count]))
			continue;
		check_twice(reader, reports, out->task_count);
		out->task_count++;
	}
	out->tasks = reports;
	submission_sort(reader->fields.arena, out);
}

static void read_submission(struct submission_reader *reader, const struct json *root,
        struct period period, struct submission *out)
{
	const struct fields *fields = &reader->fields;

	if (root->kind != JSON_OBJECT) {
		FIELDS_SAY(fields, MSG_SUBMISSION_ROOT, root,
		        json_describe(fields->arena, root, DIAG_ENGLISH),
		        json_describe(fields->arena, root, DIAG_CHINESE));
		return;
	}
	fields_check(fields, root, top_fields, COUNT_OF(top_fields));
	reader->unit = submission_unit_of(fields, reader->catalogue, root, period);
	out->unit = reader->unit;
	out->place = json_place(fields->arena, fields->file, root);
	out->reporter = fields_string(fields, root, "reporter");
	out->approver = fields_string(fields, root, "approver");
	out->phone = fields_string(fields, root, "phone");
	out->confirms = fields_string(fields, root, "confirms");
	out->sample = fields_yes(root, "sample");
	read_period(reader, root, period, out);
	read_revision(reader, root, out);
	reader->revision = out->revision;
	read_time(reader, root, out);
	read_tasks(reader, root, out);
	submission_read_withdrawals(reader, root, out);
}

static struct place keep_place(struct arena *arena, const char *file, struct place place)
{
	place.file = file;
	place.pointer = arena_strdup(arena, place.pointer);
	return place;
}

static struct losses keep_losses(struct arena *arena, const char *file, const struct losses *losses)
{
	struct loss *list = arena_alloc_array(arena, losses->count, sizeof *list);

	for (size_t i = 0; i < losses->count; i++) {
		list[i] = losses->list[i];
		list[i].json = NULL;
		list[i].field = arena_strdup(arena, list[i].field);
		list[i].task = arena_strdup(arena, list[i].task);
		list[i].codes = arena_strdup(arena, list[i].codes);
		list[i].english = arena_strdup(arena, list[i].english);
		list[i].chinese = arena_strdup(arena, list[i].chinese);
		list[i].place = keep_place(arena, file, list[i].place);
	}
	return (struct losses){ .list = list, .count = losses->count };
}

static void keep_values(struct arena *arena, const char *file, struct task_report *report)
{
	struct value *values = arena_alloc_array(arena, report->value_count, sizeof *values);

	for (size_t i = 0; i < report->value_count; i++) {
		values[i] = report->values[i];
		values[i].words = arena_strdup(arena, values[i].words);
		values[i].corrects = arena_strdup(arena, values[i].corrects);
		values[i].confirms = arena_strdup(arena, values[i].confirms);
		values[i].place = keep_place(arena, file, values[i].place);
	}
	report->values = values;
}

static void keep_withdrawals(struct arena *arena, struct submission *kept)
{
	struct withdrawal *list = arena_alloc_array(arena, kept->withdrawal_count, sizeof *list);

	for (size_t i = 0; i < kept->withdrawal_count; i++) {
		list[i] = kept->withdrawals[i];
		list[i].place = keep_place(arena, kept->file, list[i].place);
	}
	kept->withdrawals = list;
}

static void keep_report(struct arena *arena, const char *file, struct task_report *report)
{
	const char **const texts[] = { &report->progress, &report->problems, &report->next,
		&report->expected };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = arena_strdup(arena, *texts[i]);
	report->progress_place = keep_place(arena, file, report->progress_place);
	report->problems_place = keep_place(arena, file, report->problems_place);
	report->next_place = keep_place(arena, file, report->next_place);
	report->expected_place = keep_place(arena, file, report->expected_place);
	report->place = keep_place(arena, file, report->place);
	keep_values(arena, file, report);
}

/* A copy that stands by itself: the JSON it was read from can go. */
static const struct submission *keep(struct arena *arena, const struct submission *read)
{
	struct submission *kept = arena_alloc(arena, sizeof *kept);
	const char **const texts[] = { &kept->file, &kept->submitted_at, &kept->reporter,
		&kept->approver, &kept->phone, &kept->reason, &kept->confirms };

	*kept = *read;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = arena_strdup(arena, *texts[i]);
	kept->place = keep_place(arena, kept->file, read->place);
	kept->losses = keep_losses(arena, kept->file, &read->losses);
	keep_withdrawals(arena, kept);
	struct task_report *tasks = arena_alloc_array(arena, read->task_count, sizeof *tasks);
	for (size_t i = 0; i < read->task_count; i++) {
		tasks[i] = read->tasks[i];
		keep_report(arena, kept->file, &tasks[i]);
	}
	kept->tasks = tasks;
	submission_sort(arena, kept);
	return kept;
}

/* A report in brackets of its own, as programs write lists, is still read for its faults. */
static struct json *unwrapped(struct json *root)
{
	const bool wrapped = root && root->kind == JSON_ARRAY && root->count == 1
	        && root->first->kind == JSON_OBJECT;

	return wrapped ? root->first : root;
}

/* False when anything was said that refuses the file; `arena` need not outlive the call. */
static bool read_source(struct submission_reader *reader, const struct submission_source *source,
        struct period period, struct submission *out)
{
	struct arena *arena = reader->fields.arena;
	struct diag *diag = reader->fields.diag;
	const size_t before = diag_count_at_least(diag, SEVERITY_FAULT);

	out->file = source->file;
	fields_begin_cap(diag);
	struct json *whole =
	        json_parse_mended(arena, diag, source->file, source->bytes, source->length);
	struct json *root = unwrapped(whole);
	if (root != whole)
		diag_say_plain(
		        diag, MSG_SUBMISSION_WRAPPED, json_place(arena, source->file, whole));
	if (root) {
		out->losses = texts_settle(&reader->fields, source->ink, root);
		keys_settle(&reader->fields, root);
		texts_name_losses(&out->losses);
		read_submission(reader, root, period, out);
	}
	fields_end_cap(arena, diag, source->file, MSG_FAULTS_UNSAID);
	return diag_count_at_least(diag, SEVERITY_FAULT) == before;
}

const struct submission *submission_parse(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period,
        const struct submission_source *source)
{
	/* A file can be made to need a hundred times what is kept of it. */
	struct arena *passing = arena_new();
	struct submission read = { .file = "" };
	struct submission_reader reader = {
		.fields = { .arena = passing,
		        .diag = diag,
		        .file = source->file,
		        .messages = &submission_messages },
		.catalogue = catalogue,
	};
	const bool fine = read_source(&reader, source, period, &read);
	const struct submission *kept = fine ? keep(arena, &read) : NULL;

	arena_free(passing);
	return kept;
}

/* What stands in quotes behind the first "unit": in text whose grammar may be broken. */
static const char *guess_unit(struct arena *arena, const struct encoding_text *text)
{
	const char *at = strstr(text->bytes, "\"unit\"");

	if (!at)
		return "";
	at += strlen("\"unit\"");
	at += strspn(at, " \t\r\n:");
	if (*at != '"')
		return "";
	at++;
	return arena_strndup(arena, at, strcspn(at, "\"\\\n"));
}

const struct unit *submission_unit(
        const struct catalogue *catalogue, const struct submission_source *source)
{
	struct arena *arena = arena_new();
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	const struct encoding_text bytes = { .bytes = source->bytes, .length = source->length };
	struct encoding_text text = { .bytes = "" };
	struct letters_report done = { .counts = { 0 } };
	const char *name = "";

	if (encoding_decode(arena, mute, source->file, &bytes, &text))
		name = guess_unit(arena, &text);
	const struct json *root = unwrapped(
	        json_parse_mended(arena, mute, source->file, source->bytes, source->length));
	if (root)
		name = fields_string(&(struct fields){ .arena = arena }, root, "unit");
	name = letters_read(arena, source->ink, name, &done);
	const struct unit *unit = *name == '\0' ? NULL : lookup_unit(catalogue, name);
	if (!unit && *name)
		unit = lookup_unit_in_full(arena, catalogue, name);
	diag_free(mute);
	arena_free(arena);
	return unit;
}
