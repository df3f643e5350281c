#pragma once

#include <stddef.h>
#include <stdint.h>

/// What a decoding found and did.
typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t components;
    /// How many faults the library noticed and went over, bytes between segments that belong to none left out.
    long faults;
    /// Whether the data ended before the picture did, so that the library made up the rest.
    int is_cut;
    /// The library's number and words for the last of them, or for what stopped it.
    int code;
    char message[256];
} lightbox_jpeg_result;

/// Decodes 8-bit JPEG into `target`, rows of interleaved components as they are coded: no colours are converted.
///
/// Returns 0 where every row was written, 1 where the library gave up (with the words in `result`), 2 where the
/// picture is not of the size given, whose product is the size of `target`.
int lightbox_jpeg_decode(
    const uint8_t *_Nonnull bytes, size_t count, uint8_t *_Nonnull target, uint32_t width, uint32_t height,
    uint32_t components, lightbox_jpeg_result *_Nonnull result);

/// What of a picture is wanted, and at what size.
typedef struct {
    /// 1, 2, 4 or 8: the picture is made that much smaller, rounded up.
    uint32_t reduction;
    /// Columns and rows of the smaller picture, the ends not included.
    uint32_t left, right, top, bottom;
} lightbox_jpeg_part;

/// Decodes a part of an 8-bit picture into `target`, row by row, colours as red, green and blue, four inks as cyan, magenta,
/// yellow and black with 0 for no ink (which is how Adobe's programs mean what they store inverted).
///
/// Returns as `lightbox_jpeg_decode` does; 2 also where the part lies outside the picture. Of a sequential picture no more
/// than some rows are held.
int lightbox_jpeg_decode_part(
    const uint8_t *_Nonnull bytes, size_t count, uint8_t *_Nonnull target, lightbox_jpeg_part part,
    uint32_t components, lightbox_jpeg_result *_Nonnull result);

/// OpenJPEG's `opj_decode`, which gives 1 where it succeeds and 0 where it does not; -1 where the library found an
/// assertion of its own broken, which would otherwise end the program.
int lightbox_opj_decode(void *_Nonnull codec, void *_Nonnull stream, void *_Nonnull image);
