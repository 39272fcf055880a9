/*
 * An element's line is printed here when the file is written: all but the first are one object of
 * libharu under many numbers, since a dictionary for each takes 250 bytes. Elements that nothing of
 * is on a page are left out, cells aside, which a table counts.
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

#define NEVER UINT32_MAX

/* Marked content of a tag; their list has them in the order of the pages and on the page. */
struct marked_content {
	uint32_t page, number;
	uint32_t next; /* of the same tag; index + 1, 0: none */
};

/* What is known of a tag in the file. There are as many as tags, of which tables have thousands. */
struct tag_object {
	uint32_t first, last; /* of tags->contents, index + 1; 0: none */
	uint32_t links;       /* annotations, of tags->links, index + 1; 0: none */
	uint32_t place;       /* of the first content of it or of what is in it; NEVER: none */
	uint32_t box;         /* of tags->boxes, index + 1; 0: none */
	unsigned number;      /* of its object; 0: it has none */
	bool hangs;           /* the document is read with it */
	bool shown;           /* it is in the file */
	bool has_kids;        /* some of them are */
};

/* They never move, so that a large document has them in memory once. */
#define BLOCK_OBJECTS 128

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
	struct tag_object **blocks;        /* of BLOCK_OBJECTS, by tag */
	size_t block_count, block_capacity;
	struct box *boxes;
	size_t box_count, box_capacity;
	struct marked_content *contents;
	size_t content_count, content_capacity;
	struct tagged_page *pages;
	size_t page_count, page_capacity;
	struct tagged_link *links;
	size_t link_count, link_capacity;
	uint32_t *written; /* tags that are objects, whose numbers follow each other */
	size_t written_count;
	size_t printed;  /* of them, to the file */
	uint32_t *notes; /* tags */
	size_t note_count;
	struct pdf_pages objects; /* for when the file is written */
	HPDF_Dict root, top;      /* of the tree; the document's element */
	HPDF_Dict others;         /* all other elements, one after the other */
	struct text line;         /* the entry being printed */
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

static void add_block(struct tags *tags)
{
	struct tag_object *block = arena_alloc_array(tags->arena, BLOCK_OBJECTS, sizeof *block);

	for (size_t i = 0; i < BLOCK_OBJECTS; i++)
		block[i].place = NEVER;
	tags->blocks = arena_grow(tags->arena, tags->blocks, &tags->block_capacity,
	        tags->block_count, sizeof(struct tag_object *));
	tags->blocks[tags->block_count++] = block;
}

static struct tag_object *element_of(struct tags *tags, uint32_t tag)
{
	while (tags->block_count <= tag / BLOCK_OBJECTS)
		add_block(tags);
	return &tags->blocks[tag / BLOCK_OBJECTS][tag % BLOCK_OBJECTS];
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

