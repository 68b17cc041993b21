#include "store/series/points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sha256.h"
#include "store/chunks.h"
#include "store/joining/cuts.h"
#include "store/schema/table_writer.h"
#include "store/series/setting.h"

namespace dragoman::store {
namespace {

using Sides = std::vector<std::string>;

/// The words around a figure that are looked at, in code points.
constexpr std::uint32_t window_before = 400, window_length = 700;

/// A figure that may be a point, with the words around it.
struct Candidate {
    SeriesPoint point;
    std::string of, unit, role, direction, dimension;
    std::uint32_t of_start = 0, start = 0, end = 0, window_start = 0;  ///< code points
    std::string window;
    bool of_part = false;  ///< its sentence speaks of a region, a plant, a company: what is told may be theirs
};

std::size_t byte_at(std::string_view text, std::uint32_t code_point) {
    std::size_t i = 0;
    for (; i < text.size(); ++i)
        if ((text[i] & 0xC0) != 0x80 && code_point-- == 0) break;
    return i;
}

std::uint32_t length_of(std::string_view text) {
    return static_cast<std::uint32_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool ends_sentence(std::string_view text, std::size_t at) {
    if (text[at] == '\n') return true;
    if (text[at] != '.' && text[at] != '!' && text[at] != '?') return false;
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] == '"' || text[next] == ')' || (text[next] & 0x80))) ++next;
    return next + 1 < text.size() && text[next] == ' ' && !(text[next + 1] >= 'a' && text[next + 1] <= 'z');
}

/// The sentence of a figure, with `before` more sentences of its paragraph before it; code points of the story.
Stretch sentence_of(const Candidate& candidate, int before) {
    const std::string_view text = candidate.window;
    const std::size_t at = byte_at(text, candidate.start - candidate.window_start);
    std::size_t begin = at, end = std::min(text.size(), byte_at(text, candidate.end - candidate.window_start));
    for (;; --begin) {
        if (begin == 0) break;
        if (ends_sentence(text, begin - 1) && (text[begin - 1] == '\n' || before-- == 0)) break;
    }
    while (end < text.size() && !ends_sentence(text, end)) ++end;
    return {candidate.window_start + length_of(text.substr(0, begin)),
            candidate.window_start + length_of(text.substr(0, end))};
}

/// Reads figures that could be points, by story.
class FigureReader {
public:
    explicit FigureReader(const Measures& measures) : measures_(measures) {}

    Result<std::map<std::string, std::vector<Candidate>>> read(duckdb_connection connection) {
        if (Status noted = note_rows(connection); !noted) return noted.error();
        auto chunks = Chunks::of(
            connection,
            "SELECT f.story_id, f.id, f.day, f.first_day, f.last_day, f.value, f.max, f.comparator, f.unit, f.role, "
            "f.direction, f.dimension, f.period, f.by_names, f.by_countries, f.\"of\"[1].\"start\"::BIGINT, "
            "f.\"of\"[1].text, f.evidence[1].\"start\"::BIGINT, f.evidence[1].\"end\"::BIGINT, f.evidence[1].text, "
            "s.source, c.story_id IS NOT NULL FROM "
            "series_rows k JOIN taken_figures f ON f.story_id = k.story_id AND f.id = k.row_id JOIN taken_stories s ON "
            "s.id = "
            "k.story_id LEFT JOIN copies c ON c.story_id = k.story_id");
        if (!chunks) return chunks.error();
        std::map<std::string, std::vector<Candidate>> found;
        while (chunks->next())
            for (idx_t row = 0; row < chunks->size(); ++row)
                found[std::string(chunks->text(0, row))].push_back(candidate(*chunks, row));
        if (Status cut = cut_windows(connection, found); !cut) return cut.error();
        return found;
    }

private:
    /// Leaves the figures whose words name a measure in the temporary table `series_rows`: few, so that only their
    /// stories' texts are looked into.
    Status note_rows(duckdb_connection connection) {
        auto chunks = Chunks::of(
            connection,
            "SELECT f.story_id, f.id, f.\"of\"[1].text FROM series_slice w JOIN taken_figures f ON f.story_id = "
            "w.story_id WHERE f.value IS NOT NULL AND len(f.\"of\") > 0 AND f.role IN ('level', 'count', "
            "'target', 'change')");
        if (!chunks) return chunks.error();
        std::vector<FoundRow> rows;
        while (chunks->next())
            for (idx_t row = 0; row < chunks->size(); ++row)
                if (measures_.read(chunks->text(2, row), {}))
                    rows.push_back({std::string(chunks->text(0, row)), std::string(chunks->text(1, row))});
        const Status made =
            run(connection, "CREATE OR REPLACE TEMP TABLE series_rows (story_id VARCHAR, row_id VARCHAR);");
        return made ? append(connection, "series_rows", rows) : made;
    }

