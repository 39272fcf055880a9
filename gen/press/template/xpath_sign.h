/*
 * Signs that no expression has, and what their writer meant: those of a Chinese input method and
 * those of other languages. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_SIGN_H
#define PRESS_TEMPLATE_XPATH_SIGN_H

struct xpath_sign {
	const char *written, *meant;
};

/* The half-width sign for the full-width one that stands here; NULL: none does. */
const char *xpath_sign_wide(const char *at);
/* The operator of another language that stands here; NULL: none does. */
const struct xpath_sign *xpath_sign_foreign(const char *at);

#endif
