#ifndef LIGHTBOX_ISAL_SHIM_H
#define LIGHTBOX_ISAL_SHIM_H

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <string.h>

// Swift does not see arrays as long as the library's own window, nor enumerations without a name.

/// Takes a stream up where `bits` bits of a byte are still to come, behind `count` bytes that came out before.
static inline int lightbox_isal_restart(struct inflate_state *state, const uint8_t *window, uint32_t count,
                                        uint32_t bits, uint8_t value) {
    isal_inflate_reset(state);
    state->crc_flag = ISAL_DEFLATE;
    state->read_in = value;
    state->read_in_length = (int32_t)bits;
    return count > 0 ? isal_inflate_set_dict(state, (uint8_t *)window, count) : ISAL_DECOMP_OK;
}

/// Whether the stream has ended and all of it came out.
static inline int lightbox_isal_is_done(const struct inflate_state *state) {
    return state->block_state == ISAL_BLOCK_FINISH;
}

/// Whether a block's header has been begun and not been read to its end, with all that came before delivered.
static inline int lightbox_isal_is_in_header(const struct inflate_state *state) {
    return state->block_state == ISAL_BLOCK_HDR && state->tmp_in_size > 0 &&
           state->tmp_out_valid == state->tmp_out_processed;
}

/// The last bytes that came out, at most 32 KiB; returns how many were copied.
static inline uint32_t lightbox_isal_window(const struct inflate_state *state, uint8_t *window) {
    int32_t end = state->tmp_out_processed;
    int32_t count = end < ISAL_DEF_HIST_SIZE ? end : ISAL_DEF_HIST_SIZE;
    memcpy(window, state->tmp_out_buffer + (end - count), (size_t)count);
    return (uint32_t)count;
}

#endif
