#pragma once
#include <stdint.h>

// libopenslide, loaded when it is first needed. Every function below returns a "nothing" value until
// `lightbox_slides_load` has returned 0.

typedef struct lightbox_slide lightbox_slide;

/// 0 where the library is there, -1 where it is not, -2 where it lacks a function that is needed.
int lightbox_slides_load(void);
/// The library's version, such as "3.4.1".
const char *lightbox_slides_version(void);
/// The vendor of the slide at `path` in a word, or NULL where it is none.
const char *lightbox_slides_vendor(const char *path);
/// NULL where it is no slide; otherwise `lightbox_slide_error` tells whether it opened.
lightbox_slide *lightbox_slide_open(const char *path);
void lightbox_slide_close(lightbox_slide *slide);
/// What went wrong with the slide, or NULL. A slide with an error gives no more pixels.
const char *lightbox_slide_error(lightbox_slide *slide);
int32_t lightbox_slide_level_count(lightbox_slide *slide);
void lightbox_slide_level_size(lightbox_slide *slide, int32_t level, int64_t *width, int64_t *height);
double lightbox_slide_level_downsample(lightbox_slide *slide, int32_t level);
/// Fills `width` × `height` words of premultiplied ARGB; `x` and `y` count pixels of level 0.
void lightbox_slide_read(
    lightbox_slide *slide, uint32_t *words, int64_t x, int64_t y, int32_t level, int64_t width, int64_t height);
/// Lists of names that end in NULL; the slide owns them.
const char *const *lightbox_slide_property_names(lightbox_slide *slide);
const char *lightbox_slide_property(lightbox_slide *slide, const char *name);
const char *const *lightbox_slide_image_names(lightbox_slide *slide);
void lightbox_slide_image_size(lightbox_slide *slide, const char *name, int64_t *width, int64_t *height);
/// Fills as many words as the image has pixels.
void lightbox_slide_image_read(lightbox_slide *slide, const char *name, uint32_t *words);
