// Compressed streams as Sources: gzip, zstd and lz4 with their members, and what libarchive knows besides.
//
// A member that is broken or cut off gives what could be unpacked of it, then a gap; reading goes on
// at the next place that begins a member. Zeros after the last member are padding and no gap.
#pragma once

#include <memory>

#include "archive/stream.h"

namespace dragoman::archive {

/// RFC 1952, any number of members, each with its checksum verified.
std::unique_ptr<Source> gzip_source(std::unique_ptr<Stream> packed, Budget& budget);

/// RFC 8878, any number of frames; a dictionary in a first skippable frame as IIPC's "zstd for WARC" has it.
std::unique_ptr<Source> zstd_source(std::unique_ptr<Stream> packed, Budget& budget);

/// LZ4 frames, any number of them.
std::unique_ptr<Source> lz4_source(std::unique_ptr<Stream> packed, Budget& budget);

/// bzip2, xz, told by content. No going on behind what is broken.
std::unique_ptr<Source> other_source(std::unique_ptr<Stream> packed, Budget& budget);

bool begins_gzip(std::string_view bytes);
bool begins_zstd(std::string_view bytes);
bool begins_lz4(std::string_view bytes);
bool begins_other_compression(std::string_view bytes);

}  // namespace dragoman::archive