    static Status cut_windows(duckdb_connection connection, std::map<std::string, std::vector<Candidate>>& found) {
        auto texts = Chunks::streaming(
            connection, "SELECT id, text FROM taken_stories WHERE id IN (SELECT story_id FROM series_rows)");
        if (!texts) return texts.error();
        while (texts->next())
            for (idx_t row = 0; row < texts->size(); ++row) {
                const auto story = found.find(std::string(texts->text(0, row)));
                if (story == found.end()) continue;
                const Cuts cut(texts->text(1, row));
                for (Candidate& candidate : story->second)
                    candidate.window = cut(candidate.window_start, window_length);
            }
        return Done{};
    }

    static Candidate candidate(const Chunks& chunks, idx_t row) {
        const auto text = [&](idx_t column) { return std::string(chunks.text(column, row)); };
        const auto at = [&](idx_t column) { return static_cast<std::uint32_t>(chunks.integer(column, row)); };
        Candidate c;
        c.point.story_id = text(0);
        c.point.row_id = text(1);
        c.point.day = chunks.day(2, row);
        c.point.period = text(12);
        c.point.first_day = chunks.null(3, row) ? c.point.day : chunks.day(3, row);
        c.point.last_day = chunks.null(4, row) ? c.point.day : chunks.day(4, row);
        c.point.value = chunks.number(5, row);
        if (!chunks.null(6, row)) c.point.max = chunks.number(6, row);
        c.point.comparator = text(7);
        c.unit = text(8);
        c.role = text(9);
        c.direction = text(10);
        c.dimension = text(11);
        for (std::string_view name : chunks.texts(13, row)) c.point.by_names.emplace_back(name);
        for (std::string_view name : chunks.texts(14, row)) c.point.by_countries.emplace_back(name);
        c.of_start = at(15);
        c.of = text(16);
        c.start = at(17);
        c.end = at(18);
        c.point.words = {c.start, c.end, text(19)};
        c.point.grain = grain_of(c.point.words.text, c.point.value);
        c.window_start = c.start - std::min(c.start, window_before);
        c.point.source = text(20);
        c.point.copy = chunks.truth(21, row);
        return c;
    }

    const Measures& measures_;
};

/// The names in stories that have candidates.
Result<std::map<std::string, Setting>> settings_of(duckdb_connection connection,
                                                   const std::map<std::string, std::vector<Candidate>>& candidates) {
    const Status made =
        run(connection,
            "CREATE OR REPLACE TEMP TABLE series_entities AS SELECT story_id, id, type, country FROM "
            "taken_entities WHERE story_id IN (SELECT story_id FROM series_rows) AND type IN ('country', 'place', "
            "'organization', 'person');\n");
    if (!made) return made.error();
    auto chunks =
        Chunks::of(connection,
                   "SELECT m.story_id, m.\"start\"::BIGINT, m.\"end\"::BIGINT, e.id, e.type, e.country FROM "
                   "series_entities e JOIN taken_mentions m ON m.story_id = e.story_id AND m.entity_id = e.id WHERE "
                   "m.kind = 'name'");
    if (!chunks) return chunks.error();
    std::map<std::string, std::vector<Named>> names;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) {
            std::string story(chunks->text(0, row));
            if (!candidates.contains(story)) continue;
            Named name{static_cast<std::uint32_t>(chunks->integer(1, row)),
                       static_cast<std::uint32_t>(chunks->integer(2, row)), std::string(chunks->text(3, row)),
                       std::string(chunks->text(5, row)), Named::Sort::person};
            const std::string_view type = chunks->text(4, row);
            if (type == "country") name.sort = Named::Sort::country, name.side = name.country;
            if (type == "place") name.sort = Named::Sort::place;
            if (type == "organization")
                name.sort = name.country == "IGO" ? Named::Sort::alliance : Named::Sort::organisation;
            names[story].push_back(std::move(name));
        }
    std::map<std::string, Setting> settings;
    for (auto& [story, list] : names) settings.emplace(story, Setting(std::move(list)));
    return settings;
}

