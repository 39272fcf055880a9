#include "paper/style/style.h"

#include "base/text.h"

#include <string.h>

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

/* Where a kind's list is in the sheet, and how its records lie in the list. */
struct kind_layout {
	size_t list, number;
	size_t size, name;
};

static const struct kind_layout layouts[] = {
#define KIND(id, element, is_based, type, list_name, number_name) \
	[STYLE_##id] = { \
		.list = offsetof(struct stylesheet, list_name), \
		.number = offsetof(struct stylesheet, number_name), \
		.size = sizeof(struct type), \
		.name = offsetof(struct type, name), \
	},
	STYLE_KINDS(KIND)
#undef KIND
};

static size_t count_of(const struct stylesheet *sheet, enum style_kind kind)
{
	size_t number;

	memcpy(&number, (const unsigned char *)sheet + layouts[kind].number, sizeof number);
	return number;
}

static const unsigned char *record_at(
        const struct stylesheet *sheet, enum style_kind kind, size_t index)
{
	const unsigned char *records;

	memcpy(&records, (const unsigned char *)sheet + layouts[kind].list, sizeof records);
	return records + index * layouts[kind].size;
}

static const char *name_of(enum style_kind kind, const unsigned char *record)
{
	const char *name;

	memcpy(&name, record + layouts[kind].name, sizeof name);
	return name ? name : "";
}

/* A sheet has some dozens of each kind, so a plain search does. */
const void *style_lookup(const struct stylesheet *sheet, enum style_kind kind, const char *name)
{
	const size_t number = count_of(sheet, kind);

	for (size_t i = 0; i < number; i++) {
		const unsigned char *record = record_at(sheet, kind, i);
		if (text_equal(name_of(kind, record), name))
			return record;
	}
	return NULL;
}

const char *style_list(const struct stylesheet *sheet, struct arena *arena, enum style_kind kind)
{
	const size_t number = count_of(sheet, kind);
	const char *list = "";

	for (size_t i = 0; i < number; i++)
		list = arena_printf(arena, "%s%s%s", list, i > 0 ? ", " : "",
		        name_of(kind, record_at(sheet, kind, i)));
	return list;
}

static const void *lookup(const void *sheet, int kind, const char *name)
{
	return style_lookup(sheet, (enum style_kind)kind, name);
}

static const char *list(const void *sheet, struct arena *arena, int kind)
{
	return style_list(sheet, arena, (enum style_kind)kind);
}

struct row_records style_records(const struct stylesheet *sheet)
{
	return (struct row_records){ .owner = sheet, .lookup = lookup, .list = list };
}

void style_set_list(
        struct stylesheet *sheet, enum style_kind kind, const void *records, size_t count)
{
	memcpy((unsigned char *)sheet + layouts[kind].list, &records, sizeof records);
	memcpy((unsigned char *)sheet + layouts[kind].number, &count, sizeof count);
}
