#include "paper/pdf/meta.h"

#include "base/text.h"
#include "paper/pdf/objects.h"
#include "paper/pdf/unicode.h"

#include <hpdf.h>
#include <stdint.h>
#include <stdio.h>

#define LEVEL_LIMIT 8
#define ID_BYTES    16

static float points(mpt length)
{
	return (float)length / MPT_PER_POINT;
}

static HPDF_Binary utf16_string(HPDF_Doc document, const char *string)
{
	struct text bytes;

	text_init(&bytes);
	unicode_text_string(&bytes, string, SIZE_MAX);
	HPDF_Binary value = objects_bytes(document, bytes.bytes, bytes.length);
	text_release(&bytes);
	return value;
}

bool pdf_meta_text(HPDF_Doc document, HPDF_Dict dictionary, const char *key, const char *string)
{
	if (!string[0])
		return true;
	return HPDF_Dict_Add(dictionary, key, utf16_string(document, string)) == HPDF_OK;
}

static bool write_info(HPDF_Doc document, const struct document *source)
{
	/* The dates' time of day is nominal: the clock must not reach the file. */
	HPDF_Date date = { .year = source->date.year,
		.month = source->date.month,
		.day = source->date.day,
		.ind = '+',
		.off_hour = 8 };

	if (HPDF_SetInfoDateAttr(document, HPDF_INFO_CREATION_DATE, date) != HPDF_OK
	        || HPDF_SetInfoDateAttr(document, HPDF_INFO_MOD_DATE, date) != HPDF_OK)
		return false;
	return pdf_meta_text(document, objects_info(document), "Title", source->title)
	        && pdf_meta_text(document, objects_info(document), "Author", source->author)
	        && pdf_meta_text(document, objects_info(document), "Subject", source->subject)
	        && pdf_meta_text(document, objects_info(document), "Keywords", source->keywords)
	        && pdf_meta_text(
	                document, objects_info(document), "Creator", "minsheng " MINSHENG_VERSION)
	        && pdf_meta_text(
	                document, objects_info(document), "Producer", "libharu " HPDF_VERSION_TEXT);
}

static void add_xml(struct text *out, const char *string)
{
	for (; *string; string++) {
		if (*string == '<')
			text_add(out, "&lt;");
		else if (*string == '>')
			text_add(out, "&gt;");
		else if (*string == '&')
			text_add(out, "&amp;");
		else
			text_add_char(out, *string);
	}
}

/* Nothing where there is no value: Info has none either (ISO 19005-1, 6.7.3). */
static void add_element(struct text *out, const char *open, const char *value, const char *close)
{
	if (value[0] == '\0')
		return;
	text_add(out, open);
	add_xml(out, value);
	text_add(out, close);
}

static void add_xmp_properties(struct text *out, const struct document *source)
{
	add_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", source->title,
	        "</rdf:li></rdf:Alt></dc:title>\n");
	add_element(out, "<dc:creator><rdf:Seq><rdf:li>", source->author,
	        "</rdf:li></rdf:Seq></dc:creator>\n");
	add_element(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
	        source->subject, "</rdf:li></rdf:Alt></dc:description>\n");
	add_element(out, "<dc:language><rdf:Bag><rdf:li>", source->language,
	        "</rdf:li></rdf:Bag></dc:language>\n");
	add_element(out, "<pdf:Keywords>", source->keywords, "</pdf:Keywords>\n");
	text_add(out, "<pdf:Producer>libharu " HPDF_VERSION_TEXT "</pdf:Producer>\n");
	char date[32];
	snprintf(date, sizeof date, "%04d-%02d-%02dT00:00:00+08:00", source->date.year % 10000,
	        source->date.month % 100, source->date.day % 100);
	add_element(out, "<xmp:CreateDate>", date, "</xmp:CreateDate>\n");
	add_element(out, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>\n");
	text_add(out, "<xmp:CreatorTool>minsheng " MINSHENG_VERSION "</xmp:CreatorTool>\n");
}

