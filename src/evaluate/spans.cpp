#include "evaluate/spans.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace dragoman::evaluate {
namespace {

std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c;
        U8_NEXT(utf8.data(), at, size, c);
        text += static_cast<char32_t>(c < 0 ? 0xFFFD : c);
    }
    return text;
}

bool is_space(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    return u_isUWhiteSpace(code) || (code >= 0x1C && code <= 0x1F);
}

/// Sorted, without overlaps.
std::vector<Stretch> merged(std::vector<Stretch> all) {
    std::sort(all.begin(), all.end(), [](Stretch a, Stretch b) { return a.begin < b.begin; });
    std::vector<Stretch> kept;
    for (const Stretch s : all) {
        if (s.begin >= s.end) continue;
        if (!kept.empty() && s.begin <= kept.back().end)
            kept.back().end = std::max(kept.back().end, s.end);
        else
            kept.push_back(s);
    }
    return kept;
}

long length(const std::vector<Stretch>& all) {
    long sum = 0;
    for (const Stretch s : all) sum += s.end - s.begin;
    return sum;
}

/// End of a sentence that goes on at `at`; 0 when it does not end there. A sentence ends after a
/// full stop, with a quotation mark or not, before white space; and before a line's end.
std::size_t sentence_end(const std::u32string& text, std::size_t at) {
    const auto space_at = [&](std::size_t i) { return i < text.size() && is_space(text[i]); };
    if (at == text.size() || text[at] == U'\n') return at;
    if (text[at] != U'.' && text[at] != U'!' && text[at] != U'?') return 0;
    const std::size_t next = at + 1;
    const bool mark = next < text.size() && std::u32string_view(U"”’\"'").find(text[next]) != std::u32string_view::npos;
    if (mark && space_at(next + 1)) return next + 1;
    return space_at(next) ? next : 0;
}

}  // namespace

double shared(std::vector<Stretch> a, std::vector<Stretch> b) {
    a = merged(std::move(a));
    b = merged(std::move(b));
    long both = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        both += std::max(0L, std::min(a[i].end, b[j].end) - std::max(a[i].begin, b[j].begin));
        a[i].end < b[j].end ? ++i : ++j;
    }
    const long either = length(a) + length(b) - both;
    return static_cast<double>(both) / static_cast<double>(either ? either : 1);
}

Stretch stretch(const Passage& passage) { return {passage.start, passage.end}; }

std::vector<Stretch> stretches(const std::vector<Passage>& passages) {
    std::vector<Stretch> all;
    for (const Passage& passage : passages) all.push_back(stretch(passage));
    return all;
}

Words::Words(std::string_view utf8) : text_(decoded(utf8)) {
    for (std::size_t at = 0; at < text_.size();) {
        if (text_[at] == U'\n') {
            ++at;
            continue;
        }
        std::size_t end = 0;
        for (std::size_t i = at + 1; end == 0; ++i) end = sentence_end(text_, i);
        sentences_.push_back({static_cast<long>(at), static_cast<long>(end)});
        at = end;
    }
}

Stretch Words::find(std::string_view quoted) const {
    std::u32string words = decoded(quoted);
    int nth = 1;
    const auto sign = words.rfind(U'@');
    const bool numbered = sign != std::u32string::npos && sign + 1 < words.size() && sign + 6 > words.size() &&
                          std::all_of(words.begin() + static_cast<std::ptrdiff_t>(sign) + 1, words.end(),
                                      [](char32_t c) { return c >= U'0' && c <= U'9'; });
    if (numbered && text_.find(words) == std::u32string::npos) {
        nth = 0;
        for (std::size_t i = sign + 1; i < words.size(); ++i) nth = nth * 10 + static_cast<int>(words[i] - U'0');
        words.resize(sign);
    }
    std::size_t at = std::u32string::npos;
    for (int i = 0; i < nth; ++i) {
        at = text_.find(words, i == 0 ? 0 : at + 1);
        if (at == std::u32string::npos) return {};
    }
    if (nth == 0) return {};
    return {static_cast<long>(at), static_cast<long>(at + words.size())};
}

int Words::sentence(Stretch where) const {
    for (std::size_t i = 0; i < sentences_.size(); ++i)
        if (sentences_[i].begin <= where.begin && where.begin < sentences_[i].end) return static_cast<int>(i);
    return -1;
}

bool Words::are(Stretch where, std::string_view utf8) const {
    const auto size = static_cast<long>(text_.size());
    const long begin = std::min(where.begin, size), end = std::max(begin, std::min(where.end, size));
    return text_.compare(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin), decoded(utf8)) == 0;
}

}  // namespace dragoman::evaluate
