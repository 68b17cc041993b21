// The bytes of a page → its text in UTF-8, with a map back to the bytes.
//
// What the bytes are is decided as browsers do (WHATWG Encoding, HTML 13.2.3): a byte order mark, then what HTTP
// said, then a <meta> in the first kilobytes, then windows-1252; with one difference, because pages are often saved
// again in UTF-8 under their old declaration: bytes that are valid UTF-8 and could hardly be anything else are UTF-8.
// That is also the fast path: such a page is not copied, and the map is the identity. UTF-8 that a program took for
// ISO 8859-1 and encoded once more is undone, where all of the page is so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::story::page {

/// A page as valid UTF-8. Holds views of the bytes it was made from: they must outlive it.
class Decoded {
public:
    std::string_view text() const { return owned_.empty() ? view_ : std::string_view(owned_); }

    /// The WHATWG name of what the bytes were: "UTF-8", "windows-1252", "Shift_JIS".
    std::string_view encoding() const { return encoding_; }

    /// Where the character that stands at this byte of text() begins in the bytes; the end maps to the end.
    std::size_t raw(std::size_t offset) const;

private:
    friend Decoded decode(std::string_view bytes, std::string_view content_type);

    /// From here to the next run, every character takes as many bytes of text and as many raw ones.
    struct Run {
        std::uint32_t text, raw;
        std::uint8_t text_step, raw_step;
    };

    void keep(std::string_view bytes, std::size_t mark);
    void undo(std::string_view bytes, std::size_t mark);
    void repair(std::string_view bytes, std::size_t mark);
    bool convert(std::string_view bytes, std::size_t mark, const char* converter);
    void add(std::size_t raw, std::size_t raw_step, std::string_view character);

    std::string_view view_, encoding_;
    std::string owned_;
    std::vector<Run> runs_;  ///< empty: raw = offset + mark_
    std::size_t mark_ = 0;   ///< bytes of the byte order mark
    std::size_t raw_end_ = 0;
};

/// Never fails: sequences that are none become U+FFFD. `content_type` as HTTP said it ("text/html; charset=koi8-r") or
/// empty. Of more than a gigabyte the rest is left out.
Decoded decode(std::string_view bytes, std::string_view content_type);

/// The WHATWG name of an encoding by any of its labels, in any case; empty when there is none.
std::string_view encoding_of(std::string_view label);

/// What a <meta> among the first bytes declares (HTML "prescan"): a WHATWG name or empty.
std::string_view declared_encoding(std::string_view bytes);

}  // namespace dragoman::story::page
