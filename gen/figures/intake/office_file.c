#include "figures/intake/office_file.h"

#include "diag/message.h"
#include "figures/json/json.h"

static void take_root(
        const struct fields *fields, const struct json *root, const struct office_shape *shape)
{
	const struct json *text = fields_member(root, "period", JSON_STRING);
	struct period period;

	if (!fields_expect(fields, root, "", FIELD_OBJECT))
		return;
	fields_check(fields, root, shape->fields, shape->field_count);
	if (text
	        && (!period_parse(text->string, &period)
	                || period_compare(period, shape->folder) != 0))
		FIELDS_SAY(fields, shape->other_period, text, text->string,
		        period_format(fields->arena, shape->folder));
	shape->take(shape->data, root);
}

bool office_file_take(const struct fields *fields, const struct office_file *file,
        const struct office_shape *shape)
{
	const size_t before = diag_count_at_least(fields->diag, SEVERITY_FAULT);

	fields_begin_cap(fields->diag);
	struct json *root = json_parse_mended(
	        fields->arena, fields->diag, file->file, file->bytes, file->length);
	if (root) {
		(void)texts_settle(fields, file->ink, root);
		take_root(fields, root, shape);
	}
	fields_end_cap(fields->arena, fields->diag, file->file, MSG_FAULTS_UNSAID);
	return diag_count_at_least(fields->diag, SEVERITY_FAULT) == before;
}
