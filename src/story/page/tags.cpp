#include "story/page/tags.h"

#include <array>

#include "story/page/characters.h"

namespace dragoman::story::page {
namespace {

/// "class_" and "template_" stand for words that C++ keeps to itself; "aria_hidden" for "aria-hidden".
constexpr bool spells(std::string_view identifier, std::string_view name) {
    if (identifier.ends_with('_')) identifier.remove_suffix(1);
    if (identifier.size() != name.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = lower(name[i]);
        if (identifier[i] == '_' ? (c != '-' && c != ':') : identifier[i] != c) return false;
    }
    return true;
}

constexpr std::string_view tag_names[] = {"document", "text", "other",
#define X(name, nesting) #name,
                                          DRAGOMAN_PAGE_TAGS(X)
#undef X
};
constexpr std::uint16_t nestings[] = {nests_barrier | nests_special, 0, 0,
#define X(name, nesting) nesting,
                                      DRAGOMAN_PAGE_TAGS(X)
#undef X
};
constexpr std::string_view attribute_names[] = {"",
#define X(name) #name,
                                                DRAGOMAN_PAGE_ATTRIBUTES(X)
#undef X
};

/// A name's slot: "-", ":" and "_" count alike, as identifiers write them.
constexpr std::uint32_t slot_of(std::string_view name, std::uint32_t slots) {
    std::uint32_t hash = static_cast<std::uint32_t>(name.size()) * 0x9E3779B1u;
    for (const char c : name) {
        const char l = lower(c);
        hash = (hash ^ static_cast<unsigned char>(l == '-' || l == ':' ? '_' : l)) * 0x01000193u;
    }
    return (hash ^ hash >> 15) % slots;
}

template <std::uint32_t slots, std::size_t count>
constexpr std::array<std::uint8_t, slots> index(const std::string_view (&names)[count], std::size_t first) {
    std::array<std::uint8_t, slots> table{};
    for (std::size_t i = first; i < count; ++i) {
        std::string_view name = names[i];
        if (name.ends_with('_')) name.remove_suffix(1);
        std::uint32_t slot = slot_of(name, slots);
        while (table[slot] != 0) slot = (slot + 1) % slots;
        table[slot] = static_cast<std::uint8_t>(i);
    }
    return table;
}

constexpr auto tags = index<512>(tag_names, 3);
constexpr auto attributes = index<256>(attribute_names, 1);

template <class Table, std::size_t count>
std::size_t look_up(const Table& table, const std::string_view (&names)[count], std::string_view name,
                    std::size_t unknown) {
    if (name.size() > 12) return unknown;
    for (std::uint32_t slot = slot_of(name, table.size()); table[slot] != 0; slot = (slot + 1) % table.size())
        if (spells(names[table[slot]], name)) return table[slot];
    return unknown;
}

}  // namespace

Tag tag_of(std::string_view name) { return static_cast<Tag>(look_up(tags, tag_names, name, 2)); }
Attr attr_of(std::string_view name) { return static_cast<Attr>(look_up(attributes, attribute_names, name, 0)); }
std::uint16_t nesting_of(Tag tag) { return nestings[static_cast<std::size_t>(tag)]; }

std::string_view name_of(Tag tag) {
    if (tag <= Tag::other) return {};
    std::string_view name = tag_names[static_cast<std::size_t>(tag)];
    if (tag == Tag::template_) name.remove_suffix(1);
    return tag == Tag::amp_img ? "amp-img" : name;
}

}  // namespace dragoman::story::page
