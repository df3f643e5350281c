#ifndef LIGHTBOX_BYTES_SHIM_H
#define LIGHTBOX_BYTES_SHIM_H

#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Which of 64 bytes are the ones looked for, as the bits of a number. Swift's SIMD types cannot turn a comparison
// into bits.

#if !defined(__SSE2__)
// The top bit of each byte that is zero, gathered: bit i tells of byte i (little endian).
static inline uint64_t lightbox_zeros(uint64_t word) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7F;
    const uint64_t zero = ~(((word & low) + low) | word | low);
    return ((zero >> 7) * 0x0102040810204080) >> 56;
}
#endif

/// Bit `i` is set where `bytes[i]` is `a`, `b` or `c`.
static inline uint64_t lightbox_find(const uint8_t *bytes, uint8_t a, uint8_t b, uint8_t c) {
    uint64_t found = 0;
#if defined(__SSE2__)
    const __m128i as = _mm_set1_epi8((char)a), bs = _mm_set1_epi8((char)b), cs = _mm_set1_epi8((char)c);
    for (int i = 0; i < 4; i++) {
        const __m128i piece = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
        const __m128i same = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(piece, as), _mm_cmpeq_epi8(piece, bs)), _mm_cmpeq_epi8(piece, cs));
        found |= (uint64_t)(uint32_t)_mm_movemask_epi8(same) << (16 * i);
    }
#else
    const uint64_t ones = 0x0101010101010101;
    for (int i = 0; i < 8; i++) {
        uint64_t word;
        memcpy(&word, bytes + 8 * i, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        found |= (lightbox_zeros(word ^ ones * a) | lightbox_zeros(word ^ ones * b) | lightbox_zeros(word ^ ones * c))
                 << (8 * i);
    }
#endif
    return found;
}

#endif
