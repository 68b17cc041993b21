// What the files of the Python module share.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <memory>
#include <string>

#include "dragoman/record.h"
#include "result.h"
#include "store/arrow/table.h"

namespace dragoman::python {

namespace nb = nanobind;

void add_records(nb::module_& module);
void add_engine(nb::module_& module);
void add_tables(nb::module_& module);
void add_store(nb::module_& module);

/// As dragoman.Error. Call it with the interpreter's lock held.
[[noreturn]] void raise(const Error& error);

/// The value, or the error as an exception.
template <class T>
T value(Result<T>&& result) {
    if (!result) raise(result.error());
    return std::move(*result);
}

/// dragoman.Table.
nb::object table_of(store::ArrowTable table);

}  // namespace dragoman::python
