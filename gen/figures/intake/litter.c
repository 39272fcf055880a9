#include "figures/intake/litter.h"

#include "base/common.h"

#include <stddef.h>
#include <string.h>

/* Whole names, in letters of either case. */
static const char *const names[] = {
	"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "recycler",
	"system volume information", "@eadir", "#recycle", "#snapshot", "lost+found",
	"icon\r", /* of a folder on a Mac */
};

/* Left by file managers without anybody's doing, in letters of either case. */
static const char *const desktop[] = {
	"thumbs.db",
	"ehthumbs.db",
	"desktop.ini",
	".ds_store",
	".directory",
};

static const char *const beginnings[] = {
	".",  /* hidden: .DS_Store, ._*, .~lock.*#, .*.swp, .nfs*, .fuse_hidden*, .sync*, .Trash* */
	"~$", /* an open Office document */
	"~wrl", "~wrd", "~df", /* temporary files of Word and Excel */
};

static const char *const endings[] = {
	"~", ".tmp", ".swp", ".swo", /* editors', WPS's */
};

static bool begins_with(const char *name, const char *beginning)
{
	return strncasecmp(name, beginning, strlen(beginning)) == 0;
}

static bool ends_with(const char *name, const char *ending)
{
	const size_t length = strlen(name), size = strlen(ending);

	return length > size && strcasecmp(name + length - size, ending) == 0;
}

/* Emacs' #name#. */
static bool is_between_hashes(const char *name)
{
	const size_t length = strlen(name);

	return length > 2 && name[0] == '#' && name[length - 1] == '#';
}

bool litter_is_name(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	for (size_t i = 0; i < COUNT_OF(beginnings); i++)
		if (begins_with(name, beginnings[i]))
			return true;
	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (ends_with(name, endings[i]))
			return true;
	return is_between_hashes(name);
}

bool litter_is_path(const char *path)
{
	char part[256];

	while (*path) {
		const size_t length = strcspn(path, "/");
		if (length < sizeof part) {
			memcpy(part, path, length);
			part[length] = '\0';
			if (litter_is_name(part))
				return true;
		}
		path += length;
		path += strspn(path, "/");
	}
	return false;
}

bool litter_is_desktop(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(desktop); i++)
		if (strcasecmp(name, desktop[i]) == 0)
			return true;
	return begins_with(name, "._"); /* what macOS keeps of a file on another's disk */
}
