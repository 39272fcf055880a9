/* The folders below a root: input/ is read, output/ is written, templates/ is the office's own. */
#ifndef PRESS_STATE_FOLDERS_H
#define PRESS_STATE_FOLDERS_H

#define SUBMISSIONS_FOLDER "input/submissions"
#define ANSWERS_FOLDER     "input/answers"
#define WORDS_FOLDER       "input/words"
#define TEMPLATES_FOLDER   "templates"
#define STYLES_FOLDER      TEMPLATES_FOLDER "/styles"
#define OUTPUT_FOLDER      "output"
/* Below a month of it: what units are to fill in. */
#define FORMS_FOLDER "forms"

#endif
