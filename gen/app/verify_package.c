#include "app/verify_package.h"

#include "app/options.h"
#include "base/file.h"
#include "base/json_out.h"
#include "press/archive/handover_zip.h"

#include <stdio.h>

bool verify_is_package(struct run *run, const char *argument)
{
	struct period period;

	return !period_parse(argument, &period)
	        && file_look(run->root, argument).kind != FILE_KIND_NONE;
}

/* {"package": "2020-03.zip", "files": 120, "differing": 0} */
static void print_json(const char *path, size_t files, size_t differing)
{
	struct text line;

	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "package", path);
	json_out_size(&json, "files", files);
	json_out_size(&json, "differing", differing);
	json_out_close(&json);
	json_out_end(&json);
	fputs(line.bytes, stdout);
	text_release(&line);
}

void verify_package(struct run *run, const char *path)
{
	const bool is_folder = file_look(run->root, path).kind == FILE_KIND_FOLDER;
	const bool chinese = options_language(run->options) == DIAG_CHINESE;
	const char *plain = arena_strndup(run->arena, path, text_length_without(path, "/"));
	const struct verification found = is_folder
	        ? archive_verify(run->arena, run->diag, run->root, plain)
	        : handover_verify_zip(run->arena, run->diag, run->root, plain);
	const bool holds = found.usable && found.differing == 0;

	if (run->options->json)
		print_json(path, found.sums.count, found.differing);
	else
		printf("%s  %s\n", path,
		        holds ? (chinese ? "合格" : "pass") : (chinese ? "不合格" : "FAIL"));
	if (holds)
		diag_say(run->diag, MSG_PACKAGE_VERIFIED, place_file(path),
		        arena_printf(run->arena, "%zu", found.sums.count));
}
