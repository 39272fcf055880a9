/*
 * A style sheet is records of few kinds, each a row of typed attributes. The tables below say for
 * each attribute its type, its default and where it lands in the struct; one loop reads them all.
 * Inheritance works on the attributes as written: a record takes each attribute from the nearest
 * of itself, its parent, the parent's parent …, and only then are em and ln turned into lengths,
 * with the record's own size and leading. Faults are said one by one; reading goes on to the end.
 */
#include "paper/style/stylesheet.h"

#include "base/text.h"
#include "diag/hint.h"
#include "paper/markup/measure.h"
#include "paper/markup/xml.h"
#include "paper/style/records.h"
#include "paper/style/sheets.h"

#include <assert.h>
#include <string.h>

#define CHAIN_LIMIT 16

/* A record and those it is based on, nearest first. */
struct chain {
	const struct xml_node *nodes[CHAIN_LIMIT];
	size_t count;
	bool broken; /* said: what is inherited is not known */
};

struct stylesheet_reader {
	struct arena *arena;
	struct diag *diag;
	struct sheets sheets;
	struct stylesheet *sheet; /* its lists are there before their records are filled in */
	void *records[STYLE_KIND_COUNT];
	size_t counts[STYLE_KIND_COUNT];
	struct chain circle; /* that was said last */
	bool failed;
};

static bool is_kind(const struct xml_node *node, const struct style_record *record)
{
	return xml_is_element(node) && text_equal(xml_name(node), record->element);
}

static const struct style_record *record_of(enum style_kind kind)
{
	return &records_of_kinds[kind];
}

static void *record_at(const struct stylesheet_reader *reader, enum style_kind kind, size_t index)
{
	return (unsigned char *)reader->records[kind] + index * record_of(kind)->size;
}

/* What a kind is known by comes first in its table: the name, a folder's path. */
static const char *name_of(enum style_kind kind, const void *record)
{
	const char *name;

	memcpy(&name, (const unsigned char *)record + record_of(kind)->fields[0].offset,
	        sizeof name);
	return name;
}

/* Of an attribute's value, or of the element when it has none of that name. */
static struct place attribute_place(
        const struct stylesheet_reader *reader, const struct xml_node *node, const char *name)
{
	const struct xml_attribute *at = xml_attribute_first(node);

	while (at && !text_equal(xml_attribute_name(at), name))
		at = xml_attribute_next(at);
	if (!at)
		return sheets_place(&reader->sheets, node);
	const struct xml_cursor cursor = xml_value_cursor(at);
	struct place place = place_line(sheets_file(&reader->sheets, node), cursor.line);
	place.column = cursor.column;
	return place;
}

static void bad_value(
        struct stylesheet_reader *reader, const struct xml_node *node, const char *const words[3])
{
	const struct hint hint = hint_near(reader->arena, words[1], words[2]);

	reader->failed = true;
	diag_say(reader->diag, MSG_XML_VALUE, attribute_place(reader, node, words[0]), words[0],
	        words[1], hint_list(reader->arena, words[2]), hint.english, hint.chinese);
}

static const char *list_fields(struct stylesheet_reader *reader, const struct style_record *record)
{
	const char *list = record->based ? "based-on" : "";

	for (size_t i = 0; i < record->field_count; i++)
		list = arena_printf(reader->arena, "%s%s%s", list, list[0] != '\0' ? ", " : "",
		        record->fields[i].name);
	return list;
}

static void check_attributes(struct stylesheet_reader *reader, const struct xml_node *node,
        const struct style_record *record)
{
	const struct xml_attribute *at = xml_attribute_first(node);

	for (; at; at = xml_attribute_next(at)) {
		const char *name = xml_attribute_name(at);
		bool known = record->based && text_equal(name, "based-on");
		for (size_t i = 0; i < record->field_count && !known; i++)
			known = text_equal(name, record->fields[i].name);
		if (known && !xml_attribute_is_foreign(at))
			continue;
		const char *list = list_fields(reader, record);
		const struct hint hint = hint_near(reader->arena, name, list);
		reader->failed = true;
		diag_say(reader->diag, MSG_XML_ATTRIBUTE,
		        xml_attribute_place(sheets_file(&reader->sheets, node), at),
		        record->element, name, hint_list(reader->arena, list), hint.english,
		        hint.chinese);
	}
}

