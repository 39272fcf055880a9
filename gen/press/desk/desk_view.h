/*
 * What the page of a month is made from: how its documents stand, and which files it may link to.
 */
#ifndef PRESS_DESK_DESK_VIEW_H
#define PRESS_DESK_DESK_VIEW_H

#include "press/month/month.h"

#define DESK_INDEX "index.html"

/* A document as the page lists it. */
struct desk_document {
	const char *file;
	const char *title; /* "" for none */
	size_t pages;      /* 0: none, or not known */
	size_t length;
	bool is_stale;
};

/* Everything is borrowed. Invariant: files are sorted by bytes. */
struct desk_view {
	struct arena *arena;
	const struct month *month;
	int revision;
	const struct desk_document *documents;
	size_t document_count;
	const char *const *files; /* all that will stand in the folder */
	size_t file_count;
};

bool desk_has_file(const struct desk_view *view, const char *file);

#endif
