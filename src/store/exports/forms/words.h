// Texts, times and numbers as the forms of export want them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/record.h"
#include "store/schema/columns.h"

namespace dragoman::store {

/// A story's text by code points, with its sentences.
class Places {
public:
    explicit Places(const std::string& text);

    std::string_view slice(std::uint32_t start, std::uint32_t end) const;
    std::uint32_t size() const { return static_cast<std::uint32_t>(at_.size() - 1); }
    /// Words before and after, up to so many code points, cut between words.
    std::string_view before(std::uint32_t start, std::uint32_t most) const;
    std::string_view after(std::uint32_t end, std::uint32_t most) const;
    /// Sentence that the code point stands in, from 1; split as the reading splits.
    int sentence(std::uint32_t start) const;
    bool in_first_paragraph(std::uint32_t start) const;
    int words() const { return words_; }

private:
    const std::string& text_;
    std::vector<std::uint32_t> at_;         ///< byte of each code point, and the size
    std::vector<std::uint32_t> sentences_;  ///< byte where each begins
    int words_ = 0;
};

/// A point in time, in UTC: "2025-03-14T10:00+02:00" is 20250314080000, a day alone its first second. Empty: no date.
std::string stamp(std::string_view published);

/// "20250314".
std::string compact(std::chrono::sys_days day);
std::string iso(std::chrono::sys_days day);

/// The day of the event where the text gives it to the day; else the day of publication.
Day day_of(const Event& event, const Day& published);

/// Shortest digits that read back the same; "4", "-0.4".
std::string number(double value);

/// Text for a field: `stops` (and tabs and line ends) become blanks, blanks are single.
std::string inert(std::string_view text, std::string_view stops = "");
std::string upper(const std::string& text);

/// Host of a web address, without "www."; empty of what is none.
std::string host(const std::string& url);
bool is_web(const std::string& url);

/// The mention of an entity in the words, else the last one before them; null where there is none.
const MentionRow* mention_at(const Entity* entity, const Passage& words);

/// GDELT's kinds of places: 1 country, 2 state and 3 city of the United States, 4 city and 5 state elsewhere.
int geo_type(const Entity& place);

/// A positive number of 60 bits made of the words: the same for the same.
std::int64_t number_of(std::string_view words);

/// One line of tab-separated fields.
class Line {
public:
    explicit Line(std::string& out) : out_(out) {}
    Line& add(std::string_view field) {
        if (fields_++ > 0) out_ += '\t';
        out_ += field;
        return *this;
    }
    Line& add(std::int64_t value) { return add(std::to_string(value)); }
    void end() { out_ += '\n'; }

private:
    std::string& out_;
    int fields_ = 0;
};

}  // namespace dragoman::store