	if (element->box == 0) {
		tags->boxes = arena_grow(tags->arena, tags->boxes, &tags->box_capacity,
		        tags->box_count, sizeof *tags->boxes);
		element->box = (uint32_t)++tags->box_count;
	}
	tags->boxes[element->box - 1] = box;
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

static void add_number(struct text *out, unsigned number)
{
	char digits[12];
	size_t first = sizeof digits;

	do
		digits[--first] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	text_add_bytes(out, digits + first, sizeof digits - first);
}

/* To an object by its number. */
static void add_reference(struct text *out, unsigned number)
{
	add_number(out, number);
	text_add_bytes(out, " 0 R", sizeof " 0 R" - 1);
}

/* To the page by its index. */
static void add_page_reference(struct tags *tags, size_t page)
{
	text_add(&tags->line, "/Pg ");
	add_reference(&tags->line, objects_number(tags->objects.pages[page]));
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

static void add_attributes(struct tags *tags, uint32_t number)
{
	const struct tag_object *element = element_of(tags, number);
	const struct tag *tag = structure_tag(tags->structure, number);
	struct text *out = &tags->line;

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
	if (tag->role == TAG_FIGURE && element->box != 0) {
		text_add(out, "/A<</O/Layout");
		add_bounds(out, &tags->boxes[element->box - 1]);
		text_add(out, ">>");
	}
	if (tag->role == TAG_FIGURE && tag->words) {
		text_add(out, "/Alt");
		add_string(out, tag->words);
	}
	if (tag->role == TAG_NOTE)
		text_printf(out, "/ID(" NOTE_ID ")", number);
}

/* A blank unless the last character parts already. */
static void part(struct text *out)
{
	if (out->bytes[out->length - 1] != '[')
		text_add_char(out, ' ');
}

/* Marked content up to a place; those of the page that the element names are numbers. */
static uint32_t add_contents(struct tags *tags, uint32_t content, uint32_t own_page, uint32_t until)
{
	struct text *out = &tags->line;

	while (content != 0 && content < until) {
		const struct marked_content *marked = &tags->contents[content - 1];
		part(out);
		if (marked->page == own_page) {
			add_number(out, marked->number);
		} else {
			text_add(out, "<</Type/MCR");
			add_page_reference(tags, marked->page);
			text_add(out, "/MCID ");
			add_number(out, marked->number);
			text_add(out, ">>");
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
		add_reference(out, objects_number(tags->links[i - 1].annotation));
		add_page_reference(tags, tags->links[i - 1].page);
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
		const struct tag_object *of = element_of(tags, kid);
		const enum tag_role role = (enum tag_role)structure_tag(tags->structure, kid)->role;
		if (!of->shown)
			continue;
		/* A note stands at the foot and is read behind its mark. */
		if (tag_role_is_inline(role) && role != TAG_NOTE)
			content = add_contents(tags, content, page, of->place);
		part(out);
		add_reference(out, of->number);
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
	struct tags *tags = objects_record(object);
	const uint32_t number = tags->written[tags->printed++];
	const struct tag_object *element = element_of(tags, number);
	const struct tag *tag = structure_tag(tags->structure, number);
	struct text *out = &tags->line;

	text_clear(out);
	text_add(out, "/S/");
	text_add(out, tag_role_name((enum tag_role)tag->role));
	text_add(out, "/P ");
	add_reference(out,
	        tag->parent != 0 ? element_of(tags, tag->parent)->number
	                         : objects_number(tags->root));
	if (element->first != 0)
		add_page_reference(tags, tags->contents[element->first - 1].page);
	const size_t start = out->length;
	if (element->first != 0 || element->links != 0 || element->has_kids) {
		add_kids(tags, element, tag);
		drop_brackets(out, start);
	}
	add_attributes(tags, number);
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
		add_reference(out, element_of(tags, page->owners[i])->number);
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
			add_reference(out,
			        element_of(tags, tags->links[i - tags->page_count].tag)->number);
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
		add_reference(out, element_of(tags, tags->notes[i])->number);
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

/* Which tags are in the file, from the last, which has no kids, to the document. */
static void settle(struct tags *tags)
{
	const uint32_t count = structure_count(tags->structure);

	element_of(tags, TAG_ROOT)->hangs = true;
	for (uint32_t i = TAG_ROOT + 1; i < count; i++) {
		const struct tag *tag = structure_tag(tags->structure, i);
		element_of(tags, i)->hangs = tag->hangs && element_of(tags, tag->parent)->hangs;
	}
	for (uint32_t i = count - 1; i >= TAG_ROOT; i--) {
		struct tag_object *element = element_of(tags, i);
		const struct tag *tag = structure_tag(tags->structure, i);
		const bool is_cell = tag->role == TAG_CELL || tag->role == TAG_HEAD_CELL;
		if (element->first != 0 && element->first < element->place)
			element->place = element->first;
		element->shown = element->first != 0 || element->links != 0 || element->has_kids
		        || (is_cell && element->hangs) || i == TAG_ROOT;
		struct tag_object *parent = element_of(tags, tag->parent);
		parent->has_kids |= element->shown;
		if (element->place < parent->place)
			parent->place = element->place;
	}
}

/* The document's element has an object to itself, since libharu refers to it; all others are one.
 */
static unsigned number_element(struct tags *tags, HPDF_Doc document)
{
	if (tags->others)
		return objects_again(document, tags->others);
	HPDF_Dict object = objects_written(document, write_element, tags);
	if (!object)
		return 0;
	if (!tags->top)
		tags->top = object;
	else
		tags->others = object;
	return objects_number(object);
}

static bool add_elements(struct tags *tags, HPDF_Doc document)
{
	const uint32_t count = structure_count(tags->structure);

	tags->notes = arena_alloc_array(tags->arena, count, sizeof *tags->notes);
	tags->written = arena_alloc_array(tags->arena, count, sizeof *tags->written);
	for (uint32_t i = TAG_ROOT; i < count; i++) {
		struct tag_object *element = element_of(tags, i);
		if (!element->shown)
			continue;
		element->number = number_element(tags, document);
		if (element->number == 0)
			return false;
		tags->written[tags->written_count++] = i;
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
	        && HPDF_Dict_Add(tags->root, "K", tags->top) == HPDF_OK
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
