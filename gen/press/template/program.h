/*
 * A template as it is kept between loading and expanding: instructions instead of XML.
 *
 * Owns the shapes and the way from XML to them: every element is known, every attribute has its
 * type, every expression is compiled, constant values are read. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_PROGRAM_H
#define PRESS_TEMPLATE_PROGRAM_H

#include "paper/image/image.h"
#include "press/template/pattern.h"
#include "press/template/vocabulary.h"

/* One attribute of one element. */
struct given_attribute {
	const struct attribute_rule *rule;
	struct pattern pattern;
	const struct expression *expression; /* ROW_XPATH */
	bool constant;                       /* no {…}: `value` is read already */
	struct row_value value;
};

struct instruction {
	enum element element;
	const struct instruction *next;
	const struct instruction *first; /* content */
	const struct given_attribute *attributes;
	size_t attribute_count;
	struct pattern words;      /* ELEMENT_WORDS */
	const struct image *image; /* ELEMENT_IMAGE */
	struct place place;
	bool is_marred; /* some of its content, or an attribute of it, was refused */
};

/* An image that some element shows; each file is read once. */
struct program_image {
	const struct image *image;
	const struct program_image *next;
};

struct xml_tree;
struct facts_names;

struct program {
	struct arena *arena;
	struct xpath_compiler *compiler;
	const struct root *below; /* what its paths are below; borrowed */
	const char *folder;
	const char *name;
	const char *file;
	const char *style_file;
	const struct stylesheet *styles;
	struct trees *trees;            /* its parts and sheets while it is compiled; borrowed */
	const struct program *beside;   /* loaded before, outlives this one; NULL: none */
	const struct instruction *root; /* ELEMENT_TEMPLATE */
	const char **files;             /* all that were read, in order of reading */
	size_t file_count, file_capacity;
	const struct program_image *images;
	size_t image_bytes;                   /* of the pixels of all of them */
	const struct expression *expressions; /* all of them, latest first */
	const struct facts_names *asks;       /* what they name; NULL: not asked yet */
};

/* NULL when the element does not have the attribute. */
const struct given_attribute *program_given(
        const struct instruction *instruction, enum attribute attribute);
/* Fills styles, root and expressions of a template from its tree. False: said. */
bool program_compile(struct program *program, struct diag *diag, const struct xml_tree *tree);
/* The attributes of its root alone, from which the names of its documents come. */
bool program_compile_head(struct program *program, struct diag *diag, const struct xml_tree *tree);
/*
 * The same for a part that nobody includes: what it holds may stand somewhere, its variables and
 * the names of styles are not known.
 */
bool program_compile_part(struct program *program, struct diag *diag, const struct xml_tree *tree);
/* Remembers a file for template_files. */
void program_note_file(struct program *program, const char *file);

#endif
