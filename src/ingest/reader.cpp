#include "ingest/reader.h"

#include <simdjson.h>

#include "ingest/signature.h"
#include "record/record.h"
#include "sha256.h"
#include "story/page/page.h"
#include "story/story.h"

namespace dragoman::ingest {
namespace {

/// Each field with its length, so that no two stories have the same.
std::string hash_of(const dragoman::Story& story) {
    std::string all;
    const auto add = [&](const std::string& field) {
        all.append(std::to_string(field.size())).append(":").append(field);
    };
    for (const auto* field : {&story.id, &story.source, &story.url, &story.title, &story.section, &story.published,
                              &story.published_from, &story.text})
        add(*field);
    for (const auto& author : story.authors) add(author);
    return sha256_hex(all);
}

/// JSON without a text: some other file that lies among the stories.
bool no_story(const std::string& bytes) {
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    return parser.parse(bytes).get(object) == simdjson::SUCCESS && object["text"].error() == simdjson::NO_SUCH_FIELD;
}

/// A story that the store was told to forget.
Story forgotten() {
    Story outcome;
    outcome.what = Story::What::passed_over;
    outcome.reason = "forgotten";
    return outcome;
}

}  // namespace

Reader::Reader(const Engine& engine, const Known& known, Terms terms)
    : engine_(engine), known_(known), version_(record::engine_version(engine.versions())), terms_(std::move(terms)) {}

std::vector<Story> Reader::read(const archive::Document& document) const {
    std::vector<Story> outcomes;
    if (document.error) {
        outcomes.emplace_back().reason = document.error->what;
        return outcomes;
    }
    Result<std::vector<dragoman::Story>> stories = std::vector<dragoman::Story>();
    const auto first = document.bytes.find_first_not_of(" \t\r");
    const bool object = first != std::string::npos && document.bytes[first] == '{';
    if (document.json_line && !object) {  // a broken line, and no plain text
        auto story = story::parse_json(document.bytes, document.context.where, terms_.mapping);
        if (story)
            stories->push_back(std::move(*story));
        else
            stories = story.error();
    } else {
        stories = story::stories_of(document.bytes, document.context, terms_.mapping);
    }
    if (!stories || stories->empty()) {
        Story& none = outcomes.emplace_back();
        const bool other = !document.named && (stories || no_story(document.bytes));
        if (other) none.what = Story::What::passed_over;
        if (!stories)
            none.reason = other ? "no story" : stories.error().what;
        else if (other)
            none.reason = story::page::is_page(document.bytes, document.context.content_type)
                              ? "page without an article"
                              : "feed of summaries";
        else
            none.reason = story::parse(document.bytes, document.context, terms_.mapping).error().what;
        return outcomes;
    }
    for (auto& story : *stories) outcomes.push_back(read(std::move(story), document));
    return outcomes;
}

Story Reader::read(dragoman::Story&& story, const archive::Document& document) const {
    Story outcome;
    if (!terms_.since.empty() && !story.published.empty() &&
        story.published.substr(0, terms_.since.size()) < terms_.since) {
        outcome.what = Story::What::passed_over;
        outcome.reason = "published before " + terms_.since;
        return outcome;
    }
    outcome.reading.input_sha256 = hash_of(story);
    outcome.reading.origin = document.context.where;
    outcome.reading.file = document.file;
    const auto found = known_.find(outcome.reading.input_sha256);
    if (found != known_.end() && !found->second.superseded && found->second.engine_version == version_) {
        outcome.what = Story::What::unchanged;
        outcome.reading.record.story.id = found->second.story_id;
        return outcome;
    }
    const auto gone = [&](const std::string& hash) {
        return !terms_.forgotten.empty() && terms_.forgotten.contains(hash);
    };
    if (gone(outcome.reading.input_sha256) || gone(sha256_hex(story.id))) return forgotten();
    outcome.what = Story::What::read;
    outcome.reading.record = engine_.read(story);
    if (gone(sha256_hex(outcome.reading.record.story.id))) return forgotten();
    auto signature = signature_of(outcome.reading.record.story.text);
    outcome.reading.runs = std::move(signature.runs);
    outcome.reading.slots = std::move(signature.slots);
    return outcome;
}

}  // namespace dragoman::ingest
