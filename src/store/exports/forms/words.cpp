#include "store/exports/forms/words.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>

#include "record/scalars.h"
#include "sha256.h"
#include "text/text.h"

namespace dragoman::store {
namespace {

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Digits at `at`, so many; nothing where they are not.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t many) {
    if (at + many > text.size()) return {};
    int value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + many, value);
    if (error != std::errc() || end != text.data() + at + many) return {};
    return value;
}

}  // namespace

Places::Places(const std::string& text) : text_(text) {
    for (std::uint32_t i = 0; i < text.size(); ++i)
        if (starts_code_point(text[i])) at_.push_back(i);
    at_.push_back(static_cast<std::uint32_t>(text.size()));
    const Text prepared = text::prepare(text);
    for (const Sentence& sentence : prepared.sentences)
        if (!sentence.tokens.empty()) sentences_.push_back(prepared.tokens[sentence.tokens.begin].begin);
    for (const Token& token : prepared.tokens) words_ += std::isalnum(static_cast<unsigned char>(text[token.begin])) != 0;
}

std::string_view Places::slice(std::uint32_t start, std::uint32_t end) const {
    start = std::min(start, size());
    end = std::clamp(end, start, size());
    return std::string_view(text_).substr(at_[start], at_[end] - at_[start]);
}

std::string_view Places::before(std::uint32_t start, std::uint32_t most) const {
    std::uint32_t from = start > most ? start - most : 0;
    if (from > 0)
        while (from < start && !is_blank(text_[at_[from - 1]])) ++from;
    return slice(from, start);
}

std::string_view Places::after(std::uint32_t end, std::uint32_t most) const {
    std::uint32_t to = std::min(end + most, size());
    if (to < size())
        while (to > end && !is_blank(text_[at_[to]])) --to;
    return slice(end, to);
}

int Places::sentence(std::uint32_t start) const {
    const std::uint32_t byte = at_[std::min(start, size())];
    const auto after = std::upper_bound(sentences_.begin(), sentences_.end(), byte);
    return std::max<int>(1, static_cast<int>(after - sentences_.begin()));
}

bool Places::in_first_paragraph(std::uint32_t start) const {
    const std::size_t begin = text_.find_first_not_of(" \n\t");
    const std::size_t end = begin == std::string::npos ? 0 : text_.find('\n', begin);
    return at_[std::min(start, size())] < end;
}

std::string stamp(std::string_view published) {
    const auto year = digits(published, 0, 4), month = digits(published, 5, 2), day = digits(published, 8, 2);
    if (!year || !month || !day) return "";
    const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return "";
    auto time = std::chrono::sys_seconds(std::chrono::sys_days(date));
    if (const auto hour = digits(published, 11, 2), minute = digits(published, 14, 2); hour && minute) {
        time += std::chrono::hours(*hour) + std::chrono::minutes(*minute);
        const bool seconds = published.size() > 16 && published[16] == ':';
        if (seconds) time += std::chrono::seconds(digits(published, 17, 2).value_or(0));
        const std::size_t zone = published.find_first_of("+-", 16);
        if (zone != std::string_view::npos) {
            const bool colon = published.size() > zone + 3 && published[zone + 3] == ':';
            const auto offset = std::chrono::hours(digits(published, zone + 1, 2).value_or(0)) +
                                std::chrono::minutes(digits(published, zone + (colon ? 4 : 3), 2).value_or(0));
            time -= published[zone] == '+' ? offset : -offset;
        }
    }
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock(time - midnight);
    return compact(midnight) + fmt::format("{:02}{:02}{:02}", clock.hours().count(), clock.minutes().count(),
                                           clock.seconds().count());
}

std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string compact(std::chrono::sys_days day) {
    std::string text = iso(day);
    std::erase(text, '-');
    return text;
}

Day day_of(const Event& event, const Day& published) {
    const auto days = event.time_precision == "day" ? days_of(event.time) : std::nullopt;
    return days ? Day(days->first) : published;
}

std::string number(double value) {
    std::string out;
    record::append_number(out, value);
    return out;
}

std::string inert(std::string_view text, std::string_view stops) {
    std::string out;
    for (const char c : text) {
        const bool blank = static_cast<unsigned char>(c) <= ' ' || stops.find(c) != std::string_view::npos;
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string upper(const std::string& text) {
    std::string out;
    icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(out);
    return out;
}

bool is_web(const std::string& url) { return url.starts_with("http://") || url.starts_with("https://"); }

std::string host(const std::string& url) {
    if (!is_web(url)) return "";
    const std::size_t begin = url.find("//") + 2;
    std::string name = url.substr(begin, url.find_first_of("/?#:", begin) - begin);
    return name.starts_with("www.") ? name.substr(4) : name;
}

const MentionRow* mention_at(const Entity* entity, const Passage& words) {
    const MentionRow* found = nullptr;
    if (!entity) return found;
    for (const MentionRow& mention : entity->mentions) {
        if (mention.start >= words.end) break;
        const bool inside = mention.start >= words.start;
        if (!found || !inside || found->start < words.start) found = &mention;
        if (inside) break;
    }
    return found;
}

int geo_type(const Entity& place) {
    const bool american = place.country == "USA";
    if (place.place_precision == "country") return 1;
    if (place.place_precision == "region") return american ? 2 : 5;
    return american ? 3 : 4;
}

std::int64_t number_of(std::string_view words) {
    return static_cast<std::int64_t>(std::stoull(sha256_hex(words).substr(0, 15), nullptr, 16));
}

}  // namespace dragoman::store
