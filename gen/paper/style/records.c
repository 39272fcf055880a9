#include "paper/style/records.h"

#include "base/common.h"

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
	{ "em-ascent", ROW(EMS), AT(stylesheet, em_ascent), .missing = "0.88em" },
	{ "extends", ROW(TEXT), AT(stylesheet, extends), .missing = "" },
};

static const struct style_field folder_fields[] = {
	{ "path", ROW(NAME), AT(font_folder, name), .required = true },
};

static const struct style_field role_fields[] = {
	{ "name", ROW(NAME), AT(font_role, name), .required = true },
	{ "title", ROW(TEXT), AT(font_role, title), .missing = "" },
};

static const struct style_field face_fields[] = {
	{ "file", ROW(NAME), AT(face_choice, file), .required = true },
	{ "name", ROW(TEXT), AT(face_choice, name), .missing = "" },
	{ "index", ROW(WHOLE), AT(face_choice, index), .missing = "0" },
	{ "package", ROW(TEXT), AT(face_choice, package), .missing = "" },
	{ "for", ROW_OF("all | latin | han"), AT(face_choice, scope), .missing = "all" },
	{ "embolden", ROW(EMS), AT(face_choice, embolden), .missing = "0em" },
	{ "only", ROW(TEXT), AT(face_choice, only), .missing = "" },
	{ "except", ROW(TEXT), AT(face_choice, except), .missing = "" },
	{ "features", ROW(TAGS), AT(face_choice, features), .missing = "" },
};

static const struct style_field paragraph_fields[] = {
	{ "name", ROW(NAME), AT(paragraph_style, name), .required = true },
	{ "role", ROW_NAMING(STYLE_ROLE), AT(paragraph_style, role), .required = true },
	{ "size", ROW(TYPE_SIZE), AT(paragraph_style, size), .required = true },
	{ "leading", ROW(LEADING), AT(paragraph_style, leading), .required = true },
	{ "color", ROW(COLOR), AT(paragraph_style, color), .missing = "#000" },
	{ "background", ROW(COLOR), AT(paragraph_style, background),
	        HAS(paragraph_style, has_background) },
	{ "tracking", ROW(SIGNED), AT(paragraph_style, tracking) },
	{ "indent-first", ROW(SIGNED), AT(paragraph_style, indent_first) },
	{ "indent-left", ROW(SIGNED), AT(paragraph_style, indent_left) },
	{ "indent-right", ROW(SIGNED), AT(paragraph_style, indent_right) },
	{ "space-before", ROW(LENGTH), AT(paragraph_style, space_before) },
	{ "space-after", ROW(LENGTH), AT(paragraph_style, space_after) },
	{ "top", ROW(SIGNED), AT(paragraph_style, top), HAS(paragraph_style, has_top) },
	{ "trim", ROW_OF("none | ink"), AT(paragraph_style, trim), .missing = "none" },
	{ "align", ROW_OF("justify | start | center | end | distribute | decimal"),
	        AT(paragraph_style, align), .missing = "justify" },
	{ "single-line-center", ROW(SWITCH), AT(paragraph_style, single_line_center) },
	{ "breaking", ROW_OF("none | basic | gb | strict"), AT(paragraph_style, breaking),
	        .missing = "gb" },
	{ "han-latin-gap", ROW(EMS), AT(paragraph_style, han_latin_gap), .missing = "0.25em" },
	{ "squeeze", ROW(SWITCH), AT(paragraph_style, squeeze), .missing = "yes" },
	{ "hang", ROW(SWITCH), AT(paragraph_style, hang) },
	{ "balance", ROW(SWITCH), AT(paragraph_style, balance) },
	{ "glue-limit", ROW(EMS), AT(paragraph_style, glue_limit), .missing = "10em" },
	{ "widows", ROW(WHOLE), AT(paragraph_style, widows), .missing = "2" },
	{ "orphans", ROW(WHOLE), AT(paragraph_style, orphans), .missing = "2" },
	{ "keep-with-next", ROW(SWITCH), AT(paragraph_style, keep_with_next) },
	{ "keep-together", ROW(SWITCH), AT(paragraph_style, keep_together) },
	{ "along", ROW(WHOLE), AT(paragraph_style, along), .missing = "0" },
};

static const struct style_field character_fields[] = {
	{ "name", ROW(NAME), AT(character_style, name), .required = true },
	{ "role", ROW_NAMING(STYLE_ROLE), AT(character_style, role) },
	{ "size", ROW(TYPE_SIZE), AT(character_style, size) },
	{ "color", ROW(COLOR), AT(character_style, color), HAS(character_style, has_color) },
	{ "tracking", ROW(SIGNED), AT(character_style, tracking) },
	{ "rise", ROW(SIGNED), AT(character_style, rise) },
};

