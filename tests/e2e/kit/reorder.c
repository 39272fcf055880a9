/*
 * A library put before libc by LD_PRELOAD: folders list their entries from the last to the first,
 * as another file system might.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define NEXT(name)   ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define STREAMS_MOST 64

/* What is left of a folder that is being read. */
struct listing {
	DIR *stream;
	struct dirent **entries;
	size_t count;
};

static struct listing listings[STREAMS_MOST];

static struct listing *listing_of(DIR *stream)
{
	for (size_t i = 0; i < STREAMS_MOST; i++)
		if (listings[i].stream == stream)
			return &listings[i];
	return NULL;
}

static struct listing *read_all(DIR *stream)
{
	struct listing *listing = listing_of(NULL);
	struct dirent *entry;

	if (!listing)
		abort();
	*listing = (struct listing){ .stream = stream };
	while ((entry = NEXT(readdir)(stream))) {
		listing->entries =
		        realloc(listing->entries, (listing->count + 1) * sizeof(struct dirent *));
		listing->entries[listing->count] = malloc(entry->d_reclen);
		memcpy(listing->entries[listing->count++], entry, entry->d_reclen);
	}
	return listing;
}

struct dirent *readdir(DIR *stream)
{
	struct listing *listing = listing_of(stream);

	if (!listing)
		listing = read_all(stream);
	return listing->count > 0 ? listing->entries[--listing->count] : NULL;
}

static void forget(DIR *stream)
{
	struct listing *listing = listing_of(stream);

	if (listing)
		*listing = (struct listing){ .stream = NULL };
}

void rewinddir(DIR *stream)
{
	forget(stream);
	NEXT(rewinddir)(stream);
}

int closedir(DIR *stream)
{
	forget(stream);
	return NEXT(closedir)(stream);
}
