/*
 * An element is an object of libharu whose line is printed here when the file is written, since a
 * full dictionary takes five times the memory. Elements that nothing of is on a page are left out,
 * cells aside, which a table counts.
 *
 * The order of kids: what stands within a line comes between the marked content of its parent as it
 * does on the page, for it was marked in that order; all else as the structure has it.
 */
#include "paper/pdf/tags.h"

#include "paper/pdf/objects.h"
#include "paper/pdf/unicode.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

/* Of arrays, in PDF/A-1 (ISO 19005-1, 6.1.12 with PDF 1.4, appendix C). */
#define ARRAY_MOST 8191
/* Pairs of a leaf of a tree of numbers or names. */
#define LEAF_MOST 1000

/* Characters of a string, which has 65,535 bytes at most: two each, both perhaps behind a sign. */
#define STRING_MOST 16000

/* Sorted as their numbers are. */
#define NOTE_ID "n%07" PRIu32

#define NEVER UINT64_MAX

/* Marked content of a tag. */
struct marked_content {
	uint32_t page, number;
	uint32_t next; /* of the same tag; index + 1, 0: none */
};

/* What is known of a tag in the file. */
struct tag_object {
	struct tags *tags;
	uint32_t tag;
	uint32_t first, last; /* of tags->contents, index + 1; 0: none */
	uint32_t links;       /* annotations, of tags->links, index + 1; 0: none */
	uint64_t place;       /* of the first content of it or of what is in it; NEVER: none */
	bool hangs;           /* the document is read with it */
	bool shown;           /* it is in the file */
	bool has_kids;        /* some of them are */
	bool has_box;
	struct box box;
	HPDF_Dict object;
};

struct tagged_page {
	uint32_t *owners; /* tag by number of marked content */
	size_t count, capacity;
};

struct tagged_link {
	uint32_t tag;
	uint32_t next; /* of the same tag; index + 1, 0: none */
	size_t page;
	HPDF_Dict annotation;
};

struct tags {
	struct arena *arena;
	const struct structure *structure; /* NULL: nothing is tagged */
	struct tag_object *elements;       /* by tag */
	size_t element_count, element_capacity;
	struct marked_content *contents;
	size_t content_count, content_capacity;
	struct tagged_page *pages;
	size_t page_count, page_capacity;
	struct tagged_link *links;
	size_t link_count, link_capacity;
	uint32_t *notes; /* tags */
	size_t note_count;
	struct pdf_pages objects; /* for when the file is written */
	HPDF_Dict root;
	struct text line; /* the entry being printed */
};

struct tags *tags_new(struct arena *arena)
{
	struct tags *tags = arena_alloc(arena, sizeof *tags);

	*tags = (struct tags){ .arena = arena };
	text_init(&tags->line);
	return tags;
}

void tags_release(struct tags *tags)
{
	text_release(&tags->line);
}

void tags_begin_page(struct tags *tags, const struct structure *structure)
{
	tags->structure = structure;
	tags->pages = arena_grow(tags->arena, tags->pages, &tags->page_capacity, tags->page_count,
	        sizeof *tags->pages);
	tags->pages[tags->page_count++] = (struct tagged_page){ .count = 0 };
}

static struct tag_object *element_of(struct tags *tags, uint32_t tag)
{
	while (tags->element_count <= tag) {
		tags->elements = arena_grow(tags->arena, tags->elements, &tags->element_capacity,
		        tags->element_count, sizeof *tags->elements);
		tags->elements[tags->element_count] = (struct tag_object){
			.tags = tags, .tag = (uint32_t)tags->element_count, .place = NEVER
		};
		tags->element_count++;
	}
	return &tags->elements[tag];
}

uint32_t tags_mark(struct tags *tags, uint32_t tag)
{
	struct tag_object *element = element_of(tags, tag);
	struct tagged_page *page = &tags->pages[tags->page_count - 1];
	const uint32_t number = (uint32_t)page->count;

	page->owners = arena_grow(
	        tags->arena, page->owners, &page->capacity, page->count, sizeof *page->owners);
	page->owners[page->count++] = tag;
	tags->contents = arena_grow(tags->arena, tags->contents, &tags->content_capacity,
	        tags->content_count, sizeof *tags->contents);
	tags->contents[tags->content_count++] =
	        (struct marked_content){ .page = (uint32_t)tags->page_count - 1, .number = number };
	if (element->last != 0)
		tags->contents[element->last - 1].next = (uint32_t)tags->content_count;
	else
		element->first = (uint32_t)tags->content_count;
	element->last = (uint32_t)tags->content_count;
	return number;
}

void tags_place(struct tags *tags, uint32_t tag, struct box box)
{
	struct tag_object *element = element_of(tags, tag);

	element->has_box = true;
	element->box = box;
}

