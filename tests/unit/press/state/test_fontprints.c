/* Whether a font file is another one by now. */
#include "press/state/fontprints.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

static struct digest print_of(struct arena *arena, const struct root *root, const char *path)
{
	return fontprints_digest(fontprints_new(arena, root), &path, 1);
}

Test(fontprints, knows_another_font_of_the_same_size)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char *folder = kit_temporary_folder(arena);
	const char *path = kit_write(arena, folder, "a.otf", "OTTO one");
	const struct digest one = print_of(arena, &root_here, path);

	kit_write(arena, folder, "a.otf", "OTTO one");
	const struct digest again = print_of(arena, &root_here, path);
	kit_write(arena, folder, "a.otf", "OTTO two");
	const struct digest other = print_of(arena, &root_here, path);
	kit_write(arena, folder, "a.otf", "OTTO two more");
	const struct digest longer = print_of(arena, &root_here, path);
	kit_remove(folder);
	const struct digest gone = print_of(arena, &root_here, path);
	cr_expect(digest_equal(&one, &again));
	cr_expect_not(digest_equal(&one, &other));
	cr_expect_not(digest_equal(&other, &longer));
	cr_expect_not(digest_equal(&longer, &gone));
	diag_free(diag);
	arena_free(arena);
}
