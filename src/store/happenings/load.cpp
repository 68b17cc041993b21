#include "store/happenings/load.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

#include "knowledge/knowledge.h"
#include "store/chunks.h"

namespace dragoman::store {
namespace {

constexpr std::size_t longest_sketch = 96;
constexpr std::string_view of_these = " SEMI JOIN happening_stories w ON w.story_id = ";

/// What does not change from one joining to the next.
struct Lexicon {
    Weights weights;
    std::unordered_set<std::string_view> support;

    static const Lexicon& get() {
        static const Knowledge knowledge = Knowledge::embedded();
        static const Lexicon lexicon = [] {
            Lexicon made{Weights::of(knowledge), {}};
            const Table& verbs = knowledge.table("support_verbs");
            for (int row = 0; row < verbs.rows(); ++row) made.support.insert(verbs.at(row, 0));
            return made;
        }();
        return lexicon;
    }
};

Party::Kind kind_of(std::string_view type) {
    constexpr std::array<std::string_view, 5> kinds = {"person", "country", "organization", "people", "place"};
    return static_cast<Party::Kind>(std::find(kinds.begin(), kinds.end(), type) - kinds.begin());
}

bool official(std::string_view sector) {
    constexpr std::array<std::string_view, 7> sectors = {"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "ELI"};
    return std::find(sectors.begin(), sectors.end(), sector) != sectors.end();
}

std::vector<Stem> stems_of(std::string_view text) {
    std::vector<Stem> stems;
    for (const Weighed& word : sketch_of(text, Lexicon::get().weights, 12)) stems.push_back(word.stem);
    return stems;
}

bool says_anew(std::string_view evidence) {
    constexpr std::array<std::string_view, 6> words = {"another ",   "second time",   "third time",
                                                       "once again", "continued to ", "previous "};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view w) { return evidence.find(w) != std::string_view::npos; });
}

class Loader {
public:
    explicit Loader(duckdb_connection connection) : connection_(connection) {}

    Result<Reports> load() {
        for (const auto step : {&Loader::sources, &Loader::slots, &Loader::parties, &Loader::events, &Loader::groups})
            if (Status done = (this->*step)(); !done) return done.error();
        return std::move(reports_);
    }

private:
    Status sources() {
        auto rows = Chunks::streaming(
            connection_,
            "SELECT s.id, s.source, s.day, coalesce(s.title || '. ', '') || left(s.text, 3000), c.original, "
            "coalesce(c.agency, c.source, c.id, s.dateline.agency, s.source, s.id) FROM (SELECT * FROM taken_stories "
            "s" +
                std::string(of_these) +
                "s.id) s LEFT JOIN (SELECT c.story_id, c.original, o.dateline.agency AS agency, o.source, o.id FROM "
                "(SELECT * FROM copies c" +
                std::string(of_these) +
                "c.story_id) c LEFT JOIN stories o ON o.id = c.original) c ON c.story_id = s.id");
        if (!rows) return rows.error();
        while (rows->next())
            for (idx_t r = 0; r < rows->size(); ++r) {
                Source source;
                source.id = rows->text(0, r);
                source.name = rows->text(1, r);
                source.day = rows->day(2, r);
                source.sketch = sketch_of(rows->text(3, r), Lexicon::get().weights, longest_sketch);
                source.original = rows->null(4, r) ? source.id : std::string(rows->text(4, r));
                source.counts_as = rows->text(5, r);
                reports_.sources.push_back(std::move(source));
            }
        std::sort(reports_.sources.begin(), reports_.sources.end(),
                  [](const Source& a, const Source& b) { return a.id < b.id; });
        for (std::uint32_t i = 0; i < reports_.sources.size(); ++i) by_story_.emplace(reports_.sources[i].id, i);
        return Done{};
    }

    Status slots() {
        auto rows = Chunks::streaming(
            connection_, "SELECT g.story_id, g.slots FROM taken_signatures g" + std::string(of_these) + "g.story_id");
        if (!rows) return rows.error();
        while (rows->next())
            for (idx_t r = 0; r < rows->size(); ++r)
                if (const auto found = by_story_.find(std::string(rows->text(0, r))); found != by_story_.end())
                    reports_.sources[found->second].slots = rows->integers(1, r);
        return Done{};
    }

