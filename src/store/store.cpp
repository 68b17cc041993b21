#include "store/store.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "store/dataset/dataset.h"
#include "store/chunks.h"
#include "store/schema/schema.h"
#include "store/state.h"

namespace dragoman::store {
namespace fs = std::filesystem;
namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// DuckDB's words for why a file cannot be opened, in ours.
Error cannot_open(const std::string& path, std::string_view reason) {
    if (has(reason, "lock"))
        return {"another process has it open", path, "Wait until that ingest or query has ended, then try again."};
    if (has(reason, "not a valid DuckDB database file"))
        return {"not a DuckDB file", path, "Name a file that `dragoman ingest` made, or a new one to ingest into."};
    if (has(reason, "read-only mode - database does not exist"))
        return {"no such file", path, "Make it: dragoman ingest STORIES --into " + path};
    return {std::string(reason), path, ""};
}

Status open_file(Store::State& state, const char* file,
                 std::initializer_list<std::pair<const char*, const char*>> options) {
    state.database = std::make_shared<Database>();
    Config config;
    duckdb_create_config(config.out());
    for (const auto& [name, value] : options) duckdb_set_config(config.get(), name, value);
    char* reason = nullptr;
    if (duckdb_open_ext(file, state.database->out(), config.get(), &reason) == DuckDBError) {
        Error error = cannot_open(state.path, reason ? reason : "cannot be opened");
        duckdb_free(reason);
        return error;
    }
    if (duckdb_connect(state.database->get(), state.connection.out()) == DuckDBError)
        return Error{"no connection", state.path, ""};
    return Done{};
}

Result<std::string> text_of(const Store& store, const char* sql) {
    auto rows = store.query(sql);
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row) ? plain(row[0]) : std::string();
}

Status check_schema(const Store& store, const std::string& path) {
    const auto found = text_of(store, "SELECT \"value\" FROM meta WHERE \"key\" = 'schema'");
    if (!found || found->empty())
        return Error{"a DuckDB file, but not one of Dragoman's", path,
                     "Name a file that `dragoman ingest` made, or a new one to ingest into."};
    if (*found == schema_version()) return Done{};
    return Error{"its tables are of version " + *found + ", this program's of version " + schema_version(), path,
                 "Ingest the stories into a new file."};
}

/// Absolute, without links: as DuckDB compares paths.
std::string plain_path(const std::string& path) { return fs::weakly_canonical(path).string(); }

/// Settings after which nothing but these folders can be reached, and which cannot be changed any more.
std::string fence(const std::string& folder, const std::string& into) {
    std::string allowed;
    for (const std::string& one : {folder, into}) {
        if (one.empty()) continue;
        allowed += allowed.empty() ? "'" : ", '";
        for (const char c : one) allowed.append(c == '\'' ? 2 : 1, c);
        allowed += "'";
    }
    static std::atomic<int> count = 0;
    const auto spill = fs::temp_directory_path() / fmt::format("dragoman-{}-{}", getpid(), count++);
    std::string sql;
    if (!allowed.empty())
        sql = fmt::format("SET allowed_directories = [{}]; SET memory_limit = '512MB'; SET temp_directory = '{}'; ",
                          allowed, spill.string());
    return sql + "SET enable_external_access = false; SET lock_configuration = true;";
}

Status create_tables(duckdb_connection connection) {
    return run(connection,
               "BEGIN;\n" + schema_sql() + "INSERT INTO meta VALUES ('schema', '" + schema_version() + "');\nCOMMIT;");
}

}  // namespace

Status run(duckdb_connection connection, const std::string& sql) {
    QueryResult result;
    if (duckdb_query(connection, sql.c_str(), result.out()) == DuckDBSuccess) return Done{};
    return Error{duckdb_result_error(result.out()), "", ""};
}

Result<Store> Store::open_to_write(const std::string& path) {
    auto state = std::make_unique<State>();
    state->path = path;
    std::error_code ignored;
    const bool exists = std::filesystem::exists(path, ignored);
    // DuckDB moves its log into the tables when it has grown to the threshold; the default of 16 MB does
    // so every few hundred stories, which halves the speed of writing (measured: 1,570 to 2,480 a second).
    const Status opened = open_file(*state, path.c_str(),
                                    {{"autoload_known_extensions", "false"},
                                     {"autoinstall_known_extensions", "false"},
                                     {"checkpoint_threshold", "64MB"},
                                     {"memory_limit", writing_memory.data()}});
    if (!opened) return opened.error();
    Store store(std::move(state));
    // A file without any table is one whose making was interrupted.
    const auto tables = text_of(store, "SELECT count(*) FROM duckdb_tables()");
    if (!tables) return tables.error();
    const Status ready =
        !exists || *tables == "0" ? create_tables(store.state_->connection.get()) : check_schema(store, path);
    if (!ready) return ready.error();
    auto ids = Chunks::of(store.state_->connection.get(), "SELECT id FROM stories");
    if (!ids) return ids.error();
    while (ids->next())
        for (idx_t row = 0; row < ids->size(); ++row) store.state_->story_ids.emplace(ids->text(0, row));
    auto paths = store.query("SELECT path FROM files");
    if (!paths) return paths.error();
    for (std::vector<Value> row; paths->next(row);) store.state_->paths.insert(plain(row[0]));
    return store;
}

