#include "knowledge/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "knowledge/columns.h"

namespace dragoman::knowledge {
namespace {

class Layer {
public:
    Layer(const Table& under, const Table& over, const Table& states, std::vector<KnowledgeFault>& faults)
        : under_(under), over_(over), states_(states), faults_(faults), columns_(declared(under)) {
        for (const Column& column : columns_)
            if (column.key) keys_.push_back(column.name);
    }

    Table laid() {
        for (std::string_view column : over_.columns())
            if (under_.column(column) < 0) {
                fault(over_.columns_origin().line, fmt::format("\"{}\" is no column of {}, which has {}", column,
                                                               under_.name(), fmt::join(under_.columns(), " ")));
                return under_;
            }
        Table result = under_.without_rows();
        for (int row = 0; row < over_.rows(); ++row)
            over_.fields(row)[0].starts_with('!') ? retire(row) : put(row, result);
        for (int row = 0; row < under_.rows(); ++row)
            if (stays(row)) result.add(under_.fields(row), under_.origin(row));
        for (const auto& [key, line] : gone_)
            if (line > 0) fault(line, fmt::format("retires nothing: {} has no such row", under_.name()));
        return result;
    }

private:
    void fault(int line, std::string what) {
        faults_.push_back({std::string(over_.columns_origin().file), line, std::move(what)});
    }

    void retire(int row) {
        const auto fields = over_.fields(row);
        if (fields.size() > keys_.size())
            return fault(over_.origin(row).line,
                         fmt::format("more fields than {}'s key has: {}", under_.name(), fmt::join(keys_, " ")));
        std::string key;
        for (std::string_view part : fields) key.append(key.empty() ? part.substr(1) : part).append("\t");
        gone_[key] = over_.origin(row).line;
    }

    void put(int row, Table& result) {
        if (std::string what = fault_of(over_, row, columns_, states_); !what.empty())
            return fault(over_.origin(row).line, std::move(what));
        std::vector<std::string_view> fields;
        for (std::string_view column : under_.columns()) fields.push_back(over_.at(row, column));
        result.add(fields, over_.origin(row));
        gone_.emplace(key_of(over_, row, keys_.size()), 0);
    }

    bool stays(int row) {
        for (std::size_t parts = 1; parts <= keys_.size(); ++parts)
            if (const auto at = gone_.find(key_of(under_, row, parts)); at != gone_.end()) {
                at->second = 0;
                return false;
            }
        return true;
    }

    std::string key_of(const Table& table, int row, std::size_t parts) const {
        std::string key;
        for (std::size_t k = 0; k < parts; ++k) key.append(table.at(row, keys_[k])).append("\t");
        return key;
    }

    const Table &under_, &over_, &states_;
    std::vector<KnowledgeFault>& faults_;
    std::vector<Column> columns_;
    std::vector<std::string_view> keys_;
    std::map<std::string, int> gone_;  ///< a key, or the first parts of one → the line that retires it; 0 once it has
};

}  // namespace

Table laid(const Table& under, const Table& over, const Table& states, std::vector<KnowledgeFault>& faults) {
    return Layer(under, over, states, faults).laid();
}

}  // namespace dragoman::knowledge
