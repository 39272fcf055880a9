/* What every room may need and no room owns. Knows nothing. */
#ifndef BASE_COMMON_H
#define BASE_COMMON_H

/* The number of elements of an array; not of a pointer, which has lost it. */
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* A result that no caller may overlook. */
#define MUST_USE __attribute__((warn_unused_result))

#endif
