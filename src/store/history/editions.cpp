#include "store/history/editions.h"

#include <algorithm>
#include <map>

#include "store/history/removal.h"
#include "store/schema/editions.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

/// A row by its words.
struct Said {
    std::string kind, words, id;

    auto key() const { return std::tie(kind, words); }
    bool operator<(const Said& other) const { return std::tie(kind, words, id) < std::tie(other.kind, other.words, other.id); }
};

/// A story at one time.
struct State {
    Edition about;
    std::vector<Said> rows;  ///< sorted
};

std::string words_of(const std::vector<Passage>& evidence) {
    std::string words;
    for (const Passage& passage : evidence) words += (words.empty() ? "" : " … ") + passage.text;
    return words;
}

State state_of(const Reading& reading) {
    const StoryInfo& story = reading.record.story;
    State state{.about = {.story_id = story.id,
                          .input_sha256 = reading.input_sha256,
                          .published = story.published,
                          .source = story.source,
                          .title = story.title,
                          .text_sha256 = story.text_sha256}};
    each_table(reading.record, [&]<class Row>(std::string_view name, const std::vector<Row>& rows) {
        if constexpr (requires(Row row) { row.evidence; })
            for (const Row& row : rows) state.rows.push_back({std::string(name), words_of(row.evidence), row.id});
    });
    std::sort(state.rows.begin(), state.rows.end());
    return state;
}

/// The states that the store holds of these stories, by id.
Result<std::map<std::string, State>> states_in(duckdb_connection connection, const std::vector<std::string>& ids) {
    std::map<std::string, State> states;
    auto stories = query(connection,
                         "SELECT s.id, i.sha256, s.published, s.source, s.title, s.text_sha256, (SELECT "
                         "coalesce(max(e.edition), 0) FROM editions e WHERE e.story_id = s.id)::INTEGER FROM stories s "
                         "JOIN inputs i ON i.story_id = s.id WHERE s.id IN (SELECT unnest(?))",
                         {list_of(ids)});
    if (!stories) return stories.error();
    for (std::vector<Value> row; stories->next(row);)
        states[plain(row[0])].about = {plain(row[0]), static_cast<int>(std::get<std::int64_t>(row[6].is)),
                                       plain(row[1]), plain(row[2]), plain(row[3]), plain(row[4]), plain(row[5])};
    std::string sql;
    each_table(Record(), [&]<class Row>(std::string_view name, const std::vector<Row>&) {
        if constexpr (requires(Row row) { row.evidence; })
            sql += (sql.empty() ? "" : " UNION ALL ") + std::string("SELECT story_id, '") + std::string(name) +
                   "', array_to_string([p.text FOR p IN evidence], ' … '), id FROM \"" + std::string(name) +
                   "\" WHERE story_id IN (SELECT story_id FROM asked)";
    });
    auto rows = query(connection, "WITH asked AS (SELECT unnest(?) AS story_id) " + sql, {list_of(ids)});
    if (!rows) return rows.error();
    for (std::vector<Value> row; rows->next(row);)
        states[plain(row[0])].rows.push_back({plain(row[1]), plain(row[2]), plain(row[3])});
    for (auto& [id, state] : states) std::sort(state.rows.begin(), state.rows.end());
    return states;
}

/// Appends what is in `from` and not in `other` as changes.
int differ(const State& from, const State& other, const Edition& edition, const char* change,
           std::vector<EditionRow>& out) {
    std::vector<Said> rest;
    std::set_difference(from.rows.begin(), from.rows.end(), other.rows.begin(), other.rows.end(), std::back_inserter(rest),
                        [](const Said& a, const Said& b) { return a.key() < b.key(); });
    for (Said& row : rest)
        out.push_back({edition.story_id, edition.edition, change, std::move(row.kind), std::move(row.id), std::move(row.words)});
    return static_cast<int>(rest.size());
}

}  // namespace

Status append_editions(duckdb_connection connection, const Batch& batch, const std::vector<std::string>& replaced) {
    auto latest = states_in(connection, replaced);
    if (!latest) return latest.error();
    std::vector<Edition> editions;
    std::vector<EditionRow> rows;
    const auto follow = [&](const Reading& reading) {
        State next = state_of(reading);
        const auto [found, fresh] = latest->try_emplace(next.about.story_id, next);
        State& before = found->second;
        next.about.edition = before.about.edition;
        if (!fresh && before.about.input_sha256 != reading.input_sha256) {
            before.about.edition = ++next.about.edition;
            before.about.gone = differ(before, next, before.about, "gone", rows);
            before.about.came = differ(next, before, before.about, "came", rows);
            editions.push_back(before.about);
        }
        before = std::move(next);
    };
    for (const Reading& reading : batch.superseded) follow(reading);
    for (const Reading& reading : batch.readings) follow(reading);
    Status status = append(connection, "editions", editions);
    if (status) status = append(connection, "edition_rows", rows);
    return status;
}

}  // namespace dragoman::store
