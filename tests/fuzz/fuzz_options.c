/*
 * Any bytes as a command line, an argument a line: it is understood, and then holds what commands
 * take for granted, or a message says why not.
 */
#include "app/options.h"

#include "base/common.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARGUMENTS_MOST 64

static void use(const struct options *options)
{
	const struct command *command = options_command(options->command);
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct period period;

	if (options->despite_count > OPTIONS_DESPITE_MAX)
		abort();
	if (!options->help && !options->version
	        && (!command || options->argument_count < command->least
	                || options->argument_count > command->most))
		abort();
	if (options->argument_count > 0
	        && options_period(options, diag, &period) != (diag_count(diag) == 0))
		abort();
	(void)options_language(options);
	diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *bytes = arena_strndup(arena, (const char *)data, size);
	char *values[ARGUMENTS_MOST + 1] = { arena_strdup(arena, "minsheng") };
	int count = 1;
	struct options options;
	struct complaint wrong = { .message = MESSAGE_COUNT };

	for (char *next = bytes; next && count < ARGUMENTS_MOST;) {
		char *end = strchr(next, '\n');
		if (end)
			*end++ = '\0';
		values[count++] = next;
		next = end;
	}
	const bool understood = options_read(count, values, &options, &wrong);
	if (understood != (wrong.message == MESSAGE_COUNT))
		abort();
	if (understood)
		use(&options);
	for (size_t i = 0; !understood && i < COUNT_OF(wrong.arguments); i++)
		if (wrong.arguments[i] && strlen(wrong.arguments[i]) > size + 64)
			abort();
	arena_free(arena);
	return 0;
}
