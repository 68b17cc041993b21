#include "evaluate/key.h"

#include <simdjson.h>

#include <algorithm>

#include "record/scalars.h"

namespace dragoman::evaluate {
namespace {

using simdjson::dom::element;

/// Names in quotation marks, in the JSON text of a string: the whole of it when it is one word, and
/// what follows a quotation mark inside up to the end.
void quoted_words(std::string_view text, std::vector<std::string>& words) {
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    std::size_t begin = text.size();
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    if (begin < text.size() && (begin == 0 || text[begin - 1] == '"')) words.emplace_back(text.substr(begin));
}

void all_words(element json, std::vector<std::string>& words) {
    simdjson::dom::object object;
    simdjson::dom::array array;
    std::string_view text;
    if (json.get(text) == simdjson::SUCCESS) quoted_words(text, words);
    if (json.get(array) == simdjson::SUCCESS)
        for (const element item : array) all_words(item, words);
    if (json.get(object) == simdjson::SUCCESS)
        for (const auto field : object) quoted_words(field.key, words), all_words(field.value, words);
}

std::string text_of(simdjson::dom::object object, std::string_view field) {
    std::string_view text;
    return object[field].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::vector<std::string> texts_of(element json) {
    std::string_view text;
    simdjson::dom::array array;
    if (json.get(text) == simdjson::SUCCESS) return {std::string(text)};
    std::vector<std::string> list;
    if (json.get(array) == simdjson::SUCCESS)
        for (const element item : array)
            if (item.get(text) == simdjson::SUCCESS) list.emplace_back(text);
    return list;
}

KeyRow row_of(simdjson::dom::object object) {
    KeyRow row;
    row.json = simdjson::minify(object);
    for (const auto field : object) {
        if (field.key == "optional") {
            bool yes = false;
            row.optional = field.value.get(yes) == simdjson::SUCCESS && yes;
        } else if (double number = 0; field.value.get(number) == simdjson::SUCCESS) {
            if (field.key == "value") row.value = number;
        } else {
            row.texts[std::string(field.key)] = texts_of(field.value);
        }
    }
    return row;
}

}  // namespace

const std::vector<std::string>& KeyRow::list(std::string_view field) const {
    static const std::vector<std::string> none;
    const auto found = texts.find(field);
    return found == texts.end() ? none : found->second;
}

const std::string& KeyRow::text(std::string_view field) const {
    static const std::string none;
    const auto& all = list(field);
    return all.empty() ? none : all.front();
}

const KeyEntity* Key::entity(std::string_view id) const {
    const auto found = std::find_if(entities.begin(), entities.end(), [&](const KeyEntity& e) { return e.id == id; });
    return found == entities.end() ? nullptr : &*found;
}

Result<Key> parse_key(std::string_view json, const std::string& where) {
    simdjson::dom::parser parser;
    simdjson::dom::object root, entities;
    if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS)
        return Error{"not a JSON object", where, ""};
    Key key;
    key.story = text_of(root, "story");
    if (key.story.empty()) return Error{"no field \"story\"", where, "A key names its story."};
    if (root["entities"].get(entities) == simdjson::SUCCESS)
        for (const auto field : entities) {
            simdjson::dom::object e;
            if (field.value.get(e) != simdjson::SUCCESS)
                return Error{"entity " + std::string(field.key) + " is no object", where, ""};
            KeyEntity entity{std::string(field.key), text_of(e, "type"), text_of(e, "name"), text_of(e, "country"),
                             text_of(e, "sector")};
            if (element also; e["also"].get(also) == simdjson::SUCCESS) entity.also = texts_of(also);
            key.entities.push_back(std::move(entity));
        }
    std::vector<std::string> words;
    for (const auto field : root) {
        if (field.key == "entities") continue;
        quoted_words(field.key, words);
        all_words(field.value, words);
        simdjson::dom::array rows;
        if (field.value.get(rows) != simdjson::SUCCESS) continue;
        auto& list = key.rows[std::string(field.key)];
        for (const element row : rows)
            if (simdjson::dom::object object; row.get(object) == simdjson::SUCCESS) list.push_back(row_of(object));
    }
    for (KeyEntity& entity : key.entities)
        entity.used = std::find(words.begin(), words.end(), entity.id) != words.end();
    return key;
}

}  // namespace dragoman::evaluate
