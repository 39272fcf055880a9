#include "base/html_out.h"

#include "base/common.h"

#include <assert.h>
#include <string.h>

struct html_out html_out_begin(struct text *text)
{
	return (struct html_out){ .text = text };
}

void html_out_end(struct html_out *html)
{
	assert(html->depth == 0);
}

void html_out_escape(struct text *out, const char *words)
{
	for (; *words; words++) {
		switch (*words) {
		case '<':
			text_add(out, "&lt;");
			break;
		case '>':
			text_add(out, "&gt;");
			break;
		case '&':
			text_add(out, "&amp;");
			break;
		case '"':
			text_add(out, "&quot;");
			break;
		default:
			if ((unsigned char)*words >= ' ' || *words == '\n')
				text_add_char(out, *words);
			break;
		}
	}
}

/* Does its end end a line of the source? */
static bool is_block(const char *tag)
{
	static const char *const within[] = { "a", "b", "span", "code", "td", "th", "summary",
		"dt" };

	for (size_t i = 0; i < COUNT_OF(within); i++)
		if (text_equal(tag, within[i]))
			return false;
	return true;
}

static void push(struct html_out *html, const char *tag)
{
	assert(html->depth < HTML_OUT_DEPTH);
	html->tags[html->depth++] = tag;
}

void html_out_open_with(struct html_out *html, const char *tag, const char *name, const char *value)
{
	push(html, tag);
	text_printf(html->text, "<%s %s=\"", tag, name);
	html_out_escape(html->text, value);
	text_add(html->text, "\">");
}

void html_out_open(struct html_out *html, const char *tag, const char *look)
{
	if (look[0]) {
		html_out_open_with(html, tag, "class", look);
		return;
	}
	push(html, tag);
	text_printf(html->text, "<%s>", tag);
}

/* RFC 3986, section 2.3, and what parts the names of a path. */
static bool is_plain(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
	        || (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("-._~/", byte));
}

void html_out_open_link(struct html_out *html, const char *path)
{
	push(html, "a");
	text_add(html->text, "<a href=\"");
	for (; *path; path++) {
		if (is_plain(*path))
			text_add_char(html->text, *path);
		else
			text_printf(html->text, "%%%02X", (unsigned)(unsigned char)*path);
	}
	text_add(html->text, "\">");
}

void html_out_close(struct html_out *html)
{
	assert(html->depth > 0);
	const char *tag = html->tags[--html->depth];
	text_printf(html->text, "</%s>%s", tag, is_block(tag) ? "\n" : "");
}

void html_out_words(struct html_out *html, const char *words)
{
	html_out_escape(html->text, words);
}

void html_out_element(struct html_out *html, const char *tag, const char *look, const char *words)
{
	html_out_open(html, tag, look);
	html_out_words(html, words);
	html_out_close(html);
}

void html_out_link(struct html_out *html, const char *path, const char *words)
{
	html_out_open_link(html, path);
	html_out_words(html, words);
	html_out_close(html);
}
