// The record and its rows as Python classes, derived from record/fields.h. Attributes look into the record that was
// read: nothing is copied until it is asked for. record/python.cpp writes the stubs out of the same fields.
#include "display.h"
#include "python.h"
#include "record/fields.h"
#include "record/python.h"
#include "record/record.h"

namespace dragoman::python {
namespace {

using record::Described;
using record::each_field;

// -- as Python sees it: texts that are not known are None, lists are tuples, structs look into their record
// -------------
template <class T>
nb::object seen(const T& value, bool required, nb::handle owner);

template <class T>
nb::object seen(const std::optional<T>& value, bool, nb::handle owner) {
    return value ? seen(*value, true, owner) : nb::none();
}

template <class T>
nb::object seen(const std::vector<T>& list, bool, nb::handle owner) {
    nb::object tuple = nb::steal(PyTuple_New(static_cast<Py_ssize_t>(list.size())));
    for (std::size_t i = 0; i < list.size(); ++i)
        PyTuple_SET_ITEM(tuple.ptr(), static_cast<Py_ssize_t>(i), seen(list[i], true, owner).release().ptr());
    return tuple;
}

template <class T>
nb::object seen(const T& value, bool required, nb::handle owner) {
    if constexpr (std::is_same_v<T, std::string>)
        return value.empty() && !required ? nb::none() : nb::object(nb::str(value.c_str(), value.size()));
    else if constexpr (Described<T>)
        return nb::cast(&value, nb::rv_policy::reference_internal, owner);
    else
        return nb::cast(value);
}

// -- as dicts and lists, equal to the JSON
// -----------------------------------------------------------------------------
template <class T>
nb::object plain(const T& value, bool required);

template <class T>
nb::object plain(const std::optional<T>& value, bool) {
    return value ? plain(*value, true) : nb::none();
}

template <class T>
nb::object plain(const std::vector<T>& list, bool) {
    nb::list out;
    for (const T& one : list) out.append(plain(one, true));
    return out;
}

template <class T>
nb::object plain(const T& value, bool required) {
    if constexpr (Described<T>) {
        nb::dict out;
        each_field<T>([&](const auto& field) {
            out[nb::str(field.name.data(), field.name.size())] = plain(value.*field.member, field.required);
        });
        return out;
    } else {
        return seen(value, required, nb::handle());
    }
}

template <class T>
void add_class(nb::module_& module) {
    const std::string name(record::python_name<T>());
    nb::class_<T> row(module, name.c_str(), record::Fields<T>::about.data());
    each_field<T>([&]<class V>(const record::Field<T, V>& field) {
        const std::string attribute = record::python_attribute(field.name);
        row.def_prop_ro(
            attribute.c_str(),
            [member = field.member, required = field.required](nb::handle self) {
                return seen(nb::cast<const T&>(self).*member, required, self);
            },
            field.about.data());
    });
    row.def(
        "to_dict", [](const T& self) { return plain(self, true); }, "Dicts and lists, equal to the JSON.");
    row.def("__repr__", [name](nb::handle self) {
        return name + "(" + nb::cast<std::string>(nb::repr(self.attr("to_dict")())) + ")";
    });
    row.def(
        "__eq__",
        [](const T& self, nb::handle other) {
            return nb::isinstance<T>(other) && plain(self, true).equal(plain(nb::cast<const T&>(other), true));
        },
        nb::arg("other").none());
    row.def("__hash__", [](const T& self) { return nb::hash(nb::repr(plain(self, true))); });
    if constexpr (std::is_same_v<T, Record>) {
        row.def(
            "to_json", [](const T& self, bool indent) { return record::to_json(self, indent); },
            nb::arg("indent") = false, "The record as the program writes it.");
        row.def_static(
            "from_json", [](const std::string& json) { return value(record::from_json(json)); }, nb::arg("json"),
            "The record that to_json wrote.");
        row.def("_repr_html_", [](const T& self) { return cli::as_html_fragment(self); });
        row.def("__reduce__", [](const T& self) {
            return nb::make_tuple(nb::module_::import_("dragoman.records").attr("record_of"),
                                  nb::make_tuple(record::to_json(self)));
        });
    }
}

}  // namespace

void add_records(nb::module_& module) {
    record::each_python_class([&]<class T>(std::type_identity<T>) { add_class<T>(module); });
}

}  // namespace dragoman::python
