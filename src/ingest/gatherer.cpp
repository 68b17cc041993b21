#include "ingest/gatherer.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "record/fields.h"

namespace dragoman::ingest {

using Clock = std::chrono::steady_clock;

Gatherer::Gatherer(store::Store& store, const Options& options, const Known& known, Copies& copies)
    : store_(store), options_(options), copies_(copies) {
    for (const auto& [sha256, story] : known)
        if (story.superseded)
            superseded_.insert(sha256);
        else
            stored_.emplace(story.story_id, &story);
}

void Gatherer::take(Outcome&& outcome) {
    switch (outcome.what) {
        case Outcome::What::began:
            return begin(std::move(outcome.pass));
        case Outcome::What::ended:
            return end();
        case Outcome::What::document:
            break;
    }
    progress.bytes = outcome.bytes_done;
    for (Story& story : outcome.stories) take(std::move(story), outcome.origin);
    if (pass_) pass_->state.documents = std::max(pass_->state.documents, outcome.index + 1);
    touched_ = true;
}

bool Gatherer::full() const {
    return options_.limit > 0 && progress.read + static_cast<int>(batch_.readings.size()) >= options_.limit;
}

bool Gatherer::due() const {
    return batch_.readings.size() >= most_stories || size_ >= most_bytes ||
           (touched_ && Clock::now() >= committed_ + options_.commit_every);
}

Status Gatherer::commit() {
    committed_ = Clock::now();
    if (pass_ && touched_ && pass_->kept) files_[pass_->state.path] = pass_->state;
    for (auto& [path, state] : files_) batch_.files.push_back(std::move(state));
    for (auto& [origin, failure] : failures_) batch_.failures.push_back(std::move(failure));
    files_.clear();
    failures_.clear();
    touched_ = false;
    for (const auto& r : batch_.readings)
        copies_.put(r.record.story.id, r.record.story.published, r.record.story.source, {r.runs, r.slots});
    auto changes = copies_.changes();
    batch_.copies = std::move(changes.copies);
    batch_.originals = std::move(changes.originals);
    int replaced = 0;
    for (const auto& reading : batch_.readings) replaced += store_.holds(reading.record.story.id);
    if (!batch_.empty())
        if (Status written = store_.write(batch_); !written) return written;
    const int read = static_cast<int>(batch_.readings.size());
    summary.replaced += replaced;
    summary.added += read - replaced;
    progress.read += read;
    progress.done += read;
    for (const auto& reading : batch_.readings) count(reading.record);
    batch_ = {};
    size_ = 0;
    return Done{};
}

void Gatherer::begin(Journal::Pass&& pass) {
    pass_ = std::move(pass);
    failed_.clear();
    summary.unchanged += static_cast<int>(pass_->state.stories);
    progress.done += static_cast<int>(pass_->state.stories);
    summary.failed_before += pass_->left_failed;
    if (pass_->state.documents > 0) touched_ = true;
}

void Gatherer::end() {
    for (auto& [id, reading] : deferred_) put(std::move(reading));
    deferred_.clear();
    if (!pass_) return;
    pass_->state.ended = true;
    for (const auto& origin : pass_->failures)
        if (!failed_.contains(origin)) batch_.mended.push_back(origin);
    if (pass_->kept) files_[pass_->state.path] = pass_->state;
    pass_.reset();
    touched_ = true;
}

void Gatherer::take(Story&& story, const std::string& origin) {
    store::Reading& reading = story.reading;
    switch (story.what) {
        case Story::What::failed:
            return fail(origin, story.reason, "");
        case Story::What::passed_over:
            ++summary.passed_over[story.reason];
            return;
        default:
            break;
    }
    const auto [earlier, fresh] = seen_.emplace(reading.record.story.id, Seen{reading.input_sha256, origin});
    if (!fresh && earlier->second.sha256 == reading.input_sha256) story.what = Story::What::unchanged;
    if (story.what == Story::What::read) {
        if (const auto other = other_story(reading, fresh ? nullptr : &earlier->second))
            return fail(origin,
                        "has the story id \"" + reading.record.story.id + "\" of " + *other + ", but other content",
                        "Give the stories different ids.");
        earlier->second = {reading.input_sha256, origin};
    }
    if (pass_) ++pass_->state.stories;
    deferred_.erase(reading.record.story.id);
    if (story.what == Story::What::read && superseded_.contains(reading.input_sha256)) {
        deferred_[reading.record.story.id] = std::move(reading);
        return;
    }
    if (story.what == Story::What::unchanged) {
        ++summary.unchanged;
        ++progress.done;
    } else {
        put(std::move(reading));
    }
}

std::optional<std::string> Gatherer::other_story(const store::Reading& reading, const Seen* seen) const {
    const Signature now{reading.runs, reading.slots};
    const std::string& id = reading.record.story.id;
    const auto later_state = [&](const Signature* before) { return before && shared_runs(now, *before) >= same_story; };
    if (seen) {
        for (const auto& waiting : batch_.readings)
            if (waiting.record.story.id == id) {
                const Signature before{waiting.runs, waiting.slots};
                return later_state(&before) ? std::nullopt : std::optional(seen->origin);
            }
        return later_state(copies_.signature(id)) ? std::nullopt : std::optional(seen->origin);
    }
    const auto stored = stored_.find(id);
    if (stored == stored_.end() || stored->second->file == reading.file || later_state(copies_.signature(id)))
        return {};
    std::error_code ignored;  // a file that was moved has the same stories under another name
    return std::filesystem::exists(stored->second->file, ignored) ? std::optional(stored->second->origin)
                                                                  : std::nullopt;
}

void Gatherer::put(store::Reading&& reading) {
    const auto waiting = std::find_if(batch_.readings.begin(), batch_.readings.end(),
                                      [&](const auto& r) { return r.record.story.id == reading.record.story.id; });
    if (waiting != batch_.readings.end()) {
        batch_.superseded.push_back(std::exchange(*waiting, std::move(reading)));
        return;
    }
    size_ += reading.record.story.text.size();
    batch_.readings.push_back(std::move(reading));
}

void Gatherer::fail(const std::string& origin, const std::string& reason, std::string todo) {
    const std::string file = pass_ ? pass_->state.path : origin;
    failed_.insert(origin);
    failures_[origin] = {origin, file, reason};
    summary.failures.push_back({reason, origin, std::move(todo)});
    ++progress.failed;
}

void Gatherer::count(const Record& record) {
    std::size_t at = 0;
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (requires(V rows) { rows.begin()->evidence; }) {
            if (at == summary.rows.size()) summary.rows.emplace_back(field.name, 0);
            summary.rows[at++].second += (record.*field.member).size();
        }
    });
}

}  // namespace dragoman::ingest
