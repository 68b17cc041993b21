#include "ingest/pipeline.h"

namespace dragoman::ingest {
namespace {

constexpr std::size_t most_bytes = 64 << 20;  ///< of documents under way; one more is taken when there is none

}  // namespace

Pipeline::Pipeline(archive::Inputs& inputs, const Journal& journal, const Engine& engine, const Known& known,
                   Terms terms)
    : inputs_(inputs),
      journal_(journal),
      reader_(engine, known, {std::move(terms.since), std::move(terms.mapping), std::move(terms.forgotten)}),
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
        outcome.stories = reader_.read(next->document);
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

}  // namespace dragoman::ingest