    static std::uint64_t key_of(std::uint32_t source, std::string_view id) {
        return hash_of(id) ^ (std::uint64_t(source) * 0x9E3779B97F4A7C15ull);
    }

    Status parties() {
        auto rows = Chunks::streaming(
            connection_, "SELECT e.story_id, e.id, e.type, e.\"name\", e.country, e.sector FROM taken_entities e" +
                             std::string(of_these) + "e.story_id");
        if (!rows) return rows.error();
        while (rows->next())
            for (idx_t r = 0; r < rows->size(); ++r) {
                const std::string key = std::string(rows->text(1, r)) + '\n' + std::string(rows->text(3, r)) + '\n' +
                                        std::string(rows->text(4, r)) + '\n' + std::string(rows->text(5, r)) + '\n' +
                                        std::string(rows->text(2, r));
                const auto [found, fresh] = by_party_.emplace(key, static_cast<std::uint32_t>(reports_.parties.size()));
                if (fresh) {
                    Party party{.id = std::string(rows->text(1, r)),
                                .name = std::string(rows->text(3, r)),
                                .country = std::string(rows->text(4, r)),
                                .kind = kind_of(rows->text(2, r)),
                                .official = official(rows->text(5, r))};
                    party.key = hash_of(party.id);
                    party.words = stems_of(party.name);
                    party.counted = party.kind == Party::Kind::people && !party.name.empty() && party.name[0] >= '0' &&
                                    party.name[0] <= '9';
                    reports_.parties.push_back(std::move(party));
                }
                const auto source = by_story_.find(std::string(rows->text(0, r)));
                if (source != by_story_.end()) named_[key_of(source->second, rows->text(1, r))] = found->second;
            }
        return Done{};
    }

    Status events() {
        auto rows = Chunks::streaming(
            connection_,
            "SELECT e.story_id, e.id, e.type, e.mode, e.status, e.actors, e.recipients, e.first_day, e.last_day, "
            "e.time_precision, e.place.entity, e.place.words.text, e.killed::BIGINT, e.injured::BIGINT, e.rule, "
            "array_to_string([piece.text FOR piece IN e.evidence], ' … '), e.quad::BIGINT, e.goldstein, e.confidence, "
            "coalesce(list_has_any(q.speakers, e.actors), false) FROM (SELECT * FROM taken_events e" +
                std::string(of_these) +
                "e.story_id) e LEFT JOIN (SELECT story_id, id, speakers FROM taken_statements WHERE form = 'direct') q "
                "ON q.story_id = e.story_id AND q.id = e.statement");
        if (!rows) return rows.error();
        while (rows->next())
            for (idx_t r = 0; r < rows->size(); ++r) event(*rows, r);
        std::sort(reports_.all.begin(), reports_.all.end(), [](const Report& a, const Report& b) {
            return std::tie(a.source, a.event) < std::tie(b.source, b.event);
        });
        for (std::uint32_t i = 0; i < reports_.all.size(); ++i)
            by_event_.emplace(key_of(reports_.all[i].source, reports_.all[i].event), i);
        return Done{};
    }

