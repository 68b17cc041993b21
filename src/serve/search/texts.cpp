#include "serve/search/texts.h"

#include <zstd.h>

namespace dragoman::serve {
namespace {

constexpr int level = 1;  // level 3 saves a tenth and takes twice as long

std::string packed(const std::string& block) {
    std::string out(ZSTD_compressBound(block.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), block.data(), block.size(), level));
    return out;
}

std::string unpacked(const std::string& block) {
    std::string out(ZSTD_getFrameContentSize(block.data(), block.size()), '\0');
    out.resize(ZSTD_decompress(out.data(), out.size(), block.data(), block.size()));
    return out;
}

}  // namespace

Texts::Place Texts::add(std::string_view text) {
    if (open_.size() >> block_bits) {
        packed_.push_back(packed(open_));
        open_.clear();
    }
    const auto place = static_cast<Place>(packed_.size() << block_bits | open_.size());
    (open_ += text.substr(0, text.find('\0'))) += '\0';
    return place;
}

std::string Texts::get(Place place) const {
    const std::size_t block = place >> block_bits, at = place & ((1u << block_bits) - 1);
    if (block == packed_.size()) return &open_[at];
    return &unpacked(packed_[block])[at];
}

}  // namespace dragoman::serve
