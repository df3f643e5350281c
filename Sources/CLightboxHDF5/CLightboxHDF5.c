#include "CLightboxHDF5.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Every function of the library that is used: its type and its names, the older first. Since 1.10 an identifier
// has 64 bits, which `H5Pset_fclose_degree` and the rest take and give.
typedef lightbox_hid hid;

struct link_info {
    int type;
    bool has_order;
    int64_t order;
    int set;
    uint64_t address;
};
struct error_info {
    hid class_id, major, minor;
    unsigned line;
    const char *function, *file, *text;
};
typedef int (*link_visitor)(hid group, const char *name, const struct link_info *info, void *data);
typedef int (*attribute_visitor)(hid place, const char *name, const void *info, void *data);
typedef int (*error_visitor)(unsigned index, const struct error_info *error, void *data);

#define FUNCTIONS(X) \
    X(int, H5open, (void), "H5open", "") \
    X(int, H5get_libversion, (unsigned *, unsigned *, unsigned *), "H5get_libversion", "") \
    X(int, H5Eset_auto2, (hid, void *, void *), "H5Eset_auto2", "") \
    X(int, H5Ewalk2, (hid, int, error_visitor, void *), "H5Ewalk2", "") \
    X(int, H5Eclear2, (hid), "H5Eclear2", "") \
    X(hid, H5Pcreate, (hid), "H5Pcreate", "") \
    X(int, H5Pclose, (hid), "H5Pclose", "") \
    X(int, H5Pset_fclose_degree, (hid, int), "H5Pset_fclose_degree", "") \
    X(int, H5Pset_fapl_core, (hid, size_t, bool), "H5Pset_fapl_core", "") \
    X(int, H5Pset_file_image, (hid, void *, size_t), "H5Pset_file_image", "") \
    X(hid, H5Fopen, (const char *, unsigned, hid), "H5Fopen", "") \
    X(int, H5Fclose, (hid), "H5Fclose", "") \
    X(int, H5Literate, (hid, int, int, uint64_t *, link_visitor, void *), "H5Literate", "H5Literate1") \
    X(hid, H5Oopen, (hid, const char *, hid), "H5Oopen", "") \
    X(int, H5Oclose, (hid), "H5Oclose", "") \
    X(int, H5Iget_type, (hid), "H5Iget_type", "") \
    X(hid, H5Dget_space, (hid), "H5Dget_space", "") \
    X(hid, H5Dget_type, (hid), "H5Dget_type", "") \
    X(hid, H5Dget_create_plist, (hid), "H5Dget_create_plist", "") \
    X(int, H5Dread, (hid, hid, hid, hid, hid, void *), "H5Dread", "") \
    X(int, H5Dvlen_reclaim, (hid, hid, hid, void *), "H5Dvlen_reclaim", "") \
    X(int, H5Aiterate2, (hid, int, int, uint64_t *, attribute_visitor, void *), "H5Aiterate2", "") \
    X(hid, H5Aopen, (hid, const char *, hid), "H5Aopen", "") \
    X(hid, H5Aget_space, (hid), "H5Aget_space", "") \
    X(hid, H5Aget_type, (hid), "H5Aget_type", "") \
    X(int, H5Aread, (hid, hid, void *), "H5Aread", "") \
    X(int, H5Aclose, (hid), "H5Aclose", "") \
    X(int, H5Sget_simple_extent_type, (hid), "H5Sget_simple_extent_type", "") \
    X(int, H5Sget_simple_extent_ndims, (hid), "H5Sget_simple_extent_ndims", "") \
    X(int, H5Sget_simple_extent_dims, (hid, uint64_t *, uint64_t *), "H5Sget_simple_extent_dims", "") \
    X(hid, H5Screate_simple, (int, const uint64_t *, const uint64_t *), "H5Screate_simple", "") \
    X(hid, H5Screate, (int), "H5Screate", "") \
    X(int, H5Sselect_hyperslab, \
        (hid, int, const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *), \
        "H5Sselect_hyperslab", "") \
    X(int, H5Sclose, (hid), "H5Sclose", "") \
    X(int, H5Pget_layout, (hid), "H5Pget_layout", "") \
    X(int, H5Pget_chunk, (hid, int, uint64_t *), "H5Pget_chunk", "") \
    X(int, H5Pget_nfilters, (hid), "H5Pget_nfilters", "") \
    X(int, H5Pget_filter2, \
        (hid, unsigned, unsigned *, size_t *, unsigned *, size_t, char *, unsigned *), "H5Pget_filter2", "") \
    X(int, H5Pget_external_count, (hid), "H5Pget_external_count", "") \
    X(int, H5Tget_class, (hid), "H5Tget_class", "") \
    X(size_t, H5Tget_size, (hid), "H5Tget_size", "") \
    X(int, H5Tget_order, (hid), "H5Tget_order", "") \
    X(int, H5Tget_sign, (hid), "H5Tget_sign", "") \
    X(size_t, H5Tget_precision, (hid), "H5Tget_precision", "") \
    X(int, H5Tget_offset, (hid), "H5Tget_offset", "") \
    X(int, H5Tget_fields, (hid, size_t *, size_t *, size_t *, size_t *, size_t *), "H5Tget_fields", "") \
    X(hid, H5Tget_super, (hid), "H5Tget_super", "") \
    X(int, H5Tis_variable_str, (hid), "H5Tis_variable_str", "") \
    X(int, H5Tget_cset, (hid), "H5Tget_cset", "") \
    X(int, H5Tget_nmembers, (hid), "H5Tget_nmembers", "") \
    X(char *, H5Tget_member_name, (hid, unsigned), "H5Tget_member_name", "") \
    X(size_t, H5Tget_member_offset, (hid, unsigned), "H5Tget_member_offset", "") \
    X(hid, H5Tget_member_type, (hid, unsigned), "H5Tget_member_type", "") \
    X(int, H5Tget_member_value, (hid, unsigned, void *), "H5Tget_member_value", "") \
    X(int, H5Tget_array_ndims, (hid), "H5Tget_array_ndims", "") \
    X(int, H5Tget_array_dims2, (hid, uint64_t *), "H5Tget_array_dims2", "") \
    X(int, H5Tclose, (hid), "H5Tclose", "") \
    X(int, H5free_memory, (void *), "H5free_memory", "")

