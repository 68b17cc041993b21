// What the C++ types of the record are in JSON and in SQL (DuckDB).
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "record/fields.h"

namespace dragoman::record {

template <class T>
struct SqlType {  ///< a struct of the record
    static std::string name() {
        std::string out;
        each_field<T>([&]<class V>(const Field<T, V>& f) {
            out.append(out.empty() ? "STRUCT(\"" : ", \"").append(f.name).append("\" ").append(SqlType<V>::name());
        });
        return out + ")";
    }
};
template <>
struct SqlType<std::string> {
    static std::string name() { return "VARCHAR"; }
};
template <>
struct SqlType<std::uint32_t> {
    static std::string name() { return "UINTEGER"; }
};
template <>
struct SqlType<int> {
    static std::string name() { return "INTEGER"; }
};
template <>
struct SqlType<double> {
    static std::string name() { return "DOUBLE"; }
};
template <class T>
struct SqlType<std::optional<T>> : SqlType<T> {};
template <class T>
struct SqlType<std::vector<T>> {
    static std::string name() { return SqlType<T>::name() + "[]"; }
};

template <class T>
struct JsonType {  ///< a struct of the record
    static std::string name() { return "object"; }
};
template <>
struct JsonType<std::string> {
    static std::string name() { return "string"; }
};
template <>
struct JsonType<std::uint32_t> {
    static std::string name() { return "integer"; }
};
template <>
struct JsonType<int> : JsonType<std::uint32_t> {};
template <>
struct JsonType<double> {
    static std::string name() { return "number"; }
};
template <class T>
struct JsonType<std::optional<T>> {
    static std::string name() { return JsonType<T>::name() + " or null"; }
};
template <class T>
struct JsonType<std::vector<T>> {
    static std::string name() { return "list of " + JsonType<T>::name() + "s"; }
};

}  // namespace dragoman::record
