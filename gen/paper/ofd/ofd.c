/*
 * The package: OFD.xml names Doc_0/Document.xml, that the pages, fonts, images, outline and tags.
 * Pages are written while layout hands them over; all else when the document is finished.
 */
#include "paper/ofd/ofd.h"

#include "paper/image/image.h"
#include "paper/ofd/ofd_page.h"
#include "paper/ofd/ofd_xml.h"
#include "paper/ofd/ofd_zip.h"
#include "paper/pdf/pdf.h"

#include <stdlib.h>
#include <string.h>

#define DOC_ID 32 /* hexadecimal digits: GB/T 33190, 7.4 */

struct ofd {
	struct arena *arena;
	struct diag *diag;
	const struct document *source; /* its head */
	struct ofd_shared shared;
	struct ofd_page *pages;
	size_t count, capacity;
	const struct anchor *anchors;
	size_t anchor_count;
	const struct bookmark *bookmarks;
	size_t bookmark_count;
	bool finished;
};

struct ofd *ofd_new(struct diag *diag, struct faces *faces, const struct document *document)
{
	struct arena *arena = arena_new();
	struct ofd *ofd = arena_alloc(arena, sizeof *ofd);

	*ofd = (struct ofd){
		.arena = arena,
		.diag = diag,
		.source = document_head(arena, document),
		.shared = { .arena = arena, .fonts = ofd_fonts_new(diag, faces) },
	};
	return ofd;
}

void ofd_free(struct ofd *ofd)
{
	if (!ofd)
		return;
	for (size_t i = 0; i < ofd->count; i++)
		text_release(&ofd->pages[i].body);
	ofd_fonts_free(ofd->shared.fonts);
	arena_free(ofd->arena);
}

static bool add_page(void *context, const struct page *page)
{
	struct ofd *ofd = context;

	ofd->pages =
	        arena_grow(ofd->arena, ofd->pages, &ofd->capacity, ofd->count, sizeof *ofd->pages);
	ofd->pages[ofd->count] = (struct ofd_page){ 0 };
	ofd_page_add(&ofd->shared, page, &ofd->pages[ofd->count]);
	ofd->count++;
	return true;
}

static const struct anchor *copy_anchors(
        struct arena *arena, const struct anchor *anchors, size_t count)
{
	struct anchor *copy = arena_alloc_array(arena, count + 1, sizeof *copy);

	for (size_t i = 0; i < count; i++) {
		copy[i] = anchors[i];
		copy[i].name = arena_strdup(arena, anchors[i].name);
	}
	return copy;
}

static const struct bookmark *copy_bookmarks(
        struct arena *arena, const struct bookmark *bookmarks, size_t count)
{
	struct bookmark *copy = arena_alloc_array(arena, count + 1, sizeof *copy);

	for (size_t i = 0; i < count; i++) {
		copy[i] = bookmarks[i];
		copy[i].title = arena_strdup(arena, bookmarks[i].title);
	}
	return copy;
}

static bool finish(void *context, const struct anchor *anchors, size_t anchor_count,
        const struct bookmark *bookmarks, size_t bookmark_count)
{
	struct ofd *ofd = context;

	ofd->anchors = copy_anchors(ofd->arena, anchors, anchor_count);
	ofd->anchor_count = anchor_count;
	ofd->bookmarks = copy_bookmarks(ofd->arena, bookmarks, bookmark_count);
	ofd->bookmark_count = bookmark_count;
	ofd->finished = true;
	return true;
}

struct page_sink ofd_sink(struct ofd *ofd)
{
	return (struct page_sink){ .context = ofd, .page = add_page, .finish = finish };
}

/* <ofd:Actions> with one that goes to a place; `page` is counted from 1. */
static void write_goto(const struct ofd *ofd, struct text *out, size_t page, mpt y)
{
	text_printf(out,
	        "<ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:Goto><ofd:Dest Type=\"XYZ\" "
	        "PageID=\"%u\" "
	        "Left=\"0\" Top=\"",
	        ofd->pages[page - 1].id);
	ofd_xml_number(out, ofd_xml_micron(y));
	text_add(out, "\" Zoom=\"0\"/></ofd:Goto></ofd:Action></ofd:Actions>");
}

static const struct anchor *find_anchor(const struct ofd *ofd, const char *name)
{
	for (size_t i = 0; i < ofd->anchor_count; i++)
		if (text_equal(ofd->anchors[i].name, name))
			return &ofd->anchors[i];
	return NULL;
}

