/*
 * Reading XML: files into libxml2 trees, faults into diag.
 *
 * Owns the parser's options (no network, no entities beyond XML's own, DOCTYPE refused, size
 * limit). Refuses to know what the elements mean.
 */
#ifndef PAPER_MARKUP_XML_H
#define PAPER_MARKUP_XML_H

#include "base/arena.h"
#include "diag/diag.h"

#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdbool.h>

#define XML_FILE_LIMIT ((size_t)4 << 20)

/* The tree of `length` bytes that came from `file`; the caller frees it. NULL: said. */
xmlDocPtr xml_parse(struct diag *diag, const char *file, const char *bytes, size_t length);
/* The same for a file. A file that cannot be read is said at `from`, the place that names it. */
xmlDocPtr xml_read(struct diag *diag, const char *file, struct place from);
/* The root element when it is `name` in the namespace `space`, else NULL: said. */
const xmlNode *xml_root(
        struct diag *diag, const char *file, xmlDocPtr tree, const char *name, const char *space);

bool xml_is_element(const xmlNode *node);
bool xml_in_namespace(const xmlNode *node, const char *space);
const char *xml_name(const xmlNode *node);
/* libxml2 knows the line where a start tag ends, and no column. */
struct place xml_place(const char *file, const xmlNode *node);
/* The attribute's value, NULL when it is absent. */
const char *xml_attribute(struct arena *arena, const xmlNode *element, const char *name);
const char *xml_attribute_value(struct arena *arena, const xmlAttr *attribute);
/* The first line of what libxml2 says of a fault, cut to `size` bytes with its NUL. */
void xml_fault_line(const xmlError *error, char *line, size_t size);
/* Text that is nothing but blanks. */
bool xml_is_blank(const char *text);

#endif
