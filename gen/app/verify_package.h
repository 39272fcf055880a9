/* verify FOLDER|FILE.zip: a package that export wrote, wherever it lies by now. */
#ifndef APP_VERIFY_PACKAGE_H
#define APP_VERIFY_PACKAGE_H

#include "app/run.h"

/* No month, and something stands there. */
bool verify_is_package(struct run *run, const char *argument);
/* What harm it took is said, file by file; a line for the whole goes to stdout. */
void verify_package(struct run *run, const char *path);

#endif