void sort_once(Sides& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

bool holds(const Sides& list, const std::string& one) { return std::find(list.begin(), list.end(), one) != list.end(); }

/// Whose measure a figure tells; nothing where its story leaves that open.
class Scope {
public:
    Scope(const Candidate& candidate, const Setting& setting) : candidate_(candidate), setting_(setting) {}

    std::optional<Sides> of(const Measure& measure) const {
        if (measure.sort == "between") return between(measure);
        if (measure.sort == "firm") return firm(measure);
        return owner(measure);
    }

private:
    using Sort = Named::Sort;

    /// Who is named in a stretch; a country is left out beside a place in it.
    Sides named(Stretch stretch, std::initializer_list<Sort> sorts) const {
        Sides sides, around;
        for (const Named& name : setting_.beginning_in(stretch)) {
            if (!stretch.holds(name) || std::find(sorts.begin(), sorts.end(), name.sort) == sorts.end()) continue;
            sides.push_back(name.side);
            if (name.sort == Sort::place) around.push_back(name.country);
        }
        std::erase_if(sides, [&](const std::string& side) { return holds(around, side); });
        sort_once(sides);
        return sides;
    }
    std::optional<Sort> sort_of(const std::string& side) const {
        if (const auto sort = setting_.sort_of(side)) return sort;
        return side.size() == 3 ? std::optional(Sort::country) : std::nullopt;
    }
    bool is_party(const std::string& side) const {
        const auto sort = sort_of(side);
        return sort == Sort::country || sort == Sort::alliance || side == "europe";
    }

    /// The two countries that a story is about.
    Sides pair() const {
        const auto& countries = setting_.countries();
        if (countries.size() < 2 || countries[1].first < 3) return {};
        if (countries.size() > 2 && countries[1].first < 2 * countries[2].first) return {};
        Sides sides{countries[0].second, countries[1].second};
        sort_once(sides);
        return sides;
    }
    /// The other one of the story's pair.
    std::string beside(const std::string& side) const {
        if (candidate_.point.by_countries.size() == 1 && candidate_.point.by_countries[0] != side &&
            candidate_.point.by_countries[0].size() == 3)
            return candidate_.point.by_countries[0];
        const Sides both = pair();
        if (both.size() == 2 && holds(both, side)) return both[0] == side ? both[1] : both[0];
        const auto& countries = setting_.countries();
        if (countries.empty() || countries[0].second == side) return {};
        return countries.size() == 1 || countries[0].first >= 2 * countries[1].first ? countries[0].second
                                                                                     : std::string();
    }

    std::optional<Sides> between(const Measure& measure) const {
        for (const std::string& side : measure.sides)
            if (!is_party(side)) return {};
        if (measure.world || measure.sides.size() > 2) return {};
        if (measure.sides.size() == 2) return measure.sides;
        if (measure.sides.size() == 1) {
            if (!measure.shared && measure.toward.empty()) return {};
            return with(measure.sides[0]);
        }
        const Sides near = named(sentence_of(candidate_, 1), {Sort::country, Sort::alliance});
        if (near.size() == 2) return near;
        if (near.size() > 2) return {};
        if (near.size() == 1) return with(near[0]);
        const Sides both = pair();
        return both.size() == 2 ? std::optional(both) : std::nullopt;
    }
    std::optional<Sides> with(const std::string& side) const {
        const std::string other = beside(side);
        if (other.empty()) return {};
        Sides sides{side, other};
        sort_once(sides);
        return sides;
    }

    std::optional<Sides> firm(const Measure& measure) const {
        Sides firms;
        for (const std::string& side : measure.sides)
            if (sort_of(side) == Sort::organisation) firms.push_back(side);
        if (firms.empty()) firms = named(sentence_of(candidate_, 0), {Sort::organisation});
        return firms.size() == 1 ? std::optional(firms) : std::nullopt;
    }

    /// "Russian exports … in Egypt": a flow may be one to whoever else stands in the sentence.
    bool others_near(const std::string& side, const Measure& measure) const {
        const Sides near = named(sentence_of(candidate_, 0), {Sort::country, Sort::place, Sort::alliance});
        return std::any_of(near.begin(), near.end(),
                           [&](const std::string& other) { return other != side && !holds(measure.toward, other); });
    }

    /// The country or place whose it is; of flows the one they leave, or enter.
    std::optional<Sides> owner(const Measure& measure) const {
        if (measure.world) return measure.sides.empty() ? std::optional(Sides{"world"}) : std::nullopt;
        Sides sides = measure.sides;
        if (measure.sort == "flow")
            std::erase_if(sides, [&](const std::string& side) { return holds(measure.toward, side); });
        const Sides all = sides;
        std::erase_if(sides, [&](const std::string& side) { return setting_.surrounds(side, all); });
        if (sides.size() > 1) return {};
        if (sides.size() == 1)
            return measure.sort == "flow" && others_near(sides[0], measure) ? std::nullopt : std::optional(sides);
        if (candidate_.of_part || (measure.sort == "flow" && measure.shared)) return {};
        Sides near = named(sentence_of(candidate_, 0), {Sort::country, Sort::place, Sort::alliance});
        std::erase_if(near, [&](const std::string& side) { return holds(measure.toward, side); });
        if (near.size() == 1) return near;
        if (near.size() > 1) return {};
        if (!named(sentence_of(candidate_, 2), {Sort::place}).empty()) return {};
        const auto& countries = setting_.countries();
        if (countries.empty() || (countries.size() > 1 && countries[0].first < 2 * countries[1].first)) return {};
        if (setting_.most_named_place() >= std::max(2, countries[0].first / 3)) return {};
        return Sides{countries[0].second};
    }

    const Candidate& candidate_;
    const Setting& setting_;
};

std::vector<Measures::Name> names_in(const Candidate& candidate, const Setting& setting) {
    std::vector<Measures::Name> names;
    const Stretch of{candidate.of_start, candidate.of_start + length_of(candidate.of)};
    for (const Named& name : setting.beginning_in(of)) {
        if (!of.holds(name)) continue;
        const std::size_t begin = byte_at(candidate.of, name.start - of.begin),
                          end = byte_at(candidate.of, name.end - of.begin);
        if (!names.empty() && begin < names.back().end) continue;  // the longest comes first
        names.push_back({begin, end, name.sort == Named::Sort::person ? std::string() : name.side});
    }
    return names;
}

/// level or change; empty for figures whose words leave open what they say of the measure.
std::string_view family_of(const Candidate& candidate, const Measure& measure) {
    if (candidate.unit.empty() || candidate.unit == "fold" || candidate.unit == "fraction") return {};
    if (measure.sort == "kind" && measure.qualifiers.empty()) return {};
    if (candidate.role == "change" || measure.growth) return "change";
    if ((candidate.unit == "percent") != (measure.sort == "rate")) return {};
    if (measure.sort == "flow" && measure.qualifiers.empty() && measure.toward.empty())
        return {};  // all, or of one ware
    return measure.sort == "moving" ? std::string_view() : "level";
}

/// From the measured thing to the number, where they stand close together.
void widen_words(Candidate& candidate) {
    const std::uint32_t of_end = candidate.of_start + length_of(candidate.of);
    const std::uint32_t begin = std::min(candidate.of_start, candidate.start), end = std::max(of_end, candidate.end);
    if (begin < candidate.window_start || end - begin > 300) return;
    const std::string_view text = candidate.window;
    const std::size_t from = byte_at(text, begin - candidate.window_start),
                      to = byte_at(text, end - candidate.window_start);
    if (to > text.size() || length_of(text) < end - candidate.window_start) return;
    candidate.point.words = {begin, end, std::string(text.substr(from, to - from))};
}

/// "set $100 billion of trade as a target".
bool is_aim(const Candidate& candidate) {
    const std::string_view text = candidate.window;
    const std::size_t end = byte_at(text, candidate.end - candidate.window_start);
    const std::string_view after = text.substr(std::min(end, text.size()), 60);
    return after.substr(0, after.find('.')).find("as a target") != std::string_view::npos ||
           after.substr(0, after.find('.')).find("as a goal") != std::string_view::npos;
}

std::string joined(const Sides& list, char separator) {
    std::string text;
    for (const std::string& one : list) (text.empty() ? text : text += separator) += one;
    return text;
}

/// The words of a stretch, as far as the window shows them.
std::string_view told_in(const Candidate& candidate, Stretch stretch) {
    const std::string_view text = candidate.window;
    const std::uint32_t begin = std::max(stretch.begin, candidate.window_start) - candidate.window_start;
    const std::size_t from = byte_at(text, begin), to = byte_at(text, stretch.end - candidate.window_start);
    return text.substr(std::min(from, text.size()), to > from ? to - from : 0);
}

/// Makes a point of a candidate; false when its measure, scope or part is not known.
bool complete(Candidate& candidate, const Setting& setting, const Measures& measures) {
    const auto measure = measures.read(candidate.of, names_in(candidate, setting));
    if (!measure) return false;
    const Stretch sentence = sentence_of(candidate, 0);
    candidate.of_part = measures.of_part(told_in(candidate, sentence_of(candidate, 2)));
    const std::string_view family = family_of(candidate, *measure);
    const auto scope = Scope(candidate, setting).of(*measure);
    if (family.empty() || !scope) return false;
    SeriesPoint& point = candidate.point;
    std::string name = measure->name;
    if (!measure->qualifiers.empty()) name += ": " + joined(measure->qualifiers, ' ');
    if (measure->sort == "flow" && !measure->toward.empty()) name += " (" + joined(measure->toward, ' ') + ")";
    point.key = name + " | " + joined(*scope, ' ') + " | " + candidate.unit + " | " + std::string(family);
    point.series_id = sha256_hex(point.key).substr(0, 16);
    point.role = candidate.role == "target" || is_aim(candidate) ? "target" : std::string(family);
    if (family == "change" && candidate.direction == "down") {
        point.value = -point.value;
        if (point.max) point.max = -*point.max;
    }
    widen_words(candidate);
    const bool later = point.day && point.first_day && *point.first_day > *point.day;
    const std::uint32_t from =
        std::max(sentence.begin, std::min(candidate.of_start, candidate.start) - std::min(60u, candidate.start));
    const bool ahead = measures.ahead(point.words.text) ||
                       (from < candidate.end && measures.ahead(told_in(candidate, {from, candidate.end})));
    if (point.role != "target" && (later || ahead)) point.role = "forecast";
    return true;
}

}  // namespace

