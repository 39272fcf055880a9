/*
 * The style sheet as data: what templates/styles/<name>.xml says, every length in mpt.
 *
 * Owns the shapes only; stylesheet.c reads the file, paper/layout obeys it. Every
 * number of GB/T 9704 stands in the file, none in C. Lengths in the file: "156mm", "15.75pt",
 * "2em" (of the style's own size), "1ln" (of the style's own leading); colours "#d7000f";
 * percentages "50%". Each record may name a parent with based-on="…": its attributes are inherited.
 */
#ifndef PAPER_STYLE_STYLE_H
#define PAPER_STYLE_STYLE_H

#include "diag/diag.h"
#include "paper/markup/measure.h"
#include "paper/markup/rows.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One face of a role's chain. Characters take the first face of the chain that may serve their
 * class and has a glyph. <face file="NotoSerifCJK-Bold.ttc" name="Noto Serif CJK SC Bold"
 *   package="fonts-noto-cjk" for="latin" embolden="0.02em"/>
 */
enum face_scope { FACE_ALL, FACE_LATIN /* letters, digits, ASCII signs */, FACE_HAN };

struct face_choice {
	const char *file;    /* plain name, looked for in the search folders, or an absolute path */
	const char *name;    /* full or family name inside a collection; "" = by index */
	int index;           /* face index in a collection, used when name is "" */
	const char *package; /* Debian package that holds it, "" unknown */
	enum face_scope scope;
	int embolden;         /* simulated bold: stroke width in thousandths of an em, 0 none */
	const char *only;     /* characters it serves, and no other; "" no such limit */
	const char *except;   /* characters it must not serve: badly drawn in it; "" none */
	const char *features; /* OpenType features of what it serves: "hwid zero"; "" none */
	struct place place;   /* in the sheet */
};

/* <role name="fangsong" title="仿宋"> <face …/> … </role> */
struct font_role {
	size_t index; /* in stylesheet->roles */
	const char *name;
	const char *title;
	const struct face_choice *faces;
	size_t face_count;
};

/* <folder path="templates/fonts"/>: where font files are, in the order of the search. */
struct font_folder {
	const char *name; /* its path, relative to the root or absolute */
};

enum align {
	ALIGN_JUSTIFY, /* last line at start */
	ALIGN_START,
	ALIGN_CENTER,
	ALIGN_END,
	ALIGN_DISTRIBUTE, /* 均排: every line spread to the measure */
	ALIGN_DECIMAL,    /* decimal points under each other, the column's widest centred */
};

/* Where a paragraph begins and ends: with its lines, or with the ink of its first and last. */
enum trim { TRIM_NONE, TRIM_INK };

/* clreq: how strictly forbidden line starts and ends are kept. */
enum break_level { BREAK_LEVEL_NONE, BREAK_LEVEL_BASIC, BREAK_LEVEL_GB, BREAK_LEVEL_STRICT };

/* <character name="strong" role="hei" size="16pt" color="#000000" tracking="0pt" rise="0pt"/> */
struct character_style {
	const char *name;
	const struct font_role *role; /* NULL: as the paragraph */
	mpt size;                     /* 0: as the paragraph */
	bool has_color;
	struct color color;
	mpt tracking; /* added after each character */
	mpt rise;     /* baseline shift upward */
};

struct paragraph_style {
	const char *name;
	const struct font_role *role;
	mpt size;
	mpt leading; /* line pitch; the em box is centred in it */
	struct color color;
	bool has_background;
	struct color background; /* behind its lines, from indent-left to indent-right */
	mpt tracking; /* added after each character: widens 16 pt type to a 15.79 pt pitch, or -0.21
	               */
	mpt indent_first; /* added to indent_left on the first line; negative: hanging */
	mpt indent_left;
	mpt indent_right;
	mpt space_before; /* not at the top of a page */
	mpt space_after;
	bool has_top; /* placed with its em box `top` below the type area's top, on its page */
	mpt top;
	enum trim
	        trim; /* TRIM_INK: `top` and the distances to its neighbours are those of its ink */
	enum align align;
	bool single_line_center; /* a one-line paragraph in a table cell is centred, longer ones not
	                          */
	enum break_level breaking;
	int han_latin_gap; /* thousandths of an em between Han and Latin/digits; default 250 */
	bool squeeze;      /* compress punctuation by clreq; default yes */
	bool hang;         /* hanging punctuation; default no */
	bool balance;      /* lines of a title: break at U+200B hints, 梯形/菱形 */
	int glue_limit; /* cap of an unbreakable number + measure run, thousandths of an em; 10000
	                 */
	int widows, orphans; /* default 2, 2 */
	bool keep_with_next;
	bool keep_together;
	int along; /* lines before it, or rows of a table, that go to the next page with it */
};

