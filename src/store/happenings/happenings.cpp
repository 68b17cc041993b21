#include "store/happenings/happenings.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_set>

#include "store/agreement/groups.h"
#include "store/happenings/load.h"
#include "store/happenings/make.h"
#include "store/joining/taken.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

constexpr std::size_t batch = 20000;

std::vector<std::uint32_t> halves_of(const std::vector<std::uint64_t>& keys) {
    std::vector<std::uint32_t> halves;
    for (const std::uint64_t key : keys) halves.push_back(static_cast<std::uint32_t>(key));
    return halves;
}

struct TouchedDays {
    std::chrono::sys_days from, until;
};

/// Spans of days that the keys are looked for on, apart from each other, few: those near each other are one, since
/// every report of the store is held against each.
std::vector<TouchedDays> spans_of(const std::vector<HappeningKey>& keys) {
    std::vector<TouchedDays> spans, joined;
    for (const HappeningKey& key : keys)
        if (key.from_day) spans.push_back({*key.from_day, *key.until_day});
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    for (const TouchedDays& span : spans)
        if (joined.empty() || joined.back().until < span.from)
            joined.push_back(span);
        else
            joined.back().until = std::max(joined.back().until, span.until);
    constexpr std::size_t most = 20;
    const std::size_t near = joined.size() / most + 1;
    std::vector<TouchedDays> kept;
    for (std::size_t i = 0; i < joined.size(); i += near)
        kept.push_back({joined[i].from, joined[std::min(i + near, joined.size()) - 1].until});
    return kept;
}

/// The reports of the stories in `happening_stories`.
Result<Reports> load(const Joining& joining) {
    constexpr std::array<std::string_view, 5> tables{"stories", "signatures", "entities", "events", "statements"};
    if (Status taken = take_more(joining, "happening_stories", tables); !taken) return taken.error();
    return load_reports(joining.connection);
}

std::string date(std::chrono::sys_days day) {
    return "DATE '1970-01-01' + " + std::to_string(day.time_since_epoch().count());
}

Status set_stories(duckdb_connection connection, const std::string& select) {
    return run(connection, "CREATE OR REPLACE TEMP TABLE happening_stories AS " + select + ";\n");
}

std::vector<HappeningKey> keys_of_all(const Reports& reports) {
    std::vector<HappeningKey> keys;
    for (const Report& report : reports.all)
        for (const std::uint32_t half : halves_of(keys_of(reports, report))) {
            HappeningKey key{.key = half};
            if (report.window) {
                key.from_day = report.window->from - std::chrono::days(far_apart);
                key.until_day = report.window->until + std::chrono::days(far_apart);
            }
            keys.push_back(key);
        }
    return keys;
}

/// Adds the stories whose reports can be linked to those of the changed ones: that share a key with one on its days.
Status add_neighbours(duckdb_connection connection, const Reports& changed) {
    const std::vector<HappeningKey> keys = keys_of_all(changed);
    Status made =
        run(connection, "CREATE OR REPLACE TEMP TABLE happening_keys(key UINTEGER, from_day DATE, until_day DATE)");
    if (made) made = append(connection, "happening_keys", keys);
    if (!made) return made;
    std::string near = "from_day IS NULL";
    for (const TouchedDays& span : spans_of(keys))
        near += " OR (from_day <= " + date(span.until) + " AND until_day >= " + date(span.from) + ")";
    return run(connection,
               "INSERT INTO happening_stories SELECT DISTINCT story_id FROM (SELECT story_id, from_day, until_day, "
               "unnest(keys) AS key FROM happening_reports WHERE " +
                   near +
                   ") r JOIN happening_keys k USING (key) WHERE ((r.from_day <= k.until_day AND r.until_day >= "
                   "k.from_day) OR (r.from_day IS NULL AND k.from_day IS NULL)) AND story_id NOT IN (SELECT story_id "
                   "FROM happening_changed);\nDROP TABLE happening_keys;\n");
}

