#include "paper/pdf/objects.h"

#include "base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#define PAGES_A_NODE 64 /* a flat page tree fails beyond 32,767 pages */

_Static_assert(HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION == 3,
        "gen/paper/pdf builds on the object layer of libharu 2.3");

bool objects_known(void)
{
	return text_equal(HPDF_GetVersion(), HPDF_VERSION_TEXT);
}

static void *allocate(HPDF_UINT size)
{
	return memory_alloc(size);
}

HPDF_Doc objects_document(HPDF_Error_Handler handler, void *user)
{
	assert(objects_known());
	HPDF_Doc document = HPDF_NewEx(handler, allocate, free, 0, user);

	if (!document)
		return NULL;
	document->pdf_version = HPDF_VER_14;
	HPDF_SetCompressionMode(document, HPDF_COMP_NONE);
	HPDF_SetPagesConfiguration(document, PAGES_A_NODE);
	return document;
}

/* An object of several numbers, whose last it bears, is freed there alone. */
void objects_free(HPDF_Doc document)
{
	const HPDF_Xref xref = document->xref;

	for (HPDF_UINT i = 0; xref && i < xref->entries->count; i++) {
		HPDF_XrefEntry entry = HPDF_Xref_GetEntry(xref, i);
		if (entry->obj && objects_number(entry->obj) != xref->start_offset + i)
			entry->obj = NULL;
	}
	HPDF_Free(document);
}

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
	text_add_bytes(stream->attr, (const char *)bytes, length);
	return HPDF_OK;
}

/*
 * HPDF_SaveToFile reports success for a truncated file: the bytes are taken in memory. A document
 * that has a stream is saved to it, where it would otherwise make one and keep all a second time.
 */
bool objects_save(HPDF_Doc document, struct text *out)
{
	const size_t before = out->length;

	if (!document->stream)
		document->stream = HPDF_CallbackWriter_New(document->mmgr, take_bytes, out);
	return document->stream && HPDF_SaveToStream(document) == HPDF_OK
	        && out->length - before == document->stream->size;
}

HPDF_Dict objects_catalog(HPDF_Doc document)
{
	return document->catalog;
}

HPDF_Dict objects_trailer(HPDF_Doc document)
{
	return document->trailer;
}

HPDF_Dict objects_info(HPDF_Doc document)
{
	return document->info;
}

HPDF_Dict objects_resources(HPDF_Page page)
{
	return HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT);
}

HPDF_Dict objects_contents(HPDF_Page page)
{
	const HPDF_PageAttr attributes = page->attr;

	return attributes->contents;
}

HPDF_Dict objects_dict(HPDF_Doc document)
{
	return HPDF_Dict_New(document->mmgr);
}

HPDF_Array objects_array(HPDF_Doc document)
{
	return HPDF_Array_New(document->mmgr);
}

HPDF_String objects_string(HPDF_Doc document, const char *string)
{
	return HPDF_String_New(document->mmgr, string, NULL);
}

HPDF_Binary objects_bytes(HPDF_Doc document, const void *bytes, size_t length)
{
	/* libharu copies the bytes; that its parameter is not const is a slip. */
	return HPDF_Binary_New(document->mmgr, (HPDF_BYTE *)(uintptr_t)bytes, (HPDF_UINT)length);
}

HPDF_Dict objects_new(HPDF_Doc document)
{
	HPDF_Dict object = HPDF_Dict_New(document->mmgr);

	if (object && HPDF_Xref_Add(document->xref, object) != HPDF_OK)
		return NULL;
	return object;
}

HPDF_Dict objects_written(
        HPDF_Doc document, HPDF_STATUS (*write)(HPDF_Dict object, HPDF_Stream stream), void *record)
{
	HPDF_Dict object = objects_new(document);

	if (!object)
		return NULL;
	object->write_fn = write;
	object->attr = record;
	return object;
}

unsigned objects_again(HPDF_Doc document, HPDF_Dict object)
{
	object->header.obj_id = 0; /* else it would be refused as known */
	return HPDF_Xref_Add(document->xref, object) == HPDF_OK ? objects_number(object) : 0;
}

void *objects_record(HPDF_Dict object)
{
	return object->attr;
}

unsigned objects_number(const void *object)
{
	const HPDF_Obj_Header *header = object;

	return header->obj_id & 0x00FFFFFF;
}

HPDF_Dict objects_stream(HPDF_Doc document)
{
	return HPDF_DictStream_New(document->mmgr, document->xref);
}

bool objects_write(HPDF_Dict stream, const void *bytes, size_t length)
{
	assert(length <= INT32_MAX);
	return HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)length) == HPDF_OK;
}

/* libharu drops a /Filter entry of a stream it did not deflate itself, so it is written here. */
static HPDF_STATUS write_filter(HPDF_Dict dictionary, HPDF_Stream stream)
{
	(void)dictionary;
	return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\012");
}

bool objects_write_deflated(HPDF_Dict stream, const void *bytes, size_t length)
{
	stream->filter = HPDF_STREAM_FILTER_NONE;
	stream->write_fn = write_filter;
	return objects_write(stream, bytes, length);
}
