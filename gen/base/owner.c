#include "base/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BASE_TEN 10

static bool is_plain(char letter)
{
	return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
	        || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
}

struct owner owner_self(void)
{
	struct owner owner = { .pid = (long)getpid() };

	if (gethostname(owner.host, sizeof owner.host - 1) != 0 || !owner.host[0])
		(void)snprintf(owner.host, sizeof owner.host, "localhost");
	for (char *at = owner.host; *at; at++)
		if (!is_plain(*at))
			*at = '-';
	return owner;
}

bool owner_parse(const char *word, size_t length, struct owner *out)
{
	const char *dot = memchr(word, '.', length);
	const size_t host = dot ? (size_t)(dot - word) : length;
	char *end;

	if (!dot || host == 0 || host >= sizeof out->host || dot[1] < '1' || dot[1] > '9')
		return false;
	for (size_t i = 0; i < host; i++)
		if (!is_plain(word[i]))
			return false;
	memcpy(out->host, word, host);
	out->host[host] = '\0';
	errno = 0;
	out->pid = strtol(dot + 1, &end, BASE_TEN);
	return end == word + length && errno == 0;
}

bool owner_may_live(const struct owner *owner)
{
	const struct owner self = owner_self();

	if (strcmp(owner->host, self.host) != 0)
		return true;
	return owner->pid != self.pid && (kill((pid_t)owner->pid, 0) == 0 || errno == EPERM);
}

bool owner_is_stale(const struct owner *owner, const struct root *root, const char *path)
{
	struct stat status;

	if (!owner_may_live(owner))
		return true;
	return fstatat(root->folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0
	        && time(NULL) - status.st_mtime > OWNER_PATIENCE;
}
