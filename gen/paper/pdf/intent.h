/*
 * The output intent: what the colours of a document mean, as PDF/A-1 asks (ISO 19005-1, 6.2.2).
 * Owns the profile of sRGB, by which all that DeviceRGB and DeviceGray say is understood.
 */
#ifndef PAPER_PDF_INTENT_H
#define PAPER_PDF_INTENT_H

#include "paper/pdf/stream.h"

/* The bytes of the profile: ICC version 2.1, 256 points a curve. */
const unsigned char *intent_profile(size_t *length);

/* Puts the intent into the catalogue. */
bool pdf_intent_write(HPDF_Doc document, struct deflater *deflater);

#endif
