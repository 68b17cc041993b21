// POLECAT's 40 columns (events that happened; missing values are the word None, lists are split at semicolons), and
// PLOVER's JSON, one event a line, which also has events to come, hypothetical and denied ones: by auxiliary modes.
#include <fmt/format.h>

#include "record/scalars.h"
#include "store/exports/forms/form.h"
#include "store/exports/forms/words.h"

namespace dragoman::store {
namespace {

constexpr std::string_view columns =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor "
    "COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient "
    "Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name "
    "Raw\tWikipedia "
    "Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw "
    "Placename\tFeature "
    "Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";

/// Entries once each, in their order.
class Several {
public:
    void add(std::string entry) {
        if (!entry.empty() && std::find(list_.begin(), list_.end(), entry) == list_.end())
            list_.push_back(std::move(entry));
    }
    const std::vector<std::string>& list() const { return list_; }
    std::string text() const {
        std::string all;
        for (const std::string& one : list_) all += (all.empty() ? "" : ";") + one;
        return all.empty() ? "None" : all;
    }

private:
    std::vector<std::string> list_;
};

std::string or_none(std::string text) { return text.empty() ? "None" : text; }

/// What PLOVER calls a status; empty of what happened, "urged" of what it has no word for.
std::string_view auxiliary(const Event& event) {
    if (event.status == "planned" || event.status == "intended") return "future";
    if (event.status == "denied") return "negation";
    if (event.status == "hypothetical") return "hypothetical";
    return event.status == "urged" ? "urged" : "";
}

/// One JSON object, field after field.
class Json {
public:
    Json& text(std::string_view name, std::string_view value) {
        if (value.empty()) return *this;
        key(name);
        record::append_json_string(out_, value);
        return *this;
    }
    Json& raw(std::string_view name, const std::string& value) {
        if (!value.empty()) key(name), out_ += value;
        return *this;
    }
    Json& texts(std::string_view name, const std::vector<std::string>& values) {
        std::string list;
        for (const std::string& value : values) {
            list += list.empty() ? "[" : ",";
            record::append_json_string(list, value);
        }
        return raw(name, list.empty() ? list : list + "]");
    }
    std::string end() const { return out_.empty() ? "" : out_ + "}"; }

private:
    void key(std::string_view name) {
        out_ += out_.empty() ? "{" : ",";
        record::append_json_string(out_, name);
        out_ += ":";
    }
    std::string out_;
};

class Polecat final : public Form {
public:
    explicit Polecat(const Codes& codes) : codes_(codes) {}

    std::vector<std::string> files() const override { return {"polecat.txt", "plover.jsonl"}; }
    void begin(Texts& out) override { out[0] += columns; }

    void tell(const Told& told, Texts& out) override {
        if (!has_dated_events(told)) return;
        const Places places(told.record.story.text);
        const Entities entities(told.record);
        for (const Event& event : told.record.events) {
            if (auxiliary(event) == "urged") {
                ++left_out["urged events"];
                continue;
            }
            const auto happening = told.happenings.find(event.id);
            if (happening != told.happenings.end() && !happening->second.first) continue;
            json(told, event, entities, places, out[1]);
            if (happened(event))
                row(told, event, entities, out[0]);
            else
                ++left_out[event.status + " events, from polecat.txt"];
            ++rows;
        }
    }

private:
    std::string id_of(const Told& told, const Event& event) const {
        const std::string time = stamp(told.record.story.published);
        const std::string hash =
            fmt::format("{:015x}", number_of(told.record.story.id + "\n" + event.id)).substr(0, 12);
        return fmt::format("{}-{}-{}_{}", compact(*day_of(event, told.day)), time.empty() ? "0000" : time.substr(8, 4),
                           hash, event.type);
    }

    void row(const Told& told, const Event& event, const Entities& entities, std::string& out) const {
        const StoryInfo& story = told.record.story;
        const Codes::Plover plover = codes_.plover(event.type, event.mode);
        Several contexts;
        for (const std::string& context : event.contexts) contexts.add(context);
        Line line(out);
        line.add(id_of(told, event)).add(iso(*day_of(event, told.day))).add(event.type).add(or_none(event.mode));
        line.add(or_none(plover.score)).add(or_none(plover.quad)).add(contexts.text());
        side(line, event.actors, event, entities);
        side(line, event.recipients, event, entities);
        place(line, event, entities);
        line.add(or_none(inert(story.source))).add(or_none(story.published.substr(0, 10)));
        for (const char* type : {"person", "organization", "place"}) {
            Several names;
            for (const Entity& entity : told.record.entities)
                if (entity.type == type || (entity.type == "country" && type == std::string_view("place")))
                    names.add(inert(entity.name, ";"));
            line.add(names.text());
        }
        line.add(story.language).add(inert(told.record.engine_version));
        line.end();
    }

