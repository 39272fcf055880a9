/*
 * The entries of a role's chain as the style sheet gives them: which characters one serves, which
 * packages hold their files. Knows no font file.
 */
#ifndef PAPER_FONT_CHAIN_H
#define PAPER_FONT_CHAIN_H

#include "base/arena.h"
#include "paper/style/style.h"

#include <stdbool.h>
#include <stdint.h>

/* The entry is asked for this character: its for=, only= and except= allow it. */
bool chain_serves(const struct face_choice *choice, uint32_t codepoint);
/* Packages that would serve the role: "fonts-noto-cjk, fonts-arphic-ukai", "—" for none. */
const char *chain_packages(struct arena *arena, const struct font_role *role);

#endif
