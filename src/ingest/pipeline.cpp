#include "ingest/pipeline.h"

#include <simdjson.h>

#include "ingest/signature.h"
#include "record/record.h"
#include "sha256.h"
#include "story/page/page.h"
#include "story/story.h"

namespace dragoman::ingest {
namespace {

constexpr std::size_t most_bytes = 64 << 20;  ///< of documents under way; one more is taken when there is none

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

}  // namespace

Pipeline::Pipeline(archive::Inputs& inputs, const Journal& journal, const Engine& engine, const Known& known,
                   Terms terms)
    : inputs_(inputs),
      journal_(journal),
      engine_(engine),
      known_(known),
      version_(record::engine_version(engine.versions())),
      since_(std::move(terms.since)),
      mapping_(std::move(terms.mapping)),
      forgotten_(std::move(terms.forgotten)),
      most_documents_(static_cast<std::size_t>(terms.jobs) * 64) {
    for (int i = 0; i < terms.jobs; ++i) threads_.emplace_back([this] { work(); });
}

Pipeline::~Pipeline() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

Pipeline::Next Pipeline::next(Outcome& outcome, std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return outcomes_.contains(taken_) || (ended_ && taken_ == given_); };
    if (!changed_.wait_until(lock, until, ready)) return Next::later;
    const auto found = outcomes_.find(taken_);
    if (found == outcomes_.end()) return Next::end;
    outcome = std::move(found->second);
    outcomes_.erase(found);
    ++taken_;
    lock.unlock();
    changed_.notify_all();
    return Next::outcome;
}

void Pipeline::work() {
    while (auto next = take()) {
        Outcome outcome;
        outcome.origin = next->document.context.where;
        outcome.index = next->document.index;
        outcome.bytes_done = next->bytes_done;
        const std::size_t bytes = next->document.bytes.size();
        read(std::move(next->document), outcome);
        give(next->number, std::move(outcome), bytes);
    }
}

void Pipeline::give(std::size_t number, Outcome&& outcome, std::size_t bytes) {
    {
        const std::lock_guard lock(mutex_);
        outcomes_.emplace(number, std::move(outcome));
        bytes_ -= bytes;
    }
    changed_.notify_all();
}

/// The next document that is to be read, with its number; none at the end.
std::optional<Pipeline::Numbered> Pipeline::take() {
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] {
            const bool room = given_ - taken_ < most_documents_ && (bytes_ < most_bytes || given_ == taken_);
            return stopped_ || ended_ || (!reading_input_ && room);
        });
        if (stopped_ || ended_) return {};
        reading_input_ = true;  // from here on without the lock
    }
    std::optional<Numbered> taken;
    while (auto document = inputs_.next()) {
        follow(*document);
        if (dropped(*document)) continue;
        taken.emplace().document = std::move(*document);
        break;
    }
    {
        const std::lock_guard lock(mutex_);
        reading_input_ = false;
        if (taken) {
            taken->number = given_++;
            taken->bytes_done = inputs_.bytes_done();
            bytes_ += taken->document.bytes.size();
        } else {
            if (!file_.empty()) outcomes_[given_++].what = Outcome::What::ended;
            ended_ = true;
        }
    }
    changed_.notify_all();
    return taken;
}

/// Tells the writer when another file begins.
void Pipeline::follow(const archive::Document& document) {
    if (document.file == file_ && document.index > 0) return;
    const bool first = file_.empty();
    file_ = document.file;
    pass_ = journal_.begin(file_);
    const std::lock_guard lock(mutex_);
    if (!first) outcomes_[given_++].what = Outcome::What::ended;
    Outcome& began = outcomes_[given_++];
    began.what = Outcome::What::began;
    began.pass = pass_;
}

bool Pipeline::dropped(const archive::Document& document) const {
    return document.index < pass_.state.documents && !pass_.retried.contains(document.context.where);
}

void Pipeline::read(archive::Document&& document, Outcome& outcome) const {
    if (document.error) {
        outcome.stories.emplace_back().reason = document.error->what;
        return;
    }
    Result<std::vector<dragoman::Story>> stories = std::vector<dragoman::Story>();
    const auto first = document.bytes.find_first_not_of(" \t\r");
    const bool object = first != std::string::npos && document.bytes[first] == '{';
    if (document.json_line && !object) {  // a broken line, and no plain text
        auto story = story::parse_json(document.bytes, document.context.where, mapping_);
        if (story)
            stories->push_back(std::move(*story));
        else
            stories = story.error();
    } else {
        stories = story::stories_of(document.bytes, document.context, mapping_);
    }
    if (!stories || stories->empty()) {
        Story& none = outcome.stories.emplace_back();
        const bool other = !document.named && (stories || no_story(document.bytes));
        if (other) none.what = Story::What::passed_over;
        if (!stories)
            none.reason = other ? "no story" : stories.error().what;
        else if (other)
            none.reason = story::page::is_page(document.bytes, document.context.content_type)
                              ? "page without an article"
                              : "feed of summaries";
        else
            none.reason = story::parse(document.bytes, document.context, mapping_).error().what;
        return;
    }
    for (auto& story : *stories) outcome.stories.push_back(read(std::move(story), document));
}

/// A story that the store was told to forget.
static Story forgotten() {
    Story outcome;
    outcome.what = Story::What::passed_over;
    outcome.reason = "forgotten";
    return outcome;
}

Story Pipeline::read(dragoman::Story&& story, const archive::Document& document) const {
    Story outcome;
    if (!since_.empty() && !story.published.empty() && story.published.substr(0, since_.size()) < since_) {
        outcome.what = Story::What::passed_over;
        outcome.reason = "published before " + since_;
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
    const auto gone = [&](const std::string& hash) { return !forgotten_.empty() && forgotten_.contains(hash); };
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