Result<Store> Store::open_to_read(const std::string& path) { return open(path, ""); }

Result<Store> Store::open_to_export(const std::string& path, const std::string& folder) { return open(path, folder); }

Result<Store> Store::open(const std::string& path, const std::string& into) {
    auto state = std::make_unique<State>();
    state->path = path;
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return Error{"no such file", path, "Make it: dragoman ingest STORIES --into " + path};
    state->folder = fs::is_directory(path, ignored);
    const std::string folder = state->folder ? plain_path(path) : "";
    Status opened = state->folder
                        ? open_file(*state, nullptr,
                                    {{"autoload_known_extensions", "false"}, {"autoinstall_known_extensions", "false"}})
                        : open_file(*state, path.c_str(),
                                    {{"access_mode", "READ_ONLY"},
                                     {"autoload_known_extensions", "false"},
                                     {"autoinstall_known_extensions", "false"}});
    if (opened) opened = run(state->connection.get(), fence(folder, into.empty() ? into : plain_path(into)));
    if (!opened) return opened.error();
    Store store(std::move(state));
    duckdb_connection connection = store.state_->connection.get();
    const auto check = [&] { return check_schema(store, path); };
    Status ready = folder.empty() ? check() : open_data_set(connection, folder, check);
    if (!ready) return ready.error();
    return store;
}

Result<std::unordered_map<std::string, Known>> Store::known() const {
    auto rows = query(
        "SELECT i.sha256, s.id, s.engine_version, i.origin, i.file FROM inputs i JOIN stories s ON s.id = i.story_id");
    if (!rows) return rows.error();
    std::unordered_map<std::string, Known> known;
    for (std::vector<Value> row; rows->next(row);)
        known[plain(row[0])] = {plain(row[1]), plain(row[2]), plain(row[3]), plain(row[4])};
    auto earlier = query("SELECT input_sha256, story_id FROM editions");
    if (!earlier) return earlier.error();
    for (std::vector<Value> row; earlier->next(row);)
        known.try_emplace(plain(row[0]), Known{.story_id = plain(row[1]), .superseded = true});
    return known;
}

Result<std::vector<FileState>> Store::files() const {
    auto rows = query("SELECT path, bytes, modified, documents, stories, ended, engine_version, since FROM files");
    if (!rows) return rows.error();
    std::vector<FileState> files;
    const auto number = [](const Value& value) { return std::get<std::int64_t>(value.is); };
    for (std::vector<Value> row; rows->next(row);)
        files.push_back({plain(row[0]), number(row[1]), number(row[2]), number(row[3]), number(row[4]),
                         std::get<bool>(row[5].is), plain(row[6]), plain(row[7])});
    return files;
}

Result<std::vector<Failure>> Store::failures() const {
    auto rows = query("SELECT origin, file, reason FROM inputs WHERE story_id IS NULL ORDER BY file, origin");
    if (!rows) return rows.error();
    std::vector<Failure> failures;
    for (std::vector<Value> row; rows->next(row);) failures.push_back({plain(row[0]), plain(row[1]), plain(row[2])});
    return failures;
}

Result<std::vector<Copy>> Store::copies() const {
    auto rows = query("SELECT story_id, original, similarity FROM copies");
    if (!rows) return rows.error();
    std::vector<Copy> copies;
    for (std::vector<Value> row; rows->next(row);)
        copies.push_back({plain(row[0]), plain(row[1]), std::get<double>(row[2].is)});
    return copies;
}

Status Store::signatures(const std::function<void(StoredSignature)>& f) const {
    auto rows = query(
        "SELECT g.story_id, s.published, s.source, g.runs, g.slots FROM signatures g JOIN stories s ON s.id = "
        "g.story_id "
        "ORDER BY g.story_id");
    if (!rows) return rows.error();
    const auto hashes = [](const Value& value) {
        std::vector<std::uint32_t> list;
        if (const List* values = std::get_if<List>(&value.is))
            for (const Value& hash : *values)
                list.push_back(static_cast<std::uint32_t>(std::get<std::int64_t>(hash.is)));
        return list;
    };
    for (std::vector<Value> row; rows->next(row);)
        f({plain(row[0]), plain(row[1]), plain(row[2]), hashes(row[3]), hashes(row[4])});
    return Done{};
}

Status Store::close_to_files() { return run(state_->connection.get(), "SET enable_external_access = false"); }

Result<Store> Store::another() const {
    auto state = std::make_unique<State>();
    state->path = state_->path;
    state->database = state_->database;
    state->folder = state_->folder;
    if (duckdb_connect(state->database->get(), state->connection.out()) == DuckDBError)
        return Error{"no connection", state->path, ""};
    return Store(std::move(state));
}

const std::string& Store::path() const { return state_->path; }

bool Store::holds(const std::string& story_id) const { return state_->story_ids.contains(story_id); }

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

}  // namespace dragoman::store
