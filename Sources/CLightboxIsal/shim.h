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

/// Undoes a whole stream at once, twice as fast as zlib: deflate with zlib's header, gzip's, or none (`isBare`).
/// Returns how many bytes came out, or -1 where the stream is damaged or more would come out than there is room for.
static inline int64_t lightbox_isal_whole(const uint8_t *input, uint32_t count, uint8_t *output, uint32_t room, int isBare) {
    struct inflate_state state;
    isal_inflate_init(&state);
    int isGzip = count > 1 && input[0] == 0x1F && input[1] == 0x8B;
    state.crc_flag = isBare ? ISAL_DEFLATE : isGzip ? ISAL_GZIP : ISAL_ZLIB;
    state.next_in = (uint8_t *)input;
    state.avail_in = count;
    state.next_out = output;
    state.avail_out = room;
    if (isal_inflate_stateless(&state) != ISAL_DECOMP_OK || state.block_state != ISAL_BLOCK_FINISH) return -1;
    return (int64_t)room - state.avail_out;
}

/// The last bytes that came out, at most 32 KiB; returns how many were copied.
static inline uint32_t lightbox_isal_window(const struct inflate_state *state, uint8_t *window) {
    int32_t end = state->tmp_out_processed;
    int32_t count = end < ISAL_DEF_HIST_SIZE ? end : ISAL_DEF_HIST_SIZE;
    memcpy(window, state->tmp_out_buffer + (end - count), (size_t)count);
    return (uint32_t)count;
}

#endif
