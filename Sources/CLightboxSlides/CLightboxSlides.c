#include "CLightboxSlides.h"

#include <dlfcn.h>
#include <stddef.h>

#define FUNCTIONS(X) \
    X(const char *, get_version, (void)) \
    X(const char *, detect_vendor, (const char *)) \
    X(lightbox_slide *, open, (const char *)) \
    X(void, close, (lightbox_slide *)) \
    X(const char *, get_error, (lightbox_slide *)) \
    X(int32_t, get_level_count, (lightbox_slide *)) \
    X(void, get_level_dimensions, (lightbox_slide *, int32_t, int64_t *, int64_t *)) \
    X(double, get_level_downsample, (lightbox_slide *, int32_t)) \
    X(void, read_region, (lightbox_slide *, uint32_t *, int64_t, int64_t, int32_t, int64_t, int64_t)) \
    X(const char *const *, get_property_names, (lightbox_slide *)) \
    X(const char *, get_property_value, (lightbox_slide *, const char *)) \
    X(const char *const *, get_associated_image_names, (lightbox_slide *)) \
    X(void, get_associated_image_dimensions, (lightbox_slide *, const char *, int64_t *, int64_t *)) \
    X(void, read_associated_image, (lightbox_slide *, const char *, uint32_t *))

static struct {
#define MEMBER(result, name, arguments) result(*name) arguments;
    FUNCTIONS(MEMBER)
#undef MEMBER
} library;
static int is_loaded;

int lightbox_slides_load(void) {
    if (is_loaded) return 0;
    // 4.x is called libopenslide.so.1 and has the same functions.
    void *handle = dlopen("libopenslide.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!handle) handle = dlopen("libopenslide.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return -1;
#define FIND(result, name, arguments) \
    *(void **)&library.name = dlsym(handle, "openslide_" #name); \
    if (!library.name) return -2;
    FUNCTIONS(FIND)
#undef FIND
    is_loaded = 1;
    return 0;
}

const char *lightbox_slides_version(void) { return is_loaded ? library.get_version() : NULL; }
const char *lightbox_slides_vendor(const char *path) { return is_loaded ? library.detect_vendor(path) : NULL; }
lightbox_slide *lightbox_slide_open(const char *path) { return is_loaded ? library.open(path) : NULL; }
void lightbox_slide_close(lightbox_slide *slide) {
    if (is_loaded) library.close(slide);
}
const char *lightbox_slide_error(lightbox_slide *slide) { return is_loaded ? library.get_error(slide) : NULL; }
int32_t lightbox_slide_level_count(lightbox_slide *slide) { return is_loaded ? library.get_level_count(slide) : -1; }
void lightbox_slide_level_size(lightbox_slide *slide, int32_t level, int64_t *width, int64_t *height) {
    *width = *height = -1;
    if (is_loaded) library.get_level_dimensions(slide, level, width, height);
}
double lightbox_slide_level_downsample(lightbox_slide *slide, int32_t level) {
    return is_loaded ? library.get_level_downsample(slide, level) : -1;
}
void lightbox_slide_read(
    lightbox_slide *slide, uint32_t *words, int64_t x, int64_t y, int32_t level, int64_t width, int64_t height) {
    if (is_loaded) library.read_region(slide, words, x, y, level, width, height);
}
const char *const *lightbox_slide_property_names(lightbox_slide *slide) {
    return is_loaded ? library.get_property_names(slide) : NULL;
}
const char *lightbox_slide_property(lightbox_slide *slide, const char *name) {
    return is_loaded ? library.get_property_value(slide, name) : NULL;
}
const char *const *lightbox_slide_image_names(lightbox_slide *slide) {
    return is_loaded ? library.get_associated_image_names(slide) : NULL;
}
void lightbox_slide_image_size(lightbox_slide *slide, const char *name, int64_t *width, int64_t *height) {
    *width = *height = -1;
    if (is_loaded) library.get_associated_image_dimensions(slide, name, width, height);
}
void lightbox_slide_image_read(lightbox_slide *slide, const char *name, uint32_t *words) {
    if (is_loaded) library.read_associated_image(slide, name, words);
}