/* An area without a line or a fill, which acts when it is pressed. */
static void write_link(struct ofd *ofd, const struct ofd_link *link, struct text *out)
{
	const struct anchor *anchor =
	        link->target[0] == '#' ? find_anchor(ofd, link->target + 1) : NULL;
	const int64_t width = ofd_xml_micron(link->box.width);
	const int64_t height = ofd_xml_micron(link->box.height);

	if (link->target[0] == '#' && !anchor)
		return;
	text_printf(out, "<ofd:PathObject ID=\"%u\" Boundary=\"", ++ofd->shared.last_id);
	ofd_xml_box(out, ofd_xml_micron(link->box.x), ofd_xml_micron(link->box.y), width, height);
	text_add(out, "\" Stroke=\"false\">");
	if (anchor) {
		write_goto(ofd, out, anchor->page, anchor->y);
	} else {
		text_add(out, "<ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:URI URI=\"");
		ofd_xml_words(out, link->target);
		text_add(out, "\"/></ofd:Action></ofd:Actions>");
	}
	ofd_xml_rectangle(out, width, height);
	text_add(out, "</ofd:PathObject>\n");
}

static void write_area(struct text *out, const struct ofd_page *page)
{
	text_add(out, "<ofd:PhysicalBox>");
	ofd_xml_box(out, 0, 0, ofd_xml_micron(page->width), ofd_xml_micron(page->height));
	text_add(out, "</ofd:PhysicalBox>");
}

static void write_page(struct ofd *ofd, const struct ofd_page *page, struct text *out)
{
	text_add(out, OFD_HEAD "<ofd:Page " OFD_SPACE "><ofd:Area>");
	write_area(out, page);
	text_printf(
	        out, "</ofd:Area><ofd:Content><ofd:Layer ID=\"%u\" Type=\"Body\">\n", page->layer);
	ofd_page_body(&ofd->shared, page, out);
	for (size_t i = 0; i < page->link_count; i++)
		write_link(ofd, &page->links[i], out);
	text_add(out, "</ofd:Layer></ofd:Content></ofd:Page>\n");
}

/* Elements lie in each other as their levels do; a level that is passed over counts as the next. */
static void write_outlines(const struct ofd *ofd, struct text *out)
{
	int depth = 0;
	int *levels = arena_alloc_array(ofd->arena, ofd->bookmark_count + 1, sizeof *levels);

	if (ofd->bookmark_count == 0)
		return;
	text_add(out, "<ofd:Outlines>\n");
	for (size_t i = 0; i < ofd->bookmark_count; i++) {
		const struct bookmark *bookmark = &ofd->bookmarks[i];
		for (; depth > 0 && levels[depth - 1] >= bookmark->level; depth--)
			text_add(out, "</ofd:OutlineElem>\n");
		levels[depth++] = bookmark->level;
		text_add(out, "<ofd:OutlineElem Title=\"");
		ofd_xml_words(out, bookmark->title);
		text_add(out, "\">");
		write_goto(ofd, out, bookmark->page, bookmark->y);
	}
	for (; depth > 0; depth--)
		text_add(out, "</ofd:OutlineElem>\n");
	text_add(out, "</ofd:Outlines>");
}

static void write_document(const struct ofd *ofd, bool has_tags, struct text *out)
{
	text_printf(out,
	        OFD_HEAD "<ofd:Document " OFD_SPACE
	                 "><ofd:CommonData><ofd:MaxUnitID>%u</ofd:MaxUnitID><ofd:PageArea>",
	        ofd->shared.last_id);
	write_area(out, &ofd->pages[0]);
	text_add(out, "</ofd:PageArea>");
	if (ofd->shared.font_count > 0)
		text_add(out, "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>");
	if (ofd->shared.image_count > 0)
		text_add(out, "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>");
	text_add(out, "</ofd:CommonData><ofd:Pages>\n");
	for (size_t i = 0; i < ofd->count; i++)
		text_printf(out, "<ofd:Page ID=\"%u\" BaseLoc=\"Pages/Page_%zu/Content.xml\"/>\n",
		        ofd->pages[i].id, i);
	text_add(out, "</ofd:Pages>");
	write_outlines(ofd, out);
	if (has_tags)
		text_add(out, "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>");
	text_add(out, "</ofd:Document>\n");
}

static const char *font_path(const struct ofd *ofd, size_t number)
{
	return arena_printf(ofd->arena, "Font_%zu.%s", number,
	        ofd_fonts_file(ofd->shared.fonts, number).is_truetype ? "ttf" : "otf");
}

