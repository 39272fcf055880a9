/*
 * What the functions of templates do with their arguments and results: take words, find nothing,
 * refuse. Owns that words keep the place of the data that they come from. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_ARGUMENT_H
#define PRESS_TEMPLATE_XPATH_ARGUMENT_H

#include "base/date.h"
#include "base/decimal.h"
#include "press/template/xpath_function.h"

struct xpath_call *xpath_call_of(xmlXPathParserContextPtr parser);
/* The name under which the running function was called. */
const char *xpath_called(xmlXPathParserContextPtr parser);
/* Says that an argument is none, and ends the evaluation. */
void xpath_refuse(xmlXPathParserContextPtr parser, const char *value, const char *expected);
/* False (said): another number of arguments; `form` shows them, such as "(x, '、')". */
bool xpath_has_arguments(xmlXPathParserContextPtr parser, int given, int wanted, const char *form);
int xpath_node_count(const xmlXPathObject *value);
/* The first node that words are taken from is where they come from. */
void xpath_note_origin(struct xpath_call *call, const xmlXPathObject *value);
/* The words of one argument in the arena; NULL when it finds nothing, or is refused (said). */
const char *xpath_pop_words(xmlXPathParserContextPtr parser);
void xpath_push_words(xmlXPathParserContextPtr parser, const char *words);
/* Nothing from nothing; the one who prints it says so. */
void xpath_push_nothing(xmlXPathParserContextPtr parser);
/* An exact number; false: it is none. */
bool xpath_read_decimal(const char *value, struct decimal *out);

#endif
