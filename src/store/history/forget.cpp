// Forgetting stories, and the file written anew without them.
#include <filesystem>

#include "sha256.h"
#include "store/history/removal.h"
#include "store/schema/editions.h"
#include "store/schema/table_writer.h"
#include "store/state.h"

namespace dragoman::store {
namespace {

/// The notes that are kept of them: hashes alone.
Result<std::vector<ForgottenStory>> notes_of(duckdb_connection connection, const Forgetting& forgetting) {
    auto rows = query(connection, "SELECT story_id, sha256 FROM inputs WHERE story_id IN (SELECT unnest(?))",
                      {list_of(forgetting.stories)});
    if (!rows) return rows.error();
    std::vector<ForgottenStory> notes;
    for (std::vector<Value> row; rows->next(row);)
        notes.push_back({sha256_hex(plain(row[0])), plain(row[1]), forgetting.day, forgetting.reason});
    return notes;
}

Status take_out(duckdb_connection connection, const Forgetting& forgetting) {
    const auto notes = notes_of(connection, forgetting);
    if (!notes) return notes.error();
    std::vector<std::string> moved = forgetting.originals;
    for (const Copy& copy : forgetting.copies) moved.push_back(copy.story_id);
    std::vector<Unjoined> unjoined;
    for (const std::string& story : forgetting.stories) unjoined.push_back({story});
    for (const std::string& story : moved) unjoined.push_back({story});
    Status status = remove_stories(connection, forgetting.stories);
    for (const char* table : {"editions", "edition_rows"})
        if (status) status = remove_where(connection, table, "story_id", forgetting.stories);
    if (status) status = remove_where(connection, "copies", "story_id", moved);
    if (status) status = append(connection, "copies", forgetting.copies);
    if (status) status = append(connection, "unjoined", unjoined);
    if (status) status = append(connection, "forgotten", *notes);
    return status;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
    return out + "'";
}

}  // namespace

Status Store::forget(const Forgetting& forgetting) {
    duckdb_connection connection = state_->connection.get();
    if (Status begun = run(connection, "BEGIN"); !begun) return begun;
    Status status = take_out(connection, forgetting);
    if (status) status = run(connection, "COMMIT");
    if (!status) {
        (void)run(connection, "ROLLBACK");
        return Error{status.error().what, state_->path, "Nothing was forgotten."};
    }
    for (const std::string& id : forgetting.stories) state_->story_ids.erase(id);
    return Done{};
}

Result<std::unordered_set<std::string>> Store::forgotten() const {
    auto rows = query("SELECT story_sha256, input_sha256 FROM forgotten");
    if (!rows) return rows.error();
    std::unordered_set<std::string> hashes;
    for (std::vector<Value> row; rows->next(row);)
        for (const Value& hash : row) hashes.insert(plain(hash));
    return hashes;
}

// DuckDB reuses the blocks of deleted rows without wiping them, and no CHECKPOINT or VACUUM gives all of them back:
// only a new file is without the words. The old one is unlocked after the new one has taken its name, so that no other
// process can get in between.
Status Store::rewrite() {
    const std::string& path = state_->path;
    const std::string fresh = path + ".rewriting";
    std::error_code error;
    for (const std::string& left : {fresh, fresh + ".wal"}) std::filesystem::remove(left, error);
    duckdb_connection connection = state_->connection.get();
    auto name = store::query(connection, "SELECT '\"' || replace(current_database(), '\"', '\"\"') || '\"'");
    if (!name) return name.error();
    std::vector<Value> row;
    const std::string from = name->next(row) ? plain(row[0]) : "";
    Status done = run(connection, "CHECKPOINT; ATTACH " + quoted(fresh) + " AS rewriting; COPY FROM DATABASE " + from +
                                      " TO rewriting; CHECKPOINT rewriting; DETACH rewriting;");
    if (done) {
        std::filesystem::rename(fresh, path, error);
        if (error) done = Error{error.message(), "", ""};
    }
    if (!done) {
        std::filesystem::remove(fresh, error);
        return Error{done.error().what, path,
                     "Its words may still be in the file. When the cause is gone (space on the disk, permissions), "
                     "`dragoman forget " + path + "` without stories writes it anew."};
    }
    std::filesystem::remove(path + ".wal", error);
    const std::string again = path;
    state_->connection = Connection();
    state_->database.reset();
    auto opened = open_to_write(again);
    if (!opened) return opened.error();
    *this = std::move(*opened);
    return Done{};
}

}  // namespace dragoman::store