double grain_of(std::string_view words, double value) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0;
    while (i < words.size() && !digit(words[i])) ++i;
    double written = 0, decimals = 0;
    bool any = false;
    for (; i < words.size() && (digit(words[i]) || words[i] == ',' || words[i] == '.'); ++i) {
        if (words[i] == '.' && i + 1 < words.size() && digit(words[i + 1])) decimals = 1;
        if (!digit(words[i])) continue;
        any = true;
        if (decimals == 0) {
            written = written * 10 + (words[i] - '0');
        } else {
            decimals /= 10;
            written += decimals * (words[i] - '0');
        }
    }
    if (!any || written == 0) return 0;
    return std::abs(value) / written * (decimals == 0 ? 1 : decimals);
}

Result<std::vector<SeriesPoint>> read_points(duckdb_connection connection, const Measures& measures) {
    auto candidates = FigureReader(measures).read(connection);
    if (!candidates) return candidates.error();
    auto settings = settings_of(connection, *candidates);
    if (!settings) return settings.error();
    std::vector<SeriesPoint> points;
    for (auto& [story, figures] : *candidates) {
        const Setting& setting = (*settings)[story];
        for (Candidate& figure : figures)
            if (complete(figure, setting, measures)) points.push_back(std::move(figure.point));
    }
    return points;
}

}  // namespace dragoman::store
