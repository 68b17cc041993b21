// Search: the index finds rows and counts them.
#include "serve/views/search.h"

#include <algorithm>
#include <map>

#include "serve/json.h"
#include "serve/search/words.h"
#include "serve/views/condition.h"
#include "serve/views/views.h"
#include "store/schema/days.h"

namespace dragoman::serve {

Result<Wanted> wanted_of(const Target& target) {
    Wanted wanted{.words = std::string(target["q"]),
                  .kind = {},
                  .source = std::string(target["source"]),
                  .country = std::string(target["country"]),
                  .from = {},
                  .to = {},
                  .offset = offset_of(target),
                  .most = page_rows + 1};
    for (const std::string_view name : {"from", "to"}) {
        if (target[name].empty()) continue;
        const auto days = days_asked(target, name);
        if (!days) return days.error();
        (name == "from" ? wanted.from : wanted.to) = name == "from" ? days->first : days->last;
    }
    return wanted;
}

namespace {

/// Without the halves of words where a text was cut, and with a sign for that.
std::string whole_words(std::string text, bool cut_before, bool cut_behind) {
    if (const auto first = text.find(' '); cut_before && first != std::string::npos) text = "…" + text.substr(first);
    if (const auto last = text.rfind(' '); cut_behind && last != std::string::npos) text = text.substr(0, last) + " …";
    return text;
}

/// The words about the first of those that were looked for, by story: only stories have more than can be shown.
Result<std::map<std::string, std::string>> snippets(const store::Store& store, const std::vector<Hit>& hits,
                                                    const std::string& word) {
    std::map<std::string, std::string> found;
    store::List stories;
    for (const Hit& hit : hits)
        if (hit.kind == Kind::story) stories.push_back({hit.story_id});
    if (stories.empty()) return found;
    auto rows = store.query(
        "SELECT id, substr(text, first, 240), first > 1, first + 240 <= length(text) FROM (SELECT id, text, "
        "greatest(1, "
        "strpos(lower(text), ?) - 80) AS first FROM stories WHERE id IN (SELECT unnest(?)))",
        {value_of(word), {std::move(stories)}});
    if (!rows) return rows.error();
    for (std::vector<store::Value> row; rows->next(row);)
        found[store::plain(row[0])] =
            whole_words(store::plain(row[1]), std::get<bool>(row[2].is), std::get<bool>(row[3].is));
    return found;
}

std::string hit_json(const Hit& hit, const std::map<std::string, std::string>& snippets) {
    Object object;
    const auto text = [&](std::string_view name, const std::string& value) {
        if (value.empty())
            object.raw(name, "null");
        else
            object.text(name, value);
    };
    text("kind", std::string(kind_names[static_cast<std::size_t>(hit.kind)]));
    text("story_id", hit.story_id);
    text("id", hit.id);
    text("day", hit.day);
    text("source", hit.source);
    text("title", hit.title);
    const auto snippet = snippets.find(hit.story_id);
    text("text", hit.kind == Kind::story && snippet != snippets.end() ? snippet->second : hit.text);
    text("who", hit.who);
    return object.done();
}

std::string counts_json(const Counts& counts) {
    std::string list;
    for (const auto& [value, count] : counts)
        list += (list.empty() ? "" : ",") +
                Object().text("value", value).number("count", static_cast<double>(count)).done();
    return "[" + list + "]";
}

}  // namespace

Result<std::string> search(const Shelf& shelf, const Target& target) {
    auto wanted = wanted_of(target);
    if (!wanted) return wanted.error();
    if (const std::string_view given = target["kind"]; !given.empty()) {
        const auto kind = std::find(kind_names.begin(), kind_names.end(), given);
        if (kind == kind_names.end())
            return Error{"nothing of that kind can be searched", "kind",
                         "story, statement, event, figure or commitment"};
        wanted->kind = static_cast<Kind>(kind - kind_names.begin());
    }
    wanted->most = page_rows;
    const auto index = shelf.index.get();
    if (!index) return index.error();
    const Found found = (*index)->find(*wanted);
    const auto words = words_of(wanted->words);
    const auto shown = snippets(shelf.store, found.hits, words.empty() ? std::string() : words.front());
    if (!shown) return shown.error();
    std::string rows;
    for (const Hit& hit : found.hits) rows += (rows.empty() ? "" : ",\n") + hit_json(hit, *shown);
    const std::string facets = Object()
                                   .raw("kind", counts_json(found.kinds))
                                   .raw("source", counts_json(found.sources))
                                   .raw("country", counts_json(found.countries))
                                   .raw("year", counts_json(found.years))
                                   .done();
    return Object()
        .number("total", static_cast<double>(found.total))
        .raw("rows", "[" + rows + "]")
        .raw("facets", facets)
        .done();
}

}  // namespace dragoman::serve
