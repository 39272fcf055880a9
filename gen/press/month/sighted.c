#include "press/month/sighted.h"

#include <string.h>

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static struct sighted sighted_of(struct arena *arena, const struct sightings *sightings)
{
	struct facts_sighting *list = arena_alloc_array(arena, sightings->count + 1, sizeof *list);
	size_t count = 0;

	for (size_t i = 0; i < sightings->count; i++) {
		const struct seen_file *one = &sightings->list[i];
		if (one->first.year > 0)
			list[count++] = (struct facts_sighting){
				.name = name_of(one->path), .digest = one->digest, .day = one->first
			};
	}
	return (struct sighted){ list, count };
}

bool sighted_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct sighted *out)
{
	struct sightings sightings;

	if (!seen_read(arena, diag, root, period, &sightings))
		return false;
	*out = sighted_of(arena, &sightings);
	return true;
}

void sighted_tell(struct arena *arena, const struct sightings *sightings, struct facts *facts)
{
	const struct sighted sighted = sighted_of(arena, sightings);

	facts_see(facts, sighted.list, sighted.count);
}