static void write_fonts(const struct ofd *ofd, struct text *out)
{
	text_add(out, OFD_HEAD "<ofd:Res " OFD_SPACE " BaseLoc=\"Res\"><ofd:Fonts>\n");
	for (size_t i = 0; i < ofd->shared.font_count; i++) {
		text_printf(out, "<ofd:Font ID=\"%u\" FontName=\"", ofd->shared.font_ids[i]);
		ofd_xml_words(out, ofd_fonts_file(ofd->shared.fonts, i).name);
		text_add(out, "\" FamilyName=\"");
		ofd_xml_words(out, ofd_fonts_file(ofd->shared.fonts, i).name);
		text_printf(
		        out, "\"><ofd:FontFile>%s</ofd:FontFile></ofd:Font>\n", font_path(ofd, i));
	}
	text_add(out, "</ofd:Fonts></ofd:Res>\n");
}

static void write_images(const struct ofd *ofd, struct text *out)
{
	text_add(out, OFD_HEAD "<ofd:Res " OFD_SPACE " BaseLoc=\"Res\"><ofd:MultiMedias>\n");
	for (size_t i = 0; i < ofd->shared.image_count; i++)
		text_printf(out,
		        "<ofd:MultiMedia ID=\"%u\" Type=\"Image\" "
		        "Format=\"PNG\"><ofd:MediaFile>Image_%zu.png</ofd:MediaFile></"
		        "ofd:MultiMedia>\n",
		        ofd->shared.image_ids[i], i);
	text_add(out, "</ofd:MultiMedias></ofd:Res>\n");
}

static void add_info(struct text *out, const char *name, const char *words)
{
	if (!words[0])
		return;
	text_printf(out, "<ofd:%s>", name);
	ofd_xml_words(out, words);
	text_printf(out, "</ofd:%s>", name);
}

/* Its identity is the PDF's of the same pages: they are one document. */
static void write_root(const struct ofd *ofd, const struct digest *identity, struct text *out)
{
	const struct document *source = ofd->source;
	const char *date = date_format(ofd->arena, source->date);
	char hex[DIGEST_HEX];

	digest_hex(identity, hex);
	hex[DOC_ID] = '\0';
	text_add(out,
	        OFD_HEAD "<ofd:OFD " OFD_SPACE
	                 " Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>");
	add_info(out, "DocID", hex);
	add_info(out, "Title", source->title);
	add_info(out, "Author", source->author);
	add_info(out, "Subject", source->subject);
	add_info(out, "CreationDate", date);
	add_info(out, "ModDate", date);
	if (source->keywords[0]) {
		text_add(out, "<ofd:Keywords>");
		add_info(out, "Keyword", source->keywords);
		text_add(out, "</ofd:Keywords>");
	}
	add_info(out, "Creator", "minsheng");
	add_info(out, "CreatorVersion", MINSHENG_VERSION);
	text_add(out,
	        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></"
	        "ofd:OFD>\n");
}

/* The words of objects `from` … `to` - 1 of page 1, put together. */
static const char *words_of(const struct ofd *ofd, size_t from, size_t to)
{
	const char *words = "";

	for (size_t i = from; i < to; i++)
		words = arena_printf(ofd->arena, "%s%s", words, ofd->pages[0].words[i].words);
	return words;
}

/* Objects of page 1 in a row that say at least half of what is tagged, the first such: how many. */
static size_t write_tag(
        const struct ofd *ofd, struct text *out, const char *name, const char *value)
{
	const struct ofd_page *page = &ofd->pages[0];

	for (size_t from = 0; from < page->word_count && value[0]; from++) {
		size_t to = from;
		while (to < page->word_count && strstr(value, words_of(ofd, from, to + 1)))
			to++;
		if (to == from || 2 * strlen(words_of(ofd, from, to)) < strlen(value))
			continue;
		text_printf(out, "<mt:%s>", name);
		for (size_t i = from; i < to; i++)
			text_printf(out, "<ofd:ObjectRef PageRef=\"%u\">%u</ofd:ObjectRef>",
			        page->id, page->words[i].id);
		text_printf(out, "</mt:%s>\n", name);
		return to - from;
	}
	return 0;
}

/* False: nothing on page 1 is what is tagged. */
static bool write_tags(const struct ofd *ofd, struct text *out)
{
	const struct date date = ofd->source->date;
	const char *day = arena_printf(ofd->arena, "%d年%d月%d日", date.year, date.month, date.day);

	text_add(out,
	        OFD_HEAD "<mt:DocumentTags xmlns:mt=\"urn:minsheng:ofd-tags\" " OFD_SPACE ">\n");
	const size_t count = write_tag(ofd, out, "Title", ofd->source->title)
	        + write_tag(ofd, out, "Number", ofd->source->subject)
	        + write_tag(ofd, out, "Organ", ofd->source->author)
	        + write_tag(ofd, out, "Date", day);
	text_add(out, "</mt:DocumentTags>\n");
	return count > 0;
}

