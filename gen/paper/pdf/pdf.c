/*
 * One PDF document: pages are written as content streams while layout hands them over; fonts are
 * cut, codes filled in and streams deflated when it is finished.
 *
 * libharu's errors are sticky: its handler keeps the first, which is asked for at the end of each
 * stage. A version of it that objects.h does not know is refused before anything is drawn.
 */
#include "paper/pdf/pdf.h"

#include "base/memory.h"
#include "paper/layout/inline/wordbreaks.h"
#include "paper/pdf/content.h"
#include "paper/pdf/intent.h"
#include "paper/pdf/meta.h"
#include "paper/pdf/objects.h"
#include "paper/pdf/stock.h"
#include "paper/pdf/stream.h"
#include "paper/pdf/tags.h"

#include <hb.h>
#include <hpdf.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

/* A link on its page, kept until all anchors are known; its target is the pdf's own copy. */
struct kept_link {
	size_t page; /* index */
	struct link link;
	uint32_t tag; /* TAG_NONE: the page has no structure */
};

/* ISO 32000-1, 12.5.3; asked of every annotation by ISO 19005-1, 6.5.3. */
#define ANNOTATION_PRINT 4

/* A bulletin of twenty pages; what waits beyond is packed. */
#define WAITING_LIMIT ((size_t)256 << 10)

struct pdf {
	struct arena *arena;
	struct diag *diag;
	const struct document *source; /* its head */
	struct faces *faces;
	struct stock *stock;
	struct pdf_fonts *fonts;
	struct pdf_images *images;
	struct tags *tags;
	struct deflater *deflater;
	HPDF_Doc document;
	HPDF_STATUS error; /* libharu's first */
	HPDF_Dict resources;
	HPDF_Page *pages;
	struct content *contents;
	size_t waiting; /* bytes of the contents that are not packed */
	size_t count, page_capacity, content_capacity;
	struct kept_link *links;
	size_t link_count, link_capacity;
	struct digest identity;
	bool finished;
};

static void keep_first_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	(void)detail;
	struct pdf *pdf = user;
	if (pdf->error == HPDF_OK)
		pdf->error = error;
}

static bool sound(struct pdf *pdf)
{
	if (pdf->error == HPDF_OK && pdf->document)
		return true;
	diag_say(pdf->diag, MSG_PDF_LIBRARY, place_file(pdf->source->file),
	        arena_printf(pdf->arena, "0x%04lX", (unsigned long)pdf->error));
	return false;
}

struct pdf *pdf_new(struct diag *diag, struct faces *faces, struct stock *stock,
        const struct document *document)
{
	struct arena *arena = arena_new();
	struct pdf *pdf = arena_alloc(arena, sizeof *pdf);

	*pdf = (struct pdf){ .arena = arena,
		.diag = diag,
		.source = document_head(arena, document),
		.faces = faces,
		.stock = stock };
	pdf->deflater = deflater_new();
	pdf->tags = tags_new(arena);
	pdf->fonts = pdf_fonts_new(diag, faces, stock, pdf->deflater);
	if (!objects_known()) {
		diag_say(diag, MSG_PDF_VERSION, PLACE_NONE, HPDF_GetVersion(), HPDF_VERSION_TEXT);
		return pdf;
	}
	pdf->document = objects_document(keep_first_error, pdf);
	pdf->images = pdf_images_new(pdf->deflater, pdf->document);
	if (pdf->document)
		pdf->resources = objects_new(pdf->document);
	return pdf;
}

void pdf_free(struct pdf *pdf)
{
	if (!pdf)
		return;
	for (size_t i = 0; i < pdf->count; i++)
		content_release(&pdf->contents[i]);
	if (pdf->document)
		objects_free(pdf->document);
	pdf_fonts_free(pdf->fonts);
	pdf_images_free(pdf->images);
	deflater_free(pdf->deflater);
	tags_release(pdf->tags);
	arena_free(pdf->arena);
}

static void keep_links(struct pdf *pdf, const struct page *page)
{
	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		if (op->kind != OP_LINK)
			continue;
		pdf->links = arena_grow(pdf->arena, pdf->links, &pdf->link_capacity,
		        pdf->link_count, sizeof *pdf->links);
		pdf->links[pdf->link_count++] = (struct kept_link){ .page = pdf->count,
			.tag = page->structure ? op->tag : TAG_NONE,
			.link = { .box = op->link.box,
			        .target = arena_strdup(pdf->arena, op->link.target) } };
	}
}