    /// Name, country, COW, first sector, sectors, title, words, Wikipedia page.
    void side(Line& line, const std::vector<std::string>& ids, const Event& event, const Entities& entities) const {
        Several names, countries, cow, sectors, titles, raw;
        for (const Entity* entity : entities.of(ids)) {
            if (!entity) break;
            names.add(inert(entity->name, ";"));
            countries.add(entity->country);
            cow.add(codes_.state(entity->country).cow);
            if (entity->type != "country") sectors.add(entity->sector);
            titles.add(inert(entity->office, ";"));
            if (const MentionRow* mention = mention_at(entity, event.evidence.front()))
                raw.add(inert(mention->text, ";"));
        }
        line.add(names.text()).add(countries.text()).add(cow.text());
        line.add(sectors.list().empty() ? "None" : sectors.list().front()).add(sectors.text());
        line.add(titles.text()).add(raw.text()).add("None");
    }

    /// Name, city, district, province, country, position, GeoNames id, words, feature type.
    static void place(Line& line, const Event& event, const Entities& entities) {
        const Entity* at = event.place ? entities.find(event.place->entity) : nullptr;
        const std::string precision = at ? at->place_precision : "", name = at ? inert(at->name, ";") : "";
        line.add(or_none(name)).add(precision == "city" ? name : "None").add("None");
        line.add(precision == "region" ? name : "None").add(at ? or_none(at->country) : "None");
        line.add(at && at->latitude ? number(*at->latitude) : "None");
        line.add(at && at->longitude ? number(*at->longitude) : "None").add("None");
        line.add(event.place && event.place->words ? inert(event.place->words->text) : "None").add("None");
    }

    void json(const Told& told, const Event& event, const Entities& entities, const Places& places,
              std::string& out) const {
        const Codes::Plover plover = codes_.plover(event.type, event.mode);
        std::vector<std::string> modes, words;
        if (!event.mode.empty()) modes.push_back(event.mode);
        if (!auxiliary(event).empty()) modes.emplace_back(auxiliary(event));
        for (const Passage& passage : event.evidence) words.push_back(passage.text);
        const auto days = days_of(event.time);
        Json json;
        json.text("id", id_of(told, event)).text("date", iso(*day_of(event, told.day)));
        if (days && days->last != days->first) json.text("enddate", iso(days->last));
        json.raw("actor", people(event.actors, event, entities))
            .raw("recipient", people(event.recipients, event, entities));
        json.texts("event", {event.type})
            .texts("mode", modes)
            .texts("context", event.contexts)
            .texts("event_text", words);
        if (event.quad) json.raw("quad_code", std::to_string(*event.quad));
        json.raw("event_scale", plover.score).raw("event_loc", location(event, entities)).raw("size", size(event));
        json.text("text", words.front()).raw("text_info", text_info(event, places)).raw("cite_info", cite(told));
        json.text("coder", told.record.engine_version);
        out += json.end() + "\n";
    }

    std::string people(const std::vector<std::string>& ids, const Event& event, const Entities& entities) const {
        std::string list;
        for (const Entity* entity : entities.of(ids)) {
            if (!entity) return "[]";
            const MentionRow* mention = mention_at(entity, event.evidence.front());
            Json one;
            one.text("code", entity->country).text("sector", entity->type == "country" ? "" : entity->sector);
            one.text("entity_text", mention ? mention->text : "").text("identifier_id", entity->wikidata);
            one.text("identifier_text", entity->name).text("office", entity->office);
            list += (list.empty() ? "[" : ",") + one.end();
        }
        return list + "]";
    }

    std::string location(const Event& event, const Entities& entities) const {
        if (!event.place) return "";
        const Entity* at = entities.find(event.place->entity);
        Json json;
        json.text("extracted_place", event.place->words ? event.place->words->text : "");
        if (at) {
            const std::string& precision = at->place_precision;
            json.text("resolved_place", at->name);
            if (at->latitude && at->longitude)
                json.raw("lat", number(*at->latitude)).raw("lon", number(*at->longitude));
            json.text("city", precision == "city" ? at->name : "")
                .text("province", precision == "region" ? at->name : "");
            json.text("country", codes_.state(at->country).name).text("country_code", at->country);
            json.raw("resolution", precision == "city"      ? "4"
                                   : precision == "region"  ? "2"
                                   : precision == "country" ? "1"
                                                            : "");
        }
        return json.end();
    }

    static std::string size(const Event& event) {
        Json json;
        if (event.killed) json.raw("dead", std::to_string(*event.killed));
        if (event.injured) json.raw("injured", std::to_string(*event.injured));
        return json.end();
    }

    static std::string text_info(const Event& event, const Places& places) {
        const Passage& words = event.evidence.front();
        return fmt::format("{{\"sequence\":{},\"start\":{},\"end\":{}}}", places.sentence(words.start), words.start,
                           words.end);
    }

    static std::string cite(const Told& told) {
        const StoryInfo& story = told.record.story;
        Json json;
        json.text("citation", story.id)
            .text("url", story.url)
            .text("title", story.title)
            .text("language", story.language);
        json.text("publication", story.source).text("coder", told.record.engine_version).text("codebook", "PLOVER 0.8");
        return json.end();
    }

    const Codes& codes_;
};

}  // namespace

std::unique_ptr<Form> polecat_form(const Codes& codes) { return std::make_unique<Polecat>(codes); }

}  // namespace dragoman::store
