#include "story/page/blocks.h"

#include <algorithm>
#include <array>

#include "story/page/characters.h"

namespace dragoman::story::page {
namespace {

enum Kind : std::uint8_t { kind_letter, kind_space, kind_stop, kind_comma, kind_continued, kind_wide, kind_other };

constexpr std::array<std::uint8_t, 256> kinds = [] {
    std::array<std::uint8_t, 256> table{};
    for (const char c : {' ', '\n', '\t', '\r', '\f'}) table[static_cast<unsigned char>(c)] = kind_space;
    for (const char c : {'.', '!', '?'}) table[static_cast<unsigned char>(c)] = kind_stop;
    for (const char c : {',', ';'}) table[static_cast<unsigned char>(c)] = kind_comma;
    for (int c = 0x80; c < 0xC0; ++c) table[c] = kind_continued;
    for (int c = 0xE3; c < 0xEE; ++c) table[c] = kind_wide;  // kana, CJK, Hangul
    for (const int c : {0xD8, 0xDB, 0xE0, 0xE1, 0xEF}) table[c] = kind_other;
    return table;
}();

struct Counts {
    std::uint32_t size = 0, words = 0, stops = 0, commas = 0;
};

/// Characters whose first byte does not tell: full stops, commas, and scripts without spaces.
void count_other(std::string_view character, Counts& counts) {
    for (const std::string_view stop : {"。", "！", "？", "।", "؟", "۔"}) counts.stops += character.starts_with(stop);
    for (const std::string_view comma : {"，", "、", "،"}) counts.commas += character.starts_with(comma);
    const auto first = static_cast<unsigned char>(character[0]);
    const auto next = static_cast<unsigned char>(character.size() > 1 ? character[1] : 0);
    const bool thai = first == 0xE0 && next >= 0xB8 && next <= 0xBB;  // and Lao
    const bool burmese =
        first == 0xE1 && ((next >= 0x80 && next <= 0x82) || next == 0x9E || next == 0x9F);  // and Khmer
    if ((thai || burmese) && counts.size % 4 == 3) ++counts.words;
}

/// Counts one text into the block; `in_word`: the last character was one of a word.
void count(std::string_view text, bool link, bool& in_word, Block& block) {
    Counts counts;
    const auto kind_at = [&](std::size_t i) { return kinds[static_cast<unsigned char>(text[i])]; };
    for (std::size_t i = 0; i < text.size();) {
        const std::uint8_t kind = kind_at(i);
        const std::size_t begin = i++;
        if (kind == kind_space || kind == kind_letter)
            while (i < text.size() && kind_at(i) == kind) ++i;  // most of all text are such runs
        if (kind == kind_space) in_word = false;
        if (kind == kind_space || kind == kind_continued) continue;
        counts.size += static_cast<std::uint32_t>(i - begin);
        if (!in_word) ++counts.words, in_word = true;
        switch (kind) {
            case kind_wide:
                ++counts.size;
                counts.words += counts.size / 2 % 2;
                if (text[begin] == '\xE3') count_other(text.substr(begin, 3), counts);
                break;
            case kind_other:
                count_other(text.substr(begin, 3), counts);
                break;
            case kind_stop:
                ++counts.stops;
                break;
            case kind_comma:
                ++counts.commas;
                break;
            default:
                break;
        }
    }
    const auto add = [](std::uint16_t& to, std::uint32_t n) {
        to = static_cast<std::uint16_t>(std::min<std::uint32_t>(to + n, 0xFFFF));
    };
    block.size += counts.size;
    if (link) block.linked += counts.size;
    add(block.words, counts.words), add(block.stops, counts.stops), add(block.commas, counts.commas);
}

}  // namespace

bool is_block(Tag tag) {
    switch (tag) {
        case Tag::td:
        case Tag::th:
        case Tag::tr:
        case Tag::tbody:
        case Tag::thead:
        case Tag::tfoot:
        case Tag::caption:
        case Tag::body:
        case Tag::html:
        case Tag::head:
        case Tag::document:
        case Tag::label:
        case Tag::picture:
        case Tag::video:
        case Tag::audio:
        case Tag::option:
        case Tag::amp_img:
        case Tag::button:
            return true;
        default:
            return nesting_of(tag) & nests_closes_p;
    }
}

bool is_unread(Tag tag) {
    switch (tag) {
        case Tag::head:
        case Tag::script:
        case Tag::style:
        case Tag::noscript:
        case Tag::template_:
        case Tag::iframe:
        case Tag::noframes:
        case Tag::noembed:
        case Tag::svg:
        case Tag::select:
        case Tag::button:
        case Tag::textarea:
        case Tag::title:
        case Tag::object:
        case Tag::video:
        case Tag::audio:
        case Tag::dialog:
        case Tag::map:
        case Tag::rp:
        case Tag::rt:
            return true;
        default:
            return false;
    }
}

void find_blocks(const Tree& tree, std::vector<Block>& blocks) {
    blocks.clear();
    Block block;
    bool in_word = false;
    int breaks = 0;
    // The block elements that are open, innermost last: where each ends, and which it is.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{tree.size(), 0}};
    const auto end_block = [&] {
        if (block.size > 0) blocks.push_back(block);
        block = Block();
        in_word = false;
    };
    for (std::uint32_t i = 1; i < tree.size();) {
        while (i >= open.back().first && open.size() > 1) {
            end_block();
            open.pop_back();
        }
        const Node& node = tree[i];
        if (node.tag == Tag::text) {
            const std::uint32_t before = block.size;
            if (block.size == 0) block.first = i, block.element = open.back().second;
            count(tree.raw(i), node.link, in_word, block);
            if (block.size > before) block.last = i, breaks = 0;
            ++i;
            continue;
        }
        if (is_unread(node.tag)) {
            i = node.after;
            continue;
        }
        if (is_block(node.tag)) {
            end_block();
            open.push_back({node.after, i});
            breaks = 0;
        } else if (node.tag == Tag::br) {
            in_word = false;
            if (++breaks == 2) end_block();
        }
        ++i;
    }
    end_block();
}

}  // namespace dragoman::story::page