/* All pages that show images share one dictionary of them. */
static bool share_images(struct pdf *pdf, HPDF_Page page)
{
	HPDF_Dict resources = objects_resources(page);
	HPDF_Dict images = pdf_images_resources(pdf->images);

	return resources && images && HPDF_Dict_Add(resources, "XObject", images) == HPDF_OK;
}

/* All pages share one font dictionary. */
static bool share_fonts(struct pdf *pdf, HPDF_Page page)
{
	HPDF_Dict resources = objects_resources(page);

	return resources && HPDF_Dict_Add(resources, "Font", pdf->resources) == HPDF_OK;
}

/* Until the fonts are cut: of a large document packed, which costs a fifth of what it would hold.
 */
static void keep_contents(struct pdf *pdf, struct content *content)
{
	if (pdf->waiting < WAITING_LIMIT) {
		pdf->waiting += content->bytes.length;
		return;
	}
	content->length = content->bytes.length;
	deflater_pack(pdf->deflater, &content->bytes);
}

static bool add_page(void *context, const struct page *page)
{
	struct pdf *pdf = context;

	if (!sound(pdf))
		return false;
	HPDF_Page object = HPDF_AddPage(pdf->document);
	if (!object || !share_fonts(pdf, object))
		return sound(pdf);
	HPDF_Page_SetWidth(object, (float)page->width / MPT_PER_POINT);
	HPDF_Page_SetHeight(object, (float)page->height / MPT_PER_POINT);
	pdf->pages = arena_grow(
	        pdf->arena, pdf->pages, &pdf->page_capacity, pdf->count, sizeof(HPDF_Page));
	pdf->contents = arena_grow(pdf->arena, pdf->contents, &pdf->content_capacity, pdf->count,
	        sizeof *pdf->contents);
	pdf->pages[pdf->count] = object;
	const struct content_resources resources = { pdf->fonts, pdf->images, pdf->tags };
	tags_begin_page(pdf->tags, page->structure);
	const bool shows_images = content_write(&pdf->contents[pdf->count], &resources, page);
	keep_contents(pdf, &pdf->contents[pdf->count]);
	keep_links(pdf, page);
	pdf->count++;
	if (shows_images && !share_images(pdf, object))
		return sound(pdf);
	return sound(pdf);
}

static int compare_anchors(const void *a, const void *b)
{
	return strcmp(((const struct anchor *)a)->name, ((const struct anchor *)b)->name);
}

/* A copy sorted by name. */
static const struct anchor *sort_anchors(
        struct arena *arena, const struct anchor *anchors, size_t count)
{
	struct anchor *sorted = arena_alloc_array(arena, count, sizeof *sorted);

	if (count > 0) {
		memcpy(sorted, anchors, count * sizeof *sorted);
		qsort(sorted, count, sizeof *sorted, compare_anchors);
	}
	return sorted;
}

static HPDF_Annotation annotate(
        struct pdf *pdf, const struct kept_link *kept, const struct anchor *anchors, size_t count)
{
	HPDF_Page page = pdf->pages[kept->page];
	const struct box *area = &kept->link.box;
	const char *target = kept->link.target;
	float height = HPDF_Page_GetHeight(page);
	HPDF_Rect box = { .left = (float)area->x / MPT_PER_POINT,
		.right = (float)(area->x + area->width) / MPT_PER_POINT,
		.top = height - (float)area->y / MPT_PER_POINT,
		.bottom = height - (float)(area->y + area->height) / MPT_PER_POINT };

	if (target[0] != '#')
		return HPDF_Page_CreateURILinkAnnot(page, box, target);
	struct anchor wanted = { .name = target + 1 };
	const struct anchor *anchor =
	        count > 0 ? bsearch(&wanted, anchors, count, sizeof wanted, compare_anchors) : NULL;
	if (!anchor || anchor->page == 0 || anchor->page > pdf->count)
		return NULL;
	return HPDF_Page_CreateLinkAnnot(
	        page, box, pdf_meta_destination(pdf->pages[anchor->page - 1], anchor->y));
}

