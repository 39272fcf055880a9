/* The weakest districts of an indicator: three by name, and how many stand with the last of them.
 */
#include "base/file.h"
#include "figures/facts/facts.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <libxml/xpath.h>

#define FEBRUARY ((struct period){ 2031, 2 })
#define REPORT \
	"{\"unit\": \"%s\", \"period\": \"2031-02\", \"submitted_at\": " \
	"\"2031-03-05T09:00:00+08:00\", \"reporter\": \"填报人\", \"tasks\": [{\"no\": 1, " \
	"\"values\": {\"1.2\": %s}}]}"

/* The other city with two districts more. */
static const struct catalogue *city_of_five(struct arena *arena, struct diag *diag)
{
	struct file_bytes content;

	cr_assert_eq(file_read(arena, &root_here, OTHER_CITY, 1 << 20, &content), FILE_OK);
	const char *text = kit_replace(arena, content.bytes, "{ \"name\": \"南浦市\",",
	        "{ \"name\": \"北江县\", \"kind\": \"district\" }, "
	        "{ \"name\": \"中洲区\", \"kind\": \"district\" }, { \"name\": \"南浦市\",");
	text = kit_replace(arena, text, "\"西山县\", \"南浦市\"]",
	        "\"西山县\", \"南浦市\", \"北江县\", \"中洲区\"]");
	cr_assert_not_null(text);
	return catalogue_parse(arena, diag,
	        &(struct catalogue_source){
	                .file = OTHER_CITY, .bytes = text, .length = strlen(text) });
}

static const char *weakest_of(struct arena *arena, struct facts *facts)
{
	struct facts_names names;

	facts_names_init(&names);
	facts_names_add_element(&names, "indicator");
	facts_names_add_attribute(&names, "id");
	facts_names_add_attribute(&names, "weakest");
	facts_ask(facts, &names);
	xmlXPathContextPtr context = xmlXPathNewContext(facts_tree(facts));
	xmlXPathObjectPtr found =
	        xmlXPathEval(BAD_CAST "string(//indicator[@id='1.2']/@weakest)", context);
	const char *words = arena_strdup(arena, (const char *)found->stringval);
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return words;
}

static void check(const char *const figures[5], const char *expected)
{
	static const char *const units[] = { "东湖区", "西山县", "南浦市", "北江县", "中洲区" };
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct catalogue *catalogue = city_of_five(arena, diag);
	char *folder = kit_temporary_folder(arena);

	cr_assert_not_null(catalogue, "%s", kit_records(arena, diag));
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		kit_write(arena, folder, arena_printf(arena, "2031-02/%zu.json", i),
		        arena_printf(arena, REPORT, units[i], figures[i]));
	struct facts *facts =
	        facts_new(assess(arena, diag, kit_ledger(arena, diag, catalogue, folder, FEBRUARY)),
	                &(struct facts_options){ .reason = "", .despite = "" });
	cr_expect_str_eq(weakest_of(arena, facts), expected);
	facts_free(facts);
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}

Test(weakest, three_are_named_and_ties_are_counted)
{
	check((const char *const[]){ "50", "40", "30", "20", "10" },
	        "中洲区（10人）、北江县（20人）、南浦市（30人）");
	check((const char *const[]){ "50", "30", "30", "20", "10" },
	        "中洲区（10人）、北江县（20人）、西山县（30人）等4个单位");
	check((const char *const[]){ "30", "30", "30", "30", "30" },
	        "东湖区（30人）、西山县（30人）、北江县（30人）等5个单位");
}
