#include <algorithm>
#include <map>
#include <set>

#include "store/chunks.h"
#include "store/joining/cuts.h"
#include "store/ledger/reading.h"

namespace dragoman::store {
namespace {

Strings texts(const Chunks& chunks, idx_t column, idx_t row) {
    Strings list;
    for (std::string_view text : chunks.texts(column, row)) list.emplace_back(text);
    return list;
}

/// Events that happened or did not, with the keys of who took part, who else is named in their words, and where. Of an
/// act that somebody tells, who does it counts where his own side says so: an adversary's word is no deed of his.
/// Names in words are found by blocks of 256 code points: joined by the story alone, each row would meet each mention
/// of it.
constexpr std::string_view events_sql = R"(
WITH own AS (SELECT e.* FROM taken_events e JOIN ledger_slice USING (story_id)
             WHERE e.status IN ('occurred', 'ongoing', 'denied') AND len(e.evidence) > 0),
     people AS (SELECT story_id, id, 'party' AS part, unnest(list_concat(actors, recipients)) AS who FROM own UNION ALL
                SELECT story_id, id, 'doer', unnest(actors) FROM own UNION ALL
                SELECT story_id, id, 'place', place.entity FROM own WHERE place.entity IS NOT NULL UNION ALL
                SELECT o.story_id, o.id, 'in', m.entity_id
                FROM (SELECT story_id, id, evidence[1] AS words, unnest(range(evidence[1]."start" // 256, evidence[1]."end" // 256 + 1)) AS block FROM own) o
                JOIN (SELECT story_id, "start", "end", entity_id, ("start" // 256)::BIGINT AS block FROM taken_mentions SEMI JOIN ledger_slice USING (story_id) WHERE kind = 'name') m
                    ON m.story_id = o.story_id AND m.block = o.block AND m."start" >= o.words."start" AND m."end" <= o.words."end"),
     tellers AS (SELECT t.story_id, t.id, list(k.key) AS keys, list(k.country) AS countries
                 FROM (SELECT o.story_id, o.id, unnest(s.speakers) AS who FROM own o
                       JOIN taken_statements s ON s.story_id = o.story_id AND s.id = o.statement) t
                 LEFT JOIN ledger_keys k ON k.story_id = t.story_id AND k.id = t.who GROUP BY t.story_id, t.id),
     keyed AS (SELECT p.story_id, p.id, p.part, k.key, k.country,
                   t.id IS NULL OR list_contains(t.keys, k.key) OR list_contains(t.countries, k.country) AS own_word FROM people p
               JOIN ledger_keys k ON k.story_id = p.story_id AND k.id = p.who
               LEFT JOIN tellers t ON t.story_id = p.story_id AND t.id = p.id),
     parts AS (SELECT story_id, id,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'party' AND key NOT NULL), []) AS parties,
                   coalesce(list(DISTINCT country ORDER BY country) FILTER (part = 'party' AND country NOT NULL), []) AS countries,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'in' AND key NOT NULL), []) AS others,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'place' AND key NOT NULL), []) AS places,
                   coalesce(list(DISTINCT key ORDER BY key) FILTER (part = 'doer' AND key NOT NULL AND own_word), []) AS doers
               FROM keyed GROUP BY story_id, id)
SELECT o.story_id, o.id, 'event', o.day, o.first_day, o.last_day, o.status <> 'denied', CASE WHEN o.type = 'CONSULT' THEN coalesce(o.mode, 'meet') END, p.parties,
       p.countries, p.others, p.places, o.evidence[1]."start"::BIGINT, o.evidence[1]."end"::BIGINT, o.evidence[1].text,
       c.story_id IS NOT NULL, p.doers, NULL::VARCHAR
FROM own o JOIN parts p ON p.story_id = o.story_id AND p.id = o.id LEFT JOIN copies c ON c.story_id = o.story_id
WHERE o.type IN ('CONSULT', 'AGREE', 'SUPPORT', 'COOPERATE', 'AID', 'CONCEDE', 'RETREAT', 'MOBILIZE', 'SANCTION', 'COERCE', 'REJECT'))";

