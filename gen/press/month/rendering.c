#include "press/month/rendering.h"

#include "diag/message.h"
#include "paper/layout/layout.h"
#include "paper/ofd/ofd.h"
#include "paper/pdf/pdf.h"

#include <string.h>

static bool add_ofd(struct ofd *ofd, const struct pdf *pdf, struct rendered *out)
{
	struct text bytes;

	text_init(&bytes);
	const bool done = ofd_write(ofd, pdf, &bytes);
	text_add_bytes(&out->bytes, bytes.bytes, bytes.length);
	text_release(&bytes);
	return done;
}

/*
 * From the document's tree to the bytes of its PDF, and of its OFD: set once, for both. The tree
 * goes with its arena as soon as all pages are known: what is left needs its room.
 */
static bool set_document(struct rendering *rendering, const struct document *document,
        struct arena *tree, bool has_ofd, struct rendered *out)
{
	const struct run *run = rendering->run;
	struct faces *faces = rendering_faces(rendering, document->styles);

	faces_begin(faces);
	struct metrics metrics = faces_metrics(faces);
	struct pdf *pdf = pdf_new(run->diag, faces, run->stock, document);
	struct ofd *ofd = has_ofd ? ofd_new(run->diag, faces, document) : NULL;
	struct page_pair both = { .first = pdf_sink(pdf) };
	if (ofd)
		both.second = ofd_sink(ofd);
	const struct page_sink sink = ofd ? page_pair_sink(&both) : pdf_sink(pdf);
	struct arena *arena = arena_new();
	bool done = layout_document(arena, run->diag, document, &metrics, &sink);

	arena_free(tree);
	done = done && pdf_write(pdf, &out->bytes);
	out->pages = pdf_page_count(pdf);
	out->pdf_length = out->bytes.length;
	done = done && (!ofd || add_ofd(ofd, pdf, out));
	ofd_free(ofd);
	pdf_free(pdf);
	arena_free(arena);
	return done;
}

/* Its number in the edition's list; the list's length when it is not there. */
static size_t find_face(const struct edition *edition, const struct edition_face *face)
{
	size_t i = 0;

	while (i < edition->face_count
	        && (!text_equal(edition->faces[i].path, face->path)
	                || edition->faces[i].index != face->index))
		i++;
	return i;
}

static void add_face(struct rendering *rendering, const struct edition_face *face)
{
	struct edition *edition = rendering->edition;
	struct arena *arena = rendering->run->arena;

	edition->faces = arena_grow(arena, edition->faces, &rendering->face_capacity,
	        edition->face_count, sizeof *edition->faces);
	rendering->characters = arena_grow(arena, rendering->characters,
	        &rendering->characters_capacity, edition->face_count, sizeof(uint8_t *));
	uint8_t *characters = arena_alloc_array(arena, FACE_CHARACTERS_BYTES, 1);
	rendering->characters[edition->face_count] = characters;
	edition->faces[edition->face_count++] =
	        (struct edition_face){ .path = arena_strdup(arena, face->path),
		        .name = arena_strdup(arena, face->name),
		        .index = face->index,
		        .characters = characters };
}

void rendering_note_face(struct rendering *rendering, const struct edition_face *face)
{
	const size_t number = find_face(rendering->edition, face);

	if (number == rendering->edition->face_count)
		add_face(rendering, face);
	uint8_t *characters = rendering->characters[number];
	for (size_t i = 0; i < FACE_CHARACTERS_BYTES; i += sizeof(uint64_t)) {
		uint64_t known, more;
		memcpy(&known, characters + i, sizeof known);
		memcpy(&more, face->characters + i, sizeof more);
		known |= more;
		memcpy(characters + i, &known, sizeof known);
	}
}

/* What was opened, and the characters asked for, before it is let go. */
static void note_faces(struct rendering *rendering)
{
	for (size_t i = 0; rendering->faces && i < faces_count(rendering->faces); i++)
		rendering_note_face(rendering,
		        &(struct edition_face){ .path = faces_path(rendering->faces, i),
		                .name = faces_name(rendering->faces, i),
		                .index = faces_index(rendering->faces, i),
		                .characters = faces_asked(rendering->faces, i) });
}

static void note_layout(struct rendering *rendering, int version)
{
	struct edition *edition = rendering->edition;
	size_t at = 0;

	while (at < edition->layout_count && edition->layouts[at] < version)
		at++;
	if (at < edition->layout_count && edition->layouts[at] == version)
		return;
	edition->layouts = arena_grow(rendering->run->arena, edition->layouts,
	        &rendering->layout_capacity, edition->layout_count, sizeof *edition->layouts);
	for (size_t i = edition->layout_count++; i > at; i--)
		edition->layouts[i] = edition->layouts[i - 1];
	edition->layouts[at] = version;
}

