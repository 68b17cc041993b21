// WHERE clauses out of a view's parameters; values are bound, never part of the SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http.h"
#include "store/schema/days.h"
#include "store/store.h"

namespace dragoman::serve {

class Condition {
public:
    /// `sql` has a `?` for each value.
    void add(std::string sql, std::vector<store::Value> values = {});
    /// Every word of the text stands in what the SQL expression gives, in any case.
    void words(std::string_view text, const std::string& in);
    /// The expression equals the text; an empty text asks for nothing.
    void equals(std::string_view text, const std::string& expression);
    /// A list of the row contains the text; likewise.
    void among(std::string_view text, const std::string& list);
    /// Days between the parameters `from` and `to`: days, months or years. Errors: neither.
    Status days(const Target& target, const std::string& first, const std::string& last);

    /// " WHERE … AND …", or nothing.
    std::string where() const { return sql_; }
    const std::vector<store::Value>& values() const { return values_; }

private:
    std::string sql_;
    std::vector<store::Value> values_;
};

store::Value value_of(std::string_view text);
store::Value value_of(std::chrono::sys_days day);

/// The days that a parameter gives. Errors: it gives none.
Result<store::Days> days_asked(const Target& target, std::string_view name);

/// How many rows the parameter `offset` passes over.
std::size_t offset_of(const Target& target);

/// " LIMIT 101 OFFSET n" out of the parameter `offset`: one row more than a page has, so that the list knows of more.
std::string page_of(const Target& target);

}  // namespace dragoman::serve
