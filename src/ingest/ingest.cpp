#include "ingest/ingest.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <optional>
#include <unordered_set>

#include "archive/inputs.h"
#include "ingest/copies.h"
#include "ingest/journal.h"
#include "ingest/pipeline.h"
#include "ingest/signature.h"
#include "record/fields.h"
#include "record/record.h"

namespace dragoman::ingest {
namespace {

using Clock = std::chrono::steady_clock;

/// Takes outcomes in order, gathers them into batches and writes these.
class Gatherer {
public:
    Gatherer(store::Store& store, const Options& options, const Pipeline::Known& known, Copies& copies)
        : store_(store), options_(options), copies_(copies) {
        for (const auto& [sha256, story] : known) {
            if (story.superseded)
                superseded_.insert(sha256);
            else
                stored_.emplace(story.story_id, &story);
        }
    }

    void take(Outcome&& outcome) {
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

    bool full() const {
        return options_.limit > 0 && progress.read + static_cast<int>(batch_.readings.size()) >= options_.limit;
    }

    bool due() const {
        return batch_.readings.size() >= most_stories || size_ >= most_bytes ||
               (touched_ && Clock::now() >= committed_ + options_.commit_every);
    }

    Status commit() {
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

    Summary summary;
    Progress progress;

private:
    static constexpr std::size_t most_stories = 1000, most_bytes = 8 << 20;
    static constexpr double same_story = 0.3;  ///< from here on one id's contents are states of one story

    void begin(Journal::Pass&& pass) {
        pass_ = std::move(pass);
        failed_.clear();
        summary.unchanged += static_cast<int>(pass_->state.stories);
        progress.done += static_cast<int>(pass_->state.stories);
        summary.failed_before += pass_->left_failed;
        if (pass_->state.documents > 0) touched_ = true;
    }

    void end() {
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

    void take(Story&& story, const std::string& origin) {
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

    struct Seen {
        std::string sha256, origin;
    };

    /// Where the other story of this id comes from, when there is one and the reading is no later state of it.
    std::optional<std::string> other_story(const store::Reading& reading, const Seen* seen) const {
        const Signature now{reading.runs, reading.slots};
        const std::string& id = reading.record.story.id;
        const auto later_state = [&](const Signature* before) {
            return before && shared_runs(now, *before) >= same_story;
        };
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

    void put(store::Reading&& reading) {
        const auto waiting = std::find_if(batch_.readings.begin(), batch_.readings.end(),
                                          [&](const auto& r) { return r.record.story.id == reading.record.story.id; });
        if (waiting != batch_.readings.end()) {
            batch_.superseded.push_back(std::exchange(*waiting, std::move(reading)));
            return;
        }
        size_ += reading.record.story.text.size();
        batch_.readings.push_back(std::move(reading));
    }

    void fail(const std::string& origin, const std::string& reason, std::string todo) {
        const std::string file = pass_ ? pass_->state.path : origin;
        failed_.insert(origin);
        failures_[origin] = {origin, file, reason};
        summary.failures.push_back({reason, origin, std::move(todo)});
        ++progress.failed;
    }

    void count(const Record& record) {
        std::size_t at = 0;
        record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
            if constexpr (requires(V rows) { rows.begin()->evidence; }) {
                if (at == summary.rows.size()) summary.rows.emplace_back(field.name, 0);
                summary.rows[at++].second += (record.*field.member).size();
            }
        });
    }

    store::Store& store_;
    const Options& options_;
    Copies& copies_;
    std::optional<Journal::Pass> pass_;               ///< of the file that is being read
    std::unordered_set<std::string> failed_;          ///< origins in this pass
    std::map<std::string, store::FileState> files_;   ///< for the batch, by path
    std::map<std::string, store::Failure> failures_;  ///< likewise, by origin
    store::Batch batch_;
    std::size_t size_ = 0;  ///< bytes of text in the batch
    bool touched_ = false;  ///< has anything happened since the last commit?
    Clock::time_point committed_ = Clock::now();
    std::unordered_set<std::string> superseded_;  ///< inputs that were earlier states of stories
    /// Such states that this file holds, by story: they count only if no later one stands behind them in it.
    std::map<std::string, store::Reading> deferred_;
    std::unordered_map<std::string, Seen> seen_;                   ///< by story id, in this run
    std::unordered_map<std::string, const store::Known*> stored_;  ///< by story id, before this run
};

}  // namespace

Result<Summary> run(store::Store& store, const Engine& engine, const Options& options) {
    const auto known = store.known();
    if (!known) return known.error();
    const auto files = store.files();
    if (!files) return files.error();
    const auto failures = store.failures();
    if (!failures) return failures.error();
    Copies copies;
    if (Status loaded = copies.load(store); !loaded) return loaded.error();
    const auto forgotten = store.forgotten();
    if (!forgotten) return forgotten.error();
    const Journal journal(*files, *failures,
                          {record::engine_version(engine.versions()) + options.mapping.text(), options.since,
                           options.retry_failed, options.again});
    std::atomic<int> skipped_stories = 0, skipped_failures = 0;
    const auto skip = [&](const archive::File& file) {
        if (!journal.finished(file.path)) return false;
        skipped_stories += journal.stories(file.path);
        skipped_failures += journal.failures(file.path);
        return true;
    };
    archive::Inputs inputs(options.paths, {.skip = skip, .mapping = options.mapping});
    Gatherer gatherer(store, options, *known, copies);
    gatherer.progress.of_bytes = inputs.bytes();
    {
        Pipeline pipeline(inputs, journal, engine, *known,
                          {options.since, options.mapping, std::max(1, options.jobs), *forgotten});
        Outcome outcome;
        Clock::time_point shown{};
        for (auto next = Pipeline::Next::later; next != Pipeline::Next::end && !gatherer.summary.limited;) {
            next = pipeline.next(outcome, Clock::now() + std::chrono::milliseconds(100));
            if (next == Pipeline::Next::outcome) gatherer.take(std::move(outcome));
            gatherer.summary.limited = gatherer.full();
            const bool wrote = gatherer.due() || next == Pipeline::Next::end || gatherer.summary.limited;
            if (wrote)
                if (Status committed = gatherer.commit(); !committed) return committed.error();
            if (wrote || Clock::now() - shown > std::chrono::milliseconds(100)) {
                Progress progress = gatherer.progress;
                progress.done += skipped_stories;
                options.on_progress(progress);
                shown = Clock::now();
            }
        }
    }
    Summary& summary = gatherer.summary;
    summary.unchanged += skipped_stories;
    summary.failed_before += skipped_failures;
    summary.copies = static_cast<int>(copies.copies());
    for (const auto& [why, count] : inputs.passed_over_why()) summary.passed_over[why] += count;
    return std::move(summary);
}

}  // namespace dragoman::ingest
