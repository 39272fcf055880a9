/*
 * Guesses: which unit a file seems to come from, by words that no machine wrote: a file's name, the
 * first line of a text, a misspelt unit.
 *
 * A guess decides who is told, never what counts. Where words name more than one unit nobody is
 * guessed. Knows no folder and reads nothing.
 */
#ifndef FIGURES_INTAKE_GUESS_H
#define FIGURES_INTAKE_GUESS_H

#include "base/arena.h"
#include "figures/targets/catalogue.h"

/* What the units of a catalogue are called, in the arena; the catalogue is borrowed. */
struct guess;

struct guess *guess_new(struct arena *arena, const struct catalogue *catalogue);
/*
 * The one unit that the words (UTF-8) name: 市民政局（5月）.xlsx, 关于报送市民政局材料的函,
 * 民政局2020-05. NULL: none, or more than one.
 */
const struct unit *guess_named(const struct guess *guess, const char *words);
/* The words name the unit, alone or among others. */
bool guess_names(const struct guess *guess, const char *words, const struct unit *unit);
/*
 * The one unit whose name is written nearly as the longest run of Han characters: 市民证局. NULL:
 * none, or more than one.
 */
const struct unit *guess_near(const struct guess *guess, const char *words);

#endif
