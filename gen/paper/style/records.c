#include "paper/style/records.h"

#include "base/common.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define AT(record, member)  .offset = offsetof(struct record, member)
#define HAS(record, member) .has_offset = offsetof(struct record, member)
#define RECORD(element_name, type, is_based, field_rows) \
	{ \
		.element = (element_name), .size = sizeof(type), .based = (is_based), \
		.fields = (field_rows), .field_count = COUNT_OF(field_rows), \
	}

static_assert(sizeof(enum align) == sizeof(int), "choices are stored as int");

static const struct style_field root_fields[] = {
	{ "em-ascent", FIELD_EMS, AT(stylesheet, em_ascent), .missing = "0.88em" },
};

struct folder {
	const char *path;
};

static const struct style_field folder_fields[] = {
	{ "path", FIELD_NAME, AT(folder, path), .required = true },
};

static const struct style_field role_fields[] = {
	{ "name", FIELD_NAME, AT(font_role, name), .required = true },
	{ "title", FIELD_TEXT, AT(font_role, title), .missing = "" },
};

static const struct style_field face_fields[] = {
	{ "file", FIELD_NAME, AT(face_choice, file), .required = true },
	{ "name", FIELD_TEXT, AT(face_choice, name), .missing = "" },
	{ "index", FIELD_COUNT, AT(face_choice, index), .missing = "0" },
	{ "package", FIELD_TEXT, AT(face_choice, package), .missing = "" },
	{ "for", FIELD_CHOICE, AT(face_choice, scope), .choices = "all | latin | han",
	        .missing = "all" },
	{ "embolden", FIELD_EMS, AT(face_choice, embolden), .missing = "0em" },
	{ "except", FIELD_TEXT, AT(face_choice, except), .missing = "" },
};

static const struct style_field paragraph_fields[] = {
	{ "name", FIELD_NAME, AT(paragraph_style, name), .required = true },
	{ "role", FIELD_ROLE, AT(paragraph_style, role), .required = true },
	{ "size", FIELD_LENGTH, AT(paragraph_style, size), .required = true },
	{ "leading", FIELD_LENGTH, AT(paragraph_style, leading), .required = true },
	{ "color", FIELD_COLOR, AT(paragraph_style, color), .missing = "#000" },
	{ "tracking", FIELD_SIGNED, AT(paragraph_style, tracking) },
	{ "indent-first", FIELD_SIGNED, AT(paragraph_style, indent_first) },
	{ "indent-left", FIELD_SIGNED, AT(paragraph_style, indent_left) },
	{ "indent-right", FIELD_SIGNED, AT(paragraph_style, indent_right) },
	{ "space-before", FIELD_LENGTH, AT(paragraph_style, space_before) },
	{ "space-after", FIELD_LENGTH, AT(paragraph_style, space_after) },
	{ "top", FIELD_SIGNED, AT(paragraph_style, top), HAS(paragraph_style, has_top) },
	{ "align", FIELD_CHOICE, AT(paragraph_style, align),
	        .choices = "justify | start | center | end | distribute | decimal",
	        .missing = "justify" },
	{ "single-line-center", FIELD_SWITCH, AT(paragraph_style, single_line_center) },
	{ "breaking", FIELD_CHOICE, AT(paragraph_style, breaking),
	        .choices = "none | basic | gb | strict", .missing = "gb" },
	{ "han-latin-gap", FIELD_EMS, AT(paragraph_style, han_latin_gap), .missing = "0.25em" },
	{ "squeeze", FIELD_SWITCH, AT(paragraph_style, squeeze), .missing = "yes" },
	{ "hang", FIELD_SWITCH, AT(paragraph_style, hang) },
	{ "balance", FIELD_SWITCH, AT(paragraph_style, balance) },
	{ "glue-limit", FIELD_EMS, AT(paragraph_style, glue_limit), .missing = "10em" },
	{ "widows", FIELD_COUNT, AT(paragraph_style, widows), .missing = "2" },
	{ "orphans", FIELD_COUNT, AT(paragraph_style, orphans), .missing = "2" },
	{ "keep-with-next", FIELD_SWITCH, AT(paragraph_style, keep_with_next) },
	{ "keep-together", FIELD_SWITCH, AT(paragraph_style, keep_together) },
};

static const struct style_field character_fields[] = {
	{ "name", FIELD_NAME, AT(character_style, name), .required = true },
	{ "role", FIELD_ROLE, AT(character_style, role) },
	{ "size", FIELD_LENGTH, AT(character_style, size) },
	{ "color", FIELD_COLOR, AT(character_style, color), HAS(character_style, has_color) },
	{ "tracking", FIELD_SIGNED, AT(character_style, tracking) },
	{ "rise", FIELD_SIGNED, AT(character_style, rise) },
};

