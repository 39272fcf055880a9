#include "press/desk/desk_view.h"

#include <stdlib.h>
#include <string.h>

static int compare_name(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

bool desk_has_file(const struct desk_view *view, const char *file)
{
	return view->file_count > 0
	        && bsearch(file, view->files, view->file_count, sizeof *view->files, compare_name);
}