/* "a, b": the names that records of a node's kind have. */
static const char *list_names(struct stylesheet_reader *reader, const struct xml_node *like)
{
	const char *list = "";

	for (size_t i = 0; i < reader->sheets.node_count; i++) {
		const struct xml_node *node = reader->sheets.nodes[i];
		if (!xml_is_element(node) || !text_equal(xml_name(node), xml_name(like)))
			continue;
		const char *name = xml_value(reader->arena, node, "name");
		list = arena_printf(reader->arena, "%s%s%s", list, list[0] != '\0' ? ", " : "",
		        name ? name : "");
	}
	return list;
}

/* Said once, of the member that is met first. */
static void say_circle(
        struct stylesheet_reader *reader, const struct chain *chain, const char *parent)
{
	reader->failed = true;
	for (size_t i = 0; i < reader->circle.count; i++) {
		if (reader->circle.nodes[i] == chain->nodes[0])
			return;
	}
	reader->circle = *chain;
	diag_say(reader->diag, MSG_STYLE_CIRCLE,
	        attribute_place(reader, chain->nodes[0], "based-on"), parent);
}

static struct chain chain_of(
        struct stylesheet_reader *reader, const struct xml_node *node, bool based)
{
	struct chain chain = { .nodes = { node }, .count = 1 };

	while (based) {
		const char *parent = xml_value(reader->arena, node, "based-on");
		if (!parent)
			break;
		const bool is_own = sheets_is_named(&reader->sheets, node, node, parent);
		node = sheets_named(&reader->sheets, node, parent);
		chain.broken = !node || node == chain.nodes[0] || chain.count == CHAIN_LIMIT;
		/* Of those further on it is said where it stands. */
		if (!node && !is_own && chain.count == 1) {
			const char *const words[] = { "based-on", parent,
				list_names(reader, chain.nodes[0]) };
			bad_value(reader, chain.nodes[0], words);
		} else if (chain.broken && (node || is_own)) {
			say_circle(reader, &chain, parent);
		}
		if (chain.broken)
			break;
		chain.nodes[chain.count++] = node;
	}
	return chain;
}

/* The nearest value of an attribute in the chain, NULL when nobody has it. */
static const char *chain_value(struct stylesheet_reader *reader, const struct chain *chain,
        const char *name, const struct xml_node **owner)
{
	for (size_t i = 0; i < chain->count; i++) {
		const char *value = xml_value(reader->arena, chain->nodes[i], name);
		if (!value)
			continue;
		*owner = chain->nodes[i];
		return value;
	}
	return NULL;
}

/* A size that is missing or impossible is said as such; lengths in em are not said for it again. */
static struct measure_base base_of(
        struct stylesheet_reader *reader, const struct chain *chain, bool has_size)
{
	struct measure_base base = { 0, 0 };
	const struct xml_node *owner = NULL;

	const char *size = chain_value(reader, chain, "size", &owner);
	if ((!size && has_size) || (size && !measure_length(size, base, &base.em)))
		base.em = MPT_PER_POINT;
	const char *leading = chain_value(reader, chain, "leading", &owner);
	if ((!leading && has_size) || (leading && !measure_length(leading, base, &base.ln)))
		base.ln = MPT_PER_POINT;
	return base;
}

static void say_missing(struct stylesheet_reader *reader, const struct xml_node *node,
        const struct style_field *field)
{
	const struct row_records records = style_records(reader->sheet);

	reader->failed = true;
	diag_say(reader->diag, MSG_XML_ATTRIBUTE_MISSING, sheets_place(&reader->sheets, node),
	        xml_name(node), field->name, rows_expected(reader->arena, &field->rule, &records));
}

static void read_field(struct stylesheet_reader *reader, const struct chain *chain,
        const struct style_field *field, struct measure_base base, void *record)
{
	const struct row_records records = style_records(reader->sheet);
	const struct chain own = { .nodes = { chain->nodes[0] }, .count = 1 };
	const bool inherits = field->rule.type != ROW_NAME;
	const struct xml_node *owner = chain->nodes[0];
	const char *text = chain_value(reader, inherits ? chain : &own, field->name, &owner);
	struct row_value value;

	if (text && field->has_offset != 0)
		*((unsigned char *)record + field->has_offset) = 1;
	if (!text)
		text = field->missing;
	if (!text && field->required && !chain->broken)
		say_missing(reader, owner, field);
	if (!text)
		return;
	if (rows_read(&field->rule, &records, base, text, &value)) {
		records_store(reader->arena, field, &value, record);
		return;
	}
	reader->failed = true;
	if (owner != chain->nodes[0])
		return; /* said where it was written */
	const char *const words[] = { field->name, text,
		rows_expected(reader->arena, &field->rule, &records) };
	bad_value(reader, owner, words);
}

