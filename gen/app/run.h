/*
 * The program: a command line in, an exit status out, and every command in between.
 */
#ifndef APP_RUN_H
#define APP_RUN_H

#include "app/options.h"
#include "press/month/month.h"

/* The whole program: what main returns. */
int run_main(int count, char **values);

/* Every command. What it says decides the status; app/run.c alone turns the worst into it. */
#define COMMAND(name, ...) void command_##name(struct run *run);
#include "app/commands.def"
#undef COMMAND

#endif
