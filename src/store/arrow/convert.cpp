#include "store/arrow/convert.h"

#include <algorithm>
#include <set>

#include "store/rows_state.h"
#include "store/state.h"

namespace dragoman::store {
namespace {

using ErrorData = Owned<duckdb_error_data, duckdb_destroy_error_data>;

Status status_of(duckdb_error_data data) {
    const ErrorData error(data);
    if (!error.get() || !duckdb_error_data_has_error(error.get())) return Done{};
    return Error{duckdb_error_data_message(error.get()), "Arrow", ""};
}

// -- values of any kind into vectors -------------------------------------------------------------------
using Values = std::vector<const Value*>;

template <class T>
bool any(const Values& values) {
    for (const Value* value : values)
        if (std::holds_alternative<T>(value->is)) return true;
    return false;
}

/// Of lists all elements, of objects all values of one field.
Values elements(const Values& values) {
    Values all;
    for (const Value* value : values)
        if (const auto* list = std::get_if<List>(&value->is))
            for (const Value& one : *list) all.push_back(&one);
    return all;
}
const Value* field(const Object& object, std::string_view name) {
    for (const auto& [key, value] : object)
        if (key == name) return &value;
    return nullptr;
}
Values fields(const Values& values, std::string_view name) {
    Values all;
    for (const Value* value : values)
        if (const auto* object = std::get_if<Object>(&value->is))
            if (const Value* found = field(*object, name)) all.push_back(found);
    return all;
}
/// Of all objects: those of computed rows need not have the same.
std::set<std::string> names_of(const Values& values) {
    std::set<std::string> names;
    for (const Value* value : values)
        if (const auto* object = std::get_if<Object>(&value->is))
            for (const auto& [name, inner] : *object) names.insert(name);
    return names;
}

/// The one type that holds them all; text where there is none.
LogicalType type_of(const Values& values) {
    if (const auto objects = names_of(values); !objects.empty()) {
        std::vector<LogicalType> types;
        std::vector<duckdb_logical_type> handles;
        std::vector<const char*> names;
        for (const std::string& name : objects) {
            types.push_back(type_of(fields(values, name)));
            handles.push_back(types.back().get());
            names.push_back(name.c_str());
        }
        return LogicalType(duckdb_create_struct_type(handles.data(), names.data(), handles.size()));
    }
    if (any<List>(values)) return LogicalType(duckdb_create_list_type(type_of(elements(values)).get()));
    const bool text = any<std::string>(values);
    const bool real = any<double>(values), whole = any<std::int64_t>(values), truth = any<bool>(values);
    duckdb_type type = DUCKDB_TYPE_VARCHAR;
    if (!text && real && !truth) type = DUCKDB_TYPE_DOUBLE;
    if (!text && !real && whole && !truth) type = DUCKDB_TYPE_BIGINT;
    if (!text && !real && !whole && truth) type = DUCKDB_TYPE_BOOLEAN;
    return LogicalType(duckdb_create_logical_type(type));
}

void put(duckdb_vector vector, duckdb_logical_type type, idx_t at, const Value& value);

void put_list(duckdb_vector vector, duckdb_logical_type type, idx_t at, const List& list) {
    const idx_t before = duckdb_list_vector_get_size(vector);
    duckdb_list_vector_reserve(vector, before + list.size());
    duckdb_list_vector_set_size(vector, before + list.size());
    static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vector))[at] = {before, list.size()};
    const LogicalType child(duckdb_list_type_child_type(type));
    for (idx_t i = 0; i < list.size(); ++i) put(duckdb_list_vector_get_child(vector), child.get(), before + i, list[i]);
}

void put_object(duckdb_vector vector, duckdb_logical_type type, idx_t at, const Object& object) {
    for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i) {
        char* name = duckdb_struct_type_child_name(type, i);
        const Value* value = field(object, name);
        duckdb_free(name);
        put(duckdb_struct_vector_get_child(vector, i), LogicalType(duckdb_struct_type_child_type(type, i)).get(), at,
            value ? *value : Value());
    }
}

void put_null(duckdb_vector vector, duckdb_logical_type type, idx_t at) {
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), at);
    if (duckdb_get_type_id(type) != DUCKDB_TYPE_STRUCT) return;
    for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i)
        put_null(duckdb_struct_vector_get_child(vector, i), LogicalType(duckdb_struct_type_child_type(type, i)).get(),
                 at);
}

