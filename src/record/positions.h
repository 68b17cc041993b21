// Bytes → code points.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dragoman/record.h"
#include "span.h"

namespace dragoman::record {

/// Counts code points through a checkpoint every 64 bytes: linear to build, constant to ask.
class Positions {
public:
    /// `body` must be valid UTF-8 and outlive this.
    explicit Positions(std::string_view body) : body_(body) {
        checkpoints_.reserve(body.size() / stride + 1);
        std::uint32_t count = 0;
        for (std::size_t i = 0; i < body.size(); ++i) {
            if (i % stride == 0) checkpoints_.push_back(count);
            count += begins(i);
        }
        if (body.size() % stride == 0) checkpoints_.push_back(count);
    }

    /// Code points before byte `at`.
    std::uint32_t of(std::size_t at) const {
        at = std::min(at, body_.size());
        std::uint32_t count = checkpoints_[at / stride];
        for (std::size_t i = at / stride * stride; i < at; ++i) count += begins(i);
        return count;
    }

    /// The words of a span; one that reaches beyond the text or into a character is cut back to
    /// whole characters. Empty for an empty span.
    Passage passage(Span span) const {
        const std::size_t begin = whole(span.begin), end = whole(span.end);
        if (begin >= end) return {};
        return {of(begin), of(end), std::string(body_.substr(begin, end - begin))};
    }

private:
    static constexpr std::size_t stride = 64;
    bool begins(std::size_t i) const { return (static_cast<unsigned char>(body_[i]) & 0xC0) != 0x80; }
    std::size_t whole(std::size_t at) const {
        at = std::min(at, body_.size());
        while (at > 0 && at < body_.size() && !begins(at)) --at;
        return at;
    }

    std::string_view body_;
    std::vector<std::uint32_t> checkpoints_;
};

}  // namespace dragoman::record
