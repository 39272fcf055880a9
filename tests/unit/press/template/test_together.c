#include "press/template/template_facts.h"

#include "base/text.h"

#include "kit/kit.h"

#include <criterion/criterion.h>

#define ROOT_TAG(file) \
	"<template xmlns='urn:minsheng:template' styles='styles.xml' layout='1' file='" file "'>"
#define REST \
	"<meta title='t' date='2020-06-05'/><section master='portrait'>" \
	"<paragraph style='body'>a</paragraph></section></template>"

struct scene {
	struct arena *arena;
	struct diag *diag;
	const char *folder;
};

/* A folder with two templates that can be used, and between them one whose body cannot. */
static struct scene scene_new(void)
{
	struct scene scene = { .arena = arena_new(), .diag = kit_diag() };

	scene.folder = kit_temporary_folder(scene.arena);
	kit_write(scene.arena, scene.folder, "styles.xml",
	        kit_read(scene.arena, "tests/golden/expand/common/styles.xml"));
	kit_write(scene.arena, scene.folder, "a.xml", ROOT_TAG("a.pdf") REST);
	kit_write(scene.arena, scene.folder, "b.xml",
	        ROOT_TAG("b/{@period}.pdf") "\n<unheard-of/></template>");
	kit_write(scene.arena, scene.folder, "c.xml", ROOT_TAG("c.pdf") REST);
	return scene;
}

static void scene_free(struct scene *scene)
{
	kit_remove(scene->folder);
	diag_free(scene->diag);
	arena_free(scene->arena);
}

Test(together, those_that_can_be_used_are_there_and_the_others_are_said)
{
	struct scene scene = scene_new();
	const char *names[] = { "a", "b", "c" };
	const struct template_set set = template_load_all(scene.arena, scene.diag, &root_here,
	        scene.folder, &(struct template_names){ names, 3 });

	cr_assert_eq(set.count, 2, "%s", kit_records(scene.arena, scene.diag));
	cr_expect_str_eq(set.names[0], "a");
	cr_expect_str_eq(set.names[1], "c");
	cr_expect(kit_has(scene.diag, MSG_XML_ELEMENT));
	/* Each has read all that it names, the second too. */
	for (size_t i = 0; i < set.count; i++)
		cr_expect_eq(template_files(scene.arena, set.programs[i]).count, 2);
	template_set_free(&set);
	scene_free(&scene);
}

Test(together, the_names_of_documents_come_from_the_root_alone)
{
	struct scene scene = scene_new();
	struct facts *facts = facts_empty();
	struct program *head = template_load_head(scene.diag, &root_here, scene.folder, "a");
	struct program *broken = template_load_head(scene.diag, &root_here, scene.folder, "b");

	cr_assert(head);
	cr_assert(broken, "%s", kit_records(scene.arena, scene.diag));
	template_ask_names(&head, 1, facts);
	const struct document_names names =
	        template_documents(scene.arena, scene.diag, head, facts);
	cr_assert_eq(names.count, 1);
	cr_expect_str_eq(names.names[0].file, "a.pdf");
	cr_expect_eq(diag_count(scene.diag), 0, "%s", kit_records(scene.arena, scene.diag));
	cr_expect_null(template_load_head(scene.diag, &root_here, scene.folder, "styles"));
	cr_expect(kit_has(scene.diag, MSG_XML_ROOT));
	template_free(broken);
	template_free(head);
	facts_free(facts);
	scene_free(&scene);
}