static void read_record(struct stylesheet_reader *reader, const struct xml_node *node,
        const struct style_record *kind, void *record)
{
	const struct chain chain = chain_of(reader, node, kind->based);
	const struct measure_base base =
	        base_of(reader, &chain, kind == record_of(STYLE_PARAGRAPH));

	check_attributes(reader, node, kind);
	for (size_t i = 0; i < kind->field_count; i++)
		read_field(reader, &chain, &kind->fields[i], base, record);
}

/* At the first character that is no blank, without the blanks around it. */
static void say_text(struct stylesheet_reader *reader, const struct xml_node *node)
{
	const char *words = xml_content(node);
	struct xml_cursor cursor = xml_text_cursor(node);

	for (; *words != '\0' && strchr(" \t\r\n", *words); words++)
		xml_cursor_step(&cursor);
	struct place place = place_line(sheets_file(&reader->sheets, node), cursor.line);
	place.column = cursor.column;
	const char *line = arena_strndup(reader->arena, words, strcspn(words, "\r\n"));
	diag_say(reader->diag, MSG_XML_TEXT, place, xml_name(xml_parent(node)), line);
}

static void bad_child(
        struct stylesheet_reader *reader, const struct xml_node *node, const char *allowed)
{
	const struct xml_node *parent = xml_parent(node);

	if (xml_is_text(node) && !xml_is_blank(xml_content(node))) {
		reader->failed = true;
		say_text(reader, node);
	} else if (xml_is_element(node)) {
		const struct hint hint = hint_near(reader->arena, xml_name(node), allowed);
		reader->failed = true;
		diag_say(reader->diag, MSG_XML_ELEMENT, sheets_place(&reader->sheets, node),
		        xml_name(node), xml_name(parent), allowed, hint.english, hint.chinese);
	}
}

static void check_childless(struct stylesheet_reader *reader, const struct xml_node *node)
{
	for (const struct xml_node *child = xml_first(node); child; child = xml_next(child))
		bad_child(reader, child, "–");
}

/* The faces of a role or the regions of a page: an array in document order. */
static void *read_children(struct stylesheet_reader *reader, const struct xml_node *node,
        const struct style_record *kind, size_t *total)
{
	size_t count = 0;

	for (const struct xml_node *child = xml_first(node); child; child = xml_next(child)) {
		if (is_kind(child, kind))
			count++;
		else
			bad_child(reader, child, kind->element);
	}
	*total = count;
	if (count == 0)
		return NULL;
	unsigned char *array = arena_alloc_array(reader->arena, count, kind->size);
	size_t at = 0;
	for (const struct xml_node *child = xml_first(node); child; child = xml_next(child)) {
		if (!is_kind(child, kind))
			continue;
		unsigned char *record = array + at++ * kind->size;
		read_record(reader, child, kind, record);
		if (kind == &record_face)
			((struct face_choice *)(void *)record)->place =
			        sheets_place(&reader->sheets, child);
		check_childless(reader, child);
	}
	return array;
}

static void read_role(
        struct stylesheet_reader *reader, const struct xml_node *node, struct font_role *role)
{
	role->faces = read_children(reader, node, &record_face, &role->face_count);
	if (role->face_count > 0)
		return;
	reader->failed = true;
	diag_say(reader->diag, MSG_XML_ELEMENT_MISSING, sheets_place(&reader->sheets, node), "role",
	        "face");
}

/* The n-th region of a page, from 0. */
static const struct xml_node *region_node(const struct xml_node *page, size_t n)
{
	const struct xml_node *child = xml_first(page);

	while (child && (!is_kind(child, &record_region) || n-- > 0))
		child = xml_next(child);
	return child ? child : page;
}