/* Keys of pages come first in the ParentTree, then those of links. */
static size_t key_count(const struct tags *tags)
{
	return tags->page_count + tags->link_count;
}

bool tags_link(struct tags *tags, HPDF_Doc document, const struct tagged_area *area)
{
	struct tag_object *element = element_of(tags, area->tag);
	const char *words = structure_tag(tags->structure, area->tag)->words;
	const HPDF_STATUS status =
	        HPDF_Dict_AddNumber(area->annotation, "StructParent", (HPDF_INT32)key_count(tags));

	tags->links = arena_grow(tags->arena, tags->links, &tags->link_capacity, tags->link_count,
	        sizeof *tags->links);
	tags->links[tags->link_count++] = (struct tagged_link){ .tag = area->tag,
		.next = element->links,
		.page = area->page,
		.annotation = area->annotation };
	element->links = (uint32_t)tags->link_count;
	return status == HPDF_OK
	        && pdf_meta_text(document, area->annotation, "Contents", words ? words : "");
}

/* Printing */

static void add_reference(struct text *out, const void *object)
{
	text_printf(out, "%u 0 R", objects_number(object));
}

/* A text string in brackets. */
static void add_string(struct text *out, const char *string)
{
	struct text bytes;

	text_init(&bytes);
	unicode_text_string(&bytes, string, STRING_MOST);
	text_add_char(out, '(');
	for (size_t i = 0; i < bytes.length; i++) {
		const char byte = bytes.bytes[i];
		if (byte == '(' || byte == ')' || byte == '\\')
			text_add_char(out, '\\');
		/* A reader takes CR for LF. */
		text_add_bytes(out, byte == '\r' ? "\\r" : &byte, byte == '\r' ? 2 : 1);
	}
	text_add_char(out, ')');
	text_release(&bytes);
}

/* Lengths of the page, in whole points around the box. */
static void add_bounds(struct text *out, const struct box *box)
{
	text_printf(out, "/BBox[%d %d %d %d]", (int)(box->x / MPT_PER_POINT),
	        (int)(box->y / MPT_PER_POINT), (int)((box->x + box->width) / MPT_PER_POINT) + 1,
	        (int)((box->y + box->height) / MPT_PER_POINT) + 1);
}

static void add_attributes(
        struct text *out, const struct tag_object *element, const struct tag *tag)
{
	if (tag->role == TAG_HEAD_CELL || tag->rows > 1 || tag->columns > 1) {
		text_add(out, "/A<</O/Table");
		if (tag->role == TAG_HEAD_CELL)
			text_add(out, "/Scope/Column");
		if (tag->rows > 1)
			text_printf(out, "/RowSpan %u", tag->rows);
		if (tag->columns > 1)
			text_printf(out, "/ColSpan %u", tag->columns);
		text_add(out, ">>");
	}
	if (tag->role == TAG_FIGURE && element->has_box) {
		text_add(out, "/A<</O/Layout");
		add_bounds(out, &element->box);
		text_add(out, ">>");
	}
	if (tag->role == TAG_FIGURE && tag->words) {
		text_add(out, "/Alt");
		add_string(out, tag->words);
	}
	if (tag->role == TAG_NOTE)
		text_printf(out, "/ID(" NOTE_ID ")", element->tag);
}

/* A blank unless the last character parts already. */
static void part(struct text *out)
{
	if (out->bytes[out->length - 1] != '[')
		text_add_char(out, ' ');
}

/* Marked content up to a place; those of the page that the element names are numbers. */
static uint32_t add_contents(struct tags *tags, uint32_t content, uint32_t own_page, uint64_t until)
{
	struct text *out = &tags->line;

	while (content != 0) {
		const struct marked_content *marked = &tags->contents[content - 1];
		if (((uint64_t)marked->page << 32 | marked->number) >= until)
			break;
		part(out);
		if (marked->page == own_page) {
			text_printf(out, "%" PRIu32, marked->number);
		} else {
			text_add(out, "<</Type/MCR/Pg ");
			add_reference(out, tags->objects.pages[marked->page]);
			text_printf(out, "/MCID %" PRIu32 ">>", marked->number);
		}
		content = marked->next;
	}
	return content;
}

static void add_annotations(struct tags *tags, const struct tag_object *element)
{
	struct text *out = &tags->line;

	for (uint32_t i = element->links; i != 0; i = tags->links[i - 1].next) {
		part(out);
		text_add(out, "<</Type/OBJR/Obj ");
		add_reference(out, tags->links[i - 1].annotation);
		text_add(out, "/Pg ");
		add_reference(out, tags->objects.pages[tags->links[i - 1].page]);
		text_add(out, ">>");
	}
}

