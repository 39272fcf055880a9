#include "paper/layout/inline/breaks.h"

#include "base/common.h"

#include <stddef.h>

struct class_range {
	uint32_t first, last;
	enum character_class kind;
};

/* Sorted; what falls between two ranges is CLASS_SIGN below U+2E80 and CLASS_HAN from there. */
static const struct class_range ranges[] = {
	{ 0x0009, 0x0009, CLASS_BLANK },
	{ 0x000A, 0x000A, CLASS_FORCED },
	{ 0x000B, 0x000D, CLASS_BLANK },
	{ 0x0020, 0x0020, CLASS_BLANK },
	{ 0x0021, 0x0021, CLASS_POINT }, /* ! */
	{ 0x0022, 0x0023, CLASS_SYMBOL },
	{ 0x0024, 0x0024, CLASS_PREFIX },  /* $ */
	{ 0x0025, 0x0025, CLASS_POSTFIX }, /* % */
	{ 0x0026, 0x0027, CLASS_SYMBOL },
	{ 0x0028, 0x0028, CLASS_LATIN_OPEN },
	{ 0x0029, 0x0029, CLASS_LATIN_CLOSE },
	{ 0x002A, 0x002B, CLASS_SYMBOL },
	{ 0x002C, 0x002C, CLASS_POINT },
	{ 0x002D, 0x002D, CLASS_HYPHEN },
	{ 0x002E, 0x002E, CLASS_POINT },
	{ 0x002F, 0x002F, CLASS_SEPARATOR },
	{ 0x0030, 0x0039, CLASS_DIGIT },
	{ 0x003A, 0x003B, CLASS_POINT },
	{ 0x003C, 0x003E, CLASS_SYMBOL },
	{ 0x003F, 0x003F, CLASS_POINT },
	{ 0x0040, 0x0040, CLASS_SYMBOL },
	{ 0x0041, 0x005A, CLASS_LATIN },
	{ 0x005B, 0x005B, CLASS_LATIN_OPEN },
	{ 0x005C, 0x005C, CLASS_SYMBOL },
	{ 0x005D, 0x005D, CLASS_LATIN_CLOSE },
	{ 0x005E, 0x0060, CLASS_SYMBOL },
	{ 0x0061, 0x007A, CLASS_LATIN },
	{ 0x007B, 0x007B, CLASS_LATIN_OPEN },
	{ 0x007C, 0x007C, CLASS_SYMBOL },
	{ 0x007D, 0x007D, CLASS_LATIN_CLOSE },
	{ 0x007E, 0x007E, CLASS_SYMBOL },
	{ 0x00A0, 0x00A0, CLASS_FIXED_BLANK },
	{ 0x00A2, 0x00A2, CLASS_POSTFIX }, /* ¢ */
	{ 0x00A3, 0x00A3, CLASS_PREFIX },  /* £ */
	{ 0x00A5, 0x00A5, CLASS_PREFIX },  /* ¥ */
	{ 0x00B0, 0x00B0, CLASS_POSTFIX }, /* ° */
	{ 0x00B1, 0x00B1, CLASS_PREFIX },  /* ± */
	{ 0x00B2, 0x00B3, CLASS_POSTFIX }, /* ² ³ */
	{ 0x00B7, 0x00B7, CLASS_DOT },
	{ 0x00C0, 0x00D6, CLASS_LATIN },
	{ 0x00D8, 0x00F6, CLASS_LATIN },
	{ 0x00F8, 0x02FF, CLASS_LATIN },
	{ 0x0300, 0x036F, CLASS_COMBINING },
	{ 0x0370, 0x052F, CLASS_LATIN }, /* Greek, Cyrillic */
	{ 0x1E00, 0x1FFF, CLASS_LATIN },
	{ 0x2000, 0x200A, CLASS_BLANK },
	{ 0x200C, 0x200D, CLASS_COMBINING },
	{ 0x2010, 0x2011, CLASS_HYPHEN },
	{ 0x2013, 0x2013, CLASS_CONNECTOR }, /* – */
	{ 0x2014, 0x2015, CLASS_DASH },      /* — ― */
	{ 0x2018, 0x2018, CLASS_OPEN },      /* ‘ */
	{ 0x2019, 0x2019, CLASS_CLOSE },     /* ’ */
	{ 0x201C, 0x201C, CLASS_OPEN },      /* “ */
	{ 0x201D, 0x201D, CLASS_CLOSE },     /* ” */
	{ 0x2025, 0x2026, CLASS_ELLIPSIS },
	{ 0x2027, 0x2027, CLASS_DOT },
	{ 0x2028, 0x2029, CLASS_BLANK },
	{ 0x202F, 0x202F, CLASS_FIXED_BLANK },
	{ 0x2030, 0x2031, CLASS_POSTFIX }, /* ‰ ‱ */
	{ 0x2032, 0x2033, CLASS_POSTFIX }, /* ′ ″ */
	{ 0x205F, 0x205F, CLASS_BLANK },
	{ 0x20AC, 0x20AC, CLASS_PREFIX },  /* € */
	{ 0x2103, 0x2103, CLASS_POSTFIX }, /* ℃ */
	{ 0x2109, 0x2109, CLASS_POSTFIX }, /* ℉ */
	{ 0x2116, 0x2116, CLASS_PREFIX },  /* № */
	{ 0x2248, 0x2248, CLASS_PREFIX },  /* ≈ */
	{ 0x2264, 0x2265, CLASS_PREFIX },  /* ≤ ≥ */
	{ 0x22EF, 0x22EF, CLASS_ELLIPSIS },
	{ 0x2E3A, 0x2E3A, CLASS_DASH }, /* ⸺ */
	{ 0x3000, 0x3000, CLASS_WIDE_BLANK },
	{ 0x3001, 0x3001, CLASS_COMMA }, /* 、 */
	{ 0x3002, 0x3002, CLASS_STOP },  /* 。 */
	{ 0x3008, 0x3008, CLASS_OPEN },
	{ 0x3009, 0x3009, CLASS_CLOSE },
	{ 0x300A, 0x300A, CLASS_OPEN },
	{ 0x300B, 0x300B, CLASS_CLOSE },
	{ 0x300C, 0x300C, CLASS_OPEN },
	{ 0x300D, 0x300D, CLASS_CLOSE },
	{ 0x300E, 0x300E, CLASS_OPEN },
	{ 0x300F, 0x300F, CLASS_CLOSE },
	{ 0x3010, 0x3010, CLASS_OPEN },
	{ 0x3011, 0x3011, CLASS_CLOSE },
	{ 0x3014, 0x3014, CLASS_OPEN },
	{ 0x3015, 0x3015, CLASS_CLOSE },
	{ 0x3016, 0x3016, CLASS_OPEN },
	{ 0x3017, 0x3017, CLASS_CLOSE },
	{ 0x3018, 0x3018, CLASS_OPEN },
	{ 0x3019, 0x3019, CLASS_CLOSE },
	{ 0x301A, 0x301A, CLASS_OPEN },
	{ 0x301B, 0x301B, CLASS_CLOSE },
	{ 0x301C, 0x301C, CLASS_CONNECTOR }, /* 〜 */
	{ 0x301D, 0x301D, CLASS_OPEN },
	{ 0x301E, 0x301F, CLASS_CLOSE },
	{ 0x302A, 0x302F, CLASS_COMBINING },
	{ 0x30FB, 0x30FB, CLASS_DOT },     /* ・ */
	{ 0x3371, 0x33DF, CLASS_POSTFIX }, /* ㎡ ㎏ … */
	{ 0xFE00, 0xFE0F, CLASS_COMBINING },
	{ 0xFEFF, 0xFEFF, CLASS_BLANK },
	{ 0xFF01, 0xFF01, CLASS_STOP },      /* ！ */
	{ 0xFF04, 0xFF04, CLASS_PREFIX },    /* ＄ */
	{ 0xFF05, 0xFF05, CLASS_POSTFIX },   /* ％ */
	{ 0xFF08, 0xFF08, CLASS_OPEN },      /* （ */
	{ 0xFF09, 0xFF09, CLASS_CLOSE },     /* ） */
	{ 0xFF0C, 0xFF0C, CLASS_COMMA },     /* ， */
	{ 0xFF0D, 0xFF0D, CLASS_CONNECTOR }, /* － */
	{ 0xFF0E, 0xFF0E, CLASS_STOP },      /* ． */
	{ 0xFF0F, 0xFF0F, CLASS_SEPARATOR }, /* ／ */
	{ 0xFF1A, 0xFF1B, CLASS_COMMA },     /* ： ； */
	{ 0xFF1F, 0xFF1F, CLASS_STOP },      /* ？ */
	{ 0xFF3B, 0xFF3B, CLASS_OPEN },
	{ 0xFF3D, 0xFF3D, CLASS_CLOSE },
	{ 0xFF5B, 0xFF5B, CLASS_OPEN },
	{ 0xFF5D, 0xFF5D, CLASS_CLOSE },
	{ 0xFF5E, 0xFF5E, CLASS_CONNECTOR }, /* ～ */
	{ 0xFF5F, 0xFF5F, CLASS_OPEN },
	{ 0xFF60, 0xFF60, CLASS_CLOSE },
	{ 0xFFE0, 0xFFE0, CLASS_POSTFIX }, /* ￠ */
	{ 0xFFE1, 0xFFE1, CLASS_PREFIX },  /* ￡ */
	{ 0xFFE5, 0xFFE5, CLASS_PREFIX },  /* ￥ */
	{ 0xE0100, 0xE01EF, CLASS_COMBINING },
};

