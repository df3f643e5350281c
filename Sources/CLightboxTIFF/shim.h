#pragma once
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

// What Swift cannot call: functions with variable arguments.

/// Where the first message of the library is kept.
struct lightbox_tiff_note {
    char text[256];
};

static inline int lightbox_tiff_keep(
    TIFF *tiff, void *note, const char *module, const char *format, va_list arguments) {
    struct lightbox_tiff_note *kept = (struct lightbox_tiff_note *)note;
    (void)tiff;
    (void)module;
    if (kept && kept->text[0] == 0) vsnprintf(kept->text, sizeof kept->text, format, arguments);
    return 1;
}

static inline int lightbox_tiff_ignore(
    TIFF *tiff, void *note, const char *module, const char *format, va_list arguments) {
    (void)tiff, (void)note, (void)module, (void)format, (void)arguments;
    return 1;
}

/// Opens a file without reading a directory; no single piece of memory exceeds `limit`.
static inline TIFF *lightbox_tiff_open(
    void *client, struct lightbox_tiff_note *note, int64_t limit, TIFFReadWriteProc read,
    TIFFReadWriteProc write, TIFFSeekProc seek, TIFFCloseProc close, TIFFSizeProc size) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (!options) return NULL;
    TIFFOpenOptionsSetErrorHandlerExtR(options, lightbox_tiff_keep, note);
    TIFFOpenOptionsSetWarningHandlerExtR(options, lightbox_tiff_ignore, NULL);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)limit);
    // Long uncoded strips are not cut up ("c"): their numbers are those of the file.
    TIFF *tiff = TIFFClientOpenExt("file", "rmhOc", (thandle_t)client, read, write, seek, close, size, NULL, NULL, options);
    TIFFOpenOptionsFree(options);
    return tiff;
}

/// Has JPEG pieces of luma and colour difference come out as RGB.
static inline int lightbox_tiff_want_rgb(TIFF *tiff) {
    return TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
}

/// Has deflated pieces undone by zlib rather than libdeflate, which leaves the end out where more comes out than is wanted.
static inline int lightbox_tiff_want_zlib(TIFF *tiff, int is_wanted) {
    return TIFFSetField(tiff, TIFFTAG_DEFLATE_SUBCODEC, is_wanted ? DEFLATE_SUBCODEC_ZLIB : DEFLATE_SUBCODEC_LIBDEFLATE);
}

/// A field that is one number of 32 bits, or 0 where there is none.
static inline uint32_t lightbox_tiff_number(TIFF *tiff, uint32_t tag) {
    uint32_t number = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &number) == 1 ? number : 0;
}

/// A field that is one number of 16 bits, or 0 where there is none.
static inline uint16_t lightbox_tiff_number16(TIFF *tiff, uint32_t tag) {
    uint16_t number = 0;
    return TIFFGetField(tiff, tag, &number) == 1 ? number : 0;
}
