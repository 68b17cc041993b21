// GDELT's Global Knowledge Graph 2.1: one line a story, 27 columns between tabs; within them lists between semicolons,
// whose entries are split at '#' or ',' (quotations: entries between '#', split at '|'). So these characters never stand
// inside a value. And its Global Quotation Graph: one JSON object a story.
#include <fmt/format.h>

#include "record/scalars.h"
#include "store/exports/forms/form.h"
#include "store/exports/forms/words.h"

namespace dragoman::store {
namespace {

void join(std::string& list, const std::string& entry, std::string_view separator = ";") {
    if (!list.empty()) list += separator;
    list += entry;
}

std::string safe(std::string_view text) { return inert(text, ";#,|"); }

std::string marked(std::string_view text, std::string_view tag) {
    if (text.empty()) return "";
    std::string out = fmt::format("<{}>", tag);
    for (const char c : inert(text))
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return out + fmt::format("</{}>", tag);
}

/// "Type#FullName#CountryCode#ADM1Code[#ADM2Code]#Lat#Long#FeatureID" of a place.
std::string location(const Entity& place, const Codes& codes, bool second_level) {
    const bool whole = place.place_precision == "country";
    const Codes::State& state = codes.state(place.country);
    const int type = geo_type(place);
    const std::string name = whole || state.name.empty() ? place.name : place.name + ", " + state.name;
    const std::string code = whole ? state.fips : "";
    // Within a location GDELT's own names have commas ("Lima, Lima, Peru"): only '#' and ';' split there.
    return fmt::format("{}#{}#{}#{}{}#{}#{}#{}", type, inert(name, ";#|"), state.fips, code, second_level ? "#" : "",
                       number(*place.latitude), number(*place.longitude), code);
}

struct Lists {
    std::string names, with_offsets;
};

class Gkg : public Form {
public:
    explicit Gkg(const Codes& codes) : codes_(codes) {}

    void tell(const Told& told, Texts& out) override {
        const Record& record = told.record;
        const StoryInfo& story = record.story;
        const std::string time = stamp(story.published);
        if (time.empty()) {
            ++left_out["stories without a date"];
            return;
        }
        if (time.substr(0, 8) != day_) day_ = time.substr(0, 8), of_time_.clear();
        const Places places(story.text);
        Line line(out[0]);
        line.add(fmt::format("{}-{}", time, of_time_[time]++)).add(time).add(is_web(story.url) ? "1" : "2");
        line.add(inert(is_web(story.url) ? host(story.url) : story.source)).add(inert(story.url.empty() ? story.id : story.url));
        counts(line, record);
        line.add("").add("");  // themes: GDELT's list, which we do not code
        locations(line, record);
        people(line, record);
        line.add("").add(dates(record)).add(fmt::format("wc:{}", places.words()));  // tone: not measured
        line.add("").add("").add("").add("");                                      // images and embeds: not kept
        line.add(quotations(record)).add(all_names(record)).add(amounts(record)).add("");
        line.add(marked(story.title, "PAGE_TITLE") + authors(story));
        line.end();
        ++rows;
    }

private:
    void counts(Line& line, const Record& record) const {
        std::string first, second;
        const Entities entities(record);
        for (const Event& event : record.events) {
            if (!happened(event)) continue;
            for (const auto& [type, count] : {std::pair("KILL", event.killed), {"WOUND", event.injured}}) {
                if (!count) continue;
                const Entity* place = event.place ? entities.find(event.place->entity) : nullptr;
                const bool known = place && place->latitude && place->longitude;
                const std::string entry = fmt::format("{}#{}##{}", type, *count, known ? location(*place, codes_, false) : "0######");
                join(first, entry);
                join(second, fmt::format("{}#{}", entry, event.evidence.front().start));
            }
        }
        line.add(first).add(second);
    }

    void locations(Line& line, const Record& record) const {
        Lists lists;
        for (const Entity& entity : record.entities) {
            if (!entity.latitude || !entity.longitude || (entity.type != "country" && entity.type != "place")) continue;
            join(lists.names, location(entity, codes_, false));
            for (const MentionRow& mention : entity.mentions)
                if (mention.kind == "name")
                    join(lists.with_offsets, fmt::format("{}#{}", location(entity, codes_, true), mention.start));
        }
        line.add(lists.names).add(lists.with_offsets);
    }

    static Lists named(const Record& record, std::string_view type) {
        Lists lists;
        for (const Entity& entity : record.entities) {
            if (entity.type != type) continue;
            bool any = false;
            for (const MentionRow& mention : entity.mentions) {
                if (mention.kind != "name") continue;
                any = true;
                join(lists.with_offsets, fmt::format("{},{}", safe(entity.name), mention.start));
            }
            if (any) join(lists.names, safe(entity.name));
        }
        return lists;
    }

    static void people(Line& line, const Record& record) {
        for (const char* type : {"person", "organization"}) {
            const Lists lists = named(record, type);
            line.add(lists.names).add(lists.with_offsets);
        }
    }