/// Changed stories and their copies, which count as what their original counts as.
Status set_changed(duckdb_connection connection) {
    return run(connection,
               "CREATE OR REPLACE TEMP TABLE happening_changed AS SELECT story_id FROM changed_stories UNION SELECT "
               "story_id FROM copies WHERE original IN (SELECT story_id FROM changed_stories);\n");
}

Result<std::unordered_set<std::string>> changed_stories(duckdb_connection connection) {
    auto rows = query(connection, "SELECT story_id FROM happening_changed");
    if (!rows) return rows.error();
    std::unordered_set<std::string> stories;
    for (std::vector<Value> row; rows->next(row);) stories.insert(plain(row[0]));
    return stories;
}

std::vector<bool> fresh_among(const Reports& reports, const std::unordered_set<std::string>& changed) {
    std::vector<bool> fresh(reports.all.size());
    for (std::size_t r = 0; r < fresh.size(); ++r)
        fresh[r] = changed.contains(reports.sources[reports.all[r].source].id);
    return fresh;
}

/// Makes `touched_components`: those that changed stories were in, and those that their reports link to now.
Status touch_components(duckdb_connection connection, const std::unordered_set<std::string>& linked) {
    std::string sql =
        "CREATE OR REPLACE TEMP TABLE touched_components AS SELECT DISTINCT component FROM happening_reports SEMI JOIN "
        "happening_changed USING (story_id);\n";
    std::vector<std::string> ids(linked.begin(), linked.end());
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 0; i < ids.size(); ++i)
        sql += (i == 0 ? "INSERT INTO touched_components VALUES ('" : ", ('") + ids[i] + "')" +
               (i + 1 == ids.size() ? ";\n" : "");
    return run(connection, sql);
}

/// Finds what is to be derived anew, and leaves its stories in `happening_stories` and its components in
/// `touched_components`.
Status find_touched(const Joining& joining, const std::unordered_set<std::string>& changed) {
    duckdb_connection connection = joining.connection;
    if (Status set = set_stories(connection, "SELECT story_id FROM happening_changed"); !set) return set;
    auto arrived = load(joining);
    if (!arrived) return arrived.error();
    if (Status added = add_neighbours(connection, *arrived); !added) return added;
    auto around = load(joining);
    if (!around) return around.error();
    const std::vector<bool> none(around->all.size());
    std::unordered_set<std::string> linked;
    for (const Link& link : links_of(*around, fresh_among(*around, changed), none))
        for (const std::uint32_t r : {link.a, link.b})
            if (!around->all[r].group.empty()) linked.insert(around->all[r].group);
    if (Status touched = touch_components(connection, linked); !touched) return touched;
    return set_stories(connection,
                       "SELECT story_id FROM happening_changed UNION SELECT story_id FROM happening_reports SEMI JOIN "
                       "touched_components USING (component)");
}

/// Reports of stories that did not change, in components that were not touched, stay as they are.
Result<std::vector<bool>> asleep_among(duckdb_connection connection, const Reports& reports,
                                       const std::unordered_set<std::string>& changed) {
    auto rows = query(connection, "SELECT component FROM touched_components");
    if (!rows) return rows.error();
    std::unordered_set<std::string> touched;
    for (std::vector<Value> row; rows->next(row);) touched.insert(plain(row[0]));
    std::vector<bool> asleep = fresh_among(reports, changed);
    for (std::size_t r = 0; r < asleep.size(); ++r) asleep[r] = !asleep[r] && !touched.contains(reports.all[r].group);
    return asleep;
}

/// The link of each report that agrees best, within its group.
std::vector<const Link*> best_links(const Reports& reports, const std::vector<Link>& links,
                                    const std::vector<std::uint32_t>& groups) {
    std::vector<const Link*> best(reports.all.size(), nullptr);
    for (const Link& link : links)
        if (groups[link.a] == groups[link.b])
            for (const std::uint32_t r : {link.a, link.b})
                if (!best[r] || best[r]->agreement.points < link.agreement.points) best[r] = &link;
    return best;
}

