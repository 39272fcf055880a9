#include "press/desk/desk_table.h"

void desk_table_begin(
        struct html_out *html, const char *look, const struct desk_head *heads, size_t count)
{
	html_out_open(html, "table", look);
	html_out_open(html, "thead", "");
	html_out_open(html, "tr", "");
	for (size_t i = 0; i < count; i++)
		html_out_element(html, "th", heads[i].look, heads[i].words);
	html_out_close(html);
	html_out_close(html);
	html_out_open(html, "tbody", "");
}

void desk_table_end(struct html_out *html)
{
	html_out_close(html);
	html_out_close(html);
}
