#include "ingest/live.h"

#include "archive/plain.h"
#include "archive/sniff.h"
#include "archive/stream.h"

namespace dragoman::ingest {

namespace {

constexpr const char* posted = "posted";  ///< where these stories are said to come from

class Bytes final : public archive::Source {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
    std::size_t read(char* into, std::size_t room) override {
        const std::size_t taken = bytes_.copy(into, room);
        bytes_.remove_prefix(taken);
        return taken;
    }

private:
    std::string_view bytes_;
};

/// Lists and lines of JSON hold a document an object; all else is one.
std::vector<archive::Document> documents_of(std::string bytes, const std::string& content_type) {
    std::vector<archive::Document> documents;
    const auto kind = archive::kind_of(bytes, true, posted);
    if (kind == archive::Kind::json_array || kind == archive::Kind::json_lines) {
        auto stream = std::make_unique<archive::Stream>(std::make_unique<Bytes>(bytes));
        const archive::Limits limits;
        const auto reader = kind == archive::Kind::json_array
                                ? archive::list_reader(std::move(stream), posted, limits)
                                : archive::lines_reader(std::move(stream), posted, limits);
        while (auto item = reader->next())
            if (auto* document = std::get_if<archive::Document>(&*item)) documents.push_back(std::move(*document));
    } else {
        documents.emplace_back().bytes = std::move(bytes);
    }
    for (archive::Document& document : documents) {
        document.context.where = posted;
        document.context.content_type = content_type;
        document.file = posted;
        document.named = true;
    }
    return documents;
}

}  // namespace

Result<std::unique_ptr<Live>> Live::open(store::Store& store, const Engine& engine, Hooks hooks) {
    auto known = store.known();
    if (!known) return known.error();
    auto forgotten = store.forgotten();
    if (!forgotten) return forgotten.error();
    std::unique_ptr<Live> live(new Live(store, engine, std::move(hooks), std::move(*known), std::move(*forgotten)));
    if (Status loaded = live->copies_.load(store); !loaded) return loaded.error();
    live->gatherer_.emplace(store, live->options_, live->known_, live->copies_);
    live->writer_ = std::thread([at = live.get()] { at->work(); });
    return live;
}

Live::Live(store::Store& store, const Engine& engine, Hooks hooks, Known known,
           std::unordered_set<std::string> forgotten)
    : store_(store),
      hooks_(std::move(hooks)),
      known_(std::move(known)),
      reader_(engine, known_, {.since = {}, .mapping = {}, .forgotten = std::move(forgotten)}) {}

Live::~Live() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    if (writer_.joinable()) writer_.join();
}

Result<Live::Taken> Live::take(std::string bytes, const std::string& content_type) {
    Waiting mine;
    for (const archive::Document& document : documents_of(std::move(bytes), content_type))
        for (Story& story : reader_.read(document)) mine.stories.push_back(std::move(story));
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    changed_.notify_all();
    changed_.wait(lock, [&] { return mine.done; });
    if (mine.error) return *mine.error;
    return std::move(mine.taken);
}

/// Into the batch; what comes of each story is read off what the gatherer counts.
void Live::gather(Waiting& one) {
    for (Story& story : one.stories) {
        if (story.what == Story::What::failed || story.what == Story::What::passed_over) {
            one.taken.failures.push_back({story.reason, posted, ""});
            continue;
        }
        const std::string id = story.reading.record.story.id;
        const int unchanged = gatherer_->summary.unchanged;
        const std::size_t failures = gatherer_->summary.failures.size();
        Outcome outcome;
        outcome.origin = posted;
        outcome.stories.push_back(std::move(story));
        gatherer_->take(std::move(outcome));
        if (gatherer_->summary.failures.size() > failures) {
            one.taken.failures.push_back(gatherer_->summary.failures.back());
            continue;
        }
        ++(gatherer_->summary.unchanged > unchanged ? one.taken.unchanged : one.taken.stored);
        one.taken.ids.push_back(id);
    }
}

void Live::write(const std::vector<Waiting*>& together) {
    int stored = 0;
    for (Waiting* one : together) {
        gather(*one);
        stored += one->taken.stored;
    }
    const Status committed = gatherer_->commit();
    for (Waiting* one : together)
        if (!committed && one->taken.stored > 0) one->error = committed.error();
    if (committed && stored > 0) hooks_.on_stored(stored);
}

void Live::work() {
    bool joined = false;
    std::unique_lock lock(mutex_);
    for (;;) {
        const bool called = changed_.wait_for(lock, hooks_.join_after, [&] { return stopped_ || !waiting_.empty(); });
        if (!waiting_.empty()) {
            const std::vector<Waiting*> together = std::move(waiting_);
            waiting_.clear();
            lock.unlock();
            write(together);
            lock.lock();
            for (Waiting* one : together) one->done = true;
            changed_.notify_all();
            joined = false;
            continue;
        }
        if ((!called || stopped_) && !joined) {
            lock.unlock();
            (void)store_.join();  // what fails here is tried again with the next stories, or by dragoman join
            hooks_.on_joined();
            lock.lock();
            joined = true;
        }
        if (stopped_ && waiting_.empty()) return;
    }
}

}  // namespace dragoman::ingest