void put(duckdb_vector vector, duckdb_logical_type type, idx_t at, const Value& value) {
    if (value.null()) return put_null(vector, type, at);
    void* data = duckdb_vector_get_data(vector);
    const auto* whole = std::get_if<std::int64_t>(&value.is);
    switch (duckdb_get_type_id(type)) {
        case DUCKDB_TYPE_BOOLEAN:
            static_cast<bool*>(data)[at] = std::get<bool>(value.is);
            break;
        case DUCKDB_TYPE_BIGINT:
            static_cast<std::int64_t*>(data)[at] = *whole;
            break;
        case DUCKDB_TYPE_DOUBLE:
            static_cast<double*>(data)[at] = whole ? static_cast<double>(*whole) : std::get<double>(value.is);
            break;
        case DUCKDB_TYPE_LIST:
            put_list(vector, type, at, std::get<List>(value.is));
            break;
        case DUCKDB_TYPE_STRUCT:
            put_object(vector, type, at, std::get<Object>(value.is));
            break;
        default: {
            const std::string text = plain(value);
            duckdb_vector_assign_string_element_len(vector, at, text.data(), text.size());
        }
    }
}

/// Rows that were computed: their types are what their values are.
Result<ArrowTable> computed(duckdb_connection connection, const std::vector<std::string>& names,
                            const std::vector<std::vector<Value>>& rows) {
    std::vector<LogicalType> types;
    std::vector<duckdb_logical_type> handles;
    for (std::size_t column = 0; column < names.size(); ++column) {
        Values values;
        for (const auto& row : rows) values.push_back(&row[column]);
        types.push_back(type_of(values));
    }
    for (const LogicalType& type : types) handles.push_back(type.get());
    auto maker = ArrowMaker::open(connection, handles, names);
    if (!maker) return maker.error();
    for (std::size_t from = 0; from < rows.size(); from += duckdb_vector_size()) {
        const DataChunk chunk(duckdb_create_data_chunk(handles.data(), handles.size()));
        const std::size_t size = std::min<std::size_t>(duckdb_vector_size(), rows.size() - from);
        for (idx_t i = 0; i < size; ++i)
            for (idx_t column = 0; column < handles.size(); ++column)
                put(duckdb_data_chunk_get_vector(chunk.get(), column), handles[column], i, rows[from + i][column]);
        duckdb_data_chunk_set_size(chunk.get(), size);
        if (Status added = maker->add(chunk.get()); !added) return added.error();
    }
    return maker->take();
}

}  // namespace

Result<ArrowMaker> ArrowMaker::open(duckdb_connection connection, const std::vector<duckdb_logical_type>& types,
                                    const std::vector<std::string>& names) {
    ArrowMaker maker;
    duckdb_connection_get_arrow_options(connection, maker.options_.out());
    std::vector<duckdb_logical_type> handles = types;
    std::vector<const char*> texts;
    for (const std::string& name : names) texts.push_back(name.c_str());
    ArrowSchema schema{};
    const Status made =
        status_of(duckdb_to_arrow_schema(maker.options_.get(), handles.data(), texts.data(), handles.size(), &schema));
    if (!made) return made.error();
    maker.table_.emplace(std::move(schema));
    return maker;
}

Status ArrowMaker::add(duckdb_data_chunk chunk) {
    ArrowArray batch{};
    if (Status made = status_of(duckdb_data_chunk_to_arrow(options_.get(), chunk, &batch)); !made) return made;
    table_->add(std::move(batch));
    return Done{};
}

Result<ArrowTable> to_arrow(duckdb_connection connection, Rows&& rows) {
    Rows::State& state = rows.state();
    std::vector<std::string> names;
    for (const Column& column : rows.columns()) names.push_back(column.name);
    if (state.computed) return computed(connection, names, state.made);
    std::vector<duckdb_logical_type> types;
    for (const LogicalType& type : state.types) types.push_back(type.get());
    auto maker = ArrowMaker::open(connection, types, names);
    if (!maker) return maker.error();
    for (;;) {
        const DataChunk chunk(duckdb_fetch_chunk(state.result.get()));
        if (!chunk.get()) return maker->take();
        if (Status added = maker->add(chunk.get()); !added) return added.error();
    }
}

Result<ArrowTable> Store::arrow(Rows&& rows) const { return to_arrow(state_->connection.get(), std::move(rows)); }

}  // namespace dragoman::store
