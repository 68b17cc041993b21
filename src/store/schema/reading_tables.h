// The rows of readings, table by table: for the store's own tables, and for Arrow's. Included by this folder's .cpp
// files only.
#pragma once

#include <string_view>
#include <vector>

#include "store/schema/table_writer.h"
#include "store/store.h"

namespace dragoman::store {

/// Refers to the readings.
class ReadingTables {
public:
    explicit ReadingTables(const std::vector<Reading>& readings) : readings_(readings) {
        for (const Reading& reading : readings_) contexts_.emplace_back(reading.record);
    }

    /// Calls f(table, rows_of) for each table of a record; rows_of(reading) gives its rows.
    template <class F>
    void each(F&& f) const {
        f("stories", [](const Reading& r) { return std::vector<StoryInfo>{r.record.story}; });
        f("mentions", mentions_of);
        record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
            if constexpr (is_rows<V>)
                f(field.name, [&field](const Reading& r) -> const V& { return r.record.*field.member; });
        });
    }

    template <class RowsOf>
    Status add(TableWriter& writer, RowsOf&& rows_of) const {
        for (std::size_t i = 0; i < readings_.size(); ++i)
            for (const auto& row : rows_of(readings_[i]))
                if (Status added = writer.add(row, contexts_[i]); !added) return added;
        return Done{};
    }

private:
    static std::vector<EntityMention> mentions_of(const Reading& reading) {
        std::vector<EntityMention> rows;
        for (const auto& entity : reading.record.entities)
            for (const auto& mention : entity.mentions) rows.push_back({entity.id, mention});
        return rows;
    }

    const std::vector<Reading>& readings_;
    std::vector<Context> contexts_;
};

}  // namespace dragoman::store
