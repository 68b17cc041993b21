// Findings → Record.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <unicode/unistr.h>

#include "record/identity.h"
#include "record/positions.h"
#include "record/record.h"
#include "sha256.h"

namespace dragoman::record {
namespace {

constexpr std::array entity_types{"person", "country", "organization", "people", "place", "other"};
constexpr std::array mention_kinds{"name", "nominal", "pronoun"};
constexpr std::array time_types{"DATE", "TIME", "DURATION", "SET"};
constexpr std::array forms{"direct", "indirect", "mixed"};
constexpr std::array statuses{"occurred", "ongoing", "planned", "intended", "urged", "denied", "hypothetical"};

/// Metadata comes from outside and may be anything; JSON must be UTF-8.
std::string repaired(const std::string& text) {
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return text;
    std::string utf8;
    return icu::UnicodeString::fromUTF8(text).toUTF8String(utf8);
}

StoryInfo describe(const Story& story, const Text& text, const Mentions& mentions, const Positions& positions) {
    StoryInfo info;
    info.source = repaired(story.source);
    info.url = repaired(story.url);
    info.title = repaired(story.title);
    info.section = repaired(story.section);
    for (const auto& author : story.authors) info.authors.push_back(repaired(author));
    info.published = repaired(story.published);
    info.published_from = info.published.empty() ? "" : story.published_from.empty() ? "given" : story.published_from;
    if (!mentions.dateline_span.empty())
        info.dateline =
            Dateline{mentions.dateline.place, mentions.dateline.agency, positions.passage(mentions.dateline_span)};
    info.language = text.language;
    info.text = text.body;
    info.text_sha256 = sha256_hex(text.body);
    info.id = repaired(story.id);
    if (info.id.empty())
        info.id = sha256_hex(info.source + '\n' + info.url + '\n' + info.title + '\n' + info.published + '\n' +
                             info.text_sha256)
                      .substr(0, 16);
    return info;
}

/// Fifteen digits, which is what a double holds of a decimal number: 4.1 times a billion is
/// 4100000000, not 4099999999.9999995.
std::optional<double> rounded(std::optional<double> value) {
    std::array<char, 32> digits;
    if (!value || !std::isfinite(*value)) return std::nullopt;
    const auto end = std::to_chars(digits.begin(), digits.end(), *value, std::chars_format::scientific, 14);
    double exact = *value;
    std::from_chars(digits.begin(), end.ptr, exact);
    return exact;
}

/// "Xi Jinping" → "xi-jinping"; letters outside ASCII stay as they are.
std::string readable(std::string_view name, std::string_view otherwise) {
    constexpr std::size_t longest = 48;
    std::string id;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool begins = (byte & 0xC0) != 0x80;
        if (begins && id.size() >= longest) break;
        if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (c >= 'A' && c <= 'Z')
            id += static_cast<char>(c - 'A' + 'a');
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    if (id.starts_with("the-") && id.size() > 4) id.erase(0, 4);
    while (id.ends_with('-')) id.pop_back();
    return id.empty() ? std::string(otherwise) : id;
}

class Maker {
public:
    Maker(const Text& text, const Mentions& mentions, const Findings& findings, const Codes& codes)
        : positions_(text.body), mentions_(mentions), findings_(findings), codes_(codes) {}

    const Positions& positions() const { return positions_; }

    void fill(Record& record) {
        story_ = record.story.id;
        entities(record);
        for (const auto& t : mentions_.times) record.times.push_back(time(t));
        statements(record);
        figures(record);
        events(record);
        stances(record);
        commitments(record);
        groups(record);
    }

private:
    // -- entities ---------------------------------------------------------------------------------
    std::vector<bool> used() const {
        std::vector<bool> used(mentions_.entities.size());
        const auto one = [&](EntityId id) {
            if (id >= 0 && id < static_cast<int>(used.size())) used[id] = true;
        };
        const auto all = [&](const EntityIds& ids) { std::for_each(ids.begin(), ids.end(), one); };
        for (const auto& s : findings_.statements) all(s.speakers), all(s.by), all(s.through), all(s.to);
        for (const auto& s : findings_.stances) all(s.holder), one(s.target);
        for (const auto& e : findings_.events) all(e.actors), all(e.recipients), one(e.place);
        for (const auto& f : findings_.figures) all(f.by);
        for (const auto& c : findings_.commitments) all(c.by), all(c.to);
        for (const auto& g : findings_.groups) one(g.group), all(g.members);
        for (std::size_t i = 0; i < used.size(); ++i) used[i] = used[i] || mentions_.entities[i].named;
        return used;
    }