/* A straight line or a double one. <rule name="red" thickness="0.5mm" color="#…" …/> */
struct rule_style {
	const char *name;
	mpt thickness;
	mpt second; /* thickness of the lower line of a double rule, 0 single */
	mpt gap;    /* between the two */
	mpt width;  /* 0: the measure; wider than the measure: centred on it */
	mpt space_before;
	mpt space_after;
	struct color color;
};

enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

/* Borders collapse: where two meet the thicker is drawn, of equals the one set first. */
struct table_style {
	const char *name;
	mpt outer, inner, head_rule; /* thicknesses; 0: none */
	struct color border;
	mpt padding_x, padding_y;
	bool has_head_fill;
	struct color head_fill;
	enum valign valign;
	bool repeat_head;      /* default yes */
	const char *continued; /* added to a spanning cell's text repeated after a break: （续） */
	const char *continuation; /* line above the table on later pages: 续表, "" none */
	const struct paragraph_style *continuation_style; /* of that line, NULL when none */
	int group_rows;  /* of a cell of several rows, at least these stand on a page; default 1 */
	int split_share; /* rows taller than this share of the page (percent) may split; default 50
	                  */
	mpt space_before, space_after;
	/* Of bare text in a cell; cell="…", head-cell="…"; NULL: the template must name one. */
	const struct paragraph_style *cell, *head_cell;
	mpt least_size; /* of `cell`, to which all shrinks where columns are narrow; 0: does not */
};

enum light_shape { SHAPE_CIRCLE, SHAPE_SQUARE, SHAPE_TRIANGLE, SHAPE_DIAMOND, SHAPE_RING };

/* Lights differ in shape too. <light name="green" shape="circle" color="#…" size="0.7em"/> */
struct light_style {
	const char *name;
	enum light_shape shape;
	struct color color;
	int size;  /* thousandths of the em */
	int width; /* room on its line, in the middle of which it stands; likewise, 0: its size */
};

/* <bar name="progress" width="12mm" height="0.5em" track="#…" fill="#…" mark="#…"/> */
struct bar_style {
	const char *name;
	mpt size; /* that em in the others is of; 0: they are in other units */
	mpt width;
	mpt height;
	struct color track, fill, mark; /* mark: the planned position */
};

/*
 * How a series, a status or a band of a chart is painted: neighbours differ in grey too, by hatch,
 * mark or dash. <paint name="far-behind" color="#a5122a" hatch="#fff" mark="triangle"/>
 */
struct paint_style {
	const char *name;
	const char *title; /* what it says, for the legend of lights; "" nothing */
	struct color color;
	struct color ink; /* of words upon it */
	bool has_edge;
	struct color edge; /* outlined */
	bool has_hatch;
	struct color hatch;    /* lines over it, at 45° */
	enum light_shape mark; /* of points and lights */
	mpt dash;              /* of its line; 0: solid */
};

/* <chart name="chart" label="chart" height="60mm" paint-1="first"/> */
enum chart_labels {
	LABELS_ALL,  /* every figure, above its mark or below the axis */
	LABELS_ENDS, /* the last, and the extremes that find room */
	LABELS_NONE,
};

#define CHART_PAINTS 4

struct chart_style {
	const char *name;
	const struct paragraph_style *label;
	mpt width;      /* 0: the measure */
	mpt height;     /* of a chart over months */
	mpt pitch;      /* of rows, where rows make the height */
	mpt axis, grid; /* thicknesses */
	struct color axis_color,
	        grid_color;    /* the axis' is also that of marks of what is missing */
	mpt line, level, pace; /* thicknesses: of series, level, pace */
	struct color level_color, pace_color;
	mpt dash;      /* of the pace, and of what is carried */
	mpt mark;      /* size of marks */
	int bar_share; /* percent of a pitch that a bar takes */
	int ticks;     /* about as many are wanted */
	enum chart_labels labels;
	const struct paint_style *paints[CHART_PAINTS]; /* of series, in their order; NULL none */
	mpt space_before, space_after;
};

