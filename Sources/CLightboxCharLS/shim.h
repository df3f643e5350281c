#pragma once
#include <charls/charls_jpegls_decoder.h>
#include <charls/jpegls_error.h>
