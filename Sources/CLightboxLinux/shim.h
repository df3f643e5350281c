#ifndef LIGHTBOX_LINUX_SHIM_H
#define LIGHTBOX_LINUX_SHIM_H

#include <malloc.h>
#include <stdint.h>

// Swift's Glibc module hides statx(2). This is its structure as the kernel lays it out for ever, and the C
// library's function under a name of our own, so that a header that does declare it cannot disagree.
struct lightbox_statx {
    uint32_t mask, block_size;
    uint64_t attributes;
    uint32_t link_count, user, group;
    uint16_t mode, padding;
    uint64_t inode, size, blocks, attributes_mask;
    struct {
        int64_t seconds;
        uint32_t nanoseconds;
        int32_t padding;
    } accessed, born, changed, modified;
    uint64_t rest[16];
};

extern int lightbox_call_statx(int folder, const char *path, int flags, unsigned mask,
                               struct lightbox_statx *answer) __asm__("statx");

/// When the file was made, in nanoseconds since 1970, or INT64_MIN where the file system does not say.
static inline int64_t lightbox_birth(int folder, const char *path) {
    struct lightbox_statx answer;
    const unsigned birth = 0x800;
    if (lightbox_call_statx(folder, path, 0, birth, &answer) != 0 || !(answer.mask & birth)) return INT64_MIN;
    return answer.born.seconds * 1000000000 + answer.born.nanoseconds;
}

/// Asks about a name in an open folder, without following a link: 0, or -1 with errno.
static inline int lightbox_status(int folder, const char *name, struct lightbox_statx *answer) {
    const int no_follow = 0x100;
    const unsigned basic_and_birth = 0xFFF;
    return lightbox_call_statx(folder, name, no_follow, basic_and_birth, answer);
}

/// Waits until what was written to the disk that an open folder lies on is there; hidden by Glibc's module as well.
extern int lightbox_syncfs(int folder) __asm__("syncfs");

/// Sets from what size on memory comes from the kernel anew each time, and how much that is free stays with us.
static inline void lightbox_keep_memory(int from, int keep) {
    mallopt(M_MMAP_THRESHOLD, from);
    mallopt(M_TRIM_THRESHOLD, keep);
}

/// A file in memory that has no name and that no program started later inherits: its descriptor, or -1 with errno.
extern int lightbox_call_memfd_create(const char *name, unsigned flags) __asm__("memfd_create");
static inline int lightbox_memory_file(void) {
    const unsigned close_on_exec = 1;
    return lightbox_call_memfd_create("lightbox", close_on_exec);
}

#endif
