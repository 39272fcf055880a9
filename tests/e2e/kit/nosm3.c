/*
 * A library put before Nettle by LD_PRELOAD: the list of digests is that of a version before 3.8,
 * which has no SM3. Everything else is Nettle's own.
 */
#include <dlfcn.h>
#include <nettle/nettle-meta.h>
#include <stddef.h>
#include <string.h>

#define MOST       64
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

const struct nettle_hash *const *nettle_get_hashes(void)
{
	static const struct nettle_hash *older[MOST];
	const struct nettle_hash *const *hash = NEXT(nettle_get_hashes)();
	size_t count = 0;

	for (; *hash && count + 1 < MOST; hash++)
		if (strcmp((*hash)->name, "sm3") != 0)
			older[count++] = *hash;
	older[count] = NULL;
	return older;
}