static void add_kids(struct tags *tags, const struct tag_object *element, const struct tag *tag)
{
	struct text *out = &tags->line;
	uint32_t content = element->first;
	const uint32_t page = content != 0 ? tags->contents[content - 1].page : 0;

	text_add(out, "/K[");
	for (uint32_t kid = tag->first; kid != 0; kid = structure_tag(tags->structure, kid)->next) {
		const struct tag_object *of = &tags->elements[kid];
		const enum tag_role role = (enum tag_role)structure_tag(tags->structure, kid)->role;
		if (!of->shown)
			continue;
		/* A note stands at the foot and is read behind its mark. */
		if (tag_role_is_inline(role) && role != TAG_NOTE)
			content = add_contents(tags, content, page, of->place);
		part(out);
		add_reference(out, of->object);
	}
	(void)add_contents(tags, content, page, NEVER);
	add_annotations(tags, element);
	text_add_char(out, ']');
}

/* [3] says no more than 3 and is the rule. */
static void drop_brackets(struct text *out, size_t start)
{
	const size_t first = start + sizeof "/K[" - 1;

	for (size_t i = first; i + 1 < out->length; i++) {
		if (out->bytes[i] < '0' || out->bytes[i] > '9')
			return;
	}
	out->bytes[first - 1] = ' ';
	out->bytes[--out->length] = '\0';
}

static HPDF_STATUS write_line(HPDF_Stream stream, const struct text *line)
{
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)line->bytes, (HPDF_UINT)line->length);
}

static HPDF_STATUS write_element(HPDF_Dict object, HPDF_Stream stream)
{
	const struct tag_object *element = objects_record(object);
	struct tags *tags = element->tags;
	const struct tag *tag = structure_tag(tags->structure, element->tag);
	struct text *out = &tags->line;

	text_clear(out);
	text_printf(out, "/S/%s/P ", tag_role_name((enum tag_role)tag->role));
	add_reference(out, tag->parent != 0 ? tags->elements[tag->parent].object : tags->root);
	if (element->first != 0) {
		text_add(out, "/Pg ");
		add_reference(out, tags->objects.pages[tags->contents[element->first - 1].page]);
	}
	const size_t start = out->length;
	if (element->first != 0 || element->links != 0 || element->has_kids) {
		add_kids(tags, element, tag);
		drop_brackets(out, start);
	}
	add_attributes(out, element, tag);
	return write_line(stream, out);
}

/* The trees of numbers and names */

/* Keys from … to - 1 of the ParentTree, or notes of the IDTree. */
struct leaf {
	struct tags *tags;
	size_t from, to;
};

static void add_owners(struct tags *tags, const struct tagged_page *page)
{
	struct text *out = &tags->line;

	text_add_char(out, '[');
	for (size_t i = 0; i < page->count; i++) {
		part(out);
		add_reference(out, tags->elements[page->owners[i]].object);
	}
	text_add_char(out, ']');
}

static HPDF_STATUS write_parents(HPDF_Dict object, HPDF_Stream stream)
{
	const struct leaf *leaf = objects_record(object);
	struct tags *tags = leaf->tags;
	struct text *out = &tags->line;

	text_clear(out);
	text_printf(out, "/Limits[%zu %zu]/Nums[", leaf->from, leaf->to - 1);
	for (size_t i = leaf->from; i < leaf->to; i++) {
		part(out);
		text_printf(out, "%zu ", i);
		if (i < tags->page_count)
			add_owners(tags, &tags->pages[i]);
		else
			add_reference(
			        out, tags->elements[tags->links[i - tags->page_count].tag].object);
	}
	text_add_char(out, ']');
	return write_line(stream, out);
}

static HPDF_STATUS write_names(HPDF_Dict object, HPDF_Stream stream)
{
	const struct leaf *leaf = objects_record(object);
	struct tags *tags = leaf->tags;
	struct text *out = &tags->line;

	text_clear(out);
	text_printf(out, "/Limits[(" NOTE_ID ")(" NOTE_ID ")]/Names[", tags->notes[leaf->from],
	        tags->notes[leaf->to - 1]);
	for (size_t i = leaf->from; i < leaf->to; i++) {
		text_printf(out, "(" NOTE_ID ")", tags->notes[i]);
		add_reference(out, tags->elements[tags->notes[i]].object);
	}
	text_add_char(out, ']');
	return write_line(stream, out);
}

