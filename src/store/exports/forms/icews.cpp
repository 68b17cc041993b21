// ICEWS coded events: tab separated, with a header. Intensity is ICEWS's, which differs from GDELT's for some codes;
// countries stand by ICEWS's English names; a pair of actors is a row.
#include "store/exports/forms/form.h"
#include "store/exports/forms/words.h"

namespace dragoman::store {
namespace {

class Icews final : public Form {
public:
    explicit Icews(const Codes& codes) : codes_(codes) {}

    void begin(Texts& out) override {
        out[0] +=
            "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
            "Code\tIntensity\tTarget "
            "Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
            "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\t"
            "Latitude\tLongitude\n";
    }

    void tell(const Told& told, Texts& out) override {
        if (!has_dated_events(told)) return;
        const Places places(told.record.story.text);
        const Entities entities(told.record);
        for (const Event& event : told.record.events) {
            if (!happened(event)) {
                ++left_out[event.status + " events"];
                continue;
            }
            const auto happening = told.happenings.find(event.id);
            if (happening != told.happenings.end() && !happening->second.first) continue;
            for (const Entity* actor : entities.of(event.actors))
                for (const Entity* target : entities.of(event.recipients))
                    row(told, event, actor, target, entities, places, out[0]);
        }
    }

private:
    void row(const Told& told, const Event& event, const Entity* actor, const Entity* target, const Entities& entities,
             const Places& places, std::string& out) {
        const StoryInfo& story = told.record.story;
        const Codes::Cameo code = codes_.cameo(event.cameo);
        Line line(out);
        line.add(number_of(story.id + "\n" + event.id + "\n" + (actor ? actor->id : "") + "\n" +
                           (target ? target->id : "")));
        line.add(iso(*day_of(event, told.day)));
        add(line, actor);
        line.add(code.name).add(event.cameo).add(code.intensity);
        add(line, target);
        line.add(number_of(story.id)).add(places.sentence(event.evidence.front().start)).add(inert(story.source));
        place(line, event.place ? entities.find(event.place->entity) : nullptr);
        line.end();
        ++rows;
    }

    /// Name, sectors, country.
    void add(Line& line, const Entity* actor) const {
        if (!actor) {
            line.add("").add("").add("");
            return;
        }
        const bool state = actor->type == "country";
        line.add(inert(actor->name)).add(state ? "" : codes_.sector(actor->sector).icews);
        line.add(codes_.state(actor->country).icews);
    }

    /// City, district, province, country, latitude, longitude.
    void place(Line& line, const Entity* place) const {
        if (!place) {
            for (int i = 0; i < 6; ++i) line.add("");
            return;
        }
        const std::string& precision = place->place_precision;
        line.add(precision == "city" ? inert(place->name) : "")
            .add("")
            .add(precision == "region" ? inert(place->name) : "");
        line.add(codes_.state(place->country).icews);
        line.add(place->latitude ? number(*place->latitude) : "")
            .add(place->longitude ? number(*place->longitude) : "");
    }

    const Codes& codes_;
};

}  // namespace

std::unique_ptr<Form> icews_form(const Codes& codes) { return std::make_unique<Icews>(codes); }

}  // namespace dragoman::store
