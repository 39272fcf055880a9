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

/* The examples of GB/T 32905-2016, and the empty message. */
Test(digest, sm3_matches_published_values)
{
	static const struct {
		const char *message;
		const char *hex;
	} rows[] = {
		{ "", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b" },
		{ "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" },
		{ "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
		        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char hex[DIGEST_HEX];
		if (!digest_sm3(rows[i].message, strlen(rows[i].message), hex))
			cr_skip_test("this Nettle has no SM3");
		cr_expect_str_eq(hex, rows[i].hex, "row %zu", i);
	}
}