/* The parts in the order in which they stand in the archive, behind OFD.xml. */
struct ofd_part {
	const char *name;
	struct text text;  /* of a part that is XML */
	const char *bytes; /* else NULL */
	size_t length;
};

struct part_list {
	struct arena *arena;
	struct ofd_part *list;
	size_t count, capacity;
};

static struct text *add_part(struct part_list *parts, const char *name)
{
	parts->list = arena_grow(
	        parts->arena, parts->list, &parts->capacity, parts->count, sizeof *parts->list);
	struct ofd_part *part = &parts->list[parts->count++];
	*part = (struct ofd_part){ .name = name };
	text_init(&part->text);
	return &part->text;
}

static void add_fonts(struct ofd *ofd, struct part_list *parts)
{
	for (size_t i = 0; i < ofd->shared.font_count; i++) {
		const struct ofd_font_file file = ofd_fonts_file(ofd->shared.fonts, i);
		add_part(parts, arena_printf(ofd->arena, "Doc_0/Res/%s", font_path(ofd, i)));
		parts->list[parts->count - 1].bytes = file.bytes;
		parts->list[parts->count - 1].length = file.length;
	}
}

static bool add_images(struct ofd *ofd, struct part_list *parts)
{
	bool done = true;

	for (size_t i = 0; i < ofd->shared.image_count; i++)
		done = image_encode(ofd->shared.images[i],
		               add_part(parts,
		                       arena_printf(ofd->arena, "Doc_0/Res/Image_%zu.png", i)))
		        && done;
	return done;
}

static bool make_parts(struct ofd *ofd, struct part_list *parts)
{
	struct text tags;

	text_init(&tags);
	const bool has_tags = ofd->count > 0 && write_tags(ofd, &tags);
	for (size_t i = 0; i < ofd->count; i++)
		write_page(ofd, &ofd->pages[i],
		        add_part(parts,
		                arena_printf(ofd->arena, "Doc_0/Pages/Page_%zu/Content.xml", i)));
	write_document(ofd, has_tags, add_part(parts, "Doc_0/Document.xml"));
	if (ofd->shared.font_count > 0)
		write_fonts(ofd, add_part(parts, "Doc_0/PublicRes.xml"));
	if (ofd->shared.image_count > 0)
		write_images(ofd, add_part(parts, "Doc_0/DocumentRes.xml"));
	if (has_tags) {
		text_add(add_part(parts, "Doc_0/Tags/CustomTags.xml"),
		        OFD_HEAD "<ofd:CustomTags " OFD_SPACE
		                 "><ofd:CustomTag NameSpace=\"urn:minsheng:ofd-tags\">"
		                 "<ofd:FileLoc>DocumentTags.xml</ofd:FileLoc></ofd:CustomTag></"
		                 "ofd:CustomTags>\n");
		text_add(add_part(parts, "Doc_0/Tags/DocumentTags.xml"), tags.bytes);
	}
	text_release(&tags);
	add_fonts(ofd, parts);
	return add_images(ofd, parts);
}

static const char *bytes_of(const struct ofd_part *part, size_t *length)
{
	*length = part->bytes ? part->length : part->text.length;
	return part->bytes ? part->bytes : part->text.bytes;
}

static bool pack(struct ofd *ofd, const struct digest *identity, const struct part_list *parts,
        struct text *out)
{
	struct text root;

	text_init(&root);
	write_root(ofd, identity, &root);
	struct ofd_zip *zip = ofd_zip_new();
	if (zip)
		ofd_zip_add(zip, "OFD.xml", root.bytes, root.length);
	for (size_t i = 0; zip && i < parts->count; i++) {
		size_t length = 0;
		const char *bytes = bytes_of(&parts->list[i], &length);
		ofd_zip_add(zip, parts->list[i].name, bytes, length);
	}
	const bool done = ofd_zip_end(zip, out);
	text_release(&root);
	return done;
}

bool ofd_write(struct ofd *ofd, const struct pdf *pdf, struct text *out)
{
	struct part_list parts = { .arena = ofd->arena };

	text_clear(out);
	if (!ofd->finished || ofd->count == 0) {
		diag_say(ofd->diag, MSG_OFD_LIBRARY, place_file(ofd->source->file), "layout");
		return false;
	}
	if (!ofd_fonts_build(ofd->shared.fonts, pdf))
		return false;
	const bool done = make_parts(ofd, &parts) && pack(ofd, pdf_identity(pdf), &parts, out);
	for (size_t i = 0; i < parts.count; i++)
		text_release(&parts.list[i].text);
	if (!done)
		diag_say(ofd->diag, MSG_OFD_LIBRARY, place_file(ofd->source->file), "libzip");
	return done;
}
