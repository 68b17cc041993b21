// Tables for Python: by the Arrow PyCapsule interface for others' programs, and row by row for those that have none.
#include <cstring>

#include "python.h"

namespace dragoman::python {
namespace {

using store::ArrowTable;

/// A capsule that releases what it holds unless somebody has taken it.
template <class Node>
nb::object capsule(std::unique_ptr<Node> node, const char* name) {
    PyObject* made = PyCapsule_New(node.get(), name, [](PyObject* self) {
        auto* held = static_cast<Node*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
        if (held->release) held->release(held);
        delete held;
    });
    if (!made) throw nb::python_error();
    node.release();
    return nb::steal(made);
}

nb::object schema_capsule(const ArrowTable& table) {
    auto schema = std::make_unique<ArrowSchema>();
    table.schema(schema.get());
    return capsule(std::move(schema), "arrow_schema");
}

nb::object stream_capsule(const ArrowTable& table) {
    auto stream = std::make_unique<ArrowArrayStream>();
    table.stream(stream.get());
    return capsule(std::move(stream), "arrow_array_stream");
}

/// One batch of a table.
struct Batch {
    ArrowTable table;
    std::shared_ptr<ArrowArray> array;  ///< released with the last that asks
};

nb::object array_capsules(const Batch& batch, nb::handle) {
    auto array = std::make_unique<ArrowArray>();
    ArrowTable::share(*batch.array, batch.array, array.get());
    return nb::make_tuple(schema_capsule(batch.table), capsule(std::move(array), "arrow_array"));
}

std::vector<Batch> batches_of(const ArrowTable& table) {
    ArrowArrayStream stream;
    table.stream(&stream);
    std::vector<Batch> batches;
    for (;;) {
        auto array = std::shared_ptr<ArrowArray>(new ArrowArray{}, [](ArrowArray* held) {
            if (held->release) held->release(held);
            delete held;
        });
        stream.get_next(&stream, array.get());
        if (!array->release) break;
        batches.push_back({table, std::move(array)});
    }
    stream.release(&stream);
    return batches;
}

// -- cells as Python's own values
// --------------------------------------------------------------------------------------
bool null_at(const ArrowArray& array, std::int64_t at) {
    const auto* valid = static_cast<const std::uint8_t*>(array.n_buffers > 0 ? array.buffers[0] : nullptr);
    return valid && !(valid[at / 8] >> at % 8 & 1);
}

template <class T>
T number(const ArrowArray& array, std::int64_t at) {
    return static_cast<const T*>(array.buffers[1])[at];
}

template <class Offset>
nb::object text(const ArrowArray& array, std::int64_t at) {
    const auto* offsets = static_cast<const Offset*>(array.buffers[1]);
    const auto* bytes = static_cast<const char*>(array.buffers[2]);
    return nb::str(bytes + offsets[at], static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
}

nb::object cell(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row);

nb::object list(const ArrowSchema& schema, const ArrowArray& array, std::int64_t at) {
    const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
    nb::list out;
    for (std::int64_t i = offsets[at]; i < offsets[at + 1]; ++i)
        out.append(cell(*schema.children[0], *array.children[0], i));
    return out;
}

nb::object object(const ArrowSchema& schema, const ArrowArray& array, std::int64_t at) {
    nb::dict out;
    for (std::int64_t i = 0; i < schema.n_children; ++i)
        out[schema.children[i]->name] = cell(*schema.children[i], *array.children[i], at);
    return out;
}

nb::object date(std::int32_t days) {
    const nb::module_ datetime = nb::module_::import_("datetime");
    return datetime.attr("date").attr("fromordinal")(719163 + days);  // of 1970-01-01
}

/// The types that a store's columns have (docs/store.md), and what DuckDB makes of others' SQL.
nb::object cell(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row) {
    const std::int64_t at = row + array.offset;
    if (null_at(array, at)) return nb::none();
    const std::string_view format = schema.format;
    if (format == "b") return nb::bool_(static_cast<const std::uint8_t*>(array.buffers[1])[at / 8] >> at % 8 & 1);
    if (format == "c") return nb::int_(number<std::int8_t>(array, at));
    if (format == "C") return nb::int_(number<std::uint8_t>(array, at));
    if (format == "s") return nb::int_(number<std::int16_t>(array, at));
    if (format == "S") return nb::int_(number<std::uint16_t>(array, at));
    if (format == "i") return nb::int_(number<std::int32_t>(array, at));
    if (format == "I") return nb::int_(number<std::uint32_t>(array, at));
    if (format == "l") return nb::int_(number<std::int64_t>(array, at));
    if (format == "L") return nb::int_(number<std::uint64_t>(array, at));
    if (format == "f") return nb::float_(number<float>(array, at));
    if (format == "g") return nb::float_(number<double>(array, at));
    if (format == "u") return text<std::int32_t>(array, at);
    if (format == "U") return text<std::int64_t>(array, at);
    if (format == "tdD") return date(number<std::int32_t>(array, at));
    if (format == "+l") return list(schema, array, at);
    if (format == "+s") return object(schema, array, at);
    raise({"a column of Arrow's type " + std::string(format) + " cannot be shown row by row", "",
           "Take the table into pyarrow or pandas."});
}

nb::list rows_of(const ArrowTable& table) {
    ArrowSchema schema;
    table.schema(&schema);
    nb::list rows;
    for (const Batch& batch : batches_of(table))
        for (std::int64_t i = 0; i < batch.array->length; ++i) rows.append(object(schema, *batch.array, i));
    schema.release(&schema);
    return rows;
}

}  // namespace

nb::object table_of(ArrowTable table) { return nb::cast(std::move(table)); }

void add_tables(nb::module_& module) {
    nb::class_<Batch>(module, "Batch", "Rows of a table that lie together, for whoever takes Arrow's arrays.")
        .def("__arrow_c_schema__", [](const Batch& self) { return schema_capsule(self.table); })
        .def("__arrow_c_array__", &array_capsules, nb::arg("requested_schema").none() = nb::none())
        .def("__len__", [](const Batch& self) { return self.array->length; });
    nb::class_<ArrowTable>(module, "Table",
                           "Rows for pyarrow, pandas, polars, DuckDB and whoever takes Arrow's streams.")
        .def("__arrow_c_schema__", &schema_capsule)
        .def(
            "__arrow_c_stream__", [](const ArrowTable& self, nb::handle) { return stream_capsule(self); },
            nb::arg("requested_schema").none() = nb::none())
        .def("__len__", &ArrowTable::rows)
        .def("__repr__",
             [](const ArrowTable& self) {
                 std::string names;
                 for (const std::string& name : self.columns()) names += (names.empty() ? "" : ", ") + name;
                 return "Table(" + std::to_string(self.rows()) + " rows: " + names + ")";
             })
        .def_prop_ro("columns", &ArrowTable::columns, "Names of the columns.")
        .def("batches", &batches_of, "The table in pieces.")
        .def("to_dicts", &rows_of, "A dict for each row, without any other package.");
}

}  // namespace dragoman::python
