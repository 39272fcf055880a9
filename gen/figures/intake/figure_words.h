/*
 * Figure words: what a clerk may have meant by what stands where a figure is asked for.
 *
 * Owns telling the slips apart (2家, 二十, 约2, 1,2000, 无, 2（含在建1）) and the figure that a
 * slip most likely stands for. Takes nothing for a figure: it only helps to say what to write
 * instead.
 */
#ifndef FIGURES_INTAKE_FIGURE_WORDS_H
#define FIGURES_INTAKE_FIGURE_WORDS_H

#include "base/arena.h"

enum figure_slip {
	SLIP_UNKNOWN,
	SLIP_EMPTY,       /* nothing, or blanks */
	SLIP_NOTHING,     /* 无, /, 暂无 */
	SLIP_APPROXIMATE, /* 约2, 2左右, 2+ */
	SLIP_RANGE,       /* 2-3 */
	SLIP_PERCENT,     /* 2% */
	SLIP_NOTE,        /* 2（含在建1） */
	SLIP_QUOTIENT,    /* 1/2 */
	SLIP_LETTERS,     /* 1O */
	SLIP_GROUPING,    /* 1,2000 */
	SLIP_BLANKS,      /* 1 2 */
	SLIP_HAN,         /* 二十 */
	SLIP_MEASURE,     /* 2家, 共2家 */
};

/* `figure` (and `base`, of a quotient) as they would be written: "2"; "" when they cannot be told.
 */
struct figure_guess {
	enum figure_slip slip;
	const char *figure;
	const char *base;
};

struct figure_guess figure_words_read(struct arena *arena, const char *text);
/*
 * 是, 已完成, √, 1: 1; 否, 未完成, ×, 0: 0, with a note in brackets or without; of a step with a
 * verb of its own (else "") 已印发: 1, 尚未印发: 0 too; else -1.
 */
int figure_words_yes_no(struct arena *arena, const char *text, const char *verb);

#endif
