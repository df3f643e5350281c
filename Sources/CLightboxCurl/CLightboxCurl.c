#include "CLightboxCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Every function of the library that is called, looked up once.
#define FUNCTIONS(X) \
    X(curl_global_init) \
    X(curl_version_info) \
    X(curl_easy_init) \
    X(curl_easy_cleanup) \
    X(curl_easy_setopt) \
    X(curl_easy_getinfo) \
    X(curl_easy_strerror) \
    X(curl_slist_append) \
    X(curl_slist_free_all) \
    X(curl_multi_init) \
    X(curl_multi_cleanup) \
    X(curl_multi_setopt) \
    X(curl_multi_add_handle) \
    X(curl_multi_remove_handle) \
    X(curl_multi_perform) \
    X(curl_multi_poll) \
    X(curl_multi_wakeup) \
    X(curl_multi_info_read) \
    X(curl_getdate)

// The headers check the arguments of variadic calls by macros; the pointers have the bare names.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct {
#define DECLARE(name) __typeof__(&name) name;
    FUNCTIONS(DECLARE)
} library;
static int state = -1;
static const char *version;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // Debian's own build first, then the ones with other TLS libraries, which answer to the same names.
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
    void *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++) found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!found) return;
    state = -2;
#define LOOK_UP(name) \
    if (!(*(void **)&library.name = dlsym(found, #name))) return;
    FUNCTIONS(LOOK_UP)
    if (library.curl_global_init(CURL_GLOBAL_ALL) != CURLE_OK) return;
    version = library.curl_version_info(CURLVERSION_NOW)->version;
    state = 0;
}

int lightbox_curl_load(void) {
    pthread_once(&once, load);
    return state;
}

const char *lightbox_curl_version(void) { return version; }

int64_t lightbox_curl_date(const char *text) { return library.curl_getdate(text, NULL); }

struct lightbox_curl_exchange {
    CURL *easy;
    struct curl_slist *headers;
    void *context;
    CURLcode code;
    char words[CURL_ERROR_SIZE];
};

struct lightbox_curl_pool {
    CURLM *multi;
};

#define SET(option, value) \
    do { \
        if (library.curl_easy_setopt(easy, option, value) != CURLE_OK) goto failed; \
    } while (0)

lightbox_curl_exchange *lightbox_curl_exchange_new(const struct lightbox_curl_request *request) {
    lightbox_curl_exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange) return NULL;
    CURL *easy = exchange->easy = library.curl_easy_init();
    if (!easy) goto failed;
    exchange->context = request->context;
    for (size_t i = 0; i < request->header_count; i++) {
        struct curl_slist *longer = library.curl_slist_append(exchange->headers, request->headers[i]);
        if (!longer) goto failed;
        exchange->headers = longer;
    }
    SET(CURLOPT_URL, request->url);
    SET(CURLOPT_ERRORBUFFER, exchange->words);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS | CURLPROTO_FTP | CURLPROTO_FTPS));
    // Whoever follows a redirect has to take secrets off first, so the library follows none.
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    // The largest buffer that 7.88 takes: fewer calls of the system for each megabyte.
    SET(CURLOPT_BUFFERSIZE, 512L * 1024);
    SET(CURLOPT_CONNECTTIMEOUT, request->connect_seconds);
    SET(CURLOPT_LOW_SPEED_LIMIT, request->slow_bytes);
    SET(CURLOPT_LOW_SPEED_TIME, request->slow_seconds);
    SET(CURLOPT_TCP_KEEPALIVE, 1L);
    // Some servers answer nobody who does not say who he is. A field of the list below would be signed, and must not be.
    SET(CURLOPT_USERAGENT, "lightbox");
    if (request->certificates) SET(CURLOPT_CAINFO, request->certificates);
    if (request->certificate_folder) SET(CURLOPT_CAPATH, request->certificate_folder);
    if (exchange->headers) SET(CURLOPT_HTTPHEADER, exchange->headers);
    if (request->body) {
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count);
        SET(CURLOPT_COPYPOSTFIELDS, request->body);
    }
    if (request->method && !strcmp(request->method, "HEAD")) SET(CURLOPT_NOBODY, 1L);
    else if (request->method) SET(CURLOPT_CUSTOMREQUEST, request->method);
    if (request->user) {
        SET(CURLOPT_USERPWD, request->user);
        if (request->aws) SET(CURLOPT_AWS_SIGV4, request->aws);
        else SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    }
    if (request->first >= 0) {
        char range[64];
        // RANGE is copied by the library; FTP understands it too.
        size_t at = 0;
        char digits[24];
        int64_t numbers[2] = {request->first, request->last};
        for (int which = 0; which < 2; which++) {
            if (which == 1) range[at++] = '-';
            int64_t number = numbers[which];
            if (number < 0) continue;
            int count = 0;
            do digits[count++] = (char)('0' + number % 10); while (number /= 10);
            while (count) range[at++] = digits[--count];
        }
        range[at] = 0;
        SET(CURLOPT_RANGE, range);
    }
    SET(CURLOPT_HEADERDATA, request->context);
    SET(CURLOPT_HEADERFUNCTION, request->head);
    SET(CURLOPT_WRITEDATA, request->context);
    SET(CURLOPT_WRITEFUNCTION, request->body_part);
    SET(CURLOPT_PRIVATE, exchange);
    return exchange;