static bool finish(void *context, const struct anchor *anchors, size_t anchor_count,
        const struct bookmark *bookmarks, size_t bookmark_count)
{
	struct pdf *pdf = context;

	if (!sound(pdf))
		return false;
	const struct anchor *sorted = sort_anchors(pdf->arena, anchors, anchor_count);
	for (size_t i = 0; i < pdf->link_count; i++) {
		HPDF_Annotation note = annotate(pdf, &pdf->links[i], sorted, anchor_count);
		if (!note)
			continue;
		HPDF_LinkAnnot_SetBorderStyle(note, 0, 0, 0);
		HPDF_Dict_AddNumber(note, "F", ANNOTATION_PRINT);
		const struct tagged_area area = { pdf->links[i].tag, pdf->links[i].page, note };
		if (area.tag != TAG_NONE && !tags_link(pdf->tags, pdf->document, &area))
			return sound(pdf);
	}
	struct pdf_pages pages = { .pages = pdf->pages, .count = pdf->count };
	pdf->finished = pdf_meta_outline(pdf->document, &pages, bookmarks, bookmark_count);
	return sound(pdf) && pdf->finished;
}

struct page_sink pdf_sink(struct pdf *pdf)
{
	return (struct page_sink){ .context = pdf, .page = add_page, .finish = finish };
}

const struct cut *pdf_cut(const struct pdf *pdf, size_t face)
{
	return pdf_fonts_cut(pdf->fonts, face);
}

size_t pdf_page_count(const struct pdf *pdf)
{
	return pdf->count;
}

const struct digest *pdf_identity(const struct pdf *pdf)
{
	return &pdf->identity;
}

static bool write_contents(struct pdf *pdf, struct digest_state *digest)
{
	for (size_t i = 0; i < pdf->count; i++) {
		struct content *content = &pdf->contents[i];
		if (content->length > 0)
			deflater_unpack(pdf->deflater, &content->bytes, content->length);
		content_resolve(content, pdf->fonts);
		digest_add(digest, content->bytes.bytes, content->bytes.length);
		bool done = pdf_stream_fill(pdf->deflater, objects_contents(pdf->pages[i]),
		        content->bytes.bytes, content->bytes.length);
		content_release(content);
		if (!done)
			return false;
	}
	return true;
}

/* What is no error of libharu's is a page of more parts than PDF/A-1 has room for in an array. */
static bool write_tags(struct pdf *pdf)
{
	const struct pdf_pages pages = { pdf->pages, pdf->count };
	const bool done = tags_write(pdf->tags, pdf->document, &pages);

	if (!done)
		keep_first_error(HPDF_ARRAY_COUNT_ERR, 0, pdf);
	return done;
}

bool pdf_write(struct pdf *pdf, struct text *out)
{
	if (!sound(pdf) || !faces_sound(pdf->faces) || !pdf->finished || !pdf->deflater)
		return false;
	text_clear(out);
	struct digest_state *state = digest_new();
	struct pdf_font_target target = {
		.document = pdf->document, .resources = pdf->resources, .digest = state
	};
	bool done = pdf_fonts_build(pdf->fonts, &target) && write_contents(pdf, state)
	        && pdf_images_finish(pdf->images, state) && write_tags(pdf);
	digest_add(state, pdf->source->title, strlen(pdf->source->title));
	pdf->identity = digest_finish(state);
	done = done && pdf_intent_write(pdf->document, pdf->deflater)
	        && pdf_meta_write(pdf->document, pdf->source)
	        && pdf_meta_identify(pdf->document, &pdf->identity)
	        && objects_save(pdf->document, out);
	/* Again: fonts were read until here. */
	const bool unsound = !faces_sound(pdf->faces);
	if (unsound)
		stock_forget(pdf->stock);
	done = done && !unsound;
	if (!done)
		text_clear(out);
	return sound(pdf) && done;
}

char *pdf_library_versions(struct arena *arena)
{
	return arena_printf(arena, "libharu %s, HarfBuzz %s, libdeflate %s, %s", HPDF_GetVersion(),
	        hb_version_string(), LIBDEFLATE_VERSION_STRING, wordbreaks_library_version(arena));
}
