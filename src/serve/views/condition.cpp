#include "serve/views/condition.h"

#include <charconv>

#include "serve/views/views.h"
#include "store/schema/days.h"

namespace dragoman::serve {

store::Value value_of(std::string_view text) { return {std::string(text)}; }

store::Value value_of(std::chrono::sys_days day) { return {static_cast<std::int64_t>(day.time_since_epoch().count())}; }

void Condition::add(std::string sql, std::vector<store::Value> values) {
    sql_ += (sql_.empty() ? " WHERE " : " AND ") + std::move(sql);
    for (auto& value : values) values_.push_back(std::move(value));
}

void Condition::words(std::string_view text, const std::string& in) {
    constexpr int most = 12;
    int count = 0;
    while (!text.empty() && count < most) {
        const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
        if (end > 0) {
            add("contains(lower(" + in + "), lower(?))", {value_of(text.substr(0, end))});
            ++count;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void Condition::equals(std::string_view text, const std::string& expression) {
    if (!text.empty()) add(expression + " = ?", {value_of(text)});
}

void Condition::among(std::string_view text, const std::string& list) {
    if (!text.empty()) add("list_contains(" + list + ", ?)", {value_of(text)});
}

Status Condition::days(const Target& target, const std::string& first, const std::string& last) {
    for (const std::string_view name : {"from", "to"}) {
        if (target[name].empty()) continue;
        const auto days = days_asked(target, name);
        if (!days) return days.error();
        if (name == "from")
            add(last + " >= DATE '1970-01-01' + CAST(? AS INTEGER)", {value_of(days->first)});
        else
            add(first + " <= DATE '1970-01-01' + CAST(? AS INTEGER)", {value_of(days->last)});
    }
    return Done{};
}

Result<store::Days> days_asked(const Target& target, std::string_view name) {
    const std::string_view given = target[name];
    if (const auto days = store::days_of(given)) return *days;
    return Error{"\"" + std::string(given) + "\" is no date", std::string(name),
                 "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
}

std::size_t offset_of(const Target& target) {
    std::size_t offset = 0;
    const std::string_view given = target["offset"];
    std::from_chars(given.data(), given.data() + given.size(), offset);
    return offset;
}

std::string page_of(const Target& target) {
    return " LIMIT " + std::to_string(page_rows + 1) + " OFFSET " + std::to_string(offset_of(target));
}

}  // namespace dragoman::serve
