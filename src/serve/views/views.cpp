#include "serve/views/views.h"

namespace dragoman::serve {

Result<std::string> front(const store::Store&, const Target&);
Result<store::Rows> list_stories(const store::Store&, const Target&);
Result<std::string> one_story(const store::Store&, const Target&);
Result<std::string> search(const store::Store&, const Target&);
Result<store::Rows> answer_sql(const store::Store&, const Target&);
Result<std::string> schema(const store::Store&, const Target&);

namespace {

const Parameter words{"q", "Words that must stand in it"};
const Parameter source{"source", "Publisher"};
const Parameter country{"country", "Country that takes part, ISO 3166 alpha-3"};
const Parameter from{"from", "From this day, month or year on"};
const Parameter to{"to", "Until this day, month or year"};
const Parameter offset{"offset", "Rows to pass over"};

const std::vector<View>& all() {
    static const std::vector<View> list = {
        {"index", "What is in the store, what is new, what is unusual.", {}, {}, front},
        {"stories", "Stories, latest first.", {words, source, country, from, to, offset}, list_stories, {}},
        {"stories/:id", "A story with all that was found in it.", {}, {}, one_story},
        {"search",
         "Stories and rows in whose words all of the words stand, with counts by kind, source, country and year.",
         {words, {"kind", "story, statement, event, figure or commitment"}, source, country, from, to, offset},
         {},
         search},
        {"sql", "Answers one statement of SQL that only reads.", {{"q", "The statement"}}, answer_sql, {}},
        {"schema", "Tables, their columns, and examples of SQL.", {}, {}, schema},
    };
    return list;
}

bool matches(std::string_view path, const Target& target) {
    std::size_t at = 0;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (at == target.segments.size() || (path[0] != ':' && path.substr(0, end) != target.segments[at]))
            return false;
        ++at;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return at == target.segments.size();
}

}  // namespace

std::span<const View> views() { return all(); }

const View* view_of(const Target& target) {
    if (target.segments.empty()) return &all().front();
    for (const View& view : all())
        if (matches(view.path, target)) return &view;
    return nullptr;
}

}  // namespace dragoman::serve
