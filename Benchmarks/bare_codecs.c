// The codec libraries that Lightbox links, called by nothing but this: what decoding costs at the least.
//
//     cc -O2 -o bare_codecs bare_codecs.c $(pkg-config --cflags --libs libjpeg libopenjp2 charls)
//     bare_codecs turbo|charls|openjpeg FOLDER
//
// Decodes every file of a folder of bare streams, and prints seconds, CPU seconds and how many there were.
#include <charls/charls.h>
#include <dirent.h>
#include <stdio.h>
#include <jpeglib.h>
#include <openjpeg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { unsigned char *bytes; size_t count; } Stream;
typedef struct { const Stream *stream; size_t at; } Place;

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

// Components as they are coded, which is what DICOM wants: no colours are converted.
static size_t turbo(const Stream *in) {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, in->bytes, in->count);
    jpeg_read_header(&info, TRUE);
    info.out_color_space = info.jpeg_color_space;
    jpeg_start_decompress(&info);
    size_t line = (size_t)info.output_width * info.output_components, count = line * info.output_height;
    unsigned char *out = malloc(count);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = out + line * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    free(out);
    return count;
}

static size_t jls(const Stream *in) {
    charls_jpegls_decoder *decoder = charls_jpegls_decoder_create();
    size_t count = 0;
    if (charls_jpegls_decoder_set_source_buffer(decoder, in->bytes, in->count)) return 0;
    if (charls_jpegls_decoder_read_header(decoder)) return 0;
    if (charls_jpegls_decoder_get_destination_size(decoder, 0, &count)) return 0;
    unsigned char *out = malloc(count);
    if (charls_jpegls_decoder_decode_to_buffer(decoder, out, count, 0)) count = 0;
    free(out);
    charls_jpegls_decoder_destroy(decoder);
    return count;
}

static OPJ_SIZE_T readBytes(void *buffer, OPJ_SIZE_T wanted, void *user) {
    Place *place = user;
    size_t left = place->stream->count - place->at;
    if (!left) return (OPJ_SIZE_T)-1;
    if (wanted > left) wanted = left;
    memcpy(buffer, place->stream->bytes + place->at, wanted);
    place->at += wanted;
    return wanted;
}
static OPJ_OFF_T skipBytes(OPJ_OFF_T count, void *user) {
    ((Place *)user)->at += count;
    return count;
}
static OPJ_BOOL seekBytes(OPJ_OFF_T to, void *user) {
    ((Place *)user)->at = to;
    return OPJ_TRUE;
}

static size_t j2k(const Stream *in) {
    Place place = {in, 0};
    opj_dparameters_t settings;
    opj_set_default_decoder_parameters(&settings);
    opj_codec_t *codec = opj_create_decompress(OPJ_CODEC_J2K);
    opj_setup_decoder(codec, &settings);
    opj_stream_t *stream = opj_stream_create(1 << 16, OPJ_TRUE);
    opj_stream_set_read_function(stream, readBytes);
    opj_stream_set_skip_function(stream, skipBytes);
    opj_stream_set_seek_function(stream, seekBytes);
    opj_stream_set_user_data(stream, &place, NULL);
    opj_stream_set_user_data_length(stream, in->count);
    opj_image_t *image = NULL;
    size_t count = 0;
    if (opj_read_header(stream, codec, &image) && opj_decode(codec, stream, image))
        count = (size_t)image->comps[0].w * image->comps[0].h * image->numcomps * 2;
    opj_image_destroy(image);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    return count;
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: bare_codecs turbo|charls|openjpeg FOLDER\n"), 64;
    size_t (*decode)(const Stream *) = !strcmp(argv[1], "turbo") ? turbo : !strcmp(argv[1], "charls") ? jls : j2k;
    DIR *folder = opendir(argv[2]);
    if (!folder) return perror(argv[2]), 2;
    double wall = 0, cpu = 0;
    size_t bytes = 0;
    int files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[2], entry->d_name);
        FILE *file = fopen(path, "rb");
        if (!file) return perror(path), 2;
        fseek(file, 0, SEEK_END);
        Stream stream = {NULL, ftell(file)};
        rewind(file);
        stream.bytes = malloc(stream.count);
        if (fread(stream.bytes, 1, stream.count, file) != stream.count) return perror(path), 2;
        fclose(file);
        double wall0 = now(CLOCK_MONOTONIC), cpu0 = now(CLOCK_PROCESS_CPUTIME_ID);
        size_t made = decode(&stream);
        if (!made) return fprintf(stderr, "%s cannot be decoded\n", path), 2;
        wall += now(CLOCK_MONOTONIC) - wall0;
        cpu += now(CLOCK_PROCESS_CPUTIME_ID) - cpu0;
        free(stream.bytes);
        bytes += made;
        files++;
    }
    printf("{\"s\": %.6f, \"cpu\": %.6f, \"bytes\": %zu, \"files\": %d}\n", wall, cpu, bytes, files);
}