static bool is_named_again(const struct page_master *page, const struct region *region)
{
	for (const struct region *before = page->regions; before < region; before++) {
		if (region->name && before->name && text_equal(region->name, before->name)
		        && style_sides_meet(region->side, before->side))
			return true;
	}
	return false;
}

/*
 * A region whose first line, unturned, lies within the type area, which it may not push: what
 * stands in it would meet the body on every page.
 */
static bool meets_area(const struct page_master *page, const struct region *region)
{
	const mpt bottom = region->y + (region->style ? region->style->leading : 0);

	return !region->push && region->turn == 0 && region->y < page->top + page->area_height
	        && bottom > page->top && region->x < page->left + page->area_width
	        && region->x + region->width > page->left;
}

static void read_page(
        struct stylesheet_reader *reader, const struct xml_node *node, struct page_master *page)
{
	page->regions = read_children(reader, node, &record_region, &page->region_count);
	for (size_t i = 0; i < page->region_count; i++) {
		const struct region *region = &page->regions[i];
		const struct place place = sheets_place(&reader->sheets, region_node(node, i));
		if (is_named_again(page, region)) {
			reader->failed = true;
			diag_say(reader->diag, MSG_STYLE_TWICE, place, "region", region->name);
		}
		if (!reader->failed && meets_area(page, region))
			diag_say(reader->diag, MSG_STYLE_REGION_HIGH, place, region->name,
			        page->name);
	}
	if (page->left + page->area_width <= page->width
	        && page->top + page->area_height <= page->height)
		return;
	reader->failed = true;
	diag_say(reader->diag, MSG_STYLE_AREA, sheets_place(&reader->sheets, node), page->name);
}

/* All records of one kind, in the order of the file, which is the order of the arrays. */
static void read_kind(struct stylesheet_reader *reader, enum style_kind kind)
{
	size_t at = 0;

	for (size_t i = 0; i < reader->sheets.node_count; i++) {
		const struct xml_node *node = reader->sheets.nodes[i];
		if (!is_kind(node, record_of(kind)))
			continue;
		void *record = record_at(reader, kind, at++);
		read_record(reader, node, record_of(kind), record);
		if (kind == STYLE_ROLE)
			read_role(reader, node, record);
		else if (kind == STYLE_PAGE)
			read_page(reader, node, record);
		else
			check_childless(reader, node);
		const char *name = name_of(kind, record);
		if (name && style_lookup(reader->sheet, kind, name) != record) {
			reader->failed = true;
			diag_say(reader->diag, MSG_STYLE_TWICE, sheets_place(&reader->sheets, node),
			        record_of(kind)->element, name);
		}
	}
}

static const char *list_kinds(struct stylesheet_reader *reader)
{
	const char *list = record_of(0)->element;

	for (enum style_kind kind = 1; kind < STYLE_KIND_COUNT; kind++)
		list = arena_printf(reader->arena, "%s, %s", list, record_of(kind)->element);
	return list;
}

static void count_records(struct stylesheet_reader *reader)
{
	for (size_t i = 0; i < reader->sheets.node_count; i++) {
		const struct xml_node *node = reader->sheets.nodes[i];
		enum style_kind kind = 0;
		while (kind < STYLE_KIND_COUNT && !is_kind(node, record_of(kind)))
			kind++;
		if (kind < STYLE_KIND_COUNT)
			reader->counts[kind]++;
		else
			bad_child(reader, node, xml_is_element(node) ? list_kinds(reader) : "");
	}
	for (enum style_kind kind = 0; kind < STYLE_KIND_COUNT; kind++) {
		const size_t count = reader->counts[kind];
		reader->records[kind] =
		        arena_alloc_array(reader->arena, count, record_of(kind)->size);
		style_set_list(reader->sheet, kind, reader->records[kind], count);
	}
}

/* The attributes of the sheets themselves. */
static void read_root(struct stylesheet_reader *reader)
{
	const struct measure_base base = { 0, 0 };
	struct chain chain = { .count = 0 };

	for (size_t i = 0; i < reader->sheets.count; i++) {
		chain.nodes[chain.count++] = reader->sheets.list[i].root;
		check_attributes(reader, reader->sheets.list[i].root, &record_root);
	}
	for (size_t i = 0; i < record_root.field_count; i++)
		read_field(reader, &chain, &record_root.fields[i], base, reader->sheet);
}

