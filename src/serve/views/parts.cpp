#include "serve/views/parts.h"

#include <algorithm>

namespace dragoman::serve {

Result<std::string> object_of(const store::Store& store, const std::vector<store::Value>& values,
                              const std::vector<Part>& parts) {
    Object object;
    for (const Part& part : parts) {
        std::vector<store::Value> bound;
        const auto marks = std::count(part.sql.begin(), part.sql.end(), '?');
        for (std::ptrdiff_t i = 0; i < marks; ++i) bound.push_back(values[static_cast<std::size_t>(i) % values.size()]);
        auto rows = store.query(part.sql, bound);
        if (!rows) return rows.error();
        const std::string json = part.one ? row_json(*rows) : rows_json(*rows);
        if (&part == &parts.front() && json == "null") return std::string();
        object.raw(part.name, json);
    }
    return object.done();
}

}  // namespace dragoman::serve