    Entity entity(const EntityInfo& info) const {
        Entity row;
        row.type = entity_types[static_cast<int>(info.type)];
        row.name = info.name;
        row.country = info.country;
        row.sector = info.sector;
        row.office = info.office;
        row.wikidata = info.wikidata;
        row.latitude = info.latitude;
        row.longitude = info.longitude;
        row.place_precision = info.place_precision;
        for (const int m : info.mentions) {
            if (m < 0 || m >= static_cast<int>(mentions_.mentions.size())) continue;
            const Mention& mention = mentions_.mentions[m];
            Passage p = positions_.passage(mention.span);
            if (p.text.empty()) continue;
            row.mentions.push_back({p.start, p.end, std::move(p.text), mention_kinds[static_cast<int>(mention.kind)]});
        }
        std::stable_sort(row.mentions.begin(), row.mentions.end(), [](const MentionRow& a, const MentionRow& b) {
            return a.start != b.start ? a.start < b.start : a.end < b.end;
        });
        if (row.name.empty() && !row.mentions.empty()) row.name = row.mentions.front().text;
        return row;
    }

    void entities(Record& record) {
        const std::vector<bool> keep = used();
        std::vector<std::pair<Entity, EntityId>> rows;
        for (std::size_t i = 0; i < keep.size(); ++i)
            if (keep[i]) rows.emplace_back(entity(mentions_.entities[i]), static_cast<EntityId>(i));
        const auto first = [](const Entity& e) { return e.mentions.empty() ? UINT32_MAX : e.mentions.front().start; };
        std::stable_sort(rows.begin(), rows.end(),
                         [&](const auto& a, const auto& b) { return first(a.first) < first(b.first); });
        entity_ids_.resize(keep.size());
        std::map<std::string, int> taken;
        for (auto& [row, index] : rows) {
            const std::string base = readable(
                mentions_.entities[index].known_as.empty() ? row.name : mentions_.entities[index].known_as, row.type);
            row.id = base;
            while (taken.contains(row.id)) row.id = base + '-' + std::to_string(++taken[base]);
            taken.emplace(row.id, 1);
            entity_ids_[index] = row.id;
            record.entities.push_back(std::move(row));
        }
    }

    std::string id(EntityId entity) const {
        return entity >= 0 && entity < static_cast<int>(entity_ids_.size()) ? entity_ids_[entity] : std::string();
    }

    std::vector<std::string> ids(const EntityIds& entities) const {
        std::vector<std::string> list;
        for (const EntityId entity : entities) {
            std::string name = id(entity);
            if (!name.empty() && std::find(list.begin(), list.end(), name) == list.end())
                list.push_back(std::move(name));
        }
        return list;
    }

    // -- rows -------------------------------------------------------------------------------------
    std::vector<Passage> passages(const std::vector<Span>& spans) const {
        std::vector<Passage> list;
        for (const Span span : spans)
            if (Passage p = positions_.passage(span); !p.text.empty()) list.push_back(std::move(p));
        return list;
    }
    std::vector<Passage> passages(Span span) const { return passages(std::vector<Span>{span}); }

    std::optional<Passage> maybe(Span span) const {
        Passage p = positions_.passage(span);
        return p.text.empty() ? std::nullopt : std::optional(std::move(p));
    }

    Time time(const TimeExpression& t) const {
        Passage p = positions_.passage(t.span);
        return {p.start, p.end, std::move(p.text), time_types[static_cast<int>(t.type)], t.value, t.mod, t.from, t.to};
    }

    /// Gives every row its id: a letter for the kind, then 48 bits of the hash of story, kind and
    /// identity (the letter keeps spreadsheets from reading an id as a number). Rows without
    /// evidence get none.
    template <class Row>
    std::vector<std::string> identify(char kind, std::vector<Row>& rows) const {
        std::vector<std::string> given;
        for (Row& row : rows) {
            if (!row.evidence.empty())
                row.id = kind + sha256_hex(story_ + '\n' + kind + '\n' + identity(row)).substr(0, 12);
            given.push_back(row.id);
        }
        return given;
    }

    /// Rows without id, and rows that say what an earlier one says, go.
    template <class Row>
    static std::vector<Row> distinct(std::vector<Row>&& rows) {
        std::set<std::string> seen;
        std::vector<Row> kept;
        for (Row& row : rows)
            if (!row.id.empty() && seen.insert(row.id).second) kept.push_back(std::move(row));
        return kept;
    }

    static std::string at(const std::vector<std::string>& list, int index) {
        return index >= 0 && index < static_cast<int>(list.size()) ? list[index] : std::string();
    }

    void statements(Record& record) {
        std::vector<Statement> rows;
        for (const auto& s : findings_.statements) {
            Statement row{.speakers = ids(s.speakers), .by = ids(s.by), .through = ids(s.through), .to = ids(s.to)};
            row.form = forms[static_cast<int>(s.form)];
            row.content = passages(s.content);
            row.cue = maybe(s.cue);
            row.source_words = maybe(s.source_words);
            row.channel = s.channel;
            row.time = s.time;
            row.rule = s.rule;
            row.evidence = passages(s.evidence);
            if (row.evidence.empty() || row.content.empty()) row.evidence = row.content;
            rows.push_back(std::move(row));
        }
        statement_ids_ = identify('s', rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].parent = at(statement_ids_, findings_.statements[i].parent);
            if (rows[i].parent == rows[i].id) rows[i].parent.clear();
        }
        record.statements = distinct(std::move(rows));
    }

