#include "app/keep.h"

#include "press/month/press.h"

static bool keep_documents(const struct keep *keep)
{
	struct arena *arena = arena_new();
	bool done = true;

	for (size_t i = 0; done && i < keep->edition->count; i++) {
		const char *file = keep->edition->documents[i].file;
		struct file_bytes bytes;
		done = publish_read(keep->publication, arena, file, &bytes)
		        && freeze_write(keep->freeze, archive_document(arena, file), bytes.bytes,
		                bytes.length);
	}
	arena_free(arena);
	return done;
}

static void list_outputs(const struct keep *keep)
{
	const struct edition *edition = keep->edition;
	struct manifest_output *list =
	        arena_alloc_array(keep->run->arena, edition->count + 1, sizeof *list);

	for (size_t i = 0; i < edition->count; i++)
		list[i] = (struct manifest_output){ .file = edition->documents[i].file,
			.digest = edition->documents[i].digest,
			.pages = edition->documents[i].pages,
			.length = edition->documents[i].length };
	keep->manifest->outputs = list;
	keep->manifest->output_count = edition->count;
}

static bool keep_fonts(struct keep *keep)
{
	struct run *run = keep->run;
	struct press_fonts fonts;

	keep->fonts =
	        (struct fontkeep){ .arena = run->arena, .diag = run->diag, .root = run->live };
	if (!press_fonts(run->arena, run->diag, run->live, keep->edition, &fonts)
	        || !fontkeep_store(&keep->fonts, keep->edition, fonts.list, fonts.count))
		return false;
	keep->manifest->fonts = fonts.list;
	keep->manifest->font_count = fonts.count;
	return true;
}

bool keep_all(struct keep *keep)
{
	struct manifest *manifest = keep->manifest;
	struct press press = { 0 };

	if (!press_look(keep->run->arena, keep->run->diag, &press))
		return false;
	manifest->tool = PRESS_TOOL;
	manifest->program = press.mapped.program;
	manifest->libraries = press.mapped.libraries;
	manifest->library_count = press.mapped.count;
	manifest->layouts = keep->edition->layouts;
	manifest->layout_count = keep->edition->layout_count;
	list_outputs(keep);
	return keep_fonts(keep) && keep_documents(keep);
}
