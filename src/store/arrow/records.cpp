#include "store/arrow/records.h"

#include <map>

#include "store/arrow/convert.h"
#include "store/schema/reading_tables.h"
#include "store/schema/schema.h"

namespace dragoman::store {

/// A database in memory, which only knows the types of the tables' columns.
struct ArrowRecords::State {
    Database database;
    Connection connection;
    std::map<std::string, StoredTable, std::less<>> tables;

    /// Calls fill(writer); what is written is the table.
    template <class Fill>
    Status table(std::string_view name, Tables& out, Fill&& fill) {
        std::vector<LogicalType> types;
        std::vector<duckdb_logical_type> handles;
        Appender appender;
        const std::string text(name);
        duckdb_appender_create(connection.get(), nullptr, text.c_str(), appender.out());
        for (idx_t i = 0; i < duckdb_appender_column_count(appender.get()); ++i)
            types.emplace_back(duckdb_appender_column_type(appender.get(), i));
        for (const LogicalType& type : types) handles.push_back(type.get());
        auto maker = ArrowMaker::open(connection.get(), handles, tables.find(name)->second.columns);
        if (!maker) return maker.error();
        TableWriter writer;
        Status status = writer.open(connection.get(), name, [&](duckdb_data_chunk chunk) { return maker->add(chunk); });
        if (status) status = fill(writer);
        if (status) status = writer.close();
        if (status) out.emplace_back(text, maker->take());
        return status;
    }
};

Result<ArrowRecords> ArrowRecords::open() {
    auto state = std::make_unique<State>();
    Config config;
    duckdb_create_config(config.out());
    for (const auto& [name, value] : {std::pair("threads", "1"), std::pair("autoload_known_extensions", "false"),
                                      std::pair("autoinstall_known_extensions", "false")})
        duckdb_set_config(config.get(), name, value);
    char* reason = nullptr;
    if (duckdb_open_ext(nullptr, state->database.out(), config.get(), &reason) == DuckDBError) {
        Error error{reason ? reason : "cannot be opened", "DuckDB", ""};
        duckdb_free(reason);
        return error;
    }
    if (duckdb_connect(state->database.get(), state->connection.out()) == DuckDBError)
        return Error{"no connection", "DuckDB", ""};
    for (StoredTable& table : stored_tables()) {
        if (Status made = run(state->connection.get(), table.sql); !made) return made.error();
        state->tables.emplace(table.name, std::move(table));
    }
    return ArrowRecords(std::move(state));
}

Result<ArrowRecords::Tables> ArrowRecords::tables(const std::vector<Reading>& readings,
                                                  const std::vector<Failure>& failures) const {
    Tables out;
    const ReadingTables rows(readings);
    Status status = Done{};
    rows.each([&](std::string_view table, auto&& rows_of) {
        if (status) status = state_->table(table, out, [&](TableWriter& writer) { return rows.add(writer, rows_of); });
    });
    std::vector<Input> inputs;
    for (const Reading& r : readings) inputs.push_back({r.record.story.id, r.input_sha256, r.origin, r.file, ""});
    for (const Failure& f : failures) inputs.push_back({"", "", f.origin, f.file, f.reason});
    if (status)
        status = state_->table("inputs", out, [&](TableWriter& writer) -> Status {
            const Record none;
            for (const Input& input : inputs)
                if (Status added = writer.add(input, Context(none)); !added) return added;
            return Done{};
        });
    if (!status) return status.error();
    return out;
}

ArrowRecords::ArrowRecords(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArrowRecords::ArrowRecords(ArrowRecords&&) noexcept = default;
ArrowRecords::~ArrowRecords() = default;

}  // namespace dragoman::store