/// What speakers say was done, or will not be; pieces of content are taken sentence by sentence. Who governs a state
/// speaks for it. A piece that names one time is of that time.
constexpr std::string_view statements_sql = R"(
WITH own AS (SELECT s.*, unnest(s.content) AS piece FROM taken_statements s JOIN ledger_slice USING (story_id)),
     people AS (SELECT DISTINCT story_id, id, unnest(speakers) AS who FROM own),
     timed AS (SELECT o.story_id, o.id, o."start", min(t.first_day) AS first_day, max(t.last_day) AS last_day
               FROM (SELECT story_id, id, piece."start" AS "start", piece."end" AS "end", unnest(range(piece."start" // 256, piece."end" // 256 + 1)) AS block FROM own) o
               JOIN (SELECT story_id, "start", "end", first_day, last_day, ("start" // 256)::BIGINT AS block FROM taken_times SEMI JOIN ledger_slice USING (story_id) WHERE first_day IS NOT NULL) t
                   ON t.story_id = o.story_id AND t.block = o.block AND t."start" >= o."start" AND t."end" <= o."end"
               GROUP BY ALL HAVING count(DISTINCT t."start") = 1),
     parts AS (SELECT p.story_id, p.id, coalesce(list(DISTINCT k.key ORDER BY k.key) FILTER (k.key NOT NULL), []) AS parties,
                   coalesce(list(DISTINCT k.country ORDER BY k.country) FILTER (k.country NOT NULL), []) AS countries,
                   coalesce(list(DISTINCT 'c:' || k.state) FILTER (k.state NOT NULL), []) AS states
               FROM people p JOIN ledger_keys k ON k.story_id = p.story_id AND k.id = p.who GROUP BY p.story_id, p.id)
SELECT o.story_id, o.id, 'statement', o.day, t.first_day, t.last_day, true, NULL::VARCHAR, p.parties, p.countries,
       []::VARCHAR[], []::VARCHAR[], o.piece."start"::BIGINT, o.piece."end"::BIGINT, o.piece.text, c.story_id IS NOT NULL,
       list_sort(list_distinct(list_concat(p.parties, p.states))), o.form
FROM own o JOIN parts p ON p.story_id = o.story_id AND p.id = o.id LEFT JOIN copies c ON c.story_id = o.story_id
LEFT JOIN timed t ON t.story_id = o.story_id AND t.id = o.id AND t."start" = o.piece."start")";

struct Piece {
    std::uint32_t start;  ///< code points from the passage's start
    std::string_view text;
};

std::uint32_t length_of(std::string_view text) {
    return static_cast<std::uint32_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<Piece> sentences_of(std::string_view text) {
    std::vector<Piece> pieces;
    std::size_t begin = 0;
    std::uint32_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool mark = text[i] == '.' || text[i] == '!' || text[i] == '?';
        const bool end = text[i] == '\n' || i + 1 == text.size() ||
                         (mark && text[i + 1] == ' ' && i > begin + 2 && text[i - 2] != ' ' && text[i - 2] != 'M');
        if (!end) continue;
        std::string_view piece = text.substr(begin, i + 1 - begin);
        const std::uint32_t whole = length_of(piece);
        std::uint32_t blank = 0;
        while (!piece.empty() && (piece[0] == ' ' || piece[0] == '\n')) piece.remove_prefix(1), ++blank;
        while (piece.ends_with('\n') || piece.ends_with(' ')) piece.remove_suffix(1);
        if (!piece.empty()) pieces.push_back({start + blank, piece});
        start += whole;
        begin = i + 1;
    }
    return pieces;
}

LedgerDeed deed_of(const Chunks& chunks, idx_t row) {
    LedgerDeed deed;
    deed.story_id = chunks.text(0, row);
    deed.row_id = chunks.text(1, row);
    deed.kind = chunks.text(2, row);
    deed.day = chunks.day(3, row);
    deed.dated = !chunks.null(4, row);
    deed.first_day = deed.dated ? chunks.day(4, row) : deed.day;
    deed.last_day = deed.dated ? chunks.day(5, row) : deed.day;
    deed.says = chunks.truth(6, row) ? "done" : "not done";
    deed.mode = chunks.text(7, row);
    deed.parties = texts(chunks, 8, row);
    deed.countries = texts(chunks, 9, row);
    deed.others = texts(chunks, 10, row);
    deed.places = texts(chunks, 11, row);
    deed.copy = chunks.truth(15, row);
    deed.doers = texts(chunks, 16, row);
    deed.words = {static_cast<std::uint32_t>(chunks.integer(12, row)),
                  static_cast<std::uint32_t>(chunks.integer(13, row)), std::string(chunks.text(14, row))};
    return deed;
}

void sort_once(Strings& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

class DeedReader {
public:
    explicit DeedReader(const DeedWords& words) : words_(words) {}

    Status read(duckdb_connection connection, std::string_view sql) {
        auto chunks = Chunks::of(connection, std::string(sql));
        if (!chunks) return chunks.error();
        while (chunks->next())
            for (idx_t row = 0; row < chunks->size(); ++row) {
                const LedgerDeed deed = deed_of(*chunks, row);
                if (!deed.day) continue;
                const bool ahead = *deed.first_day > *deed.day;  // dated ahead of its story, nothing is done yet
                if (!ahead && !chunks->null(7, row)) add_meeting(deed);
                for (const Piece& piece : sentences_of(deed.words.text)) {
                    if (piece.text.size() > 600) continue;
                    if (!ahead) add_acts(deed, piece);
                    add_refusals(deed, piece, chunks->text(17, row) == "direct");
                }
            }
        return Done{};
    }

    /// Notes meetings before whose words stands that they were called off: "the postponement of | the visit".
    Status find_called_off(duckdb_connection connection) {
        constexpr std::uint32_t before = 80;  // code points
        auto meetings =
            Chunks::of(connection,
                       "SELECT e.story_id, e.id, e.evidence[1].\"start\"::BIGINT FROM ledger_slice w JOIN "
                       "taken_events e ON e.story_id = w.story_id WHERE e.type = 'CONSULT' AND len(e.evidence) > "
                       "0");
        if (!meetings) return meetings.error();
        std::map<std::string, std::vector<std::pair<std::string, std::uint32_t>>> by_story;
        while (meetings->next())
            for (idx_t row = 0; row < meetings->size(); ++row)
                by_story[std::string(meetings->text(0, row))].emplace_back(
                    meetings->text(1, row), static_cast<std::uint32_t>(meetings->integer(2, row)));
        auto texts = Chunks::streaming(
            connection, "SELECT s.id, s.text FROM ledger_slice w JOIN taken_stories s ON s.id = w.story_id");
        if (!texts) return texts.error();
        while (texts->next())
            for (idx_t row = 0; row < texts->size(); ++row) {
                const auto story = by_story.find(std::string(texts->text(0, row)));
                if (story == by_story.end()) continue;
                const Cuts cut(texts->text(1, row));
                for (const auto& [event, start] : story->second)
                    if (words_.calls_off(cut(start - std::min(start, before), std::min(start, before))))
                        called_off_.emplace(story->first, event);
            }
        return Done{};
    }

    std::vector<LedgerDeed> deeds;

private:
    void add_meeting(LedgerDeed deed) {
        const auto refused = words_.refused(deed.words.text);
        if (deed.says != "done" && !refused.empty()) deed.says = refused.front().says;
        if (called_off_.contains({deed.story_id, deed.row_id})) deed.says = "called off";
        deed.act = "meet";
        deed.told = !words_.told(deed.words.text).empty();
        for (const Strings* keys : {&deed.parties, &deed.others, &deed.places})
            deed.hinges.insert(deed.hinges.end(), keys->begin(), keys->end());
        for (const std::string& country : deed.countries) deed.hinges.push_back("c:" + country);
        sort_once(deed.hinges);
        deeds.push_back(std::move(deed));
    }

    void add_acts(const LedgerDeed& whole, const Piece& piece) {
        const auto told = words_.told(piece.text);
        if (told.empty()) return;
        const auto about = words_.about(piece.text);
        if (about.things.size() < 2) return;
        Strings seen;
        for (const auto& act : told) {
            const std::string mark = act.act + '|' + std::string(act.says);
            if (std::find(seen.begin(), seen.end(), mark) != seen.end()) continue;
            seen.push_back(mark);
            if (act.act == "meet" && act.says == "done") continue;  // an event tells it
            LedgerDeed deed = whole;
            if (act.act == "meet") deed.hinges = keys_named(whole, about.named);
            deed.act = act.act;
            if (whole.says == "done") deed.says = act.says;
            if (whole.kind == "statement" && words_.subject_of(act.subject) == DeedWords::Subject::named)
                deed.doers = {"w:" + act.subject};
            deed.things = about.things;
            deed.named = about.named;
            if (act.act != "meet") set_hinges(deed);
            set_words(deed, whole, piece);
            deeds.push_back(std::move(deed));
        }
    }

    /// What somebody says, or is told, not to do; of a speaker's own words "we" is the speaker, of others' "it".
    void add_refusals(const LedgerDeed& whole, const Piece& piece, bool own_words) {
        for (const auto& refused : words_.refused(piece.text)) {
            const auto about = words_.about(refused.clause);
            const auto subject = words_.subject_of(refused.subject);
            const bool speaker = subject == DeedWords::Subject::speaker;
            if (about.things.empty() || (refused.supposed && own_words)) continue;
            if (own_words && !speaker && refused.subject.size() <= 4 && subject != DeedWords::Subject::named) continue;
            LedgerDeed deed = whole;
            deed.act = refused.act;
            deed.says = refused.says;
            deed.dated = false;
            deed.first_day = deed.last_day = deed.day;
            deed.things = about.things;
            deed.named = about.named;
            if (subject == DeedWords::Subject::named) deed.doers = {"w:" + refused.subject};
            if (deed.act == "meet") {
                for (const std::string& name : about.named) deed.parties.push_back("p:" + name);
                sort_once(deed.parties);
                deed.hinges = keys_named(whole, about.named);
            } else {
                set_hinges(deed);
            }
            set_words(deed, whole, piece);
            deeds.push_back(std::move(deed));
        }
    }

    static void set_hinges(LedgerDeed& deed) {
        for (const std::string& thing : deed.things) deed.hinges.push_back(deed.act + '|' + thing);
    }
    static void set_words(LedgerDeed& deed, const LedgerDeed& whole, const Piece& piece) {
        const std::uint32_t start = whole.words.start + piece.start;
        deed.words = {start, start + length_of(piece.text), std::string(piece.text)};
    }

    /// Of a meeting that is called off: who takes part, and persons by what may be their names.
    static Strings keys_named(const LedgerDeed& whole, const Strings& named) {
        Strings keys = whole.parties;
        keys.insert(keys.end(), whole.others.begin(), whole.others.end());
        for (const std::string& name : named) keys.push_back("p:" + name);
        for (const std::string& country : whole.countries) keys.push_back("c:" + country);
        sort_once(keys);
        return keys;
    }

    const DeedWords& words_;
    std::set<std::pair<std::string, std::string>> called_off_;
};

}  // namespace

Result<std::vector<LedgerDeed>> read_deeds(duckdb_connection connection, const DeedWords& words) {
    DeedReader reader(words);
    if (Status done = reader.find_called_off(connection); !done) return done.error();
    if (Status done = reader.read(connection, events_sql); !done) return done.error();
    if (Status done = reader.read(connection, statements_sql); !done) return done.error();
    return std::move(reader.deeds);
}

}  // namespace dragoman::store
