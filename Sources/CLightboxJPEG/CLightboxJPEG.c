#include "CLightboxJPEG.h"

#include <stdio.h>
#include <string.h>
#include <setjmp.h>
#include <jpeglib.h>
#include <jerror.h>

// The library ends the program on an error unless it is made to jump out; that takes C.
typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf out;
    lightbox_jpeg_result *result;
} lightbox_errors;

static void keep(j_common_ptr info) {
    lightbox_errors *errors = (lightbox_errors *)info->err;
    char words[JMSG_LENGTH_MAX];
    errors->base.format_message(info, words);
    errors->result->code = errors->base.msg_code;
    snprintf(errors->result->message, sizeof errors->result->message, "%s", words);
}

static void give_up(j_common_ptr info) {
    keep(info);
    longjmp(((lightbox_errors *)info->err)->out, 1);
}

static void note(j_common_ptr info, int level) {
    if (level >= 0) return;
    info->err->num_warnings++;
    keep(info);
}

static void say_nothing(j_common_ptr info) { (void)info; }

int lightbox_jpeg_decode(
    const uint8_t *bytes, size_t count, uint8_t *target, uint32_t width, uint32_t height, uint32_t components,
    lightbox_jpeg_result *result) {
    struct jpeg_decompress_struct info;
    lightbox_errors errors;
    memset(&info, 0, sizeof info);
    memset(result, 0, sizeof *result);
    errors.result = result;
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = give_up;
    errors.base.emit_message = note;
    errors.base.output_message = say_nothing;
    if (setjmp(errors.out)) {
        jpeg_destroy_decompress(&info);
        return 1;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    result->width = info.image_width;
    result->height = info.image_height;
    result->components = (uint32_t)info.num_components;
    if (info.image_width != width || info.image_height != height
        || (uint32_t)info.num_components != components) {
        jpeg_destroy_decompress(&info);
        return 2;
    }
    // Components come out as they are coded: the object says what they mean, not the stream.
    info.out_color_space = info.jpeg_color_space;
    info.dct_method = JDCT_ISLOW;
    info.do_fancy_upsampling = TRUE;
    jpeg_start_decompress(&info);
    if ((uint32_t)info.output_components != components) {
        jpeg_destroy_decompress(&info);
        return 2;
    }
    size_t stride = (size_t)width * components;
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = target + stride * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    result->warnings = errors.base.num_warnings;
    jpeg_destroy_decompress(&info);
    return 0;
}
