/*
 * What each character is in Chinese setting, and between which two a line may break.
 *
 * Owns the character classes (one table of ranges) and the forbidden line starts and ends of clreq
 * (行首行尾禁则) at its four levels. Knows no text, no width and no unbreakable numbers: those
 * are atoms.h.
 */
#ifndef PAPER_LAYOUT_INLINE_BREAKS_H
#define PAPER_LAYOUT_INLINE_BREAKS_H

#include "paper/style/style.h"

#include <stdbool.h>
#include <stdint.h>

enum character_class {
	CLASS_HAN,       /* ideographs, kana, anything set like them */
	CLASS_SIGN,      /* ① → ■: breaks like Han, takes no gap beside Latin */
	CLASS_OPEN,      /* （《“ */
	CLASS_CLOSE,     /* ）》” */
	CLASS_COMMA,     /* ，、；： */
	CLASS_STOP,      /* 。？！ */
	CLASS_DOT,       /* 间隔号 · */
	CLASS_CONNECTOR, /* 连接号 – ～ and a single — */
	CLASS_DASH,      /* 破折号 ——, each half */
	CLASS_ELLIPSIS,  /* 省略号 ……, each half */
	CLASS_SEPARATOR, /* 分隔号 / */
	CLASS_LATIN,     /* letters of any alphabet */
	CLASS_DIGIT,
	CLASS_HYPHEN,      /* - */
	CLASS_POINT,       /* . , : ; ! ? */
	CLASS_LATIN_OPEN,  /* ( [ { */
	CLASS_LATIN_CLOSE, /* ) ] } */
	CLASS_SYMBOL,      /* & + = @ …, and “ ” ’ inside Latin */
	CLASS_POSTFIX,     /* % ‰ ℃ */
	CLASS_PREFIX,      /* ￥ № ≥, and - before a number */
	CLASS_COMBINING,   /* belongs to the character before */
	CLASS_BLANK,       /* blank, tab: vanishes at line edges */
	CLASS_WIDE_BLANK,  /* U+3000: one em; vanishes where a line is broken */
	CLASS_FIXED_BLANK, /* no-break space */
	CLASS_OBJECT,      /* light, bar */
	CLASS_SPACE,       /* fixed width */
	CLASS_FILL,        /* spare width */
	CLASS_FORCED,      /* forced line break */
	CLASS_COUNT
};

#define CLASS_BIT(kind) (1U << (unsigned)(kind))
/* Marks that carry half an em of blank or stand in half an em. */
#define CLASSES_MARK \
	(CLASS_BIT(CLASS_OPEN) | CLASS_BIT(CLASS_CLOSE) | CLASS_BIT(CLASS_COMMA) \
	        | CLASS_BIT(CLASS_STOP) | CLASS_BIT(CLASS_DOT))
#define CLASSES_BLANK (CLASS_BIT(CLASS_BLANK) | CLASS_BIT(CLASS_WIDE_BLANK))
/* Of these no two neighbours are parted. */
#define CLASSES_WORD \
	(CLASS_BIT(CLASS_LATIN) | CLASS_BIT(CLASS_DIGIT) | CLASS_BIT(CLASS_HYPHEN) \
	        | CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_LATIN_OPEN) \
	        | CLASS_BIT(CLASS_LATIN_CLOSE) | CLASS_BIT(CLASS_SYMBOL) \
	        | CLASS_BIT(CLASS_POSTFIX) | CLASS_BIT(CLASS_PREFIX) | CLASS_BIT(CLASS_SEPARATOR) \
	        | CLASS_BIT(CLASS_COMBINING))
/* A quarter em stands between Han and these. */
#define CLASSES_GAPPED (CLASS_BIT(CLASS_LATIN) | CLASS_BIT(CLASS_DIGIT) | CLASS_BIT(CLASS_POSTFIX))

static inline bool breaks_class_in(enum character_class kind, uint32_t set)
{
	return (set >> (unsigned)kind & 1U) != 0;
}

/* By code point alone; “ ” ‘ ’ come as full-width marks, — as CLASS_DASH. */
enum character_class breaks_class(uint32_t codepoint);

/* Whether the level lets no line start (end) with a character of this class. */
bool breaks_forbidden_start(enum character_class kind, enum break_level level);
bool breaks_forbidden_end(enum character_class kind, enum break_level level);

/*
 * Whether a line may break between two neighbours; `blank`: a blank stands between them, which
 * then vanishes. Hyphens inside words and unbreakable numbers are the caller's.
 */
bool breaks_allowed(enum character_class before, enum character_class after, bool blank,
        enum break_level level);

#endif
