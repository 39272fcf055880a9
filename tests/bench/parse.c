/*
 * The floor of reading submissions: a bare program that reads files and has cJSON parse each.
 *
 * usage: parse FILE…
 */
#include <cjson/cJSON.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool parse(const char *path)
{
	struct stat status;
	const int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fstat(file, &status) != 0)
		return false;
	const size_t length = (size_t)status.st_size;
	char *bytes = malloc(length + 1);
	if (!bytes || read(file, bytes, length) != (ssize_t)length)
		return false;
	close(file);
	cJSON *tree = cJSON_ParseWithLength(bytes, length);
	cJSON_Delete(tree);
	free(bytes);
	return tree;
}

int main(int count, char **values)
{
	for (int i = 1; i < count; i++) {
		if (!parse(values[i])) {
			fprintf(stderr, "parse: %s\n", values[i]);
			return 1;
		}
	}
	return 0;
}
