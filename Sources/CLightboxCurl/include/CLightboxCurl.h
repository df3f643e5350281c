#ifndef LIGHTBOX_CURL_H
#define LIGHTBOX_CURL_H

#include <stddef.h>
#include <stdint.h>

// The part of libcurl that Lightbox uses, without its variadic functions. The library is looked for when the first
// request is made and never linked: it brings some thirty others with it, which would make every start slower.

/// Loads the library: 0 once it is there, -1 where there is none, -2 where one is there that is too old.
int lightbox_curl_load(void);
/// The library's version as text, such as `7.88.1`; valid for ever. NULL before it is loaded.
const char *lightbox_curl_version(void);
/// The seconds since 1970 of a date as HTTP writes it, or -1. Not to be called before the library is loaded.
int64_t lightbox_curl_date(const char *text);

/// What is asked. The library copies all texts and the body; the context must live until the exchange is freed.
struct lightbox_curl_request {
    const char *url;
    /// NULL for GET; `HEAD` asks for no body.
    const char *method;
    /// Header lines, `count` of them.
    const char *const *headers;
    size_t header_count;
    /// The body of a POST, or NULL.
    const void *body;
    size_t body_count;
    /// `user:password` for HTTP Basic, FTP or the AWS signature, or NULL.
    const char *user;
    /// `aws:amz:region:service` where the request is to be signed, or NULL.
    const char *aws;
    /// The first byte wanted, and the last or -1 for all; `first` < 0 asks for no range.
    int64_t first, last;
    long connect_seconds;
    /// A transfer that brings fewer than `slow_bytes` a second for `slow_seconds` is given up.
    long slow_bytes, slow_seconds;
    /// A file of certificates and a folder of them, or NULL for the system's.
    const char *certificates, *certificate_folder;
    void *context;
    /// One line of the head, with its end. Anything but `count` given back ends the exchange.
    size_t (*head)(const char *line, size_t size, size_t count, void *context);
    size_t (*body_part)(const char *bytes, size_t size, size_t count, void *context);
};

/// What came of it.
struct lightbox_curl_outcome {
    /// The library's own code, 0 for success.
    int code;
    /// The system's errno of a failed connection, or 0.
    long system;
    long status;
    /// 10, 11, 20 or 30; 0 for what is not HTTP.
    int http;
    int64_t received;
    /// -1 where the server did not say.
    int64_t announced;
    double seconds;
};

typedef struct lightbox_curl_exchange lightbox_curl_exchange;
typedef struct lightbox_curl_pool lightbox_curl_pool;

/// NULL where there is no memory or the address cannot be used.
lightbox_curl_exchange *lightbox_curl_exchange_new(const struct lightbox_curl_request *request);
void lightbox_curl_exchange_free(lightbox_curl_exchange *exchange);

/// Exchanges that are carried on side by side by one thread, and the connections that they leave open.
lightbox_curl_pool *lightbox_curl_pool_new(long kept_connections);
void lightbox_curl_pool_free(lightbox_curl_pool *pool);
int lightbox_curl_pool_add(lightbox_curl_pool *pool, lightbox_curl_exchange *exchange);
void lightbox_curl_pool_remove(lightbox_curl_pool *pool, lightbox_curl_exchange *exchange);
/// Carries on with what can be done now, and says how many are under way, or -1.
int lightbox_curl_pool_work(lightbox_curl_pool *pool);
/// Waits until there is something to do, until it is woken, or for so long.
void lightbox_curl_pool_wait(lightbox_curl_pool *pool, int milliseconds);
/// Ends a wait; the one function here that any thread may call at any time.
void lightbox_curl_pool_wake(lightbox_curl_pool *pool);
/// The next exchange that has ended, taken out of the pool, or NULL.
lightbox_curl_exchange *lightbox_curl_pool_ended(
    lightbox_curl_pool *pool, struct lightbox_curl_outcome *outcome);
/// The context of the request that an exchange was made from.
void *lightbox_curl_exchange_context(lightbox_curl_exchange *exchange);
/// What went wrong, in the library's words; valid until the exchange is freed.
const char *lightbox_curl_exchange_words(lightbox_curl_exchange *exchange);

#endif
