#pragma once
#include <libdeflate.h>
#include <isa-l/igzip_lib.h>
