/*
 * The columns of a published table of tasks: which of them says what, by the words of its head.
 *
 * Owns the words that offices write above such columns. Where two columns could be meant the word
 * that says more decides; a column that none of the words names is kept by its own head.
 */
#ifndef FIGURES_PUBLISHED_HEADS_H
#define FIGURES_PUBLISHED_HEADS_H

#include "figures/published/sheet.h"

enum head_kind {
	HEAD_CATEGORY, /* 大类 */
	HEAD_NUMBER,   /* 序号 */
	HEAD_TASK,     /* 工作任务 */
	HEAD_LEADER,   /* 分管领导 */
	HEAD_LEAD,     /* 牵头单位 */
	HEAD_UNITS,    /* 责任单位 */
	HEAD_HELPERS,  /* 配合单位 */
	HEAD_PERSONS,  /* 责任人 */
	HEAD_DEADLINE, /* 完成时间 */
	HEAD_KINDS,
	HEAD_OTHER = HEAD_KINDS
};

struct heads {
	size_t head;      /* row of the sheet */
	size_t last_head; /* the same, or the one below it, which says more of some columns */
	const struct sheet_row *rows[2]; /* of the head: the same row twice where it has one */
	size_t count;                    /* columns of the head */
	enum head_kind kinds[SHEET_COLUMNS];
	const char *names[SHEET_COLUMNS]; /* as the head writes them, on one line */
};

/* False: no row names tasks and one other thing. */
bool heads_find(struct arena *arena, const struct sheet *sheet, struct heads *out);
/* The row says the same as the head: it is printed again on each page. */
bool heads_is_head(struct arena *arena, const struct heads *columns, const struct sheet_row *row);
/* The words that the head may use for a kind of column, joined by 、. */
const char *heads_words(struct arena *arena, enum head_kind kind);
/* Without any blanks; in the arena. */
char *heads_plain(struct arena *arena, const char *text);

#endif
