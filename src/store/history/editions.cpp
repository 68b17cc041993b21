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
    bool operator<(const Said& other) const {
        return std::tie(kind, words, id) < std::tie(other.kind, other.words, other.id);
    }
};

/// A story at one time.
struct State {
    Edition about;
    std::vector<Said> rows;  ///< sorted
};

/// An earlier state, and what changed in it; `stored`: the store has both already.
struct Link {
    Edition edition;
    std::vector<EditionRow> rows;
    bool stored = false;
};

/// A story's states from the first to the present one.
struct Line {
    std::vector<Link> earlier;
    State now;
    bool shortened = false;  ///< some that are stored are to go
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

/// What the store holds of these stories, by id.
Result<std::map<std::string, Line>> lines_in(duckdb_connection connection, const std::vector<std::string>& ids) {
    std::map<std::string, Line> lines;
    if (ids.empty()) return lines;
    auto stories =
        query(connection,
              "SELECT s.id, i.sha256, s.published, s.source, s.title, s.text_sha256 FROM stories s JOIN inputs "
              "i ON i.story_id = s.id WHERE s.id IN (SELECT unnest(?))",
              {list_of(ids)});
    if (!stories) return stories.error();
    for (std::vector<Value> row; stories->next(row);)
        lines[plain(row[0])].now.about = {.story_id = plain(row[0]),
                                          .input_sha256 = plain(row[1]),
                                          .published = plain(row[2]),
                                          .source = plain(row[3]),
                                          .title = plain(row[4]),
                                          .text_sha256 = plain(row[5])};
    auto earlier = query(connection,
                         "SELECT story_id, input_sha256 FROM editions WHERE story_id IN (SELECT unnest(?)) ORDER BY "
                         "story_id, edition",
                         {list_of(ids)});
    if (!earlier) return earlier.error();
    for (std::vector<Value> row; earlier->next(row);)
        lines[plain(row[0])].earlier.push_back(
            {.edition = {.input_sha256 = plain(row[1])}, .rows = {}, .stored = true});
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
        lines[plain(row[0])].now.rows.push_back({plain(row[1]), plain(row[2]), plain(row[3])});
    for (auto& [id, line] : lines) std::sort(line.now.rows.begin(), line.now.rows.end());
    return lines;
}

/// Appends what is in `from` and not in `other` as changes.
int differ(const State& from, const State& other, const Edition& edition, const char* change,
           std::vector<EditionRow>& out) {
    std::vector<Said> rest;
    std::set_difference(from.rows.begin(), from.rows.end(), other.rows.begin(), other.rows.end(),
                        std::back_inserter(rest), [](const Said& a, const Said& b) { return a.key() < b.key(); });
    for (Said& row : rest)
        out.push_back(
            {edition.story_id, edition.edition, change, std::move(row.kind), std::move(row.id), std::move(row.words)});
    return static_cast<int>(rest.size());
}

/// The story's next state. One that was there before ends a loop, and what lay on it is no history.
void follow(Line& line, State next) {
    const std::string& input = next.about.input_sha256;
    if (line.now.about.input_sha256 == input) {
        line.now = std::move(next);
        return;
    }
    const auto same = std::find_if(line.earlier.begin(), line.earlier.end(),
                                   [&](const Link& link) { return link.edition.input_sha256 == input; });
    if (same == line.earlier.end()) {
        Link link{.edition = line.now.about, .rows = {}};
        link.edition.edition = static_cast<int>(line.earlier.size()) + 1;
        link.edition.gone = differ(line.now, next, link.edition, "gone", link.rows);
        link.edition.came = differ(next, line.now, link.edition, "came", link.rows);
        line.earlier.push_back(std::move(link));
    } else {
        line.shortened = line.shortened || same->stored;
        line.earlier.erase(same, line.earlier.end());
    }
    line.now = std::move(next);
}

/// Takes out what the store has of a line beyond what is left of it.
Status shorten(duckdb_connection connection, const std::string& story, const Line& line) {
    const auto left =
        std::count_if(line.earlier.begin(), line.earlier.end(), [](const Link& link) { return link.stored; });
    for (const char* table : {"editions", "edition_rows"}) {
        auto done = query(connection, std::string("DELETE FROM ") + table + " WHERE story_id = ? AND edition > ?",
                          {{story}, {static_cast<std::int64_t>(left)}});
        if (!done) return done.error();
    }
    return Done{};
}

}  // namespace

Status append_editions(duckdb_connection connection, const Batch& batch, const std::vector<std::string>& replaced) {
    auto lines = lines_in(connection, replaced);
    if (!lines) return lines.error();
    for (const auto* readings : {&batch.superseded, &batch.readings})
        for (const Reading& reading : *readings) {
            State next = state_of(reading);
            const auto [found, fresh] = lines->try_emplace(next.about.story_id);
            if (fresh)
                found->second.now = std::move(next);
            else
                follow(found->second, std::move(next));
        }
    std::vector<Edition> editions;
    std::vector<EditionRow> rows;
    for (auto& [story, line] : *lines) {
        if (line.shortened)
            if (Status done = shorten(connection, story, line); !done) return done;
        for (Link& link : line.earlier) {
            if (link.stored) continue;
            editions.push_back(std::move(link.edition));
            std::move(link.rows.begin(), link.rows.end(), std::back_inserter(rows));
        }
    }
    Status status = append(connection, "editions", editions);
    if (status) status = append(connection, "edition_rows", rows);
    return status;
}

}  // namespace dragoman::store
