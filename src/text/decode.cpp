#include "text/decode.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace dragoman::text {
namespace {

constexpr std::size_t longest_text = 8u << 20;  // bytes; a long novel is 3 MB
constexpr std::size_t language_sample = 16u << 10;

// Windows-1252 at 0x80…0x9F; elsewhere it is Latin-1. 0 where undefined.
constexpr char16_t windows_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Writes code points and remembers where each came from when the distance changes.
class Writer {
public:
    Writer(std::string& body, std::vector<Text::Step>& steps) : body_(body), steps_(steps) {}

    void put(UChar32 c, std::size_t input) {
        marks_ = c >= 0x300 && u_getCombiningClass(c) != 0 ? marks_ + 1 : 0;
        if (marks_ > most_marks) {
            cut_ = true;
            return;
        }
        const auto at = static_cast<std::uint32_t>(body_.size());
        const auto from = static_cast<std::uint32_t>(input);
        if (steps_.empty() || from - steps_.back().input != at - steps_.back().body) steps_.push_back({at, from});
        std::uint8_t bytes[4];
        std::int32_t n = 0;
        U8_APPEND_UNSAFE(bytes, n, c);
        body_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
    }

    /// Were marks left out?
    bool cut() const { return cut_; }

private:
    /// Combining marks in a row (Unicode UAX #15, Stream-Safe Text Format); to order n of them takes n² steps.
    static constexpr int most_marks = 30;

    std::string& body_;
    std::vector<Text::Step>& steps_;
    int marks_ = 0;
    bool cut_ = false;
};

UChar32 clean(UChar32 c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? ' ' : c; }

bool is_utf8(std::string_view bytes) {
    std::int32_t at = 0;
    const auto size = static_cast<std::int32_t>(bytes.size());
    while (at < size) {
        UChar32 c;
        U8_NEXT(bytes.data(), at, size, c);
        if (c < 0) return false;
    }
    return true;
}

/// Share of bytes above ASCII that stand in valid sequences; broken UTF-8 differs from Latin text.
bool mostly_utf8(std::string_view bytes) {
    std::int32_t at = 0, good = 0, bad = 0;
    const auto size = static_cast<std::int32_t>(bytes.size());
    while (at < size) {
        UChar32 c;
        U8_NEXT(bytes.data(), at, size, c);
        good += c >= 0x80;
        bad += c < 0;
    }
    return good >= bad;
}

void decode_utf8(std::string_view bytes, Writer& out) {
    std::int32_t at = 0;
    const auto size = static_cast<std::int32_t>(bytes.size());
    while (at < size) {
        const std::int32_t from = at;
        UChar32 c;
        U8_NEXT_OR_FFFD(bytes.data(), at, size, c);
        if (c == '\r') {
            if (at < size && bytes[at] == '\n') ++at;
            c = '\n';
        }
        out.put(clean(c), static_cast<std::size_t>(from));
    }
}

void decode_windows(std::string_view bytes, Writer& out) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        UChar32 c = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
        const std::size_t from = at;
        if (c == '\r') {
            if (at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
            c = '\n';
        }
        out.put(c == 0 && byte != 0 ? 0xFFFD : clean(c), from);
    }
}

void decode_utf16(std::string_view bytes, bool little, Writer& out) {
    const auto unit = [&](std::size_t at) -> UChar32 {
        const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
        return little ? a | b << 8 : a << 8 | b;
    };
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        UChar32 c = unit(at);
        const std::size_t from = at;
        if (U16_IS_SURROGATE(c)) {
            if (U16_IS_SURROGATE_LEAD(c) && at + 3 < bytes.size() && U16_IS_TRAIL(unit(at + 2))) {
                c = U16_GET_SUPPLEMENTARY(c, unit(at + 2));
                at += 2;
            } else {
                c = 0xFFFD;
            }
        }
        if (c == '\r') {
            if (at + 3 < bytes.size() && unit(at + 2) == '\n') at += 2;
            c = '\n';
        }
        out.put(clean(c), from);
    }
}

/// NFC, composing the map of steps with ICU's record of edits.
void normalise(Text& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) || nfc->isNormalizedUTF8(text.body, status)) return;
    std::string normal;
    icu::StringByteSink<std::string> sink(&normal);
    icu::Edits edits;
    nfc->normalizeUTF8(0, text.body, sink, &edits, status);
    if (U_FAILURE(status)) return;
    Text before;
    before.steps = std::move(text.steps);
    text.steps.clear();
    auto old = before.steps.begin();
    auto edit = edits.getFineIterator();
    while (edit.next(status)) {
        const auto source = static_cast<std::uint32_t>(edit.sourceIndex());
        const auto target = static_cast<std::uint32_t>(edit.destinationIndex());
        text.steps.push_back({target, before.input_offset(source)});
        while (old != before.steps.end() && old->body <= source) ++old;
        const auto end = source + static_cast<std::uint32_t>(edit.oldLength());
        for (; !edit.hasChange() && old != before.steps.end() && old->body < end; ++old)
            text.steps.push_back({target + (old->body - source), old->input});
    }
    text.body = std::move(normal);
}

void detect_language(Text& text) {
    bool reliable = false;
    // Most texts are English and say so early; the sample costs as much as all the rest of this stage.
    const std::size_t early = std::min<std::size_t>(text.body.size(), 800);
    if (CLD2::DetectLanguage(text.body.data(), static_cast<int>(early), true, &reliable) == CLD2::ENGLISH && reliable)
        return;
    const std::size_t size = std::min(text.body.size(), language_sample);
    const CLD2::Language language = CLD2::DetectLanguage(text.body.data(), static_cast<int>(size), true, &reliable);
    if (!reliable || language == CLD2::ENGLISH || language == CLD2::UNKNOWN_LANGUAGE) return;
    text.language = CLD2::LanguageCode(language);
    text.notes.push_back({"language", "The text looks like " + std::string(CLD2::LanguageName(language)) +
                                          "; it was read as if it were English."});
}

}  // namespace

void decode(std::string_view bytes, Text& text) {
    if (bytes.size() > longest_text) {
        std::size_t cut = longest_text;
        while (cut > 0 && (static_cast<unsigned char>(bytes[cut]) & 0xC0) == 0x80) --cut;
        bytes = bytes.substr(0, cut);
        text.notes.push_back({"cut", "The text is longer than 8 MiB; the rest was not read."});
    }
    Writer out(text.body, text.steps);
    text.body.reserve(bytes.size());
    const bool big = bytes.starts_with("\xFE\xFF"), little = bytes.starts_with("\xFF\xFE");
    if (big || little) {
        decode_utf16(bytes, little, out);
    } else if (is_utf8(bytes) || mostly_utf8(bytes)) {
        if (!is_utf8(bytes)) text.notes.push_back({"encoding", "Bytes that are no UTF-8 were replaced."});
        const std::size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        decode_utf8(bytes.substr(mark), out);
        for (auto& step : text.steps) step.input += static_cast<std::uint32_t>(mark);
    } else {
        text.notes.push_back({"encoding", "The bytes are no UTF-8; they were read as Windows-1252."});
        decode_windows(bytes, out);
    }
    if (out.cut()) text.notes.push_back({"cut", "Of more than thirty marks on one letter the rest was left out."});
    normalise(text);
    detect_language(text);
}

}  // namespace dragoman::text
