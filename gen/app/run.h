/*
 * The program: a command line in, an exit status out, and every command in between.
 *
 * The root is the current directory once run_main has begun.
 */
#ifndef APP_RUN_H
#define APP_RUN_H

#include "app/options.h"
#include "press/month/month.h"

/* The whole program: what main returns. */
int run_main(int count, char **values);

/* The first argument as a period; false (said) when it is none. */
bool run_period(struct run *run, struct period *out);
/* Every command. */
int command_render(struct run *run);
int command_check(struct run *run);
int command_nightly(struct run *run);
int command_issue(struct run *run);
int command_reopen(struct run *run);
int command_regenerate(struct run *run);
int command_facts(struct run *run);
int command_list(struct run *run);
int command_fonts(struct run *run);
int command_lint(struct run *run);

#endif
