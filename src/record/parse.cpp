// JSON → record, driven by fields.h.
#include <simdjson.h>

#include "record/fields.h"
#include "record/record.h"

namespace dragoman::record {
namespace {

using simdjson::dom::element;

/// Each `take` says whether the JSON had the right type; null leaves the value as it is.
bool take(element json, std::string& value) {
    std::string_view text;
    if (json.get(text) != simdjson::SUCCESS) return false;
    value = text;
    return true;
}

template <class T>
requires std::is_arithmetic_v<T>
bool take(element json, T& value) {
    double number = 0;
    if (json.get(number) != simdjson::SUCCESS) return false;
    if constexpr (std::is_integral_v<T>) {
        constexpr auto least = static_cast<double>(std::numeric_limits<T>::min()),
                       most = static_cast<double>(std::numeric_limits<T>::max());
        if (!(number >= least && number <= most)) return false;
    }
    value = static_cast<T>(number);
    return true;
}

class Reader {
public:
    std::string wrong;  ///< path of the first field of the wrong type

    template <class Row>
    bool object(element json, Row& row) {
        simdjson::dom::object fields;
        if (json.get(fields) != simdjson::SUCCESS) return false;
        bool good = true;
        each_field<Row>([&](const auto& f) {
            element value;
            if (!good || fields.at_key(f.name).get(value) != simdjson::SUCCESS || value.is_null()) return;
            good = any(value, row.*f.member);
            if (!good) wrong = std::string(f.name) + (wrong.empty() ? "" : "." + wrong);
        });
        return good;
    }

private:
    template <class T>
    bool any(element json, T& value) {
        if constexpr (Described<T>)
            return object(json, value);
        else
            return take(json, value);
    }
    template <class T>
    bool any(element json, std::optional<T>& value) {
        return any(json, value.emplace());
    }
    template <class T>
    bool any(element json, std::vector<T>& list) {
        simdjson::dom::array items;
        if (json.get(items) != simdjson::SUCCESS) return false;
        for (const element item : items)
            if (!any(item, list.emplace_back())) return false;
        return true;
    }
};

}  // namespace

Result<Record> from_json(std::string_view json) {
    simdjson::dom::parser parser;
    element root;
    if (const auto error = parser.parse(json.data(), json.size()).get(root))
        return Error{std::string("not JSON: ") + simdjson::error_message(error), "record", ""};
    Record record;
    Reader reader;
    if (reader.object(root, record)) return record;
    return Error{reader.wrong.empty() ? "not a JSON object" : "field " + reader.wrong + " is of the wrong type",
                 "record", ""};
}

}  // namespace dragoman::record