    void figures(Record& record) {
        std::vector<Figure> rows;
        for (const auto& f : findings_.figures) {
            Figure row{.value = rounded(f.value),
                       .max = rounded(f.max),
                       .comparator = f.comparator,
                       .unit = f.unit,
                       .dimension = f.dimension};
            row.of = passages(f.of);
            row.role = f.role;
            row.direction = f.direction;
            row.period = f.period;
            row.by = ids(f.by);
            row.statement = at(statement_ids_, f.statement);
            row.rule = f.rule;
            row.evidence = passages(f.span);
            rows.push_back(std::move(row));
        }
        figure_ids_ = identify('f', rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].base = at(figure_ids_, findings_.figures[i].base);
            if (rows[i].base == rows[i].id) rows[i].base.clear();
        }
        record.figures = distinct(std::move(rows));
    }

    void events(Record& record) {
        std::vector<Event> rows;
        for (const auto& e : findings_.events) {
            const Codes::Code code = codes_.find(e.cameo);
            Event row{.type = e.type,
                      .mode = e.mode,
                      .cameo = e.cameo,
                      .quad = code.quad,
                      .goldstein = code.goldstein,
                      .contexts = e.contexts};
            row.status = statuses[static_cast<int>(e.status)];
            row.actors = ids(e.actors);
            row.recipients = ids(e.recipients);
            row.time = e.time;
            row.time_precision = e.time_precision;
            if (auto words = maybe(e.place_words)) row.place = EventPlace{id(e.place), std::move(words)};
            row.statement = at(statement_ids_, e.statement);
            row.killed = e.killed;
            row.injured = e.injured;
            row.confidence = std::clamp(e.confidence, 0.0, 1.0);
            row.rule = e.rule;
            row.evidence = passages(e.evidence);
            rows.push_back(std::move(row));
        }
        identify('e', rows);
        record.events = distinct(std::move(rows));
    }

    void stances(Record& record) {
        std::vector<Stance> rows;
        for (const auto& s : findings_.stances) {
            Stance row{.holder = ids(s.holder), .target = {id(s.target), maybe(s.target_words)}};
            if (row.target.entity.empty() && !row.target.words) continue;
            row.stance = s.against ? "against" : "for";
            row.statement = at(statement_ids_, s.statement);
            row.rule = s.rule;
            row.evidence = passages(s.evidence);
            rows.push_back(std::move(row));
        }
        identify('t', rows);
        record.stances = distinct(std::move(rows));
    }

    void commitments(Record& record) {
        std::vector<Commitment> rows;
        for (const auto& c : findings_.commitments) {
            Commitment row{.by = ids(c.by),
                           .to = ids(c.to),
                           .action = positions_.passage(c.action),
                           .kind = c.kind,
                           .strength = c.strength};
            if (row.action.text.empty()) continue;
            row.figure = at(figure_ids_, c.figure);
            row.due = c.due;
            row.statement = at(statement_ids_, c.statement);
            row.rule = c.rule;
            row.evidence = passages(c.evidence);
            rows.push_back(std::move(row));
        }
        identify('c', rows);
        record.commitments = distinct(std::move(rows));
    }

    void groups(Record& record) {
        std::vector<Group> rows;
        for (const auto& g : findings_.groups) {
            Group row{
                .group = id(g.group), .members = ids(g.members), .rule = g.rule, .evidence = passages(g.evidence)};
            if (!row.group.empty()) rows.push_back(std::move(row));
        }
        identify('g', rows);
        record.groups = distinct(std::move(rows));
    }

    const Positions positions_;
    const Mentions& mentions_;
    const Findings& findings_;
    const Codes& codes_;
    std::string story_;
    std::vector<std::string> entity_ids_, statement_ids_, figure_ids_;
};

}  // namespace

Codes Codes::build(const Knowledge& knowledge) {
    const Table& table = knowledge.table("event_codes");
    const int cameo = table.column("cameo"), quad = table.column("quad"), goldstein = table.column("goldstein");
    const auto number = [](std::string_view text, auto& value) {
        return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
    };
    Codes codes;
    for (int row = 0; row < table.rows(); ++row) {
        Code code;
        if (int q = 0; number(table.at(row, quad), q)) code.quad = q;
        if (double g = 0; number(table.at(row, goldstein), g)) code.goldstein = g;
        codes.codes_.emplace(table.at(row, cameo), code);
    }
    return codes;
}

Codes::Code Codes::find(std::string_view cameo) const {
    for (; cameo.size() >= 2; cameo.remove_suffix(1))
        if (const auto found = codes_.find(cameo); found != codes_.end()) return found->second;
    return {};
}

std::string engine_version(const Versions& versions) {
    return versions.engine + "+knowledge." + versions.knowledge + ".model." + versions.model;
}

Record make(const Story& story, const Text& text, const Mentions& mentions, const Findings& findings,
            const Codes& codes, const Versions& versions) {
    Maker maker(text, mentions, findings, codes);
    Record record;
    record.engine_version = engine_version(versions);
    record.story = describe(story, text, mentions, maker.positions());
    maker.fill(record);
    record.notes = text.notes;
    if (record.story.published.empty())
        record.notes.push_back({"date", "No date of publication is known: relative times are left open."});
    return record;
}

}  // namespace dragoman::record
