// Queries and what they give.
#include "store/rows.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "record/scalars.h"
#include "store/rows_state.h"
#include "store/state.h"

namespace dragoman::store {

// -- values as text -------------------------------------------------------------------------------
void append_json(std::string& out, const Value& value) {
    struct Writer {
        std::string& out;
        void operator()(std::monostate) { out += "null"; }
        void operator()(bool b) { out += b ? "true" : "false"; }
        void operator()(std::int64_t n) { out += std::to_string(n); }
        void operator()(double d) { record::append_number(out, d); }
        void operator()(const std::string& s) { record::append_json_string(out, s); }
        void operator()(const List& list) {
            out += '[';
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (i > 0) out += ',';
                append_json(out, list[i]);
            }
            out += ']';
        }
        void operator()(const Object& object) {
            out += '{';
            for (std::size_t i = 0; i < object.size(); ++i) {
                if (i > 0) out += ',';
                record::append_json_string(out, object[i].first);
                out += ':';
                append_json(out, object[i].second);
            }
            out += '}';
        }
    };
    std::visit(Writer{out}, value.is);
}

std::string plain(const Value& value) {
    if (value.null()) return "";
    if (const auto* text = std::get_if<std::string>(&value.is)) return *text;
    if (const auto* list = std::get_if<List>(&value.is)) {
        std::string joined;
        for (const Value& item : *list) joined += (joined.empty() ? "" : "; ") + plain(item);
        return joined;
    }
    if (const auto* object = std::get_if<Object>(&value.is))
        for (const auto& [name, field] : *object)
            if (name == "text") return plain(field);
    std::string json;
    append_json(json, value);
    return json;
}

// -- vectors of DuckDB as values ------------------------------------------------------------------
namespace {

/// Can `read` take values of this type? Others are cast to text by the query.
bool readable(duckdb_logical_type type) {
    switch (duckdb_get_type_id(type)) {
        case DUCKDB_TYPE_BOOLEAN:
        case DUCKDB_TYPE_TINYINT:
        case DUCKDB_TYPE_SMALLINT:
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_UTINYINT:
        case DUCKDB_TYPE_USMALLINT:
        case DUCKDB_TYPE_UINTEGER:
        case DUCKDB_TYPE_FLOAT:
        case DUCKDB_TYPE_DOUBLE:
        case DUCKDB_TYPE_DATE:
        case DUCKDB_TYPE_VARCHAR:
            return true;
        case DUCKDB_TYPE_LIST:
            return readable(LogicalType(duckdb_list_type_child_type(type)).get());
        case DUCKDB_TYPE_STRUCT:
            for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i)
                if (!readable(LogicalType(duckdb_struct_type_child_type(type, i)).get())) return false;
            return true;
        default:
            return false;
    }
}

/// Numbers of types that become DOUBLE when cast.
bool wide_number(duckdb_logical_type type) {
    const auto id = duckdb_get_type_id(type);
    return id == DUCKDB_TYPE_HUGEINT || id == DUCKDB_TYPE_UHUGEINT || id == DUCKDB_TYPE_UBIGINT ||
           id == DUCKDB_TYPE_DECIMAL;
}

bool numeric(duckdb_logical_type type) {
    const auto id = duckdb_get_type_id(type);
    return id >= DUCKDB_TYPE_TINYINT && id <= DUCKDB_TYPE_DOUBLE;
}

std::string iso(duckdb_date days) {
    if (!duckdb_is_finite_date(days)) return days.days > 0 ? "infinity" : "-infinity";
    const auto date = duckdb_from_date(days);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Value read(duckdb_vector vector, duckdb_logical_type type, idx_t at) {
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    if (validity && !duckdb_validity_row_is_valid(validity, at)) return {};
    void* data = duckdb_vector_get_data(vector);
    const auto number = [&]<class T>(T) { return Value{static_cast<std::int64_t>(static_cast<T*>(data)[at])}; };
    switch (duckdb_get_type_id(type)) {
        case DUCKDB_TYPE_BOOLEAN:
            return {static_cast<bool*>(data)[at]};
        case DUCKDB_TYPE_TINYINT:
            return number(std::int8_t());
        case DUCKDB_TYPE_SMALLINT:
            return number(std::int16_t());
        case DUCKDB_TYPE_INTEGER:
            return number(std::int32_t());
        case DUCKDB_TYPE_BIGINT:
            return number(std::int64_t());
        case DUCKDB_TYPE_UTINYINT:
            return number(std::uint8_t());
        case DUCKDB_TYPE_USMALLINT:
            return number(std::uint16_t());
        case DUCKDB_TYPE_UINTEGER:
            return number(std::uint32_t());
        case DUCKDB_TYPE_FLOAT:
            return {static_cast<double>(static_cast<float*>(data)[at])};
        case DUCKDB_TYPE_DOUBLE:
            return {static_cast<double*>(data)[at]};
        case DUCKDB_TYPE_DATE:
            return {iso(static_cast<duckdb_date*>(data)[at])};
        case DUCKDB_TYPE_VARCHAR: {
            auto& text = static_cast<duckdb_string_t*>(data)[at];
            return {std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text))};
        }
        case DUCKDB_TYPE_LIST: {
            const auto entry = static_cast<duckdb_list_entry*>(data)[at];
            const LogicalType child(duckdb_list_type_child_type(type));
            List list;
            for (idx_t i = 0; i < entry.length; ++i)
                list.push_back(read(duckdb_list_vector_get_child(vector), child.get(), entry.offset + i));
            return {std::move(list)};
        }
        case DUCKDB_TYPE_STRUCT: {
            Object object;
            for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i) {
                const LogicalType child(duckdb_struct_type_child_type(type, i));
                char* name = duckdb_struct_type_child_name(type, i);
                object.emplace_back(name, read(duckdb_struct_vector_get_child(vector, i), child.get(), at));
                duckdb_free(name);
            }
            return {std::move(object)};
        }
        default:
            return {};
    }
}

