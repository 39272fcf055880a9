#include "figures/intake/answers.h"

#include "base/common.h"
#include "base/json_out.h"
#include "base/text.h"
#include "diag/message.h"
#include "figures/intake/submission_parts.h"
#include "figures/json/json.h"
#include "figures/json/texts.h"
#include "figures/targets/lookup.h"

#define REVISION_MOST 999

static const struct field top_fields[] = {
	{ .name = "period", .meaning = "月份", .kinds = FIELD_STRING, .required = true },
	{ .name = "answers", .meaning = "核实结果", .kinds = FIELD_ARRAY },
	{ .name = "received", .meaning = "实际收到日期", .kinds = FIELD_ARRAY },
};

static const struct field answer_fields[] = {
	{ .name = "code", .meaning = "问题代码", .kinds = FIELD_STRING, .required = true },
	{ .name = "unit", .meaning = "单位", .kinds = FIELD_STRING },
	{ .name = "indicator", .meaning = "指标编号", .kinds = FIELD_STRING },
	{ .name = "figure", .meaning = "所核实的数", .kinds = FIELD_STRING },
	{ .name = "reason",
	        .meaning = "核实结果",
	        .kinds = FIELD_STRING,
	        .required = true,
	        .limit = FIELDS_TEXT },
	{ .name = "date", .meaning = "记录日期", .kinds = FIELD_STRING },
};

static const struct field day_fields[] = {
	{ .name = "unit", .meaning = "单位", .kinds = FIELD_STRING, .required = true },
	{ .name = "revision", .meaning = "第几次报送", .kinds = FIELD_NUMBER },
	{ .name = "date", .meaning = "收到日期", .kinds = FIELD_STRING, .required = true },
	{ .name = "reason",
	        .meaning = "依据",
	        .kinds = FIELD_STRING,
	        .required = true,
	        .limit = FIELDS_TEXT },
};

struct answers_reader {
	struct fields fields;
	const struct catalogue *catalogue;
};

/* A member that is nobody's but the office's own; any other that is unknown is a fault. */
static bool has_other(const struct json *object)
{
	for (const struct json *member = object->first; member; member = member->next)
		if (fields_is_free(member))
			return true;
	return false;
}

/* A text that must not be blank. */
static const char *read_reason(const struct answers_reader *reader, const struct json *item)
{
	const char *reason = fields_string(&reader->fields, item, "reason");
	const struct json *text = fields_member(item, "reason", JSON_STRING);

	if (text && lookup_compare_names(reason, "") == 0)
		FIELDS_SAY(&reader->fields, MSG_ANSWER_REASON, text, "reason");
	return reason;
}

static void read_code(
        const struct answers_reader *reader, const struct json *item, struct acknowledgement *out)
{
	const struct json *code = fields_member(item, "code", JSON_STRING);

	if (!code)
		return;
	if (!message_find(code->string, &out->code)
	        || message_lookup(out->code)->severity != SEVERITY_DOUBT)
		FIELDS_SAY(&reader->fields, MSG_ANSWER_CODE, code, code->string);
}

static void read_answer(
        const struct answers_reader *reader, const struct json *item, struct acknowledgement *out)
{
	const struct fields *fields = &reader->fields;
	const struct json *id = fields_member(item, "indicator", JSON_STRING);
	const struct json *day = fields_member(item, "date", JSON_STRING);
	struct date date;

	fields_check(fields, item, answer_fields, COUNT_OF(answer_fields));
	*out = (struct acknowledgement){ .figure = fields_string(fields, item, "figure"),
		.reason = read_reason(reader, item),
		.date = fields_string(fields, item, "date"),
		.unit = submission_read_unit(fields, reader->catalogue, item),
		.place = json_place(fields->arena, fields->file, item) };
	read_code(reader, item, out);
	if (id && !(out->indicator = lookup_indicator(reader->catalogue, id->string)))
		FIELDS_SAY(fields, MSG_ANSWER_INDICATOR, id, id->string);
	if (day && !date_parse(day->string, &date))
		FIELDS_SAY(fields, MSG_ANSWER_DATE, day, day->string);
}

static void read_day(
        const struct answers_reader *reader, const struct json *item, struct recorded_day *out)
{
	const struct fields *fields = &reader->fields;
	const struct json *day = fields_member(item, "date", JSON_STRING);

	fields_check(fields, item, day_fields, COUNT_OF(day_fields));
	*out = (struct recorded_day){ .revision = 1,
		.unit = submission_read_unit(fields, reader->catalogue, item),
		.reason = read_reason(reader, item),
		.place = json_place(fields->arena, fields->file, item) };
	fields_integer(fields, item, "revision",
	        (struct fields_range){ .least = 1, .most = REVISION_MOST }, &out->revision);
	if (day && !date_parse(day->string, &out->day))
		FIELDS_SAY(fields, MSG_ANSWER_DATE, day, day->string);
}

