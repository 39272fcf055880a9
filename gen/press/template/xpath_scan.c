/*
 * Follows the lexical rules of XPath 1.0, section 3.7: a name after an operand is an operator, a
 * name before "(" a function or node type, a name before "::" an axis.
 */
#include "press/template/xpath_scan.h"

#include "base/common.h"
#include "base/text.h"

#include <string.h>

#define NAME_LIMIT 128

struct name_scan {
	const char *at;
	bool after_operand;
	bool attribute; /* the next name is an attribute's */
	bool deep;      /* the next step is taken from nodes of any name: it follows // */
	void (*visit)(void *data, enum xpath_name, const char *name);
	void *data;
};

static bool is_name_start(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	        || (unsigned char)byte >= 0x80;
}

static bool is_name_byte(char byte)
{
	return is_name_start(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

static void read_name(struct name_scan *scan, char name[NAME_LIMIT])
{
	size_t length = 0;

	for (; is_name_byte(*scan->at); scan->at++) {
		if (length < NAME_LIMIT - 1)
			name[length++] = *scan->at;
	}
	name[length] = '\0';
}

static bool is_node_type(const char *name)
{
	static const char *const types[] = { "node", "text", "comment", "processing-instruction" };

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (text_equal(name, types[i]))
			return true;
	}
	return false;
}

static void visit_any(const struct name_scan *scan)
{
	scan->visit(scan->data, XPATH_NAME_ANY, "");
}

static void scan_name(struct name_scan *scan)
{
	char name[NAME_LIMIT];
	const bool deep = scan->deep;

	scan->deep = false;
	read_name(scan, name);
	const char *next = skip_blanks(scan->at);
	if (scan->after_operand) {
		scan->after_operand = false; /* and, or, div, mod */
	} else if (*next == '(') {
		if (!is_node_type(name))
			scan->visit(scan->data, XPATH_NAME_FUNCTION, name);
		else if (text_equal(name, "node"))
			visit_any(scan);
	} else if (next[0] == ':' && next[1] == ':') {
		scan->attribute = text_equal(name, "attribute");
		if (deep)
			visit_any(scan);
		scan->at = next + 2;
	} else {
		scan->visit(scan->data, scan->attribute ? XPATH_NAME_ATTRIBUTE : XPATH_NAME_ELEMENT,
		        name);
		scan->attribute = false;
		scan->after_operand = true;
	}
}

static void scan_variable(struct name_scan *scan)
{
	char name[NAME_LIMIT];

	scan->at = skip_blanks(scan->at + 1);
	read_name(scan, name);
	scan->visit(scan->data, XPATH_NAME_VARIABLE, name);
	scan->after_operand = true;
}

static void scan_literal(struct name_scan *scan)
{
	const char *end = strchr(scan->at + 1, *scan->at);

	scan->at = end ? end + 1 : scan->at + strlen(scan->at);
	scan->after_operand = true;
}

static void scan_sign(struct name_scan *scan)
{
	const char sign = *scan->at++;
	const bool is_any = sign == '*' && !scan->after_operand;

	if (is_any || (scan->deep && (sign == '@' || sign == '.')))
		visit_any(scan);
	scan->deep = sign == '/' && *scan->at == '/';
	scan->at += scan->deep;
	if (sign == '@')
		scan->attribute = true;
	else if (is_any)
		scan->attribute = false;
	/* "*" is an operand where a name could be, an operator elsewhere. */
	scan->after_operand = sign == ')' || sign == ']' || sign == '.'
	        || (sign >= '0' && sign <= '9') || (sign == '*' && !scan->after_operand);
}

void xpath_scan(const char *source, void (*visit)(void *data, enum xpath_name, const char *name),
        void *data)
{
	struct name_scan scan = { .at = source, .visit = visit, .data = data };

	while (*(scan.at = skip_blanks(scan.at)) != '\0') {
		if (is_name_start(*scan.at))
			scan_name(&scan);
		else if (*scan.at == '$')
			scan_variable(&scan);
		else if (*scan.at == '"' || *scan.at == '\'')
			scan_literal(&scan);
		else
			scan_sign(&scan);
	}
}