    /// Resolution (1 year, 2 month, 3 day), month, day, year, offset.
    static std::string dates(const Record& record) {
        std::string list;
        for (const Time& time : record.times) {
            const std::string& value = time.value;
            if (time.type != "DATE" || value.size() < 4 || !days_of(value)) continue;
            if (value.find_first_not_of("0123456789-") != std::string::npos) continue;  // weeks, quarters, ranges
            const int resolution = value.size() == 4 ? 1 : value.size() == 7 ? 2 : value.size() == 10 ? 3 : 0;
            const auto part = [&](std::size_t at) { return value.size() >= at + 2 ? std::stoi(value.substr(at, 2)) : 0; };
            if (resolution > 0)
                join(list, fmt::format("{},{},{},{},{}", resolution, part(5), part(8), value.substr(0, 4), time.start));
        }
        return list;
    }

    static std::string quotations(const Record& record) {
        std::string list;
        for (const Statement& statement : record.statements) {
            if (statement.form != "direct") continue;
            for (const Passage& piece : statement.content)
                join(list,
                     fmt::format("{}|{}|{}|{}", piece.start, piece.end - piece.start,
                                 statement.cue ? safe(statement.cue->text) : "", inert(piece.text, "|#")),
                     "#");
        }
        return list;
    }

    static std::string all_names(const Record& record) {
        std::vector<std::pair<std::uint32_t, std::string>> names;
        for (const Entity& entity : record.entities)
            for (const MentionRow& mention : entity.mentions)
                if (mention.kind == "name") names.emplace_back(mention.start, safe(mention.text));
        std::sort(names.begin(), names.end());
        std::string list;
        for (const auto& [start, name] : names) join(list, fmt::format("{},{}", name, start));
        return list;
    }

    /// Percentages GDELT leaves out.
    static std::string amounts(const Record& record) {
        std::string list;
        for (const Figure& figure : record.figures) {
            if (!figure.value || figure.unit == "percent") continue;
            const std::string what = figure.of.empty() ? figure.unit : figure.of.front().text;
            join(list, fmt::format("{},{},{}", number(*figure.value), safe(what), figure.evidence.front().start));
        }
        return list;
    }

    static std::string authors(const StoryInfo& story) {
        std::string list;
        for (const std::string& author : story.authors) join(list, author);
        return marked(list, "PAGE_AUTHORS");
    }

    const Codes& codes_;
    std::string day_;
    std::map<std::string, int> of_time_;  ///< records of each second of that day so far
};

class Gqg : public Form {
public:
    void tell(const Told& told, Texts& out) override {
        const StoryInfo& story = told.record.story;
        const Entities entities(told.record);
        const Places places(story.text);
        std::string quotes;
        for (const Statement& statement : told.record.statements) {
            if (statement.form != "direct") continue;  // of a mixed one not every piece is quoted
            for (const Passage& piece : statement.content) {
                join(quotes, quote(statement, piece, entities, places), ",");
                ++rows;
            }
        }
        if (quotes.empty()) return;
        std::string& line = out[0];
        field(line, "{\"date\":", moment(story.published));
        field(line, ",\"url\":", story.url);
        field(line, ",\"title\":", story.title);
        field(line, ",\"lang\":", story.language == "en" ? "ENGLISH" : story.language);
        line += ",\"quotes\":[" + quotes + "]}\n";
    }

private:
    static constexpr std::uint32_t around = 120;

    static void field(std::string& out, std::string_view name, std::string_view value) {
        out += name;
        record::append_json_string(out, value);
    }

    /// "2025-03-14T08:00:00Z".
    static std::string moment(const std::string& published) {
        const std::string s = stamp(published);
        if (s.empty()) return "";
        return fmt::format("{}-{}-{}T{}:{}:{}Z", s.substr(0, 4), s.substr(4, 2), s.substr(6, 2), s.substr(8, 2),
                           s.substr(10, 2), s.substr(12, 2));
    }

    static std::string quote(const Statement& statement, const Passage& piece, const Entities& entities, const Places& places) {
        std::string out;
        field(out, "{\"pre\":", inert(places.before(piece.start, around)));
        field(out, ",\"quote\":", inert(piece.text));
        field(out, ",\"post\":", inert(places.after(piece.end, around)));
        field(out, ",\"cue\":", statement.cue ? statement.cue->text : "");
        std::string speakers;
        for (const std::string& id : statement.speakers)
            if (const Entity* speaker = entities.find(id)) {
                std::string one;
                field(one, "{\"name\":", speaker->name);
                field(one, ",\"type\":", speaker->type);
                field(one, ",\"country\":", speaker->country);
                field(one, ",\"office\":", speaker->office);
                join(speakers, one + "}", ",");
            }
        return out + ",\"speakers\":[" + speakers + "]}";
    }
};

}  // namespace

std::unique_ptr<Form> gkg_form(const Codes& codes) { return std::make_unique<Gkg>(codes); }
std::unique_ptr<Form> gqg_form() { return std::make_unique<Gqg>(); }

}  // namespace dragoman::store
