#include "paper/markup/schema.h"

#include "paper/markup/xml.h"

#include <libxml/relaxng.h>

struct hearing {
	struct diag *diag;
	const struct root *root;
	const char *schema;
	const char *file;
	bool failed;
};

static void hear(void *data, xmlErrorPtr error)
{
	struct hearing *hearing = data;
	char message[200];

	if (error->level < XML_ERR_ERROR)
		return;
	hearing->failed = true;
	xml_fault_line(error->message, message, sizeof message);
	diag_say(hearing->diag, MSG_TEMPLATE_SCHEMA,
	        place_line(hearing->file, error->line > 0 ? (unsigned)error->line : 0),
	        hearing->schema, message);
}

static void check_tree(struct hearing *hearing, xmlRelaxNGPtr schema, struct xml_tree *tree)
{
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);

	xmlRelaxNGSetValidStructuredErrors(context, hear, hearing);
	if (xmlRelaxNGValidateDoc(context, (xmlDocPtr)tree) != 0 && !hearing->failed) {
		hearing->failed = true;
		diag_say(hearing->diag, MSG_TEMPLATE_SCHEMA, place_file(hearing->file),
		        hearing->schema, "…");
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
		hearing.failed |= !tree;
		if (tree)
			check_tree(&hearing, compiled, tree);
		xml_free(tree);
	}
	xmlRelaxNGFree(compiled);
	return !hearing.failed;
}
