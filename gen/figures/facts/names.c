#include "figures/facts/names.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

static const char *const element_names[] = {
#define ELEMENT(identifier, name) [NODE_##identifier] = (name),
#define ATTRIBUTE(identifier, name)
#include "figures/facts/names.def"
#undef ELEMENT
#undef ATTRIBUTE
};

static const char *const attribute_names[] = {
#define ELEMENT(identifier, name)
#define ATTRIBUTE(identifier, name) [FACT_##identifier] = (name),
#include "figures/facts/names.def"
#undef ELEMENT
#undef ATTRIBUTE
};

const char *names_element(enum facts_node element)
{
	return element_names[element];
}

const char *names_attribute(enum fact attribute)
{
	return attribute_names[attribute];
}

/* Place of `name` in a list; `count` when it is not there. */
static size_t place_of(const char *const *list, size_t count, const char *name)
{
	size_t at = 0;

	while (at < count && !text_equal(list[at], name))
		at++;
	return at;
}

void facts_names_init(struct facts_names *names)
{
	*names = (struct facts_names){ .elements = { false } };
	/* Asked for by no template: what binds a figure looks for them itself (press/template). */
	for (size_t i = 0; i < FACT_COUNT_ALL; i++)
		names->attributes[i] = text_ends_with(attribute_names[i], "source");
}

void facts_names_add_all(struct facts_names *names)
{
	memset(names->elements, true, sizeof names->elements);
	memset(names->attributes, true, sizeof names->attributes);
}

static bool add(bool *asked, const char *const *list, size_t count, const char *name)
{
	const size_t place = place_of(list, count, name);

	if (place == count)
		return false;
	asked[place] = true;
	return true;
}

bool facts_names_add_element(struct facts_names *names, const char *name)
{
	return add(names->elements, element_names, NODE_COUNT_ALL, name);
}

bool facts_names_add_attribute(struct facts_names *names, const char *name)
{
	return add(names->attributes, attribute_names, FACT_COUNT_ALL, name);
}

static bool hold(const bool *names, const bool *asked, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (asked[i] && !names[i])
			return false;
	return true;
}

bool facts_names_hold(const struct facts_names *names, const struct facts_names *asked)
{
	return hold(names->elements, asked->elements, NODE_COUNT_ALL)
	        && hold(names->attributes, asked->attributes, FACT_COUNT_ALL);
}

void facts_names_join(struct facts_names *names, const struct facts_names *more)
{
	for (size_t i = 0; i < NODE_COUNT_ALL; i++)
		names->elements[i] |= more->elements[i];
	for (size_t i = 0; i < FACT_COUNT_ALL; i++)
		names->attributes[i] |= more->attributes[i];
}
