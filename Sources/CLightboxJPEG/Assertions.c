#include "CLightboxJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

// OpenJPEG 2.5.0 ends the program by `assert` where a block of High-Throughput JPEG 2000 is damaged (`mel_init` in
// ht_dec.c; later versions return an error there). A file must not be able to do that, so while it decodes, a failed
// assertion comes back here. Nothing between holds a lock or memory that the codec's own destruction does not free.

static _Thread_local jmp_buf *guard;

/// Takes the place of the C library's function of that name, for all libraries of the program.
_Noreturn void __assert_fail(const char *claim, const char *file, unsigned int line, const char *function) {
    if (guard) longjmp(*guard, 1);
    fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, function ? function : "?", claim);
    abort();
}

// As openjpeg.h declares it, but for the types of the pointers.
extern int opj_decode(void *codec, void *stream, void *image);

int lightbox_opj_decode(void *codec, void *stream, void *image) {
    jmp_buf out;
    if (setjmp(out)) {
        guard = NULL;
        return -1;
    }
    guard = &out;
    int result = opj_decode(codec, stream, image);
    guard = NULL;
    return result;
}
