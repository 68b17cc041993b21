// What the programs share that print features of stories for the trainers of this folder: JSON, one story a line.
#pragma once

#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "findings/features/sink.h"
#include "story/story.h"

namespace dragoman::train {

/// As a JSON string; control characters become blanks.
inline std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 32) c = ' ';
        out += c;
    }
    return out + '"';
}

/// For each byte of UTF-8, and for the end, how many code points stand before it.
inline std::vector<int> code_points(const std::string& body) {
    std::vector<int> at(body.size() + 1);
    int n = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (i && (static_cast<unsigned char>(body[i]) & 0xC0) != 0x80) ++n;
        at[i] = n;
    }
    at[body.size()] = n + 1;
    return at;
}

template <class Items, class Print>
void print_list(const Items& items, const Print& print) {
    std::cout << "[";
    bool first = true;
    for (const auto& item : items) std::cout << (first ? "" : ","), first = false, print(item);
    std::cout << "]";
}

template <class Ids>
void print_ids(const Ids& ids) {
    print_list(ids, [](const auto& id) { std::cout << id; });
}

/// What `fill` puts into a sink: hashes, or their names.
template <class Fill>
void print_features(bool as_names, const Fill& fill) {
    findings::FeatureSink sink;
    std::vector<std::string> names;
    if (as_names) sink.names = &names;
    fill(sink);
    if (as_names)
        print_list(names, [](const std::string& name) { std::cout << quoted(name); });
    else
        print_list(sink.hashes, [](std::uint32_t hash) { std::cout << hash; });
}

/// Calls f(story) for each story of a file; false, with the reason on the standard error, when it cannot be read.
template <class F>
bool each_story(const std::string& path, const F& f) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const auto stories = story::stories_of(bytes, {path});
    if (!stories) std::cerr << stories.error().message() << "\n";
    if (stories)
        for (const Story& story : *stories) f(story);
    return static_cast<bool>(stories);
}

}  // namespace dragoman::train
