#include <algorithm>
#include <functional>

#include "sha256.h"
#include "store/chunks.h"
#include "store/ledger/reading.h"

namespace dragoman::store {
namespace {

Strings texts(const Chunks& chunks, idx_t column, idx_t row) {
    Strings list;
    for (std::string_view text : chunks.texts(column, row)) list.emplace_back(text);
    return list;
}

bool holds(const Strings& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

void sort_once(Strings& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// Keys and countries of who undertakes, of whom it is owed to, and of who and where is named in the action's words,
/// these by blocks of 256 code points as in deeds.cpp.
constexpr std::string_view promises_sql = R"(
WITH own AS (SELECT c.* FROM taken_commitments c JOIN ledger_slice USING (story_id)),
     people AS (SELECT story_id, id, 'by' AS part, unnest("by") AS who FROM own UNION ALL
                SELECT story_id, id, 'to', unnest("to") FROM own UNION ALL
                SELECT o.story_id, o.id, 'in', m.entity_id
                FROM (SELECT story_id, id, action AS words, unnest(range(action."start" // 256, action."end" // 256 + 1)) AS block FROM own) o
                JOIN (SELECT story_id, "start", "end", entity_id, ("start" // 256)::BIGINT AS block FROM taken_mentions SEMI JOIN ledger_slice USING (story_id) WHERE kind = 'name') m
                    ON m.story_id = o.story_id AND m.block = o.block AND m."start" >= o.words."start" AND m."end" <= o.words."end"),
     keyed AS (SELECT p.story_id, p.id, p.part, k.key, k.country FROM people p
               JOIN ledger_keys k ON k.story_id = p.story_id AND k.id = p.who),
     parts AS (SELECT story_id, id,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'by' AND key NOT NULL), []) AS by_keys,
                   coalesce(list(DISTINCT country ORDER BY country) FILTER (part = 'by' AND country NOT NULL), []) AS by_countries,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'to' AND key NOT NULL), []) AS to_keys,
                   coalesce(list(DISTINCT 'c:' || country ORDER BY 'c:' || country) FILTER (part = 'to' AND key IS NULL AND country NOT NULL), []) AS to_countries,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'in' AND key NOT NULL), []) AS in_keys,
                   coalesce(list(DISTINCT country ORDER BY country) FILTER (country NOT NULL), []) AS countries
               FROM keyed GROUP BY story_id, id)
SELECT o.story_id, o.id, o.day, o.first_day, o.last_day, o.due, o.kind, o.strength, o.action."start"::BIGINT,
       o.action."end"::BIGINT, o.action.text, o.by_names, p.by_keys, p.by_countries, CASE WHEN len(p.to_keys) = 0 THEN p.to_countries ELSE p.to_keys END, p.in_keys, p.countries,
       c.story_id IS NOT NULL
FROM own o JOIN parts p ON p.story_id = o.story_id AND p.id = o.id LEFT JOIN copies c ON c.story_id = o.story_id
WHERE len(p.by_keys) > 0 OR len(p.by_countries) > 0)";

/// Who undertakes it, in one word: a person before an organisation before a country.
std::string undertaker(const LedgerPromise& promise) {
    for (const char* sort : {"p:", "o:", "c:"})
        for (const std::string& key : promise.by_keys)
            if (key.starts_with(sort)) return key;
    return promise.by_countries.empty() ? std::string() : "c:" + promise.by_countries.front();
}

/// Of a meeting the other side, else the place; of others what it is about.
void set_hinges(LedgerPromise& promise) {
    if (promise.act == "meet" || promise.act == "visit") {
        promise.hinges = promise.to_keys;
        if (promise.hinges.empty()) promise.hinges = promise.places;
        if (promise.to_keys == promise.by_keys)
            for (const std::string& country : promise.by_countries) promise.hinges.push_back("c:" + country);
        return;
    }
    for (const std::string& thing : promise.things) {
        promise.hinges.push_back(promise.act + '|' + thing);
        for (const std::string& act : promise.contraries) promise.hinges.push_back(act + '|' + thing);
    }
}

/// Meetings and visits by what their words say; a "discuss it" is a meeting where a day is told for it.
void set_act(LedgerPromise& p, const DeedWords& words) {
    p.act = words.act_of(p.words.text);
    if (words.is_abstention(p.words.text)) {
        if (!p.act.empty()) p.contraries = {p.act}, p.act = "not " + p.act;
        return;
    }
    p.contraries = words.contraries_of(p.act);
    using Encounter = DeedWords::Encounter;
    const bool day = p.first_day && *p.last_day - *p.first_day < std::chrono::days(7);
    const bool meets = p.kind == "meet" || p.kind == "attend";
    if (!meets && p.act == "meet") p.act = "discuss";
    if (!meets && !day) return;  // "take part in the summit on 5 May"
    const Encounter sort = words.encounter(p.words.text, !meets || !day);
    if (sort == Encounter::visit) p.act = "visit";
    if (sort == Encounter::meeting) p.act = "meet";
    const bool often = words.is_often(p.words.text);
    if (often || (meets && sort == Encounter::none)) p.act = "discuss";
    if (sort != Encounter::none || p.act == "discuss") p.contraries.clear();
}

LedgerPromise promise_of(const Chunks& chunks, idx_t row, const DeedWords& words) {
    LedgerPromise p;
    const auto text = [&](idx_t column) { return std::string(chunks.text(column, row)); };
    p.story_id = text(0);
    p.row_id = text(1);
    p.day = chunks.day(2, row);
    p.first_day = chunks.day(3, row);
    p.last_day = chunks.day(4, row);
    p.due = text(5);
    p.kind = text(6);
    p.strength = text(7);
    p.words = {static_cast<std::uint32_t>(chunks.integer(8, row)), static_cast<std::uint32_t>(chunks.integer(9, row)),
               text(10)};
    p.by_names = texts(chunks, 11, row);
    p.by_keys = texts(chunks, 12, row);
    p.by_countries = texts(chunks, 13, row);
    p.to_keys = texts(chunks, 14, row);
    const Strings named = texts(chunks, 15, row);
    p.all_countries = texts(chunks, 16, row);
    p.copy = chunks.truth(17, row);
    set_act(p, words);
    const bool sides = p.to_keys.empty();
    for (const std::string& key : named) {
        const bool own = holds(p.by_keys, key) || (key.starts_with("c:") && holds(p.by_countries, key.substr(2)));
        if (key.starts_with("l:") || key.starts_with("c:")) p.places.push_back(key);
        if (sides && !own && !key.starts_with("l:")) p.to_keys.push_back(key);
    }
    const auto persons =
        std::count_if(p.by_keys.begin(), p.by_keys.end(), [](const auto& k) { return k.starts_with("p:"); });
    if (p.act == "meet" && persons > 1) {  // "Putin and Mori will meet": each is the other's
        std::erase_if(p.by_keys, [](const auto& key) { return !key.starts_with("p:"); });
        p.to_keys = p.by_keys;
    }
    const auto about = words.about(p.words.text);
    const auto own = [&](const std::string& thing) { return holds(p.by_keys, "p:" + thing); };
    std::copy_if(about.things.begin(), about.things.end(), std::back_inserter(p.things), std::not_fn(own));
    std::copy_if(about.named.begin(), about.named.end(), std::back_inserter(p.named), std::not_fn(own));
    sort_once(p.to_keys);
    set_hinges(p);
    p.block = p.act + " | " + undertaker(p);
    if (p.act == "meet" || p.act == "visit") p.block += " | " + (p.to_keys.empty() ? "" : p.to_keys.back());
    return p;
}

}  // namespace

std::vector<LedgerDeed> deeds_of(const std::vector<LedgerPromise>& promises) {
    std::vector<LedgerDeed> deeds;
    for (const LedgerPromise& p : promises) {
        const bool abstention = p.act.starts_with("not ");
        if (p.contraries.empty() || p.things.empty()) continue;
        LedgerDeed deed{.story_id = p.story_id, .row_id = p.row_id, .kind = "commitment"};
        deed.day = deed.first_day = deed.last_day = p.day;
        deed.says = abstention ? "will not" : "promised";
        deed.act = abstention ? p.contraries.front() : p.act;
        deed.doers = deed.parties = p.by_keys;
        deed.countries = p.by_countries;
        deed.things = p.things;
        deed.named = p.named;
        for (const std::string& thing : p.things) deed.hinges.push_back(deed.act + '|' + thing);
        deed.copy = p.copy;
        deed.words = p.words;
        deeds.push_back(std::move(deed));
    }
    return deeds;
}

Status make_keys(duckdb_connection connection) {
    return run(connection, R"(
CREATE OR REPLACE TEMP TABLE ledger_keys AS
SELECT e.story_id, e.id, CASE WHEN e.country = 'IGO' THEN NULL ELSE e.country END AS country,
    CASE WHEN e.type = 'person' AND regexp_full_match(e.name, '[[:upper:]].*[[:alpha:]]') AND NOT regexp_matches(e.name,
             '(?i)^the |^a |president|minister|leader|chancellor|\bking\b|premier|chairman|governor|\bhead\b|government| of |ambassador|secretary|speaker|mayor|deputy|envoy')
             THEN 'p:' || lower(regexp_extract(e.name, '([^ ]+)$'))
         WHEN e.type = 'country' AND e.country IS NOT NULL THEN 'c:' || e.country
         WHEN e.type = 'organization' THEN 'o:' || e.id
         WHEN e.type = 'place' THEN 'l:' || e.id END AS key,
    CASE WHEN e.sector IN ('GOV', 'MIL') AND e.country <> 'IGO' THEN e.country END AS state
FROM taken_entities e JOIN ledger_slice USING (story_id);)");
}

Result<std::vector<LedgerPromise>> read_promises(duckdb_connection connection, const DeedWords& words) {
    auto chunks = Chunks::of(connection, std::string(promises_sql));
    if (!chunks) return chunks.error();
    std::vector<LedgerPromise> promises;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) {
            LedgerPromise promise = promise_of(*chunks, row, words);
            if (!promise.act.empty() && promise.day) promises.push_back(std::move(promise));
        }
    return promises;
}

}  // namespace dragoman::store
