// Records → tables, through appenders and data chunks.
#include <algorithm>

#include "store/history/editions.h"
#include "store/history/removal.h"
#include "store/schema/reading_tables.h"
#include "store/state.h"
#include "store/store.h"

namespace dragoman::store {
namespace {

/// The rows of the readings.
Status append_readings(duckdb_connection connection, const std::vector<Reading>& readings) {
    const ReadingTables tables(readings);
    Status status = Done{};
    tables.each([&](std::string_view table, auto&& rows_of) {
        if (!status) return;
        TableWriter writer;
        status = writer.open(connection, table);
        if (status) status = tables.add(writer, rows_of);
        if (status) status = writer.close();
    });
    return status;
}

/// What is kept about them and about what failed.
Status append_keeping(duckdb_connection connection, const Batch& batch) {
    std::vector<Input> inputs;
    std::vector<Signature> signatures;
    std::vector<Unjoined> unjoined;
    for (const Reading& r : batch.readings) {
        inputs.push_back({r.record.story.id, r.input_sha256, r.origin, r.file, ""});
        signatures.push_back({r.record.story.id, r.runs, r.slots});
        unjoined.push_back({r.record.story.id});
    }
    for (const Copy& copy : batch.copies) unjoined.push_back({copy.story_id});
    for (const std::string& story : batch.originals) unjoined.push_back({story});
    for (const Failure& f : batch.failures) inputs.push_back({"", "", f.origin, f.file, f.reason});
    Status status = append(connection, "inputs", inputs);
    if (status) status = append(connection, "signatures", signatures);
    if (status) status = append(connection, "copies", batch.copies);
    if (status) status = append(connection, "files", batch.files);
    if (status) status = append(connection, "unjoined", unjoined);
    return status;
}

template <class Row>
std::vector<std::string> each(const std::vector<Row>& rows, std::string Row::*field) {
    std::vector<std::string> list;
    for (const Row& row : rows) list.push_back(row.*field);
    return list;
}

}  // namespace

Status Store::write(const Batch& batch) {
    duckdb_connection connection = state_->connection.get();
    std::vector<std::string> replaced, mended = batch.mended, moved = each(batch.copies, &Copy::story_id);
    for (const Reading& reading : batch.readings)
        if (holds(reading.record.story.id)) replaced.push_back(reading.record.story.id);
    for (const Failure& failure : batch.failures) mended.push_back(failure.origin);
    moved.insert(moved.end(), batch.originals.begin(), batch.originals.end());
    std::vector<std::string> known_paths = each(batch.files, &FileState::path);
    std::erase_if(known_paths, [&](const std::string& path) { return !state_->paths.contains(path); });
    if (Status begun = run(connection, "BEGIN"); !begun) return begun;
    Status status = Done{};
    if (!replaced.empty() || !batch.superseded.empty()) status = append_editions(connection, batch, replaced);
    if (status && !replaced.empty()) status = remove_stories(connection, replaced);
    if (status) status = remove_where(connection, "inputs", "story_id IS NULL AND origin", mended);
    if (status) status = remove_where(connection, "copies", "story_id", moved);
    if (status) status = remove_where(connection, "files", "path", known_paths);
    if (status) status = append_readings(connection, batch.readings);
    if (status) status = append_keeping(connection, batch);
    if (status) status = run(connection, "COMMIT");
    if (!status) {
        (void)run(connection, "ROLLBACK");
        return Error{status.error().what, state_->path,
                     "Nothing of this batch was written, all before it is kept. When the cause is gone (space on the "
                     "disk, permissions), the same command goes on from there."};
    }
    for (const Reading& reading : batch.readings) state_->story_ids.insert(reading.record.story.id);
    for (const FileState& file : batch.files) state_->paths.insert(file.path);
    return Done{};
}

}  // namespace dragoman::store
