#include "paper/pdf/unicode.h"

#include "base/utf8.h"

#include <assert.h>
#include <stddef.h>

#define ELLIPSIS    0x2026U
#define RANGE_LIMIT 100 /* entries in one bfchar block (Adobe Technical Note 5014) */

/* UTF-16BE in hexadecimal. */
static void add_units(struct text *out, uint32_t codepoint)
{
	if (codepoint < 0x10000) {
		text_printf(out, "%04X", codepoint);
		return;
	}
	uint32_t rest = codepoint - 0x10000;
	text_printf(out, "%04X%04X", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

static void add_code(struct text *out, const struct said_code *code)
{
	text_printf(out, "<%04X> <", code->code);
	add_units(out, code->codepoint);
	if (code->mark != 0)
		add_units(out, code->mark);
	text_add(out, ">\n");
}

void unicode_map(struct text *out, const struct said_code *codes, size_t count)
{
	text_add(out,
	        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
	        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < count; i++) {
		const size_t left = count - i;
		assert(i == 0 || codes[i].code >= codes[i - 1].code);
		if (i % RANGE_LIMIT == 0)
			text_printf(
			        out, "%zu beginbfchar\n", left < RANGE_LIMIT ? left : RANGE_LIMIT);
		add_code(out, &codes[i]);
		if (i % RANGE_LIMIT == RANGE_LIMIT - 1 || left == 1)
			text_add(out, "endbfchar\n");
	}
	text_add(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static void add_unit(struct text *out, uint32_t unit)
{
	text_add_char(out, (char)(unit >> 8));
	text_add_char(out, (char)(unit & 0xFF));
}

void unicode_text_string(struct text *out, const char *string, size_t most)
{
	text_add_bytes(out, "\xFE\xFF", 2);
	for (uint32_t codepoint = utf8_next(&string); codepoint; codepoint = utf8_next(&string)) {
		if (most-- == 0) {
			add_unit(out, ELLIPSIS);
			return;
		}
		if (codepoint < 0x10000) {
			add_unit(out, codepoint);
			continue;
		}
		const uint32_t rest = codepoint - 0x10000;
		add_unit(out, 0xD800 + (rest >> 10));
		add_unit(out, 0xDC00 + (rest & 0x3FF));
	}
}
