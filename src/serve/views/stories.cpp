// Stories, and one story.
#include "record/fields.h"
#include "serve/views/condition.h"
#include "serve/views/parts.h"
#include "serve/views/search.h"
#include "serve/views/views.h"

namespace dragoman::serve {

/// The stories of the list's page that have the words, by the index.
Result<store::Rows> list_stories(const Shelf& shelf, const Target& target) {
    Condition condition;
    std::string page = page_of(target);
    if (target["q"].empty()) {
        condition.equals(target["source"], "s.source");
        if (!target["country"].empty())
            condition.add("s.id IN (SELECT story_id FROM entities WHERE country = ?)", {value_of(target["country"])});
        if (Status status = condition.days(target, "s.day", "s.day"); !status) return status.error();
    } else {
        auto wanted = wanted_of(target);
        if (!wanted) return wanted.error();
        wanted->kind = Kind::story;
        const auto index = shelf.index.get();
        if (!index) return index.error();
        store::List ids;
        for (const Hit& hit : (*index)->find(*wanted).hits) ids.push_back({hit.id});
        condition.add("s.id IN (SELECT unnest(?))", {{std::move(ids)}});
        page.clear();
    }
    const auto count = [](std::string_view table) {
        const std::string name(table);
        return "(SELECT count(*) FROM " + name + " r WHERE r.story_id = p.id) AS " + name;
    };
    return shelf.store.query("SELECT p.id, p.day, p.source, p.title, " + count("statements") + ", " + count("events") +
                                 ", " + count("figures") + ", " + count("commitments") +
                                 ", c.original AS copy_of FROM (SELECT id, day, source, title FROM stories s" +
                                 condition.where() + " ORDER BY day DESC NULLS LAST, id" + page +
                                 ") p LEFT JOIN copies c ON c.story_id = p.id ORDER BY p.day DESC NULLS LAST, p.id",
                             condition.values());
}

/// The first thousand mentions of each: a text may name one thing a hundred thousand times.
constexpr const char* entities_of_story = R"(
SELECT e.*, m.mentions, m.mentioned
FROM entities e LEFT JOIN
    (SELECT entity_id, count(*) AS mentioned,
         list({'start': start, 'end': "end", 'text': text, 'kind': kind} ORDER BY start)[:1000] AS mentions
     FROM mentions WHERE story_id = ? GROUP BY entity_id) m ON m.entity_id = e.id
WHERE e.story_id = ?)";

Result<std::string> one_story(const store::Store& store, const Target& target) {
    std::vector<Part> parts = {
        {"story", "SELECT *, (SELECT original FROM copies WHERE story_id = id) AS copy_of FROM stories WHERE id = ?",
         true},
        {"entities", entities_of_story},
        {"times", "SELECT * FROM times WHERE story_id = ? ORDER BY start"}};
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (requires(V rows) { rows.begin()->evidence; })
            parts.push_back({field.name, "SELECT * FROM \"" + std::string(field.name) +
                                             "\" WHERE story_id = ? ORDER BY evidence[1].start, id"});
    });
    parts.push_back(
        {"copies",
         "SELECT s.id AS story_id, s.source, s.title, s.day, s.id = o.id AS original FROM (SELECT coalesce((SELECT "
         "original FROM copies WHERE story_id = ?), ?) AS id) o JOIN stories s ON s.id = o.id OR s.id IN (SELECT "
         "story_id "
         "FROM copies WHERE original = o.id) WHERE s.id <> ? ORDER BY s.day, s.id LIMIT 200"});
    parts.push_back(
        {"happenings", "SELECT event_id, happening_id FROM happening_reports WHERE story_id = ? ORDER BY event_id"});
    parts.push_back(
        {"reports",
         "SELECT DISTINCT o.happening_id, s.id AS story_id, s.source, s.title, s.day FROM happening_reports r JOIN "
         "happening_reports o ON o.happening_id = r.happening_id AND o.story_id <> r.story_id JOIN stories s ON "
         "s.id = o.story_id WHERE r.story_id = ? ORDER BY s.day, s.id, o.happening_id LIMIT 200"});
    return object_of(store, {value_of(View::value(target, 1))}, parts);
}

}  // namespace dragoman::serve
