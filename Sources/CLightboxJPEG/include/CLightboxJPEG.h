#pragma once

#include <stddef.h>
#include <stdint.h>

/// What `lightbox_jpeg_decode` found and did.
typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t components;
    /// How many faults the library noticed and went over.
    long warnings;
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
