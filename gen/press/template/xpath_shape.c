/*
 * Expressions simple enough to be answered from the context node's attributes. The meaning is that
 * of XPath 1.0: a comparison with an attribute that is not there is false, "!=" too.
 */
#include "press/template/xpath.h"

#include "base/text.h"

#include <string.h>

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

/* Length of a plain ASCII name; anything cleverer is left to libxml2. */
static size_t name_length(const char *at)
{
	const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	const size_t first = strspn(at, letters);

	return first == 0 ? 0
	                  : first
	                + strspn(at + first,
	                        "abcdefghijklmnopqrstuvwxyz"
	                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123456789");
}

/* Reads one term; returns what follows it, NULL when it is none. */
static const char *read_term(struct arena *arena, const char *at, struct xpath_term *out)
{
	const size_t length = *at == '@' ? name_length(at + 1) : 0;

	if (length == 0)
		return NULL;
	out->attribute = arena_strndup(arena, at + 1, length);
	at = skip_blanks(at + 1 + length);
	out->unequal = at[0] == '!' && at[1] == '=';
	if (*at != '=' && !out->unequal)
		return at;
	at = skip_blanks(at + (out->unequal ? 2 : 1));
	const char *end = *at == '\'' || *at == '"' ? strchr(at + 1, *at) : NULL;
	if (!end)
		return NULL;
	out->operand = arena_strndup(arena, at + 1, (size_t)(end - at - 1));
	return skip_blanks(end + 1);
}

/* What follows the joining word at `at`, NULL when another word or sign stands there. */
static const char *skip_word(const char *at, const char *word)
{
	if (!text_starts_with(at, word))
		return NULL;
	at += strlen(word);
	return *at == ' ' || *at == '\n' || *at == '\t' || *at == '@' ? skip_blanks(at) : NULL;
}

void xpath_find_shape(struct arena *arena, struct expression *expression)
{
	const char *start = skip_blanks(expression->source);
	struct xpath_term first = { 0 };
	struct xpath_term *last = &first;
	const char *at = read_term(arena, start, &first);

	if (!at)
		return;
	const bool any = skip_word(at, "or");
	while (*at != '\0') {
		struct xpath_term *term = arena_alloc(arena, sizeof *term);
		at = skip_word(at, any ? "or" : "and");
		at = at ? read_term(arena, at, term) : NULL;
		if (!at)
			return;
		last->next = term;
		last = term;
	}
	struct xpath_term *terms = arena_alloc(arena, sizeof *terms);
	*terms = first;
	expression->terms = terms;
	expression->shape = any ? XPATH_ANY : XPATH_ALL;
	if (!first.next && !first.operand)
		expression->shape = XPATH_ATTRIBUTE;
}

/* Without a copy for the nodes that facts are made of: an attribute or element with one text. */
const char *xpath_direct_words(const xmlNode *node)
{
	const bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
	const xmlNode *text = is_text ? node : node->children;

	if (!text)
		return "";
	if (text->type == XML_TEXT_NODE && (is_text || !text->next))
		return (const char *)text->content;
	return NULL;
}

static const xmlAttr *find_attribute(const xmlNode *element, const char *name)
{
	for (const xmlAttr *at = element->properties; at; at = at->next) {
		if (!at->ns && text_equal((const char *)at->name, name))
			return at;
	}
	return NULL;
}

bool xpath_shortcut(
        const struct expression *expression, const xmlNode *node, const xmlAttr **attribute)
{
	if (expression->shape != XPATH_ATTRIBUTE || !node || node->type != XML_ELEMENT_NODE)
		return false;
	*attribute = find_attribute(node, expression->terms->attribute);
	return true;
}

/* 1, 0, or -1 for an attribute whose value is in pieces. */
static int test_term(const struct xpath_term *term, const xmlNode *node)
{
	const xmlAttr *attribute = find_attribute(node, term->attribute);

	if (!attribute || !term->operand)
		return attribute ? 1 : 0;
	const char *words = xpath_direct_words((const xmlNode *)(const void *)attribute);
	if (!words)
		return -1;
	return text_equal(words, term->operand) != term->unequal;
}

int xpath_quick_test(const struct expression *expression, const xmlNode *node)
{
	const int decisive = expression->shape == XPATH_ANY ? 1 : 0;

	if (expression->shape == XPATH_GENERAL || !node || node->type != XML_ELEMENT_NODE)
		return -1;
	for (const struct xpath_term *term = expression->terms; term; term = term->next) {
		const int truth = test_term(term, node);
		if (truth < 0 || truth == decisive)
			return truth;
	}
	return 1 - decisive;
}
