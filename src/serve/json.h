// Rows of a store as JSON, in the forms that the page's data has.
#pragma once

#include <string>
#include <string_view>

#include "result.h"
#include "store/store.h"

namespace dragoman::serve {

/// Collects the members of one object.
class Object {
public:
    /// A member whose value is JSON already.
    Object& raw(std::string_view name, std::string_view json);
    Object& text(std::string_view name, std::string_view value);
    Object& number(std::string_view name, double value);
    std::string done() const { return body_ + "}"; }

private:
    std::string body_ = "{";
};

/// [{"a": 1}, …]
std::string rows_json(store::Rows& rows);
/// {"a": 1}, the first row; "null" when there is none.
std::string row_json(store::Rows& rows);
/// {"columns": [{"name", "numeric"}], "rows": […], "more": …}
std::string list_json(store::Rows& rows);

}  // namespace dragoman::serve
