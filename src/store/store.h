// The store: one DuckDB file that holds the records of many stories as tables, and answers SQL.
//
// Each list of the record is a table (schema.h). Every write is one transaction: after a stop at any
// moment the file holds whole batches and nothing else. One process may write, or several may read,
// at a time; DuckDB locks the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dragoman/record.h"
#include "result.h"
#include "store/arrow/table.h"
#include "store/rows.h"

namespace dragoman::store {

/// A record on its way into the store, and where it came from.
struct Reading {
    Record record;
    std::string input_sha256;                ///< hash of the input it was read from
    std::string origin, file;                ///< "news.warc.gz@12345", and the file named or found: "news.warc.gz"
    std::vector<std::uint32_t> runs, slots;  ///< what copies are known by: ingest/signature.h
};

/// An input that gave no story, and why.
struct Failure {
    std::string origin, file, reason;
};

/// How far a file of inputs has been taken; a file whose size or time of change differs is another one.
struct FileState {
    std::string path;
    std::int64_t bytes = 0, modified = 0;  ///< modified: nanoseconds since 1970
    std::int64_t documents = 0;            ///< so many of its documents, from the first on, were taken
    std::int64_t stories = 0;              ///< and gave so many stories
    bool ended = false;                    ///< there are no more
    std::string engine_version, since;     ///< what read them; stories before this day were passed over
};

/// A story that says what another, its original, says.
struct Copy {
    std::string story_id, original;
    double similarity = 0;  ///< share of the shorter one's runs of words that the other has too
};

/// What copies are known by, as the store keeps it.
struct StoredSignature {
    std::string story_id, published, source;
    std::vector<std::uint32_t> runs, slots;
};

/// What goes into the store at once.
struct Batch {
    std::vector<Reading> readings;       ///< no story id twice
    std::vector<Reading> superseded;     ///< earlier states of these that came in with them, in their order
    std::vector<Failure> failures;       ///< in the place of earlier ones of the same origin
    std::vector<std::string> mended;     ///< origins whose failures are no more
    std::vector<FileState> files;        ///< in the place of what was known of these paths
    std::vector<Copy> copies;            ///< in the place of what was known of these stories
    std::vector<std::string> originals;  ///< stories that are no copies any more

    bool empty() const { return readings.empty() && failures.empty() && mended.empty() && files.empty(); }
};

/// Stories that are to be forgotten, and what their going means for copies.
struct Forgetting {
    std::vector<std::string> stories;
    std::string day, reason;             ///< kept, so say nothing in it that is to be forgotten
    std::vector<Copy> copies;            ///< in the place of what was known of these stories
    std::vector<std::string> originals;  ///< stories that are no copies any more
};

/// What the store holds of an input.
struct Known {
    std::string story_id, engine_version;
    std::string origin, file;  ///< that it came from first
    bool superseded = false;   ///< an earlier state of the story: a later one has taken its place
};

/// What importing a data set asks of whoever knows what copies are (ingest/importing.h).
struct Importing {
    struct Marks {
        std::vector<std::uint32_t> runs, slots;
    };
    struct Changes {
        std::vector<Copy> copies;
        std::vector<std::string> originals;
    };
    std::function<Marks(const std::string& story_id, const std::string& published, const std::string& source,
                        const std::string& text)>
        signature;                     ///< called for each story that comes, by id
    std::function<Changes()> changes;  ///< then once: what that changed
};

/// What Store::import did.
struct Imported {
    std::int64_t stories = 0;  ///< taken
    std::int64_t known = 0;    ///< left: the store has them, or was told to forget them
};

/// What Store::join did.
struct Joined {
    std::int64_t stories = 0;                             ///< that had come, changed or gone
    bool everything = false;                              ///< all was derived anew
    std::vector<std::pair<std::string, double>> seconds;  ///< of each step
};

class Store {
public:
    /// For writing; the file is made when there is none. Errors: not a file of Dragoman's, another
    /// version of the schema, another process at work on it.
    static Result<Store> open_to_write(const std::string& path);
    /// For reading only: nothing in the file or outside it can be changed or reached by a query. The path may name a
    /// data set instead of a file (dataset/dataset.h), whose folder a query can then read, and not write into.
    static Result<Store> open_to_read(const std::string& path);
    /// The same for exports (exports/exports.h), which may write into that folder.
    static Result<Store> open_to_export(const std::string& path, const std::string& folder);

