/*
 * A glance at an expression without evaluating it: which elements, attributes, functions and
 * variables it names. For checks before there is any data; knows neither libxml2 nor what is known.
 */
#ifndef PRESS_TEMPLATE_XPATH_SCAN_H
#define PRESS_TEMPLATE_XPATH_SCAN_H

enum xpath_name {
	XPATH_NAME_ELEMENT,
	XPATH_NAME_ATTRIBUTE,
	XPATH_NAME_FUNCTION,
	XPATH_NAME_VARIABLE,
	XPATH_NAME_ANY /* no name at all where an element of any could be meant: *, node(), //@x */
};

/* Visits each name ("" for XPATH_NAME_ANY) in the order of the source, which must be one that
 * libxml2 has compiled. */
void xpath_scan(const char *source, void (*visit)(void *data, enum xpath_name, const char *name),
        void *data);

#endif