#define FIELD(type, name, parameters, first, second) type(*name) parameters;
static struct { FUNCTIONS(FIELD) } h5;
static int is_loaded;
static hid *file_access;
/// Only newer libraries have it.
static int (*set_file_locking)(hid, bool, bool);

int lightbox_h5_load(void) {
    if (is_loaded) return 0;
    static const char *names[] = {"libhdf5_serial.so.103", "libhdf5.so.103", "libhdf5_serial.so.310",
        "libhdf5.so.310", "libhdf5.so.200", "libhdf5_serial.so", "libhdf5.so"};
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!library) return -1;
#define FIND(type, name, parameters, first, second) \
    *(void **)&h5.name = dlsym(library, first); \
    if (!h5.name && second[0]) *(void **)&h5.name = dlsym(library, second); \
    if (!h5.name) return -2;
    FUNCTIONS(FIND)
    file_access = dlsym(library, "H5P_CLS_FILE_ACCESS_ID_g");
    *(void **)&set_file_locking = dlsym(library, "H5Pset_file_locking");
    unsigned version[3] = {0, 0, 0};
    if (!file_access || h5.H5open() < 0) return -2;
    h5.H5get_libversion(&version[0], &version[1], &version[2]);
    // Before 1.10 an identifier had 32 bits.
    if (version[0] == 1 && version[1] < 10) return -2;
    h5.H5Eset_auto2(0, NULL, NULL);
    is_loaded = 1;
    return 0;
}

void lightbox_h5_version(unsigned *numbers) {
    if (is_loaded) h5.H5get_libversion(&numbers[0], &numbers[1], &numbers[2]);
}

struct reason { char *text; size_t size; };

static int note_reason(unsigned index, const struct error_info *error, void *data) {
    struct reason *reason = data;
    if (index == 0 && error->text && reason->size > 0) {
        strncpy(reason->text, error->text, reason->size - 1);
        reason->text[reason->size - 1] = 0;
    }
    return 0;
}

void lightbox_h5_reason(char *text, size_t size) {
    struct reason reason = {text, size};
    if (!is_loaded) return;
    h5.H5Ewalk2(0, 0, note_reason, &reason);
    h5.H5Eclear2(0);
}

/// A list of what opening a file asks for: whatever is still open goes with the file, and nothing is locked.
static hid access_list(void) {
    hid access = h5.H5Pcreate(*file_access);
    if (access < 0) return access;
    h5.H5Pset_fclose_degree(access, 3);
    if (set_file_locking) set_file_locking(access, false, true);
    return access;
}

lightbox_hid lightbox_h5_open_path(const char *path) {
    if (!is_loaded) return -1;
    hid access = access_list();
    if (access < 0) return access;
    hid file = h5.H5Fopen(path, 0, access);
    h5.H5Pclose(access);
    return file;
}

