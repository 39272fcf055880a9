#include "base/digest.h"

#include <criterion/criterion.h>
#include <string.h>

/* Examples of FIPS 180-4 and its companion, and the empty message. */
Test(digest, matches_published_values)
{
	static const struct {
		const char *message;
		const char *hex;
	} rows[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char hex[DIGEST_HEX];
		const struct digest digest = digest_of(rows[i].message, strlen(rows[i].message));
		digest_hex(&digest, hex);
		cr_expect_str_eq(hex, rows[i].hex, "row %zu", i);
	}
}

Test(digest, parts_are_as_good_as_the_whole)
{
	const char *message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	const struct digest whole = digest_of(message, strlen(message));
	struct digest_state *state = digest_new();

	digest_add(state, message, 0);
	for (const char *at = message; *at != '\0'; at++)
		digest_add(state, at, 1);
	const struct digest parts = digest_finish(state);
	cr_expect_eq(memcmp(&whole, &parts, sizeof whole), 0);
}
