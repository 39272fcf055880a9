#include "app/regenerate_proof.h"

#include "base/file.h"
#include "base/text.h"
#include "paper/pdf/likeness.h"
#include "press/archive/package_likeness.h"

static void say_differs(struct regenerate_proof *proof, const char *file, const struct digest *now,
        const struct digest *then)
{
	char is[DIGEST_HEX] = "—", was[DIGEST_HEX] = "—";

	if (now)
		digest_hex(now, is);
	if (then)
		digest_hex(then, was);
	diag_say(proof->run->diag, MSG_DIFFERS,
	        place_file(month_output_path(proof->run, proof->what->period, file)), file, is,
	        was);
	proof->differing++;
}

static bool is_pdf(const char *file)
{
	return text_ends_with(file, ".pdf");
}

/* What is no document of pages or cells is as issued by its bytes alone. */
static bool has_likeness(const char *file)
{
	return is_pdf(file) || text_ends_with(file, ".ofd") || text_ends_with(file, ".xlsx");
}

/* False: there is nothing to hold against each other, or (said) it cannot be read. */
static bool read_both(struct regenerate_proof *proof, struct arena *arena,
        const struct manifest_output *then, struct file_bytes *now, struct file_bytes *issued)
{
	const char *aside = proof->what->aside;

	return proof->publication && has_likeness(then->file)
	        && publish_read(proof->publication, arena,
	                aside ? file_join(arena, aside, then->file) : then->file, now)
	        && issued_read(&proof->issued, arena, then, issued);
}

/* Other bytes: what is on the pages is held against what was issued; true: it is the same, and
 * libraries have moved. */
static bool is_alike(struct regenerate_proof *proof, const struct manifest_output *then)
{
	struct arena *arena = arena_new();
	struct file_bytes now, issued;
	struct likeness likeness = { .is_alike = false, .element = "" };

	if (read_both(proof, arena, then, &now, &issued)) {
		const struct likeness_file one = { now.bytes, now.length };
		const struct likeness_file other = { issued.bytes, issued.length };
		likeness = is_pdf(then->file) ? likeness_of(arena, &one, &other)
		                              : package_likeness_of(arena, &one, &other);
	}
	if (likeness.element[0])
		diag_say(proof->run->diag, MSG_DIFFERS_PAGE,
		        place_file(month_output_path(proof->run, proof->what->period, then->file)),
		        then->file,
		        likeness.page > 0 ? arena_printf(arena, "%zu", likeness.page) : "—",
		        likeness.element);
	const bool moved = press_look(proof->issued.arena, proof->run->diag, proof->press)
	        && press_moved(arena, proof->press, proof->issued.manifest)[0] != '\0';
	arena_free(arena);
	return likeness.is_alike && moved;
}

static bool is_in_manifest(const struct manifest *manifest, const char *file)
{
	for (size_t i = 0; i < manifest->output_count; i++)
		if (text_equal(manifest->outputs[i].file, file))
			return true;
	return false;
}

static void compare_output(struct regenerate_proof *proof, const struct manifest_output *then)
{
	const struct edition_document *now = edition_find(proof->edition, then->file);

	if (now && digest_equal(&now->digest, &then->digest))
		return;
	if (now && is_alike(proof, then))
		proof->alike++;
	else
		say_differs(proof, then->file, now ? &now->digest : NULL, &then->digest);
}

void regenerate_proof_compare(struct regenerate_proof *proof)
{
	const struct manifest *manifest = proof->issued.manifest;

	for (size_t i = 0; i < manifest->output_count; i++)
		compare_output(proof, &manifest->outputs[i]);
	for (size_t i = 0; i < proof->edition->count; i++) {
		const struct edition_document *now = &proof->edition->documents[i];
		if (!is_in_manifest(manifest, now->file))
			say_differs(proof, now->file, &now->digest, NULL);
	}
}

void regenerate_proof_say_alike(const struct regenerate_proof *proof, const char *title)
{
	struct arena *arena = proof->issued.arena;

	diag_say(proof->run->diag, MSG_PROVEN_ALIKE, PLACE_NONE, title,
	        arena_printf(arena, "%zu", proof->edition->count),
	        arena_printf(arena, "%zu", proof->alike),
	        press_moved(arena, proof->press, proof->issued.manifest));
}
