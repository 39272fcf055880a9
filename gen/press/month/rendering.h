/*
 * The inside of an edition (edition.h): the documents that are to be made, and how one is made and
 * kept. Owns faces and what is noted of them; nobody but edition.c and helpers.c includes it.
 */
#ifndef PRESS_MONTH_RENDERING_H
#define PRESS_MONTH_RENDERING_H

#include "base/text.h"
#include "paper/font/face.h"
#include "press/export/export.h"
#include "press/month/edition.h"
#include "press/template/template.h"

/* A document that is to be made, of a template or, where `program` is NULL, as an export. */
struct errand {
	const char *source; /* "bulletin", the template; of an export its file */
	struct program *program;
	const struct export_kind *exported; /* NULL unless it is one */
	const struct document_name *name;
	size_t document; /* in edition->documents; its OFD, where there is one, stands behind it */
	bool has_ofd;
	struct template_names files; /* of the template */
	struct digest reads;         /* freshness_digest with them */
};

struct rendered {
	struct text bytes; /* the PDF, and behind it the OFD if there is one */
	size_t pdf_length;
	size_t pages;
	const char *title; /* of its tree, kept by the run; "" */
	bool has_layout;   /* got as far as to have a version of it */
	int layout;
};

struct rendering {
	struct run *run;
	const struct month *month;
	const struct edition_order *order;
	struct publication *publication;
	struct freshness *freshness;
	struct fontprints *prints;
	struct edition *edition;
	size_t capacity; /* of edition->documents, as the next two of its lists */
	size_t face_capacity, layout_capacity;
	uint8_t **characters; /* of edition->faces, which shows them */
	size_t characters_capacity;
	/* The faces of the style sheet in use. */
	const struct stylesheet *styles;
	struct faces *faces;
	struct program **programs; /* of all templates, while documents are made of them */
	size_t program_count, program_capacity;
	struct errand *errands; /* in order of templates */
	size_t errand_count, errand_capacity;
	bool *found;         /* which of the named documents there are */
	bool is_helper;      /* this process makes documents for another */
	bool blind;          /* of some template it cannot be told which documents it makes */
	size_t first_record; /* of the run's voice */
};

/* The faces of a style sheet, opened when it is another than before; NULL closes those in use. */
struct faces *rendering_faces(struct rendering *rendering, const struct stylesheet *styles);
/* A face that was opened: each is listed once, with all characters it was asked for; copied. */
void rendering_note_face(struct rendering *rendering, const struct edition_face *face);

/* From the facts to the bytes, in an initialised text; all else of the document is dropped. */
bool rendering_make(struct rendering *rendering, const struct errand *errand, struct rendered *out);
/* What was made is staged and counted, or it is said that it could not be; `made` as it was. */
void rendering_end(struct rendering *rendering, const struct errand *errand,
        const struct rendered *rendered, bool made);
/* It is listed as made, and nothing else: documents are only told. */
void rendering_tell(struct rendering *rendering, const struct errand *errand);

/*
 * What is wrong with a template, a text or a font is so for good and costs the documents that it is
 * in. What could not be read or written is not known: another night may see it otherwise, and until
 * then nothing is published beside it.
 */
bool rendering_is_unknown(const struct rendering *rendering);

#endif