lightbox_hid lightbox_h5_open_bytes(const void *bytes, size_t count) {
    if (!is_loaded) return -1;
    hid access = access_list();
    if (access < 0) return access;
    hid file = -1;
    // The library copies the image; the name only has to differ from those of other open files.
    static unsigned number;
    char name[40] = "lightbox-in-memory-";
    unsigned n = number++;
    for (size_t i = strlen(name), k = 0; k < 10; k++, n /= 10) name[i + k] = (char)('0' + n % 10);
    if (h5.H5Pset_fapl_core(access, 1 << 16, false) >= 0 &&
        h5.H5Pset_file_image(access, (void *)bytes, count) >= 0)
        file = h5.H5Fopen(name, 0, access);
    h5.H5Pclose(access);
    return file;
}

int lightbox_h5_close_file(lightbox_hid file) { return is_loaded ? h5.H5Fclose(file) : -1; }

struct list {
    struct lightbox_h5_link *links;
    size_t count, room, limit;
};

static int append(struct list *list, const char *name, int kind, uint64_t address) {
    if (list->count >= list->limit) return 1;
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        void *more = realloc(list->links, room * sizeof *list->links);
        if (!more) return -1;
        list->links = more;
        list->room = room;
    }
    char *copy = strdup(name);
    if (!copy) return -1;
    list->links[list->count++] = (struct lightbox_h5_link){copy, kind, address};
    return 0;
}

static int visit_link(hid group, const char *name, const struct link_info *info, void *data) {
    (void)group;
    return append(data, name, info->type, info->type == 0 ? info->address : 0);
}

static int visit_attribute(hid place, const char *name, const void *info, void *data) {
    (void)place;
    (void)info;
    return append(data, name, 0, 0);
}

static int64_t finish(struct list *list, int code, struct lightbox_h5_link **links) {
    if (code < 0) {
        lightbox_h5_free_links(list->links, (int64_t)list->count);
        return -1;
    }
    *links = list->links;
    return (int64_t)list->count;
}

int64_t lightbox_h5_links(lightbox_hid group, size_t limit, struct lightbox_h5_link **links) {
    if (!is_loaded) return -1;
    struct list list = {NULL, 0, 0, limit};
    uint64_t index = 0;
    return finish(&list, h5.H5Literate(group, 0, 0, &index, visit_link, &list), links);
}

int64_t lightbox_h5_attributes(lightbox_hid object, size_t limit, struct lightbox_h5_link **links) {
    if (!is_loaded) return -1;
    struct list list = {NULL, 0, 0, limit};
    uint64_t index = 0;
    return finish(&list, h5.H5Aiterate2(object, 0, 0, &index, visit_attribute, &list), links);
}

void lightbox_h5_free_links(struct lightbox_h5_link *links, int64_t count) {
    for (int64_t i = 0; i < count; i++) free(links[i].name);
    free(links);
}

#define CALL(fallback, call) return is_loaded ? h5.call : (fallback)

