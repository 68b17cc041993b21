// docs/record.md out of fields.h.
#include "record/fields.h"
#include "record/record.h"
#include "record/types.h"

namespace dragoman::record {
namespace {

constexpr std::string_view head = R"(# The record

What `dragoman read` writes for one story and `dragoman ingest` stores. This page is generated from `src/record/fields.h`
by `dragoman fields`; a test keeps it so.

Positions are half-open, `[start, end)`, in Unicode code points of the story's text, and the words stand beside them.
A string that is not known is `null`; a list that is not known is empty. Ids of entities are made of their names and hold
within a story. Ids of other rows are a letter for the kind and twelve hexadecimal digits of a hash over the story's id,
the kind and the fields marked † below, so that reading a story again gives the same ids.

In the store every list of the record is a table with a column `story_id` in front; passages are
`STRUCT("start" UINTEGER, "end" UINTEGER, "text" VARCHAR)`. [docs/store.md](store.md) tells of the tables and views that only
the store has.
)";

std::string in_code(std::string_view text) { return "`" + std::string(text) + "`"; }

template <class V>
struct Element {
    using type = V;
};
template <class V>
struct Element<std::vector<V>> {
    using type = V;
};
template <class V>
struct Element<std::optional<V>> {
    using type = V;
};

/// "VARCHAR[]"; structs by the name of their section below.
template <class R, class V>
std::string sql(const Field<R, V>& f) {
    using Inner = typename Element<V>::type;
    constexpr bool list = std::is_same_v<V, std::vector<Inner>>;
    if constexpr (std::is_same_v<Inner, StoryInfo>) return "table `stories`";
    if constexpr (std::is_same_v<R, Record>) return list ? "table " + in_code(f.name) : "stories." + in_code(f.name);
    if constexpr (std::is_same_v<Inner, MentionRow>) return "table `mentions`";
    if constexpr (Described<Inner>)
        return list ? "STRUCT[]" : "STRUCT";
    else
        return SqlType<V>::name();
}

template <class R, class V>
std::string json(const Field<R, V>& f) {
    std::string type = JsonType<V>::name();
    if (std::is_same_v<V, std::string> && !f.required) type += " or null";
    if constexpr (std::is_same_v<typename Element<V>::type, Passage>) {
        const std::string object = "object";
        type.replace(type.find(object), object.size(), "passage");
    }
    return type;
}

template <class R, class V>
std::string about(const Field<R, V>& f) {
    std::string text(f.about);
    if (!f.values.empty()) {
        text += " One of";
        char separator = ' ';
        for (const auto value : split(f.values, '|'))
            text += separator + (separator == ' ' ? "" : std::string(" ")) + in_code(value), separator = ',';
        text += '.';
    }
    constexpr std::string_view ids[] = {"", "entity", "statement", "figure"};
    if (f.refers != Refers::nothing)
        text.append(" Id of ")
            .append(f.refers == Refers::entity ? "an " : "a ")
            .append(ids[static_cast<int>(f.refers)])
            .append(".");
    return text;
}

template <class Row>
void section(std::string& out, std::string_view name) {
    out.append("\n## ").append(name).append("\n\n").append(Fields<Row>::about);
    out += "\n\n| field | JSON | SQL | meaning |\n|---|---|---|---|\n";
    each_field<Row>([&]<class V>(const Field<Row, V>& f) {
        out += "| " + in_code(f.name) + (f.identity ? " †" : "") + " | " + json(f) + " | " + sql(f) + " | " + about(f) +
               " |\n";
    });
}

}  // namespace

std::string documentation() {
    std::string out(head);
    section<Record>(out, "record");
    each_field<Record>([&]<class V>(const Field<Record, V>& f) {
        using Row = typename Element<V>::type;
        if constexpr (Described<Row>) section<Row>(out, f.name);
    });
    section<Passage>(out, "passage");
    section<MentionRow>(out, "entities.mentions");
    section<Dateline>(out, "story.dateline");
    section<StanceTarget>(out, "stances.target");
    section<EventPlace>(out, "events.place");
    return out;
}

}  // namespace dragoman::record
