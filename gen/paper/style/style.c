#include "paper/style/style.h"

#include "base/text.h"

/* What a side covers: bits of the four pages there are. */
enum { ODD_FIRST = 1, EVEN_FIRST = 2, ODD_LATER = 4, EVEN_LATER = 8 };

static unsigned side_pages(enum page_side side)
{
	static const unsigned pages[] = {
		[SIDE_BOTH] = ODD_FIRST | EVEN_FIRST | ODD_LATER | EVEN_LATER,
		[SIDE_ODD] = ODD_FIRST | ODD_LATER,
		[SIDE_EVEN] = EVEN_FIRST | EVEN_LATER,
		[SIDE_FIRST] = ODD_FIRST | EVEN_FIRST,
		[SIDE_NOT_FIRST] = ODD_LATER | EVEN_LATER,
		[SIDE_ODD_NOT_FIRST] = ODD_LATER,
		[SIDE_EVEN_NOT_FIRST] = EVEN_LATER,
	};

	return pages[side];
}

bool style_side_covers(enum page_side side, bool odd, bool first)
{
	const unsigned page = first ? ODD_FIRST : ODD_LATER;

	return (side_pages(side) & (odd ? page : page << 1)) != 0;
}

bool style_sides_meet(enum page_side a, enum page_side b)
{
	return (side_pages(a) & side_pages(b)) != 0;
}

/* The kinds differ in type only; a sheet has some dozens of each, so a plain search does. */
#define LOOKUP(records, count, wanted) \
	do { \
		for (size_t i = 0; i < (count); i++) { \
			if (text_equal((records)[i].name, (wanted))) \
				return &(records)[i]; \
		} \
		return NULL; \
	} while (0)

const struct paragraph_style *style_lookup_paragraph(
        const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->paragraphs, stylesheet->paragraph_count, name);
}

const struct character_style *style_lookup_character(
        const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->characters, stylesheet->character_count, name);
}

const struct rule_style *style_lookup_rule(const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->rules, stylesheet->rule_count, name);
}

const struct table_style *style_lookup_table(const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->tables, stylesheet->table_count, name);
}

const struct page_master *style_lookup_master(const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->masters, stylesheet->master_count, name);
}

const struct light_style *style_lookup_light(const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->lights, stylesheet->light_count, name);
}

const struct bar_style *style_lookup_bar(const struct stylesheet *stylesheet, const char *name)
{
	LOOKUP(stylesheet->bars, stylesheet->bar_count, name);
}