static void read_lists(
        const struct answers_reader *reader, const struct json *root, struct answers *out)
{
	const struct fields *fields = &reader->fields;
	const struct json *answers = fields_member(root, "answers", JSON_ARRAY);
	const struct json *days = fields_member(root, "received", JSON_ARRAY);
	struct acknowledgement *list =
	        arena_alloc_array(fields->arena, answers ? answers->count : 0, sizeof *list);
	struct recorded_day *recorded =
	        arena_alloc_array(fields->arena, days ? days->count : 0, sizeof *recorded);

	for (const struct json *item = answers ? answers->first : NULL; item; item = item->next) {
		if (!fields_expect(fields, item, "answers", FIELD_OBJECT))
			continue;
		read_answer(reader, item, &list[out->count++]);
		out->has_other |= has_other(item);
	}
	for (const struct json *item = days ? days->first : NULL; item; item = item->next) {
		if (!fields_expect(fields, item, "received", FIELD_OBJECT))
			continue;
		read_day(reader, item, &recorded[out->day_count++]);
		out->has_other |= has_other(item);
	}
	out->list = list;
	out->days = recorded;
}

/* What is taken from the root of the file. */
struct answers_taking {
	const struct answers_reader *reader;
	struct answers *out;
};

static void take_answers(void *data, const struct json *root)
{
	const struct answers_taking *taking = data;

	taking->out->has_other = has_other(root);
	read_lists(taking->reader, root, taking->out);
}

const struct answers *answers_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period, const struct office_file *source)
{
	struct answers *answers = arena_alloc(arena, sizeof *answers);

	*answers = (struct answers){ .file = "" };
	if (!source)
		return answers;
	const struct answers_reader reader = {
		.fields = { .arena = arena,
		        .diag = diag,
		        .file = source->file,
		        .messages = &submission_messages },
		.catalogue = catalogue,
	};
	*answers = (struct answers){ .file = source->file, .digest = source->digest };
	if (source->status == FILE_MISSING)
		return answers;
	if (source->status != FILE_OK) {
		json_say_unread(arena, diag, source->file, source->status, source->error);
		return answers;
	}
	struct answers_taking taking = { &reader, answers };
	if (!office_file_take(&reader.fields, source,
	            &(struct office_shape){ .fields = top_fields,
	                    .field_count = COUNT_OF(top_fields),
	                    .folder = period,
	                    .other_period = MSG_SUBMISSION_PERIOD,
	                    .take = take_answers,
	                    .data = &taking })) {
		diag_say_plain(diag, MSG_ANSWERS_UNUSABLE, place_file(source->file));
		*answers = (struct answers){ .file = source->file, .digest = source->digest };
	}
	return answers;
}

const struct acknowledgement *answers_find(
        const struct answers *answers, const struct acknowledgement *asked)
{
	for (size_t i = 0; answers && i < answers->count; i++) {
		const struct acknowledgement *answer = &answers->list[i];
		if (answer->code == asked->code && answer->unit == asked->unit
		        && answer->indicator == asked->indicator
		        && (!answer->figure[0] || text_equal(answer->figure, asked->figure)))
			return answer;
	}
	return NULL;
}

const struct recorded_day *answers_day(
        const struct answers *answers, const struct unit *unit, int revision)
{
	for (size_t i = 0; answers && i < answers->day_count; i++)
		if (answers->days[i].unit == unit && answers->days[i].revision == revision)
			return &answers->days[i];
	return NULL;
}

static void write_answer(struct json_out *json, const struct acknowledgement *answer)
{
	json_out_object(json, NULL, JSON_SPACED);
	json_out_string(json, "code", message_name(answer->code));
	if (answer->unit)
		json_out_string(json, "unit", answer->unit->name);
	if (answer->indicator)
		json_out_string(json, "indicator", answer->indicator->id);
	if (answer->figure[0])
		json_out_string(json, "figure", answer->figure);
	json_out_string(json, "reason", answer->reason);
	if (answer->date[0])
		json_out_string(json, "date", answer->date);
	json_out_close(json);
}

void answers_write(
        struct arena *arena, const struct answers *answers, struct period period, struct text *out)
{
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	json_out_string(&json, "period", period_format(arena, period));
	json_out_array(&json, "answers", JSON_LINES);
	for (size_t i = 0; i < answers->count; i++)
		write_answer(&json, &answers->list[i]);
	json_out_close(&json);
	json_out_array(&json, "received", JSON_LINES);
	for (size_t i = 0; i < answers->day_count; i++) {
		const struct recorded_day *day = &answers->days[i];
		json_out_object(&json, NULL, JSON_SPACED);
		json_out_string(&json, "unit", day->unit->name);
		json_out_integer(&json, "revision", day->revision);
		json_out_string(&json, "date", date_format(arena, day->day));
		json_out_string(&json, "reason", day->reason);
		json_out_close(&json);
	}
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
}
