// The module dragoman._dragoman: what the package's Python files are made of.
#include "python.h"

namespace dragoman::python {

void raise(const Error& error) {
    const nb::object type = nb::module_::import_("dragoman.errors").attr("Error");
    const nb::object raised = type(error.what, error.where, error.todo);
    PyErr_SetObject(type.ptr(), raised.ptr());
    throw nb::python_error();
}

}  // namespace dragoman::python

NB_MODULE(_dragoman, module) {
    nanobind::set_leak_warnings(false);  // records that live until the interpreter ends are no leaks
    dragoman::python::add_records(module);
    dragoman::python::add_engine(module);
    dragoman::python::add_tables(module);
    dragoman::python::add_store(module);
}