struct faces *rendering_faces(struct rendering *rendering, const struct stylesheet *styles)
{
	if (rendering->styles != styles) {
		note_faces(rendering);
		faces_free(rendering->faces);
		rendering->faces = styles
		        ? faces_new(rendering->run->diag, styles, rendering->run->live)
		        : NULL;
		if (rendering->faces)
			faces_keep_to(rendering->faces, rendering->run->cuts);
		rendering->styles = styles;
	}
	return rendering->faces;
}

/* Nothing asks the facts any more before the next order. */
static bool is_last(const struct rendering *rendering, const struct errand *errand)
{
	return errand + 1 == rendering->errands + rendering->errand_count;
}

/* From the facts to the bytes; all else of the document is dropped. */
static bool make_document(
        struct rendering *rendering, const struct errand *errand, struct rendered *out)
{
	struct arena *tree = arena_new();
	const struct document *document = template_expand(tree, rendering->run->diag,
	        errand->program, rendering->month->facts, errand->name->index);
	bool done = false;

	if (is_last(rendering, errand))
		facts_rest(rendering->month->facts);
	out->has_layout = document;
	out->title = document ? arena_strdup(rendering->run->arena, document->title) : "";
	out->layout = document ? document->layout_version : 0;
	if (document)
		done = set_document(rendering, document, tree, errand->has_ofd, out);
	else
		arena_free(tree);
	return done;
}

bool rendering_make(struct rendering *rendering, const struct errand *errand, struct rendered *out)
{
	if (errand->program)
		return make_document(rendering, errand, out);
	const bool done = export_make(
	        errand->exported, rendering->run->diag, rendering->month->facts, &out->bytes);
	out->pdf_length = out->bytes.length;
	return done;
}

/* One of its files. */
static bool keep_file(struct rendering *rendering, struct edition_document *out,
        const struct rendered *rendered, const char *bytes, size_t length)
{
	const char *aside = rendering->order->aside;

	out->pages = rendered->pages;
	out->title = rendered->title;
	out->length = length;
	out->digest = digest_of(bytes, length);
	return !rendering->publication
	        || publish_put(rendering->publication,
	                aside ? file_join(rendering->run->arena, aside, out->file) : out->file,
	                bytes, length);
}

static bool keep_document(
        struct rendering *rendering, const struct errand *errand, const struct rendered *rendered)
{
	struct edition_document *out = &rendering->edition->documents[errand->document];
	const char *bytes = rendered->bytes.bytes;
	const size_t pdf = rendered->pdf_length;

	return keep_file(rendering, out, rendered, bytes, pdf)
	        && (!errand->has_ofd
	                || keep_file(rendering, out + 1, rendered, bytes + pdf,
	                        rendered->bytes.length - pdf));
}

bool rendering_is_unknown(const struct rendering *rendering)
{
	const struct diag *diag = rendering->run->diag;

	for (size_t i = rendering->first_record; i < diag_count(diag); i++) {
		const enum exit_status status = message_lookup(diag_record(diag, i)->message)->exit;
		if (status == EXIT_IO || status == EXIT_CANNOT_CREATE)
			return true;
	}
	return false;
}

/* Of a document that cannot be made: what a reader of output/ finds instead of it. */
static void say_failed(struct rendering *rendering, const struct document_name *name)
{
	struct run *run = rendering->run;
	const char *folder = file_join(
	        run->arena, OUTPUT_FOLDER, period_format(run->arena, rendering->month->period));
	const char *path = file_join(run->arena, folder, name->file);

	rendering->edition->failed++;
	if (!rendering->publication || rendering_is_unknown(rendering))
		return;
	if (file_look(run->live, path).kind == FILE_KIND_NONE)
		diag_say(run->diag, MSG_DOCUMENT_FAILED, place_file(path), name->name);
	else
		diag_say(run->diag, MSG_DOCUMENT_STAYS, place_file(path), name->name);
}

void rendering_tell(struct rendering *rendering, const struct errand *errand)
{
	struct edition_document *document = &rendering->edition->documents[errand->document];

	for (size_t i = 0; i < (errand->has_ofd ? 2 : 1); i++) {
		document[i].rendered = true;
		document[i].is_stale = false;
		rendering->edition->rendered++;
		freshness_set(
		        rendering->freshness, document[i].file, &errand->reads, &errand->files);
	}
}

void rendering_end(struct rendering *rendering, const struct errand *errand,
        const struct rendered *rendered, bool made)
{
	if (rendered->has_layout)
		note_layout(rendering, rendered->layout);
	if (made && keep_document(rendering, errand, rendered))
		rendering_tell(rendering, errand);
	else
		say_failed(rendering, errand->name);
}
