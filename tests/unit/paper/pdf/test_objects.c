/* paper/pdf/objects: what libharu's object layer gives. */
#include "paper/pdf/objects.h"

#include <criterion/criterion.h>
#include <string.h>

/* libharu hands its bytes to the place that it was first saved to: a second file would be empty. */
Test(objects, a_document_is_saved_once)
{
	struct text first, second;
	HPDF_Doc document = objects_document(NULL, NULL);

	text_init(&first);
	text_init(&second);
	text_add(&first, "before ");
	cr_assert(document && HPDF_AddPage(document));
	cr_assert(objects_save(document, &first));
	cr_expect_eq(memcmp(first.bytes, "before %PDF-1.4", 15), 0, "%.20s", first.bytes);
	cr_expect_not(objects_save(document, &second), "half a file was called whole");
	cr_expect_eq(second.length, 0);
	objects_free(document);
	text_release(&second);
	text_release(&first);
}