static void list_files(struct stylesheet_reader *reader)
{
	const char **files = arena_alloc_array(reader->arena, reader->sheets.count, sizeof *files);

	for (size_t i = 0; i < reader->sheets.count; i++)
		files[i] = reader->sheets.list[i].file;
	reader->sheet->files = files;
	reader->sheet->file_count = reader->sheets.count;
}

static struct stylesheet *read_sheet(struct stylesheet_reader *reader)
{
	struct stylesheet *sheet = arena_alloc(reader->arena, sizeof *sheet);

	sheet->file = reader->sheets.list[0].file;
	reader->sheet = sheet;
	list_files(reader);
	sheets_gather(&reader->sheets);
	read_root(reader);
	count_records(reader);
	for (enum style_kind kind = 0; kind < STYLE_KIND_COUNT; kind++)
		read_kind(reader, kind);
	for (size_t i = 0; i < reader->counts[STYLE_ROLE]; i++)
		((struct font_role *)record_at(reader, STYLE_ROLE, i))->index = i;
	return reader->failed ? NULL : sheet;
}

/* False: it is no style sheet, which was said. */
static bool add_source(
        struct stylesheet_reader *reader, const char *file, const struct xml_tree *tree)
{
	const struct xml_node *root = xml_root(reader->diag, file, tree, "styles", STYLE_NAMESPACE);

	reader->sheets.list[reader->sheets.count++] =
	        (struct source){ arena_strdup(reader->arena, file), root };
	return root;
}

/* The file that the last one read extends, beside it; NULL: none, or none that can be (said). */
static const char *extended_file(struct stylesheet_reader *reader)
{
	const struct source *last = &reader->sheets.list[reader->sheets.count - 1];
	const char *slash = strrchr(last->file, '/');
	const char *name = xml_value(reader->arena, last->root, "extends");
	const char *fault = NULL;

	if (!name)
		return NULL;
	const char *file = arena_printf(reader->arena, "%.*s%s",
	        slash ? (int)(slash + 1 - last->file) : 0, last->file, name);
	for (size_t i = 0; i < reader->sheets.count; i++)
		if (text_equal(reader->sheets.list[i].file, file))
			fault = "it extends itself / 循环引用";
	if (strchr(name, '/') || name[0] == '.' || name[0] == '\0')
		fault = "official.xml";
	else if (!fault && reader->sheets.count == SOURCE_LIMIT)
		fault = "at most 3 / 最多3层";
	if (!fault)
		return file;
	const char *const words[] = { "extends", name, fault };
	bad_value(reader, last->root, words);
	return NULL;
}

/* `trees` NULL: there are no files, so that none can be extended. */
static const struct stylesheet *read_all(struct stylesheet_reader *reader, struct trees *trees)
{
	const struct sheets *sheets = &reader->sheets;
	const char *file;

	while ((file = extended_file(reader))) {
		const struct xml_tree *tree = !trees
		        ? NULL
		        : trees_read(trees, reader->diag, file,
		                sheets_place(sheets, sheets->list[sheets->count - 1].root));
		if (!tree || !add_source(reader, file, tree))
			return NULL;
	}
	return reader->failed ? NULL : read_sheet(reader);
}

static const struct stylesheet *read_from(struct arena *arena, struct diag *diag,
        struct trees *trees, const char *file, const struct xml_tree *tree)
{
	struct stylesheet_reader reader = {
		.arena = arena, .diag = diag, .sheets = { .arena = arena }
	};

	return add_source(&reader, file, tree) ? read_all(&reader, trees) : NULL;
}

const struct stylesheet *stylesheet_parse(
        struct arena *arena, struct diag *diag, const char *file, const struct xml_tree *tree)
{
	return read_from(arena, diag, NULL, file, tree);
}

const struct stylesheet *stylesheet_of_trees(struct arena *arena, struct diag *diag,
        struct trees *trees, const char *file, struct place from)
{
	const struct xml_tree *tree = trees_read(trees, diag, file, from);

	return tree ? read_from(arena, diag, trees, file, tree) : NULL;
}

const struct stylesheet *stylesheet_read(struct arena *arena, struct diag *diag,
        const struct root *root, const char *file, struct place from)
{
	struct trees *trees = trees_new(root);
	const struct stylesheet *sheet = stylesheet_of_trees(arena, diag, trees, file, from);

	trees_free(trees);
	return sheet;
}
