/* The one writer of HTML: what words cannot do, and that elements close. */
#include "base/html_out.h"

#include <criterion/criterion.h>
#include <signal.h>

Test(html_out, words_end_no_element)
{
	static const struct {
		const char *words, *written;
	} rows[] = {
		{ "市民政局", "市民政局" },
		{ "</td><script>&\"", "&lt;/td&gt;&lt;script&gt;&amp;&quot;" },
		{ "a\nb\x1B[31m\tc", "a\nb[31mc" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text text;
		text_init(&text);
		html_out_escape(&text, rows[i].words);
		cr_expect_str_eq(text.bytes, rows[i].written, "row %zu: %s", i, text.bytes);
		text_release(&text);
	}
}

Test(html_out, sets_elements)
{
	struct text text;

	text_init(&text);
	struct html_out html = html_out_begin(&text);
	html_out_open(&html, "p", "note");
	html_out_link(&html, "units/甲 乙.pdf", "甲<乙");
	html_out_element(&html, "b", "", "1");
	html_out_close(&html);
	html_out_open_with(&html, "section", "id", "a\"b");
	html_out_close(&html);
	html_out_end(&html);
	cr_expect_str_eq(text.bytes,
	        "<p class=\"note\"><a href=\"units/%E7%94%B2%20%E4%B9%99.pdf\">甲&lt;乙</a>"
	        "<b>1</b></p>\n<section id=\"a&quot;b\"></section>\n",
	        "%s", text.bytes);
	text_release(&text);
}

Test(html_out, asks_for_every_end, .signal = SIGABRT)
{
	struct text text;

	text_init(&text);
	struct html_out html = html_out_begin(&text);
	html_out_open(&html, "p", "");
	html_out_end(&html);
}
