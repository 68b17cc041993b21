#include "ingest/ingest.h"

#include <simdjson.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "archive/inputs.h"
#include "record/fields.h"
#include "record/record.h"
#include "sha256.h"
#include "story/story.h"

namespace dragoman::ingest {
namespace {

using Clock = std::chrono::steady_clock;

/// Each field with its length, so that no two stories have the same.
std::string hash_of(const Story& story) {
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

/// What became of an item.
struct Outcome {
    enum { failed, passed_over, unchanged, read } what = failed;
    store::Reading reading;  ///< unchanged: with the story's id, the hash and the origin only
    Error error;
    std::uintmax_t bytes_done = 0;
};

/// The threads between the inputs and the writer. Items are numbered as they come; outcomes leave in
/// that order; at most `limit` are under way, so that memory stays flat.
class Pipeline {
public:
    Pipeline(archive::Inputs& inputs, const Engine& engine, const std::unordered_map<std::string, store::Known>& known, int jobs)
        : inputs_(inputs),
          engine_(engine),
          known_(known),
          version_(record::engine_version(engine.versions())),
          limit_(static_cast<std::size_t>(jobs) * 64) {
        for (int i = 0; i < jobs; ++i) threads_.emplace_back([this] { work(); });
    }
    ~Pipeline() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        changed_.notify_all();
        for (auto& thread : threads_) thread.join();
    }

    enum class Next { outcome, end, later };
    /// The next outcome in order; `later` when there is none by `until`.
    Next next(Outcome& outcome, Clock::time_point until) {
        std::unique_lock lock(mutex_);
        const auto ready = [&] { return outcomes_.contains(written_) || (ended_ && written_ == taken_); };
        if (!changed_.wait_until(lock, until, ready)) return Next::later;
        const auto found = outcomes_.find(written_);
        if (found == outcomes_.end()) return Next::end;
        outcome = std::move(found->second);
        outcomes_.erase(found);
        ++written_;
        lock.unlock();
        changed_.notify_all();
        return Next::outcome;
    }

private:
    void work() {
        while (true) {
            Outcome outcome;
            std::optional<archive::Document> item;
            std::size_t number = 0;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock,
                              [&] { return stopped_ || ended_ || (!reading_input_ && taken_ - written_ < limit_); });
                if (stopped_ || ended_) return;
                reading_input_ = true;  // one thread at a time reads the inputs, without holding the lock
            }
            item = inputs_.next();
            {
                const std::lock_guard lock(mutex_);
                reading_input_ = false;
                if (item)
                    number = taken_++;
                else
                    ended_ = true;
                outcome.bytes_done = inputs_.bytes_done();
            }
            changed_.notify_all();
            if (!item) return;
            read(std::move(*item), outcome);
            {
                const std::lock_guard lock(mutex_);
                outcomes_.emplace(number, std::move(outcome));
            }
            changed_.notify_all();
        }
    }

    void read(archive::Document&& item, Outcome& outcome) const {
        if (item.error) {
            outcome.error = *item.error;
            return;
        }
        auto story =
            item.json_line ? story::parse_json(item.bytes, item.context.where) : story::parse(item.bytes, item.context);
        if (!story) {
            outcome.what = !item.named && no_story(item.bytes) ? Outcome::passed_over : Outcome::failed;
            outcome.error = story.error();
            return;
        }
        outcome.reading.input_sha256 = hash_of(*story);
        outcome.reading.origin = std::move(item.context.where);
        const auto found = known_.find(outcome.reading.input_sha256);
        if (found != known_.end() && found->second.engine_version == version_) {
            outcome.what = Outcome::unchanged;
            outcome.reading.record.story.id = found->second.story_id;
            return;
        }
        outcome.what = Outcome::read;
        outcome.reading.record = engine_.read(*story);
    }

    archive::Inputs& inputs_;
    const Engine& engine_;
    const std::unordered_map<std::string, store::Known>& known_;
    const std::string version_;
    const std::size_t limit_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::size_t, Outcome> outcomes_;  ///< by number, those not yet written
    std::size_t taken_ = 0, written_ = 0;
    bool reading_input_ = false, ended_ = false, stopped_ = false;
    std::vector<std::thread> threads_;
};

/// Gathers outcomes into batches and writes them.
class Gatherer {
public:
    Gatherer(store::Store& store, const Options& options) : store_(store), options_(options) {}

    void take(Outcome&& outcome) {
        progress.bytes = outcome.bytes_done;
        switch (outcome.what) {
            case Outcome::failed:
                summary.failures.push_back(std::move(outcome.error));
                return;
            case Outcome::passed_over:
                ++summary.passed_over;
                return;
            default:
                break;
        }
        store::Reading& reading = outcome.reading;
        const auto [earlier, fresh] =
            seen_.emplace(reading.record.story.id, std::pair(reading.input_sha256, reading.origin));
        if (!fresh && earlier->second.first != reading.input_sha256) {
            summary.failures.push_back({"has the story id \"" + reading.record.story.id + "\" of " +
                                            earlier->second.second + ", but other content",
                                        reading.origin, "Give the stories different ids."});
        } else if (!fresh || outcome.what == Outcome::unchanged) {
            ++summary.unchanged;
            ++progress.done;
        } else {
            size_ += reading.record.story.text.size();
            batch_.push_back(std::move(reading));
        }
    }

    bool due() const {
        return !batch_.empty() && (batch_.size() >= most_stories || size_ >= most_bytes ||
                                   Clock::now() >= committed_ + options_.commit_every);
    }

    Status commit() {
        committed_ = Clock::now();
        if (batch_.empty()) return Done{};
        int replaced = 0;
        for (const auto& reading : batch_) replaced += store_.holds(reading.record.story.id);
        if (Status written = store_.write(batch_); !written) return written;
        summary.replaced += replaced;
        summary.added += static_cast<int>(batch_.size()) - replaced;
        progress.done += static_cast<int>(batch_.size());
        for (const auto& reading : batch_) count(reading.record);
        batch_.clear();
        size_ = 0;
        return Done{};
    }

    Summary summary;
    Progress progress;

private:
    static constexpr std::size_t most_stories = 1000, most_bytes = 8 << 20;

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
    std::vector<store::Reading> batch_;
    std::size_t size_ = 0;  ///< bytes of text in the batch
    Clock::time_point committed_ = Clock::now();
    std::unordered_map<std::string, std::pair<std::string, std::string>>
        seen_;  ///< story id → hash and origin, in this run
};

}  // namespace

Result<Summary> run(store::Store& store, const Engine& engine, const Options& options) {
    const auto known = store.known();
    if (!known) return known.error();
    archive::Inputs inputs(options.paths);
    Gatherer gatherer(store, options);
    gatherer.progress.of_bytes = inputs.bytes();
    {
        Pipeline pipeline(inputs, engine, *known, std::max(1, options.jobs));
        Outcome outcome;
        Clock::time_point shown{};
        for (auto next = Pipeline::Next::later; next != Pipeline::Next::end;) {
            next = pipeline.next(outcome, Clock::now() + std::chrono::milliseconds(100));
            if (next == Pipeline::Next::outcome) gatherer.take(std::move(outcome));
            const bool wrote = gatherer.due() || next == Pipeline::Next::end;
            if (wrote)
                if (Status committed = gatherer.commit(); !committed) return committed.error();
            if (wrote || Clock::now() - shown > std::chrono::milliseconds(100)) {
                options.on_progress(gatherer.progress);
                shown = Clock::now();
            }
        }
    }
    gatherer.summary.passed_over += inputs.passed_over();
    return std::move(gatherer.summary);
}

}  // namespace dragoman::ingest
