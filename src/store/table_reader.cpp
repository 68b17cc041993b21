#include "store/table_reader.h"

#include "store/duck.h"

namespace dragoman::store {
namespace {

std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::string_view text_at(duckdb_vector vector, idx_t row) {
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    if (validity && !duckdb_validity_row_is_valid(validity, row)) return {};
    auto& text = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector))[row];
    return {duckdb_string_t_data(&text), duckdb_string_t_length(text)};
}

}  // namespace

struct TableReader::State {
    std::string where, from;  ///< `from`: what stands behind FROM
    Database database;
    Connection connection;
    std::vector<std::string> columns;
    std::uint64_t rows = 0;
    Prepared prepared;
    QueryResult result;
    DataChunk chunk;
    idx_t at = 0;

    /// DuckDB's reason in one line, without its query.
    Error error(const char* why) const {
        const std::string_view line =
            why ? std::string_view(why).substr(0, std::string_view(why).find('\n')) : "unknown";
        return {"cannot be read as Parquet: " + std::string(line), where, ""};
    }

    /// The first column of what `sql` gives, as texts.
    Result<std::vector<std::string>> texts(const std::string& sql) const {
        QueryResult answer;
        if (duckdb_query(connection.get(), sql.c_str(), answer.out()) == DuckDBError)
            return error(duckdb_result_error(answer.out()));
        std::vector<std::string> all;
        while (true) {
            const DataChunk rows_of(duckdb_fetch_chunk(*answer.out()));
            if (!rows_of.get()) return all;
            for (idx_t row = 0; row < duckdb_data_chunk_get_size(rows_of.get()); ++row)
                all.emplace_back(text_at(duckdb_data_chunk_get_vector(rows_of.get(), 0), row));
        }
    }
};

Result<TableReader> TableReader::open_parquet(int descriptor, const std::string& where) {
    auto state = std::make_unique<State>();
    state->where = where;
    // By its descriptor, since DuckDB takes a path for a pattern.
    const std::string file = "'/proc/self/fd/" + std::to_string(descriptor) + "'";
    state->from = "read_parquet(" + file + ", binary_as_string = true)";
    Config config;
    duckdb_create_config(config.out());
    for (const auto& [name, value] :
         {std::pair("threads", "1"), {"memory_limit", "512MB"}, {"autoinstall_known_extensions", "false"}})
        duckdb_set_config(config.get(), name, value);
    char* reason = nullptr;
    if (duckdb_open_ext(nullptr, state->database.out(), config.get(), &reason) == DuckDBError) {
        Error error = state->error(reason);
        duckdb_free(reason);
        return error;
    }
    if (duckdb_connect(state->database.get(), state->connection.out()) == DuckDBError)
        return state->error("no connection");
    auto columns = state->texts("SELECT column_name FROM (DESCRIBE SELECT * FROM " + state->from + ")");
    if (!columns) return columns.error();
    state->columns = std::move(*columns);
    const auto rows = state->texts("SELECT CAST(sum(num_rows) AS VARCHAR) FROM parquet_file_metadata(" + file + ")");
    if (!rows) return rows.error();
    for (const char c : rows->empty() ? std::string() : rows->front())
        state->rows = state->rows * 10 + static_cast<std::uint64_t>(c - '0');
    return TableReader(std::move(state));
}

const std::vector<std::string>& TableReader::columns() const { return state_->columns; }

std::uint64_t TableReader::rows() const { return state_->rows; }

Status TableReader::select(const std::vector<std::size_t>& columns) {
    std::string list;
    for (const std::size_t column : columns) list += (list.empty() ? "" : ", ") + quoted(state_->columns[column]);
    const std::string sql = "SELECT CAST(to_json(t) AS VARCHAR) FROM (SELECT " + list + " FROM " + state_->from + ") t";
    if (duckdb_prepare(state_->connection.get(), sql.c_str(), state_->prepared.out()) == DuckDBError)
        return state_->error(duckdb_prepare_error(state_->prepared.get()));
    if (duckdb_execute_prepared_streaming(state_->prepared.get(), state_->result.out()) == DuckDBError)
        return state_->error(duckdb_result_error(state_->result.out()));
    return Done{};
}

Result<std::optional<std::string>> TableReader::next() {
    while (!state_->chunk.get() || state_->at == duckdb_data_chunk_get_size(state_->chunk.get())) {
        state_->chunk = DataChunk(duckdb_fetch_chunk(*state_->result.out()));
        state_->at = 0;
        if (state_->chunk.get()) continue;
        if (const char* why = duckdb_result_error(state_->result.out())) return state_->error(why);
        return std::optional<std::string>();
    }
    return std::optional<std::string>(text_at(duckdb_data_chunk_get_vector(state_->chunk.get(), 0), state_->at++));
}

TableReader::TableReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

}  // namespace dragoman::store
