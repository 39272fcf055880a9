/*
 * The writer of HTML (the living standard, in the form that XML parsers take too): elements, and
 * words that can end none.
 *
 * Owns escapes and the closing of elements; asserts that every element is closed. Knows no page.
 * What is no character of HTML (controls but for the line feed) is left out.
 *
 *   struct html_out html = html_out_begin(&text);
 *   html_out_open(&html, "p", "note");
 *   html_out_words(&html, "a < b");
 *   html_out_close(&html);
 *   html_out_end(&html);                          ->  <p class="note">a &lt; b</p>\n
 */
#ifndef BASE_HTML_OUT_H
#define BASE_HTML_OUT_H

#include "base/text.h"

#define HTML_OUT_DEPTH 24

/*
 * tags[0, depth) are the open elements, the innermost last. Writes at the end of `text`, which is
 * the caller's and must stay where it is; tags must live until they are closed.
 */
struct html_out {
	struct text *text;
	const char *tags[HTML_OUT_DEPTH];
	size_t depth;
};

struct html_out html_out_begin(struct text *text);
/* Every element is closed. */
void html_out_end(struct html_out *html);

/* `look` becomes its class; "": it has none. */
void html_out_open(struct html_out *html, const char *tag, const char *look);
/* The same with an attribute of its own. */
void html_out_open_with(
        struct html_out *html, const char *tag, const char *name, const char *value);
/* <a href> of a path below the page's own folder, or "../" before it: UTF-8, as files are called.
 */
void html_out_open_link(struct html_out *html, const char *path);
/* Closes the innermost element; what stands in a line of its own ends it. */
void html_out_close(struct html_out *html);
/* Escaped. */
void html_out_words(struct html_out *html, const char *words);
/* An element with words and nothing else. */
void html_out_element(struct html_out *html, const char *tag, const char *look, const char *words);
void html_out_link(struct html_out *html, const char *path, const char *words);

/* Words as text or attribute; appended. */
void html_out_escape(struct text *out, const char *words);

#endif
