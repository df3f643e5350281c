#ifndef LIGHTBOX_HDF5_H
#define LIGHTBOX_HDF5_H

#include <stddef.h>
#include <stdint.h>

// The functions of libhdf5 that Lightbox calls, under names of our own: the library is looked for when the first
// HDF5 file is opened and never linked, so that nobody needs it who reads none. Neither its headers are needed to
// build this. All but `lightbox_h5_load` fail in the library's own way (negative numbers) until it is loaded, and
// none may be called by two threads at once.

typedef int64_t lightbox_hid;

/// Loads the library: 0 once it is there, -1 where there is none, -2 where one is there that lacks a function.
int lightbox_h5_load(void);
/// The library's version, three numbers.
void lightbox_h5_version(unsigned *numbers);
/// Puts what the innermost failing function said into `text`, and forgets it.
void lightbox_h5_reason(char *text, size_t size);

lightbox_hid lightbox_h5_open_path(const char *path);
/// Opens a copy of the bytes.
lightbox_hid lightbox_h5_open_bytes(const void *bytes, size_t count);
int lightbox_h5_close_file(lightbox_hid file);

struct lightbox_h5_link {
    char *name;
    /// 0 for an object of this file, 1 for a soft link, 64 for a link into another file.
    int kind;
    uint64_t address;
};
/// The links of a group, sorted by name, at most `limit`; -1 where they cannot be listed. Free with the next.
int64_t lightbox_h5_links(lightbox_hid group, size_t limit, struct lightbox_h5_link **links);
/// The names of an object's attributes, as links.
int64_t lightbox_h5_attributes(lightbox_hid object, size_t limit, struct lightbox_h5_link **links);
void lightbox_h5_free_links(struct lightbox_h5_link *links, int64_t count);

lightbox_hid lightbox_h5_open_object(lightbox_hid place, const char *name);
int lightbox_h5_close_object(lightbox_hid object);
/// 2 for a group, 5 for a dataset.
int lightbox_h5_kind(lightbox_hid object);

lightbox_hid lightbox_h5_dataset_space(lightbox_hid dataset);
lightbox_hid lightbox_h5_dataset_type(lightbox_hid dataset);
lightbox_hid lightbox_h5_dataset_plan(lightbox_hid dataset);
int lightbox_h5_dataset_read(
    lightbox_hid dataset, lightbox_hid type, lightbox_hid memory, lightbox_hid file, void *bytes);
int lightbox_h5_reclaim(lightbox_hid type, lightbox_hid space, void *bytes);

lightbox_hid lightbox_h5_open_attribute(lightbox_hid object, const char *name);
lightbox_hid lightbox_h5_attribute_space(lightbox_hid attribute);
lightbox_hid lightbox_h5_attribute_type(lightbox_hid attribute);
int lightbox_h5_attribute_read(lightbox_hid attribute, lightbox_hid type, void *bytes);
int lightbox_h5_close_attribute(lightbox_hid attribute);

/// 0 for one value, 1 for an array, 2 for nothing at all.
int lightbox_h5_space_kind(lightbox_hid space);
int lightbox_h5_space_rank(lightbox_hid space);
int lightbox_h5_space_shape(lightbox_hid space, uint64_t *shape, uint64_t *limits);
lightbox_hid lightbox_h5_new_space(int rank, const uint64_t *shape);
int lightbox_h5_select(lightbox_hid space, const uint64_t *start, const uint64_t *count);
int lightbox_h5_close_space(lightbox_hid space);

int lightbox_h5_plan_layout(lightbox_hid plan);
int lightbox_h5_plan_chunk(lightbox_hid plan, int rank, uint64_t *shape);
int lightbox_h5_plan_filter_count(lightbox_hid plan);
int lightbox_h5_plan_filter(lightbox_hid plan, unsigned index, char *name, size_t size);
int lightbox_h5_plan_external_count(lightbox_hid plan);
int lightbox_h5_close_plan(lightbox_hid plan);

int lightbox_h5_type_class(lightbox_hid type);
size_t lightbox_h5_type_size(lightbox_hid type);
int lightbox_h5_type_order(lightbox_hid type);
int lightbox_h5_type_sign(lightbox_hid type);
size_t lightbox_h5_type_precision(lightbox_hid type);
int lightbox_h5_type_offset(lightbox_hid type);
/// Five numbers: where sign, exponent (and its size), mantissa (and its size) of a float lie, in bits.
int lightbox_h5_type_float(lightbox_hid type, size_t *numbers);
lightbox_hid lightbox_h5_type_base(lightbox_hid type);
int lightbox_h5_type_is_variable_text(lightbox_hid type);
int lightbox_h5_type_text_set(lightbox_hid type);
int lightbox_h5_type_member_count(lightbox_hid type);
/// A copy that is to be freed with `lightbox_h5_free`.
char *lightbox_h5_type_member_name(lightbox_hid type, unsigned index);
size_t lightbox_h5_type_member_offset(lightbox_hid type, unsigned index);
lightbox_hid lightbox_h5_type_member_type(lightbox_hid type, unsigned index);
int lightbox_h5_type_member_value(lightbox_hid type, unsigned index, void *value);
int lightbox_h5_type_array_rank(lightbox_hid type);
int lightbox_h5_type_array_shape(lightbox_hid type, uint64_t *shape);
int lightbox_h5_close_type(lightbox_hid type);
int lightbox_h5_free(void *memory);

/// How the library hands over a sequence of varying length.
struct lightbox_h5_sequence {
    size_t count;
    void *bytes;
};

#endif