/* A tree of so many entries, in leaves. NULL: libharu failed. */
static HPDF_Dict add_tree(struct tags *tags, HPDF_Doc document, size_t count,
        HPDF_STATUS (*write)(HPDF_Dict object, HPDF_Stream stream))
{
	HPDF_Dict tree = objects_new(document);
	HPDF_Array kids = objects_array(document);

	if (!tree || !kids || HPDF_Dict_Add(tree, "Kids", kids) != HPDF_OK)
		return NULL;
	for (size_t from = 0; from < count; from += LEAF_MOST) {
		struct leaf *leaf = arena_alloc(tags->arena, sizeof *leaf);
		*leaf = (struct leaf){ .tags = tags,
			.from = from,
			.to = count - from > LEAF_MOST ? from + LEAF_MOST : count };
		HPDF_Dict object = objects_written(document, write, leaf);
		if (!object || HPDF_Array_Add(kids, object) != HPDF_OK)
			return NULL;
	}
	return tree;
}

/* The whole */

static uint64_t place_of(const struct tags *tags, uint32_t content)
{
	const struct marked_content *marked = &tags->contents[content - 1];

	return (uint64_t)marked->page << 32 | marked->number;
}

/* Which tags are in the file, from the last, which has no kids, to the document. */
static void settle(struct tags *tags)
{
	const uint32_t count = structure_count(tags->structure);

	(void)element_of(tags, count - 1);
	tags->elements[TAG_ROOT].hangs = true;
	for (uint32_t i = TAG_ROOT + 1; i < count; i++) {
		const struct tag *tag = structure_tag(tags->structure, i);
		tags->elements[i].hangs = tag->hangs && tags->elements[tag->parent].hangs;
	}
	for (uint32_t i = count - 1; i >= TAG_ROOT; i--) {
		struct tag_object *element = &tags->elements[i];
		const struct tag *tag = structure_tag(tags->structure, i);
		const bool is_cell = tag->role == TAG_CELL || tag->role == TAG_HEAD_CELL;
		if (element->first != 0 && place_of(tags, element->first) < element->place)
			element->place = place_of(tags, element->first);
		element->shown = element->first != 0 || element->links != 0 || element->has_kids
		        || (is_cell && element->hangs) || i == TAG_ROOT;
		struct tag_object *parent = &tags->elements[tag->parent];
		parent->has_kids |= element->shown;
		if (element->place < parent->place)
			parent->place = element->place;
	}
}

static bool add_elements(struct tags *tags, HPDF_Doc document)
{
	const uint32_t count = structure_count(tags->structure);

	tags->notes = arena_alloc_array(tags->arena, count, sizeof *tags->notes);
	for (uint32_t i = TAG_ROOT; i < count; i++) {
		struct tag_object *element = &tags->elements[i];
		if (!element->shown)
			continue;
		element->object = objects_written(document, write_element, element);
		if (!element->object)
			return false;
		if (structure_tag(tags->structure, i)->role == TAG_NOTE)
			tags->notes[tags->note_count++] = i;
	}
	return true;
}

static bool add_root(struct tags *tags, HPDF_Doc document)
{
	HPDF_Dict catalog = objects_catalog(document);
	HPDF_Dict info = objects_dict(document);
	HPDF_Dict parents = add_tree(tags, document, key_count(tags), write_parents);
	HPDF_Dict names = tags->note_count > 0
	        ? add_tree(tags, document, tags->note_count, write_names)
	        : NULL;

	return info && parents && (names || tags->note_count == 0)
	        && HPDF_Dict_AddName(tags->root, "Type", "StructTreeRoot") == HPDF_OK
	        && HPDF_Dict_Add(tags->root, "K", tags->elements[TAG_ROOT].object) == HPDF_OK
	        && HPDF_Dict_Add(tags->root, "ParentTree", parents) == HPDF_OK
	        && HPDF_Dict_AddNumber(tags->root, "ParentTreeNextKey", (HPDF_INT32)key_count(tags))
	        == HPDF_OK
	        && (!names || HPDF_Dict_Add(tags->root, "IDTree", names) == HPDF_OK)
	        && HPDF_Dict_Add(catalog, "StructTreeRoot", tags->root) == HPDF_OK
	        && HPDF_Dict_AddBoolean(info, "Marked", HPDF_TRUE) == HPDF_OK
	        && HPDF_Dict_Add(catalog, "MarkInfo", info) == HPDF_OK;
}

static bool mark_pages(const struct tags *tags)
{
	for (size_t i = 0; i < tags->page_count; i++) {
		HPDF_Dict page = tags->objects.pages[i];
		if (tags->pages[i].count > ARRAY_MOST
		        || HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)i) != HPDF_OK
		        || HPDF_Dict_AddName(page, "Tabs", "S") != HPDF_OK)
			return false;
	}
	return true;
}

bool tags_write(struct tags *tags, HPDF_Doc document, const struct pdf_pages *pages)
{
	if (!tags->structure)
		return true;
	tags->objects = *pages;
	tags->root = objects_new(document);
	settle(tags);
	return tags->root && mark_pages(tags) && add_elements(tags, document)
	        && add_root(tags, document);
}