    void event(const Chunks& rows, idx_t r) {
        const auto source = by_story_.find(std::string(rows.text(0, r)));
        if (source == by_story_.end()) return;
        Report report;
        report.source = source->second;
        report.event = rows.text(1, r);
        report.type = reports_.symbol(std::string(rows.text(2, r)));
        report.mode = reports_.symbol(std::string(rows.text(3, r)));
        report.status = reports_.symbol(std::string(rows.text(4, r)));
        report.verbal = rows.text(2, r) == "CONSULT" || rows.text(2, r) == "AGREE" || rows.text(2, r) == "COOPERATE";
        report.talks = rows.text(2, r) == "CONSULT";
        for (const auto id : rows.texts(5, r)) add_party(report.actors, report.source, id);
        for (const auto id : rows.texts(6, r)) add_party(report.recipients, report.source, id);
        report.precision = rows.text(9, r);
        report.window = window_of(rows.day(7, r), rows.day(8, r), rows.text(4, r), reports_.sources[report.source].day);
        place(report, rows.text(10, r), rows.text(11, r));
        if (!rows.null(12, r)) report.killed = static_cast<int>(rows.integer(12, r));
        if (!rows.null(13, r)) report.injured = static_cast<int>(rows.integer(13, r));
        report.trigger = trigger_of(rows.text(14, r));
        report.evidence = rows.text(15, r);
        report.numbers = numbers_of(report.evidence);
        if (!rows.null(16, r)) report.quad = static_cast<int>(rows.integer(16, r));
        if (!rows.null(17, r)) report.goldstein = rows.number(17, r);
        report.confidence = rows.number(18, r);
        report.uttered = rows.truth(19, r) && !report.verbal && report.quad.value_or(4) % 2 == 1;
        report.words = words_of(report);
        report.anew = says_anew(report.evidence);
        reports_.all.push_back(std::move(report));
    }

    void add_party(std::vector<std::uint32_t>& side, std::uint32_t source, std::string_view id) {
        if (const auto found = named_.find(key_of(source, id)); found != named_.end()) side.push_back(found->second);
    }

    void place(Report& report, std::string_view entity, std::string_view words) {
        report.place_name = words;
        if (const auto found = named_.find(key_of(report.source, entity)); !entity.empty() && found != named_.end()) {
            const Party& party = reports_.parties[found->second];
            report.place = party.key;
            report.place_name = party.name;
            if (!party.country.empty()) report.place_country = hash_of(party.country);
        } else if (!words.empty()) {
            report.place = hash_of(words);
        }
    }

    static std::vector<Stem> trigger_of(std::string_view rule) {
        const std::size_t from = rule.find(':'), to = rule.rfind('/');
        if (from == std::string_view::npos || to == std::string_view::npos || to < from) return {};
        const auto words = split(rule.substr(from + 1, to - from - 1), ' ');
        std::vector<Stem> stems;
        for (const std::string_view word : words)
            if (word.size() > 2 && (words.size() == 1 || !Lexicon::get().support.contains(word)))
                stems.push_back(hash_of_stem(word));
        std::sort(stems.begin(), stems.end());
        stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
        return stems;
    }

    Sketch words_of(const Report& report) const {
        Sketch words = sketch_of(report.evidence, Lexicon::get().weights, 24);
        const auto drop = [&](const std::vector<Stem>& stems) {
            std::erase_if(words,
                          [&](const Weighed& w) { return std::binary_search(stems.begin(), stems.end(), w.stem); });
        };
        drop(report.trigger);
        for (const auto* side : {&report.actors, &report.recipients})
            for (const std::uint32_t party : *side) drop(reports_.parties[party].words);
        return words;
    }

    Status groups() {
        auto rows =
            Chunks::streaming(connection_, "SELECT r.story_id, r.event_id, r.component FROM happening_reports r" +
                                               std::string(of_these) + "r.story_id");
        if (!rows) return rows.error();
        while (rows->next())
            for (idx_t r = 0; r < rows->size(); ++r) {
                const auto source = by_story_.find(std::string(rows->text(0, r)));
                if (source == by_story_.end()) continue;
                const auto found = by_event_.find(key_of(source->second, rows->text(1, r)));
                if (found != by_event_.end()) reports_.all[found->second].group = rows->text(2, r);
            }
        return Done{};
    }

    duckdb_connection connection_;
    Reports reports_;
    std::unordered_map<std::string, std::uint32_t> by_story_, by_party_;
    std::unordered_map<std::uint64_t, std::uint32_t> named_, by_event_;  ///< entity or event of a story → its index
};

}  // namespace

Result<Reports> load_reports(duckdb_connection connection) { return Loader(connection).load(); }

}  // namespace dragoman::store
