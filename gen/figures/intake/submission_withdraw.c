/* What a correction takes back of an earlier report: "withdraw": ["7.1", "7.2"]. */
#include "figures/intake/submission_parts.h"

#include "base/text.h"
#include "figures/intake/written.h"
#include "figures/targets/lookup.h"

/* The indicator that is meant, else NULL (said). */
static const struct indicator *find(const struct submission_reader *reader, const struct json *item)
{
	const struct fields *fields = &reader->fields;
	const struct indicator *indicator = lookup_indicator(reader->catalogue, item->string);
	bool certain = false;

	if (indicator)
		return indicator;
	const char *id = written_id(fields->arena, item->string, &certain);
	indicator = id ? lookup_indicator(reader->catalogue, id) : NULL;
	if (indicator && certain) {
		FIELDS_SAY(fields, MSG_VALUE_NORMALISED, item, "withdraw", item->string, id);
		return indicator;
	}
	if (indicator)
		FIELDS_SAY(fields, MSG_SUBMISSION_INDICATOR_NEAR, item, item->string, id,
		        indicator->name);
	else
		FIELDS_SAY(fields, MSG_WITHDRAW_UNKNOWN, item, item->string);
	return NULL;
}

void submission_read_withdrawals(
        const struct submission_reader *reader, const struct json *root, struct submission *out)
{
	const struct fields *fields = &reader->fields;
	const struct json *array = fields_member(root, "withdraw", JSON_ARRAY);

	if (!array || array->count == 0)
		return;
	if (out->revision == 1) {
		FIELDS_SAY(fields, MSG_WITHDRAW_FIRST, array, "withdraw");
		return;
	}
	struct withdrawal *list = arena_alloc_array(fields->arena, array->count, sizeof *list);
	out->withdrawals = list;
	for (const struct json *item = array->first; item; item = item->next) {
		const struct indicator *indicator =
		        fields_expect(fields, item, "withdraw", FIELD_FIGURE) ? find(reader, item)
		                                                              : NULL;
		if (!indicator)
			continue;
		if (submission_value(out, indicator))
			FIELDS_SAY(
			        fields, MSG_WITHDRAW_GIVEN, item, indicator->id, indicator->name);
		else if (!submission_withdraws(out, indicator))
			list[out->withdrawal_count++] = (struct withdrawal){ .indicator = indicator,
				.place = json_place(fields->arena, fields->file, item) };
	}
}