static const struct style_field rule_fields[] = {
	{ "name", FIELD_NAME, AT(rule_style, name), .required = true },
	{ "thickness", FIELD_LENGTH, AT(rule_style, thickness), .required = true },
	{ "second", FIELD_LENGTH, AT(rule_style, second) },
	{ "gap", FIELD_LENGTH, AT(rule_style, gap) },
	{ "width", FIELD_LENGTH, AT(rule_style, width) },
	{ "space-before", FIELD_LENGTH, AT(rule_style, space_before) },
	{ "space-after", FIELD_LENGTH, AT(rule_style, space_after) },
	{ "color", FIELD_COLOR, AT(rule_style, color), .missing = "#000" },
};

static const struct style_field table_fields[] = {
	{ "name", FIELD_NAME, AT(table_style, name), .required = true },
	{ "outer", FIELD_LENGTH, AT(table_style, outer) },
	{ "inner", FIELD_LENGTH, AT(table_style, inner) },
	{ "head-rule", FIELD_LENGTH, AT(table_style, head_rule) },
	{ "border", FIELD_COLOR, AT(table_style, border), .missing = "#000" },
	{ "padding-x", FIELD_LENGTH, AT(table_style, padding_x) },
	{ "padding-y", FIELD_LENGTH, AT(table_style, padding_y) },
	{ "head-fill", FIELD_COLOR, AT(table_style, head_fill), HAS(table_style, has_head_fill) },
	{ "valign", FIELD_CHOICE, AT(table_style, valign), .choices = "top | middle | bottom",
	        .missing = "middle" },
	{ "repeat-head", FIELD_SWITCH, AT(table_style, repeat_head), .missing = "yes" },
	{ "continued", FIELD_TEXT, AT(table_style, continued), .missing = "" },
	{ "continuation", FIELD_TEXT, AT(table_style, continuation), .missing = "" },
	{ "continuation-style", FIELD_PARAGRAPH, AT(table_style, continuation_style) },
	{ "cell", FIELD_PARAGRAPH, AT(table_style, cell) },
	{ "head-cell", FIELD_PARAGRAPH, AT(table_style, head_cell) },
	{ "split-share", FIELD_PERCENT, AT(table_style, split_share), .missing = "50%" },
	{ "space-before", FIELD_LENGTH, AT(table_style, space_before) },
	{ "space-after", FIELD_LENGTH, AT(table_style, space_after) },
};

static const struct style_field light_fields[] = {
	{ "name", FIELD_NAME, AT(light_style, name), .required = true },
	{ "shape", FIELD_CHOICE, AT(light_style, shape),
	        .choices = "circle | square | triangle | diamond | ring", .required = true },
	{ "color", FIELD_COLOR, AT(light_style, color), .required = true },
	{ "size", FIELD_EMS, AT(light_style, size), .missing = "0.7em" },
};

static const struct style_field bar_fields[] = {
	{ "name", FIELD_NAME, AT(bar_style, name), .required = true },
	{ "size", FIELD_BASE, .offset = 0 },
	{ "width", FIELD_LENGTH, AT(bar_style, width), .required = true },
	{ "height", FIELD_LENGTH, AT(bar_style, height), .required = true },
	{ "track", FIELD_COLOR, AT(bar_style, track), .missing = "#ddd" },
	{ "fill", FIELD_COLOR, AT(bar_style, fill), .missing = "#333" },
	{ "mark", FIELD_COLOR, AT(bar_style, mark), .missing = "#000" },
};

static const struct style_field page_fields[] = {
	{ "name", FIELD_NAME, AT(page_master, name), .required = true },
	{ "width", FIELD_LENGTH, AT(page_master, width), .required = true },
	{ "height", FIELD_LENGTH, AT(page_master, height), .required = true },
	{ "left", FIELD_LENGTH, AT(page_master, left), .required = true },
	{ "top", FIELD_LENGTH, AT(page_master, top), .required = true },
	{ "area-width", FIELD_LENGTH, AT(page_master, area_width), .required = true },
	{ "area-height", FIELD_LENGTH, AT(page_master, area_height), .required = true },
	{ "mirror", FIELD_SWITCH, AT(page_master, mirror) },
};

static const struct style_field region_fields[] = {
	{ "name", FIELD_NAME, AT(region, name), .required = true },
	{ "side", FIELD_CHOICE, AT(region, side),
	        .choices = "both | odd | even | first | not-first | odd-not-first | even-not-first",
	        .missing = "both" },
	{ "x", FIELD_SIGNED, AT(region, x), .required = true },
	{ "y", FIELD_SIGNED, AT(region, y), .required = true },
	{ "width", FIELD_LENGTH, AT(region, width), .required = true },
	{ "turn", FIELD_CHOICE, AT(region, turn), .choices = "0 | 1 | 2 | 3", .missing = "0" },
	{ "style", FIELD_PARAGRAPH, AT(region, style), .required = true },
};