#define WIDE_FROM 0x2E80U

enum character_class breaks_class(uint32_t codepoint)
{
	/* Nearly every question. */
	if (codepoint >= 0x4E00 && codepoint <= 0x9FFF)
		return CLASS_HAN;
	size_t low = 0;
	size_t high = COUNT_OF(ranges);
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (codepoint > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < COUNT_OF(ranges) && codepoint >= ranges[low].first)
		return ranges[low].kind;
	return codepoint < WIDE_FROM ? CLASS_SIGN : CLASS_HAN;
}

/* clreq 行首行尾禁则, and beyond it % ‰ ℃ . , ) ] and ( [ № ￥. */
#define START_BASIC \
	(CLASS_BIT(CLASS_CLOSE) | CLASS_BIT(CLASS_COMMA) | CLASS_BIT(CLASS_STOP) \
	        | CLASS_BIT(CLASS_DOT) | CLASS_BIT(CLASS_CONNECTOR) | CLASS_BIT(CLASS_SEPARATOR) \
	        | CLASS_BIT(CLASS_HYPHEN) | CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_LATIN_CLOSE) \
	        | CLASS_BIT(CLASS_POSTFIX))
#define END_BASIC (CLASS_BIT(CLASS_OPEN) | CLASS_BIT(CLASS_LATIN_OPEN) | CLASS_BIT(CLASS_PREFIX))