/* XMP (ISO 16684-1), uncompressed so that any tool can find it. */
static bool write_xmp(HPDF_Doc document, const struct document *source)
{
	struct text xmp;

	text_init(&xmp);
	text_add(&xmp,
	        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	        "<rdf:Description rdf:about=\"\""
	        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
	add_xmp_properties(&xmp, source);
	text_add(&xmp,
	        "</rdf:Description>\n"
	        "<rdf:Description rdf:about=\"\""
	        " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
	        "<pdfaid:part>1</pdfaid:part>\n"
	        "<pdfaid:conformance>A</pdfaid:conformance>\n"
	        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
	HPDF_Dict stream = objects_stream(document);
	bool done = stream && objects_write(stream, xmp.bytes, xmp.length);
	text_release(&xmp);
	if (!done)
		return false;
	HPDF_Dict_AddName(stream, "Type", "Metadata");
	HPDF_Dict_AddName(stream, "Subtype", "XML");
	return HPDF_Dict_Add(objects_catalog(document), "Metadata", stream) == HPDF_OK;
}

bool pdf_meta_write(HPDF_Doc document, const struct document *source)
{
	HPDF_String language = objects_string(document, source->language);

	if (!language || HPDF_Dict_Add(objects_catalog(document), "Lang", language) != HPDF_OK)
		return false;
	HPDF_Dict preferences = objects_dict(document);
	if (!preferences
	        || HPDF_Dict_Add(objects_catalog(document), "ViewerPreferences", preferences)
	                != HPDF_OK)
		return false;
	HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
	HPDF_AddPageLabel(document, 0, HPDF_PAGE_NUM_STYLE_DECIMAL, 1, "");
	return write_info(document, source) && write_xmp(document, source);
}

HPDF_Destination pdf_meta_destination(HPDF_Page page, mpt y)
{
	HPDF_Destination destination = HPDF_Page_CreateDestination(page);

	if (destination)
		HPDF_Destination_SetXYZ(destination, 0, HPDF_Page_GetHeight(page) - points(y), 1);
	return destination;
}

/* As libharu's, but no object of its own: PDFBox Preflight takes none from an outline. */
static bool set_destination(HPDF_Doc document, HPDF_Dict outline, HPDF_Page page, mpt y)
{
	HPDF_Array place = objects_array(document);

	return place && HPDF_Array_Add(place, page) == HPDF_OK
	        && HPDF_Array_AddName(place, "XYZ") == HPDF_OK
	        && HPDF_Array_AddReal(place, 0) == HPDF_OK
	        && HPDF_Array_AddReal(place, HPDF_Page_GetHeight(page) - points(y)) == HPDF_OK
	        && HPDF_Array_AddReal(place, 1) == HPDF_OK
	        && HPDF_Dict_Add(outline, "Dest", place) == HPDF_OK;
}

bool pdf_meta_outline(HPDF_Doc document, const struct pdf_pages *pages,
        const struct bookmark *bookmarks, size_t count)
{
	HPDF_Outline parents[LEVEL_LIMIT + 1] = { NULL };
	int depth = 0;

	for (size_t i = 0; i < count; i++) {
		int level = bookmarks[i].level < 1 ? 1 : bookmarks[i].level;
		if (level > depth + 1)
			level = depth + 1;
		if (level > LEVEL_LIMIT)
			level = LEVEL_LIMIT;
		HPDF_Outline outline = HPDF_CreateOutline(document, parents[level - 1], "-", NULL);
		if (!outline || bookmarks[i].page == 0 || bookmarks[i].page > pages->count
		        || !pdf_meta_text(document, outline, "Title", bookmarks[i].title)
		        || !set_destination(document, outline, pages->pages[bookmarks[i].page - 1],
		                bookmarks[i].y))
			return false;
		HPDF_Outline_SetOpened(outline, level == 1);
		parents[level] = outline;
		depth = level;
	}
	if (count > 0)
		HPDF_SetPageMode(document, HPDF_PAGE_MODE_USE_OUTLINE);
	return true;
}

bool pdf_meta_identify(HPDF_Doc document, const struct digest *digest)
{
	HPDF_Array both = objects_array(document);

	if (!both || HPDF_Dict_Add(objects_trailer(document), "ID", both) != HPDF_OK)
		return false;
	for (size_t i = 0; i < 2; i++) {
		HPDF_BYTE half[ID_BYTES];
		for (size_t j = 0; j < ID_BYTES; j++)
			half[j] = digest->bytes[j];
		HPDF_Binary value = objects_bytes(document, half, ID_BYTES);
		if (!value || HPDF_Array_Add(both, value) != HPDF_OK)
			return false;
	}
	return true;
}
