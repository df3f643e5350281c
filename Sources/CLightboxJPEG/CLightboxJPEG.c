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
    lightbox_jpeg_result *result = ((lightbox_errors *)info->err)->result;
    if (info->err->msg_code == JWRN_JPEG_EOF) result->is_cut = 1;
    if (info->err->msg_code == JWRN_EXTRANEOUS_DATA) return;
    result->faults++;
    keep(info);
}

static void say_nothing(j_common_ptr info) { (void)info; }

/// Makes a decompressor ready to be told what to do; errors jump to `errors->out`.
static void prepare(
    struct jpeg_decompress_struct *info, lightbox_errors *errors, lightbox_jpeg_result *result) {
    memset(info, 0, sizeof *info);
    memset(result, 0, sizeof *result);
    errors->result = result;
    info->err = jpeg_std_error(&errors->base);
    errors->base.error_exit = give_up;
    errors->base.emit_message = note;
    errors->base.output_message = say_nothing;
}

int lightbox_jpeg_decode(
    const uint8_t *bytes, size_t count, uint8_t *target, uint32_t width, uint32_t height, uint32_t components,
    lightbox_jpeg_result *result) {
    struct jpeg_decompress_struct info;
    lightbox_errors errors;
    prepare(&info, &errors, result);
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
    jpeg_destroy_decompress(&info);
    return 0;
}

int lightbox_jpeg_decode_part(
    const uint8_t *bytes, size_t count, uint8_t *target, lightbox_jpeg_part part, uint32_t components,
    lightbox_jpeg_result *result) {
    struct jpeg_decompress_struct info;
    lightbox_errors errors;
    prepare(&info, &errors, result);
    if (setjmp(errors.out)) {
        jpeg_destroy_decompress(&info);
        return 1;
    }
    jpeg_create_decompress(&info);
    // Progressive pictures are held whole, as coefficients; those beyond this are refused by the library.
    info.mem->max_memory_to_use = 1L << 31;
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    result->width = info.image_width;
    result->height = info.image_height;
    result->components = (uint32_t)info.num_components;
    switch (info.num_components) {
    case 1: info.out_color_space = JCS_GRAYSCALE; break;
    case 3: info.out_color_space = JCS_RGB; break;
    case 4: info.out_color_space = JCS_CMYK; break;
    default: info.out_color_space = info.jpeg_color_space;
    }
    info.scale_num = 1;
    info.scale_denom = part.reduction;
    info.dct_method = JDCT_ISLOW;
    info.do_fancy_upsampling = TRUE;
    jpeg_start_decompress(&info);
    if ((uint32_t)info.output_components != components || part.left >= part.right || part.top >= part.bottom
        || part.right > info.output_width || part.bottom > info.output_height) {
        jpeg_destroy_decompress(&info);
        return 2;
    }
    size_t stride = (size_t)(part.right - part.left) * components;
    int is_whole = part.left == 0 && part.right == info.output_width;
    JSAMPARRAY scratch = (*info.mem->alloc_sarray)(
        (j_common_ptr)&info, JPOOL_IMAGE, info.output_width * components, 1);
    while (info.output_scanline < part.bottom) {
        uint32_t line = info.output_scanline;
        uint8_t *row = line < part.top ? NULL : target + stride * (line - part.top);
        JSAMPROW to = row && is_whole ? row : scratch[0];
        jpeg_read_scanlines(&info, &to, 1);
        if (!row) continue;
        if (!is_whole) memcpy(row, scratch[0] + (size_t)part.left * components, stride);
        if (components == 4)
            for (size_t i = 0; i < stride; i++) row[i] = 255 - row[i];
    }
    // What lies behind the last row that was wanted is not looked at.
    if (info.output_scanline == info.output_height) jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return 0;
}