bool breaks_forbidden_start(enum character_class kind, enum break_level level)
{
	static const uint32_t sets[] = {
		[BREAK_LEVEL_NONE] = 0,
		[BREAK_LEVEL_BASIC] = START_BASIC,
		[BREAK_LEVEL_GB] = START_BASIC,
		[BREAK_LEVEL_STRICT] =
		        START_BASIC | CLASS_BIT(CLASS_DASH) | CLASS_BIT(CLASS_ELLIPSIS),
	};

	return breaks_class_in(kind, sets[level]);
}

bool breaks_forbidden_end(enum character_class kind, enum break_level level)
{
	static const uint32_t sets[] = {
		[BREAK_LEVEL_NONE] = 0,
		[BREAK_LEVEL_BASIC] = END_BASIC,
		[BREAK_LEVEL_GB] = END_BASIC | CLASS_BIT(CLASS_SEPARATOR),
		[BREAK_LEVEL_STRICT] = END_BASIC | CLASS_BIT(CLASS_SEPARATOR),
	};

	return breaks_class_in(kind, sets[level]);
}

bool breaks_allowed(
        enum character_class before, enum character_class after, bool blank, enum break_level level)
{
	const uint32_t never_after = CLASS_BIT(CLASS_FILL) | CLASS_BIT(CLASS_FIXED_BLANK);
	const uint32_t never_before =
	        CLASS_BIT(CLASS_SPACE) | CLASS_BIT(CLASS_FIXED_BLANK) | CLASS_BIT(CLASS_COMBINING);

	if (breaks_class_in(before, never_after) || breaks_class_in(after, never_before))
		return false;
	if (!blank && breaks_class_in(before, CLASSES_WORD) && breaks_class_in(after, CLASSES_WORD))
		return false;
	return !breaks_forbidden_end(before, level) && !breaks_forbidden_start(after, level);
}