lightbox_hid lightbox_h5_open_object(lightbox_hid place, const char *name) { CALL(-1, H5Oopen(place, name, 0)); }
int lightbox_h5_close_object(lightbox_hid object) { CALL(-1, H5Oclose(object)); }
int lightbox_h5_kind(lightbox_hid object) { CALL(-1, H5Iget_type(object)); }
lightbox_hid lightbox_h5_dataset_space(lightbox_hid dataset) { CALL(-1, H5Dget_space(dataset)); }
lightbox_hid lightbox_h5_dataset_type(lightbox_hid dataset) { CALL(-1, H5Dget_type(dataset)); }
lightbox_hid lightbox_h5_dataset_plan(lightbox_hid dataset) { CALL(-1, H5Dget_create_plist(dataset)); }
int lightbox_h5_dataset_read(
    lightbox_hid dataset, lightbox_hid type, lightbox_hid memory, lightbox_hid file, void *bytes) {
    CALL(-1, H5Dread(dataset, type, memory, file, 0, bytes));
}
int lightbox_h5_reclaim(lightbox_hid type, lightbox_hid space, void *bytes) {
    CALL(-1, H5Dvlen_reclaim(type, space, 0, bytes));
}
lightbox_hid lightbox_h5_open_attribute(lightbox_hid object, const char *name) { CALL(-1, H5Aopen(object, name, 0)); }
lightbox_hid lightbox_h5_attribute_space(lightbox_hid attribute) { CALL(-1, H5Aget_space(attribute)); }
lightbox_hid lightbox_h5_attribute_type(lightbox_hid attribute) { CALL(-1, H5Aget_type(attribute)); }
int lightbox_h5_attribute_read(lightbox_hid attribute, lightbox_hid type, void *bytes) {
    CALL(-1, H5Aread(attribute, type, bytes));
}
int lightbox_h5_close_attribute(lightbox_hid attribute) { CALL(-1, H5Aclose(attribute)); }
int lightbox_h5_space_kind(lightbox_hid space) { CALL(-1, H5Sget_simple_extent_type(space)); }
int lightbox_h5_space_rank(lightbox_hid space) { CALL(-1, H5Sget_simple_extent_ndims(space)); }
int lightbox_h5_space_shape(lightbox_hid space, uint64_t *shape, uint64_t *limits) {
    CALL(-1, H5Sget_simple_extent_dims(space, shape, limits));
}
lightbox_hid lightbox_h5_new_space(int rank, const uint64_t *shape) {
    if (!is_loaded) return -1;
    return rank == 0 ? h5.H5Screate(0) : h5.H5Screate_simple(rank, shape, NULL);
}
int lightbox_h5_select(lightbox_hid space, const uint64_t *start, const uint64_t *count) {
    CALL(-1, H5Sselect_hyperslab(space, 0, start, NULL, count, NULL));
}
int lightbox_h5_close_space(lightbox_hid space) { CALL(-1, H5Sclose(space)); }
int lightbox_h5_plan_layout(lightbox_hid plan) { CALL(-1, H5Pget_layout(plan)); }
int lightbox_h5_plan_chunk(lightbox_hid plan, int rank, uint64_t *shape) { CALL(-1, H5Pget_chunk(plan, rank, shape)); }
int lightbox_h5_plan_filter_count(lightbox_hid plan) { CALL(-1, H5Pget_nfilters(plan)); }
int lightbox_h5_plan_filter(lightbox_hid plan, unsigned index, char *name, size_t size) {
    unsigned flags, values[64], config;
    size_t count = 64;
    CALL(-1, H5Pget_filter2(plan, index, &flags, &count, values, size, name, &config));
}
int lightbox_h5_plan_external_count(lightbox_hid plan) { CALL(-1, H5Pget_external_count(plan)); }
int lightbox_h5_close_plan(lightbox_hid plan) { CALL(-1, H5Pclose(plan)); }
int lightbox_h5_type_class(lightbox_hid type) { CALL(-1, H5Tget_class(type)); }
size_t lightbox_h5_type_size(lightbox_hid type) { CALL(0, H5Tget_size(type)); }
int lightbox_h5_type_order(lightbox_hid type) { CALL(-1, H5Tget_order(type)); }
int lightbox_h5_type_sign(lightbox_hid type) { CALL(-1, H5Tget_sign(type)); }
size_t lightbox_h5_type_precision(lightbox_hid type) { CALL(0, H5Tget_precision(type)); }
int lightbox_h5_type_offset(lightbox_hid type) { CALL(-1, H5Tget_offset(type)); }
int lightbox_h5_type_float(lightbox_hid type, size_t *numbers) {
    CALL(-1, H5Tget_fields(type, numbers, numbers + 1, numbers + 2, numbers + 3, numbers + 4));
}
lightbox_hid lightbox_h5_type_base(lightbox_hid type) { CALL(-1, H5Tget_super(type)); }
int lightbox_h5_type_is_variable_text(lightbox_hid type) { CALL(-1, H5Tis_variable_str(type)); }
int lightbox_h5_type_text_set(lightbox_hid type) { CALL(-1, H5Tget_cset(type)); }
int lightbox_h5_type_member_count(lightbox_hid type) { CALL(-1, H5Tget_nmembers(type)); }
char *lightbox_h5_type_member_name(lightbox_hid type, unsigned index) { CALL(NULL, H5Tget_member_name(type, index)); }
size_t lightbox_h5_type_member_offset(lightbox_hid type, unsigned index) {
    CALL(0, H5Tget_member_offset(type, index));
}
lightbox_hid lightbox_h5_type_member_type(lightbox_hid type, unsigned index) {
    CALL(-1, H5Tget_member_type(type, index));
}
int lightbox_h5_type_member_value(lightbox_hid type, unsigned index, void *value) {
    CALL(-1, H5Tget_member_value(type, index, value));
}
int lightbox_h5_type_array_rank(lightbox_hid type) { CALL(-1, H5Tget_array_ndims(type)); }
int lightbox_h5_type_array_shape(lightbox_hid type, uint64_t *shape) { CALL(-1, H5Tget_array_dims2(type, shape)); }
int lightbox_h5_close_type(lightbox_hid type) { CALL(-1, H5Tclose(type)); }
int lightbox_h5_free(void *memory) { CALL(-1, H5free_memory(memory)); }