std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

/// The same query with every column that `read` cannot take cast to text, or to DOUBLE. Columns are
/// renamed inside, because their own names may stand twice.
std::string cast_all(std::string_view sql, duckdb_prepared_statement prepared) {
    while (!sql.empty() && (sql.back() == ';' || static_cast<unsigned char>(sql.back()) <= ' ')) sql.remove_suffix(1);
    std::string list, names;
    for (idx_t i = 0; i < duckdb_prepared_statement_column_count(prepared); ++i) {
        const LogicalType type(duckdb_prepared_statement_column_logical_type(prepared, i));
        const char* name = duckdb_prepared_statement_column_name(prepared, i);
        const char* form = readable(type.get())      ? "{1}c{0} AS {2}"
                           : wide_number(type.get()) ? "{1}CAST(c{0} AS DOUBLE) AS {2}"
                                                     : "{1}CAST(c{0} AS VARCHAR) AS {2}";
        const char* separator = i ? ", " : "";
        list += fmt::format(fmt::runtime(form), i, separator, quoted(name));
        names += fmt::format("{}c{}", separator, i);
        duckdb_free(const_cast<char*>(name));
    }
    return fmt::format("SELECT {} FROM ({}\n) AS q({})", list, sql, names);
}

Status prepare(duckdb_connection connection, const std::string& sql, Prepared& prepared) {
    if (duckdb_prepare(connection, sql.c_str(), prepared.out()) == DuckDBSuccess) return Done{};
    const char* reason = duckdb_prepare_error(prepared.get());
    return Error{reason ? reason : "cannot be prepared", "SQL", ""};
}

Status bind(duckdb_prepared_statement prepared, idx_t at, const Value& value) {
    duckdb_state done = DuckDBError;
    if (value.null()) done = duckdb_bind_null(prepared, at);
    if (const auto* b = std::get_if<bool>(&value.is)) done = duckdb_bind_boolean(prepared, at, *b);
    if (const auto* n = std::get_if<std::int64_t>(&value.is)) done = duckdb_bind_int64(prepared, at, *n);
    if (const auto* d = std::get_if<double>(&value.is)) done = duckdb_bind_double(prepared, at, *d);
    if (const auto* s = std::get_if<std::string>(&value.is))
        done = duckdb_bind_varchar_length(prepared, at, s->data(), s->size());
    if (const auto* list = std::get_if<List>(&value.is)) {  // of texts
        LogicalType varchar(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
        std::vector<DuckValue> owned;
        std::vector<duckdb_value> handles;
        for (const Value& item : *list) {
            const std::string text = plain(item);
            owned.emplace_back(duckdb_create_varchar_length(text.data(), text.size()));
            handles.push_back(owned.back().get());
        }
        handles.reserve(1);  // an empty list must have an address too, or DuckDB makes nothing of it
        DuckValue all(duckdb_create_list_value(varchar.get(), handles.data(), handles.size()));
        done = duckdb_bind_value(prepared, at, all.get());
    }
    if (done == DuckDBSuccess) return Done{};
    return Error{"parameter " + std::to_string(at) + " cannot be bound", "SQL", ""};
}

/// Does the statement begin as a question does? EXPORT makes its folder when it is prepared, so the type that DuckDB
/// tells of a prepared statement comes too late for it.
bool asks(std::string_view sql) {
    const auto pass = [&](std::size_t to) { sql.remove_prefix(std::min(to, sql.size())); };
    for (pass(sql.find_first_not_of(" \t\r\n(")); sql.starts_with("--") || sql.starts_with("/*");
         pass(sql.find_first_not_of(" \t\r\n(")))
        pass(sql[0] == '-' ? sql.find('\n') : sql.find("*/", 2) == sql.npos ? sql.npos : sql.find("*/", 2) + 2);
    std::string word;
    for (const char c : sql) {
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) break;
        word += static_cast<char>(c & ~0x20);
    }
    return word == "SELECT" || word == "WITH" || word == "FROM" || word == "VALUES" || word == "DESCRIBE" ||
           word == "SHOW" || word == "SUMMARIZE" || word == "PIVOT" || word == "UNPIVOT";
}

Error only_questions() {
    return {"only statements that read are answered", "SQL", "Begin with SELECT, WITH, FROM or DESCRIBE."};
}

}  // namespace