HappeningReport report_row(const Reports& reports, std::uint32_t r, const Link* link) {
    const Report& report = reports.all[r];
    const Source& source = reports.sources[report.source];
    HappeningReport row{.happening_id = {}, .story_id = source.id, .event_id = report.event};
    row.copy = source.original != source.id;
    row.counts_as = source.counts_as;
    if (report.window) row.from_day = report.window->from, row.until_day = report.window->until;
    row.keys = halves_of(keys_of(reports, report));
    if (!link) return row;
    const Report& other = reports.all[link->a == r ? link->b : link->a];
    row.like_story = reports.sources[other.source].id;
    row.like_event = other.event;
    row.points = link->agreement.points;
    row.agrees = names_of(link->agreement.agreed);
    row.differs = names_of(link->agreement.differing);
    return row;
}

class Writer {
public:
    explicit Writer(duckdb_connection connection) : connection_(connection) {}

    Status flush(bool all = true) {
        if (!all && rows_.size() < batch) return Done{};
        Status status = append(connection_, "happenings", happenings_);
        if (status) status = append(connection_, "happening_reports", rows_);
        happenings_.clear();
        rows_.clear();
        return status;
    }

    Status write(const Reports& reports, const std::vector<bool>& asleep, const std::vector<Link>& links) {
        const std::vector<std::uint32_t> groups = groups_of(reports, links), components = components_of(reports, links);
        const std::vector<const Link*> best = best_links(reports, links, groups);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> members;  // group, report
        for (std::uint32_t r = 0; r < groups.size(); ++r)
            if (!asleep[r]) members.push_back({groups[r], r});
        std::sort(members.begin(), members.end());
        for (std::size_t i = 0, j = 0; i < members.size(); i = j) {
            std::vector<std::uint32_t> group;
            for (j = i; j < members.size() && members[j].first == members[i].first; ++j)
                group.push_back(members[j].second);
            happenings_.push_back(happening_of(reports, group));
            for (const std::uint32_t r : group) {
                HappeningReport row = report_row(reports, r, best[r]);
                row.happening_id = happenings_.back().id;
                row.component = components[r] == group.front() ? row.happening_id : id_of(reports, components[r]);
                rows_.push_back(std::move(row));
            }
            if (Status written = flush(false); !written) return written;
        }
        return flush();
    }

private:
    duckdb_connection connection_;
    std::vector<Happening> happenings_;
    std::vector<HappeningReport> rows_;
};

Status remove_touched(duckdb_connection connection) {
    return run(connection,
               "DELETE FROM happenings WHERE id IN (SELECT happening_id FROM happening_reports SEMI JOIN "
               "touched_components USING (component));\n"
               "DELETE FROM happening_reports WHERE component IN (SELECT component FROM touched_components);\n"
               "DROP TABLE touched_components;\n");
}

}  // namespace

Status join_happenings(const Joining& joining) {
    duckdb_connection connection = joining.connection;
    if (Status set = set_changed(connection); !set) return set;
    const auto changed = changed_stories(connection);
    if (!changed) return changed.error();
    if (Status found = joining.everything ? set_stories(connection, "SELECT story_id FROM happening_changed")
                                          : find_touched(joining, *changed);
        !found)
        return found;
    auto reports = load(joining);
    if (!reports) return reports.error();
    std::vector<bool> asleep(reports->all.size());
    if (!joining.everything) {
        auto sleeping = asleep_among(connection, *reports, *changed);
        if (!sleeping) return sleeping.error();
        asleep = std::move(*sleeping);
        if (Status removed = remove_touched(connection); !removed) return removed;
    }
    const std::vector<bool> awake(reports->all.size(), true);
    if (Status written = Writer(connection).write(*reports, asleep, links_of(*reports, awake, asleep)); !written)
        return written;
    return run(connection, "DROP TABLE happening_changed;\n");
}

}  // namespace dragoman::store
