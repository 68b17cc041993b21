// The columns of the tables, derived from record/fields.h; schema.cpp makes DDL of them and write.cpp
// fills them.
//
// A table has `story_id`, `day` (the story's day of publication), the fields of its row, and beside
// fields that hold entity ids the entities' names and countries, so that questions need no joins:
// `actors` has `actor_names` and `actor_countries`, `group` has `group_name` and `group_country`.
// Rows with a time have `first_day` and `last_day`. Lists of structs that are rows of their own
// (an entity's mentions) are left out; they have a table of their own.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/days.h"
#include "store/schema/keeping.h"

namespace dragoman::store {

/// A mention with its entity, as the table `mentions` holds it.
struct EntityMention {
    std::string entity_id;
    MentionRow mention;
};

using Day = std::optional<std::chrono::sys_days>;
using Strings = std::vector<std::string>;

/// What a row does not know itself.
struct Context {
    explicit Context(const Record& about) : record(about), story_id(about.story.id) {
        if (const auto days = days_of(about.story.published)) day = days->first;
        for (const Entity& e : about.entities) entities.emplace(e.id, &e);
    }

    /// A field (name or country) of entities; those without it are left out, repeats too.
    Strings each(const Strings& ids, std::string Entity::*field) const {
        Strings list;
        for (const auto& id : ids)
            if (std::string text = one(id, field);
                !text.empty() && std::find(list.begin(), list.end(), text) == list.end())
                list.push_back(std::move(text));
        return list;
    }
    std::string one(const std::string& id, std::string Entity::*field) const {
        const auto found = entities.find(id);
        return found == entities.end() ? std::string() : found->second->*field;
    }

    const Record& record;
    std::string story_id;
    Day day;
    std::map<std::string_view, const Entity*> entities;
};

inline const std::string& timex_of(const Statement& row) { return row.time; }
inline const std::string& timex_of(const Event& row) { return row.time; }
inline const std::string& timex_of(const Figure& row) { return row.period; }
inline const std::string& timex_of(const Commitment& row) { return row.due; }
inline const std::string& timex_of(const Time& row) { return row.value; }

/// Name of a column: base without the s of the plural, then the ending.
struct ColumnName {
    std::string_view base, ending = {};

    std::string text() const {
        const bool plural = !ending.empty() && base.ends_with('s');
        return std::string(base.substr(0, base.size() - plural)).append(ending);
    }
};

/// Columns of a mention: its entity, then its own.
template <class F>
void each_column(const EntityMention& row, const Context& context, F&& f) {
    f(ColumnName{"story_id"}, context.story_id);
    f(ColumnName{"entity_id"}, row.entity_id);
    record::each_field<MentionRow>([&](const auto& field) { f(ColumnName{field.name}, row.mention.*field.member); });
}

/// Columns of what is in no record: its fields.
template <Kept Row, class F>
void each_column(const Row& row, const Context&, F&& f) {
    record::each_field<Row>([&](const auto& field) { f(ColumnName{field.name}, row.*field.member); });
}

/// Calls f(name, value of the column for `row`) for each column, in order. The values' types are the
/// columns'; a Day is a DATE.
template <class Row, class F>
void each_column(const Row& row, const Context& context, F&& f) {
    if constexpr (std::is_same_v<Row, StoryInfo>) {
        f(ColumnName{"record_version"}, context.record.record_version);
        f(ColumnName{"engine_version"}, context.record.engine_version);
    } else {
        f(ColumnName{"story_id"}, context.story_id);
    }
    f(ColumnName{"day"}, context.day);
    if constexpr (requires { timex_of(row); }) {
        const auto days = days_of(timex_of(row));
        f(ColumnName{"first_day"}, days ? Day(days->first) : Day());
        f(ColumnName{"last_day"}, days ? Day(days->last) : Day());
    }
    record::each_field<Row>([&]<class V>(const record::Field<Row, V>& field) {
        const V& value = row.*field.member;
        if constexpr (!std::is_same_v<V, std::vector<MentionRow>>) f(ColumnName{field.name}, value);
        if constexpr (std::is_same_v<V, Strings>) {
            if (field.refers != record::Refers::entity) return;
            f(ColumnName{field.name, "_names"}, context.each(value, &Entity::name));
            f(ColumnName{field.name, "_countries"}, context.each(value, &Entity::country));
        } else if constexpr (std::is_same_v<V, std::string>) {
            if (field.refers != record::Refers::entity) return;
            f(ColumnName{field.name, "_name"}, context.one(value, &Entity::name));
            f(ColumnName{field.name, "_country"}, context.one(value, &Entity::country));
        } else if constexpr (std::is_same_v<V, StanceTarget>) {
            f(ColumnName{field.name, "_name"}, context.one(value.entity, &Entity::name));
            f(ColumnName{field.name, "_country"}, context.one(value.entity, &Entity::country));
        }
    });
}

template <class T>
constexpr bool is_rows = false;
template <record::Described T>
constexpr bool is_rows<std::vector<T>> = true;

/// Calls f(name, rows) for each list of the record, which is a table each.
template <class F>
void each_table(const Record& record, F&& f) {
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (is_rows<V>) f(field.name, record.*field.member);
    });
}

}  // namespace dragoman::store
