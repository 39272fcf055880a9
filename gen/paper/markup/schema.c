#include "paper/markup/schema.h"

#include "paper/markup/xml.h"

#include <libxml/relaxng.h>

struct hearing {
	struct diag *diag;
	const struct root *root;
	const char *schema;
	const char *file;
	bool failed;
	bool said; /* of this file */
};

static void hear(void *data, xmlErrorPtr error)
{
	struct hearing *hearing = data;

	/* One line a file: the others are mostly the first one's echo, and all of them are English.
	 */
	if (error->level < XML_ERR_ERROR || hearing->said)
		return;
	hearing->failed = true;
	hearing->said = true;
	diag_say(hearing->diag, MSG_TEMPLATE_SCHEMA,
	        place_line(hearing->file, error->line > 0 ? (unsigned)error->line : 0),
	        hearing->schema);
}

static void check_tree(struct hearing *hearing, xmlRelaxNGPtr schema, struct xml_tree *tree)
{
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);

	xmlRelaxNGSetValidStructuredErrors(context, hear, hearing);
	if (xmlRelaxNGValidateDoc(context, (xmlDocPtr)tree) != 0 && !hearing->failed) {
		hearing->failed = true;
		diag_say(hearing->diag, MSG_TEMPLATE_SCHEMA, place_file(hearing->file),
		        hearing->schema);
	}
	xmlRelaxNGFreeValidCtxt(context);
}

static xmlRelaxNGPtr read_schema(struct hearing *hearing)
{
	struct xml_tree *tree = xml_read(
	        hearing->diag, hearing->root, hearing->schema, place_file(hearing->schema));

	if (!tree)
		return NULL;
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewDocParserCtxt((xmlDocPtr)tree);
	xmlRelaxNGSetParserStructuredErrors(parser, hear, hearing);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
	xmlRelaxNGFreeParserCtxt(parser);
	/* The parser works on a copy of its own. */
	xml_free(tree);
	return schema;
}

bool schema_check_tree(struct diag *diag, const struct root *root, const char *schema,
        const char *file, struct xml_tree *tree)
{
	struct hearing hearing = { .diag = diag, .root = root, .schema = schema, .file = schema };
	xmlRelaxNGPtr compiled = read_schema(&hearing);

	if (!compiled)
		return false;
	hearing.file = file;
	hearing.said = false;
	check_tree(&hearing, compiled, tree);
	xmlRelaxNGFree(compiled);
	return !hearing.failed;
}

bool schema_check(struct diag *diag, const struct root *root, const char *schema,
        const char *const *files, size_t count)
{
	struct hearing hearing = { .diag = diag, .root = root, .schema = schema, .file = schema };
	xmlRelaxNGPtr compiled = read_schema(&hearing);

	if (!compiled)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct xml_tree *tree = xml_read(diag, root, files[i], place_file(files[i]));
		hearing.file = files[i];
		hearing.said = false;
		hearing.failed |= !tree;
		if (tree)
			check_tree(&hearing, compiled, tree);
		xml_free(tree);
	}
	xmlRelaxNGFree(compiled);
	return !hearing.failed;
}
