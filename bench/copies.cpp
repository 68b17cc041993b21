// Stories as JSON lines in, links between copies out (copy, original, similarity), without reading them:
// bench/copies.py.
#include <simdjson.h>

#include <cstdio>
#include <iostream>

#include "ingest/copies.h"

int main() {
    dragoman::ingest::Copies copies;
    simdjson::dom::parser parser;
    for (std::string line; std::getline(std::cin, line);) {
        simdjson::dom::element story;
        std::string_view id, day, outlet, text;
        if (parser.parse(line).get(story) || story["id"].get(id) || story["published"].get(day) ||
            story["source"].get(outlet) || story["text"].get(text))
            continue;
        copies.put(std::string(id), day, outlet, dragoman::ingest::signature_of(text));
    }
    for (const auto& copy : copies.changes().copies)
        std::printf("%s\t%s\t%.2f\n", copy.story_id.c_str(), copy.original.c_str(), copy.similarity);
}