static const struct style_field rule_fields[] = {
	{ "name", ROW(NAME), AT(rule_style, name), .required = true },
	{ "thickness", ROW(LENGTH), AT(rule_style, thickness), .required = true },
	{ "second", ROW(LENGTH), AT(rule_style, second) },
	{ "gap", ROW(LENGTH), AT(rule_style, gap) },
	{ "width", ROW(LENGTH), AT(rule_style, width) },
	{ "space-before", ROW(LENGTH), AT(rule_style, space_before) },
	{ "space-after", ROW(LENGTH), AT(rule_style, space_after) },
	{ "color", ROW(COLOR), AT(rule_style, color), .missing = "#000" },
};

static const struct style_field table_fields[] = {
	{ "name", ROW(NAME), AT(table_style, name), .required = true },
	{ "outer", ROW(LENGTH), AT(table_style, outer) },
	{ "inner", ROW(LENGTH), AT(table_style, inner) },
	{ "head-rule", ROW(LENGTH), AT(table_style, head_rule) },
	{ "border", ROW(COLOR), AT(table_style, border), .missing = "#000" },
	{ "padding-x", ROW(LENGTH), AT(table_style, padding_x) },
	{ "padding-y", ROW(LENGTH), AT(table_style, padding_y) },
	{ "head-fill", ROW(COLOR), AT(table_style, head_fill), HAS(table_style, has_head_fill) },
	{ "least-size", ROW(SIZE), AT(table_style, least_size) },
	{ "group-rows", ROW(WHOLE), AT(table_style, group_rows), .missing = "1" },
	{ "valign", ROW_OF("top | middle | bottom"), AT(table_style, valign), .missing = "middle" },
	{ "repeat-head", ROW(SWITCH), AT(table_style, repeat_head), .missing = "yes" },
	{ "continued", ROW(TEXT), AT(table_style, continued), .missing = "" },
	{ "continuation", ROW(TEXT), AT(table_style, continuation), .missing = "" },
	{ "continuation-style", ROW_NAMING(STYLE_PARAGRAPH), AT(table_style, continuation_style) },
	{ "cell", ROW_NAMING(STYLE_PARAGRAPH), AT(table_style, cell) },
	{ "head-cell", ROW_NAMING(STYLE_PARAGRAPH), AT(table_style, head_cell) },
	{ "split-share", ROW(PERCENT), AT(table_style, split_share), .missing = "50%" },
	{ "space-before", ROW(LENGTH), AT(table_style, space_before) },
	{ "space-after", ROW(LENGTH), AT(table_style, space_after) },
};

static const struct style_field light_fields[] = {
	{ "name", ROW(NAME), AT(light_style, name), .required = true },
	{ "shape", ROW_OF("circle | square | triangle | diamond | ring"), AT(light_style, shape),
	        .required = true },
	{ "color", ROW(COLOR), AT(light_style, color), .required = true },
	{ "size", ROW(EMS), AT(light_style, size), .missing = "0.7em" },
	{ "width", ROW(EMS), AT(light_style, width), .missing = "0em" },
};

static const struct style_field bar_fields[] = {
	{ "name", ROW(NAME), AT(bar_style, name), .required = true },
	{ "size", ROW(SIZE), AT(bar_style, size) },
	{ "width", ROW(LENGTH), AT(bar_style, width), .required = true },
	{ "height", ROW(LENGTH), AT(bar_style, height), .required = true },
	{ "track", ROW(COLOR), AT(bar_style, track), .missing = "#ddd" },
	{ "fill", ROW(COLOR), AT(bar_style, fill), .missing = "#333" },
	{ "mark", ROW(COLOR), AT(bar_style, mark), .missing = "#000" },
};

static const struct style_field paint_fields[] = {
	{ "name", ROW(NAME), AT(paint_style, name), .required = true },
	{ "title", ROW(TEXT), AT(paint_style, title), .missing = "" },
	{ "color", ROW(COLOR), AT(paint_style, color), .required = true },
	{ "ink", ROW(COLOR), AT(paint_style, ink), .missing = "#fff" },
	{ "edge", ROW(COLOR), AT(paint_style, edge), HAS(paint_style, has_edge) },
	{ "hatch", ROW(COLOR), AT(paint_style, hatch), HAS(paint_style, has_hatch) },
	{ "mark", ROW_OF("circle | square | triangle | diamond | ring"), AT(paint_style, mark),
	        .missing = "circle" },
	{ "dash", ROW(LENGTH), AT(paint_style, dash) },
};

