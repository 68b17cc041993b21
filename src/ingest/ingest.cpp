#include "ingest/ingest.h"

#include <atomic>

#include "archive/inputs.h"
#include "ingest/copies.h"
#include "ingest/gatherer.h"
#include "ingest/journal.h"
#include "ingest/pipeline.h"
#include "record/record.h"

namespace dragoman::ingest {

using Clock = std::chrono::steady_clock;

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
