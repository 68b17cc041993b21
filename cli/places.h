// Where words stand in a command's input, as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/scalars.h"
#include "text/text.h"

namespace dragoman::cli {

/// Code points before each byte of the input that `text` was made of, and the words between. The text must outlive it.
class Places {
public:
    Places(const Text& text, std::string_view input) : text_(text), points_(input.size() + 1) {
        std::uint32_t count = 0;
        for (std::size_t i = 0; i < input.size(); ++i) {
            points_[i] = count;
            count += (static_cast<unsigned char>(input[i]) & 0xC0) != 0x80;
        }
        points_[input.size()] = count;
    }

    /// "start":…,"end":…,"text":… of the tokens.
    void append_members(std::string& json, TokenRange tokens) const {
        const Span span = text_.span(tokens);
        json += "\"start\":" + std::to_string(points_[text_.input_offset(span.begin)]);
        json += ",\"end\":" + std::to_string(points_[text_.input_offset(span.end)]) + ",\"text\":";
        record::append_json_string(json, text_.slice(span));
    }

    /// {"start", "end", "text"}, or null for no tokens.
    void append(std::string& json, TokenRange tokens) const {
        if (tokens.empty()) {
            json += "null";
            return;
        }
        json += '{';
        append_members(json, tokens);
        json += '}';
    }

private:
    const Text& text_;
    std::vector<std::uint32_t> points_;
};

}  // namespace dragoman::cli