/*
 * A place on every page for running text (folio, notice). Coordinates from the page's top left
 * corner; `turn` quarter turns clockwise about (x, y) after which the text runs.
 */
enum page_side {
	SIDE_BOTH,
	SIDE_ODD,
	SIDE_EVEN,
	SIDE_FIRST, /* first page of its section */
	SIDE_NOT_FIRST,
	SIDE_ODD_NOT_FIRST,
	SIDE_EVEN_NOT_FIRST,
};

struct region {
	const char *name;
	enum page_side side;
	mpt x, y, width;
	int turn;  /* 0-3 */
	bool push; /* may reach into the type area: the body begins below it, and nobody is told */
	const struct paragraph_style *style;
};

/*
 * <page name="portrait" width="210mm" height="297mm" left="28mm" top="37mm" area-width="156mm"
 *    area-height="225mm" binding="left"> <region …/> </page>. The margin at the binding edge (订口)
 * changes over with the one across from it on even pages: left with right, or, of a landscape
 * page, top with bottom (GB/T 9704-2012 chapter 8).
 */
enum binding { BINDING_NONE, BINDING_LEFT, BINDING_TOP };

struct page_master {
	const char *name;
	mpt width, height;
	mpt left, top, area_width, area_height;
	enum binding binding;
	const struct region *regions;
	size_t region_count;
};

/*
 * The kinds of records that a sheet holds, in the order in which they are read: one that refers to
 * another kind comes after it. Each has a struct with a name, a list in the sheet, and in records.c
 * a table of attributes named after its element.
 * KIND(identifier, element, whether based-on is possible, struct, list, number in the list)
 */
#define STYLE_KINDS(KIND) \
	KIND(ROLE, role, false, font_role, roles, role_count) \
	KIND(PARAGRAPH, paragraph, true, paragraph_style, paragraphs, paragraph_count) \
	KIND(CHARACTER, character, true, character_style, characters, character_count) \
	KIND(RULE, rule, true, rule_style, rules, rule_count) \
	KIND(TABLE, table, true, table_style, tables, table_count) \
	KIND(LIGHT, light, true, light_style, lights, light_count) \
	KIND(BAR, bar, true, bar_style, bars, bar_count) \
	KIND(PAINT, paint, true, paint_style, paints, paint_count) \
	KIND(CHART, chart, true, chart_style, charts, chart_count) \
	KIND(PAGE, page, false, page_master, masters, master_count) \
	KIND(FOLDER, folder, false, font_folder, font_folders, font_folder_count)

enum style_kind {
#define KIND(id, element, is_based, type, list, number) STYLE_##id,
	STYLE_KINDS(KIND)
#undef KIND
	        STYLE_KIND_COUNT
};

/*
 * Invariants of a sheet that was read: the records of a list are in the order of the file and no
 * two of them have one name; references between records are within the sheet; all of it lives in
 * one arena, and nobody changes it.
 */
struct stylesheet {
	const char *file;
	const char *const *files; /* that it was read from: itself, the one it extends … */
	size_t file_count;
	const char *extends; /* plain name beside it; "" none */
	int em_ascent; /* baseline below the em box's top, thousandths of an em; default 880 */
#define KIND(id, element, is_based, type, list, number) \
	const struct type *list; \
	size_t number;
	STYLE_KINDS(KIND)
#undef KIND
};

/* The record of a kind by its name, to be read as that kind's struct; NULL when there is none. */
const void *style_lookup(const struct stylesheet *, enum style_kind, const char *name);
/* "body, h1, h2": the names of all records of a kind; of one that has none yet "". */
const char *style_list(const struct stylesheet *, struct arena *arena, enum style_kind);
/* For values that name records of the sheet, by enum style_kind. It must outlive the result. */
struct row_records style_records(const struct stylesheet *);
/* Makes `count` records, which stay the caller's to fill in, the sheet's list of a kind. */
void style_set_list(struct stylesheet *, enum style_kind, const void *records, size_t count);

/* Whether the region stands on such a page; and whether some page has both sides' regions. */
bool style_side_covers(enum page_side side, bool odd, bool first);
bool style_sides_meet(enum page_side a, enum page_side b);

#endif
