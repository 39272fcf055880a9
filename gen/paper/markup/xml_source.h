/*
 * Where in a file the nodes of its tree stand: line and column, which libxml2 does not keep.
 *
 * Owns the way from a node, and from a character of its text, in which &gt; is one, to its
 * place among the bytes. The bytes are well-formed UTF-8. Internal to this room.
 */
#ifndef PAPER_MARKUP_XML_SOURCE_H
#define PAPER_MARKUP_XML_SOURCE_H

#include "paper/markup/xml.h"

#include <libxml/tree.h>

#include <stddef.h>

struct xml_source;

/* Copies the bytes and notes in the nodes of the tree where each of them stands. */
struct xml_source *xml_source_new(const char *bytes, size_t length, xmlDocPtr tree);
/* Accepts NULL. */
void xml_source_free(struct xml_source *source);
/* Of what a node's or an attribute's _private says: its first byte; NULL: line 0. */
struct xml_cursor xml_source_cursor(const struct xml_source *source, const char *at);

#endif
