// GDELT 2 events (61 columns) and mentions (16): tab separated, no header.
//
// Traps of that form, each held by a test: geography has FIPS 10-4 codes and actors CAMEO's; codes of acts are text
// with leading zeros; FractionDate counts months of thirty days; a pair of actors is a row, so an act of two on two is
// four; the hour of DATEADDED is UTC. What we have not measured (tone) stays empty.
#include <fmt/format.h>

#include "store/exports/forms/form.h"
#include "store/exports/forms/words.h"

namespace dragoman::store {
namespace {

/// The ten columns of an actor.
struct Actor {
    std::string code, name, country, group, type;
};

Actor actor_of(const Entity* entity, const Codes& codes) {
    Actor actor;
    if (!entity) return actor;
    actor.name = inert(upper(entity->name));
    const bool international = entity->country == "IGO";
    if (!international) actor.country = codes.state(entity->country).cameo;
    if (entity->type != "country") actor.type = international ? "IGO" : codes.sector(entity->sector).cameo;
    if (entity->type == "organization") actor.group = codes.known_group(entity->name);
    actor.code = actor.country + actor.type + actor.group;
    return actor;
}

void add(Line& line, const Actor& actor) {
    line.add(actor.code).add(actor.name).add(actor.country).add(actor.group);
    line.add("").add("").add("");  // ethnic group, religions: not read
    line.add(actor.type).add("").add("");
}

/// The eight columns of a place.
void add_place(Line& line, const Entity* place, const Codes& codes) {
    if (!place || !place->latitude || !place->longitude) {
        line.add("0");
        for (int i = 0; i < 7; ++i) line.add("");
        return;
    }
    const int type = geo_type(*place);
    const Codes::State& state = codes.state(place->country);
    const std::string whole = type == 1 ? state.fips : "";  // codes of districts and landmarks are not known
    line.add(type);
    line.add(inert(type == 1 || state.name.empty() ? place->name : place->name + ", " + state.name));
    line.add(state.fips).add(whole).add("");
    line.add(number(*place->latitude)).add(number(*place->longitude)).add(whole);
}

class Gdelt final : public Form {
public:
    explicit Gdelt(const Codes& codes) : codes_(codes) {}

    std::vector<std::string> files() const override { return {"export.CSV", "mentions.CSV"}; }

    void tell(const Told& told, Texts& out) override {
        if (!has_dated_events(told)) return;
        const Places places(told.record.story.text);
        const Entities entities(told.record);
        for (const Event& event : told.record.events) {
            if (!happened(event) || event.cameo.size() < 2) {
                ++left_out[happened(event) ? "events without a CAMEO code" : event.status + " events"];
                continue;
            }
            tell(told, event, places, entities, out);
        }
    }

private:
    void tell(const Told& told, const Event& event, const Places& places, const Entities& entities, Texts& out) {
        const auto happening = told.happenings.find(event.id);
        if (happening != told.happenings.end() && !happening->second.first) {  // a mention of each of its rows
            for (const std::string& actor : ids(happening->second.actors))
                for (const std::string& recipient : ids(happening->second.recipients))
                    mention(told, event, id(happening->second.id, actor, recipient), entities, places, out[1]);
            return;
        }
        const Counted report;
        const bool merged = happening != told.happenings.end();
        const Counted& counted = merged ? happening->second : report;
        const std::string what = merged ? counted.id : told.record.story.id + "\n" + event.id;
        for (const Entity* actor : entities.of(event.actors))
            for (const Entity* recipient : entities.of(event.recipients)) {
                const auto number = id(what, actor ? actor->id : "", recipient ? recipient->id : "");
                row(told, event, number, actor, recipient, counted, places, entities, out[0]);
                mention(told, event, number, entities, places, out[1], actor, recipient);
                ++rows;
            }
    }

    static std::vector<std::string> ids(const std::vector<std::string>& list) {
        return list.empty() ? std::vector<std::string>{""} : list;
    }
    static std::int64_t id(const std::string& what, const std::string& actor, const std::string& recipient) {
        return number_of(what + "\n" + actor + "\n" + recipient);
    }

    void row(const Told& told, const Event& event, std::int64_t number_id, const Entity* actor, const Entity* recipient,
             const Counted& counted, const Places& places, const Entities& entities, std::string& out) const {
        const std::chrono::sys_days day = *day_of(event, told.day);
        const std::chrono::year_month_day date(day);
        const int year = static_cast<int>(date.year());
        const auto month = static_cast<int>(static_cast<unsigned>(date.month())),
                   of_month = static_cast<int>(static_cast<unsigned>(date.day()));
        const StoryInfo& story = told.record.story;
        Line line(out);
        line.add(number_id).add(compact(day)).add(fmt::format("{:04}{:02}", year, month)).add(year);
        line.add(fmt::format("{:.4f}", year + ((month - 1) * 30 + of_month) / 365.0));
        add(line, actor_of(actor, codes_));
        add(line, actor_of(recipient, codes_));
        line.add(places.in_first_paragraph(event.evidence.front().start) ? "1" : "0");
        line.add(event.cameo).add(event.cameo.substr(0, 3)).add(event.cameo.substr(0, 2));
        line.add(event.quad ? std::to_string(*event.quad) : "").add(event.goldstein ? number(*event.goldstein) : "");
        line.add(counted.mentions).add(counted.sources).add(counted.articles).add("");  // tone: not measured
        for (const Entity* one : {actor, recipient})
            add_place(line, one && one->type == "country" ? one : nullptr, codes_);
        add_place(line, event.place ? entities.find(event.place->entity) : nullptr, codes_);
        line.add(stamp(story.published)).add(inert(story.url.empty() ? story.id : story.url));
        line.end();
    }

    void mention(const Told& told, const Event& event, std::int64_t number_id, const Entities& entities,
                 const Places& places, std::string& out, const Entity* actor = nullptr,
                 const Entity* recipient = nullptr) const {
        const StoryInfo& story = told.record.story;
        const Passage& words = event.evidence.front();
        if (!actor) actor = entities.of(event.actors).front();
        if (!recipient) recipient = entities.of(event.recipients).front();
        const MentionRow* first = mention_at(actor, words);
        const MentionRow* second = mention_at(recipient, words);
        const auto named = [&](const MentionRow* one) {
            return !one || (one->kind != "pronoun" && one->start >= words.start);
        };
        const int percent = static_cast<int>(event.confidence * 10 + 0.5) * 10;
        Line line(out);
        line.add(number_id).add(stamp(story.published)).add(stamp(story.published));
        line.add(is_web(story.url) ? "1" : "2").add(inert(is_web(story.url) ? host(story.url) : story.source));
        line.add(inert(story.url.empty() ? story.id : story.url)).add(places.sentence(words.start));
        line.add(first ? std::int64_t(first->start) : -1)
            .add(second ? std::int64_t(second->start) : -1)
            .add(words.start);
        line.add(named(first) && named(second) ? "1" : "0").add(std::clamp(percent, 10, 100)).add(places.size());
        line.add("").add("").add("");  // tone; translation; reserved
        line.end();
    }

    const Codes& codes_;
};

}  // namespace

std::unique_ptr<Form> gdelt_form(const Codes& codes) { return std::make_unique<Gdelt>(codes); }

}  // namespace dragoman::store
