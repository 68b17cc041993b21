#include "archive/stream.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace dragoman::archive {
namespace {

constexpr std::size_t chunk = 256 << 10;  ///< asked of a source at once

}  // namespace

FileSource::~FileSource() {
    if (owned_) close(descriptor_);
}

std::size_t FileSource::read(char* into, std::size_t room) {
    if (!failure_.empty()) return 0;
    ssize_t count;
    do count = ::read(descriptor_, into, room);
    while (count < 0 && errno == EINTR);
    if (count < 0) {
        failure_ = std::string("cannot be read: ") + std::strerror(errno);
        return 0;
    }
    budget_.read += static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
}

std::optional<Gap> FileSource::gap() {
    if (failure_.empty() || failure_ == "told") return {};
    return Gap{std::exchange(failure_, "told"), true};
}

/// Takes more bytes from the source; false at the end and at a gap.
bool Stream::fill(std::size_t room) {
    if (ended_ || gap_) return false;
    const std::size_t held = end_ - begin_;
    if (capacity_ - end_ < room) {
        if (held <= capacity_ / 2 && capacity_ - held >= room) {
            std::memmove(buffer_.get(), buffer_.get() + begin_, held);
        } else {
            capacity_ = std::max(capacity_ * 2, held + room);
            std::unique_ptr<char[]> larger(new char[capacity_]);
            if (held) std::memcpy(larger.get(), buffer_.get() + begin_, held);
            buffer_ = std::move(larger);
        }
        begin_ = 0;
        end_ = held;
    }
    const std::size_t count = source_->read(buffer_.get() + end_, capacity_ - end_);
    if (count == 0) {
        gap_ = source_->gap();
        ended_ = !gap_;
        return false;
    }
    if (parts_.empty() || parts_.back().place != source_->part()) parts_.push_back({position_ + held, source_->part()});
    end_ += count;
    return true;
}

std::string_view Stream::peek(std::size_t n) {
    while (end_ - begin_ < n && fill(std::max(chunk, n - (end_ - begin_)))) {
    }
    return held();
}

void Stream::skip(std::uint64_t n) {
    while (n > 0) {
        const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(n, end_ - begin_));
        begin_ += step;
        position_ += step;
        n -= step;
        while (parts_.size() > 1 && parts_[1].position <= position_) parts_.pop_front();
        if (n > 0 && peek(1).empty()) return;
    }
}

std::size_t Stream::find(std::string_view needle, std::size_t limit) {
    std::size_t searched = 0;
    while (true) {
        const std::string_view window = held().substr(0, limit);
        const std::size_t at = window.find(needle, searched);
        if (at != std::string_view::npos) return at;
        if (window.size() == limit) return std::string_view::npos;
        searched = window.size() < needle.size() ? 0 : window.size() - needle.size() + 1;
        if (peek(held().size() + 1).size() == window.size()) return std::string_view::npos;
    }
}

std::string_view Stream::line(std::size_t limit) {
    const std::size_t end = find("\n", limit);
    return held().substr(0, end == std::string_view::npos ? limit : end + 1);
}

std::uint64_t Stream::place(std::uint64_t position) {
    std::uint64_t begin = 0, place = 0;
    for (const Part& part : parts_)
        if (part.position <= position) begin = part.position, place = part.place;
    // A member of its own is named by where it begins; what lies further on in one is counted from there.
    return place + (position - begin);
}

std::optional<std::uint64_t> Stream::next_part(std::uint64_t position) const {
    for (const Part& part : parts_)
        if (part.position > position) return part.position;
    return {};
}

}  // namespace dragoman::archive
