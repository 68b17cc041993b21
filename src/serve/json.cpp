#include "serve/json.h"

#include "record/scalars.h"

namespace dragoman::serve {
namespace {

void append_row(std::string& out, const store::Rows& rows, const std::vector<store::Value>& row) {
    out += '{';
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (c > 0) out += ',';
        record::append_json_string(out, rows.columns()[c].name);
        out += ':';
        store::append_json(out, row[c]);
    }
    out += '}';
}

}  // namespace

Object& Object::raw(std::string_view name, std::string_view json) {
    if (body_.size() > 1) body_ += ',';
    record::append_json_string(body_, name);
    (body_ += ':') += json;
    return *this;
}

Object& Object::text(std::string_view name, std::string_view value) {
    std::string json;
    record::append_json_string(json, value);
    return raw(name, json);
}

Object& Object::number(std::string_view name, double value) {
    std::string json;
    record::append_number(json, value);
    return raw(name, json);
}

std::string rows_json(store::Rows& rows) {
    std::string out = "[";
    for (std::vector<store::Value> row; rows.next(row);) {
        if (out.size() > 1) out += ",\n";
        append_row(out, rows, row);
    }
    return out + "]";
}

std::string row_json(store::Rows& rows) {
    std::vector<store::Value> row;
    if (!rows.next(row)) return "null";
    std::string out;
    append_row(out, rows, row);
    return out;
}

std::string list_json(store::Rows& rows) {
    std::string columns = "[";
    for (const auto& column : rows.columns())
        columns += (columns.size() > 1 ? "," : "") +
                   Object().text("name", column.name).raw("numeric", column.numeric ? "true" : "false").done();
    const std::string list = rows_json(rows);
    return Object()
        .raw("columns", columns + "]")
        .raw("rows", list)
        .raw("more", rows.stopped() ? "true" : "false")
        .done();
}

}  // namespace dragoman::serve
