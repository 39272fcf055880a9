#include "press/telling/receipts_page.h"

#include "base/html_out.h"

#include <string.h>

#define HEADING      "【"
#define HEADING_END  "】"
#define RESULT       "结果："
#define INDEX        "../index.html"
#define QUOTE_MARGIN 8 /* blanks before what is quoted of a report (receipts.c) */
#define TITLE_LINES  2 /* of the catalogue, and that it is a receipt */

static size_t margin_of(const char *line)
{
	return strspn(line, " ");
}

/* Lines that are quoted belong together: a figure, and ↑ under it. */
static bool is_quote(const char *line)
{
	return margin_of(line) >= QUOTE_MARGIN;
}

static void add_line(struct html_out *html, const char *line, const char *verdict)
{
	if (text_starts_with(line, RESULT)) {
		html_out_open(html, "p", verdict);
		html_out_element(html, "b", "", line);
		html_out_close(html);
	} else {
		html_out_element(
		        html, "p", margin_of(line) > 0 ? "in" : "", line + margin_of(line));
	}
}

/* "【请核实】（按目前收到的材料）": what stands behind the heading is a remark on it. */
static void add_heading(struct arena *arena, struct html_out *html, const char *line)
{
	const char *words = line + strlen(HEADING);
	const char *end = strstr(words, HEADING_END);

	html_out_close(html);
	html_out_open(html, "section", "");
	html_out_element(
	        html, "h2", "", end ? arena_strndup(arena, words, (size_t)(end - words)) : words);
	if (end && end[strlen(HEADING_END)])
		html_out_element(html, "p", "remark", end + strlen(HEADING_END));
}

static void add_body_line(
        struct arena *arena, struct html_out *html, const char *line, const char *verdict)
{
	if (text_starts_with(line, HEADING))
		add_heading(arena, html, line);
	else if (is_quote(line))
		html_out_element(html, "pre", "", line + QUOTE_MARGIN);
	else if (line[0])
		add_line(html, line, verdict);
}

void receipts_page_body(
        struct arena *arena, const char *lines, const char *verdict, struct text *out)
{
	struct html_out html = html_out_begin(out);
	char *at = arena_strdup(arena, lines);
	size_t number = 0;
	char *line;

	html_out_open(&html, "header", "head");
	while (number < TITLE_LINES && (line = text_cut(&at, '\n')))
		html_out_element(&html, number++ == 0 ? "p" : "h1", "", line);
	html_out_open(&html, "nav", "");
	html_out_link(&html, INDEX, "本月一览");
	html_out_close(&html);
	html_out_close(&html);
	html_out_open(&html, "main", "receipt");
	html_out_open(&html, "section", "");
	while ((line = text_cut(&at, '\n')))
		add_body_line(arena, &html, line, verdict);
	html_out_close(&html);
	html_out_close(&html);
	html_out_end(&html);
}
