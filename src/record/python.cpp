#include "record/python.h"

#include "record/record.h"
#include "record/types.h"

namespace dragoman::record {
namespace {

constexpr std::string_view head =
    R"(# Generated from src/record/fields.h by `dragoman fields --python`; a test keeps it so.
from typing import Any, Literal

)";

template <class T>
struct PythonType {  ///< a struct of the record
    static std::string name() { return std::string(python_name<T>()); }
};
template <>
struct PythonType<std::string> {
    static std::string name() { return "str"; }
};
template <>
struct PythonType<std::uint32_t> {
    static std::string name() { return "int"; }
};
template <>
struct PythonType<int> : PythonType<std::uint32_t> {};
template <>
struct PythonType<double> {
    static std::string name() { return "float"; }
};
template <class T>
struct PythonType<std::optional<T>> {
    static std::string name() { return PythonType<T>::name() + " | None"; }
};
template <class T>
struct PythonType<std::vector<T>> {
    static std::string name() { return "tuple[" + PythonType<T>::name() + ", ...]"; }
};

template <class Row, class V>
std::string type_of(const Field<Row, V>& field) {
    std::string type = PythonType<V>::name();
    if (!field.values.empty()) {
        type = "Literal[";
        for (const auto value : split(field.values, '|'))
            type.append(type.ends_with('[') ? "\"" : ", \"").append(value).append("\"");
        type += ']';
    }
    if (std::is_same_v<V, std::string> && !field.required) type += " | None";
    return type;
}

template <class Row>
void add_class(std::string& out) {
    out.append("class ")
        .append(python_name<Row>())
        .append(":\n    \"\"\"")
        .append(Fields<Row>::about)
        .append("\"\"\"\n");
    each_field<Row>([&]<class V>(const Field<Row, V>& field) {
        out += "    @property\n    def " + python_attribute(field.name) + "(self) -> " + type_of(field) +
               ":\n        \"\"\"";
        out.append(field.about).append("\"\"\"\n");
    });
    out += "    def to_dict(self) -> dict[str, Any]: ...\n";
    if constexpr (std::is_same_v<Row, Record>)
        out +=
            "    def to_json(self, indent: bool = False) -> str: ...\n"
            "    @staticmethod\n    def from_json(json: str) -> Record: ...\n    def _repr_html_(self) -> str: ...\n";
    out += "\n";
}

}  // namespace

std::string python_stubs() {
    std::string out(head);
    each_python_class([&]<class Row>(std::type_identity<Row>) { add_class<Row>(out); });
    return out + "def record_of(json: str) -> Record: ...\n";
}

}  // namespace dragoman::record