Rows Rows::of(std::vector<Column> columns, std::vector<std::vector<Value>> rows) {
    auto state = std::make_unique<State>();
    state->made = std::move(rows);
    state->computed = true;
    return Rows(std::move(state), std::move(columns));
}

Result<Rows> Store::query(std::string_view sql, const std::vector<Value>& parameters) const {
    // The folder of a data set must be open to DuckDB, which does not tell reading from writing there; and no statement
    // that begins as a question writes files.
    if (state_->folder && !asks(sql)) return only_questions();
    return store::query(state_->connection.get(), sql, parameters);
}

Result<Rows> Store::stream(std::string_view sql, const std::vector<Value>& parameters) const {
    if (state_->folder && !asks(sql)) return only_questions();
    return store::query(state_->connection.get(), sql, parameters, true);
}

Result<Rows> query(duckdb_connection connection, std::string_view sql, const std::vector<Value>& parameters,
                   bool streaming) {
    Prepared prepared;
    if (Status status = prepare(connection, std::string(sql), prepared); !status) return status.error();
    bool direct = true;  // with parameters DuckDB may not know the types before they are bound
    for (idx_t i = 0; parameters.empty() && i < duckdb_prepared_statement_column_count(prepared.get()); ++i)
        direct =
            direct && readable(LogicalType(duckdb_prepared_statement_column_logical_type(prepared.get(), i)).get());
    if (!direct) {
        Prepared again;
        if (Status status = prepare(connection, cast_all(sql, prepared.get()), again); !status) return status.error();
        prepared = std::move(again);
    }
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (Status status = bind(prepared.get(), i + 1, parameters[i]); !status) return status.error();
    auto state = std::make_unique<Rows::State>();
    const auto execute = streaming ? duckdb_execute_prepared_streaming : duckdb_execute_prepared;
    if (execute(prepared.get(), state->result.out()) == DuckDBError)
        return Error{duckdb_result_error(state->result.out()), "SQL", ""};
    std::vector<Column> columns;
    for (idx_t i = 0; i < duckdb_column_count(state->result.out()); ++i) {
        state->types.emplace_back(duckdb_column_logical_type(state->result.out(), i));
        columns.push_back({duckdb_column_name(state->result.out(), i), numeric(state->types.back().get())});
    }
    return Rows(std::move(state), std::move(columns));
}

namespace {

/// Interrupts what a connection does when it is still at it after some time.
class Deadline {
public:
    Deadline(duckdb_connection connection, std::chrono::milliseconds time)
        : watch_([this, connection, time] {
              std::unique_lock lock(mutex_);
              if (!ended_.wait_for(lock, time, [this] { return done_; })) {
                  passed_ = true;
                  duckdb_interrupt(connection);
              }
          }) {}
    ~Deadline() {
        end();
        watch_.join();
    }
    /// From here on nothing is interrupted. Was it?
    bool end() {
        const std::lock_guard lock(mutex_);
        done_ = true;
        ended_.notify_all();
        return passed_;
    }

private:
    std::mutex mutex_;
    std::condition_variable ended_;
    bool done_ = false, passed_ = false;
    std::thread watch_;  // last: it uses the others
};

}  // namespace

Result<Rows> Store::query_of_stranger(std::string_view sql, const Limits& limits) const {
    duckdb_connection connection = state_->connection.get();
    if (!asks(sql)) return only_questions();
    Prepared prepared;
    if (Status status = prepare(connection, std::string(sql), prepared); !status) return status.error();
    if (duckdb_prepared_statement_type(prepared.get()) != DUCKDB_STATEMENT_TYPE_SELECT) return only_questions();
    std::string text(sql);
    while (!text.empty() && (text.back() == ';' || static_cast<unsigned char>(text.back()) <= ' ')) text.pop_back();
    text = "SELECT * FROM (" + text + "\n) LIMIT " + std::to_string(limits.rows + 1);
    Deadline deadline(connection, limits.time);
    auto rows = query(text);
    const bool late = deadline.end();
    if (rows) {
        rows->stop_after(limits.rows);
        return rows;
    }
    if (!late) return rows.error();
    return Error{fmt::format("took longer than {} seconds and was ended", limits.time.count() / 1000), "SQL",
                 "Ask for less: fewer days, fewer joins, a LIMIT inside; or ask the file itself with dragoman sql."};
}

bool Rows::next(std::vector<Value>& row) {
    State& s = *state_;
    if (s.computed ? s.given == s.made.size() : !s.fetched()) return false;
    if (most_ > 0 && given_ == most_) {
        stopped_ = true;
        return false;
    }
    ++given_;
    if (s.computed) {
        row = std::move(s.made[s.given++]);
        return true;
    }
    row.clear();
    for (idx_t i = 0; i < s.types.size(); ++i)
        row.push_back(read(duckdb_data_chunk_get_vector(s.chunk.get(), i), s.types[i].get(), s.at));
    ++s.at;
    return true;
}

Rows::Rows(std::unique_ptr<State> state, std::vector<Column> columns)
    : state_(std::move(state)), columns_(std::move(columns)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

}  // namespace dragoman::store