const struct style_record record_root = RECORD("styles", struct stylesheet, false, root_fields);
const struct style_record record_folder = RECORD("folder", struct folder, false, folder_fields);
const struct style_record record_role = RECORD("role", struct font_role, false, role_fields);
const struct style_record record_face = RECORD("face", struct face_choice, false, face_fields);
const struct style_record record_paragraph =
        RECORD("paragraph", struct paragraph_style, true, paragraph_fields);
const struct style_record record_character =
        RECORD("character", struct character_style, true, character_fields);
const struct style_record record_rule = RECORD("rule", struct rule_style, true, rule_fields);
const struct style_record record_table = RECORD("table", struct table_style, true, table_fields);
const struct style_record record_light = RECORD("light", struct light_style, true, light_fields);
const struct style_record record_bar = RECORD("bar", struct bar_style, true, bar_fields);
const struct style_record record_page = RECORD("page", struct page_master, false, page_fields);
const struct style_record record_region = RECORD("region", struct region, false, region_fields);

int records_choice(const char *choices, const char *word)
{
	const size_t length = strlen(word);

	for (int index = 0; *choices != '\0'; index++) {
		const size_t own = strcspn(choices, " ");
		if (own == length && memcmp(choices, word, own) == 0)
			return index;
		choices += own;
		choices += strspn(choices, " |");
	}
	return -1;
}

static bool store_whole(void *slot, bool right, int value)
{
	if (right)
		memcpy(slot, &value, sizeof value);
	return right;
}

static bool store_percent(const char *value, void *slot)
{
	int thousandths = 0;
	const bool right = measure_thousandths(value, "%", &thousandths) && thousandths <= 100000;

	return store_whole(slot, right, thousandths / 1000);
}

static bool store_length(const char *value, struct measure_base base, bool is_signed, void *slot)
{
	mpt length = 0;
	const bool right = measure_length(value, base, &length) && (is_signed || length >= 0);

	return store_whole(slot, right, length);
}

static bool store_text(struct arena *arena, const char *value, bool may_be_empty, void *slot)
{
	const char *copy = arena_strdup(arena, value);

	memcpy(slot, &copy, sizeof copy);
	return may_be_empty || value[0] != '\0';
}

bool records_store(struct arena *arena, const struct style_field *field, const char *value,
        struct measure_base base, void *slot)
{
	int whole = 0;
	bool right;

	switch (field->kind) {
	case FIELD_TEXT:
		return store_text(arena, value, true, slot);
	case FIELD_NAME:
		return store_text(arena, value, false, slot);
	case FIELD_LENGTH:
	case FIELD_SIGNED:
		/* The size itself cannot be in em: its base is not known yet. */
		if (text_equal(field->name, "size"))
			base = (struct measure_base){ 0, 0 };
		return store_length(value, base, field->kind == FIELD_SIGNED, slot);
	case FIELD_EMS:
		right = measure_thousandths(value, "em", &whole);
		return store_whole(slot, right, whole);
	case FIELD_PERCENT:
		return store_percent(value, slot);
	case FIELD_COUNT:
		right = measure_whole(value, &whole);
		return store_whole(slot, right, whole);
	case FIELD_SWITCH:
		*(bool *)slot = text_equal(value, "yes");
		return records_choice("yes | no", value) >= 0;
	case FIELD_CHOICE:
		whole = records_choice(field->choices, value);
		return store_whole(slot, whole >= 0, whole);
	case FIELD_COLOR:
		return measure_color(value, slot);
	case FIELD_BASE:
		return measure_length(value, (struct measure_base){ 0, 0 }, &whole);
	case FIELD_ROLE:
	case FIELD_PARAGRAPH:
		break;
	}
	return false;
}

const char *records_expected(const struct style_field *field)
{
	switch (field->kind) {
	case FIELD_LENGTH:
		return text_equal(field->name, "size") ? "15.75pt | 5mm"
		                                       : "12mm | 15.75pt | 2em | 1ln";
	case FIELD_SIGNED:
		return "12mm | -0.21pt | 2em | 1ln";
	case FIELD_EMS:
		return "0.25em";
	case FIELD_PERCENT:
		return "50%";
	case FIELD_COUNT:
		return "0, 1, 2 …";
	case FIELD_SWITCH:
		return "yes | no";
	case FIELD_CHOICE:
		return field->choices;
	case FIELD_COLOR:
		return "#d7000f";
	case FIELD_BASE:
		return "15.75pt | 5mm";
	case FIELD_NAME:
	case FIELD_TEXT:
	case FIELD_ROLE:
	case FIELD_PARAGRAPH:
		break;
	}
	return "…";
}