failed:
    lightbox_curl_exchange_free(exchange);
    return NULL;
}

void lightbox_curl_exchange_free(lightbox_curl_exchange *exchange) {
    if (!exchange) return;
    if (exchange->easy) library.curl_easy_cleanup(exchange->easy);
    if (exchange->headers) library.curl_slist_free_all(exchange->headers);
    free(exchange);
}

void *lightbox_curl_exchange_context(lightbox_curl_exchange *exchange) { return exchange->context; }

const char *lightbox_curl_exchange_words(lightbox_curl_exchange *exchange) {
    return exchange->words[0] ? exchange->words : library.curl_easy_strerror(exchange->code);
}

lightbox_curl_pool *lightbox_curl_pool_new(long kept_connections) {
    lightbox_curl_pool *pool = calloc(1, sizeof *pool);
    if (!pool) return NULL;
    pool->multi = library.curl_multi_init();
    if (!pool->multi) {
        free(pool);
        return NULL;
    }
    library.curl_multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, kept_connections);
    return pool;
}

void lightbox_curl_pool_free(lightbox_curl_pool *pool) {
    if (!pool) return;
    library.curl_multi_cleanup(pool->multi);
    free(pool);
}

int lightbox_curl_pool_add(lightbox_curl_pool *pool, lightbox_curl_exchange *exchange) {
    return library.curl_multi_add_handle(pool->multi, exchange->easy) == CURLM_OK ? 0 : -1;
}

void lightbox_curl_pool_remove(lightbox_curl_pool *pool, lightbox_curl_exchange *exchange) {
    library.curl_multi_remove_handle(pool->multi, exchange->easy);
}

int lightbox_curl_pool_work(lightbox_curl_pool *pool) {
    int running = 0;
    return library.curl_multi_perform(pool->multi, &running) == CURLM_OK ? running : -1;
}

void lightbox_curl_pool_wait(lightbox_curl_pool *pool, int milliseconds) {
    library.curl_multi_poll(pool->multi, NULL, 0, milliseconds, NULL);
}

void lightbox_curl_pool_wake(lightbox_curl_pool *pool) { library.curl_multi_wakeup(pool->multi); }

lightbox_curl_exchange *lightbox_curl_pool_ended(
    lightbox_curl_pool *pool, struct lightbox_curl_outcome *outcome) {
    CURLMsg *message;
    int left;
    while ((message = library.curl_multi_info_read(pool->multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        void *private = NULL;
        library.curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
        lightbox_curl_exchange *exchange = private;
        // The message is gone once its handle is taken out.
        library.curl_multi_remove_handle(pool->multi, easy);
        memset(outcome, 0, sizeof *outcome);
        outcome->code = exchange->code = code;
        long version = 0;
        curl_off_t received = 0, announced = -1;
        library.curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &outcome->system);
        library.curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &outcome->status);
        library.curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
        library.curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
        library.curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
        library.curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME, &outcome->seconds);
        outcome->http = version == CURL_HTTP_VERSION_1_0 ? 10
            : version == CURL_HTTP_VERSION_1_1 ? 11
            : version == CURL_HTTP_VERSION_2_0 ? 20
            : version == CURL_HTTP_VERSION_3 ? 30 : 0;
        outcome->received = received;
        outcome->announced = announced;
        return exchange;
    }
    return NULL;
}
