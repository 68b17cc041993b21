// What a query gives.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dragoman::store {

struct Value;
using List = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;  ///< fields in the order of the type

/// A cell. Dates are ISO 8601 text; types that none of these can hold come as DuckDB prints them.
struct Value {
    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Object> is;

    bool null() const { return is.index() == 0; }
};

/// As JSON, on one line.
void append_json(std::string& out, const Value& value);
/// For people and CSV: text as it is, null as nothing, lists joined with "; ", objects as their
/// field `text` where they have one, else as JSON.
std::string plain(const Value& value);

struct Column {
    std::string name;
    bool numeric = false;
};

/// A result, read from front to back; it must not outlive its Store.
class Rows {
public:
    const std::vector<Column>& columns() const { return columns_; }
    /// False at the end; `row` then stays as it was.
    bool next(std::vector<Value>& row);

    /// Ends after `most` rows although there are more; 0: all.
    void stop_after(int most) { most_ = most; }
    /// Were there more?
    bool stopped() const { return stopped_; }

    /// Rows that were computed, not queried.
    static Rows of(std::vector<Column> columns, std::vector<std::vector<Value>> rows);

    struct State;
    /// For this folder's .cpp files.
    State& state() { return *state_; }
    Rows(std::unique_ptr<State> state, std::vector<Column> columns);
    Rows(Rows&&) noexcept;
    Rows& operator=(Rows&&) noexcept;
    ~Rows();

private:
    std::unique_ptr<State> state_;
    std::vector<Column> columns_;
    int most_ = 0, given_ = 0;
    bool stopped_ = false;
};

}  // namespace dragoman::store