    /// One statement with parameters `?`, which are bound and never part of the SQL. Without
    /// parameters columns of any type come out, those that Value cannot hold as text; with them the
    /// columns must be of types that it can.
    Result<Rows> query(std::string_view sql, const std::vector<Value>& parameters = {}) const;

    /// The same for rows by the million: they are computed as they are asked for, in memory that does not grow with
    /// them. Until their end the store can do nothing else.
    Result<Rows> stream(std::string_view sql, const std::vector<Value>& parameters = {}) const;
    /// What is left of rows of this store as a table for others' programs.
    Result<ArrowTable> arrow(Rows&& rows) const;

    /// What a stranger's SQL may take.
    struct Limits {
        std::chrono::milliseconds time{5000};
        int rows = 10'000;
    };
    /// One statement that only reads (SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE); anything else is an error, and
    /// so is what takes longer than `limits.time`. The rows end after `limits.rows`; Rows::stopped() then says so.
    Result<Rows> query_of_stranger(std::string_view sql, const Limits& limits) const;

    /// The same store for another thread: a Store itself is for one thread at a time. It must not outlive the file's
    /// first Store when that writes.
    Result<Store> another() const;

    /// From here on no query of this store, open to write, can reach another file.
    Status close_to_files();

    /// Everything ingested so far, by input_sha256; earlier states of stories too.
    Result<std::unordered_map<std::string, Known>> known() const;

    /// The file or folder it was opened from.
    const std::string& path() const;

    /// Does a store open to write hold a story of that id?
    bool holds(const std::string& story_id) const;

    Result<std::vector<FileState>> files() const;   ///< how far each file was taken
    Result<std::vector<Failure>> failures() const;  ///< inputs that failed, by file and origin
    Result<std::vector<Copy>> copies() const;
    /// Calls `f` for every story, by id.
    Status signatures(const std::function<void(StoredSignature)>& f) const;

    /// Derives anew, in one transaction, what rests on stories that came, changed or went since the last
    /// time (joining/joining.h); with `again`, or when another version derived it, all of it. What is
    /// derived depends on the stories in the store alone, not on their order or on how often it was done.
    Result<Joined> join(bool again = false, const std::function<void(const char* step)>& on_step = {});
    /// How many stories wait for that; 0: what is derived across stories is up to date.
    Result<std::int64_t> unjoined() const;

    /// Writes all of it in one transaction; a story whose id the store has is replaced, and what its earlier state was
    /// is kept (tables `editions`, `edition_rows`) unless the input is the same.
    Status write(const Batch& batch);

    /// Takes from a data set (dataset/dataset.h) the stories that the store has not, with all their rows, in one
    /// transaction; they wait to be joined. Errors: no data set, another version of the tables, a story in it twice.
    Result<Imported> import(const std::string& folder, const Importing& importing);

    /// Takes stories out in one transaction, with their earlier editions, and notes by hashes alone that they were
    /// here. They wait to be joined, since derived rows may rest on them. Their bytes stay in the file until rewrite().
    Status forget(const Forgetting& forgetting);
    /// Hashes of what was forgotten: of ids of stories and of inputs.
    Result<std::unordered_set<std::string>> forgotten() const;
    /// Writes all there is into a new file that takes the place of the store's: what was deleted is not in it.
    /// On an error the store is as it was, but may be used no more.
    Status rewrite();

    struct State;
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// For this folder's .cpp files.
    const State& state() const { return *state_; }

private:
    explicit Store(std::unique_ptr<State> state);
    static Result<Store> open(const std::string& path, const std::string& into);
    std::unique_ptr<State> state_;
};

}  // namespace dragoman::store
