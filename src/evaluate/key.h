// An answer key: what a careful reader found in a story.
//
// Words are quoted exactly as they stand in the story; "words@2" is their second occurrence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dragoman/record.h"
#include "result.h"

namespace dragoman::evaluate {

struct KeyEntity {
    std::string id, type, name, country, sector;
    std::vector<std::string> also;  ///< other forms in the story
    bool used = false;              ///< does a row of the key mention the id?
};

/// A row of any kind: its fields by name. A string and a list of one string read the same.
struct KeyRow {
    std::map<std::string, std::vector<std::string>, std::less<>> texts;
    std::optional<double> value;
    bool optional = false;  ///< neither required nor a mistake
    std::string json;       ///< as it stands in the key

    const std::vector<std::string>& list(std::string_view field) const;
    /// Empty when it is missing.
    const std::string& text(std::string_view field) const;
    bool has(std::string_view field) const { return !text(field).empty(); }
};

struct Key {
    std::string story;
    std::vector<KeyEntity> entities;
    std::map<std::string, std::vector<KeyRow>, std::less<>> rows;  ///< by kind

    const KeyEntity* entity(std::string_view id) const;
};

Result<Key> parse_key(std::string_view json, const std::string& where);

}  // namespace dragoman::evaluate