static const struct style_field chart_fields[] = {
	{ "name", ROW(NAME), AT(chart_style, name), .required = true },
	{ "label", ROW_NAMING(STYLE_PARAGRAPH), AT(chart_style, label), .required = true },
	{ "width", ROW(LENGTH), AT(chart_style, width) },
	{ "height", ROW(LENGTH), AT(chart_style, height), .required = true },
	{ "pitch", ROW(LENGTH), AT(chart_style, pitch), .required = true },
	{ "axis", ROW(LENGTH), AT(chart_style, axis), .missing = "0.5pt" },
	{ "grid", ROW(LENGTH), AT(chart_style, grid), .missing = "0.3pt" },
	{ "axis-color", ROW(COLOR), AT(chart_style, axis_color), .missing = "#333" },
	{ "grid-color", ROW(COLOR), AT(chart_style, grid_color), .missing = "#bbb" },
	{ "line", ROW(LENGTH), AT(chart_style, line), .missing = "1.2pt" },
	{ "level", ROW(LENGTH), AT(chart_style, level), .missing = "1.5pt" },
	{ "pace", ROW(LENGTH), AT(chart_style, pace), .missing = "0.8pt" },
	{ "level-color", ROW(COLOR), AT(chart_style, level_color), .missing = "#000" },
	{ "pace-color", ROW(COLOR), AT(chart_style, pace_color), .missing = "#000" },
	{ "dash", ROW(LENGTH), AT(chart_style, dash), .missing = "3pt" },
	{ "mark", ROW(LENGTH), AT(chart_style, mark), .missing = "4pt" },
	{ "bar-share", ROW(PERCENT), AT(chart_style, bar_share), .missing = "60%" },
	{ "ticks", ROW(WHOLE), AT(chart_style, ticks), .missing = "5" },
	{ "labels", ROW_OF("all | ends | none"), AT(chart_style, labels), .missing = "all" },
	{ "paint-1", ROW_NAMING(STYLE_PAINT), AT(chart_style, paints[0]), .required = true },
	{ "paint-2", ROW_NAMING(STYLE_PAINT), AT(chart_style, paints[1]) },
	{ "paint-3", ROW_NAMING(STYLE_PAINT), AT(chart_style, paints[2]) },
	{ "paint-4", ROW_NAMING(STYLE_PAINT), AT(chart_style, paints[3]) },
	{ "space-before", ROW(LENGTH), AT(chart_style, space_before) },
	{ "space-after", ROW(LENGTH), AT(chart_style, space_after) },
};

static const struct style_field page_fields[] = {
	{ "name", ROW(NAME), AT(page_master, name), .required = true },
	{ "width", ROW(LENGTH), AT(page_master, width), .required = true },
	{ "height", ROW(LENGTH), AT(page_master, height), .required = true },
	{ "left", ROW(LENGTH), AT(page_master, left), .required = true },
	{ "top", ROW(LENGTH), AT(page_master, top), .required = true },
	{ "area-width", ROW(LENGTH), AT(page_master, area_width), .required = true },
	{ "area-height", ROW(LENGTH), AT(page_master, area_height), .required = true },
	{ "binding", ROW_OF("none | left | top"), AT(page_master, binding), .missing = "none" },
};

static const struct style_field region_fields[] = {
	{ "name", ROW(NAME), AT(region, name), .required = true },
	{ "side", ROW_OF("both | odd | even | first | not-first | odd-not-first | even-not-first"),
	        AT(region, side), .missing = "both" },
	{ "x", ROW(SIGNED), AT(region, x), .required = true },
	{ "y", ROW(SIGNED), AT(region, y), .required = true },
	{ "width", ROW(LENGTH), AT(region, width), .required = true },
	{ "turn", ROW_OF("0 | 1 | 2 | 3"), AT(region, turn), .missing = "0" },
	{ "push", ROW(SWITCH), AT(region, push) },
	{ "style", ROW_NAMING(STYLE_PARAGRAPH), AT(region, style), .required = true },
};

const struct style_record records_of_kinds[STYLE_KIND_COUNT] = {
#define KIND(id, element, is_based, type, list, number) \
	[STYLE_##id] = RECORD(#element, struct type, is_based, element##_fields),
	STYLE_KINDS(KIND)
#undef KIND
};
const struct style_record record_root = RECORD("styles", struct stylesheet, false, root_fields);
const struct style_record record_face = RECORD("face", struct face_choice, false, face_fields);
const struct style_record record_region = RECORD("region", struct region, false, region_fields);

void records_store(struct arena *arena, const struct style_field *field,
        const struct row_value *value, void *record)
{
	void *slot = (unsigned char *)record + field->offset;
	const char *words;

	switch ((int)field->rule.type) {
	case ROW_TEXT:
	case ROW_NAME:
	case ROW_TAGS:
		words = arena_strdup(arena, value->text);
		memcpy(slot, &words, sizeof words);
		return;
	case ROW_EXTENT:
	case ROW_LENGTH:
	case ROW_SIGNED:
	case ROW_SIZE:
	case ROW_TYPE_SIZE:
	case ROW_LEADING:
		memcpy(slot, &value->length, sizeof value->length);
		return;
	case ROW_EMS:
	case ROW_PERCENT:
	case ROW_WHOLE:
	case ROW_CHOICE:
		memcpy(slot, &value->number, sizeof value->number);
		return;
	case ROW_SWITCH:
		*(bool *)slot = value->number == 1;
		return;
	case ROW_COLOR:
		memcpy(slot, &value->color, sizeof value->color);
		return;
	case ROW_REFERENCE:
		memcpy(slot, &value->record, sizeof value->record);
		return;
	default:
		break;
	}
	assert(false && "no field of a style sheet has this type");
}
